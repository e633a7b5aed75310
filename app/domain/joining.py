"""Joining by a code, from the organiser's side: a new code for an old one, and many people removed together."""

from app.catalogue import N_
from app.domain import access, agenda, codes, people
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Ids
from app.domain.member import count
from app.domain.workshop import free_code
from app.refusals import Invalid, NotFound, TooLarge
from app.storage.tables import Member

MOST_TOGETHER = 2_000


@command("code.renew", scope="workshop", may=access.organiser)
def renew(call):
    """A new join code. The old one lets nobody in; people who type it learn that it was replaced. Seats stay."""
    workshop = call.workshop
    codes.retire(call.session, "join", workshop.id, codes.hashed(workshop.code))
    workshop.code = free_code(call.session)
    return Outcome({}, answer={"code": workshop.code})


@command("members.remove", scope="workshop", may=access.workshop_driver, members=Ids(required=True, most=MOST_TOGETHER))
def remove(call, *, members):
    """Close several seats together, all or none: they stop receiving immediately; what was written stays."""
    _refuse_none(members)
    found = [people.seat(call, id) for id in dict.fromkeys(members)]
    for seat in found:
        seat.removed_at = call.at
    return _told(found, farewell=tuple(seat.id for seat in found))


@command(
    "members.restore", scope="workshop", may=access.workshop_driver, members=Ids(required=True, most=MOST_TOGETHER)
)
def restore(call, *, members):
    """Open seats again that were removed, all or none, with the links and devices that they had."""
    _refuse_none(members)
    found = [call.session.get(Member, id, with_for_update=True) for id in dict.fromkeys(members)]
    for seat in found:
        if seat is None or seat.workshop_id != call.workshop.id or not call.actor.drives(seat.room_id):
            raise NotFound()
    closed = [seat for seat in found if seat.removed_at]
    if count(call.session, call.workshop) + len(closed) > call.limits.members:
        raise TooLarge(N_("At most {most} members fit in a workshop"), most=call.limits.members)
    for seat in closed:
        seat.removed_at = None
    return _told(closed)


def _refuse_none(members):
    if not members:
        raise Invalid(errors={"members": [N_("Select at least one person")]})


def _told(seats, farewell=()):
    """One event for each room in which somebody sat, or sits again."""
    by_room = {}
    for seat in seats:
        by_room.setdefault(seat.room_id, []).append(seat.id)
    follow = [(room, "members.seat", {"members": ids}) for room, ids in sorted(by_room.items(), key=str) if room]
    changed = [seat.id for seat in seats]
    return (
        Outcome({"members": changed}, answer={"members": changed}, follow=follow, farewell=farewell)
        if seats
        else NOTHING
    )


@command("members.seat", may=access.driver, door=False, members=Ids(required=True, most=MOST_TOGETHER))
def show_seats(call, *, members):
    """Tell a room who sits in it now, and who does not any more."""
    found = [call.session.get(Member, id) for id in members]
    here = [agenda.member_part(each) for each in found if each.room_id == call.room.id and not each.removed_at]
    gone = [each.id for each in found if each.removed_at]
    return Outcome({"put": {"members": here}, "drop": {"members": gone}}, reload=True)
