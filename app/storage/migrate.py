"""Bring the database to the present schema: `python -m app.storage.migrate [upgrade | downgrade REV | check]`."""

import sys
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ArgumentError, OperationalError

from app.config import read_settings
from app.storage.tables import Base

LOCK = 0x636F6E63  # any number that no other program of the database uses
FOLDER = Path(__file__).parents[2] / "migrations"


def upgrade(url, revision="head"):
    command.upgrade(_config(url), revision)


@contextmanager
def reachable():
    """For the start of a program: where the database cannot be opened it ends, and the terminal says why in a line."""
    try:
        yield
    except ArgumentError as error:
        raise SystemExit("DATABASE_URL is postgresql+psycopg://user@host/name or sqlite:////path/to/file.db") from error
    except OperationalError as error:
        raise SystemExit(f"The database cannot be opened: {error.orig}") from error


def downgrade(url, revision):
    command.downgrade(_config(url), revision)


@contextmanager
def alone(url):
    """While the block runs, no other process that asks is in one: several may start at once on one PostgreSQL."""
    if url.startswith("sqlite"):
        yield
        return
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        yield
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
    engine.dispose()


def drift(url):
    """What the tables have that the migrations lack, as Alembic's list of differences."""
    with create_engine(url).connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)


def _config(url):
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["url"] = url
    return config


def main(argv):
    deed = argv[0] if argv else "upgrade"
    if deed == "check":
        found = _drift_of_a_new_database()
        print("\n".join(map(str, found)) or "The migrations and the tables agree.")
        return 1 if found else 0
    url = read_settings().database_url
    with reachable():
        if deed == "upgrade":
            upgrade(url)
        elif deed == "downgrade" and len(argv) == 2:
            downgrade(url, argv[1])
        else:
            print(__doc__)
            return 2
    return 0


def _drift_of_a_new_database():
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/new.db"
        upgrade(url)
        return drift(url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
