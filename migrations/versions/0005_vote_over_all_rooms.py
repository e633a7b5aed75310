"""Vote over all rooms: the head of such a vote, and which polls are its shares."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

DATA = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.create_table(
        "joint_poll",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workshop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rooms", DATA, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("settings", DATA, nullable=False),
        sa.Column("cards", DATA, nullable=False),
        sa.Column("wording", DATA, nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("secrecy", sa.String(length=64), nullable=False),
        sa.Column("breakdown", sa.String(length=64), nullable=False),
        sa.Column("fold", DATA, nullable=True),
        sa.Column("groups", DATA, nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("result", DATA, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_joint_poll_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_poll")),
    )
    with op.batch_alter_table("joint_poll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_poll_workshop_id"), ["workshop_id"], unique=False)
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joint_id", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_poll_joint_id_joint_poll"), "joint_poll", ["joint_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index(batch_op.f("ix_poll_joint_id"), ["joint_id"], unique=False)


def downgrade():
    """What was voted over all rooms goes: without its head a share would stand there as a vote of its room alone."""
    for table in ("ballot_link", "ballot", "participation", "entitled"):
        op.execute(f"DELETE FROM {table} WHERE poll_id IN (SELECT id FROM poll WHERE joint_id IS NOT NULL)")
    op.execute("DELETE FROM poll WHERE joint_id IS NOT NULL")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_joint_id"))
        batch_op.drop_constraint(batch_op.f("fk_poll_joint_id_joint_poll"), type_="foreignkey")
        batch_op.drop_column("joint_id")
    with op.batch_alter_table("joint_poll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joint_poll_workshop_id"))
    op.drop_table("joint_poll")
