"""Score: everybody gives each card points, as many as they like. A card scores the sum of its points."""

from app.catalogue import N_
from app.domain.voting import MOST_ADOPTED, by_card, known, places, refused, whole

TITLE = N_("Score")
MORE = True
POINTS = 5
MOST_POINTS = 100


def unit(settings):
    """The heading over the scores."""
    return N_("Points")


def settings(given, cards, adopt):
    """{max, adopt}: a card can get 0 to `max` points (5) from each."""
    known(given, "max", "adopt")
    return {
        "max": whole(given, "max", default=POINTS, most=MOST_POINTS),
        "adopt": whole(given, "adopt", default=adopt, most=MOST_ADOPTED),
    }


def check(choices, settings, cards):
    """{card: points}, in the order of `cards`. A nought stays, so that its voter sees it again."""
    by_card(choices, cards)
    if any(type(points) is not int or not 0 <= points <= settings["max"] for points in choices.values()):
        raise refused("choices", N_("Points are whole numbers from 0 to {most}"), most=settings["max"])
    return {card: choices[card] for card in cards if card in choices}


def gives(ballot, card, settings):
    """Its points; 0 for a card left out."""
    return ballot.get(card, 0)


def count(ballots, cards, settings):
    """Rank by the sum of points."""
    return places({card: sum(gives(ballot, card, settings) for ballot in ballots) for card in cards}), []
