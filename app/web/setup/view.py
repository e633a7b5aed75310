"""What the set-up page shows of a workshop, as plain data."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import func, or_, select

from app.domain import agenda, invitation, rehearsing, stages
from app.domain import workshop as workshops
from app.domain.clock import now
from app.domain.folds import OTHERS
from app.domain.lacking import lacks
from app.storage.tables import Citation, Finding, Member, Room, Stage
from app.web import seats

STEPS = ("about", "rooms", "perspectives", "programme", "declaring", "findings", "people", "links")
MOST_PEOPLE = 100
"""People shown at once; the others are found by a name."""
MOST_TOGETHER = 500
TOGETHER = ("recent", "removed")
"""Lists of people who are removed or restored together: all of them are ticked when the list is shown."""
RECENT = timedelta(minutes=15)


def seen(db, workshop, *, sought="", among="", person=None):
    """{workshop, rooms, stages, findings, people, lacks, …}.

    sought: a part of a name; among: a state of STATES; person: the seat to change.
    """
    rooms = workshops.rooms(db, workshop)
    programme = db.scalars(select(Stage).where(Stage.workshop_id == workshop.id).order_by(Stage.position)).all()
    told = workshops.whole(db, workshop) | {"programme": [agenda.stage_part(stage) for stage in programme]}
    found = lacks(db, workshop)
    rehearsal = rehearsing.of(db, workshop.id)
    return {
        "workshop": told | _moments(workshop),
        "rule": _percent(workshop.decision_rule),
        "rooms": _rooms(db, rooms, programme),
        "stages": [part | {"inside": _inside(part, rooms)} for part in told["programme"]],
        "running": any(room.stage_id != programme[0].id for room in rooms),
        "findings": _findings(db, workshop, rooms),
        "people": _people(db, workshop, rooms, sought, among),
        "person": _person(db, workshop, person),
        "rehearsal": rehearsal and rehearsing.told(db, rehearsal),
        "kept_hours": rehearsing.KEPT // timedelta(hours=1),
        "lacks": found,
        "steps": [(step, [lack for lack in found if lack.step == step]) for step in STEPS],
        "kinds": [(name, kind.TITLE) for name, kind in stages.kinds().items()],
        "permissions": stages.PERMISSIONS,
        "zones": sorted(available_timezones()),
        "sought": sought,
        "among": among,
    }


def thing(shown, deed, form):
    """What the form of this deed is about, in what `seen` has shown; None where it is not there, or not yet."""
    if deed == "person":
        return shown["person"]
    findings = [each for part in shown["findings"] for each in part["findings"]]
    among = {"room-change": shown["rooms"], "stage-change": shown["stages"], "finding-change": findings}
    if deed not in among:
        return shown["workshop"]
    return next((each for each in among[deed] if each["id"] == form.thing), None)


def _moments(workshop):
    """The form gives times on the workshop's own clock."""
    zone = ZoneInfo(workshop.timezone)
    begins, kept = workshop.starts_at, workshop.kept_until
    return {
        "begins": begins.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if begins else "",
        "kept": kept.astimezone(zone).strftime("%Y-%m-%d") if kept else "",
    }


def _percent(rule):
    """The decision rule as the form gives it: "70", "66.6", and "" for none."""
    shares = {name: rule.get(name) for name in ("support", "per_perspective", "quorum")}
    return {name: "" if share is None else f"{share * 100:.10g}" for name, share in shares.items()}


def _rooms(db, rooms, programme):
    inside = {stage.id: stage for stage in programme}
    wanted = select(Member.room_id, Member.role).where(Member.room_id.in_([room.id for room in rooms]))
    wanted = wanted.where(Member.removed_at.is_(None))
    counted = Counter(tuple(row) for row in db.execute(wanted))
    groups = wanted.with_only_columns(Member.room_id, Member.perspective).where(Member.role == "participant")
    sizes = {room.id: Counter() for room in rooms}
    for room_id, perspective in db.execute(groups):
        sizes[room_id][perspective or OTHERS] += 1
    return [
        workshops.room_told(room)
        | {"stage": inside[room.stage_id].title, "begun": inside[room.stage_id].position > 0}
        | {"poll": {"breakdown": room.poll_defaults.get("breakdown", "none")}, "sizes": sizes[room.id]}
        | {"delegates": counted[room.id, "participant"], "facilitators": counted[room.id, "facilitator"]}
        for room in rooms
    ]


def _inside(part, rooms):
    return [room.name for room in rooms if room.stage_id == part["id"]]


def _findings(db, workshop, rooms):
    """[{room, findings: [{…, cited}]}]: those of all rooms first."""
    found = db.scalars(
        select(Finding).where(Finding.workshop_id == workshop.id).order_by(Finding.code, Finding.id)
    ).all()
    cited = set(db.scalars(select(Citation.finding_id).where(Citation.finding_id.in_([each.id for each in found]))))
    parts = {}
    for each in found:
        parts.setdefault(each.room_id, []).append(agenda.finding_part(each) | {"cited": each.id in cited})
    places = [(None, None), *((room.id, room.name) for room in rooms)]
    return [{"room": name, "findings": parts[id]} for id, name in places if id in parts]


def _people(db, workshop, rooms, sought, among):
    """{all, found, shown: [{…, states, link}], delegates: as invitation.counted}, the organisers left out."""
    wanted = select(Member).where(Member.workshop_id == workshop.id, Member.removed_at.is_(None))
    wanted = wanted.where(Member.role != "organiser").order_by(Member.number)
    every = db.scalar(select(func.count()).select_from(wanted.order_by(None).subquery()))
    if among == "removed":
        wanted = select(Member).where(Member.workshop_id == workshop.id, Member.removed_at.is_not(None))
        wanted = wanted.order_by(Member.removed_at.desc(), Member.number)
    if sought:
        wanted = wanted.where(or_(*(column.icontains(sought, autoescape=True) for column in SOUGHT)))
    found = [seat for seat in db.scalars(wanted) if not among or among in states(seat)]
    names = {room.id: room.name for room in rooms}
    shown = [_seat(db, seat, names) for seat in found[: MOST_TOGETHER if among in TOGETHER else MOST_PEOPLE]]
    return {"all": every, "found": len(found), "shown": shown, "delegates": invitation.counted(db, workshop)}


SOUGHT = (Member.name, Member.reference, Member.email)


def _seat(db, seat, names):
    more = {"room_name": names.get(seat.room_id), "states": states(seat), "duties": seat.duties or []}
    return seats.row(db, seat) | more


def states(seat):
    """[confirmed, declined or, before they come in, invited; of delegates tried or untried; here, once they have]"""
    if seat.removed_at:
        return ["removed"]
    told = [invitation.state(seat)]
    if seat.reference is None and seat.joined_at and now() - seat.joined_at < RECENT:
        told.append("recent")
    if seat.role == "participant":
        told.append("tried" if invitation.has_tried(seat) else "untried")
    if seat.joined_at:
        told = [*(state for state in told if state != "invited"), "here"]
    return told


def _person(db, workshop, id):
    """The seat that is to be changed by the form, as a row of the roster."""
    found = db.get(Member, id) if id else None
    if found is None or found.workshop_id != workshop.id or found.role == "organiser":
        return None
    return seats.row(db, found) | {"duties": found.duties or [], "tries": found.tried or {}}


def known(db, workshop):
    """What tables may name: rooms, perspectives, languages, and the codes of findings that are there."""
    codes = db.scalars(select(Finding.code).where(Finding.workshop_id == workshop.id)).all()
    rooms = db.scalars(select(Room).where(Room.workshop_id == workshop.id).order_by(Room.position))
    return {
        "rooms": [{"id": r.id, "country": r.country, "code": r.code, "name": r.name} for r in rooms],
        "codes": codes,
    }
