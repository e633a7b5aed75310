"""How many things one connection may do in a while: a bucket that fills by itself."""

import time

TURN = 16
"""After so many frames in a row a connection lets the others have their turn."""


class Flow:
    """`most` at a time, and `per_s` a second after that."""

    __slots__ = ("_at", "_left", "_most", "_per_s", "_turn")

    def __init__(self, most: float, per_s: float):
        self._most = self._left = most
        self._per_s, self._at, self._turn = per_s, time.monotonic(), 0

    def spend(self) -> bool:
        """Take one; False where there was none left."""
        now = time.monotonic()
        self._left = min(self._most, self._left + (now - self._at) * self._per_s) - 1
        self._at = now
        return self._left >= 0

    def pause(self) -> float | None:
        """Take one for a frame; returns the seconds to sleep before it is read, None where it may be read now."""
        self._turn += 1
        if not self.spend():
            return TURN / self._per_s
        return 0.0 if self._turn % TURN == 0 else None
