"""The rehearsal of a workshop: a marked copy with its people in it, at most one at a time, in which nothing counts."""

import secrets
from datetime import timedelta

from sqlalchemy import func, select

from app.catalogue import N_
from app.domain import access, account, copying, workshop
from app.domain.clock import moment, now
from app.refusals import Conflict, NotFound
from app.storage.tables import Member, Token, Workshop

KEPT = timedelta(hours=6)
"""So long a rehearsal is kept, if nobody removes it before."""
LEASE_S = 180
"""So long the token of whoever plays is good, each time: after that nobody plays any more, however they ended."""
DELEGATES = 6
"""So many are made up for a room that has nobody on its list."""
SEAT = ("reference", "name", "role", "perspective", "language", "duties")


def of(session, workshop_id):
    """The rehearsal of a workshop, as a Workshop; None where there is none."""
    return session.scalar(select(Workshop).where(Workshop.rehearsal_of == workshop_id))


def all_of(session, workshop_ids):
    """{workshop id: id of its rehearsal}, where there is one."""
    wanted = select(Workshop.rehearsal_of, Workshop.id).where(Workshop.rehearsal_of.in_(workshop_ids))
    return {real: copy for real, copy in session.execute(wanted)}


def make(session, source, maker, limits):
    """Make the rehearsal of `source`, which the Account `maker` organises. Conflict where there is one."""
    access.lock_workshop(session, source.id)
    if source.rehearsal_of:
        raise Conflict(N_("This is a rehearsal itself"))
    if of(session, source.id):
        raise Conflict(N_("There is a rehearsal of this workshop: remove it first"))
    copy = copying.copy(session, source, maker, limits, title=source.title)
    copy.rehearsal_of = source.id
    _seat(session, source, copy)
    session.flush()
    return copy


def _seat(session, source, copy):
    """Everybody with a new link and without an address; delegates are made up for rooms that have none."""
    rooms = dict(zip((room.id for room in workshop.rooms(session, source)), workshop.rooms(session, copy), strict=True))
    wanted = select(Member).where(Member.workshop_id == source.id, Member.removed_at.is_(None))
    known = session.scalars(wanted.where(Member.role != "organiser").order_by(Member.number)).all()
    seats = [
        {name: getattr(seat, name) for name in SEAT} | {"room_id": seat.room_id and rooms[seat.room_id].id}
        for seat in known
    ]
    taken = {seat["room_id"] for seat in seats if seat["role"] == "participant"}
    for room in rooms.values():
        if room.id not in taken:
            seats += _made_up(room, copy.perspectives)
    session.add_all(
        Member(workshop_id=copy.id, number=number, nonce=secrets.token_urlsafe(16), **seat)
        for number, seat in enumerate(seats, start=2)  # the organiser is the first
    )


def _made_up(room, perspectives):
    """KR-01 to KR-06, in turn of each group."""
    for n in range(DELEGATES):
        group = perspectives[n % len(perspectives)]["key"]
        named = {"name": f"{room.code or room.name}-{n + 1:02}"[:200], "role": "participant", "language": room.language}
        yield named | {"room_id": room.id, "perspective": group, "duties": []}


def remove(session, workshop_id):
    """Erase the rehearsal of a workshop: whoever plays has no seat any more, and ends. NotFound where there is none."""
    access.lock_workshop(session, workshop_id)
    copy = of(session, workshop_id)
    if copy is None:
        raise NotFound(N_("There is no rehearsal of this workshop"))
    workshop.erase(session, copy)


def old(session):
    """Ids of the workshops whose rehearsal has been kept long enough."""
    kept = select(Workshop.rehearsal_of).where(Workshop.rehearsal_of.is_not(None))
    return session.scalars(kept.where(Workshop.created_at < now() - KEPT)).all()


def erase_old(session):
    """Erase what has been kept long enough; what another process has erased meanwhile, or begun anew, is let be."""
    for workshop_id in old(session):
        access.lock_workshop(session, workshop_id)
        if workshop_id in old(session):
            workshop.erase(session, of(session, workshop_id))


def lease(session, copy):
    """A token with which to lead in the copy, and nowhere else; good for `LEASE_S`, if it is not renewed."""
    organiser = select(Member.id).where(Member.workshop_id == copy.id, Member.role == "organiser")
    return account.issue(session, member=session.scalar(organiser), hours=LEASE_S / 3600)


def playing(session):
    """How many rehearsals are played from this installation now."""
    rehearsals = select(Member.id).join(Workshop, Workshop.id == Member.workshop_id)
    rehearsals = rehearsals.where(Workshop.rehearsal_of.is_not(None), Member.role == "organiser")
    live = select(func.count()).where(Token.member_id.in_(rehearsals), Token.expires_at > now())
    return session.scalar(live)


def told(session, copy):
    """{id, title, code, made_at, kept_until, state}; state: `playing`, `over`, or `outside`: another program plays."""
    leases = select(func.max(Token.expires_at)).join(Member, Member.id == Token.member_id)
    until = session.scalar(leases.where(Member.workshop_id == copy.id, Member.role == "organiser"))
    return {
        "id": copy.id,
        "title": copy.title,
        "code": copy.code,
        "made_at": moment(copy.created_at),
        "kept_until": moment(copy.created_at + KEPT),
        "state": "outside" if until is None else "playing" if until > now() else "over",
    }
