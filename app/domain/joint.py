"""Votes over several rooms at once: one head in the workshop, and in each room that votes a share with its ballots.

What is asked in the workshop is decided there, under its lock, and then done room by room, each under its own. Asked
again after a crash in between it goes on: a share does nothing a second time. Nothing is counted before every share is
closed, and it is counted once, in the workshop.
"""

from dataclasses import replace

from sqlalchemy import func, select

from app.catalogue import N_
from app.domain import access, agenda, ballotbox, poll, recount, saving
from app.domain.command import NOTHING, Outcome, command, refuse_if
from app.domain.fields import Id, Ids
from app.domain.people import present_since
from app.refusals import NotFound, TooFast
from app.storage.tables import JointPoll, Member, Poll, Room

SHARED = ("method", "settings", "cards", "wording", "state", "secrecy", "breakdown", "fold", "groups")
"""What every share has from its head."""


@command("poll.open", scope="workshop", may=access.workshop_driver, rooms=Ids(allow_none=True), **poll.ROUND)
def open_joint(call, *, method, cards=None, settings=None, secrecy="secret", breakdown="none", rooms=None):
    """Open one round over several rooms: by default over every measure of those that vote.

    A room where nobody has been seen today does not vote; `cards` may name measures and public cards of all of them.
    """
    places = _places(call, rooms)
    for place in places:
        refuse_if(poll.in_a_vote(place), N_("A vote is already open in {room}"), room=place.room.name)
        saving.save_all(place)
    midnight = poll.midnight(call.at, call.workshop.timezone)
    voters = {place.room.id: present_since(call.session, place.room, midnight) for place in places}
    everybody = [voter for seats in voters.values() for voter in seats]
    refuse_if(not everybody, N_("Nobody has been seen today who could vote"))
    titles, told = _titles(call, places, voters, cards)
    complete = poll.complete_settings(call, call.workshop, method, settings, titles, breakdown)
    earlier = select(JointPoll).where(JointPoll.workshop_id == call.workshop.id)
    round = poll.opened(call, call.workshop, earlier, titles, everybody, breakdown=breakdown)
    last = select(func.max(JointPoll.number)).where(JointPoll.workshop_id == call.workshop.id)
    round |= {"method": method, "settings": complete, "secrecy": secrecy, "rooms": told, "opened_at": call.at}
    number = 1 + (call.session.scalar(last) or 0)
    call.session.add(JointPoll(id=call.id, workshop_id=call.workshop.id, number=number, **round))
    follow = [
        (room, "joint.open", {"joint": call.id, "voters": [voter.id for voter in seats]})
        for room, seats in voters.items()
        if seats
    ]
    return Outcome({"poll": call.id, "rooms": [room for room, *_ in follow]}, answer={"poll": call.id}, follow=follow)


def _places(call, rooms):
    """The call as it would be in each of the rooms, which stay locked: no vote of their own opens meanwhile."""
    ids = [room.id for room in access.driven_rooms(call.session, call.actor, rooms)]
    for id in sorted(ids):
        access.lock_room(call.session, id)
    found = [access.door(call.session, call.actor, id) for id in ids]
    return [replace(call, workshop=None, room=room, stage=stage, declared=declared) for room, stage, declared in found]


def _titles(call, places, voters, ids):
    """({id: title} of what is voted on, the rooms as the head keeps them)."""
    found = {place.room.id: _of_room(place, ids, votes=voters[place.room.id]) for place in places}
    titles = {id: title for its in found.values() for id, title in its.items()}
    poll.refuse_missing(call, list(found), set(ids or ()) - titles.keys())
    refuse_if(not titles, N_("There is nothing to vote on yet"))
    rooms = [place.room for place in places if voters[place.room.id] or found[place.room.id]]
    return titles, [
        {"id": room.id, "name": room.name, "country": room.country}
        | {"votes": bool(voters[room.id]), "cards": list(found[room.id])}
        for room in rooms
    ]


def _of_room(place, ids, *, votes):
    if ids is None:
        return poll.measure_titles(place) if votes else {}
    titles = poll.card_titles(place) | poll.measure_titles(place)
    return {id: title for id, title in titles.items() if id in set(ids)}


@command("joint.open", may=access.driver, door=False, joint=Id(required=True), voters=Ids(required=True))
def open_share(call, *, joint, voters):
    """Put up the room's share of a vote over several rooms, unless that one is over already."""
    # Locked, so that nobody closes or cancels it without this share.
    head = call.session.get(JointPoll, joint, with_for_update={"read": True}, populate_existing=True)
    if head.state != "open":
        return NOTHING
    here = select(Member).where(Member.id.in_(voters), Member.room_id == call.room.id, Member.removed_at.is_(None))
    seats = call.session.scalars(here.order_by(Member.number)).all()
    share = poll.put_up(call, seats, joint_id=joint, **{name: getattr(head, name) for name in SHARED})
    return Outcome(poll.put(call, share), mine=tuple(seat.id for seat in seats))


def _driving(type):
    """Register the workshop command `type {poll}` about a vote over rooms that the actor drives, all of them."""

    def register(handler):
        @command(type, scope="workshop", may=access.workshop_driver, poll=Id(required=True))
        def about(call, *, poll):
            head = call.session.get(JointPoll, poll, with_for_update=True, populate_existing=True)
            if head is None or head.workshop_id != call.workshop.id:
                raise NotFound()
            if not all(call.actor.drives(room["id"]) for room in head.rooms):
                raise NotFound()
            return handler(call, head)

        about.__doc__ = handler.__doc__
        return handler

    return register


def _everywhere(head, type, event=None, **answer):
    """Do `type` in each share; event: what the workshop is told, None where it has been told before."""
    voting_rooms = [room["id"] for room in head.rooms if room["votes"]]
    told = event and {"poll": head.id, "rooms": voting_rooms} | event
    return Outcome(told, answer=answer, follow=[(id, type, {"joint": head.id}) for id in voting_rooms])


@_driving("poll.close")
def close_joint(call, head):
    """In all rooms: what stands then counts. Asked again, it closes what was left open by a crash."""
    refuse_if(head.state == "cancelled", N_("This vote has been closed"))
    closes = head.state == "open"
    if closes:
        head.state = "closed"
    return _everywhere(head, "joint.close", {} if closes else None)


@_driving("poll.reveal")
def reveal_joint(call, head):
    """Count the ballots of all rooms together, once every room is closed; each room shows the same result."""
    reveals = head.state != "revealed"
    if reveals:
        refuse_if(head.state != "closed", N_("Close the vote first"))
        shares = agenda.shares(call.session, head.id)
        _refuse_open(call, shares)
        head.result = poll.counted(call.session, head, shares, call.workshop)
        if head.settings["recount"] and not recount.publishes(head.settings, head.result["ballots"]):
            ballotbox.forget_receipts(call.session, shares)
        head.state = "revealed"
        others = select(JointPoll).where(JointPoll.workshop_id == call.workshop.id, JointPoll.id != head.id)
        poll.superseded(call, head, others)
    told = {"poll": head.id, "result": head.result}
    return _everywhere(head, "joint.reveal", {"result": head.result} if reveals else None, **told)


def _refuse_open(call, shares):
    for share in shares:
        room = call.session.get(Room, share.room_id)
        refuse_if(share.state != "closed", N_("The vote is still open in {room}: close it once more"), room=room.name)


@_driving("poll.cancel")
def cancel_joint(call, head):
    """In all rooms, without a result; all ballots are destroyed."""
    refuse_if(head.state == "revealed", N_("This vote has been revealed; it stays"))
    cancels = head.state != "cancelled"
    head.state = "cancelled"
    return _everywhere(head, "joint.cancel", {} if cancels else None)


@_driving("poll.remind")
def remind_joint(call, head):
    """In all rooms, as in one: each learns it alone, and the events say neither who nor how many."""
    poll.still_open(head)
    shares = [share for share in agenda.shares(call.session, head.id) if share.state == "open"]
    if not any(ballotbox.missing(call.session, share) for share in shares):
        return NOTHING
    poll.reminded(call, head)
    return _everywhere(head, "joint.remind", {})


def _in_share(type):
    """Register the house's command `type {joint}` about the room's share; where there is none it does nothing."""

    def register(handler):
        @command(type, may=access.driver, door=False, joint=Id(required=True))
        def about(call, *, joint):
            wanted = select(Poll).where(Poll.room_id == call.room.id, Poll.joint_id == joint)
            share = call.session.scalar(wanted)
            return NOTHING if share is None else handler(call, share)

        about.__doc__ = handler.__doc__
        return handler

    return register


@_in_share("joint.close")
def close_share(call, share):
    """Close the room's share of a vote over several rooms."""
    return poll.sealed(call, share) if share.state == "open" else NOTHING


@_in_share("joint.reveal")
def reveal_share(call, share):
    """Show the room the result of all rooms."""
    if share.state != "closed":
        return NOTHING
    share.result, share.state = call.session.get(JointPoll, share.joint_id).result, "revealed"
    over = select(JointPoll.id).where(JointPoll.workshop_id == call.room.workshop_id, JointPoll.superseded.is_(True))
    here = select(Poll).where(Poll.room_id == call.room.id, Poll.joint_id.in_(over), Poll.superseded.is_(False))
    older = call.session.scalars(here).all()
    for each in older:
        each.superseded = True
    data = poll.put(call, share)
    data["put"]["polls"] += [{"id": each.id, "superseded": True} for each in older if each is not share]
    return Outcome(data)


@_in_share("joint.cancel")
def cancel_share(call, share):
    """Give up the room's share of a vote over several rooms; its ballots are destroyed."""
    return poll.emptied(call, share) if share.state in ("open", "closed") else NOTHING


@_in_share("joint.remind")
def remind_share(call, share):
    """Remind those of the room who may vote and have not; who was reminded a moment ago is not reminded again."""
    missing = ballotbox.missing(call.session, share) if share.state == "open" else ()
    if not missing:
        return NOTHING
    try:
        poll.reminded(call, share)
    except TooFast:
        return NOTHING
    return Outcome({"poll": share.id}, mine=missing)
