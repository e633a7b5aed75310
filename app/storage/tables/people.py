"""Accounts, tokens and seats."""

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, Json, Short, link


class Account(Base):
    """An organiser's sign-in. Without a password it opens by a one-time link only."""

    __tablename__ = "account"
    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[At]


class Token(Base):
    """The hash of what an account, a member or a screen bears. `purpose`: `access`, `sign-in` (one use) or `code`."""

    __tablename__ = "token"
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    purpose: Mapped[Short]
    account_id: Mapped[str | None] = link("account", nullable=True)
    member_id: Mapped[str | None] = link("member", nullable=True)
    screen_id: Mapped[str | None] = link("screen", nullable=True)
    created_at: Mapped[At]
    expires_at: Mapped[At | None]
    used_at: Mapped[At]  # within an hour: it is not written with every request
    client: Mapped[Short] = mapped_column(default="")  # the browser and its system in words, never an address


class OldCode(Base):
    """The hash of a code that lets nobody in any more, so that it can be named as old. `kind`: `join` or `screen`."""

    __tablename__ = "old_code"
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    kind: Mapped[Short]
    workshop_id: Mapped[str] = link("workshop")
    replaced_at: Mapped[At]


class Member(Base):
    """One seat. `number` is its order of arrival; `nonce` makes the personal link, a new one renews it."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("workshop_id", "number"), UniqueConstraint("workshop_id", "reference"))
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    account_id: Mapped[str | None] = link("account", nullable=True, gone="SET NULL")
    room_id: Mapped[str | None] = link("room", nullable=True, gone="SET NULL")
    number: Mapped[int]
    reference: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    role: Mapped[Short]
    perspective: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(16), default="en")
    duties: Mapped[Json] = mapped_column(default=list)
    nonce: Mapped[Short]
    consent_at: Mapped[At | None]
    joined_at: Mapped[At | None]
    seen_at: Mapped[At | None]
    removed_at: Mapped[At | None]
    ready: Mapped[str | None] = mapped_column(String(8))  # done, passed
    hand_at: Mapped[At | None]
    nudged_at: Mapped[At | None]  # when a facilitator last asked to hear from them, in this stage
    answer: Mapped[Short | None]  # confirmed, declined
    answered_at: Mapped[At | None]
    tried: Mapped[Json | None]  # {step of the practice: good, slow, failed}
    hand_note: Mapped[str] = mapped_column(String(500), default="")
