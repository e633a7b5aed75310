"""Tell what a stage asks for in the language of each reader, where the organiser has written it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade():
    kind = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("instructions", kind, nullable=False, server_default="{}"))
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.alter_column("instructions", server_default=None, existing_type=kind, existing_nullable=False)


def downgrade():
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.drop_column("instructions")
