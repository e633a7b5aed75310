"""Create the house: every table of the first version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

DATA = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def plain(length):
    """Signs that stand in the order of their bytes, whatever language the database speaks."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "event",
        sa.Column("stream", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("data", DATA, nullable=False),
        sa.Column("actor", DATA, nullable=True),
        sa.Column("command", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reload", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_event")),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("subtitle", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("languages", DATA, nullable=False),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("joining", sa.String(length=16), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("perspectives", DATA, nullable=False),
        sa.Column("decision_rule", DATA, nullable=False),
        sa.Column("measures_max", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("code", name=op.f("uq_workshop_code")),
    )
    op.create_table(
        "stage",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workshop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("instruction", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("permissions", DATA, nullable=False),
        sa.Column("settings", DATA, nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_stage_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workshop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("stage_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("call_url", sa.String(length=500), nullable=False),
        sa.Column("poll_defaults", DATA, nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("private_writing", sa.Boolean(), nullable=False),
        sa.Column("timer_ends_at", sa.BigInteger(), nullable=True),
        sa.Column("timer_left_s", sa.Integer(), nullable=False),
        sa.Column("timer_total_s", sa.Integer(), nullable=False),
        sa.Column("announcement", DATA, nullable=True),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_room_stage_id_stage"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_room_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("workshop_id", "position", name=op.f("uq_room_workshop_id_position")),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_stage_id"), ["stage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_room_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "declaration",
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("preamble", sa.String(), nullable=False),
        sa.Column("preamble_gloss", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("standing_gloss", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("contact_gloss", sa.String(), nullable=False),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("revealed", DATA, nullable=True),
        sa.Column("declared_at", sa.BigInteger(), nullable=True),
        sa.Column("waived", sa.String(length=500), nullable=True),
        sa.Column("corrections", DATA, nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_declaration_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_declaration")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("saved_rev", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_document_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_room_id"), ["room_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workshop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("code", plain(32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_finding_room_id_room"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_finding_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "measure",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", plain(255), nullable=False),
        sa.Column("cards", DATA, nullable=False),
        sa.Column("plan", DATA, nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("instrument", DATA, nullable=False),
        sa.Column("amount", DATA, nullable=True),
        sa.Column("assigned", DATA, nullable=False),
        sa.Column("waived", sa.String(length=500), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_measure_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_room_id"), ["room_id"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workshop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("account_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("perspective", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("duties", DATA, nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("consent_at", sa.BigInteger(), nullable=True),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("ready", sa.String(length=8), nullable=True),
        sa.Column("hand_at", sa.BigInteger(), nullable=True),
        sa.Column("hand_note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_member_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_member_room_id_room"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_member_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_member_workshop_id_number")),
        sa.UniqueConstraint("workshop_id", "reference", name=op.f("uq_member_workshop_id_reference")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "poll",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
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
        sa.Column("nonce", sa.LargeBinary(length=32), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("result", DATA, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_poll_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_room_id"), ["room_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", plain(255), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_theme_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_room_id"), ["room_id"], unique=False)

    op.create_table(
        "answered",
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("command_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("data", DATA, nullable=False),
        sa.Column("follow", DATA, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_answered_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "command_id", name=op.f("pk_answered")),
    )
    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("poll_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("choices", DATA, nullable=False),
        sa.Column("label", sa.String(length=64), nullable=True),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_ballot_member_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_ballot_poll_id_poll"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "card",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("theme_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("author_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("merged_into", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("position", plain(255), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("gloss", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_card_author_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["card.id"], name=op.f("fk_card_merged_into_card"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_card_room_id_room"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_card_theme_id_theme"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "endorsement",
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reservation", sa.String(), nullable=False),
        sa.Column("signed", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_endorsement_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_endorsement_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room_id", "member_id", name=op.f("pk_endorsement")),
    )
    op.create_table(
        "entitled",
        sa.Column("poll_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_entitled_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_entitled_poll_id_poll"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name=op.f("pk_entitled")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("room_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_note_member_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_note_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_room_id"), ["room_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("poll_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_participation_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_participation_poll_id_poll"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name=op.f("pk_participation")),
    )
    op.create_table(
        "text_update",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("update", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_text_update_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "rev", name=op.f("pk_text_update")),
    )
    op.create_table(
        "token",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("screen_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_token_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_token_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["screen_id"], ["workshop.id"], name=op.f("fk_token_screen_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_token")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_token_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_token_screen_id"), ["screen_id"], unique=False)

    op.create_table(
        "ballot_link",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("poll_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ballot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_link_ballot_id_ballot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_ballot_link_poll_id_poll"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ballot_link")),
    )
    with op.batch_alter_table("ballot_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_link_ballot_id"), ["ballot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_link_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "citation",
        sa.Column("card_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("finding_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_citation_card_id_card"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_citation_finding_id_finding"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", "finding_id", name=op.f("pk_citation")),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("card_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("author_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_comment_author_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_comment_card_id_card"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_card_id"), ["card_id"], unique=False)

    op.create_table(
        "reaction",
        sa.Column("card_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reaction", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_reaction_card_id_card"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_reaction_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", "member_id", "reaction", name=op.f("pk_reaction")),
    )


def downgrade():
    op.drop_table("reaction")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_card_id"))
        batch_op.drop_index(batch_op.f("ix_comment_author_id"))

    op.drop_table("comment")
    op.drop_table("citation")
    with op.batch_alter_table("ballot_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_link_poll_id"))
        batch_op.drop_index(batch_op.f("ix_ballot_link_ballot_id"))

    op.drop_table("ballot_link")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_screen_id"))
        batch_op.drop_index(batch_op.f("ix_token_member_id"))
        batch_op.drop_index(batch_op.f("ix_token_account_id"))

    op.drop_table("token")
    op.drop_table("text_update")
    op.drop_table("participation")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_room_id"))
        batch_op.drop_index(batch_op.f("ix_note_member_id"))

    op.drop_table("note")
    op.drop_table("entitled")
    op.drop_table("endorsement")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_theme_id"))
        batch_op.drop_index(batch_op.f("ix_card_room_id"))
        batch_op.drop_index(batch_op.f("ix_card_merged_into"))
        batch_op.drop_index(batch_op.f("ix_card_author_id"))

    op.drop_table("card")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_poll_id"))
        batch_op.drop_index(batch_op.f("ix_ballot_member_id"))

    op.drop_table("ballot")
    op.drop_table("answered")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_room_id"))

    op.drop_table("theme")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_room_id"))

    op.drop_table("poll")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_member_room_id"))
        batch_op.drop_index(batch_op.f("ix_member_account_id"))

    op.drop_table("member")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_room_id"))

    op.drop_table("measure")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_finding_room_id"))

    op.drop_table("finding")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_room_id"))

    op.drop_table("document")
    op.drop_table("declaration")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_room_stage_id"))

    op.drop_table("room")
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_workshop_id"))

    op.drop_table("stage")
    op.drop_table("workshop")
    op.drop_table("event")
    op.drop_table("account")
