"""Keep a receipt on each ballot, and whether a workshop publishes its ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("receipt", sa.String(length=32), nullable=True))
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recount", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.alter_column("recount", server_default=None)


def downgrade():
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_column("recount")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_column("receipt")
