"""Remember who was asked to speak up, and which finding was made of a note."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
FINDING = "fk_note_finding_id_finding"
INDEX = "ix_note_finding_id"


def upgrade():
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nudged_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("finding_id", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.create_foreign_key(FINDING, "finding", ["finding_id"], ["id"], ondelete="SET NULL")
        batch_op.create_index(INDEX, ["finding_id"], unique=False)


def downgrade():
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(INDEX)
        batch_op.drop_constraint(FINDING, type_="foreignkey")
        batch_op.drop_column("finding_id")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_column("nudged_at")
