"""Ranking: everybody puts the cards in order, best first, counted by the Schulze method or by Borda's points."""

from marshmallow import fields

from app.catalogue import N_
from app.domain.fields import Whole
from app.domain.voting import MOST_ADOPTED, NOT_IN_IT, known, places, refused, whole

TITLE = N_("Ranking")
MORE = False
COUNTS = ("schulze", "borda")
MOST_CARDS = 100
PARTS = {"pairs": fields.List(fields.List(Whole(0, 10**6)))}
BORDA = N_("Counted by Borda: from each ballot a card gets a point for every card behind it, and half for every tie.")


def unit(settings):
    """The heading over the scores."""
    return N_("Points") if settings["count"] == "borda" else N_("Beats")


def settings(given, cards, adopt):
    """{count, adopt}; count: schulze, unless it says borda. More than 100 cards nobody puts in order."""
    known(given, "count", "adopt")
    counted = COUNTS[0] if given.get("count") is None else given["count"]
    if counted not in COUNTS:
        raise refused("settings.count", N_("A ranking is counted by one of {known}"), known=", ".join(COUNTS))
    if cards > MOST_CARDS:
        raise refused("cards", N_("At most {most} cards can be put in order"), most=MOST_CARDS)
    return {"count": counted, "adopt": whole(given, "adopt", default=adopt, most=MOST_ADOPTED)}


def check(choices, settings, cards):
    """[[card, ...], ...] best first, without empty groups; in a group, which is a tie, in the order of `cards`."""
    if not isinstance(choices, list) or not all(isinstance(group, list) for group in choices):
        raise refused("choices", N_("A ranking is a list of groups of cards, the best first"))
    named = [card for group in choices for card in group]
    if any(card not in cards for card in named):
        raise refused("choices", NOT_IN_IT)
    if len(named) != len(set(named)):
        raise refused("choices", N_("A card stands in a ranking only once"))
    return [[card for card in cards if card in group] for group in choices if group]


def gives(ballot, card, settings):
    """1 where the card is among the first `adopt` of the ballot, else 0."""
    ahead = 0
    for group in ballot:
        if card in group:
            return int(ahead < settings["adopt"])
        ahead += len(group)
    return 0


def asks(ballot, card, settings):
    """Whoever ranks a card asks for it, at whatever place: the last of three measures can be taken too."""
    return any(card in group for group in ballot)


def count(ballots, cards, settings):
    """Rank by beatpaths or by points; the cards a ballot leaves out stand last together on it.

    schulze: the score is the number of cards beaten on beatpaths (winning votes), equal scores share a place.
    Source: M. Schulze, Social Choice and Welfare 36 (2011) 267-303, section 2.
    borda: the score is the number of cards behind, tied ones half, summed over the ballots.
    Source: J.-C. de Borda, Mémoire sur les élections au scrutin (1781).
    """
    before = _before(ballots, cards)
    if settings["count"] == "borda":
        return places({card: _points(before, at, len(ballots)) for at, card in enumerate(cards)}), [BORDA]
    paths = _beatpaths(before)
    return places({card: _beaten(paths, at) for at, card in enumerate(cards)}), []


def parts(ballots, cards, settings):
    """{pairs: [[n, ...], ...]}: how many put the card of the row before the card of the column, in order of `cards`."""
    return {"pairs": _before(ballots, cards)}


def _before(ballots, cards):
    """A row a card, a column a card, in their order: the number of ballots that put the one before the other."""
    at = {card: n for n, card in enumerate(cards)}
    before = [[0] * len(cards) for _ in cards]
    for ballot in ballots:
        behind = set(range(len(cards)))
        for group in ballot:
            here = [at[card] for card in group]
            behind.difference_update(here)
            for a in here:
                for b in behind:
                    before[a][b] += 1
    return before


def _points(before, a, ballots):
    """Of each pair a ballot gives 1 to the one in front, or half to both."""
    return sum(ballots + before[a][b] - before[b][a] for b in range(len(before)) if b != a) / 2


def _beaten(paths, a):
    return sum(paths[a][b] > paths[b][a] for b in range(len(paths)))


def _beatpaths(before):
    """The strength of the strongest path from each card to each: a path is as strong as its weakest link.

    Only who wins a pair has a link, as strong as its votes (winning votes). Widest paths after Floyd and Warshall: the
    work grows with the cube of the cards, hence MOST_CARDS, and no `min` and `max`, which take five times as long.
    """
    paths = [[n if n > before[b][a] else 0 for b, n in enumerate(row)] for a, row in enumerate(before)]
    for via in range(len(paths)):
        for a, row in enumerate(paths):
            if first := row[via]:
                onward = [first if first < then else then for then in paths[via]]
                paths[a] = [n if n > through else through for n, through in zip(row, onward, strict=True)]
    return paths
