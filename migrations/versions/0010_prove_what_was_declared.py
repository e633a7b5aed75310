"""Prove what was declared: one frozen proof each time. What was declared before has none, and gets none afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade():
    op.create_table(
        "proof",
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_proof_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room_id", "edition", name=op.f("pk_proof")),
    )


def downgrade():
    op.drop_table("proof")
