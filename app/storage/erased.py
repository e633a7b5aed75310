"""Erased workshops: taken out of the database, and listed so that an older backup does not bring them back.

The list is `DATA_DIR/erased.txt`, with a line for each: its id, which is random and says nothing, and when it was
erased. It is a file, and no table, because a restore starts from an empty database.
"""

import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.config import private
from app.storage.session import say, wipe
from app.storage.tables import Event, Room, Workshop

LOG = structlog.get_logger()
NAME = "erased.txt"


@dataclass(frozen=True)
class Erased:
    """Said after the commit: the workshop with this id is gone."""

    workshop: str


def take_out(session: Session, workshop: str) -> None:
    """Delete a workshop's rows for good, by its id, with its rooms' events."""
    rooms = select(Room.id).where(Room.workshop_id == workshop)
    session.execute(delete(Event).where((Event.stream == workshop) | Event.stream.in_(rooms)))
    session.execute(delete(Room).where(Room.workshop_id == workshop))
    session.execute(delete(Workshop).where(Workshop.id == workshop))
    say(session, Erased(workshop))
    wipe(session)


def listener(folder: Path):
    """For Store.listen: note in `folder` what has been erased."""

    def heard(said):
        gone = [each.workshop for each in said if isinstance(each, Erased)]
        try:
            note(folder, gone)
        except OSError as error:
            LOG.error("erased workshops could not be noted", file=NAME, workshops=" ".join(gone), why=error.strerror)

    return heard


def note(folder: Path, workshops: Iterable[str]) -> None:
    """Add ids to the list in `folder`. Several processes may: each adds whole lines at the end of the file."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    lines = "".join(f"{workshop} {at}\n" for workshop in workshops)
    if lines:
        with private(folder / NAME, "ab", buffering=0) as file:
            file.write(lines.encode("ascii"))
            os.fsync(file.fileno())


def noted(folder: Path) -> set[str] | None:
    """The ids in the list in `folder`; None where there is no list."""
    try:
        return ids((folder / NAME).read_text("ascii", errors="replace"))
    except FileNotFoundError:
        return None


def ids(text: str) -> set[str]:
    """The ids in a list; a line that a full disk cut off is no id."""
    return {word for line in text.splitlines() for word in line.split()[:1] if _is_id(word)}


def _is_id(word):
    try:
        return str(uuid.UUID(word)) == word
    except ValueError:
        return False
