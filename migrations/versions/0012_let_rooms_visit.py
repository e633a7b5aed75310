"""Let rooms visit: which room visits which, and what visitors said about a measure."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
DATA = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.create_table(
        "visit",
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("host_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_visit_room_id_room"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["host_id"], ["room.id"], name=op.f("fk_visit_host_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_host_id"), "visit", ["host_id"], unique=False)
    op.create_table(
        "visit_comment",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("measure_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("home", DATA, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("author_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("offer", sa.Boolean(), nullable=False),
        sa.Column("request", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_visit_comment_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_visit_comment_author_id_member"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_comment")),
    )
    for column in ("measure_id", "author_id"):
        op.create_index(op.f(f"ix_visit_comment_{column}"), "visit_comment", [column], unique=False)


def downgrade():
    op.drop_table("visit_comment")
    op.drop_table("visit")
