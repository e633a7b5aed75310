"""Endorse a new version in time: until when delegates may say how far they agree with it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade():
    op.add_column("declaration", sa.Column("endorse_until", sa.BigInteger(), nullable=True))


def downgrade():
    op.drop_column("declaration", "endorse_until")
