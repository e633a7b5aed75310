"""Voting rounds, and ballots that nothing joins to their voters."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, Json, Short, link


class Round:
    """What is decided at the opening of a vote, and what comes out of it."""

    number: Mapped[int]
    method: Mapped[Short]
    settings: Mapped[Json]
    cards: Mapped[Json]  # ids of cards or measures, in board order
    wording: Mapped[Json]  # {id: title as voted}
    state: Mapped[Short]
    secrecy: Mapped[Short]
    breakdown: Mapped[Short]
    fold: Mapped[Json | None]  # {perspective: shown label}
    groups: Mapped[Json | None]  # {label: size}, announced to each voter
    superseded: Mapped[bool] = mapped_column(default=False)
    result: Mapped[Json | None]
    opened_at: Mapped[At]
    reminded_at: Mapped[At | None]  # when those who had not voted were last reminded; who they were is nowhere


class JointPoll(Round, Base):
    """The head of a vote over several rooms. Each room that votes has a poll of its own, in which its ballots lie."""

    __tablename__ = "joint_poll"
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    rooms: Mapped[Json]  # [{id, name, country, votes, cards: the ids that are this room's}], in programme order


class Poll(Round, Base):
    """A vote in one room, or its share of a joint one.

    `nonce` exists only while the poll is open: it makes the keys by which a voter's ballot is found and replaced.
    """

    __tablename__ = "poll"
    id: Mapped[Id]
    room_id: Mapped[str] = link("room")
    joint_id: Mapped[str | None] = link("joint_poll", nullable=True)
    nonce: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    brought: Mapped[Json | None]  # {entitled, cast, assisted}, of a vote that an import brought back


class Entitled(Base):
    __tablename__ = "entitled"
    poll_id: Mapped[str] = link("poll", primary_key=True)
    member_id: Mapped[str] = link("member", primary_key=True)


class Participation(Base):
    """Who has cast. No time, no order, nothing of what was chosen. assisted: by a facilitator's hand."""

    __tablename__ = "participation"
    poll_id: Mapped[str] = link("poll", primary_key=True)
    member_id: Mapped[str] = link("member", primary_key=True)
    assisted: Mapped[bool] = mapped_column(default=False)


class Ballot(Base):
    """What was chosen. No member (but in a named poll), no time; at the close all are written anew, shuffled.

    receipt: a random value of the voter's browser, nowhere else; only where the ballots are to be published.
    """

    __tablename__ = "ballot"
    id: Mapped[Id]
    poll_id: Mapped[str] = link("poll")
    choices: Mapped[Json]
    label: Mapped[str | None] = mapped_column(String(64))
    receipt: Mapped[str | None] = mapped_column(String(32))
    member_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")


class BallotLink(Base):
    """While the poll is open, HMAC(HMAC(SECRET_KEY, nonce), member) finds the ballot to replace; gone at the close."""

    __tablename__ = "ballot_link"
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    poll_id: Mapped[str] = link("poll")
    ballot_id: Mapped[str] = link("ballot")
