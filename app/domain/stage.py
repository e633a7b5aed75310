"""The programme of a workshop: stages added, moved, changed and taken out, also while rooms go through it."""

from sqlalchemy import select

from app.catalogue import N_
from app.domain import access, agenda, stages
from app.domain.checking import checks, keep_promise, rooms_with_private_cards
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Id, Pairs, Text, Whole
from app.domain.workshop import changed, rooms
from app.refusals import Conflict, NotFound, TooLarge
from app.storage.tables import Room, Stage

MOST = 60
MOST_NAMES = 100
LAST = object()
CHANGEABLE = ("title", "instruction", "instructions", "minutes", "permissions", "settings")
SHAPE = {
    "title": Text(filled=True),
    "instruction": Text(limit="comment"),
    "instructions": Pairs(most=MOST_NAMES),
    "minutes": Whole(0, stages.DAY_MINUTES),
    "permissions": Pairs(most=MOST_NAMES),
    "settings": Pairs(most=MOST_NAMES),
}


@command(
    "stage.add",
    scope="workshop",
    may=access.organiser,
    kind=Text(required=True),
    after=Id(allow_none=True),
    **SHAPE,
)
def add(call, *, after=LAST, **shape):
    """A stage behind `after`; what is left out is as its kind says. No room is in it yet."""
    planned = _programme(call)
    if len(planned) >= MOST:
        raise TooLarge(N_("At most {most} stages fit in a programme"), most=MOST)
    made = Stage(id=call.id, workshop_id=call.workshop.id, position=len(planned), **stages.complete(shape))
    call.session.add(made)
    _put(planned, made, after)
    return _told(call, made.id, answer={"stage": made.id})


@command(
    "stage.move",
    scope="workshop",
    may=access.organiser,
    stage=Id(required=True),
    after=Id(required=True, allow_none=True),
)
def move(call, *, stage, after):
    """Put a stage behind another (null: first). Rooms stay in the stage they are in."""
    found, planned = _stage(call, stage), _programme(call)
    before = list(planned)
    planned.remove(found)
    _put(planned, found, after)
    return NOTHING if planned == before else _told(call, stage)


@command("stage.remove", scope="workshop", may=access.organiser, stage=Id(required=True))
def remove(call, *, stage):
    """Take a stage out of the programme. One that a room is in stays."""
    found, planned = _stage(call, stage), _programme(call)
    inside = call.session.scalars(select(Room.name).where(Room.stage_id == stage).order_by(Room.position)).all()
    if inside:
        raise Conflict(N_("This stage stays as long as a room is in it: {rooms}"), rooms=", ".join(inside))
    call.session.delete(found)
    planned.remove(found)
    _number(planned)
    return _told(call, stage)


def _stage(call, id):
    found = call.session.get(Stage, id)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    return found


def _programme(call):
    wanted = select(Stage).where(Stage.workshop_id == call.workshop.id).order_by(Stage.position)
    return list(call.session.scalars(wanted))


def _put(planned, stage, after):
    """Put `stage` into the list behind the one called `after`: None is first, LAST is last; and number them anew."""
    ids = [each.id for each in planned]
    if after is not LAST and after is not None and after not in ids:
        raise NotFound()
    place = len(planned) if after is LAST else 0 if after is None else ids.index(after) + 1
    planned.insert(place, stage)
    _number(planned)


def _number(planned):
    for position, stage in enumerate(planned):
        stage.position = position


def _told(call, stage, *, answer=None):
    follow = [(room.id, "stage.change", {}) for room in rooms(call.session, call.workshop)]
    return Outcome({"stage": stage}, answer=answer or {}, follow=follow)


@command(
    "stage.change",
    scope="workshop",
    may=access.organiser,
    stage=Id(required=True),
    **SHAPE,
)
def change_stage(call, *, stage, **changes):
    found = _stage(call, stage)
    whole = agenda.stage_part(found)
    whole["permissions"] = whole["permissions"] | changes.pop("permissions", {})
    done = stages.complete({name: value for name, value in (whole | changes).items() if name != "id"})
    if not checks(found) and done["settings"].get("check"):
        _refuse_unchecked(call, stage)
    if not changed(found, {name: done[name] for name in CHANGEABLE}):
        return NOTHING
    return _told(call, stage)


def _refuse_unchecked(call, stage):
    """Nobody's card is read by others who were kept out when it was written."""
    if rooms := rooms_with_private_cards(call.session, stage):
        raise Conflict(
            N_("Some cards there were written when nobody could read them. Show them first, in these rooms: {rooms}"),
            rooms=", ".join(rooms),
        )


@command("stage.change", may=access.driver, door=False)
def show_stage(call):
    """What a stage shows of cards and authors may have changed: everybody takes a fresh snapshot."""
    keep_promise(call, call.stage)
    data = {
        "stage": agenda.stage_part(call.stage),
        "programme": agenda.programme(call.session, call.room.workshop_id),
    }
    return Outcome({"set": data}, reload=True)
