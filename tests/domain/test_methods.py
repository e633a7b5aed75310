"""What every voting method keeps, and what each of them counts, against a second count that is written otherwise."""

from math import prod
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import voting
from app.domain.voting import Place, approval, gradients, matrix, score
from app.refusals import Invalid
from tests.domain.test_ranking import rankings

CARDS = ["a", "b", "c", "d", "e"]
ORDER = ["government", "employers", "workers"]
ADOPT = {"adopt": 3}
GIVEN = {"dots": {"budget": 6, "per_card": 3}, "rank": {"count": "schulze"}, "borda": {"count": "borda"}}


def marks(lowest, highest):
    return st.dictionaries(st.sampled_from(CARDS), st.integers(lowest, highest))


step = st.integers(1, 5)
CHOICES = {
    "approval": st.lists(st.sampled_from(CARDS)),
    "borda": rankings(),
    "dots": st.dictionaries(st.sampled_from(CARDS), st.integers(0, 3), max_size=2),
    "gradients": marks(1, 8),
    "matrix": st.dictionaries(st.sampled_from(CARDS), st.fixed_dictionaries({"impact": step, "feasibility": step})),
    "rank": rankings(),
    "score": marks(0, 5),
}


class Method:
    """One way to count: a method with its settings; Borda's count is a setting of `rank`."""

    def __init__(self, name):
        self.name = "rank" if name == "borda" else name
        self.module = voting.method(self.name)
        self.settings = self.module.settings(GIVEN.get(name, {}), len(CARDS), 3)
        self.choices = CHOICES[name]

    def check(self, choices):
        return self.module.check(choices, self.settings, CARDS)

    def count(self, ballots, cards=CARDS):
        return self.module.count(ballots, cards, self.settings)

    def result(self, cast, **changed):
        known = {"entitled": len(cast), "adopt": 3, "breakdown": "none", "perspectives_order": ORDER}
        return voting.result(self.name, self.settings, CARDS, cast, **(known | changed))


EVERY = [pytest.param(Method(name), id=name) for name in sorted(CHOICES)]
every = pytest.mark.parametrize("method", EVERY)


def ballots(data, method, **sizes):
    return [method.check(choices) for choices in data.draw(st.lists(method.choices, **({"max_size": 9} | sizes)))]


def standing(ranking):
    return {card: place.place for place in ranking for card in place.cards}


# What every method keeps.


def test_dots_ranking_and_gradients_are_offered_first():
    assert {name for name, method in voting.methods().items() if not method.MORE} == {"dots", "gradients", "rank"}


def test_every_method_on_the_shelf_is_tried_here():
    assert {Method(name).name for name in CHOICES} == set(voting.methods())


@every
@given(data=st.data(), dice=st.randoms())
def test_the_order_of_ballots_and_cards_never_matters(method, data, dice):
    cast = ballots(data, method)
    told = method.count(cast)
    cards = dice.sample(CARDS, len(CARDS))
    again = [method.module.check(ballot, method.settings, cards) for ballot in dice.sample(cast, len(cast))]
    assert method.count(again, cards) == told


@every
@given(data=st.data())
def test_a_place_is_one_more_than_the_number_of_cards_ahead(method, data):
    ranking, notes = method.count(ballots(data, method))
    ahead = 0
    for place in ranking:
        assert (place.place, place.cards) == (ahead + 1, sorted(place.cards))
        ahead += len(place.cards)
    assert sorted(card for place in ranking for card in place.cards) == CARDS
    scores = [-1 if place.score is None else place.score for place in ranking]
    assert scores == sorted(scores, reverse=True)
    assert all(isinstance(note, str) for note in notes)


def swapped(choices, one, other):
    """The same choices with two cards exchanged."""
    names = {one: other, other: one}
    if isinstance(choices, dict):
        return {names.get(card, card): each for card, each in choices.items()}
    return [swapped(each, one, other) if isinstance(each, list) else names.get(each, each) for each in choices]


@every
@given(data=st.data(), pair=st.permutations(CARDS))
def test_two_cards_that_were_treated_alike_are_always_tied(method, data, pair):
    one, other = pair[:2]
    cast = ballots(data, method)
    alike = [*cast, *(method.check(swapped(ballot, one, other)) for ballot in cast)]
    told = standing(method.count(alike)[0])
    assert told[one] == told[other]


@every
@given(data=st.data(), pair=st.permutations(CARDS))
def test_no_card_has_a_name_that_helps_it(method, data, pair):
    one, other = pair[:2]
    cast = ballots(data, method)
    told = standing(method.count(cast)[0])
    exchanged = standing(method.count([method.check(swapped(ballot, one, other)) for ballot in cast])[0])
    assert exchanged == {**told, one: told[other], other: told[one]}


@every
@given(data=st.data(), adopt=st.integers(1, 6))
def test_the_cut_takes_what_was_asked_for_and_leaves_a_tie_to_the_room(method, data, adopt):
    cast = ballots(data, method)
    told = method.result([(ballot, None) for ballot in cast], adopt=adopt)
    taken, tied = told["cut"]["taken"], told["cut"]["tied"]
    asks = getattr(method.module, "asks", method.module.gives)
    asked = {card for card in CARDS if any(asks(ballot, card, method.settings) for ballot in cast)}
    places = standing(method.count(cast)[0])
    best = sorted(asked, key=lambda card: (places[card], card))
    assert set(taken) | set(tied) <= asked
    if tied:
        assert len(taken) < adopt < len(taken) + len(tied)
        assert len({places[card] for card in tied}) == 1
    else:
        assert taken == best[:adopt]


@every
def test_where_nobody_asks_for_anything_nothing_is_taken(method):
    assert method.result([])["cut"] == {"taken": [], "tied": []}
    empty = method.check([] if method.name in ("approval", "rank") else {})
    assert method.result([(empty, None)] * 3)["cut"] == {"taken": [], "tied": []}


@every
@given(data=st.data())
def test_what_is_told_of_a_group_is_the_count_of_its_ballots(method, data):
    cast = ballots(data, method, min_size=1)
    groups = [data.draw(st.sampled_from([*ORDER, None])) for _ in cast]
    told = method.result(list(zip(cast, groups, strict=True)), breakdown="open")
    assert sum(group["ballots"] for group in told["by_perspective"].values()) == len(cast)
    for key, group in told["by_perspective"].items():
        theirs = [ballot for ballot, its in zip(cast, groups, strict=True) if (its or "others") == key]
        assert group == {"ballots": len(theirs), "ranking": [p._asdict() for p in method.count(theirs)[0]]}


@every
@given(data=st.data())
def test_who_carries_a_card_is_told_where_groups_are_shown_and_nowhere_else(method, data):
    cast = list(zip(ballots(data, method, min_size=6, max_size=6), [*ORDER[:2]] * 3, strict=True))
    hidden, shown = method.result(cast), method.result(cast, breakdown="safe")
    assert not {"by_perspective", "carried"} & set(hidden)
    assert set(shown) - set(hidden) == {"by_perspective", "carried"}
    for card, carried in shown["carried"].items():
        gave = {
            key: sum(method.module.gives(b, card, method.settings) for b, its in cast if its == key) for key in ORDER
        }
        assert carried["none"] == [key for key in ORDER[:2] if gave[key] == 0]
        assert carried["mostly"] == next((key for key in ORDER if gave[key] > sum(gave.values()) / 2), None)
    few = method.result(
        [(ballot, key) for (ballot, _), key in zip(cast, [ORDER[0]] * 5 + [ORDER[1]], strict=True)], breakdown="safe"
    )
    assert set(few) == set(hidden)


@every
@given(data=st.data())
def test_a_checked_ballot_is_stored_as_it_is(method, data):
    (ballot,) = ballots(data, method, min_size=1, max_size=1)
    assert method.check(ballot) == ballot


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from([*CARDS, "impact", "z"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*CARDS, "max", "count"]), inner),
    max_leaves=6,
)


@every
@given(sent=anything)
def test_whatever_is_sent_is_a_ballot_or_refused(method, sent):
    for take in (method.check, lambda sent: method.module.settings(sent, len(CARDS), 3)):
        try:
            assert take(take(sent)) == take(sent)
        except Invalid as refusal:
            assert refusal.told()["errors"]


@pytest.mark.parametrize(
    ("method", "choices"),
    [
        *((approval, wrong) for wrong in ({"a": 1}, "a", None, ["z"], [["a"]], ["a", "b", "c"], [None])),
        *((score, wrong) for wrong in (["a"], "a", None, {"z": 1}, {"a": -1}, {"a": 3}, {"a": True}, {"a": 1.0})),
        *(
            (gradients, wrong)
            for wrong in (["a"], None, {"z": 1}, {"a": 0}, {"a": 9}, {"a": True}, {"a": 2.0}, {"a": "1"})
        ),
        *(
            (matrix, wrong)
            for wrong in (["a"], None, {"z": {"impact": 1, "feasibility": 1}}, {"a": 3}, {"a": {"impact": 3}})
        ),
        (matrix, {"a": {"impact": 3, "feasibility": 6}}),
        (matrix, {"a": {"impact": 0, "feasibility": 5}}),
        (matrix, {"a": {"impact": True, "feasibility": 5}}),
        (matrix, {"a": {"impact": 2, "feasibility": 2, "cost": 2}}),
        (matrix, {"a": None}),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_in_words(method, choices):
    with pytest.raises(Invalid) as refusal:
        method.check(choices, {"max": 2, "adopt": 3}, CARDS)
    told = refusal.value.told()
    assert "{" not in told["detail"] and told["errors"]["choices"] == [told["detail"]]


@pytest.mark.parametrize(
    ("method", "given_"),
    [
        *((approval, wrong) for wrong in ({"max": 0}, {"max": 6}, {"budget": 3}, {"max": True}, [], {"adopt": 101})),
        *((score, wrong) for wrong in ({"max": 0}, {"max": 101}, {"max": 2.5}, {"count": "borda"}, {"adopt": 0})),
        *((gradients, wrong) for wrong in ({"max": 8}, {"adopt": "3"}, None)),
        *((matrix, wrong) for wrong in ({"max": 5}, {"adopt": -1}, "adopt")),
    ],
)
def test_settings_that_make_no_sense_are_refused(method, given_):
    with pytest.raises(Invalid) as refusal:
        method.settings(given_, 5, 3)
    assert refusal.value.told()["errors"]


# Approval.


def test_one_may_name_every_card_unless_the_facilitator_says_fewer():
    assert approval.settings({}, 5, 3) == {"max": 5, "adopt": 3}
    assert approval.settings({"max": 2, "adopt": 1}, 5, 3) == {"max": 2, "adopt": 1}
    assert approval.check(["d", "a", "d"], {"max": 2}, CARDS) == ["a", "d"]


@given(data=st.data())
def test_a_card_scores_the_ballots_that_name_it(data):
    cast = ballots(data, Method("approval"))
    assert approval.count(cast, CARDS, {}) == naive(
        {card: [card in each for each in cast].count(True) for card in CARDS}
    )


# Dots and score.


@pytest.mark.parametrize("name", ["dots", "score"])
@given(data=st.data())
def test_a_card_scores_what_it_was_given_in_all(name, data):
    method = Method(name)
    cast = ballots(data, method)
    sums = dict.fromkeys(CARDS, 0)
    for ballot in cast:
        for card, n in ballot.items():
            sums[card] += n
    assert method.count(cast) == naive(sums)


def test_a_nought_stays_on_the_ballot_of_its_voter_and_asks_for_nothing():
    assert score.settings({}, 5, 3) == {"max": 5, "adopt": 3}
    assert list(score.check({"d": 0, "a": 5}, {"max": 5}, CARDS).items()) == [("a", 5), ("d", 0)]
    told = voting.result("score", {"max": 5} | ADOPT, CARDS, [({"a": 5, "d": 0}, None)], 1, 3)
    assert told["cut"] == {"taken": ["a"], "tied": []}


def naive(scores, shown=None):
    """Count with one loop a card: who is ahead, who is level."""
    found = {}
    for card, its in scores.items():
        ahead = sum(other > its for other in scores.values())
        level = sorted(other for other, theirs in scores.items() if theirs == its)
        found[ahead] = Place(ahead + 1, level, shown[card] if shown else its)
    return [found[ahead] for ahead in sorted(found)], []


# Gradients of agreement.


@given(data=st.data())
def test_support_comes_first_and_then_how_strong_it_is(data):
    cast = ballots(data, Method("gradients"))
    scores, shown = {}, {}
    for card in CARDS:
        said = [level for ballot in cast for its, level in ballot.items() if its == card and level != 4]
        support = len([level for level in said if level <= 3]) / len(said) if said else 0
        scores[card], shown[card] = (support, -fmean(said) if said else -9), 100 * support if said else None
    ranking, notes = gradients.count(cast, CARDS, ADOPT)
    expected, _ = naive(scores, shown)
    assert [place[:2] for place in ranking] == [place[:2] for place in expected]
    assert [place.score for place in ranking] == pytest.approx([place.score for place in expected])
    assert notes == [gradients.NOTE]


@given(data=st.data())
def test_each_card_tells_its_levels_and_how_far_apart_they_are(data):
    cast = ballots(data, Method("gradients"))
    for card, facts in gradients.parts(cast, CARDS, ADOPT)["facts"].items():
        given_ = [ballot[card] for ballot in cast if card in ballot]
        said = [level for level in given_ if level != 4]
        assert facts["levels"] == {str(level): sum(each == level for each in given_) for level in range(1, 9)}
        if said:
            assert facts["support"] == sum(level < 4 for level in said) / len(said)
            assert facts["mean"] == pytest.approx(fmean(said))
            assert facts["polarisation"] == pytest.approx(pvariance(said) / 12.25)
        else:
            assert (facts["support"], facts["mean"], facts["polarisation"]) == (None, None, None)


@pytest.mark.parametrize(
    ("levels", "polarisation"),
    [([3, 3, 3], 0), ([1, 8, 1, 8], 1), ([2, 2, 4, 4], 0), ([1, 8, 8, 8], 0.75), ([7, 8], 1 / 49)],
)
def test_a_room_is_divided_where_half_stand_at_either_end(levels, polarisation):
    (facts,) = gradients.parts([{"a": level} for level in levels], ["a"], ADOPT)["facts"].values()
    assert facts["polarisation"] == pytest.approx(polarisation)


def test_a_card_that_nobody_supports_is_not_taken():
    cast = [({"a": 1, "b": 8, "c": 4}, None), ({"a": 4, "b": 5}, None)]
    told = voting.result("gradients", ADOPT, ["a", "b", "c", "d"], cast, 2, 3)
    assert told["ranking"] == [
        {"place": 1, "cards": ["a"], "score": 100},
        {"place": 2, "cards": ["b"], "score": 0},
        {"place": 3, "cards": ["c", "d"], "score": None},
    ]
    assert told["cut"] == {"taken": ["a"], "tied": []}


def test_a_group_that_took_no_side_has_no_share_of_support():
    cast = [({"a": 4}, "workers"), ({"a": 4}, "workers"), ({"a": 8}, "government"), ({"a": 1}, "government")]
    groups = voting.result("gradients", ADOPT, ["a"], cast, 4, 1, breakdown="open")["by_perspective"]
    assert {key: group["ranking"][0]["score"] for key, group in groups.items()} == {"workers": None, "government": 50}


# Impact and feasibility.


@given(data=st.data())
def test_a_card_scores_the_product_of_its_means(data):
    cast = ballots(data, Method("matrix"))
    judged = {card: [ballot[card] for ballot in cast if card in ballot] for card in CARDS}
    means = {
        card: {axis: fmean(each[axis] for each in its) for axis in ("impact", "feasibility")}
        for card, its in judged.items()
        if its
    }
    scores = {card: round(prod(means[card].values()), 9) if card in means else 0 for card in CARDS}
    ranking, notes = matrix.count(cast, CARDS, ADOPT)
    assert [place._replace(score=round(place.score, 9)) for place in ranking] == naive(scores)[0]
    assert notes == [matrix.NOTE]
    for card, facts in matrix.parts(cast, CARDS, ADOPT)["facts"].items():
        assert facts.pop("given") == len(judged[card])
        assert facts == pytest.approx(means[card]) if card in means else set(facts.values()) == {None}


def test_a_card_stands_in_the_field_where_those_who_judged_it_put_it():
    cast = [({"a": {"impact": 5, "feasibility": 2}}, None), ({"a": {"impact": 4, "feasibility": 1}}, None), ({}, None)]
    told = voting.result("matrix", ADOPT, ["a", "b"], cast, 3, 3)
    assert told["ranking"] == [{"place": 1, "cards": ["a"], "score": 6.75}, {"place": 2, "cards": ["b"], "score": 0}]
    assert told["facts"] == {
        "a": {"impact": 4.5, "feasibility": 1.5, "given": 2},
        "b": {"impact": None, "feasibility": None, "given": 0},
    }
    assert told["cut"] == {"taken": ["a"], "tied": []}


def test_whoever_puts_a_card_above_the_middle_of_the_field_is_behind_it():
    judged = [(3, 3, 0), (2, 5, 1), (5, 1, 0), (4, 3, 1)]
    told = [matrix.gives({"a": {"impact": i, "feasibility": f}}, "a", ADOPT) for i, f, _ in judged]
    assert told == [behind for _, _, behind in judged]
    assert matrix.gives({}, "a", ADOPT) == 0
