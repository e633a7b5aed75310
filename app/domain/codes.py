"""Codes that let nobody in any more: kept as hashes, so that people who type one learn that it is old."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import now
from app.storage import rows
from app.storage.tables import OldCode, Screen, Token


def retire(session: Session, kind: str, workshop: str, hash: bytes) -> None:
    """Remember a code, by its hash, that is replaced or ended. kind: `join` or `screen`."""
    session.add(OldCode(hash=hash, kind=kind, workshop_id=workshop, replaced_at=now()))
    session.flush()


def retire_screen(session: Session, screen: Screen) -> None:
    """Remember the codes of a screen that ends."""
    wanted = select(Token.hash).where(Token.screen_id == screen.id, Token.purpose == "code")
    for hash in session.scalars(wanted).all():
        retire(session, "screen", screen.workshop_id, hash)


def is_old(session: Session, kind: str, code: str) -> bool:
    """Whether a code of this kind was replaced or ended."""
    found = rows.get(session, OldCode, hashed(code))
    return found is not None and found.kind == kind


def hashed(code: str) -> bytes:
    """As tokens are hashed."""
    return hashlib.sha256(code.encode("utf-8", "replace")).digest()
