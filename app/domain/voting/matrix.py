"""Impact and feasibility: everybody judges each card twice, and the cards stand in a field of two axes."""

from fractions import Fraction

from app.catalogue import N_
from app.domain.fields import Number, Whole
from app.domain.voting import MOST_ADOPTED, by_card, facts, known, places, refused, whole

TITLE = N_("Impact and feasibility")
MORE = True
AXES = ("impact", "feasibility")
STEPS = range(1, 6)
MIDDLE = 3 * 3
PARTS = {
    "facts": facts(
        impact=Number(1, 5, required=True, allow_none=True),
        feasibility=Number(1, 5, required=True, allow_none=True),
        given=Whole(0, 10**6, required=True),
    )
}
NOTE = N_("Score: mean impact times mean feasibility, from 1 to 25, of those who judged the card.")


def unit(settings):
    """The heading over the scores."""
    return N_("Score")


def settings(given, cards, adopt):
    """{adopt}."""
    known(given, "adopt")
    return {"adopt": whole(given, "adopt", default=adopt, most=MOST_ADOPTED)}


def check(choices, settings, cards):
    """{card: {impact: 1..5, feasibility: 1..5}}, in the order of `cards`; half a judgement is none."""
    by_card(choices, cards)
    if not all(_whole(judged) for judged in choices.values()):
        raise refused("choices", N_("A card is judged by its impact and its feasibility, each from 1 to 5"))
    return {card: {axis: choices[card][axis] for axis in AXES} for card in cards if card in choices}


def _whole(judged):
    if not isinstance(judged, dict) or set(judged) != set(AXES):
        return False
    return all(type(step) is int and step in STEPS for step in judged.values())


def gives(ballot, card, settings):
    """1 where the card stands better than the middle of the field, else 0."""
    return int(card in ballot and ballot[card]["impact"] * ballot[card]["feasibility"] > MIDDLE)


def asks(ballot, card, settings):
    """Whoever judges a card puts it in the field."""
    return card in ballot


def count(ballots, cards, settings):
    """Rank by the product of the two means; a card that nobody judged scores 0."""
    ranking = places({card: _product(_means(ballots, card)) for card in cards})
    return [place._replace(score=float(place.score)) for place in ranking], [NOTE]


def parts(ballots, cards, settings):
    """{facts: {card: {impact, feasibility, given}}}: the place in the field, None where `given` is 0."""
    return {"facts": {card: _facts(ballots, card) for card in cards}}


def _means(ballots, card):
    """[impact, feasibility], exact, so that a tie is a tie; or None."""
    judged = [ballot[card] for ballot in ballots if card in ballot]
    return [Fraction(sum(each[axis] for each in judged), len(judged)) for axis in AXES] if judged else None


def _product(means):
    return means[0] * means[1] if means else Fraction(0)


def _facts(ballots, card):
    means = _means(ballots, card)
    at = {axis: float(mean) for axis, mean in zip(AXES, means, strict=True)} if means else dict.fromkeys(AXES)
    return at | {"given": sum(card in ballot for ballot in ballots)}
