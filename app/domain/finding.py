"""What Days 1 and 2 brought: findings added, one by one or as a table, corrected, and taken out where none is cited."""

from marshmallow import validate
from sqlalchemy import select

from app.catalogue import N_
from app.domain import access, agenda, evidence
from app.domain.command import NOTHING, Outcome, command, refuse_if
from app.domain.fields import Free, Id, Ids, Text
from app.domain.member import known
from app.domain.shapes import FindingShape, parts
from app.domain.workshop import changed, made_finding, rooms
from app.refusals import Conflict, NotFound
from app.storage.tables import Citation, Finding, Note


@command(
    "finding.add",
    scope="workshop",
    may=access.workshop_driver,
    room=Id(allow_none=True),
    **parts(FindingShape, "day", "kind", "source"),
    code=Text(required=True, filled=True, validate=validate.Length(max=32)),
    text=Text(limit="body", required=True, filled=True),
    note=Id(),
)
def add_finding(call, *, room=None, note=None, **shape):
    """A finding of one room, or (room left out) for all; made of a note of one of these rooms, or of its own."""
    rooms_told = access.driven_rooms(call.session, call.actor, [room] if room else None)
    source = _note(call, note, rooms_told) if note else None
    finding = made_finding(call.session, call.workshop, rooms_told[0] if room else None, shape, id=call.id)
    if source:
        source.finding_id = finding.id
    follow = [(told_to.id, "finding.add", {"finding": finding.id}) for told_to in rooms_told]
    return Outcome({"finding": finding.id}, answer={"finding": finding.id}, follow=follow)


def _note(call, id, rooms_told):
    """A note of one of these rooms of which no finding has been made yet, locked."""
    found = call.session.get(Note, id, with_for_update=True, populate_existing=True)
    if found is None or found.room_id not in {room.id for room in rooms_told}:
        raise NotFound()
    refuse_if(found.finding_id, N_("A finding has been made of this note already"))
    return found


@command(
    "finding.change",
    scope="workshop",
    may=access.workshop_driver,
    finding=Id(required=True),
    text=Text(limit="body", filled=True),
    **parts(FindingShape, "day", "kind", "source"),
)
def change_finding(call, *, finding, **changes):
    found, rooms_told = _finding(call, finding)
    if not changed(found, changes):
        return NOTHING
    follow = [(told_to.id, "finding.add", {"finding": finding}) for told_to in rooms_told]
    return Outcome({"finding": finding}, follow=follow)


@command("finding.add", may=access.driver, door=False, finding=Id(required=True))
def show_finding(call, *, finding):
    part = agenda.finding_part(call.session.get(Finding, finding))
    return Outcome({"finding": finding, "put": {"findings": [part]}})


@command("finding.set", scope="workshop", may=access.organiser, rows=Free(required=True))
def set_findings(call, *, rows):
    """All rows or none. A row whose `code` is known in its room changes that finding; none goes by being left out."""
    checked = evidence.check(rows, rooms=known(call.session, call.workshop)["rooms"])
    of_workshop = select(Finding).where(Finding.workshop_id == call.workshop.id)
    there = {(finding.room_id, finding.code): finding for finding in call.session.scalars(of_workshop)}
    places = {room.id: room for room in rooms(call.session, call.workshop)}
    told: dict = {}
    for number, row in enumerate(checked):
        shape = {"code": row.code, "day": row.day, "kind": row.kind, "text": row.text, "source": row.source}
        found = there.get((row.room, row.code))
        if found is None:
            found = made_finding(
                call.session, call.workshop, places.get(row.room), shape, id=call.made(str(number), True)
            )
        elif not changed(found, shape):
            continue
        told.setdefault(row.room, []).append(found.id)
    if not told:
        return NOTHING
    everywhere = told.pop(None, [])
    follow = [
        (room.id, "finding.set", {"findings": everywhere + told.get(room.id, [])})
        for room in places.values()
        if everywhere or room.id in told
    ]
    return Outcome({"findings": len(checked)}, follow=follow)


@command("finding.set", may=access.driver, door=False, findings=Ids(required=True))
def show_findings(call, *, findings):
    found = [call.session.get(Finding, id) for id in findings]
    return Outcome({"put": {"findings": [agenda.finding_part(each) for each in found if each]}})


@command("finding.remove", scope="workshop", may=access.workshop_driver, finding=Id(required=True))
def remove(call, *, finding):
    """A finding that a card rests on stays."""
    found, rooms_told = _finding(call, finding)
    if call.session.scalar(select(Citation.card_id).where(Citation.finding_id == finding).limit(1)):
        raise Conflict(N_("A card rests on this finding: it stays"))
    call.session.delete(found)
    follow = [(told_to.id, "finding.remove", {"finding": finding}) for told_to in rooms_told]
    return Outcome({"finding": finding}, follow=follow)


@command("finding.remove", may=access.driver, door=False, finding=Id(required=True))
def hide_finding(call, *, finding):
    return Outcome({"finding": finding, "drop": {"findings": [finding]}})


def _finding(call, id):
    """(finding, the rooms that see it)"""
    found = call.session.get(Finding, id)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    return found, access.driven_rooms(call.session, call.actor, [found.room_id] if found.room_id else None)
