"""The people of a room: who is done, who asks for help, who sits where with which duties."""

import secrets
from math import ceil

from sqlalchemy import delete, or_, select

from app.catalogue import N_
from app.domain import access, agenda
from app.domain.card import assisted, for_member, private_count, remove_unseen, unseen_in
from app.domain.command import NOTHING, Outcome, command, thing
from app.domain.fields import Flag, Free, Id, OneOf, Text
from app.domain.shapes import Moment
from app.refusals import Invalid, NotFound, TooFast
from app.storage.tables import Member, Room, Token

ROLES = ("facilitator", "participant", "resource", "observer")
NUDGE_EVERY_S = 60
DUTIES = ("chair", "rapporteur", "translator", "host")
"""The host stays in the own room while the others visit, and receives who comes."""


@command("ready.set", may=access.seated, authored=True, done=Free(required=True))
def set_ready(call, *, done):
    """True: done with this stage's task; "passed": nothing to say; False: not yet."""
    kept = {True: "done", False: None, "passed": "passed"}
    if not isinstance(done, (bool, str)) or done not in kept:
        raise Invalid(errors={"done": [N_("true, false or “passed”")]})
    member = call.session.get(Member, call.actor.id)
    if member.ready == kept[done]:
        return NOTHING
    member.ready = kept[done]
    call.session.flush()
    return Outcome({"set": {"ready": agenda.ready(call.session, call.room)}}, mine=(member.id,))


@command("hand.raise", may=access.seated, note=Text(limit="announcement"), member=Id(), since=Moment())
def raise_hand(call, *, note="", member=None, since=None):
    """The room sees the hand; the note is for facilitators alone.

    since: with `member`, when it was raised first: a hand that was lowered by mistake keeps its place among the others.
    One that is up again by itself stays as it is.
    """
    found = call.session.get(Member, for_member(call, member).id)
    if since is not None and (found.id == call.actor.id or since > call.at):
        raise Invalid(errors={"since": [N_("Only of somebody else’s hand, and not in the future")]})
    if found.hand_at and (since is not None or found.hand_note == note):
        return NOTHING
    found.hand_at = found.hand_at or since or call.at
    found.hand_note = note
    return Outcome({"member": found.id, "put": _hand(call, found)} | assisted(member))


@command("hand.lower", may=access.seated, member=Id())
def lower_hand(call, *, member=None):
    found = call.session.get(Member, for_member(call, member).id)
    if not found.hand_at:
        return NOTHING
    found.hand_at, found.hand_note = None, ""
    return Outcome({"member": found.id, "put": _hand(call, found)})


def _hand(call, member):
    """An organiser or a facilitator of all rooms sits in none: there is no seat to show the hand at."""
    rows = [{"id": member.id, "hand": member.hand_at is not None}] if member.room_id == call.room.id else []
    return {"members": rows}


@command("member.nudge", may=access.driver, member=Id(required=True))
def nudge(call, *, member):
    """Ask a delegate of the room to speak up: that person alone learns it, as `mine`; the event does not say who.

    At most once a minute for each; when the next stage starts nobody is asked any more.
    """
    found = thing(call.session.get(Member, member), call.room)
    if found.role != "participant" or found.removed_at:
        raise NotFound()
    waited_s = (call.at - found.nudged_at).total_seconds() if found.nudged_at else NUDGE_EVERY_S
    if waited_s < NUDGE_EVERY_S:
        raise TooFast(N_("They were asked a moment ago; wait a minute"), retry_after=ceil(NUDGE_EVERY_S - waited_s))
    found.nudged_at = call.at
    call.session.flush()
    return Outcome({}, hidden=True, mine=(member,))


def seat(call, id):
    """The seat that the actor wants to change, locked: the only way to one for every command that is about a seat.

    Raises NotFound for a seat that is closed or that the actor may not run, and Invalid for the organiser's: they
    organise all rooms and have no place in one.
    """
    member = call.session.get(Member, id, with_for_update=True)
    if member is None or member.workshop_id != call.actor.workshop or member.removed_at:
        raise NotFound()
    if not call.actor.drives(member.room_id):
        raise NotFound()
    if member.role == "organiser":
        raise Invalid(errors={"member": [N_("The organiser’s place cannot be changed")]})
    return member


@command("member.move", scope="workshop", may=access.workshop_driver, member=Id(required=True), room=Id(required=True))
def move(call, *, member, room):
    """Give the seat another room: one event in each of the two, all in one transaction that locks them by their ids.

    Cards stay where they were written.
    """
    found = seat(call, member)
    target = call.session.get(Room, room)
    if target is None or target.workshop_id != call.actor.workshop or not call.actor.drives(room):
        raise NotFound()
    if found.room_id == room:
        return NOTHING
    left, found.room_id, found.ready, found.hand_at, found.nudged_at = found.room_id, room, None, None, None
    follow = [(id, "member.seat", {"member": member}) for id in sorted(filter(None, (left, room)))]
    return Outcome({"member": member, "room": room}, follow=follow, together=True, farewell=(member,))


@command(
    "member.change",
    scope="workshop",
    may=access.workshop_driver,
    member=Id(required=True),
    role=OneOf(*ROLES),
    perspective=Text(allow_none=True),
    duties=Free(),
)
def change(call, *, member, **changes):
    found = seat(call, member)
    duties = changes.get("duties", [])
    if not isinstance(duties, list) or not all(duty in DUTIES for duty in duties):
        raise Invalid(errors={"duties": [N_("chair, rapporteur, translator or host")]})
    known = [perspective["key"] for perspective in call.workshop.perspectives]
    if changes.get("perspective") and changes["perspective"] not in known:
        raise Invalid(errors={"perspective": [N_("This workshop has no such perspective")]})
    if "role" in changes or "perspective" in changes:
        access.organiser(call)
    # Who hears the desk is settled when somebody enters: with another role one enters anew.
    gone = (member,) if changes.get("role", found.role) != found.role else ()
    for name, value in changes.items():
        setattr(found, name, value)
    follow = [(found.room_id, "member.seat", {"member": member})] if found.room_id else []
    return Outcome({"member": member}, follow=follow, farewell=gone)


@command(
    "member.remove",
    scope="workshop",
    may=access.workshop_driver,
    member=Id(required=True),
    cards=Flag(load_default=False),
)
def remove(call, *, member, cards):
    """The seat is closed and stops receiving at once; what was written stays.

    cards: their cards that nobody has seen are taken out with them, in every room. Nobody reads them.
    """
    found = seat(call, member)
    found.removed_at = call.at
    rooms = {found.room_id: False} if found.room_id else {}
    if cards:
        rooms |= dict.fromkeys(unseen_in(call.session, member), True)
    follow = [(room, "member.seat", {"member": member, "cards": taken}) for room, taken in sorted(rooms.items())]
    return Outcome({"member": member}, follow=follow, farewell=(member,))


@command("member.renew", scope="workshop", may=access.workshop_driver, member=Id(required=True))
def renew(call, *, member):
    """A new personal link. The old one, and whoever came in by it, is worth nothing from now on."""
    found = seat(call, member)
    found.nonce = secrets.token_urlsafe(16)
    call.session.execute(delete(Token).where(Token.member_id == member))
    return Outcome({"member": member}, answer={"member": member}, farewell=(member,))


@command("member.seat", may=access.driver, door=False, member=Id(required=True), cards=Flag(load_default=False))
def show_seat(call, *, member, cards):
    """Tell a room who sits in it now. Who sits there decides whether cards tell their groups.

    cards: the cards of theirs that nobody here has seen are removed along with them.
    """
    if cards:
        remove_unseen(call, member)
    found = call.session.get(Member, member)
    here = found.room_id == call.room.id and not found.removed_at
    patch = {"put": {"members": [agenda.member_part(found)]}} if here else {"drop": {"members": [member]}}
    return Outcome({"member": member, **patch} | (private_count(call) if cards else {}), reload=True)


def present_since(session, room, moment):
    """The room's delegates who were seen since `moment`, by number, but for who has declined since."""
    wanted = select(Member).where(Member.room_id == room.id, Member.role == "participant", Member.removed_at.is_(None))
    stays = or_(Member.answer.is_distinct_from("declined"), Member.seen_at > Member.answered_at)
    return session.scalars(wanted.where(Member.seen_at >= moment, stays).order_by(Member.number)).all()
