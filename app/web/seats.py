"""Taking seats and signing in, for the API and for the pages alike."""

import hmac
import uuid

from flask import request as flask_request
from sqlalchemy import select

from app.catalogue import N_
from app.domain import account, invitation, leaving, member, password, roster, sessions
from app.domain.access import Actor
from app.domain.account import Principal
from app.domain.command import Ask, perform
from app.domain.fields import only
from app.pauses import slowly
from app.refusals import Forbidden, Invalid, NotFound, Unauthenticated
from app.storage.tables import Room, Workshop, new_id
from app.web.agents import client
from app.web.asking import house
from app.web.calls import parsed, read, understood

ROSTER_BYTES = 4 * 1024 * 1024


def may_register(setup_token):
    """The first account is open on this machine alone; elsewhere it needs the set-up token, later ones an open door."""
    with house().store.reading() as session:
        first = not account.any_with_password(session)
    if house().settings.open_registration:
        return
    if not first:
        raise Forbidden(N_("New accounts are by invitation"))
    if not _on_this_machine():
        address = flask_request.remote_addr
        house().tries.setup_tokens.guess(address, lambda: _refuse_other(setup_token), wrong=Forbidden)


def _refuse_other(setup_token):
    if not hmac.compare_digest((setup_token or "").encode(), house().setup_token.encode()):
        raise Forbidden(N_("The first account needs the set-up token that the server printed"))


def _on_this_machine():
    near = flask_request.remote_addr in ("127.0.0.1", "::1")
    return house().settings.local_only and near and "X-Forwarded-For" not in flask_request.headers


def signed_in(email, given):
    """(account, new token); Unauthenticated where they do not fit, TooFast where too many did not."""
    tries, address = house().tries.passwords, flask_request.remote_addr
    found = tries.guess(address, lambda: _holder(email, given), account=email.strip().lower())
    with house().store.writing() as session:
        return found, account.issue(session, account=found.id, client=client())


def _holder(email, given):
    """The account with this address and password."""
    with house().store.reading() as session:
        found = account.by_email(session, email)
        stored = found and found.password
        session.expunge_all()  # the account is told about after the session has ended
    if not computed(lambda: account.right_password(stored, given)):
        raise Unauthenticated(N_("The address or the password is not right"))
    return found


def confirmed(who: Principal, given: str) -> None:
    """Raise Invalid where this is not the password of the account that asks; one without needs none."""
    with house().store.reading() as session:
        found = session.get(account.Account, who.account)
        email, stored = found.email, found.password
    if stored is None:
        return

    def check():
        if not computed(lambda: account.right_password(stored, given)):
            raise Invalid(errors={"password": [N_("This is not your password")]})

    house().tries.passwords.guess(flask_request.remote_addr, check, account=email, wrong=Invalid)


def change_password(who: Principal, old: str, new: str) -> None:
    """A new password, for who knows the one before. All other sessions of the account end."""
    confirmed(who, old)
    with house().store.reading() as session:
        found = session.get(account.Account, who.account)
        password.refuse_weak(new, found.email, found.name, field="new_password")
    hashed = computed(lambda: account.hashed(new))
    with house().store.writing() as session:
        session.get(account.Account, who.account).password = hashed
        sessions.end_others(session, who)


def leave(who: Principal, given: str, *, confirm: str, erase: bool) -> None:
    """Delete the account that asks."""
    confirmed(who, given)
    with house().store.writing() as session:
        leaving.leave(session, who, confirm=confirm, erase=erase)


def computed(deed):
    """deed(), which hashes a password, on a real thread when it is this address's turn."""
    with house().hashing.turn(flask_request.remote_addr):
        return house().offload(deed)


def by_code(session, code):
    """The workshop with this code. A wrong one counts against the address; a right one always passes."""
    return house().tries.join_codes.guess(flask_request.remote_addr, lambda: member.by_code(session, code))


def by_link(session, link):
    """The member whose personal link this is; a wrong one counts, as with codes."""
    return house().tries.links.guess(flask_request.remote_addr, lambda: member.by_link(session, link))


def join(given):
    """({member, workshop}, token): the seat of a personal link, or a new one by the code."""
    with house().store.reading() as session:
        actor, workshop_id, room = (_by_link if "link" in given else _by_code)(session, given)
    data = {"consent": given.get("consent", False), "language": given.get("language"), "room": room}
    ask = Ask("workshop", workshop_id, new_id(), "member.join", data)
    perform(house().store, lambda _: actor, ask, house().terms, inside=True)
    with house().store.writing() as session:
        token = account.issue(session, member=actor.id, client=client())
        return _told(session, actor.id, by_code="code" in given), token


def _by_link(session, given):
    found = by_link(session, given["link"])
    return Actor.of(found), found.workshop_id, None


def _by_code(session, given):
    found = by_code(session, given["code"])
    if not given.get("name"):
        raise Invalid(errors={"name": [N_("Your name, please")]})
    rooms = session.query(Room).where(Room.workshop_id == found.id).all()
    wanted = str(given.get("room", "")).casefold()
    ids = [
        r.id for r in rooms if wanted and wanted in (r.id, r.code.casefold(), r.country.casefold(), r.name.casefold())
    ]
    if not ids and found.joining == "open" and _is_id(wanted):
        raise NotFound()
    if len(ids) != 1 and found.joining == "open":
        raise Invalid(errors={"room": [N_("Choose a room")]})
    actor = Actor(
        id=new_id(),
        workshop=found.id,
        room=ids[0] if ids else None,
        role="participant",
        name=given["name"],
        number=0,
        perspective=given.get("perspective") or None,
        language=given.get("language") or found.language,
    )
    return actor, found.id, actor.room


def _told(session, member_id, *, by_code):
    """The join code is told to those who typed it: a personal link gives no right to bring others in."""
    seat = session.get(member.Member, member_id)
    workshop = session.get(Workshop, seat.workshop_id)
    place = {name: getattr(workshop, name) for name in ("id", "title", "language")}
    return {
        "member": {"id": seat.id, "name": seat.name, "role": seat.role, "room": seat.room_id}
        | {"perspective": seat.perspective, "language": seat.language, "duties": seat.duties},
        "workshop": place | ({"code": workshop.code} if by_code else {}),
    }


def set_roster(who: Principal, workshop_id, request):
    """Run `roster.set` with the rows of a CSV file or of JSON {rows: [...]}; returns the members' ids, in order."""
    with house().store.reading() as session:
        actor = account.actor(session, who, workshop=workshop_id)
        if actor.role != "organiser":
            raise Forbidden(N_("Only the organiser may do that"))
        known = member.known(session, session.get(Workshop, workshop_id))
    as_rows = _json_rows if request.mimetype == "application/json" else lambda data: _csv_rows(data, known)
    rows = understood(read(ROSTER_BYTES), as_rows)
    answer = house().command(who, Ask("workshop", workshop_id, new_id(), "roster.set", {"rows": rows}))
    return answer.data["members"]


def _csv_rows(data, known):
    return [{**vars(row)} for row in roster.read(data, **known)]


def _json_rows(data):
    """The rows of {rows: [...]}, of {members: [...]} as the call answers it, or of the list alone."""
    given = parsed(data)
    if not isinstance(given, dict):
        return given
    name = "members" if "members" in given else "rows"
    only(given, name)
    return given.get(name)


def listed(session, actor):
    """The roster, a row() for each seat by its number. Whose link it is may be read by the organiser alone."""
    if actor.role != "organiser":
        raise Forbidden(N_("Only the organiser may do that"))
    wanted = select(member.Member).where(member.Member.workshop_id == actor.workshop)
    wanted = wanted.where(member.Member.removed_at.is_(None), member.Member.role != "organiser")
    return [row(session, seat) for seat in slowly(session.scalars(wanted.order_by(member.Member.number)).all())]


def row(session, seat):
    """A line of the roster with its personal link."""
    return {
        "id": seat.id,
        "reference": seat.reference,
        "name": seat.name,
        "email": seat.email,
        "room": seat.room_id,
        "role": seat.role,
        "perspective": seat.perspective,
        "language": seat.language,
        "answer": invitation.state(seat),
        "tried": invitation.has_tried(seat),
        "link": f"{house().settings.address}/me/{member.link(session, seat)}",
    }


def _is_id(given):
    try:
        return bool(uuid.UUID(given))
    except ValueError:
        return False


def identified(given):
    """An id out of an address; what is no id names nothing."""
    try:
        return str(uuid.UUID(given))
    except ValueError as error:
        raise NotFound() from error


def number(name, default, least, most):
    """A whole number out of the query string, from `least` to `most`."""
    given = flask_request.args.get(name)
    if given is None:
        return default
    fits = given.isdecimal() and given.isascii() and len(given) <= len(str(most))
    if not fits or not least <= int(given) <= most:
        told = (N_("A whole number from {least} to {most}"), {"least": least, "most": most})
        raise Invalid(errors={name: [told]})
    return int(given)
