"""Bring a workshop back: the numbers that came of people who are not here, beside what they are about."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
DATA = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TABLES = ("room", "card", "poll")


def upgrade():
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("brought", DATA, nullable=True))


def downgrade():
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("brought")
