"""The processes in which simulated delegates play: each is a program of its own, started here, and goes with this one.

A child knows the product from outside: it comes back by this process's own door with a token that is good in one
rehearsal and for some minutes, which is prolonged while the child lives. So whoever asks any process of the house
learns from the token alone whether somebody plays, and nothing has to be tidied up where a process is killed.
"""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from app.domain import account
from app.domain.rehearsing import LEASE_S
from app.refusals import Unavailable

ROOT = Path(__file__).parents[2]
LOOK_S, PROLONG_S, ENDING_S = 0.5, LEASE_S / 3, 3.0


class Players:
    """`door`: the address at which this process listens, known once it does."""

    def __init__(self, store):
        self._store, self._children = store, set()
        self.door = None

    def start(self, rehearsal, token, *, rooms, speed, lead):
        """Have the delegates of `rehearsal` (an id) play in `rooms` (ids). Raises Unavailable where that cannot be."""
        if self.door is None:
            raise Unavailable()
        words = ["--url", self.door, "--copy", rehearsal, "--speed", str(speed), "--rooms", *rooms]
        try:
            child = Child([*words, "--lead"] if lead else words, token)
        except OSError as error:
            raise Unavailable() from error
        child.watch = threading.Thread(target=self._watched, args=(child,), daemon=True)
        self._children.add(child)
        child.watch.start()

    def stop(self):
        """The server goes, and they before it."""
        left, until = list(self._children), time.monotonic() + ENDING_S
        for child in left:
            child.end()
        for child in left:
            child.watch.join(max(until - time.monotonic(), 0))
            child.end()

    def _watched(self, child):
        """Until it has ended: it does so by itself when its rehearsal is gone, and is ended where it does not."""
        due = time.monotonic() + PROLONG_S
        try:
            while not child.has_ended():
                time.sleep(LOOK_S)
                if time.monotonic() > due:
                    due += PROLONG_S
                    if not self._prolonged(child, LEASE_S):
                        child.end()
            self._prolonged(child, 0)
        finally:
            child.end()  # also where the watch itself failed; and the pipe to a child that has ended is closed
            self._children.discard(child)

    def _prolonged(self, child, seconds):
        """False where the token has gone with the rehearsal."""
        with suppress(Unavailable), self._store.writing() as session:
            return account.prolong(session, child.token, seconds=seconds)
        return True


class Child:
    """A program that plays: it lives as long as the other end of its input is held here."""

    def __init__(self, words, token):
        theirs, self._held = os.pipe()
        try:
            self._pid = os.posix_spawn(
                sys.executable,
                [sys.executable, "-m", "app.rehearsal", *words],
                os.environ | {"PYTHONPATH": str(ROOT), "CONCORD_TOKEN": token},  # the list of processes shows no token
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, theirs, 0),
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                ],
            )
        except OSError:
            os.close(self._held)
            raise
        finally:
            os.close(theirs)
        self.token, self.watch = token, None

    def end(self):
        """Ask it to go; asked once more, it is not asked any more."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        elif self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)

    def has_ended(self):
        if self._pid is not None and os.waitpid(self._pid, os.WNOHANG) != (0, 0):
            self._pid = None  # from now on the number may be somebody else's
        return self._pid is None
