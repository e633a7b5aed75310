"""The event, its rooms and the stages they go through."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, Json, Key, Short, link, plain


class Workshop(Base):
    __tablename__ = "workshop"
    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(6), unique=True)
    seq: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    subtitle: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[At | None]
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    language: Mapped[str] = mapped_column(String(16), default="en")
    languages: Mapped[Json] = mapped_column(default=list)
    template: Mapped[Short]
    joining: Mapped[str] = mapped_column(String(16), default="open")  # open, roster, closed
    consent: Mapped[str] = mapped_column(default="")
    perspectives: Mapped[Json] = mapped_column(default=list)  # [{key, title}]
    decision_rule: Mapped[Json] = mapped_column(default=dict)
    measures_max: Mapped[int] = mapped_column(default=5)
    recount: Mapped[bool] = mapped_column(default=False)  # whether ballots are published with the result
    kept_until: Mapped[At | None]
    shown: Mapped[Json | None]  # what the big screen shows: {view, room, timer}
    # The workshop that is practised here. Unique: there is one rehearsal of each at a time.
    rehearsal_of: Mapped[str | None] = mapped_column(Key, ForeignKey("workshop.id", ondelete="CASCADE"), unique=True)
    created_at: Mapped[At]


class Stage(Base):
    __tablename__ = "stage"
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    position: Mapped[int]
    kind: Mapped[Short]
    title: Mapped[str] = mapped_column(String(200))
    instruction: Mapped[str] = mapped_column(default="")
    instructions: Mapped[Json] = mapped_column(default=dict)  # {language: text}, for those who read another one
    minutes: Mapped[int] = mapped_column(default=0)
    permissions: Mapped[Json] = mapped_column(default=dict)
    settings: Mapped[Json] = mapped_column(default=dict)


class Room(Base):
    """A breakout group. Its row is the lock of everything in it, and `seq` the number of its last event."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("workshop_id", "position"),)
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    stage_id: Mapped[str] = link("stage", gone="RESTRICT")
    position: Mapped[int]
    seq: Mapped[int] = mapped_column(default=0)
    code: Mapped[str] = mapped_column(String(16), default="")
    name: Mapped[str] = mapped_column(String(200))
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(16), default="en")
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    call_url: Mapped[str] = mapped_column(String(500), default="")
    poll_defaults: Mapped[Json] = mapped_column(default=dict)  # {"breakdown": "open"}
    locked: Mapped[bool] = mapped_column(default=False)
    private_writing: Mapped[bool] = mapped_column(default=False)
    timer_ends_at: Mapped[At | None]
    timer_left_s: Mapped[int] = mapped_column(default=0)
    timer_total_s: Mapped[int] = mapped_column(default=0)
    announcement: Mapped[Json | None] = mapped_column(default=None)
    brought: Mapped[Json | None]  # {members, expected, endorsed, private_cards, unrevealed_polls}, as it was exported


class Finding(Base):
    """What Days 1 and 2 brought, for one room or (room empty) for all; `note` marks what a delegate takes home."""

    __tablename__ = "finding"
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    room_id: Mapped[str | None] = link("room", nullable=True)
    code: Mapped[str] = mapped_column(plain(32))
    day: Mapped[int | None]
    kind: Mapped[Short]
    text: Mapped[str]
    source: Mapped[str] = mapped_column(String(500), default="")


class Note(Base):
    """What a delegate takes home from an input; a facilitator may turn it into a finding."""

    __tablename__ = "note"
    id: Mapped[Id]
    room_id: Mapped[str] = link("room")
    member_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")
    text: Mapped[str]
    at: Mapped[At]
    finding_id: Mapped[str | None] = link("finding", nullable=True, gone="SET NULL")


class Event(Base):
    """One numbered line of a stream: `room:<id>` or `workshop:<id>`. A hidden one never tells its actor or command."""

    __tablename__ = "event"
    stream: Mapped[str] = mapped_column(Key, primary_key=True)  # the room's or workshop's id
    seq: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[Short]
    data: Mapped[Json]
    actor: Mapped[Json | None]  # {id, name, role}
    command: Mapped[str | None] = mapped_column(Key)
    at: Mapped[At]
    reload: Mapped[bool] = mapped_column(default=False)


class Answered(Base):
    """The memory of accepted commands: the same id of the same member is answered the same, and done once.

    undo: how its doer takes the step back; None where it cannot be, or has been.
    """

    __tablename__ = "answered"
    member_id: Mapped[str] = link("member", primary_key=True)
    command_id: Mapped[str] = mapped_column(Key, primary_key=True)
    seq: Mapped[int]
    data: Mapped[Json] = mapped_column(default=dict)
    follow: Mapped[Json] = mapped_column(default=list)
    undo: Mapped[Json | None]
