"""The process that writes one file: it reads what is asked of its first end, and answers on its second, the same."""

import os
import resource
import sys
import threading

import orjson

from app.export import formats
from app.export.apart import LENGTH


def main():
    os.nice(5)  # what is live goes first
    ask = sys.stdin.buffer
    name, agenda, language, most = orjson.loads(ask.read(int.from_bytes(ask.read(LENGTH))))
    threading.Thread(target=_left_alone, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    try:
        made = formats()[name].write(agenda, language=language)
    except Exception as error:  # what it says can hold people's words, which are never in the log
        sys.exit(f"{name} was not made: {type(error).__name__}")
    sys.stdout.buffer.write(len(made).to_bytes(LENGTH) + made)
    sys.stdout.buffer.flush()


def _left_alone():
    """Nothing more is ever asked: what comes is the end, of the parent or of its patience."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main()
