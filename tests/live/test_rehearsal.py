"""Simulated delegates: they play a room to its declared agenda, in a copy too, and end when their seats are gone."""

import asyncio
import contextlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.rehearsal.play import play
from tests.live.workshop import SMALL, Workshop
from tests.servers import ROOT

# What the server decides is the same on both databases, and tested there. The simulated have their patience.
pytestmark = [pytest.mark.parametrize("house", ["sqlite"], indirect=True), pytest.mark.timeout(300)]

FAST = 2000
ENOUGH_S = 240


def program(workshop, *options):
    environ = os.environ | {"CONCORD_TOKEN": workshop.organiser.token, "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "app.rehearsal", "--url", workshop.url, "--workshop", workshop.id, *options]
    return subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def played(coroutine):
    """Its result; in a thread, since the browsers of other tests have a loop of their own in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def rehearsed(workshop):
    return workshop.organiser.ask("GET", f"/workshops/{workshop.id}/rehearsal").status_code != 404


def test_a_room_is_played_to_its_declared_agenda(workshop):
    said = []
    led = play(
        workshop.url, workshop.organiser.token, workshop.id, rooms=["KR"], lead=True, speed=FAST, told=said.append
    )
    assert played(led) == {"Republic of Korea": "declared"}, said
    room = workshop.organiser.get(f"/rooms/{workshop.rooms['KR']}/export/json")["rooms"][0]
    assert len(room["cards"]) >= 4 and room["measures"] and room["declaration"]["preamble"]
    assert workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}")["cards"] == []
    assert said[0] == "4 simulated delegates have come in"


def test_delegates_say_something_about_the_measures_of_the_room_they_visit(house, organisers):
    kinds = ("brief", "gather", "vote", "visit", "follow")
    shape = SMALL | {"programme": [{"kind": kind} for kind in kinds]}
    with contextlib.closing(Workshop(house.url, shape, made_by=next(organisers))) as made:
        played(play(made.url, made.organiser.token, made.id, lead=True, speed=FAST))
        for host, guest, delegates in (("KR", "JP", 2), ("JP", "KR", 4)):
            said = [each for measure in made.snapshot(host)["measures"] for each in measure["visits"]]
            assert [each["room"]["country"] for each in said] == [guest] * delegates


def test_a_copy_is_played_and_gone_and_the_workshop_is_as_it_was(workshop):
    before = workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}")
    playing = program(workshop, "--rooms", "JP", "--lead", "--speed", str(FAST))
    try:
        said, _ = playing.communicate(timeout=ENOUGH_S)
    finally:
        playing.kill()
    assert playing.returncode == 0 and "Japan: declared" in said and "The copy is erased" in said, said
    assert workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}") == before
    assert not rehearsed(workshop)


def test_who_only_follows_ends_with_the_copy(workshop):
    code, said = ended(workshop, lambda _, copy: erase(workshop, copy))
    assert code == 0 and "The seats of all simulated delegates are gone" in said, said
    assert "Somebody has erased the copy" in said, said


def test_a_program_that_is_stopped_erases_the_copy_first(workshop):
    code, said = ended(workshop, lambda playing, _: playing.terminate())
    assert code == 1 and "The copy is erased" in said and "by hand" in said and "Traceback" not in said, said
    assert not rehearsed(workshop)


def ended(workshop, end):
    """Once all have come in, `end(program, id of the copy)`; returns (its exit code, what it said from then on)."""
    playing = program(workshop, "--speed", "20")
    try:
        while "have come in" not in playing.stdout.readline():
            assert playing.poll() is None
        end(playing, workshop.organiser.get(f"/workshops/{workshop.id}/rehearsal")["id"])
        said, _ = playing.communicate(timeout=60)
        return playing.returncode, said
    finally:
        playing.kill()


def erase(workshop, copy):
    workshop.organiser.ask("DELETE", f"/workshops/{copy}", {"confirm": "Day 3"})
