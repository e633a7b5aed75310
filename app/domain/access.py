"""Who may do what. Rights are queries: what one may not see is not found; what a stage forbids is said in words."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased

from app.catalogue import N_
from app.refusals import Conflict, Forbidden, NotFound
from app.storage import rows
from app.storage.tables import Declaration, Room, Stage, Visit, Workshop

OPEN_KINDS = ("plenary", "follow")
"""In these stages all rooms have come back: everybody in the workshop may read them."""
VISIT = "visit"
"""In this stage a room reads the one that it visits."""


@dataclass(frozen=True)
class Actor:
    """A seat, as plain data: who speaks. `room` is None for one who is seated in no room."""

    id: str | None
    workshop: str
    room: str | None
    role: str
    name: str
    number: int
    perspective: str | None = None
    language: str = "en"
    duties: tuple = ()

    @classmethod
    def of(cls, member):
        return cls(
            id=member.id,
            workshop=member.workshop_id,
            room=member.room_id,
            role=member.role,
            name=member.name,
            number=member.number,
            perspective=member.perspective,
            language=member.language,
            duties=tuple(member.duties or ()),
        )

    @classmethod
    def house(cls, workshop):
        """The house itself, for what nobody in particular does: it is no member and remembers no command."""
        return cls(id=None, workshop=workshop, room=None, role="organiser", name="", number=0)

    @property
    def public(self):
        return {"id": self.id, "name": self.name, "role": self.role}

    @property
    def drives_all(self):
        """An organiser, or a facilitator who is seated in no room: who leads the plenary."""
        return self.role == "organiser" or (self.role == "facilitator" and self.room is None)

    def drives(self, room_id):
        """An organiser drives every room; a facilitator the own one, or all when seated in none."""
        if self.role == "organiser":
            return True
        return self.role == "facilitator" and self.room in (None, room_id)

    def calls(self, room_id):
        """Whose video calls they can join: their own room's, and those of rooms they run; an expert joins every one."""
        return self.drives(room_id) or self.room == room_id or self.role == "resource"


def readable_rooms(actor):
    """The rooms that `actor` may read, as a query."""
    return _readable(_reach(actor)).params(workshop=actor.workshop, own=actor.room)


def _reach(actor):
    if actor.role in ("organiser", "resource") or (actor.role == "facilitator" and actor.room is None):
        return "all"
    return "declared" if actor.role == "observer" else "own"


@cache
def _readable(reach):
    """Rooms of one `workshop`: all, the declared ones, or the `own` and the visited; but for all, the open ones too."""
    inside = select(Room).where(Room.workshop_id == bindparam("workshop"))
    stage, declaration = aliased(Stage), aliased(Declaration)
    opened = Room.stage_id.in_(select(stage.id).where(or_(*(stage.kind == kind for kind in OPEN_KINDS))))
    declared = Room.id.in_(select(declaration.room_id).where(declaration.state == "declared"))
    further = {
        "all": [],
        "declared": [or_(opened, declared)],
        "own": [or_(Room.id == bindparam("own"), Room.id.in_(_visited()), opened)],
    }
    return inside.where(*further[reach])


def _visited():
    """The id of the room that the `own` one visits, while it is in a visit stage."""
    visitor, stage = aliased(Room), aliased(Stage)
    wanted = select(Visit.host_id).join(visitor, visitor.id == Visit.room_id).join(stage, stage.id == visitor.stage_id)
    return wanted.where(Visit.room_id == bindparam("own"), stage.kind == VISIT)


def visits(session, actor, room_id):
    """Whether `actor` sits in a room that visits this one now, as its delegate or facilitator."""
    if actor.role not in ("participant", "facilitator"):
        return False
    return rows.scalar(session, VISITED, own=actor.room) == room_id


def calls(session, actor, room_id):
    """Whether `actor` may know the link of this room's video call now: visitors join it while they visit."""
    return actor.calls(room_id) or visits(session, actor, room_id)


def visiting(actor, room, stage):
    """Whether a visit is all that lets `actor` read the room."""
    return _reach(actor) == "own" and actor.room != room.id and stage.kind not in OPEN_KINDS


VISITED = _visited()


def room(session, actor, room_id):
    """The room, if `actor` may read it; raises NotFound otherwise."""
    found = session.scalar(readable_rooms(actor).where(Room.id == room_id))
    if found is None:
        raise NotFound()
    return found


def door(session, actor, room_id):
    """(room, stage, whether it is declared) as plain rows, if `actor` may read the room; raises NotFound otherwise."""
    wanted = _door(_reach(actor))
    found = rows.first(session, wanted, workshop=actor.workshop, own=actor.room, id=room_id)
    if found is None:
        raise NotFound()
    room, stage = (len(table.__table__.columns) for table in (Room, Stage))
    return (
        rows.shape(Room)._make(found[:room]),
        rows.shape(Stage)._make(found[room : room + stage]),
        found[-1] == "declared",
    )


@cache
def _door(reach):
    shown = (*Room.__table__.columns, *Stage.__table__.columns, Declaration.state)
    inside = _readable(reach).join(Stage, Stage.id == Room.stage_id)
    inside = inside.outerjoin(Declaration, Declaration.room_id == Room.id)
    return inside.where(Room.id == bindparam("id")).with_only_columns(*shown)


def driven_rooms(session, actor, room_ids=None):
    """The rooms a workshop command is about, in programme order: those named, or all that `actor` drives."""
    wanted = select(Room).where(Room.workshop_id == actor.workshop).order_by(Room.position)
    if room_ids is None:
        if actor.role == "facilitator" and actor.room:
            raise Forbidden(N_("A facilitator of one room names it in `rooms`"))
        return list(session.scalars(wanted))
    found = list(session.scalars(wanted.where(Room.id.in_(room_ids))))
    if len(found) < len(set(room_ids)) or not all(actor.drives(room.id) for room in found):
        raise NotFound()
    return found


def lock_room(session, room_id, *, shared=False):
    """Lock the room's row until the transaction ends; shared: only against those who lock it for themselves.

    SQLite's writer has the whole file, and needs no lock.
    """
    if session.get_bind().dialect.name != "sqlite":
        rows.run(session, _locking(shared), id=room_id)


@cache
def _locking(shared):
    return select(Room.id).where(Room.id == bindparam("id")).with_for_update(read=shared)


def lock_workshop(session, workshop_id):
    """The workshop's row, locked until the transaction ends; None where there is no such workshop."""
    return session.get(Workshop, workshop_id, with_for_update=True, populate_existing=True)


# Rules: each takes a Call and raises Forbidden or Conflict with the reason.


def stage_lets(permission):
    """Participants of the room where the stage grants `permission`; whoever drives the room always, until declared."""

    def rule(call):
        undeclared(call)
        if call.actor.drives(call.room.id):
            return
        if permission == "comment" and call.actor.role == "resource":
            return
        seated(call)
        if not call.stage.permissions.get(permission):
            raise Forbidden(N_("This is not possible in the stage “{stage}”"), stage=call.stage.title)
        unlocked(call)

    return rule


def words(call, permission, *, gloss):
    """Who may write in a text; nothing but its glosses a translator of the room may in every stage."""
    translates = "translator" in call.actor.duties and call.actor.room == call.room.id
    if gloss and translates and not call.actor.drives(call.room.id):
        undeclared(call)
        unlocked(call)
    else:
        stage_lets(permission)(call)


def seated(call):
    """Delegates of this very room, and whoever drives it."""
    if call.actor.drives(call.room.id):
        return
    if call.actor.role != "participant" or call.actor.room != call.room.id:
        raise Forbidden(N_("Only delegates of this room may do that"))


def driver(call):
    if not call.actor.drives(call.room.id):
        raise Forbidden(N_("Only the facilitator of this room may do that"))


def driver_until_declared(call):
    driver(call)
    undeclared(call)


def workshop_driver(call):
    if call.actor.role not in ("organiser", "facilitator"):
        raise Forbidden(N_("Only facilitators may do that"))


def plenary_driver(call):
    if not call.actor.drives_all:
        raise Forbidden(N_("Only who facilitates all rooms may do that"))


def in_plenary(call):
    """Delegates whose room has come back to the plenary, or goes on after it."""
    stage = call.session.scalar(select(Stage).join(Room, Room.stage_id == Stage.id).where(Room.id == call.actor.room))
    delegate(call)
    if stage is None:
        raise Forbidden(N_("Only delegates may do that"))
    if stage.kind not in OPEN_KINDS:
        raise Forbidden(N_("This is not possible in the stage “{stage}”"), stage=stage.title)


def delegate(call):
    if call.actor.role != "participant":
        raise Forbidden(N_("Only delegates may do that"))


def organiser(call):
    if call.actor.role != "organiser":
        raise Forbidden(N_("Only the organiser may do that"))


def unlocked(call):
    if call.room.locked:
        raise Conflict(N_("The facilitator has locked this room for a moment"))


def undeclared(call):
    if call.declared:
        raise Conflict(N_("The agenda has been declared; it no longer changes"))
