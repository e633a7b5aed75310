"""Counting: what a ballot may say, who comes first, where the cut falls, and what is told by perspective."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import voting
from app.domain.voting import Place, dots
from app.refusals import Invalid

CARDS = ["a", "b", "c", "d"]
SETTINGS = {"budget": 4, "per_card": 2, "adopt": 2}
ORDER = ["government", "employers", "workers"]

ballots = st.lists(st.dictionaries(st.sampled_from(CARDS), st.integers(1, 2), max_size=2), max_size=12)


def result(ballots, **changed):
    known = {"entitled": 7, "adopt": 2, "breakdown": "none", "perspectives_order": ORDER}
    return voting.result("dots", SETTINGS, CARDS, ballots, **(known | changed))


@pytest.mark.parametrize("name", voting.methods())
def test_every_method_on_the_shelf_keeps_the_interface(name):
    method = voting.method(name)
    settings = method.settings({}, len(CARDS), 3)
    assert method.TITLE and settings["adopt"] == 3
    assert method.settings(settings, len(CARDS), 1) == settings
    ranking, notes = method.count([], CARDS, settings)
    assert sorted(card for place in ranking for card in place.cards) == CARDS
    assert all(isinstance(note, str) for note in notes)
    assert method.MORE in (True, False)


def test_an_unknown_method_is_refused():
    with pytest.raises(Invalid):
        voting.method("shouting")


@pytest.mark.parametrize(
    ("cards", "budget", "per_card"), [(1, 1, 1), (2, 1, 1), (3, 2, 1), (7, 4, 1), (8, 4, 1), (15, 6, 2), (24, 9, 3)]
)
def test_a_third_of_the_cards_and_one_more_and_a_third_of_them_on_one_card(cards, budget, per_card):
    assert dots.settings({}, cards, 3) == {"budget": budget, "per_card": per_card, "adopt": 3}


def test_a_facilitator_can_set_the_dots():
    assert dots.settings({"budget": 6}, 8, 3) == {"budget": 6, "per_card": 2, "adopt": 3}
    assert dots.settings({"budget": 6, "per_card": 1, "adopt": 1}, 8, 3) == {"budget": 6, "per_card": 1, "adopt": 1}


@pytest.mark.parametrize(
    "given_",
    [
        {"budget": 0},
        {"budget": 2.0},
        {"budget": True},
        {"budget": "3"},
        {"budget": 101},
        {"budget": 2, "per_card": 3},
        {"adopt": 0},
        {"max": 3},
        [3],
    ],
)
def test_settings_that_make_no_sense_are_refused(given_):
    with pytest.raises(Invalid) as refusal:
        dots.settings(given_, 8, 3)
    assert refusal.value.told()["errors"]


@pytest.mark.parametrize(
    "choices",
    [
        ["a"],
        "a",
        None,
        {"a": True},
        {"a": 1.0},
        {"a": -1},
        {"a": "1"},
        {"a": None},
        {"z": 1},
        {"z": 0},
        {"a": 3},
        {"a": 2, "b": 2, "c": 1},
        {"a": 10**30},
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_in_words(choices):
    with pytest.raises(Invalid) as refusal:
        dots.check(choices, SETTINGS, CARDS)
    told = refusal.value.told()
    assert "{" not in told["detail"] and told["errors"]["choices"] == [told["detail"]]


def test_a_ballot_is_stored_without_noughts_and_without_the_order_of_tapping():
    checked = dots.check({"d": 2, "a": 1, "b": 0}, SETTINGS, CARDS)
    assert list(checked.items()) == [("a", 1), ("d", 2)]
    assert dots.check({}, SETTINGS, CARDS) == {}


def test_tied_cards_share_a_place_and_the_next_counts_those_ahead():
    ranking, notes = dots.count([{"b": 2, "a": 1}, {"a": 1, "c": 2}, {"c": 1}], CARDS, SETTINGS)
    assert ranking == [Place(1, ["c"], 3), Place(2, ["a", "b"], 2), Place(4, ["d"], 0)]
    assert notes == []


@given(ballots, st.randoms())
def test_the_order_of_ballots_and_cards_never_matters(ballots, dice):
    mixed = dots.count(dice.sample(ballots, len(ballots)), dice.sample(CARDS, len(CARDS)), SETTINGS)
    assert dots.count(ballots, CARDS, SETTINGS) == mixed


@given(ballots)
def test_every_dot_is_counted_once(ballots):
    ranking, _ = dots.count(ballots, CARDS, SETTINGS)
    counted = sum(place.score * len(place.cards) for place in ranking)
    assert counted == sum(sum(ballot.values()) for ballot in ballots)
    ahead = 0
    for place in ranking:
        assert place.place == ahead + 1
        ahead += len(place.cards)
    assert ahead == len(CARDS)


def test_a_result_says_who_might_and_who_did():
    told = result([({"a": 2, "b": 1}, None), ({"a": 1}, None)])
    assert told == {
        "method": "dots",
        "entitled": 7,
        "ballots": 2,
        "ranking": [
            {"place": 1, "cards": ["a"], "score": 3},
            {"place": 2, "cards": ["b"], "score": 1},
            {"place": 3, "cards": ["c", "d"], "score": 0},
        ],
        "cut": {"taken": ["a", "b"], "tied": []},
        "notes": [],
    }


def test_a_tie_at_the_cut_is_left_to_the_room():
    told = result([({"a": 2, "b": 1, "c": 1}, None)])
    assert told["cut"] == {"taken": ["a"], "tied": ["b", "c"]}
    assert result([({"a": 1, "b": 1, "c": 1}, None)])["cut"] == {"taken": [], "tied": ["a", "b", "c"]}


def test_a_tie_inside_the_cut_is_no_question():
    assert result([({"a": 1, "b": 1}, None)])["cut"] == {"taken": ["a", "b"], "tied": []}


def test_a_card_nobody_chose_is_never_taken():
    assert result([({"a": 1}, None)])["cut"] == {"taken": ["a"], "tied": []}
    assert result([])["cut"] == {"taken": [], "tied": []}


@given(ballots, st.integers(1, 6))
def test_the_cut_takes_no_more_than_asked(ballots, adopt):
    told = result([(ballot, None) for ballot in ballots], adopt=adopt)
    taken, tied = told["cut"]["taken"], told["cut"]["tied"]
    assert len(taken) <= adopt and not set(taken) & set(tied)
    if tied:
        assert len(taken) < adopt < len(taken) + len(tied)


def test_an_open_breakdown_shows_every_group_in_the_order_of_the_workshop():
    told = result([({"a": 1}, "workers"), ({"b": 2}, "government"), ({"a": 1}, None)], breakdown="open")
    assert list(told["by_perspective"]) == ["government", "workers", "others"]
    assert told["by_perspective"]["government"] == {
        "ballots": 1,
        "ranking": [{"place": 1, "cards": ["b"], "score": 2}, {"place": 2, "cards": ["a", "c", "d"], "score": 0}],
    }


def test_a_safe_breakdown_is_folded_again_by_the_ballots():
    cast = [*[({"a": 1}, "government")] * 4, *[({"b": 1}, "workers")] * 3, *[({"c": 2}, "others")] * 2]
    told = result(cast, breakdown="safe", entitled=12)
    groups = {key: group["ballots"] for key, group in told["by_perspective"].items()}
    assert groups == {"government": 4, "others": 5}
    assert len(told["notes"]) == 1


def test_a_safe_breakdown_of_too_few_ballots_is_none():
    told = result([*[({"a": 1}, "government")] * 4, ({"b": 1}, "workers")], breakdown="safe")
    assert "by_perspective" not in told and len(told["notes"]) == 1


@given(st.lists(st.tuples(st.sampled_from(CARDS), st.sampled_from([*ORDER, "others"])), max_size=14))
def test_perspectives_always_sum_to_the_whole(cast):
    told = result([({card: 1}, group) for card, group in cast], breakdown="safe", entitled=14)
    groups = told.get("by_perspective")
    if groups is not None:
        assert min(group["ballots"] for group in groups.values()) >= 3
        assert sum(group["ballots"] for group in groups.values()) == len(cast)
