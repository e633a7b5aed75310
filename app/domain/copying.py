"""A workshop made after an earlier one: its set-up, without its people and without what they wrote."""

from sqlalchemy import select

from app.catalogue import N_
from app.domain import account as accounts
from app.domain import agenda, workshop
from app.refusals import Forbidden
from app.storage.tables import Finding, Room, Stage, Workshop

LIKE = (
    *("subtitle", "note", "timezone", "language", "languages", "template", "joining", "consent"),
    *("perspectives", "decision_rule", "measures_max", "recount"),
)
ROOM = ("name", "code", "country", "language", "timezone")


def source(session, who, workshop_id):
    """The workshop that the Principal `who` may copy: one that they organise."""
    if accounts.actor(session, who, workshop=workshop_id).role != "organiser":
        raise Forbidden(N_("Only the organiser may do that"))
    return session.get(Workshop, workshop_id)


def copy(session, source, account, limits, *, title, findings=True):
    """Make a workshop like `source`; `account` becomes its organiser. Returns the Workshop.

    Its day, the date until which data is kept and the links to video calls are of the past: they are left open.
    findings: whether what rests on earlier days comes along.
    """
    shape = {name: getattr(source, name) for name in LIKE} | {"title": title}
    if source.joining == "closed":
        shape["joining"] = "roster"  # that nobody new came in any more was of that day, too
    stages = session.scalars(select(Stage).where(Stage.workshop_id == source.id).order_by(Stage.position))
    shape["programme"] = [_without_id(agenda.stage_part(stage)) for stage in stages]
    shape["findings"] = _findings(session, source, None) if findings else []
    shape["rooms"] = [
        _room(room) | {"findings": _findings(session, source, room) if findings else []}
        for room in workshop.rooms(session, source)
    ]
    return workshop.create(session, account, shape, limits)


def _room(room: Room):
    return {name: getattr(room, name) for name in ROOM} | {"poll": room.poll_defaults}


def _findings(session, source, room):
    wanted = select(Finding).where(Finding.workshop_id == source.id, Finding.room_id == (room and room.id))
    found = session.scalars(wanted.order_by(Finding.code, Finding.id))
    return [_without_id(agenda.finding_part(finding)) for finding in found]


def _without_id(part):
    return {name: value for name, value in part.items() if name != "id"}
