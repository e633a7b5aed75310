"""The organiser's desk: the list of workshops, and a new one."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Blueprint, redirect, request
from sqlalchemy import select

from app.catalogue import N_, gettext
from app.domain import account, copying, programmes, rehearsing, roster, shapes
from app.domain import workshop as workshops
from app.domain.command import checked
from app.refusals import Invalid, Refusal, Unauthenticated
from app.storage.tables import Room, Stage
from app.web.asking import house, language, principal
from app.web.bringing import brought, place, sent
from app.web.frame import given, path_to, show, told

desk = Blueprint("desk", __name__)
FORM_BYTES = 256 * 1024
"""For a form of an organiser: the names of a hundred rooms, or a stage in each language."""
STATES = {"before": N_("Not begun"), "running": N_("Running"), "over": N_("Over")}
BREAKDOWNS = [
    ("none", N_("The total alone"), N_("Every room sees the result of all ballots together.")),
    (
        "safe",
        N_("Small groups folded together (from about 15 voters)"),
        N_(
            "Every room sees what each group of three or more gave; smaller ones are counted together as others. "
            "Where fewer than two groups are left, that room sees the total alone."
        ),
    ),
    (
        "open",
        N_("Every group shown: each voter is told before"),
        N_("Every room sees what each group gave. Whoever is the only one of a group is seen through."),
    ),
]
"""What the votes of a room show by group: (key, title, what the room will see)."""
CODE = re.compile(r"([A-Z]{2})[\s,;]+(?=[^\s,;])")
CALL = re.compile(r"(?:^|[,;])(https?://\S+)")
AROUND = " \t,;"


def ask_to_sign_in(_):
    return redirect(path_to("sign-in", next=request.path), 303)


def organiser():
    """The Principal of an account. Only now may a form be as long as an organiser's."""
    who = principal("account")
    if who.account is None:
        raise Unauthenticated(N_("Please sign in first"))
    request.max_content_length = request.max_form_memory_size = FORM_BYTES
    return who


@desk.get("/workshops")
def list_workshops():
    who = organiser()
    with house().store.reading() as db:
        found = workshops.of_account(db, who.account)
        rooms = _stages_by_workshop(db, [each.id for each in found])
        copies = rehearsing.all_of(db, [each.id for each in found])
        rows = [_row(each, rooms.get(each.id, [])) | {"rehearsal": copies.get(each.id)} for each in found]
    return show("workshops.html", workshops=rows)


def _stages_by_workshop(db, ids):
    """{workshop id: [(position, kind) of the stage of each room]}"""
    wanted = select(Room.workshop_id, Stage.position, Stage.kind).join(Stage, Room.stage_id == Stage.id)
    found = {}
    for workshop_id, position, kind in db.execute(wanted.where(Room.workshop_id.in_(ids))):
        found.setdefault(workshop_id, []).append((position, kind))
    return found


def _row(workshop, rooms):
    facts = {name: getattr(workshop, name) for name in ("id", "title", "subtitle", "code")}
    day = workshop.starts_at and workshop.starts_at.astimezone(ZoneInfo(workshop.timezone)).date()
    return facts | {"starts_at": day, "rooms": len(rooms), "state": STATES[_state(rooms)]}


def _state(rooms):
    if all(position == 0 for position, _ in rooms):
        return "before"
    return "over" if all(kind == "follow" for _, kind in rooms) else "running"


@desk.get("/workshops/new")
def new_workshop():
    organiser()
    blank = {"title": "", "begins": "", "zone": "", "rooms": "", "language": language()}
    return _new_page(blank | {"template": programmes.DEFAULT, "joining": "open", "breakdown": "none"})


@desk.post("/workshops/new")
def make_workshop():
    who = organiser()
    filled = given("title", "begins", "zone", "language", "template", "rooms", "joining", "breakdown", "recount")
    try:
        shape = checked(shapes.WORKSHOP, _shape(filled), house().terms.limits)
        with house().store.writing() as db:
            maker = db.get(account.Account, who.account)
            made = workshops.create(db, maker, shape, house().terms.limits).id
    except Refusal as refusal:
        said = told(refusal)
        return _new_page(filled, **said | {"errors": _by_field(said["errors"])})
    return redirect(f"/workshops/{made}/setup", 303)


@desk.post("/workshops/<workshop_id>/copy")
def copy_workshop(workshop_id):
    """A new workshop set up like this one; its title says so until it is given another."""
    who = organiser()
    with house().store.writing() as db:
        source = copying.source(db, who, workshop_id)
        title = gettext(language(), N_("{title} (copy)"), title=source.title[:180])
        made = copying.copy(db, source, db.get(account.Account, who.account), house().terms.limits, title=title).id
    return redirect(f"/workshops/{made}/setup", 303)


@desk.get("/workshops/import")
def show_import():
    organiser()
    return show("workshop_back.html")


@desk.post("/workshops/import")
def import_workshop():
    who = organiser()
    try:
        made = brought(who, sent())
    except Refusal as refusal:
        said, spoken = told(refusal), language()
        mistakes = [{"place": place(at, spoken), "text": " ".join(texts)} for at, texts in said.pop("errors").items()]
        return show("workshop_back.html", mistakes=mistakes, **said)
    return redirect(f"/workshops/{made}", 303)


def _new_page(filled, **said):
    offered = [programmes.about(name) | {"stages": programmes.programme(name)} for name in programmes.names()]
    return show("workshop_new.html", given=filled, templates=offered, breakdowns=BREAKDOWNS, **said)


def _shape(filled):
    """The form as the shape of `POST /workshops`; raises Invalid where something is missing."""
    votes = {"poll": {"breakdown": filled["breakdown"]}} if filled["breakdown"] else {}
    rooms = [_room(line) | votes for line in filled["rooms"].splitlines() if line.strip()]
    errors = {}
    if not filled["title"]:
        errors["title"] = [N_("Give the workshop a title")]
    if not rooms:
        errors["rooms"] = [N_("Name at least one room")]
    begins = _begins(filled, errors)
    if errors:
        raise Invalid(errors=errors)
    wanted = {"title": filled["title"], "template": filled["template"], "joining": filled["joining"], "rooms": rooms}
    if filled["recount"]:
        wanted["recount"] = True
    if filled["language"]:
        wanted["language"] = filled["language"]
    if filled["zone"]:
        wanted["timezone"] = filled["zone"]
    if begins:
        wanted["starts_at"] = begins
    return wanted


def _begins(filled, errors):
    """The moment at which it begins, as ISO 8601; the form gives the time on the organiser's own clock."""
    try:
        zone = ZoneInfo(filled["zone"] or "UTC")
        return datetime.fromisoformat(filled["begins"]).replace(tzinfo=zone).isoformat() if filled["begins"] else None
    except (ValueError, ZoneInfoNotFoundError):
        errors["begins"] = [N_("A day and a time, please")]


def _room(line):
    """ "KR Republic of Korea https://call.example.org/kr" or less: the name alone is enough, and may be a country's."""
    line = line.strip()
    found = CODE.match(line)
    code, name = (found[1], line[found.end() :]) if found else ("", line)
    last = name.split()[-1]
    address = CALL.search(last)
    before = name[: len(name) - len(last) + address.start()].rstrip(AROUND) if address else ""
    name, call = (before, address[1]) if before else (name, "")
    code = code or roster.country(name)
    return {"name": name} | ({"country": code, "code": code} if code else {}) | ({"call_url": call} if call else {})


def _by_field(errors):
    """The form has one field for all rooms and one for the day: {"rooms.2.name": …} belongs to the former, by line."""
    names = {"starts_at": "begins", "timezone": "begins"}
    found = {}
    for name, texts in errors.items():
        field, _, rest = name.partition(".")
        if field == "rooms" and rest[:1].isdigit():
            texts = [_on_line(int(rest.split(".")[0]) + 1, text) for text in texts]
        found.setdefault(names.get(field, field), []).extend(texts)
    return found


def _on_line(line, text):
    return gettext(language(), N_("Line {n}: {text}"), n=line, text=text)
