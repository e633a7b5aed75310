"""What a process of its own does for its parent: it reads one ask from its first end, and answers on its second."""

import os
import resource
import sys
import threading

from app.export.apart import LENGTH


def answer(work):
    """Have `work(bytes)` answer what is asked, each behind its length."""
    ask = sys.stdin.buffer
    length = int.from_bytes(ask.read(LENGTH))
    asked = [ask.read(length)]
    threading.Thread(target=_left_alone, daemon=True).start()
    made = work(asked.pop())  # what was asked is the work's alone, to be forgotten once it is read
    sys.stdout.buffer.write(len(made).to_bytes(LENGTH) + made)
    sys.stdout.buffer.flush()


def bounded(most):
    """From now on this process takes so many bytes of memory at most."""
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _left_alone():
    """Nothing more is ever asked: what comes is the end, of the parent or of its patience."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
