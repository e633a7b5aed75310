"""Run the product and note where its processor time goes: `python -m bench.live.profiled` starts this in its place.

From the first SIGUSR1 to the second the stack is looked at once in two milliseconds of processor time.
"""

import collections
import json
import os
import runpy
import signal
import sys

EVERY_S = 0.002
stacks = collections.Counter()


def main():
    signal.signal(signal.SIGPROF, note)
    signal.signal(signal.SIGUSR1, begin)
    sys.path.insert(0, os.getcwd())
    runpy.run_path("wsgi.py", run_name="__main__")


def begin(*_):
    signal.signal(signal.SIGUSR1, end)
    signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)


def end(*_):
    signal.setitimer(signal.ITIMER_PROF, 0)
    told = [[count, list(stack)] for stack, count in stacks.most_common()]
    with open(os.environ["SAMPLES"], "w", encoding="utf-8") as file:
        json.dump(told, file)


def note(_signal, frame):
    stack = []
    while frame:
        code = frame.f_code
        stack.append(f"{short(code.co_filename)}:{code.co_qualname}")
        frame = frame.f_back
    stacks[tuple(stack)] += 1


def short(path):
    for mark in ("/site-packages/", "/lib/python3"):
        if mark in path:
            return path.rpartition(mark)[2]
    return os.path.relpath(path) if path.startswith("/") else path


if __name__ == "__main__":
    main()
