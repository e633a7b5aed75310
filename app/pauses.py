"""Giving way: what goes through thousands of things on the loop that serves everybody lets the others go on."""

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

PORTION = 200
MOMENT_S = 0.001
"""With 0, gevent goes on here before it looks at what has come in."""
Thing = TypeVar("Thing")


def portions(things: Iterable[Thing], size: int = PORTION) -> Iterator[tuple[Thing, ...]]:
    """`things` in tuples of `size`, with a pause for everybody else after each. Not for a thread of its own."""
    rest = iter(things)
    while portion := tuple(islice(rest, size)):
        yield portion
        time.sleep(MOMENT_S)


def slowly(things: Iterable[Thing], size: int = PORTION) -> Iterator[Thing]:
    """`things` one by one, with a pause after each `size` of them."""
    for portion in portions(things, size):
        yield from portion
