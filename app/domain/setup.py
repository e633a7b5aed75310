"""Changing a workshop that is there already: its facts, rooms, stages and findings, also while the day runs."""

from marshmallow import fields, validate
from sqlalchemy import select

from app.catalogue import N_
from app.domain import access, agenda, recount, stages
from app.domain.clock import moment
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Id, Text, Whole
from app.domain.shapes import FindingShape, RoomShape, WorkshopShape, parts
from app.domain.workshop import made_finding, made_room, rooms
from app.refusals import NotFound, TooLarge
from app.storage.tables import Finding, Room, Stage, Theme, Workshop

CHANGEABLE = (
    *("subtitle", "note", "starts_at", "timezone", "language", "languages", "consent", "joining"),
    *("decision_rule", "measures_max", "recount", "kept_until"),
)
CHANGE_FIELDS = parts(WorkshopShape, *CHANGEABLE, title=Text(filled=True))


@command("workshop.change", scope="workshop", may=access.organiser, **CHANGE_FIELDS)
def change(call, **changes):
    there = rooms(call.session, call.workshop)
    if changes.get("recount"):
        recount.refuse_with_folds([room.poll_defaults.get("breakdown") for room in there], "recount")
    if not _changed(call.workshop, changes):
        return NOTHING
    data = {name: moment(value) if name in ("starts_at", "kept_until") else value for name, value in changes.items()}
    follow = [(room.id, "workshop.change", {}) for room in there]
    return Outcome(data, follow=follow)


def _changed(row, changes):
    """Write `changes` into `row`; False where they stand there already."""
    if all(getattr(row, name) == value for name, value in changes.items()):
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True


@command("workshop.change", may=access.driver, door=False)
def show_change(call):
    workshop = call.session.get(Workshop, call.room.workshop_id)
    return Outcome({"set": {"workshop": agenda.workshop_part(workshop)}})


ROOM_FIELDS = ("code", "country", "language", "timezone", "call_url")


@command(
    "room.add",
    scope="workshop",
    may=access.organiser,
    name=Text(required=True, filled=True),
    **parts(RoomShape, *ROOM_FIELDS),
)
def add_room(call, **shape):
    """A room behind the others, with the themes of the first and the first stage of the programme."""
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
    found = call.session.get(Room, room)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    if not _changed(found, changes):
        return NOTHING
    return Outcome({"room": room, **changes}, follow=[(room, "room.change", {})])


@command("room.change", may=access.driver, door=False)
def show_room(call):
    return Outcome({"set": {"room": agenda.room_part(call.session, call.room)}})


@command(
    "stage.change",
    scope="workshop",
    may=access.organiser,
    stage=Id(required=True),
    title=Text(filled=True),
    instruction=Text(limit="comment"),
    minutes=Whole(0, 24 * 60),
    permissions=fields.Dict(),
    settings=fields.Dict(),
)
def change_stage(call, *, stage, **changes):
    found = call.session.get(Stage, stage)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    whole = agenda.stage_part(found)
    whole["permissions"] = whole["permissions"] | changes.pop("permissions", {})
    done = stages.complete({name: value for name, value in (whole | changes).items() if name != "id"})
    if not _changed(
        found, {name: done[name] for name in ("title", "instruction", "minutes", "permissions", "settings")}
    ):
        return NOTHING
    follow = [(room.id, "stage.change", {}) for room in rooms(call.session, call.workshop)]
    return Outcome({"stage": stage}, follow=follow)


@command("stage.change", may=access.driver, door=False)
def show_stage(call):
    """What a stage shows of cards and authors may have changed: everybody takes a fresh snapshot."""
    data = {
        "stage": agenda.stage_part(call.stage),
        "programme": agenda.programme(call.session, call.room.workshop_id),
    }
    return Outcome({"set": data}, reload=True)


@command(
    "finding.add",
    scope="workshop",
    may=access.workshop_driver,
    room=Id(allow_none=True),
    **parts(FindingShape, "day", "kind", "source"),
    code=Text(required=True, filled=True, validate=validate.Length(max=32)),
    text=Text(limit="body", required=True, filled=True),
)
def add_finding(call, *, room=None, **shape):
    """A finding of one room, or (room left out) for all."""
    rooms_told = access.driven_rooms(call.session, call.actor, [room] if room else None)
    finding = made_finding(call.session, call.workshop, rooms_told[0] if room else None, shape, id=call.id)
    follow = [(told_to.id, "finding.add", {"finding": finding.id}) for told_to in rooms_told]
    return Outcome({"finding": finding.id}, answer={"finding": finding.id}, follow=follow)


@command(
    "finding.change",
    scope="workshop",
    may=access.workshop_driver,
    finding=Id(required=True),
    text=Text(limit="body", filled=True),
    **parts(FindingShape, "source"),
)
def change_finding(call, *, finding, **changes):
    found = call.session.get(Finding, finding)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    rooms_told = access.driven_rooms(call.session, call.actor, [found.room_id] if found.room_id else None)
    if not _changed(found, changes):
        return NOTHING
    follow = [(told_to.id, "finding.add", {"finding": finding}) for told_to in rooms_told]
    return Outcome({"finding": finding}, follow=follow)


@command("finding.add", may=access.driver, door=False, finding=Id(required=True))
def show_finding(call, *, finding):
    part = agenda.finding_part(call.session.get(Finding, finding))
    return Outcome({"finding": finding, "put": {"findings": [part]}})
