"""Guessing is slow: wrong secrets are counted by address and by what was tried, and a right one still gets in.

Everything is per process and in memory. With several processes a guesser has as many allowances as there are processes.
"""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

from app.catalogue import N_
from app.refusals import NotFound, Refusal, Replaced, TooFast, Unauthenticated

Found = TypeVar("Found")
Wrong = type[Refusal] | tuple[type[Refusal], ...]
WRONG: Wrong = (NotFound, Unauthenticated)
FORGIVEN_S = 10
"""One wrong try is forgiven after so long."""
LONGEST_PAUSE_S = 0.5
LONGEST_WAIT_S = 600
MOST_KEPT = 10_000
"""So many addresses are remembered for each kind of secret; the one that was quiet longest is forgotten first."""
MOST_WAITING = 100
"""So many tries of one address wait for their turn; a hall that joins while somebody guesses has room in it."""

WRONG_AGAIN = N_("That is not right, and there were many wrong tries before")


@dataclass
class Lane:
    """One address: its tries take turns once too many were wrong. Only a wrong one makes the next one wait."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    waiting: int = 0
    free_at: float = 0.0


class Tries:
    """Wrong tries of one kind of secret. `most` are free; after that the answers come one by one, and later.

    Every try is checked and a right one passes at its turn. The pause after each wrong one bounds the guesses of an
    address: one in LONGEST_PAUSE_S, however many connections it opens.
    """

    def __init__(self, most: int):
        self.most = most
        self._missed: OrderedDict[str, tuple[float, float]] = OrderedDict()  # {key: (wrong tries, since when)}
        self._lanes: OrderedDict[str, Lane] = OrderedDict()

    def guess(
        self, address: str | None, check: Callable[[], Found], *, account: str = "", wrong: Wrong = WRONG
    ) -> Found:
        """What check() returns. Where it raises one of `wrong` the try counts, unless it was right once (Replaced).

        account: whose password it is; wrong tries from all addresses count against it. They slow down each address by
        itself, so that its holder, who comes from another one, waits for nobody.
        Raises TooFast with `retry_after` for a wrong try beyond the limit, and where too many wait already.
        """
        place = network(address)
        keys = [place, f"account {account}"] if account else [place]
        with self._turn(place, keys) as lane:
            try:
                return check()
            except Replaced:
                raise
            except wrong as refusal:
                beyond = max(self._count(key) for key in keys) - self.most
                if beyond <= 0:
                    raise
                lane.free_at = time.monotonic() + self._pause(beyond)
                raise TooFast(WRONG_AGAIN, retry_after=self._wait(beyond)) from refusal

    @contextmanager
    def _turn(self, place: str, keys: list[str]) -> Iterator[Lane]:
        lane = self._lanes.setdefault(place, Lane())
        self._lanes.move_to_end(place)
        self._forget()
        beyond = max(self._level(key) for key in keys) - self.most
        if beyond <= 0:
            yield lane
            return
        if lane.waiting >= MOST_WAITING:
            raise TooFast(retry_after=self._wait(beyond))
        lane.waiting += 1
        try:
            with lane.turn:
                time.sleep(max(0.0, lane.free_at - time.monotonic()))
                yield lane
        finally:
            lane.waiting -= 1

    def _pause(self, beyond: float) -> float:
        return min(LONGEST_PAUSE_S, beyond / 10)

    def _wait(self, beyond: float) -> int:
        """Seconds until the address has a free try again."""
        return min(LONGEST_WAIT_S, max(1, ceil(beyond * FORGIVEN_S)))

    def _level(self, key: str) -> float:
        """The wrong tries of a key that still count."""
        wrong, at = self._missed.get(key, (0.0, 0.0))
        return max(0.0, wrong - (time.monotonic() - at) / FORGIVEN_S)

    def _count(self, key: str) -> float:
        level = self._level(key) + 1
        self._missed[key] = (level, time.monotonic())
        self._missed.move_to_end(key)
        return level

    def _forget(self) -> None:
        while len(self._missed) > MOST_KEPT:
            self._missed.popitem(last=False)
        while len(self._lanes) > MOST_KEPT and not next(iter(self._lanes.values())).waiting:
            self._lanes.popitem(last=False)


def network(address: str | None) -> str:
    """Whom an address belongs to: an IPv6 household has a whole /64, and could count as many addresses as it likes."""
    try:
        given = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    mapped = getattr(given, "ipv4_mapped", None) or given
    if mapped.version == 4:
        return str(mapped)
    return str(ipaddress.ip_network((mapped, 64), strict=False))


class Doors:
    """A counter for each kind of secret: wrong join codes say nothing about who types a password."""

    def __init__(self, most: int):
        self.passwords, self.join_codes, self.screen_codes = Tries(most), Tries(most), Tries(most)
        self.links, self.one_time_links, self.setup_tokens = Tries(most), Tries(most), Tries(most)
