"""Seats: the roster, personal links, and joining."""

import base64
import hashlib
import hmac
import secrets
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.catalogue import N_
from app.domain import access, agenda, arrivals, codes, people, roster
from app.domain.clock import now
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Flag, Free, Id, Text
from app.pauses import portions, slowly
from app.refusals import Forbidden, Invalid, NotFound, Replaced, TooLarge
from app.storage import rows
from app.storage.tables import Member, Room, Workshop


def link(session, member):
    """The secret part of a member's personal link: only a nonce of it is stored, a new nonce makes a new link."""
    who = uuid.UUID(member.id).bytes
    return base64.urlsafe_b64encode(who + _mac(session, who, member.nonce)).rstrip(b"=").decode("ascii")


def _mac(session, who, nonce):
    return hmac.new(session.info["secret_key"], b"link" + who + nonce.encode("ascii"), hashlib.sha256).digest()[:16]


def by_link(session, given):
    """The member whose link this is: the secret part, or the whole address as it was sent. NotFound otherwise."""
    try:
        raw = base64.urlsafe_b64decode(given.strip().rstrip("/").rsplit("/", 1)[-1] + "==")
        member = session.get(Member, str(uuid.UUID(bytes=raw[:16])))
    except ValueError as error:
        raise NotFound(N_("This link is not valid; ask the organiser for a new one")) from error
    fits = member is not None and hmac.compare_digest(raw[16:], _mac(session, raw[:16], member.nonce))
    if not fits or member.removed_at:
        raise NotFound(N_("This link is not valid; ask the organiser for a new one"))
    return member


def new_seat(session, workshop, **values):
    """A member with the next number of its workshop, whose row the caller has locked."""
    return new_seats(session, workshop, [values])[0]


def new_seats(session: Session, workshop: Workshop, rows: list[dict]) -> list[Member]:
    """The same for several, in the order of `rows`; while many are stored, others go on reading."""
    highest = session.scalar(select(func.max(Member.number)).where(Member.workshop_id == workshop.id)) or 0
    made = []
    for portion in portions(enumerate(rows, start=highest + 1)):
        seats = [
            Member(workshop_id=workshop.id, number=number, nonce=secrets.token_urlsafe(16), duties=[], **values)
            for number, values in portion
        ]
        session.add_all(seats)
        session.flush()
        made += seats
    return made


def count(session, workshop):
    """The seats that were not removed; whoever organises takes none away."""
    seats = select(func.count()).where(Member.workshop_id == workshop.id, Member.removed_at.is_(None))
    return session.scalar(seats.where(Member.role != "organiser"))


@command("roster.set", scope="workshop", may=access.organiser, rows=Free(required=True), member=Id())
def set_roster(call, *, rows, member=None):
    """All rows or none. A row whose `reference` is known changes that seat; nobody is removed by being left out.

    member: the seat that the only row is about, whatever its reference has been.
    """
    workshop = call.workshop
    checked = roster.check(rows, **known(call.session, workshop))
    seats = {m.reference: m for m in call.session.scalars(select(Member).where(Member.workshop_id == workshop.id))}
    if member is not None:
        seats = {checked[0].reference: _only(call, member, checked, seats)}
    new = [row for row in checked if row.reference not in seats]
    if count(call.session, workshop) + len(new) > call.limits.members:
        raise TooLarge(N_("At most {most} members fit in a workshop"), most=call.limits.members)
    added = new_seats(call.session, workshop, [_values(row, workshop) for row in slowly(new)])
    fresh = {seat.reference: seat for seat in added}
    seats |= fresh
    rooms, ids, gone = set(), [], []
    for row in slowly(checked):
        values, seat = _values(row, workshop), seats[row.reference]
        if row.reference not in fresh:
            rooms.add(seat.room_id)
            if (seat.role, seat.room_id) != (values["role"], values["room_id"]):
                gone.append(seat.id)
            for name, value in values.items():
                setattr(seat, name, value)
            seat.removed_at = None
        rooms.add(seat.room_id)
        ids.append(seat.id)
    follow = [(room, "roster.set", {}) for room in sorted(filter(None, rooms))]
    return Outcome({"members": len(ids)}, answer={"members": ids}, follow=follow, farewell=gone)


def _values(row, workshop):
    """A row of the roster as the columns of a seat."""
    values = {**vars(row)}
    values["room_id"] = values.pop("room")
    values["email"] = values["email"] or ""
    values["language"] = values["language"] or workshop.language
    return values


def _only(call, member, checked, seats):
    """The seat `member`, if nobody else has the reference that the only row gives it."""
    found = people.seat(call, member)
    if len(checked) != 1:
        raise Invalid(errors={"rows": [N_("One row, where a member is named")]})
    if seats.get(checked[0].reference, found) is not found:
        raise Invalid(errors={"1.reference": [N_("Somebody else has this reference")]})
    return found


def known(session, workshop):
    """What a roster may name: rooms, perspectives and languages of its workshop."""
    rooms = session.scalars(select(Room).where(Room.workshop_id == workshop.id).order_by(Room.position))
    return {
        "rooms": [{"id": r.id, "country": r.country, "code": r.code, "name": r.name} for r in rooms],
        "perspectives": workshop.perspectives,
        "languages": workshop.languages,
    }


@command("roster.set", may=access.driver, door=False)
def show_roster(call):
    """Who sits here decides whether cards tell their groups: everybody takes a fresh snapshot."""
    seats = [agenda.member_part(member) for member in slowly(agenda.members(call.session, call.room))]
    return Outcome({"put": {"members": seats}}, reload=True)


@command(
    "member.join",
    scope="workshop",
    may=lambda call: None,
    door=False,
    room=Id(allow_none=True),
    consent=Flag(),
    language=Text(limit="language", allow_none=True),
)
def join(call, *, room=None, consent=False, language=None):
    """Take the seat of the actor: a new one where somebody joins by the code, the own one by a personal link."""
    workshop = call.workshop
    seat = call.session.get(Member, call.actor.id)
    new = seat is None
    agreed = consent or (seat is not None and seat.consent_at is not None)
    if workshop.consent and not agreed:
        raise Invalid(errors={"consent": [N_("Please agree to this first")]})
    crowd = {}
    if new:
        seat = _open_seat(call, workshop, room)
        crowd = arrivals.admit(call)
    elif workshop.joining == "closed" and seat.joined_at is None:
        raise Forbidden(NOBODY_NEW)
    seat.seen_at = call.at
    seat.consent_at = seat.consent_at or (call.at if consent else None)
    speaks_another = bool(language) and seat.language != language
    if seat.joined_at and not speaks_another:
        return NOTHING
    seat.language = language or seat.language
    seat.joined_at = seat.joined_at or call.at
    follow = [(seat.room_id, "member.join", {})] if seat.room_id and (new or speaks_another) else []
    return Outcome({"member": seat.id, "room": seat.room_id} | crowd, follow=follow)


NOBODY_NEW = N_("This workshop takes nobody new in any more; ask its organiser")


def _open_seat(call, workshop, room):
    if workshop.joining == "closed":
        raise Forbidden(NOBODY_NEW)
    if workshop.joining != "open":
        raise Forbidden(N_("This workshop is joined by personal link only; the organiser sends it to you"))
    if count(call.session, workshop) >= call.limits.members:
        raise TooLarge(N_("The list of this workshop is full"))
    target = call.session.get(Room, room) if room else None
    if target is None or target.workshop_id != workshop.id:
        raise Invalid(errors={"room": [N_("Choose a room")]})
    actor = call.actor
    if actor.perspective is not None and actor.perspective not in [p["key"] for p in workshop.perspectives]:
        raise Invalid(errors={"perspective": [N_("This workshop has no such perspective")]})
    return new_seat(
        call.session,
        workshop,
        id=actor.id,
        room_id=target.id,
        name=actor.name,
        role="participant",
        perspective=actor.perspective,
        language=actor.language,
    )


@command("member.join", may=lambda call: None, door=False)
def show_joined(call):
    """The room sees a new seat. Only where that changes whether cards tell their groups is a fresh snapshot needed."""
    found = call.session.get(Member, call.actor.id)
    before = agenda.groups_shown(call.session, call.room, without=found.id)
    changed = agenda.groups_shown(call.session, call.room) != before
    stated = agenda.stated(call.session, call.room)
    data = {"put": {"members": [agenda.member_part(found)]}, "set": {"declaration": stated}}
    return Outcome({"member": found.id, **data}, reload=changed, mine=(found.id,))


def by_code(session, code):
    """The workshop with this code, as people type it: lower case, spaces and dashes do not matter.

    Raises NotFound; Replaced where the workshop has a new code.
    """
    tidy = "".join(letter for letter in code.upper() if letter.isalnum())
    workshop = session.scalar(select(Workshop).where(Workshop.code == tidy))
    if workshop is None and codes.is_old(session, "join", tidy):
        raise Replaced(N_("This code has been replaced; ask the organiser for the new one"))
    if workshop is None:
        raise NotFound(N_("There is no workshop with this code"))
    return workshop


def seen(session, member_id):
    rows.change(session, Member, member_id, seen_at=now())
