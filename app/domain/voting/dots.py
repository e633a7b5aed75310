"""Dots: everybody shares out a few, several on one card where it matters much. A card scores the sum of its dots."""

from math import ceil

from app.catalogue import N_
from app.domain.voting import MOST_ADOPTED, by_card, known, places, refused, whole

TITLE = N_("Dots")
MORE = False
MOST_DOTS = 100


def unit(settings):
    """The heading over the scores."""
    return N_("Dots")


def settings(given, cards, adopt):
    """{budget, per_card, adopt}.

    budget: a third of the cards, rounded up, and one more (8 cards: 4), yet fewer than cards, or nobody would choose.
    per_card: a third of the dots, rounded down, at least one (4 dots: 1; 6 dots: 2).
    """
    known(given, "budget", "per_card", "adopt")
    budget = whole(given, "budget", default=max(1, min(ceil(cards / 3) + 1, cards - 1)), most=MOST_DOTS)
    per_card = whole(given, "per_card", default=max(1, budget // 3), most=budget)
    return {
        "budget": budget,
        "per_card": per_card,
        "adopt": whole(given, "adopt", default=adopt, most=MOST_ADOPTED),
    }


def check(choices, settings, cards):
    """{card: dots} without the noughts, in the order of `cards`."""
    by_card(choices, cards)
    if any(type(dots) is not int or dots < 0 for dots in choices.values()):
        raise refused("choices", N_("Dots are counted in whole numbers"))
    if any(dots > settings["per_card"] for dots in choices.values()):
        raise refused("choices", N_("At most {most} of your dots can go to one card"), most=settings["per_card"])
    if sum(choices.values()) > settings["budget"]:
        raise refused("choices", N_("You have {most} dots in all"), most=settings["budget"])
    return {card: choices[card] for card in cards if choices.get(card)}


def gives(ballot, card, settings):
    """Its dots."""
    return ballot.get(card, 0)


def count(ballots, cards, settings):
    """Rank by the sum of dots."""
    return places({card: sum(gives(ballot, card, settings) for ballot in ballots) for card in cards}), []
