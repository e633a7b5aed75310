"""Write a file in a process of its own: the writers compute for seconds, and a thread of theirs holds the rest up.

The parent lends one end of a socket and waits for it as for any other, so no thread is needed and the hub goes on.
What is asked goes in as JSON, the file comes out behind its length, so that half a file is none. A child that takes
too long is ended; one that takes too much memory ends itself.
"""

import os
import resource
import signal
import socket
import sys
import threading
import time

import orjson

from app.catalogue import N_
from app.refusals import Unavailable

LONGEST_S = 120
MOST_BYTES = 2 * 1024**3
AT_ONCE = threading.BoundedSemaphore(2)
LENGTH = 8  # bytes


def apart(name, agenda, *, language):
    """The bytes that the format `name` writes of `agenda`. Raises Unavailable where it could not be made."""
    asked = orjson.dumps({"name": name, "agenda": agenda, "language": language})
    made = b""
    if AT_ONCE.acquire(timeout=LONGEST_S):
        try:
            made = _child(asked)
        finally:
            AT_ONCE.release()
    if len(made) < LENGTH or int.from_bytes(made[:LENGTH]) != len(made) - LENGTH:
        raise Unavailable(N_("The file could not be made. Please try again, or take one room at a time."))
    return made[LENGTH:]


def _child(asked):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        os.set_blocking(theirs.fileno(), True)  # eventlet's are not, and the child would read and write in halves
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", __name__],
            os.environ | {"PYTHONPATH": ROOT},
            file_actions=[(os.POSIX_SPAWN_DUP2, theirs.fileno(), end) for end in (0, 1)],
        )
        try:
            theirs.close()
            return _asked(ours, asked)
        except OSError:  # it took too long, or fell over while it was asked
            return b""
        finally:
            _ended(child)


ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def _asked(sock, asked):
    sock.settimeout(LONGEST_S)
    sock.sendall(asked)
    sock.shutdown(socket.SHUT_WR)
    until, parts = time.monotonic() + LONGEST_S, []
    while part := sock.recv(1 << 20):
        parts.append(part)
        sock.settimeout(max(until - time.monotonic(), 0.01))
    return b"".join(parts)


def _ended(child):
    """It has answered, or is to: nothing of it stays behind."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _main():
    from app.export import formats

    os.nice(5)  # what is live goes first
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    asked = orjson.loads(sys.stdin.buffer.read())
    try:
        made = formats()[asked["name"]].write(asked["agenda"], language=asked["language"])
    except Exception as error:  # what it says can hold people's words, which are never in the log
        sys.exit(f"{asked['name']} was not made: {type(error).__name__}")
    sys.stdout.buffer.write(len(made).to_bytes(LENGTH) + made)


if __name__ == "__main__":
    _main()
