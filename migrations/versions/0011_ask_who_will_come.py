"""Ask who will come, and keep which steps of the practice they have done."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
DATA = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("tried", DATA, nullable=True))


def downgrade():
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_column("tried")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("answer")
