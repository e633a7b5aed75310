"""Casting: a ballot put in, replaced, or taken back. The event tells a number, never a choice and never who."""

from sqlalchemy import bindparam, select

from app.catalogue import N_
from app.domain import access, ballotbox, voting
from app.domain.card import assisted, for_member
from app.domain.command import NOTHING, Outcome, command, thing
from app.domain.fields import Free, Id, Receipt
from app.domain.poll import still_open, turnout
from app.refusals import Forbidden
from app.storage import rows
from app.storage.tables import Card, Entitled, Poll


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
    if not ballotbox.put(call.session, found, voter.id, choices, receipt, assisted=voter.id != call.actor.id):
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
    own = {id for (id,) in rows.run(call.session, OWN_CARDS, member=voter.id)}
    return [card for card in poll.cards if card in own]


OWN_CARDS = select(Card.id).where(Card.author_id == bindparam("member"))  # of any room: the poll says which count


@command("ballot.withdraw", may=may_cast, poll=Id(required=True), member=Id())
def withdraw(call, *, poll, member=None):
    found, voter = _to_vote_in(call, poll, member)
    if not ballotbox.take_back(call.session, found, voter.id):
        return NOTHING
    return _cast(call, found, voter, member)


def _to_vote_in(call, poll, member):
    found, voter = thing(rows.get(call.session, Poll, poll), call.room), for_member(call, member)
    still_open(found)
    if rows.get(call.session, Entitled, found.id, voter.id) is None:
        if voter.id != call.actor.id:
            raise Forbidden(N_("{name} is not on the list of this vote; admit this delegate first"), name=voter.name)
        raise Forbidden(N_("You are not on the list of this vote; ask the facilitator to admit you"))
    return found, voter


def _cast(call, poll, voter, member):
    data = turnout(call, poll) | assisted(member)
    return Outcome(data, hidden=poll.secrecy == "secret", mine=(voter.id,))
