"""The voting methods, one a file, and what is the same for all: ties, the cut, and results by perspective.

A method's file holds
    TITLE                              marked for translation
    MORE                               whether it is offered under "More methods"
    unit(settings)                     what a place's score counts, as a heading; marked for translation
    settings(given, cards, adopt)      complete settings for a poll over so many cards; Invalid where they make no sense
    check(choices, settings, cards)    a ballot's choices as they are stored; Invalid, in words for the voter
    gives(ballot, card, settings)      how much a ballot does for a card, 0 for nothing: what groups carry goes by it
    count(ballots, cards, settings)    ([Place, ...] best first, [note, ...]); `ballots` are checked choices
and where the method has more to tell
    asks(ballot, card, settings)       whether a ballot asks for a card; left out: where it gives it something
    parts(ballots, cards, settings)    {name: what else the result shows}
    PARTS                              {name: the field that reads such a part again, out of a file}
Here `cards` are ids, of measures too. Choices are stored in the order of `cards`: they do not tell how somebody tapped.
"""

from collections import Counter
from functools import cache
from typing import NamedTuple

from marshmallow import fields

from app.catalogue import N_
from app.domain.fields import Pairs, Strict
from app.domain.folds import OTHERS, coarser, fold
from app.refusals import Invalid
from app.shelf import shelf

__all__ = [
    "OTHERS",
    "Place",
    "by_card",
    "coarser",
    "complete",
    "facts",
    "fold",
    "known",
    "method",
    "methods",
    "places",
    "refuse_gift",
    "refused",
    "result",
    "whole",
]

COMMON = ("self_votes", "recount")
"""Settings that every method has."""
MOST_ADOPTED = 100
NOT_IN_IT = N_("This ballot names a card that is not in the poll")


class Place(NamedTuple):
    """Cards that share a place; `place` is one more than the number of cards ahead (1, 2, 2, 4).

    score: None where there is nothing to count: of a gradient, where everybody abstained.
    """

    place: int
    cards: list
    score: float | None


@cache
def methods():
    """{name: module}."""
    return shelf(__name__)


def method(name):
    """The module of one method, or Invalid."""
    if not isinstance(name, str) or name not in methods():
        raise refused("method", N_("A voting method is one of {known}"), known=", ".join(methods()))
    return methods()[name]


def complete(name, given, cards, adopt, *, recount=False):
    """Complete settings of a poll over so many cards: its method's own, and {self_votes, recount}, which all have.

    self_votes: whether a ballot may give something to a card of its voter's own; it may, unless the settings say no.
    recount: whether the ballots are published with the result; the argument is what holds where they do not say.
    """
    own = {key: value for key, value in given.items() if key not in COMMON}
    common = {
        "self_votes": _flag(given, "self_votes", default=True),
        "recount": _flag(given, "recount", default=recount),
    }
    if common["recount"] and not common["self_votes"]:
        raise refused(
            "settings.recount",
            N_("Where nobody may vote for an own card, published ballots would tell whose they are"),
        )
    return method(name).settings(own, cards, adopt) | common


def _flag(given, name, *, default):
    value = default if given.get(name) is None else given[name]
    if type(value) is not bool:
        raise refused(f"settings.{name}", N_("This is either true or false"))
    return value


def refuse_gift(name, choices, settings, cards):
    """Refuse a ballot that gives something to one of these `cards`, which are its voter's own."""
    if any(method(name).gives(choices, card, settings) for card in cards):
        raise refused("choices", N_("In this vote nobody gives anything to a card of their own"))


def result(method, settings, cards, ballots, entitled, adopt, breakdown="none", perspectives_order=()):
    """What is revealed: {method, entitled, ballots, ranking, by_perspective?, carried?, cut: {taken, tied}, notes}.

    ballots: [(choices, group or None), ...]; under `safe` the group is the label it had at the opening.
    entitled: how many might have cast. Notes are message ids. A method's own `parts` stand beside these.
    """
    by = methods()[method]
    choices = [chosen for chosen, _ in ballots]
    ranking, notes = by.count(choices, cards, settings)
    groups, more = _groups(ballots, breakdown, list(perspectives_order))
    told = {"method": method, "entitled": entitled, "ballots": len(ballots), "ranking": _plain(ranking)}
    if groups:
        told["by_perspective"] = {
            key: {"ballots": len(theirs), "ranking": _plain(by.count(theirs, cards, settings)[0])}
            for key, theirs in groups.items()
        }
        told["carried"] = _carried(by, groups, cards, settings)
    cut = _cut(ranking, adopt, _asked(by, choices, cards, settings))
    parts = by.parts(choices, cards, settings) if hasattr(by, "parts") else {}
    return told | parts | {"cut": cut, "notes": [*notes, *more]}


def _groups(ballots, breakdown, order):
    """({label: [choices, ...]} in the order of the perspectives, or None for no breakdown; notes)."""
    if breakdown == "none" or not ballots:
        return None, []
    sizes = Counter(group or OTHERS for _, group in ballots)
    labels = fold(sizes, order) if breakdown == "safe" else {key: key for key in sizes}
    if labels is None:
        return None, [N_("Too few have cast to show perspectives without showing people.")]
    notes = [] if labels == {key: key for key in sizes} else [N_("Small groups are counted together as others.")]
    present = sorted(set(labels.values()), key=lambda key: (order.index(key) if key in order else len(order), key))
    return {
        label: [choices for choices, group in ballots if labels[group or OTHERS] == label] for label in present
    }, notes


def _carried(by, groups, cards, settings):
    """Who is behind what: {card: {mostly: group or None, none: [group, ...]}} of the cards that got something at all.

    mostly: the group that gave more than half of it; none: the groups that gave nothing, empty where every group did.
    """
    told = {}
    for card in cards:
        got = {key: sum(by.gives(ballot, card, settings) for ballot in theirs) for key, theirs in groups.items()}
        if total := sum(got.values()):
            mostly = next((key for key, its in got.items() if 2 * its > total), None)
            told[card] = {"mostly": mostly, "none": [key for key, its in got.items() if not its]}
    return told


def _asked(by, choices, cards, settings):
    """The cards that at least one ballot asks for: no other is ever taken."""
    asks = getattr(by, "asks", by.gives)
    return {card for card in cards if any(asks(ballot, card, settings) for ballot in choices)}


def _cut(ranking, adopt, asked):
    """Who is among the first `adopt`: surely (`taken`), or only if the tie at the boundary is resolved so (`tied`)."""
    taken: list = []
    for place in ranking:
        wanted = [card for card in place.cards if card in asked]
        if len(taken) + len(wanted) > adopt:
            return {"taken": taken, "tied": wanted if len(taken) < adopt else []}
        taken += wanted
    return {"taken": taken, "tied": []}


def _plain(ranking):
    return [place._asdict() for place in ranking]


# What the methods share.


def places(scores):
    """Rank {card: score}, highest first; equal scores share a place, in the order of their ids."""
    ranking, ahead = [], 0
    for score in sorted(set(scores.values()), reverse=True):
        cards = sorted(card for card, its in scores.items() if its == score)
        ranking.append(Place(ahead + 1, cards, score))
        ahead += len(cards)
    return ranking


def known(given, *names):
    """Refuse settings a method does not have."""
    if not isinstance(given, dict):
        raise refused("settings", N_("Settings are an object"))
    for name in given:
        if name not in names:
            raise refused("settings", N_("This method has only the settings {known}"), known=", ".join(names))


def whole(given, name, *, default, most):
    """A whole number from 1 to `most` out of the settings given, or the default."""
    value = given.get(name)
    if value is None:
        return default
    if type(value) is not int or not 1 <= value <= most:
        raise refused(f"settings.{name}", N_("This is a whole number from 1 to {most}"), most=most)
    return value


def by_card(choices, cards):
    """Refuse choices that are not {card of the poll: ...}."""
    if not isinstance(choices, dict):
        raise refused("choices", N_("This ballot says something for each card"))
    if any(card not in cards for card in choices):
        raise refused("choices", NOT_IN_IT)


def facts(**declared):
    """The field of a part that tells these things of each card."""
    return Pairs(keys=fields.String(), values=fields.Nested(Strict.from_dict(declared)()))


def refused(field, text, **params):
    return Invalid(text, errors={field: [(text, params)]}, **params)
