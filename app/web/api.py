"""HTTP: JSON in and out, for programs and for those whose network lets nothing else through."""

from flask import Blueprint, request
from marshmallow import fields, validate
from sqlalchemy import select

from app import qr
from app.catalogue import N_
from app.domain import access, account, bringing, command, copying, member, password, proof, setup, shapes, workshop
from app.domain.bringing.shape import FILE
from app.domain.command import Ask
from app.domain.fields import Flag, Free, Strict, Text
from app.pauses import slowly
from app.refusals import Forbidden, Invalid
from app.storage.tables import Member, Workshop, new_id
from app.web import seats
from app.web.agents import client
from app.web.asking import house, principal
from app.web.bringing import brought, sent
from app.web.callers import account_holder, organiser, owner, reads_room, reads_workshop
from app.web.calls import COMMAND_BYTES, WORKSHOP_BYTES, as_json, call, parsed

api = Blueprint("api", __name__, url_prefix="/api/v1")
ROSTER = "Set the roster, all rows or none (CSV or JSON)"
Address = fields.Email(required=True, validate=validate.Length(max=254))
Password = fields.String(required=True, validate=validate.Length(password.LEAST, password.MOST))


def shape(title, /, **declared):
    return Strict.from_dict(declared, name=title)()


ACCOUNT = shape(
    "Account", email=Address, password=Password, name=Text(required=True, filled=True), setup_token=fields.String()
)
SIGN_IN = shape("SignIn", email=Address, password=fields.String(required=True, validate=validate.Length(1, 200)))
COMMAND = shape("Command", id=Free(required=True), type=Free(required=True), data=Free(load_default=dict))
CONFIRM = shape("Confirm", confirm=fields.String(required=True))
COPY = shape("Copy", title=Text(filled=True), findings=Flag())
CHANGE = shape("Change", **{name: field for name, field in setup.CHANGE_FIELDS.items()})
JOIN = shape(
    "Join",
    code=fields.String(validate=validate.Length(max=40)),
    link=fields.String(validate=validate.Length(max=500)),
    name=Text(filled=True),
    room=fields.String(),
    perspective=fields.String(allow_none=True),
    language=Text(limit="language", allow_none=True),
    consent=Flag(),
)


@call(api, "POST", "/accounts", "Make an account", takes=ACCOUNT, status=201, by=None)
def make_account(body):
    seats.may_register(body.pop("setup_token", None))
    password.refuse_weak(body["password"], body["email"], body["name"])
    hashed = seats.computed(lambda: account.hashed(body["password"]))
    with house().store.writing() as session:
        made = account.create(session, email=body["email"], name=body["name"], password_hash=hashed)
        return {"token": account.issue(session, account=made.id, client=client()), "account": _account(made)}


@call(api, "GET", "/key", "The public key that signs declarations (Ed25519)", by=None)
def public_key():
    return {"kind": "Ed25519", "key": proof.public(house().terms.key)}


@call(api, "POST", "/tokens", "Sign in", takes=SIGN_IN, status=201, by=None)
def sign_in(body):
    found, token = seats.signed_in(body["email"], body["password"])
    return {"token": token, "account": _account(found)}


@call(api, "DELETE", "/tokens", "Revoke the token that asks", gives="nothing", status=204)
def sign_out():
    principal()
    _, _, raw = request.headers.get("Authorization", "").partition(" ")
    with house().store.writing() as session:
        account.revoke(session, raw.strip())
    return as_json(None, 204)


def _account(found):
    return {"id": found.id, "email": found.email, "name": found.name}


@call(api, "GET", "/workshops", "The workshops you organise", by=account_holder)
def list_workshops():
    who = account_holder()
    with house().store.reading() as session:
        return {"workshops": [workshop.whole(session, found) for found in workshop.of_account(session, who.account)]}


@call(
    api,
    "POST",
    "/workshops",
    "Make a workshop",
    by=account_holder,
    takes=shapes.WORKSHOP,
    most=WORKSHOP_BYTES,
    status=201,
)
def make_workshop(body):
    who = account_holder()
    with house().store.writing() as session:
        maker = session.get(account.Account, who.account)
        made = workshop.create(session, maker, body, house().terms.limits)
        return workshop.whole(session, made)


@call(api, "GET", "/workshops/{workshop_id}", "A workshop")
def get_workshop(workshop_id):
    with house().store.reading() as session:
        actor = account.actor(session, principal(), workshop=seats.identified(workshop_id))
        return workshop.told(session, session.get(Workshop, workshop_id), actor)


@call(api, "PATCH", "/workshops/{workshop_id}", "Change a workshop", by=organiser, takes=CHANGE, most=COMMAND_BYTES)
def change_workshop(workshop_id, body):
    data = parsed(request.get_data() or b"{}")  # as it came: the command checks it by its own schema
    house().command(principal(), Ask("workshop", seats.identified(workshop_id), new_id(), "workshop.change", data))
    with house().store.reading() as session:
        return workshop.whole(session, session.get(Workshop, workshop_id))


@call(api, "POST", "/workshops/{workshop_id}/copy", "Make a workshop like this one", by=owner, takes=COPY, status=201)
def copy_workshop(workshop_id, body):
    who = account_holder()
    with house().store.writing() as session:
        source = copying.source(session, who, seats.identified(workshop_id))
        maker = session.get(account.Account, who.account)
        made = copying.copy(
            session,
            source,
            maker,
            house().terms.limits,
            title=body.get("title", source.title),
            findings=body.get("findings", True),
        )
        return workshop.whole(session, made)


@call(
    api,
    "POST",
    "/workshops/import",
    "Bring a workshop back from its JSON export",
    by=account_holder,
    takes=FILE,
    most=bringing.MOST_BYTES,
    file=True,
    status=201,
)
def import_workshop():
    who = account_holder()
    made = brought(who, sent())
    with house().store.reading() as session:
        return workshop.whole(session, session.get(Workshop, made))


@call(
    api,
    "DELETE",
    "/workshops/{workshop_id}",
    "Erase a workshop",
    by=organiser,
    takes=CONFIRM,
    gives="nothing",
    status=204,
)
def erase_workshop(workshop_id, body):
    who = principal()  # before: to note that somebody is there is a transaction of its own
    with house().store.writing() as session:
        actor = account.actor(session, who, workshop=seats.identified(workshop_id))
        if actor.role != "organiser":
            raise Forbidden(N_("Only the organiser may do that"))
        found = access.lock_workshop(session, workshop_id)
        workshop.refuse_unconfirmed(found, body["confirm"])
        workshop.erase(session, found)
    return as_json(None, 204)


@call(api, "POST", "/workshops/{workshop_id}/roster", ROSTER, by=organiser, most=seats.ROSTER_BYTES)
def set_roster(workshop_id):
    ids = seats.set_roster(principal(), seats.identified(workshop_id), request)
    with house().store.reading() as session:
        there = select(Member).where(Member.workshop_id == workshop_id)
        found = {seat.id: seat for seat in session.scalars(there)}
        return {"members": [seats.row(session, found[id]) for id in slowly(ids)]}


@call(api, "GET", "/workshops/{workshop_id}/roster", "The roster with personal links, and what came of each invitation")
def get_roster(workshop_id):
    with house().store.reading() as session:
        actor = account.actor(session, principal(), workshop=seats.identified(workshop_id))
        return {"members": seats.listed(session, actor)}


@call(api, "GET", "/join/{code}", "What a joiner may know", by=None)
def look_up(code):
    with house().store.reading() as session:
        found = seats.by_code(session, code)
        told = workshop.whole(session, found)
    names = ("title", "subtitle", "language", "languages", "perspectives", "consent", "joining", "rehearsal_of")
    rooms = [{name: room[name] for name in ("id", "name", "country", "code", "language")} for room in told["rooms"]]
    return {name: told[name] for name in names} | {"rooms": rooms}


@call(api, "POST", "/join", "Take a seat, by the code or by a personal link", takes=JOIN, status=201, by=None)
def join(body):
    if ("link" in body) == ("code" in body):
        raise Invalid(errors={"code": [N_("Give either the code or your link")]})
    seat, token = seats.join(body)
    return {"token": token} | seat


@call(api, "GET", "/seat/link", "The personal link of the seat that asks")
def own_link():
    """For another device of the same person: told to the seat itself alone, however it was taken."""
    who = principal("seat")
    if who.member is None:
        raise Forbidden(N_("This is for a delegate’s seat"))
    with house().store.reading() as session:
        link = f"{house().settings.address}/me/{member.link(session, session.get(Member, who.member))}"
    return {"link": link, "qr": qr.svg(link)}


@call(api, "GET", "/rooms/{room_id}", "A room's snapshot")
def snapshot(room_id):
    with house().store.reading() as session:
        actor = account.actor(session, principal(), room=seats.identified(room_id))
        room = access.room(session, actor, room_id)
        found = house().snapshots.of(session, room, actor)
    house().board_read(house().calls, principal(), found)
    return found


@call(api, "GET", "/rooms/{room_id}/events", "What happened in a room, oldest first")
def events(room_id):
    since, limit = seats.number("since", 0, 0, 2**31), seats.number("limit", 100, 1, 1000)
    with house().store.reading() as session:
        actor = account.actor(session, principal(), room=seats.identified(room_id))
        room = access.room(session, actor, room_id)
        found = command.since(session, "room", room_id, since, limit=limit + 1)
        return {"events": found[:limit], "seq": room.seq, "more": len(found) > limit}


@call(api, "POST", "/rooms/{room_id}/commands", "A command in a room", by=reads_room, takes=COMMAND, most=COMMAND_BYTES)
def room_command(room_id, body):
    return _command("room", room_id, body)


@call(
    api,
    "POST",
    "/workshops/{workshop_id}/commands",
    "A command in a workshop",
    by=reads_workshop,
    takes=COMMAND,
    most=COMMAND_BYTES,
)
def workshop_command(workshop_id, body):
    return _command("workshop", workshop_id, body)


def _command(scope, place, given):
    ask = Ask(scope, seats.identified(place), given["id"], given["type"], given["data"])
    answer = house().command(principal(), ask)
    return {"ok": True, "seq": answer.seq, "data": answer.data}
