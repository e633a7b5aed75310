"""What a room writes: themes, cards and what people say about them."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.tables.columns import At, Base, Id, Json, Short, link, plain


class Theme(Base):
    __tablename__ = "theme"
    id: Mapped[Id]
    room_id: Mapped[str] = link("room")
    position: Mapped[str] = mapped_column(plain(255))
    title: Mapped[str] = mapped_column(String(200))


class Card(Base):
    """One idea. `private` is known to its writer alone until revealed; removed and merged ones stay readable.

    checkable: written where facilitators may read private cards without names. held: why one of them removed it.
    """

    __tablename__ = "card"
    id: Mapped[Id]
    room_id: Mapped[str] = link("room")
    theme_id: Mapped[str | None] = link("theme", nullable=True, gone="SET NULL")
    author_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")
    merged_into: Mapped[str | None] = link("card", nullable=True, gone="SET NULL")
    position: Mapped[str] = mapped_column(plain(255))
    kind: Mapped[Short]
    language: Mapped[str] = mapped_column(String(16))
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    gloss: Mapped[str] = mapped_column(default="")
    private: Mapped[bool] = mapped_column(default=False)
    removed: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)
    checkable: Mapped[bool] = mapped_column(default=False)
    held: Mapped[str | None]
    created_at: Mapped[At]
    brought: Mapped[Json | None]  # {perspective, reactions}, of a card that an import brought back


class Citation(Base):
    __tablename__ = "citation"
    card_id: Mapped[str] = link("card", primary_key=True)
    finding_id: Mapped[str] = link("finding", primary_key=True)


class Comment(Base):
    __tablename__ = "comment"
    id: Mapped[Id]
    card_id: Mapped[str] = link("card")
    author_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")
    text: Mapped[str]
    at: Mapped[At]


class Reaction(Base):
    __tablename__ = "reaction"
    card_id: Mapped[str] = link("card", primary_key=True)
    member_id: Mapped[str] = link("member", primary_key=True)
    reaction: Mapped[str] = mapped_column(String(16), primary_key=True)


class Document(Base):
    """A shared text: its numbered updates are the truth, the row it belongs to shows what was last saved.

    `owner` is a card's, a measure's or a room's (declaration) id.
    """

    __tablename__ = "document"
    id: Mapped[Short] = mapped_column(primary_key=True)  # card:<id>
    room_id: Mapped[str] = link("room")
    rev: Mapped[int] = mapped_column(default=0)
    saved_rev: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[At | None]


class Update(Base):
    """One merged step of a document, in Yjs' encoding."""

    __tablename__ = "text_update"
    document_id: Mapped[str] = mapped_column(
        String(64), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    rev: Mapped[int] = mapped_column(primary_key=True)
    update: Mapped[bytes]
    member_id: Mapped[str | None] = link("member", nullable=True, gone="SET NULL")
    at: Mapped[At]
