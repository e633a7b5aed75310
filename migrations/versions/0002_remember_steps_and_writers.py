"""Remember how a step is taken back, and who wrote each step of a text."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade():
    undo = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("answered", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undo", undo, nullable=True))
    with op.batch_alter_table("text_update", schema=None) as batch_op:
        batch_op.add_column(sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_text_update_member_id_member"), "member", ["member_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_text_update_member_id"), ["member_id"], unique=False)


def downgrade():
    with op.batch_alter_table("text_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_update_member_id"))
        batch_op.drop_constraint(batch_op.f("fk_text_update_member_id_member"), type_="foreignkey")
        batch_op.drop_column("member_id")
    with op.batch_alter_table("answered", schema=None) as batch_op:
        batch_op.drop_column("undo")
