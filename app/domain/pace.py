"""How fast somebody may go: token buckets in this process. Sticky sessions keep a member at one of them."""

import time
from math import ceil

from app.refusals import TooFast

MANY = 10_000


class Pace:
    """A bucket of `burst` tokens for each key, filled with `per_s` tokens a second."""

    def __init__(self, burst, per_s):
        self.burst, self.per_s = burst, per_s
        self._buckets = {}
        self._most = MANY

    def spend(self, key, cost=1):
        """Take `cost` tokens; raises TooFast with the seconds to wait where there are not so many."""
        now = time.monotonic()
        left, at = self._buckets.get(key, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.per_s)
        if left < cost:
            self._buckets[key] = (left, now)
            raise TooFast(retry_after=ceil((cost - left) / self.per_s * 100) / 100)
        self._buckets[key] = (left - cost, now)
        if len(self._buckets) > self._most:
            self._forget(now)

    def owe(self, key, cost):
        """Take what turned out to be needed after all, also where there is not so much: the next one waits for it."""
        left, at = self._buckets.get(key, (self.burst, time.monotonic()))
        self._buckets[key] = (left - cost, at)

    def _forget(self, now):
        """Drop the buckets that are full again; where most are not, wait longer until the next time."""
        kept = self._buckets.items()
        self._buckets = {key: (left, at) for key, (left, at) in kept if left + (now - at) * self.per_s < self.burst}
        self._most = max(MANY, 2 * len(self._buckets))
