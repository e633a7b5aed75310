"""Remember when those who had not voted were last reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", sa.BigInteger(), nullable=True))


def downgrade():
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")
