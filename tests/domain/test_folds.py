"""A result by perspective never shows one or two people."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.folds import OTHERS, coarser, fold

ORDER = ["government", "employers", "workers", "practitioners", "researchers"]
sizes = st.dictionaries(st.sampled_from([*ORDER, OTHERS, "unlisted"]), st.integers(0, 9))
# Two groups of three at least, so that there is a breakdown: few of those drawn from `sizes` have one.
broad = st.builds(
    lambda large, more: more | large, st.dictionaries(st.sampled_from(ORDER), st.integers(3, 9), min_size=2), sizes
)


def shown(sizes, labels):
    """{label: size}, the empty ones left out."""
    totals = {label: sum(n for key, n in sizes.items() if labels[key] == label) for label in set(labels.values())}
    return {label: size for label, size in totals.items() if size}


def test_groups_of_three_are_shown_and_smaller_ones_go_together():
    labels = fold({"government": 3, "employers": 2, "workers": 4, "researchers": 1}, ORDER)
    assert labels == {"government": "government", "employers": OTHERS, "workers": "workers", "researchers": OTHERS}


def test_a_lone_other_is_joined_by_the_smallest_shown_group():
    labels = fold({"government": 3, "employers": 4, "workers": 5, "researchers": 1}, ORDER)
    assert labels == {"government": OTHERS, "employers": "employers", "workers": "workers", "researchers": OTHERS}


def test_of_equal_groups_the_last_of_the_workshop_joins():
    labels = fold({"employers": 3, "workers": 3, "government": 3, "researchers": 1}, ORDER)
    assert labels == {"employers": "employers", "workers": OTHERS, "government": "government", "researchers": OTHERS}


def test_two_groups_of_which_one_is_others_are_still_a_breakdown():
    assert fold({"government": 3, "employers": 2, "workers": 1}, ORDER) is not None


def test_with_one_group_left_there_is_no_breakdown():
    assert fold({"government": 4, "workers": 1}, ORDER) is None
    assert fold({"government": 7}, ORDER) is None
    assert fold({"government": 1, "workers": 1}, ORDER) is None
    assert fold({}, ORDER) is None


def test_nobody_is_others_when_every_group_is_big_enough():
    assert fold({"government": 3, "workers": 3, "employers": 0}, ORDER) == {
        "government": "government",
        "workers": "workers",
        "employers": OTHERS,
    }


def test_at_the_reveal_others_can_be_folded_once_more():
    assert fold({"government": 4, "workers": 5, OTHERS: 2}, ORDER) == {
        "government": OTHERS,
        "workers": "workers",
        OTHERS: OTHERS,
    }


@given(broad)
def test_every_group_shown_has_three_or_more_and_nobody_is_lost(sizes):
    labels = fold(sizes, ORDER)
    assert list(labels) == list(sizes)
    assert all(label in (key, OTHERS) for key, label in labels.items())
    groups = shown(sizes, labels)
    assert len(groups) >= 2 and min(groups.values()) >= 3
    assert sum(groups.values()) == sum(sizes.values())


@given(broad)
def test_a_fold_stays_as_it_is_when_folded_again(sizes):
    labels = fold(sizes, ORDER)
    groups = shown(sizes, labels)
    assert fold(groups, ORDER) == {label: label for label in groups}


@given(sizes, st.randoms())
def test_the_order_in_which_groups_are_told_never_matters(sizes, dice):
    mixed = dict(dice.sample(list(sizes.items()), len(sizes)))
    assert fold(sizes, ORDER) == fold(mixed, ORDER)


@given(broad, broad)
def test_a_later_round_never_splits_a_group(first, later):
    earlier = fold(first, ORDER)
    labels = coarser(earlier, later, ORDER)
    assume(labels is not None)
    groups = shown(later, labels)
    assert len(groups) >= 2 and min(groups.values()) >= 3
    together = [(a, b) for a in later for b in later if earlier.get(a, OTHERS) == earlier.get(b, OTHERS)]
    assert all(labels[a] == labels[b] for a, b in together)


def test_a_later_round_of_the_same_people_keeps_the_fold():
    sizes = {"government": 3, "employers": 2, "workers": 4, "researchers": 1}
    labels = fold(sizes, ORDER)
    assert coarser(labels, sizes, ORDER) == labels
    assert coarser(None, sizes, ORDER) is None
