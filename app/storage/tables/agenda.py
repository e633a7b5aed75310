"""What a room decides: measures with their plan, and the declaration."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, Json, link, plain


class Measure(Base):
    __tablename__ = "measure"
    id: Mapped[Id]
    room_id: Mapped[str] = link("room")
    position: Mapped[str] = mapped_column(plain(255))
    cards: Mapped[Json]  # ids, the adopted card first, then those merged into it
    plan: Mapped[Json] = mapped_column(default=dict)  # {field: text}
    by_when: Mapped[date | None]
    instrument: Mapped[Json] = mapped_column(default=list)
    amount: Mapped[Json | None]  # {value, currency}
    assigned: Mapped[Json] = mapped_column(default=list)  # member ids
    waived: Mapped[str | None] = mapped_column(String(500))
    dropped: Mapped[bool] = mapped_column(default=False)


class Declaration(Base):
    """One a room: its texts, its state and, once revealed, how far the room agrees."""

    __tablename__ = "declaration"
    room_id: Mapped[str] = link("room", primary_key=True)
    state: Mapped[str] = mapped_column(String(16), default="draft")  # draft, endorsing, declared
    version: Mapped[int] = mapped_column(default=1)
    preamble: Mapped[str] = mapped_column(default="")
    preamble_gloss: Mapped[str] = mapped_column(default="")
    standing: Mapped[str] = mapped_column(default="")
    standing_gloss: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    contact_gloss: Mapped[str] = mapped_column(default="")
    next_review: Mapped[date | None]
    revealed: Mapped[Json | None]
    endorse_until: Mapped[At | None]  # of a new version, until it is declared
    declared_at: Mapped[At | None]
    waived: Mapped[str | None] = mapped_column(String(500))
    corrections: Mapped[Json] = mapped_column(default=list)  # [{kind, by, reason, at, version}]


class Proof(Base):
    """What a room declared, frozen: one row each time, its document in canonical form, as it was signed."""

    __tablename__ = "proof"
    room_id: Mapped[str] = link("room", primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1, 2, … in the room
    version: Mapped[int]
    declared_at: Mapped[At]
    document: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))
    key: Mapped[str] = mapped_column(String(64))


class Endorsement(Base):
    """A member's level of agreement, known to nobody else; deleted at the reveal, when only numbers stay."""

    __tablename__ = "endorsement"
    room_id: Mapped[str] = link("room", primary_key=True)
    member_id: Mapped[str] = link("member", primary_key=True)
    level: Mapped[int]
    reservation: Mapped[str] = mapped_column(default="")
    signed: Mapped[str] = mapped_column(String(16), default="one")  # name, group, one
