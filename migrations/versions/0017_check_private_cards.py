"""Check private cards: which ones facilitators may read before they are shown, and why one was removed by them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade():
    # What was written before was written under the promise that nobody reads it.
    op.add_column("card", sa.Column("checkable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("card", sa.Column("held", sa.String(), nullable=True))
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.alter_column("checkable", server_default=None)


def downgrade():
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_column("held")
        batch_op.drop_column("checkable")
