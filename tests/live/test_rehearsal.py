"""Simulated delegates: they play a room to its declared agenda, in a copy too, and end when their seats are gone."""

import asyncio
import os
import subprocess
import sys
import time

from app.rehearsal.play import play
from tests.servers import ROOT

FAST = 2000
ENOUGH_S = 240


def program(workshop, *options):
    environ = os.environ | {"CONCORD_TOKEN": workshop.organiser.token, "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "app.rehearsal", "--url", workshop.url, "--workshop", workshop.id, *options]
    return subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def titles(workshop):
    return [each["title"] for each in workshop.organiser.get("/workshops")["workshops"]]


def test_a_room_is_played_to_its_declared_agenda(workshop):
    said = []
    led = play(
        workshop.url, workshop.organiser.token, workshop.id, rooms=["KR"], lead=True, speed=FAST, told=said.append
    )
    assert asyncio.run(led) == {"Republic of Korea": "declared"}, said
    room = workshop.organiser.get(f"/rooms/{workshop.rooms['KR']}/export/json")["rooms"][0]
    assert len(room["cards"]) >= 4 and room["measures"] and room["declaration"]["preamble"]
    assert workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}")["cards"] == []
    assert said[0] == "4 simulated delegates have come in"


def test_a_copy_is_played_and_gone_and_the_workshop_is_as_it_was(workshop):
    before, known = workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}"), titles(workshop)
    playing = program(workshop, "--rooms", "JP", "--lead", "--speed", str(FAST))
    try:
        said, _ = playing.communicate(timeout=ENOUGH_S)
    finally:
        playing.kill()
    assert playing.returncode == 0 and "Japan: declared" in said and "The copy is erased" in said, said
    assert workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}") == before
    assert titles(workshop) == known


def test_who_only_follows_ends_with_the_copy(workshop):
    playing = program(workshop, "--speed", "20")
    try:
        while "have come in" not in playing.stdout.readline():
            assert playing.poll() is None
        copy = next(w for w in workshop.organiser.get("/workshops")["workshops"] if w["title"] == "Rehearsal: Day 3")
        begun = time.monotonic()
        workshop.organiser.ask("DELETE", f"/workshops/{copy['id']}", {"confirm": copy["title"]})
        said, _ = playing.communicate(timeout=60)
    finally:
        playing.kill()
    assert playing.returncode == 0 and "The seats of all simulated delegates are gone" in said, said
    assert time.monotonic() - begun < 30
