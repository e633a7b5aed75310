"""Approval: everybody names the cards they could live with. A card scores how many named it.

Source: S. J. Brams, P. C. Fishburn, American Political Science Review 72 (1978) 831-847.
"""

from app.catalogue import N_
from app.domain.voting import MOST_ADOPTED, NOT_IN_IT, known, places, refused, whole

TITLE = N_("Approval")
MORE = True


def unit(settings):
    """The heading over the scores."""
    return N_("Named by")


def settings(given, cards, adopt):
    """{max, adopt}: how many cards one may name; by default all of them."""
    known(given, "max", "adopt")
    return {
        "max": whole(given, "max", default=cards, most=cards),
        "adopt": whole(given, "adopt", default=adopt, most=MOST_ADOPTED),
    }


def check(choices, settings, cards):
    """[card, ...], each once, in the order of `cards`."""
    if not isinstance(choices, list):
        raise refused("choices", N_("A ballot of approval is a list of cards"))
    if any(card not in cards for card in choices):
        raise refused("choices", NOT_IN_IT)
    named = [card for card in cards if card in choices]
    if len(named) > settings["max"]:
        raise refused("choices", N_("You can name at most {most} cards"), most=settings["max"])
    return named


def gives(ballot, card, settings):
    """1 or 0."""
    return int(card in ballot)


def count(ballots, cards, settings):
    """Rank by the number of ballots that name a card."""
    return places({card: sum(gives(ballot, card, settings) for ballot in ballots) for card in cards}), []
