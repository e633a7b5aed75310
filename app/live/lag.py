"""How long the loop that serves everybody does not get round to it: whatever computes without a pause shows here."""

import time
from collections.abc import Callable

from app.domain import meters

EVERY_S = 0.05


class Lag:
    """Sleeps for 50 ms, again and again, and counts by how much it overslept. sleep: the server's own."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._sleep, self._slept_s = sleep, 0.0

    def wait(self) -> None:
        begun = time.monotonic()
        self._sleep(EVERY_S)
        self._slept_s = time.monotonic() - begun

    def count(self) -> None:
        meters.LAG.observe(max(0.0, self._slept_s - EVERY_S))
