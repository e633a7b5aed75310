"""Wrong codes and passwords per address: so many a minute, then a wait that grows. What is right always passes."""

import time

from app.refusals import TooFast

MINUTE_S = 60
LONGEST_WAIT_S = 600


class Tries:
    def __init__(self, most):
        self.most = most
        self._missed = {}

    def missed(self, address):
        """Count a wrong one; raises TooFast where there have been too many in a minute, twice as long each time."""
        now = time.monotonic()
        recent = [at for at in self._missed.get(address, ()) if now - at < LONGEST_WAIT_S]
        self._missed[address] = [*recent, now][-4 * self.most :]
        minute = sum(now - at < MINUTE_S for at in self._missed[address])
        if minute > self.most:
            beyond = len(self._missed[address]) - self.most
            raise TooFast(retry_after=min(LONGEST_WAIT_S, 2 ** min(beyond, 10)))
        if len(self._missed) > 10_000:
            self._missed = {a: t for a, t in self._missed.items() if now - t[-1] < LONGEST_WAIT_S}

    def check(self, address):
        """Raise TooFast while an address has to wait."""
        now = time.monotonic()
        if sum(now - at < MINUTE_S for at in self._missed.get(address, ())) > self.most:
            raise TooFast(retry_after=MINUTE_S)
