"""What a process cannot live without: where it ends, the process ends, so that whoever watches it starts a new one."""

import errno
import time
from collections.abc import Callable

import structlog

LOG = structlog.get_logger()
DEAD = (errno.EBADF, errno.EINVAL, errno.ENOTSOCK)
"""What accept() says of a socket that will never accept again. All else passes."""
PAUSE_S, LOUD_S = 0.1, 10.0


def lasting(name: str, deed: Callable, ended: Callable) -> Callable:
    """`deed` for a greenlet of its own; ended(name) is called when it stops, for whatever reason."""

    def run():
        try:
            deed()
        except Exception:
            LOG.exception("a background task failed", task=name)
        finally:
            ended(name)

    return run


class Listener:
    """A listening socket that goes on accepting whatever happens, for eventlet, which gives up at the first error.

    Without free descriptors it waits until there are some. ended(name) is called where it can never accept again:
    eventlet itself would wait for all open connections before it said so.
    """

    def __init__(self, sock, ended):
        self._sock, self._ended = sock, ended
        self._silent_until = 0.0

    def __getattr__(self, name):
        return getattr(self._sock, name)

    def accept(self):
        while True:
            try:
                return self._sock.accept()
            except OSError as error:
                if error.errno in DEAD:
                    self._ended("accepting connections")
                    raise
                self._log(error)
                time.sleep(PAUSE_S)

    def _log(self, error):
        if time.monotonic() > self._silent_until:
            self._silent_until = time.monotonic() + LOUD_S
            LOG.warning("no connection can be accepted for the moment", why=str(error))
