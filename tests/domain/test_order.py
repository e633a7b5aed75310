"""Keys that sort as plain strings: any number of things moved anywhere stay in order, and the keys stay short."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.order import between, spread


def test_a_thousand_random_inserts_stay_in_order_and_short():
    for seed in range(5):
        dice, keys = random.Random(seed), []
        for _ in range(1000):
            place = dice.randint(0, len(keys))
            keys.insert(place, between(keys[place - 1] if place else None, keys[place] if place < len(keys) else None))
        assert keys == sorted(set(keys))
        assert max(map(len, keys)) <= 8


@given(st.lists(st.floats(0, 1), max_size=60), st.integers(0, 8))
def test_whatever_is_moved_there_is_room(places, at_first):
    keys = spread(at_first)
    for share in places:
        place = round(share * len(keys))
        keys.insert(place, between(keys[place - 1] if place else None, keys[place] if place < len(keys) else None))
    assert keys == sorted(set(keys))
    assert all(key.isalnum() and key.isascii() and not key.endswith("0") for key in keys)


@pytest.mark.parametrize("step", [lambda key: between(key, None), lambda key: between(None, key)])
def test_a_thousand_at_one_end_cost_three_digits(step):
    keys = [between(None, None)]
    for _ in range(1000):
        keys.append(step(keys[-1]))
    assert keys in (sorted(set(keys)), sorted(set(keys), reverse=True))
    assert max(map(len, keys)) == 3


def test_ten_thousand_at_one_end_cost_five():
    key = ""
    for _ in range(10_000):
        assert key < (key := between(key or None, None))
    assert len(key) == 5


@given(st.integers(0, 5000))
def test_a_spread_is_even_and_leaves_room_everywhere(n):
    keys = spread(n)
    assert len(keys) == n and keys == sorted(set(keys))
    assert all(len(key) <= 3 and not key.endswith("0") for key in keys)


def test_neighbours_in_the_wrong_order_are_a_mistake():
    with pytest.raises(ValueError):
        between("b", "a")
    with pytest.raises(ValueError):
        between("a", "a")
