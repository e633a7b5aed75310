"""Gradients of agreement: everybody says for each card, in eight steps, how far they agree.

Source: S. Kaner, L. Lind, C. Toldi, S. Fisk, D. Berger, Facilitator's Guide to Participatory Decision-Making (1996).
What counts as support is what counts in a declaration: `rule.LEVELS`.
"""

from fractions import Fraction

from marshmallow import fields

from app.catalogue import N_
from app.domain.fields import Number, Whole
from app.domain.rule import ABSTAIN, LEVELS, SUPPORTING
from app.domain.voting import MOST_ADOPTED, by_card, facts, known, places, refused, whole

TITLE = N_("Gradients of agreement")
MORE = False
NOTE = N_(
    "Score: the share of support in per cent, levels 1 to 3 of all but 4."
    " Of equal shares the lower mean level comes first."
)

PARTS = {
    "facts": facts(
        levels=fields.Nested({str(level): Whole(0, 10**6, required=True) for level in LEVELS}, required=True),
        support=Number(0, 1, required=True, allow_none=True),
        mean=Number(min(LEVELS), max(LEVELS), required=True, allow_none=True),
        polarisation=Number(0, 1, required=True, allow_none=True),
    )
}

NO_SIDE = (Fraction(0), -Fraction(len(LEVELS) + 1))
"""The standing of a card on which nobody took a side: below the worst that somebody judged."""


def unit(settings):
    """The heading over the scores."""
    return N_("Support")


def settings(given, cards, adopt):
    """{adopt}."""
    known(given, "adopt")
    return {"adopt": whole(given, "adopt", default=adopt, most=MOST_ADOPTED)}


def check(choices, settings, cards):
    """{card: 1..8}, in the order of `cards`."""
    by_card(choices, cards)
    if any(type(level) is not int or level not in LEVELS for level in choices.values()):
        raise refused("choices", N_("A level of agreement is a whole number from 1 to 8"))
    return {card: choices[card] for card in cards if card in choices}


def gives(ballot, card, settings):
    """1 for support, else 0."""
    return int(ballot.get(card) in SUPPORTING)


def count(ballots, cards, settings):
    """Rank by support, of equal support by the mean level; both leave out who abstains.

    Where everybody abstained, or nobody judged it, a card is last and has no score: not even 0 per cent.
    """
    ranking = places({card: _standing(_counted(ballots, card)) for card in cards})
    return [place._replace(score=_share(place.score)) for place in ranking], [NOTE]


def parts(ballots, cards, settings):
    """{facts: {card: {levels: {"1": n, ..., "8": n}, support, mean, polarisation}}}.

    support: 0..1; mean: 1..8; polarisation: 0 where all say the same, 1 where half stand at either end: the variance
    over the largest possible. All three leave out level 4, and are None where nothing else was given.
    Source: P. DiMaggio, J. Evans, B. Bryson, American Journal of Sociology 102 (1996) 690-755: dispersion.
    """
    return {"facts": {card: _facts([ballot[card] for ballot in ballots if card in ballot]) for card in cards}}


def _counted(ballots, card):
    return [ballot[card] for ballot in ballots if ballot.get(card, ABSTAIN) != ABSTAIN]


def _standing(levels):
    """What is higher is better. Exact, so that a tie is a tie."""
    if not levels:
        return NO_SIDE
    return Fraction(sum(level in SUPPORTING for level in levels), len(levels)), -Fraction(sum(levels), len(levels))


def _share(standing):
    return None if standing == NO_SIDE else float(100 * standing[0])


def _facts(given):
    levels = [level for level in given if level != ABSTAIN]
    told = {"levels": {str(level): given.count(level) for level in LEVELS}}
    if not levels:
        return told | {"support": None, "mean": None, "polarisation": None}
    support, mean = _standing(levels)
    variance = Fraction(sum(level**2 for level in levels), len(levels)) - mean**2
    widest = Fraction(max(LEVELS) - min(LEVELS), 2) ** 2
    return told | {"support": float(support), "mean": float(-mean), "polarisation": float(variance / widest)}
