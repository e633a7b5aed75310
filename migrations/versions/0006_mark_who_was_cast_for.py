"""Mark who has cast by a facilitator's hand. Of what was cast so far nothing is known: it counts as cast by oneself."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade():
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assisted", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.alter_column("assisted", server_default=None)


def downgrade():
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("assisted")
