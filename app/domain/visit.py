"""The gallery walk: which room reads which, and what visitors say about its measures."""

from sqlalchemy import delete, select

from app.catalogue import N_
from app.domain import access, agenda
from app.domain.command import Outcome, command, tell
from app.domain.fields import Flag, Id, Pairs, Text
from app.domain.workshop import rooms
from app.refusals import Forbidden, Invalid, NotFound
from app.storage.tables import Measure, Room, Visit, VisitComment


@command("visit.plan", scope="workshop", may=access.plenary_driver, visits=Pairs(keys=Id(), values=Id()))
def plan(call, *, visits=None):
    """The whole plan, {room: the room it visits}; who is not named visits nobody. Left out: each visits the next.

    May change while rooms are under way: who may no longer read a room has to leave it.
    """
    ids = [room.id for room in rooms(call.session, call.workshop)]
    visits = rotation(ids) if visits is None else visits
    _fits(visits, ids)
    before = planned(call.session, call.workshop)
    call.session.execute(delete(Visit).where(Visit.room_id.in_(ids)))
    call.session.add_all(Visit(room_id=room, host_id=host) for room, host in visits.items())
    call.session.flush()
    left = sorted({host for room, host in before.items() if visits.get(room) != host})
    return Outcome({"visits": visits}, follow=[(id, "visit.plan", {}) for id in ids], shuts=tuple(left))


def propose(call):
    """A visit begins and nobody has planned it: each room visits the next. Returns what follows in the rooms."""
    ids = [room.id for room in rooms(call.session, call.workshop)]
    if planned(call.session, call.workshop) or not call.actor.drives_all:
        return []
    visits = rotation(ids)
    call.session.add_all(Visit(room_id=room, host_id=host) for room, host in visits.items())
    call.session.flush()
    tell(call, "visit.planned", {"visits": visits})
    return [(id, "visit.plan", {}) for id in ids]


def rotation(ids):
    """Each room visits the next, the last one the first; one alone visits nobody."""
    return dict(zip(ids, ids[1:] + ids[:1], strict=True)) if len(ids) > 1 else {}


def _fits(visits, ids):
    if not {*visits, *visits.values()} <= set(ids):
        raise NotFound(N_("There is no such room in this workshop"))
    if any(room == host for room, host in visits.items()):
        raise Invalid(errors={"visits": [N_("A room does not visit itself")]})


def planned(session, workshop):
    """{room: the room it visits} of a workshop."""
    found = select(Visit).join(Room, Room.id == Visit.room_id).where(Room.workshop_id == workshop.id)
    return {visit.room_id: visit.host_id for visit in session.scalars(found.order_by(Room.position))}


@command("visit.plan", may=access.driver, door=False)
def show_plan(call):
    return Outcome({"set": {"visit": agenda.visit(call.session, call.room)}})


@command(
    "visit.comment",
    may=access.undeclared,
    authored=True,
    measure=Id(required=True),
    text=Text(limit="comment", required=True, filled=True),
    offer=Flag(load_default=False),
    request=Flag(load_default=False),
)
def comment(call, *, measure, text, offer, request):
    """About a measure of the visited room: `offer` marks what its visitors offer, `request` what they ask for."""
    found = call.session.get(Measure, measure)
    if found is None or found.room_id != call.room.id or found.dropped:
        raise NotFound()
    _visiting(call)
    said = VisitComment(
        id=call.id,
        measure_id=measure,
        home=agenda.named(call.session.get(Room, call.actor.room)),
        author_id=call.actor.id,
        name=call.actor.name,
        text=text,
        offer=offer,
        request=request,
        at=call.at,
    )
    call.session.add(said)
    call.session.flush()
    (part,) = agenda.visit_comments(call.session, call.stage, only=said.id)[measure]
    data = {"measure": measure, "comment": said.id, "put": {f"measures/{measure}/visits": [part]}}
    return Outcome(data, answer={"comment": said.id}, mine=(call.actor.id,))


@command("visit.remove", may=access.undeclared, authored=True, comment=Id(required=True))
def remove(call, *, comment):
    """One's own, as long as one visits; whoever drives the visited room removes any."""
    said = call.session.get(VisitComment, comment)
    found = said and call.session.get(Measure, said.measure_id)
    if found is None or found.room_id != call.room.id:
        raise NotFound()
    if not call.actor.drives(call.room.id):
        _visiting(call)
        if said.author_id != call.actor.id:
            raise Forbidden(N_("Only its writer or the facilitator may remove a comment"))
    call.session.delete(said)
    told = {"comment": comment, "drop": {f"measures/{found.id}/visits": [comment]}}
    return Outcome(told, mine=(said.author_id,) if said.author_id else ())


def _visiting(call):
    """Those who came from the room that visits this one; where it is locked, they wait like everybody."""
    if not access.visits(call.session, call.actor, call.room.id):
        raise Forbidden(N_("Only those who visit this room may do that"))
    access.unlocked(call)
