"""The decision rule: how far is far enough, and who can hold it up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rule import LEVELS, decide

RULE = {"support": 0.7, "per_perspective": 0.5}


def levels(*given, perspective=None):
    return [(level, perspective) for level in given]


def test_the_rooms_agreement_is_what_supports_over_all_who_did_not_abstain():
    assert decide(levels(1, 1, 1, 2, 2, 3, 4), RULE) == {
        "met": True,
        "support": 1.0,
        "needed": 0.7,
        "given": 7,
        "counted": 6,
        "by_perspective": {},
        "quorum": None,
    }


def test_seven_of_ten_are_seventy_per_cent():
    assert decide(levels(*[1] * 7, *[8] * 3), RULE)["met"] is True
    assert decide(levels(*[1] * 14, *[5] * 6), RULE)["met"] is True
    assert decide(levels(*[1] * 69, *[6] * 31), RULE)["met"] is False


def test_disliking_and_supporting_all_the_same_is_no_support():
    assert decide(levels(6, 6, 6), RULE)["support"] == 0


def test_nobody_left_to_count_is_not_enough():
    for given_ in (levels(), levels(4, 4)):
        decided = decide(given_, RULE)
        assert (decided["met"], decided["support"], decided["counted"]) == (False, None, 0)


def test_a_perspective_of_three_that_does_not_support_holds_it_up():
    decided = decide(levels(*[1] * 8) + levels(1, 7, 8, perspective="workers"), RULE)
    assert decided["support"] > 0.7 and decided["met"] is False
    assert decided["by_perspective"] == {"workers": {"given": 3, "support": pytest.approx(1 / 3), "met": False}}


def test_beside_the_groups_told_nobody_can_be_reckoned_out():
    """As in a vote: with one or two others, the smallest group is told together with them. It counts all the same."""
    given_ = levels(*[1] * 4, perspective="government") + levels(1, 7, 8, perspective="workers")
    alone = levels(8, perspective="employers")
    assert [group.get("folded") for group in decide(given_, RULE)["by_perspective"].values()] == [None, None]
    decided = decide(given_ + alone, RULE | {"support": 0.5}, order=["government", "workers", "employers"])
    assert decided["by_perspective"] == {
        "government": {"given": 4, "support": 1.0, "met": True},
        "workers": {"given": 3, "support": None, "met": False, "folded": True},
    }
    assert decided["met"] is False
    (only,) = decide(levels(1, 1, 1, perspective="workers") + alone, RULE)["by_perspective"].values()
    assert (only["support"], only["met"], only["folded"]) == (None, True, True)


def test_a_lone_delegate_has_no_veto():
    decided = decide(levels(*[1] * 8) + levels(8, 8, perspective="workers"), RULE)
    assert decided["met"] is True and decided["by_perspective"] == {}


def test_a_perspective_that_abstains_stands_in_nobodys_way():
    decided = decide(levels(*[1] * 8) + levels(4, 4, 4, perspective="employers"), RULE)
    assert decided["met"] is True
    assert decided["by_perspective"] == {"employers": {"given": 3, "support": None, "met": True}}


def test_a_quorum_counts_all_who_answered():
    rule = RULE | {"quorum": 0.6}
    assert decide(levels(1, 1, 4), rule, expected=5)["quorum"] == {"needed": 3, "given": 3, "met": True}
    assert decide(levels(1, 1), rule, expected=5)["met"] is False
    assert decide(levels(*[1] * 7), RULE | {"quorum": 0.7}, expected=10)["quorum"]["met"] is True


def test_a_quorum_needs_to_know_how_many_are_expected():
    with pytest.raises(ValueError):
        decide(levels(1), RULE | {"quorum": 0.5})


@given(
    st.lists(st.tuples(st.sampled_from(list(LEVELS)), st.sampled_from([None, "workers", "employers"]))), st.randoms()
)
def test_the_order_of_answers_never_matters(given_, dice):
    assert decide(given_, RULE) == decide(dice.sample(given_, len(given_)), RULE)


@given(st.lists(st.tuples(st.sampled_from(list(LEVELS)), st.just(None)), min_size=1))
def test_one_more_supporter_never_turns_yes_into_no(given_):
    if decide(given_, RULE)["met"]:
        assert decide([*given_, (2, None)], RULE)["met"] is True
