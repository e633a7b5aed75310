"""The process in which files are written: what takes too long or too much is ended, and nothing of it stays."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import orjson
import pytest

from app.export import apart as runner
from app.refusals import Unavailable

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))


def many(n):
    """An agenda of `n` cards, which takes a while."""
    room = AGENDA["rooms"][1]
    cards = [room["cards"][0] | {"id": f"c{number}", "title": f"Card {number}"} for number in range(n)]
    return AGENDA | {"rooms": [room | {"cards": cards, "polls": [], "measures": []}]}


@pytest.fixture
def children(monkeypatch):
    """The pids of those that were started."""
    started, spawn = [], os.posix_spawn
    monkeypatch.setattr(os, "posix_spawn", lambda *given, **rest: started.append(spawn(*given, **rest)) or started[-1])
    return started


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def refused(agenda=AGENDA, name="docx", **rest):
    with pytest.raises(Unavailable, match="could not be made") as refusal:
        runner.apart(name, agenda, language="en", **rest)
    assert refusal.value.retry_after > 0


def test_what_takes_too_long_is_ended(monkeypatch, children):
    monkeypatch.setattr(runner, "LONGEST_S", 0.2)
    refused(many(5000))
    assert len(children) == 1 and gone(children[0])


def test_what_takes_too_much_memory_is_refused(monkeypatch, children, capfd):
    monkeypatch.setattr(runner, "MOST_BYTES", 64 * 1024**2)
    refused(many(20_000), "xlsx")
    assert gone(children[0]) and "MemoryError" in capfd.readouterr().err


def test_what_nobody_waits_for_any_more_is_given_up(children):
    began = time.monotonic()
    refused(many(20_000), wanted=lambda: not children)
    assert time.monotonic() - began < 5 and gone(children[0])


def test_what_cannot_be_written_is_refused_and_its_words_are_in_no_log(children, capfd):
    refused({"rooms": "a secret"})
    assert gone(children[0]) and "secret" not in capfd.readouterr().err


def test_two_are_written_at_once_and_the_third_waits_for_its_turn(monkeypatch):
    running, most, lock, both = 0, 0, threading.Lock(), threading.Barrier(2, timeout=10)

    def child(*_):
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        both.wait()
        with lock:
            running -= 1
        return b"file"

    monkeypatch.setattr(runner, "_child", child)
    made = []
    askers = [threading.Thread(target=lambda: made.append(runner.apart("md", {}, language="en"))) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(10)
    assert (made, most) == ([b"file"] * 4, 2)


def test_who_does_not_get_a_turn_is_told_when_to_come_back(monkeypatch):
    monkeypatch.setattr(runner, "LONGEST_S", 0.05)
    monkeypatch.setattr(runner, "AT_ONCE", threading.BoundedSemaphore(1))
    with runner.AT_ONCE, pytest.raises(Unavailable, match="Other files") as refusal:
        runner.apart("md", AGENDA, language="en")
    assert refusal.value.retry_after > 0


def test_a_child_ends_with_its_parent():
    ours, theirs = socket.socketpair()
    child = subprocess.Popen([sys.executable, "-m", runner.__name__], stdin=theirs, stdout=theirs)
    theirs.close()
    asked = orjson.dumps(["docx", many(20_000), "en", runner.MOST_BYTES])
    ours.sendall(len(asked).to_bytes(runner.LENGTH) + asked)
    ours.close()
    assert child.wait(15) == 1


@pytest.mark.parametrize("name", ["pdf", "md", "json", "csv", "pptx"])
def test_each_format_can_be_written_apart(name, tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert len(runner.apart(name, AGENDA, language="ko")) > 1000
