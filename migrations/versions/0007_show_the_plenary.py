"""Show the plenary: screens with tokens of their own, what they show, questions from the phones and applause."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
ID = sa.Uuid(as_uuid=False)


def upgrade():
    op.create_table(
        "screen",
        sa.Column("id", ID, nullable=False),
        sa.Column("workshop_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        _of("screen", "workshop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen")),
    )
    op.create_table(
        "question",
        sa.Column("id", ID, nullable=False),
        sa.Column("workshop_id", ID, nullable=False),
        sa.Column("room_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _of("question", "workshop"),
        _of("question", "room"),
        _of("question", "member", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_table(
        "clap",
        sa.Column("workshop_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        _of("clap", "workshop"),
        _of("clap", "member"),
        sa.PrimaryKeyConstraint("workshop_id", "member_id", name=op.f("pk_clap")),
    )
    for table, *columns in INDEXED:
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        shown = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
        batch_op.add_column(sa.Column("shown", shown, nullable=True))
    _screens_of("screen", before="workshop")


def downgrade():
    op.execute("DELETE FROM token WHERE screen_id IS NOT NULL")
    _screens_of("workshop", before="screen")
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_column("shown")
    for table, *columns in INDEXED:
        for column in columns:
            op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    for table in ("clap", "question", "screen"):
        op.drop_table(table)


INDEXED = (("screen", "workshop_id"), ("question", "workshop_id", "room_id", "member_id"))


def _of(table, target, gone="CASCADE"):
    name = op.f(f"fk_{table}_{target}_id_{target}")
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, ondelete=gone)


def _screens_of(target, *, before):
    """What a token's `screen_id` names."""
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"fk_token_screen_id_{before}"), type_="foreignkey")
        batch_op.create_foreign_key(
            op.f(f"fk_token_screen_id_{target}"), target, ["screen_id"], ["id"], ondelete="CASCADE"
        )
