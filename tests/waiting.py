"""Waiting for something to become true, never for a time to pass."""

import time


def until(true, *, seconds=10, every=0.05):
    """Ask again and again until `true()` is, with `every` seconds between; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(every)
    return found
