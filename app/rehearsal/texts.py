"""What simulated delegates write: the cards of the demo, where they fit the room, and plain sentences for a plan."""

import csv
from itertools import islice
from pathlib import Path

CARDS = Path(__file__).parents[1] / "demo" / "cards.csv"
WORDS = ("title", "body", "gloss", "language")
COMMENTS = (
    "We tried this in two towns; it worked where the local office took part.",
    "Who would pay for the second year?",
    "This belongs together with the card on registration.",
)
NOTES = ("The town we saw keeps one desk for all permits.", "Credit unions lend where banks do not.")
PREAMBLE = "We, the participants of this room, after three days of common work, put forward the following agenda."
PLAN = {
    "lead": "Ministry of Labour, with the national federation of cooperatives",
    "money": "From the employment fund; matched by the municipalities",
    "indicator": "Cooperatives that use the new procedure",
    "baseline": "40",
    "target": "400",
    "first_step": "A working group of all sides meets within a month",
    "problem": "The procedure differs from town to town and takes half a year",
}
VISITS = (
    {"text": "Our room came to the same measure, from the other side."},
    {"text": "We can send you the bylaws of our federation.", "offer": True},
    {"text": "How did you win over the municipalities?", "request": True},
)
"""What `visit.comment` takes besides the measure."""
QUESTIONS = ("Which ministry takes the first step?", "How do domestic workers take part?")


def shares(room, delegates, cards=None):
    """[[card, ...], ...]: what each of so many delegates of a room writes, at least one card each.

    All that the demo has for its country, else what it has in its language or in English. room: as the API tells it.
    """
    every = cards if cards is not None else _demo()
    fitting = [card for card in every if card["room"] == room.get("country")]
    fitting = fitting or [card for card in every if card["language"] in (room.get("language"), "en")]
    many = max(len(fitting), delegates)
    dealt = [fitting[n % len(fitting)] for n in range(many)]
    return [list(islice(dealt, seat, None, delegates)) for seat in range(delegates)]


def words(card):
    """What of a card of the demo goes into `card.add`."""
    return {name: card[name] for name in WORDS}


def _demo():
    with CARDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
