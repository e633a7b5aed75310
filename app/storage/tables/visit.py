"""The gallery walk: which room visits which, and what visitors say about a measure."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, Json, link


class Visit(Base):
    """The room that another one reads while it is in a visit stage; one each."""

    __tablename__ = "visit"
    room_id: Mapped[str] = link("room", primary_key=True)
    host_id: Mapped[str] = link("room")


class VisitComment(Base):
    """What a visitor said about a measure: an offer or a request, both, or neither."""

    __tablename__ = "visit_comment"
    id: Mapped[Id]
    measure_id: Mapped[str] = link("measure")
    home: Mapped[Json]  # {id, name, country} of the room they came from; it and they as they were called then
    name: Mapped[str] = mapped_column(String(200))
    author_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")
    text: Mapped[str]
    offer: Mapped[bool] = mapped_column(default=False)
    request: Mapped[bool] = mapped_column(default=False)
    at: Mapped[At]
