"""Changing a workshop that is there already: its facts and its rooms, also while the day runs."""

from sqlalchemy import delete, exists, select

from app.catalogue import N_
from app.domain import access, agenda, recount
from app.domain.clock import moment
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Id, Text
from app.domain.shapes import RoomShape, WorkshopShape, parts
from app.domain.workshop import KEPT_BACK, changed, made_room, rooms
from app.refusals import Conflict, Invalid, NotFound, TooLarge
from app.storage.session import wipe
from app.storage.tables import (
    Card,
    Declaration,
    Event,
    Measure,
    Member,
    Note,
    Poll,
    Question,
    Room,
    Stage,
    Theme,
    Visit,
    Workshop,
)

CHANGEABLE = (
    *("subtitle", "note", "starts_at", "timezone", "language", "languages", "consent", "joining"),
    *("decision_rule", "measures_max", "recount", "kept_until", "perspectives"),
)
CHANGE_FIELDS = parts(WorkshopShape, *CHANGEABLE, title=Text(filled=True))


@command("workshop.change", scope="workshop", may=access.organiser, **CHANGE_FIELDS)
def change(call, **changes):
    there = rooms(call.session, call.workshop)
    if changes.get("recount"):
        recount.refuse_with_folds([room.poll_defaults.get("breakdown") for room in there], "recount")
    if "perspectives" in changes:
        _refuse_to_leave_out(call, changes["perspectives"])
    if not changed(call.workshop, changes):
        return NOTHING
    follow = [(room.id, "workshop.change", {}) for room in there]
    return Outcome(_heard(changes), follow=follow)


def _heard(changes):
    """What the event tells of them."""
    times = ("starts_at", "kept_until")
    told = {name: value for name, value in changes.items() if name not in KEPT_BACK}
    return {name: moment(value) if name in times else value for name, value in told.items()}


def _refuse_to_leave_out(call, perspectives):
    """A group that somebody speaks for stays: seats and votes name it by its key."""
    kept = {each["key"] for each in perspectives}
    seats = select(Member.perspective).where(Member.workshop_id == call.workshop.id, Member.perspective.is_not(None))
    taken = set(call.session.scalars(seats.distinct()))
    for each in call.workshop.perspectives:
        if each["key"] in taken - kept:
            text = N_("Somebody speaks for “{title}”: give them another group first")
            raise Invalid(text, title=each["title"], errors={"perspectives": [(text, {"title": each["title"]})]})


@command("workshop.change", may=access.driver, door=False)
def show_change(call):
    workshop = call.session.get(Workshop, call.room.workshop_id)
    return Outcome({"set": {"workshop": agenda.workshop_part(workshop)}})


NAMED_MOST = 5
ROOM_FIELDS = ("code", "country", "language", "timezone", "call_url", "poll")


@command(
    "room.add",
    scope="workshop",
    may=access.organiser,
    name=Text(required=True, filled=True),
    **parts(RoomShape, *ROOM_FIELDS),
)
def add_room(call, **shape):
    """A room behind the others, with the themes of the first and the first stage of the programme."""
    _refuse_folds(call, shape)
    there = rooms(call.session, call.workshop)
    if len(there) >= call.limits.rooms:
        raise TooLarge(N_("At most {most} rooms fit in a workshop"), most=call.limits.rooms)
    themes = []
    if there:
        titles = select(Theme.title).where(Theme.room_id == there[0].id).order_by(Theme.position)
        themes = list(call.session.scalars(titles))
    first = call.session.scalar(
        select(Stage).where(Stage.workshop_id == call.workshop.id).order_by(Stage.position).limit(1)
    )
    position = 1 + max((room.position for room in there), default=-1)
    room = made_room(call.session, call.workshop, first, position, shape, themes, id=call.id)
    return Outcome({"room": room.id}, answer={"room": room.id})


@command(
    "room.change",
    scope="workshop",
    may=access.organiser,
    room=Id(required=True),
    name=Text(filled=True),
    **parts(RoomShape, *ROOM_FIELDS),
)
def change_room(call, *, room, **changes):
    found = _room(call, room)
    _refuse_folds(call, changes)
    if not changed(found, {"poll_defaults" if name == "poll" else name: value for name, value in changes.items()}):
        return NOTHING
    visitors = call.session.scalars(select(Visit.room_id).where(Visit.host_id == room).order_by(Visit.room_id))
    follow = [(room, "room.change", {}), *((visitor, "visit.plan", {}) for visitor in visitors)]
    return Outcome({"room": room, **_heard(changes)}, follow=follow)


WRITTEN = (Card, Note, Poll, Measure, Question)


@command("room.remove", scope="workshop", may=access.organiser, room=Id(required=True))
def remove_room(call, *, room):
    """A room too many. One in which somebody sits or has written stays."""
    _room(call, room)
    access.lock_room(call.session, room)
    sitting = select(Member.name).where(Member.room_id == room, Member.removed_at.is_(None)).order_by(Member.number)
    if names := call.session.scalars(sitting.limit(NAMED_MOST)).all():
        raise Conflict(N_("Somebody sits in this room: {names}"), names=", ".join(names))
    drafted = call.session.get(Declaration, room)
    written = any(call.session.scalar(select(exists().where(table.room_id == room))) for table in WRITTEN)
    if written or drafted.preamble or drafted.contact:
        raise Conflict(N_("Something was written in this room: it stays, so that nothing is lost"))
    if (call.workshop.shown or {}).get("room") == room:
        call.workshop.shown = None
    visitors = call.session.scalars(select(Visit.room_id).where(Visit.host_id == room).order_by(Visit.room_id)).all()
    call.session.execute(delete(Event).where(Event.stream == room))
    call.session.execute(delete(Room).where(Room.id == room))
    wipe(call.session)
    return Outcome({"room": room}, follow=[(visitor, "visit.plan", {}) for visitor in visitors], shuts=(room,))


def _room(call, id):
    found = call.session.get(Room, id)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    return found


def _refuse_folds(call, shape):
    if call.workshop.recount:
        recount.refuse_with_folds([shape.get("poll", {}).get("breakdown")], "poll")


@command("room.change", may=access.driver, door=False)
def show_room(call):
    """Not everybody who reads the room may join its call: each takes a fresh snapshot, which has the link or not."""
    told = agenda.room_part(call.session, call.room)
    return Outcome({"set": {"room": agenda.without_call(told)}}, reload=True)
