"""Whether those who are connected still bear something: a token, a seat, a personal link. State, not only a message."""

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.account import SEAT_CLOSED, Principal, idle, too_old
from app.refusals import Unauthenticated
from app.storage.tables import Member, Token

PASSING = ("moved", "changed")
"""People whose connection ends for one of these reasons can come back with the same token."""


def reasons(session, bearers: Sequence[Principal]) -> list[str | None]:
    """Why each of these has to go, as a goodbye says it; None for those who may stay.

    As many statements for all of a process's connections as for one.
    """
    tokens, seats = _tokens(session, bearers), _seats(session, bearers)
    return [_reason(who, tokens, seats.get(who.member or who.invited)) for who in bearers]


def check(session, who: Principal) -> None:
    """Raise Unauthenticated where `who` bears nothing any more: for calls that read no seat."""
    (reason,) = reasons(session, [who])
    if reason is not None and reason not in PASSING:
        raise Unauthenticated(SEAT_CLOSED if reason == "removed" else None)


def _tokens(session, bearers):
    wanted = {who.hash for who in bearers if who.token}
    query = select(Token.hash, Token.expires_at, Token.used_at).where(Token.hash.in_(wanted))
    found = session.execute(query) if wanted else ()
    return {token.hash.hex() for token in found if not too_old(token.expires_at) and not idle(token.used_at)}


def _seats(session, bearers):
    wanted = {who.member or who.invited for who in bearers} - {None}
    columns = (Member.id, Member.nonce, Member.room_id, Member.role, Member.removed_at)
    return {seat.id: seat for seat in session.execute(select(*columns).where(Member.id.in_(wanted)))} if wanted else {}


def _reason(who, tokens, seat):
    if who.seat is not None:
        if seat is None or seat.removed_at:
            return "removed"
        if seat.nonce != who.seat.nonce:
            return "renewed"
    if who.token and who.token not in tokens:
        return "revoked"
    if who.member and who.seat is not None:
        if seat.room_id != who.seat.room:
            return "moved"
        if seat.role != who.seat.role:
            return "changed"
    return None
