"""Alembic's door to the tables. The URL is given by app.storage.migrate."""

from alembic import context
from sqlalchemy import create_engine, event

from app.storage.tables import Base

url = context.config.attributes["url"]
engine = create_engine(url)

if url.startswith("sqlite"):

    @event.listens_for(engine, "connect")
    def _(connection, _record):
        # Batch mode copies tables: with foreign keys on, dropping the old one would cascade.
        connection.execute("PRAGMA foreign_keys=OFF")


with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
