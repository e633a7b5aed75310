"""The doors: a code, a link, a password. Nobody is let in by merely opening an address."""

from flask import Blueprint, redirect, request, session

from app import catalogue
from app.catalogue import N_
from app.domain import account, member
from app.domain.clock import moment, now
from app.refusals import Invalid, NotFound, Refusal, TooFast, Unauthenticated
from app.storage.tables import Declaration, Member, Room, Workshop
from app.web import agents, inapp, seats
from app.web.asking import house, identified, language, sign_in, sign_out
from app.web.frame import given, inside, show, told
from app.web.invitation import before
from app.web.openings import opening

entry = Blueprint("entry", __name__)
LANGUAGE_DAYS = 365


@entry.get("/")
def landing():
    code = request.args.get("code", "").strip()
    if not code:
        return show("landing.html")
    try:
        with house().store.reading() as db:
            found = seats.by_code(db, code)
            return redirect(f"/j/{found.code}", 303)
    except Refusal as refusal:
        said = told(refusal)
        errors = {"code": [said["detail"]]}
        return show("landing.html", code=code, errors=errors, status=refusal.status)


@entry.get("/j/<code>")
def join_form(code):
    with house().store.reading() as db:
        workshop = seats.by_code(db, code)
        return _join_page(db, workshop, {"name": "", "room": "", "perspective": "", "language": language()})


@entry.post("/j/<code>")
def join(code):
    filled = given("name", "room", "perspective", "language")
    agreed = "consent" in request.form
    with house().store.reading() as db:
        gaps = _gaps(seats.by_code(db, code), filled, agreed)
    try:
        if gaps:
            raise Invalid(errors=gaps)
        seat, token = seats.join({**filled, "code": code, "consent": agreed})
    except NotFound:
        raise
    except Refusal as refusal:
        with house().store.reading() as db:
            workshop = member.by_code(db, code)
            return _join_page(db, workshop, {**filled, "consent": agreed}, **told(refusal))
    return _welcome(seat, token)


def _gaps(workshop, filled, agreed):
    """Everything that is missing at once, rather than one thing after another."""
    errors = {}
    if not filled["name"]:
        errors["name"] = [N_("Your name, please")]
    if not filled["room"]:
        errors["room"] = [N_("Choose a room")]
    if workshop.perspectives and not filled["perspective"]:
        errors["perspective"] = [N_("Choose whom you speak for")]
    if workshop.consent and not agreed:
        errors["consent"] = [N_("Please agree to this first")]
    return errors if workshop.joining == "open" else {}


def _join_page(db, workshop, filled, **said):
    known = {"seat": _seat_here(db, workshop), "inapp": _inapp()}
    return show("join.html", workshop=opening(db, workshop), given=filled, **known, **said)


def _inapp():
    return inapp.inside(request.headers.get("User-Agent", ""), request.base_url)


def _seat_here(db, workshop):
    """The seat that this browser has in the workshop already: {name, room}, or None."""
    try:
        who = identified("", {"seat": session.get("seat")})
        found = account.actor(db, who, workshop=workshop.id)
    except Refusal:
        return None
    return {"name": found.name, "room": found.room}


@entry.get("/seat")
def seat():
    """To where the seat that this browser holds is now: its room, or the rooms of its workshop."""
    who = identified("", session, "seat")
    with house().store.reading() as db:
        held = db.get(Member, who.member) if who.member else None
        if held is None:
            raise Unauthenticated()
        there = f"/rooms/{held.room_id}" if held.room_id else f"/workshops/{held.workshop_id}"
    return redirect(there, 303)


@entry.get("/me/<link>")
def personal_link(link):
    """Whose link it is, and a button. Opening it changes nothing: previews and scanners open links too."""
    with house().store.reading() as db:
        found = seats.by_link(db, link)
        return _link_page(db, found, {"language": catalogue.best(request.cookies.get("language"), found.language)})


@entry.post("/me/<link>")
def take_seat(link):
    with house().store.reading() as db:
        member.by_link(db, link)  # before the form is read
    filled = given("language")
    try:
        seat, token = seats.join({**filled, "link": link, "consent": "consent" in request.form})
    except (NotFound, TooFast):
        raise
    except Refusal as refusal:
        with house().store.reading() as db:
            return _link_page(db, member.by_link(db, link), filled, **told(refusal))
    return _welcome(seat, token)


def _link_page(db, found, filled, **said):
    workshop = db.get(Workshop, found.workshop_id)
    room = db.get(Room, found.room_id) if found.room_id else None
    # Who has agreed once is not asked again on the next device.
    shown = opening(db, workshop) | ({"consent": ""} if found.consent_at else {})
    values = {
        "member": found,
        "room": room,
        "given": filled,
        "before": before(db, found),
        "again": _again(db, found, room),
        "link": member.link(db, found),
        "held": _held_by_another(db, found),
        "inapp": _inapp(),
    }
    return show("me.html", workshop=shown, **values, **said)


def _held_by_another(db, found):
    """The name of whoever else sits at this browser: the next one takes that seat's place."""
    try:
        who = identified("", {"seat": session.get("seat")})
    except Refusal:
        return None
    held = db.get(Member, who.member) if who.member not in (None, found.id) else None
    return held and held.name


def _again(db, found, room):
    """Until when a delegate may endorse a new version of the own room's agenda: {until, zone}, or None."""
    until = db.get(Declaration, room.id).endorse_until if room and found.role == "participant" else None
    return {"until": moment(until), "zone": room.timezone} if until and now() < until else None


def _welcome(seat, token):
    """Into the room; an observer, expert or facilitator of all rooms comes to the list of them."""
    sign_in(token, "seat")
    room = seat["member"]["room"]
    answer = redirect(f"/rooms/{room}" if room else f"/workshops/{seat['workshop']['id']}", 303)
    return speaking(answer, seat["member"]["language"])


@entry.get("/sign-in")
def sign_in_form():
    try:
        identified("", {"account": session.get("account")})
    except Unauthenticated:
        return show("sign_in.html", given={}, next=request.args.get("next"))
    return redirect(inside(request.args.get("next"), "/workshops"), 303)


@entry.post("/sign-in")
def password():
    filled = given("email")
    try:
        _, token = seats.signed_in(filled["email"], request.form.get("password", ""))
    except Refusal as refusal:
        return show("sign_in.html", given=filled, next=request.form.get("next"), **told(refusal))
    sign_in(token, "account")
    return redirect(inside(request.form.get("next"), "/workshops"), 303)


@entry.get("/sign-in/<link>")
def one_time_link(link):
    return show("sign_in_link.html", name=_one_time(link))


@entry.post("/sign-in/<link>")
def use_link(link):
    _one_time(link)
    with house().store.writing() as db:
        token, _ = account.use_sign_in_link(db, link, agents.client())
    sign_in(token, "account")
    return redirect("/workshops", 303)


def _one_time(link):
    """The name of the person a one-time link would sign in; a wrong link counts against the address."""

    def look():
        with house().store.reading() as db:
            return account.peek(db, link).name

    return house().tries.one_time_links.guess(request.remote_addr, look)


@entry.post("/sign-out")
def leave():
    """The browser forgets who was here: the rooms it kept, what was never sent, receipts."""
    sign_out()
    answer = redirect("/", 303)
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


@entry.post("/language")
def choose_language():
    return speaking(redirect(inside(request.form.get("back")), 303), request.form.get("language"))


def speaking(answer, code):
    """Remember the language of the interface in this browser."""
    if code in catalogue.languages():
        seconds = LANGUAGE_DAYS * 24 * 3600
        answer.set_cookie("language", code, max_age=seconds, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer
