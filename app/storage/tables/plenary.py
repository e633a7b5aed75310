"""What the rooms share when they have come back: screens, questions and applause."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, link


class Screen(Base):
    """A big screen of a workshop, by its number. It is let in by tokens, and gone together with them."""

    __tablename__ = "screen"
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    number: Mapped[int]
    created_at: Mapped[At]
    seen_at: Mapped[At | None]


class Question(Base):
    """Asked from a phone. Its writer is kept for the limit alone, and told to nobody; its room is told."""

    __tablename__ = "question"
    id: Mapped[Id]
    workshop_id: Mapped[str] = link("workshop")
    room_id: Mapped[str] = link("room")
    member_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")
    text: Mapped[str]
    state: Mapped[str] = mapped_column(String(8), default="waiting")  # waiting, shown, done
    at: Mapped[At]


class Clap(Base):
    """Who applauds what is on the screen now: a number for everybody, gone as soon as something else is shown."""

    __tablename__ = "clap"
    workshop_id: Mapped[str] = link("workshop", primary_key=True)
    member_id: Mapped[str] = link("member", primary_key=True)
