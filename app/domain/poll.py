"""Voting rounds: open, cast, close, reveal. Until the reveal nobody learns more than the turnout."""

import secrets
from collections import Counter
from math import ceil
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select

from app.catalogue import N_
from app.domain import access, agenda, ballotbox, recount, saving, voting
from app.domain.card import assisted, for_member
from app.domain.command import NOTHING, Outcome, command, refuse_if, thing
from app.domain.fields import Flag, Free, Id, Ids, OneOf, Receipt
from app.domain.people import present_since
from app.refusals import Forbidden, Invalid, NotFound, TooFast
from app.storage import rows
from app.storage.tables import Card, Entitled, Measure, Member, Poll, Workshop

ADOPTED = 3
"""How many are taken where the settings of a poll do not say."""
REMIND_EVERY_S = 60


@command(
    "poll.open",
    may=access.driver_until_declared,
    method=OneOf(*voting.methods(), required=True),
    cards=Ids(allow_none=True),
    settings=Free(),
    secrecy=OneOf("secret", "named"),
    breakdown=OneOf("none", "safe", "open"),
)
def open_poll(call, *, method, cards=None, settings=None, secrecy="secret", breakdown=None):
    """Open a round over `cards` (or measures): by default every card on the board, tray included.

    Entitled are the room's delegates seen today. The wording as it stands is kept with the poll.
    """
    refuse_if(_open_polls(call), N_("A vote is already open in this room"))
    saving.save_all(call)
    titles = _titles(call, cards)
    if settings is not None and not isinstance(settings, dict):
        raise Invalid(errors={"settings": [N_("Not an object")]})
    workshop = call.session.get(Workshop, call.room.workshop_id)
    complete = voting.complete(method, settings or {}, len(titles), ADOPTED, recount=workshop.recount)
    _refuse_without_authors(call, complete, titles)
    if complete["recount"] and not workshop.recount and call.actor.role != "organiser":
        raise Forbidden(N_("Only the organiser decides that ballots are published"))
    voters = present_since(call.session, call.room, _midnight(call.at, workshop.timezone))
    refuse_if(not voters, N_("Nobody has been seen in this room today who could vote"))
    breakdown = breakdown or call.room.poll_defaults.get("breakdown", "none")
    fold = _fold(call, breakdown, voters, [p["key"] for p in workshop.perspectives], titles)
    poll = Poll(
        id=call.id,
        room_id=call.room.id,
        number=1 + (call.session.scalar(select(func.max(Poll.number)).where(Poll.room_id == call.room.id)) or 0),
        method=method,
        settings=complete,
        cards=list(titles),
        wording=titles,
        state="open",
        secrecy=secrecy,
        breakdown=breakdown if fold else "none",
        fold=fold,
        groups=_sizes(voters, fold),
        nonce=secrets.token_bytes(32),
        opened_at=call.at,
    )
    call.session.add(poll)
    call.session.flush()
    call.session.execute(insert(Entitled), [{"poll_id": poll.id, "member_id": voter.id} for voter in voters])
    everybody = tuple(voter.id for voter in voters)
    return Outcome(_put(call, poll), answer={"poll": poll.id}, mine=everybody)


def _open_polls(call):
    return call.session.scalar(select(func.count()).where(Poll.room_id == call.room.id, Poll.state == "open"))


def _titles(call, ids):
    """{id: title} of what is voted on, in the order of the board."""
    cards = select(Card.id, Card.title).where(Card.room_id == call.room.id, Card.private.is_(False))
    cards = cards.where(Card.removed.is_(False), Card.merged_into.is_(None)).order_by(Card.position, Card.id)
    titles = {id: title for id, title in call.session.execute(cards)}
    if ids is not None:
        measures = select(Measure).where(Measure.room_id == call.room.id, Measure.dropped.is_(False))
        titles |= {m.id: m.plan.get("what", "") for m in call.session.scalars(measures.order_by(Measure.position))}
        if not titles.keys() >= set(ids):
            _refuse_missing(call, set(ids) - titles.keys())
        titles = {id: title for id, title in titles.items() if id in set(ids)}
    refuse_if(not titles, N_("There is nothing to vote on yet"))
    return titles


def _refuse_without_authors(call, settings, ids):
    if settings["self_votes"]:
        return
    measures = call.session.scalar(select(func.count()).where(Measure.id.in_(ids)))
    if measures:
        text = N_("Measures are the room's; only of cards can it be said whose own they are")
        raise Invalid(text, errors={"settings.self_votes": [text]})


def _refuse_missing(call, ids):
    for id in ids:
        card = call.session.get(Card, id)
        if card is None or card.room_id != call.room.id or card.private:
            raise NotFound()
    refuse_if(True, N_("One of these cards has been removed or merged"))


def _midnight(at, timezone):
    local = at.astimezone(ZoneInfo(timezone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _fold(call, breakdown, voters, order, titles):
    """{perspective: the label its ballots are stored under}, None for no breakdown. A later round is never finer."""
    sizes = Counter(voter.perspective or voting.OTHERS for voter in voters)
    if breakdown == "none":
        return None
    if breakdown == "open":
        return {key: key for key in sizes}
    earlier = select(Poll).where(Poll.room_id == call.room.id, Poll.breakdown == "safe")
    earlier = earlier.where(Poll.state.in_(("closed", "revealed")))  # what is closed may be revealed yet
    rounds = [poll for poll in call.session.scalars(earlier.order_by(Poll.number)) if set(poll.cards) == set(titles)]
    return voting.coarser(rounds[-1].fold, sizes, order) if rounds else voting.fold(sizes, order)


def _sizes(voters, fold):
    """{label: how many}, which every voter is told before casting."""
    return fold and dict(Counter(fold.get(voter.perspective, voting.OTHERS) for voter in voters))


def _put(call, poll):
    call.session.flush()
    return {"poll": poll.id, "put": {"polls": [agenda.poll_part(call.session, poll)]}}


def _turnout(call, poll):
    call.session.flush()
    return {"poll": poll.id, "put": {"polls": [{"id": poll.id} | agenda.turnout(call.session, poll)]}}


def of(call, id):
    return thing(call.session.get(Poll, id), call.room)


def _still_open(poll):
    refuse_if(poll.state != "open", N_("This vote has been closed"))


def may_cast(call):
    if not call.actor.drives(call.room.id):
        access.seated(call)
        if not call.stage.permissions["vote"]:
            raise Forbidden(N_("This is not possible in the stage “{stage}”"), stage=call.stage.title)


@command(
    "ballot.cast", may=may_cast, poll=Id(required=True), choices=Free(required=True), receipt=Receipt(), member=Id()
)
def cast(call, *, poll, choices, receipt=None, member=None):
    """Put the ballot in, or another in its place. The event tells a number, never a choice and never who.

    `receipt`: a random value by which its voter knows the ballot again, where the ballots are published.
    """
    found, voter = _to_vote_in(call, poll, member)
    _refuse_in_anothers_name(call, found, voter)
    choices = voting.method(found.method).check(choices, found.settings, found.cards)
    if not found.settings.get("self_votes", True):
        voting.refuse_gift(found.method, choices, found.settings, _own_cards(call, found, voter))
    if not ballotbox.put(call.session, found, voter.id, choices, receipt):
        return NOTHING
    return _cast(call, found, voter, member)


def _refuse_in_anothers_name(call, poll, voter):
    """Where authors are hidden, whoever casts for others would learn from a refusal whose card it is."""
    if poll.settings.get("self_votes", True) or voter.id == call.actor.id or call.stage.permissions["authors"]:
        return
    raise Forbidden(
        N_("Nobody may vote for an own card here, and authors are hidden: each delegate casts on a device of their own")
    )


def _own_cards(call, poll, voter):
    """The cards of the poll that the voter wrote; what was merged into another card belongs to that one."""
    own = {id for (id,) in rows.run(call.session, OWN_CARDS, room=poll.room_id, member=voter.id)}
    return [card for card in poll.cards if card in own]


OWN_CARDS = select(Card.id).where(Card.room_id == bindparam("room"), Card.author_id == bindparam("member"))


@command("ballot.withdraw", may=may_cast, poll=Id(required=True), member=Id())
def withdraw(call, *, poll, member=None):
    found, voter = _to_vote_in(call, poll, member)
    if not ballotbox.take_back(call.session, found, voter.id):
        return NOTHING
    return _cast(call, found, voter, member)


def _to_vote_in(call, poll, member):
    found, voter = thing(rows.get(call.session, Poll, poll), call.room), for_member(call, member)
    _still_open(found)
    if rows.get(call.session, Entitled, found.id, voter.id) is None:
        raise Forbidden(N_("You are not on the list of this vote; ask the facilitator to admit you"))
    return found, voter


def _cast(call, poll, voter, member):
    data = _turnout(call, poll) | assisted(member)
    return Outcome(data, hidden=poll.secrecy == "secret", mine=(voter.id,))


@command(
    "poll.entitle", may=access.driver, poll=Id(required=True), member=Id(required=True), entitled=Flag(required=True)
)
def entitle(call, *, poll, member, entitled):
    """Admit somebody who came late, or mark somebody absent; whose ballot was cast is taken out with the name."""
    found = of(call, poll)
    _still_open(found)
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
    data = _turnout(call, found)
    data["put"]["polls"][0] |= _regrouped(call, found)
    return Outcome(data | {"member": member, "entitled": entitled}, mine=(member,))


def _regrouped(call, poll):
    """Where every group is shown, each voter is told the size of the own one: also of who came late."""
    if poll.breakdown != "open":
        return {}
    voters = call.session.scalars(select(Member).join(Entitled).where(Entitled.poll_id == poll.id)).all()
    poll.fold = poll.fold | {key: key for key in (voter.perspective or voting.OTHERS for voter in voters)}
    poll.groups = _sizes(voters, poll.fold)
    return {"groups": poll.groups}


@command("poll.remind", may=access.driver, poll=Id(required=True))
def remind(call, *, poll):
    """Remind those who may vote and have not: each learns it alone, as `mine`; the event says neither who nor how many.

    At most once a minute for a poll; where everybody has voted nothing happens.
    """
    found = of(call, poll)
    _still_open(found)
    missing = ballotbox.missing(call.session, found)
    if not missing:
        return NOTHING
    _not_again_at_once(call, found)
    found.reminded_at = call.at
    call.session.flush()
    return Outcome({"poll": poll}, mine=missing)


def _not_again_at_once(call, poll):
    waited_s = (call.at - poll.reminded_at).total_seconds() if poll.reminded_at else REMIND_EVERY_S
    if waited_s < REMIND_EVERY_S:
        raise TooFast(N_("They were reminded a moment ago; wait a minute"), retry_after=ceil(REMIND_EVERY_S - waited_s))


@command("poll.close", may=access.driver, poll=Id(required=True))
def close(call, *, poll):
    """What stands now counts. From here on nothing joins a ballot to its voter."""
    found = of(call, poll)
    if found.state in ("closed", "revealed"):
        return NOTHING
    _still_open(found)
    voters = _voters(call, found)
    ballotbox.seal(call.session, found)
    found.state = "closed"
    return Outcome(_put(call, found), mine=voters)


def _voters(call, poll):
    return tuple(call.session.scalars(select(Entitled.member_id).where(Entitled.poll_id == poll.id)))


@command("poll.reveal", may=access.driver, poll=Id(required=True))
def reveal(call, *, poll):
    """Count, and show the result. An earlier revealed round over the same things is superseded, never deleted."""
    found = of(call, poll)
    if found.state == "revealed":
        return Outcome(answer={"poll": poll, "result": found.result})
    refuse_if(found.state != "closed", N_("Close the vote first"))
    workshop = call.session.get(Workshop, call.room.workshop_id)
    found.result = _counted(call, found, [perspective["key"] for perspective in workshop.perspectives])
    found.state = "revealed"
    earlier = select(Poll).where(Poll.room_id == call.room.id, Poll.state == "revealed", Poll.id != poll)
    superseded = [p for p in call.session.scalars(earlier) if not p.superseded and set(p.cards) == set(found.cards)]
    for older in superseded:
        older.superseded = True
    data = _put(call, found)
    data["put"]["polls"] += [{"id": older.id, "superseded": True} for older in superseded]
    return Outcome(data, answer={"poll": poll, "result": found.result})


def _counted(call, poll, order):
    ballots = ballotbox.contents(call.session, poll)
    result = voting.result(
        poll.method,
        poll.settings,
        poll.cards,
        [(ballot.choices, ballot.label) for ballot in ballots],
        agenda.turnout(call.session, poll)["entitled"],
        poll.settings["adopt"],
        poll.breakdown,
        order,
    )
    published, notes = recount.told(poll.settings, [{"receipt": b.receipt, "choices": b.choices} for b in ballots])
    return result | published | {"notes": [*result["notes"], *notes]}


@command("poll.cancel", may=access.driver, poll=Id(required=True))
def cancel(call, *, poll):
    """End a round without a result; its ballots are destroyed."""
    found = of(call, poll)
    if found.state == "cancelled":
        return NOTHING
    refuse_if(found.state == "revealed", N_("This vote has been revealed; it stays"))
    voters = _voters(call, found)
    ballotbox.empty(call.session, found)
    found.state = "cancelled"
    return Outcome(_put(call, found), mine=voters)
