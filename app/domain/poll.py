"""Voting rounds: open, close, reveal. Until the reveal nobody learns more than the turnout."""

import secrets
from collections import Counter
from math import ceil
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from app.catalogue import N_
from app.domain import access, agenda, ballotbox, recount, saving, voting
from app.domain.command import NOTHING, Outcome, command, refuse_if, thing
from app.domain.fields import Flag, Free, Id, Ids, OneOf
from app.domain.people import present_since
from app.refusals import Forbidden, Invalid, NotFound, TooFast
from app.storage.tables import Card, Entitled, JointPoll, Measure, Member, Poll, Workshop

ADOPTED = 3
"""How many are taken where the settings of a poll do not say."""
REMIND_EVERY_S = 60
ROUND = {
    "method": OneOf(*voting.methods(), required=True),
    "cards": Ids(allow_none=True),
    "settings": Free(),
    "secrecy": OneOf("secret", "named"),
    "breakdown": OneOf("none", "safe", "open"),
}
"""What is told when a round is opened, in one room or over several."""


@command("poll.open", may=access.driver_until_declared, **ROUND)
def open_poll(call, *, method, cards=None, settings=None, secrecy="secret", breakdown=None):
    """Open a round over `cards` (or measures): by default every card on the board, tray included.

    Entitled are the room's delegates seen today. The wording as it stands is kept with the poll.
    """
    refuse_if(in_a_vote(call), N_("A vote is already open in this room"))
    saving.save_all(call)
    titles = _titles(call, cards)
    workshop = call.session.get(Workshop, call.room.workshop_id)
    breakdown = breakdown or call.room.poll_defaults.get("breakdown", "none")
    complete = complete_settings(call, workshop, method, settings, titles, breakdown)
    voters = present_since(call.session, call.room, midnight(call.at, workshop.timezone))
    refuse_if(not voters, N_("Nobody has been seen in this room today who could vote"))
    earlier = select(Poll).where(Poll.room_id == call.room.id, Poll.joint_id.is_(None))
    round = opened(call, workshop, earlier, titles, voters, breakdown=breakdown)
    poll = put_up(call, voters, **round, method=method, settings=complete, secrecy=secrecy)
    everybody = tuple(voter.id for voter in voters)
    return Outcome(put(call, poll), answer={"poll": poll.id}, mine=everybody)


def put_up(call, voters, **values):
    """Store the room's poll with the list of those who may vote in it."""
    last = call.session.scalar(select(func.max(Poll.number)).where(Poll.room_id == call.room.id))
    values |= {"number": 1 + (last or 0), "nonce": secrets.token_bytes(32), "opened_at": call.at}
    poll = Poll(id=call.id, room_id=call.room.id, **values)
    call.session.add(poll)
    call.session.flush()
    if voters:
        call.session.execute(insert(Entitled), [{"poll_id": poll.id, "member_id": voter.id} for voter in voters])
    return poll


def in_a_vote(call):
    """Whether a vote is open in the room, or one over all rooms that is on its way to it."""
    here = select(func.count()).where(Poll.room_id == call.room.id, Poll.state == "open")
    joint = select(JointPoll.rooms).where(JointPoll.workshop_id == call.room.workshop_id, JointPoll.state == "open")
    return call.session.scalar(here) or any(
        room["votes"] and room["id"] == call.room.id for rooms in call.session.scalars(joint) for room in rooms
    )


def _titles(call, ids):
    """{id: title} of what is voted on, in the order of the board."""
    titles = card_titles(call)
    if ids is not None:
        titles |= measure_titles(call)
        refuse_missing(call, [call.room.id], set(ids) - titles.keys())
        titles = {id: title for id, title in titles.items() if id in set(ids)}
    refuse_if(not titles, N_("There is nothing to vote on yet"))
    return titles


def card_titles(call):
    """{id: title} of the cards on the board, tray included."""
    cards = select(Card.id, Card.title).where(Card.room_id == call.room.id, Card.private.is_(False))
    cards = cards.where(Card.removed.is_(False), Card.merged_into.is_(None)).order_by(Card.position, Card.id)
    return {id: title for id, title in call.session.execute(cards)}


def measure_titles(call):
    measures = select(Measure).where(Measure.room_id == call.room.id, Measure.dropped.is_(False))
    return {m.id: m.plan.get("what", "") for m in call.session.scalars(measures.order_by(Measure.position))}


def complete_settings(call, workshop, method, settings, ids, breakdown):
    """The settings of a vote over these cards and measures; Invalid or Forbidden where they cannot be."""
    if settings is not None and not isinstance(settings, dict):
        raise Invalid(errors={"settings": [N_("Not an object")]})
    complete = voting.complete(method, settings or {}, len(ids), ADOPTED, recount=workshop.recount)
    _refuse_without_authors(call, complete, ids)
    if complete["recount"] and not workshop.recount and call.actor.role != "organiser":
        raise Forbidden(N_("Only the organiser decides that ballots are published"))
    if complete["recount"]:
        recount.refuse_with_folds([breakdown], "settings.recount")
    return complete


def _refuse_without_authors(call, settings, ids):
    if settings["self_votes"]:
        return
    measures = call.session.scalar(select(func.count()).where(Measure.id.in_(ids)))
    if measures:
        text = N_("Measures are the room's; only of cards can it be said whose own they are")
        raise Invalid(text, errors={"settings.self_votes": [text]})


def refuse_missing(call, rooms, ids):
    """Refuse what cannot be voted on: a card that has left the board of one of these rooms, or what was never there."""
    for id in ids:
        card = call.session.get(Card, id)
        if card is None or card.room_id not in rooms or card.private:
            raise NotFound()
    refuse_if(ids, N_("One of these cards has been removed or merged"))


def opened(call, workshop, earlier, titles, voters, *, breakdown):
    """What a round begins with: {cards, wording, state, breakdown, fold, groups}. earlier: a query of those before."""
    rounds = [each for each in call.session.scalars(earlier) if set(each.cards) == set(titles)]
    fold = _fold(breakdown, voters, [p["key"] for p in workshop.perspectives], rounds)
    return {
        "cards": list(titles),
        "wording": titles,
        "state": "open",
        "breakdown": breakdown if fold else "none",
        "fold": fold,
        "groups": _sizes(voters, fold),
    }


def midnight(at, timezone):
    local = at.astimezone(ZoneInfo(timezone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _fold(breakdown, voters, order, rounds):
    """{perspective: the label its ballots are stored under}, None for no breakdown. A later round is never finer.

    rounds: those over the same things, of which some may have been told by group.
    """
    sizes = Counter(voter.perspective or voting.OTHERS for voter in voters)
    if breakdown == "none":
        return None
    if breakdown == "open":
        return {key: key for key in sizes}
    # What is closed may be revealed yet.
    told = [round for round in rounds if round.breakdown == "safe" and round.state in ("closed", "revealed")]
    if not told:
        return voting.fold(sizes, order)
    return voting.coarser(max(told, key=lambda round: round.number).fold, sizes, order)


def _sizes(voters, fold):
    """{label: how many}, which every voter is told before casting."""
    return fold and dict(Counter(fold.get(voter.perspective, voting.OTHERS) for voter in voters))


def put(call, poll):
    call.session.flush()
    return {"poll": poll.id, "put": {"polls": [agenda.poll_part(call.session, poll)]}}


def turnout(call, poll):
    call.session.flush()
    return {"poll": poll.id, "put": {"polls": [{"id": poll.id} | agenda.turnout(call.session, poll)]}}


def of(call, id):
    return thing(call.session.get(Poll, id), call.room)


def own(call, id):
    """A poll that the room decides about alone."""
    found = of(call, id)
    refuse_if(found.joint_id, N_("This vote is over all rooms: it is closed, shown and cancelled for all at once"))
    return found


def still_open(poll):
    refuse_if(poll.state != "open", N_("This vote has been closed"))


@command(
    "poll.entitle", may=access.driver, poll=Id(required=True), member=Id(required=True), entitled=Flag(required=True)
)
def entitle(call, *, poll, member, entitled):
    """Admit somebody who came late, or mark somebody absent; whose ballot was cast is taken out with the name."""
    found = of(call, poll)
    still_open(found)
    voter = call.session.get(Member, member)
    here = voter and voter.room_id == call.room.id and voter.role == "participant" and not voter.removed_at
    row = call.session.get(Entitled, (found.id, member))
    if not here and (entitled or row is None):  # who has moved away meanwhile can still be taken off the list
        raise NotFound()
    if (row is not None) == entitled:
        return NOTHING
    if entitled:
        call.session.add(Entitled(poll_id=found.id, member_id=member))
    else:
        ballotbox.take_back(call.session, found, member)
        call.session.delete(row)
    data = turnout(call, found)
    data["put"]["polls"][0] |= _regrouped(call, found)
    return Outcome(data | {"member": member, "entitled": entitled}, mine=(member,))


def _regrouped(call, poll):
    """Where every group is shown, each voter is told the size of the own one: also of who came late."""
    if poll.breakdown != "open":
        return {}
    together = Poll.joint_id == poll.joint_id if poll.joint_id else Poll.id == poll.id
    entitled = select(Entitled.member_id).join(Poll).where(together)
    voters = call.session.scalars(select(Member).where(Member.id.in_(entitled))).all()
    poll.fold = poll.fold | {key: key for key in (voter.perspective or voting.OTHERS for voter in voters)}
    poll.groups = _sizes(voters, poll.fold)
    return {"groups": poll.groups}


@command("poll.remind", may=access.driver, poll=Id(required=True))
def remind(call, *, poll):
    """Remind those who may vote and have not: each learns it alone, as `mine`; the event says neither who nor how many.

    At most once a minute for a poll; where everybody has voted nothing happens.
    """
    found = of(call, poll)
    still_open(found)
    missing = ballotbox.missing(call.session, found)
    if not missing:
        return NOTHING
    reminded(call, found)
    return Outcome({"poll": poll}, mine=missing)


def reminded(call, poll):
    """Keep the moment; TooFast where the last one is less than a minute ago."""
    waited_s = (call.at - poll.reminded_at).total_seconds() if poll.reminded_at else REMIND_EVERY_S
    if waited_s < REMIND_EVERY_S:
        raise TooFast(N_("They were reminded a moment ago; wait a minute"), retry_after=ceil(REMIND_EVERY_S - waited_s))
    poll.reminded_at = call.at
    call.session.flush()


@command("poll.close", may=access.driver, poll=Id(required=True))
def close(call, *, poll):
    """What stands now counts. From here on nothing joins a ballot to its voter."""
    found = own(call, poll)
    if found.state in ("closed", "revealed"):
        return NOTHING
    still_open(found)
    return sealed(call, found)


def sealed(call, poll):
    """Close an open poll."""
    return _ended(call, poll, "closed", ballotbox.seal)


def _ended(call, poll, state, deed):
    """Do to the ballots what ends the casting, and have every voter know."""
    voters = tuple(call.session.scalars(select(Entitled.member_id).where(Entitled.poll_id == poll.id)))
    deed(call.session, poll)
    poll.state = state
    return Outcome(put(call, poll), mine=voters)


@command("poll.reveal", may=access.driver, poll=Id(required=True))
def reveal(call, *, poll):
    """Count, and show the result. An earlier revealed round over the same things is superseded, never deleted."""
    found = own(call, poll)
    if found.state == "revealed":
        return Outcome(answer={"poll": poll, "result": found.result})
    refuse_if(found.state != "closed", N_("Close the vote first"))
    workshop = call.session.get(Workshop, call.room.workshop_id)
    found.result = counted(call.session, found, [found], workshop)
    found.state = "revealed"
    earlier = select(Poll).where(Poll.room_id == call.room.id, Poll.joint_id.is_(None), Poll.id != poll)
    data = put(call, found)
    data["put"]["polls"] += [{"id": older.id, "superseded": True} for older in superseded(call, found, earlier)]
    return Outcome(data, answer={"poll": poll, "result": found.result})


def superseded(call, poll, earlier):
    """The revealed rounds over the same things that this one takes the place of. earlier: where to look, a query."""
    found = [p for p in call.session.scalars(earlier) if p.state == "revealed" and not p.superseded]
    older = [p for p in found if set(p.cards) == set(poll.cards)]
    for each in older:
        each.superseded = True
    return older


def counted(session, round, polls, workshop):
    """The result of a round, of the ballots that lie in these closed polls."""
    ballots = ballotbox.contents(session, polls)
    result = voting.result(
        round.method,
        round.settings,
        round.cards,
        [(ballot.choices, ballot.label) for ballot in ballots],
        agenda.joint_turnout(session, polls)["entitled"],
        round.settings["adopt"],
        round.breakdown,
        [perspective["key"] for perspective in workshop.perspectives],
    )
    published, notes = recount.told(round.settings, [{"receipt": b.receipt, "choices": b.choices} for b in ballots])
    return result | published | {"notes": [*result["notes"], *notes]}


@command("poll.cancel", may=access.driver, poll=Id(required=True))
def cancel(call, *, poll):
    """End a round without a result; its ballots are destroyed."""
    found = own(call, poll)
    if found.state == "cancelled":
        return NOTHING
    refuse_if(found.state == "revealed", N_("This vote has been revealed; it stays"))
    return emptied(call, found)


def emptied(call, poll):
    """Give up a poll that has not been revealed."""
    return _ended(call, poll, "cancelled", ballotbox.empty)
