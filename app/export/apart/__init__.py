"""Write or read a file in a process of its own: that takes seconds of computing, and a thread holds the rest up.

The parent lends one end of a socket and waits for it as for any other, so no thread is needed and the hub goes on.
What is asked goes in and the answer comes out, each behind its length, so that half a file is none. A child
(`__main__.py` writes, app/bring.py reads) that takes too long is ended, one that takes too much memory ends itself, and
so does one whose parent has gone.
"""

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import orjson

from app.catalogue import N_
from app.refusals import Unavailable

LONGEST_S = 120
MOST_BYTES = 2 * 1024**3
AT_ONCE = threading.BoundedSemaphore(2)
LENGTH = 8  # bytes
LOOK_S = 1.0
SOON_S, LATER_S = 10, 60
# What is large goes back to the system when it is free: else glibc keeps its holes, up to 60 MB for 900 pages.
SPARING = {"MALLOC_MMAP_THRESHOLD_": "131072"}
ROOT = Path(__file__).parents[3]
NOT_MADE = N_("The file could not be made. Please try again, or take one room at a time.")


def packed(room):
    """A room of an agenda for `apart`, in one piece: what else waits for it need not go through all its parts again."""
    return orjson.Fragment(orjson.dumps(room))


def apart(name, agenda, *, language, texts=None, wanted=lambda: True):
    """The bytes that the format `name` writes of `agenda`. Raises Unavailable where it could not be made.

    texts: the language in which alone people's words are wanted; None for all that was written.
    """
    asked = orjson.dumps([name, agenda, language, texts, MOST_BYTES])
    return answered(__name__, asked, failed=NOT_MADE, wanted=wanted)


def answered(module, asked, *, failed, wanted=lambda: True):
    """What the program `module` answers to these bytes. Raises Unavailable with `failed` where it does not.

    wanted: asked every second; once it says False nobody waits any more, and the child is ended.
    """
    until = time.monotonic() + LONGEST_S
    if not AT_ONCE.acquire(timeout=LONGEST_S):
        raise Unavailable(N_("Other files are being made just now. Please try again"), retry_after=SOON_S)
    try:
        made = _child(module, asked, until, wanted)
    finally:
        AT_ONCE.release()
    if made is None:
        raise Unavailable(failed, retry_after=LATER_S)
    return made


def _child(module, asked, until, wanted):
    """What the child answered, or None."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        os.set_blocking(theirs.fileno(), True)  # eventlet's are not, and the child would read and write in halves
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", module],
            os.environ | SPARING | {"PYTHONPATH": str(ROOT)},
            file_actions=[(os.POSIX_SPAWN_DUP2, theirs.fileno(), end) for end in (0, 1)],
        )
        try:
            theirs.close()
            ours.settimeout(max(until - time.monotonic(), 0.01))
            ours.sendall(len(asked).to_bytes(LENGTH) + asked)
            return _answer(ours, until, wanted)
        except OSError:  # it fell over while it was asked
            return None
        finally:
            _ended(child)


def _answer(sock, until, wanted):
    told = bytearray()
    while time.monotonic() < until and wanted():
        sock.settimeout(max(min(until - time.monotonic(), LOOK_S), 0.01))
        try:
            part = sock.recv(1 << 20)
        except TimeoutError:
            continue
        if not part:
            return None
        told += part
        if len(told) >= LENGTH and len(told) - LENGTH == int.from_bytes(told[:LENGTH]):
            return bytes(told[LENGTH:])
    return None


def _ended(child):
    """It has answered, or is to: nothing of it stays behind."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
