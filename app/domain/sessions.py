"""Where somebody is signed in: the access tokens of an account or a seat, each of which can be ended."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.account import Principal, Revoked, idle, too_old
from app.domain.clock import moment, now
from app.refusals import NotFound
from app.storage.session import say
from app.storage.tables import Token


def listed(session: Session, who: Principal) -> list[dict]:
    """[{id, client, made_at, used_at, here}], last used first. client: browser and system in words, or empty."""
    found = session.scalars(_of(who).order_by(Token.used_at.desc(), Token.created_at.desc())).all()
    return [
        {
            "id": token.hash.hex(),
            "client": token.client,
            "made_at": moment(token.created_at),
            "used_at": moment(token.used_at),
            "here": token.hash == who.hash,
        }
        for token in found
        if not too_old(token.expires_at) and not idle(token.used_at)
    ]


def end(session: Session, who: Principal, id: str) -> None:
    """End one session, and every connection made with it; NotFound where it is none of theirs."""
    ends = [token for token in session.scalars(_of(who)) if token.hash.hex() == id]
    if not ends:
        raise NotFound()
    _end(session, ends)


def end_others(session: Session, who: Principal) -> None:
    """End all of them but the one that asks."""
    _end(session, session.scalars(_of(who).where(Token.hash != who.hash)).all())


def end_all(session: Session, who: Principal) -> None:
    """End all of them."""
    _end(session, session.scalars(_of(who)).all())


def used(session: Session, hash: bytes) -> None:
    """Note that a token is in use."""
    session.execute(update(Token).where(Token.hash == hash).values(used_at=now()))


def _of(who):
    mine = Token.account_id == who.account if who.account else Token.member_id == who.member
    return select(Token).where(mine, Token.purpose == "access")


def _end(session, tokens):
    for token in tokens:
        session.execute(delete(Token).where(Token.hash == token.hash))
        say(session, Revoked(token.hash.hex()))
