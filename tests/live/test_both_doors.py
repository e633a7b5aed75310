"""Both entry points agree on who may do what: the same people ask for the same commands over HTTP and Socket.IO."""

import pytest

from tests.live.client import Refused

ASKED = (
    ("room", "theme.add", {"title": "Care"}),
    ("room", "card.reveal", {}),
    ("room", "poll.open", {"method": "dots"}),
    ("room", "measure.set", {}),
    ("room", "card.burn", {}),
    ("workshop", "timer.pause", {"rooms": []}),
    ("workshop", "workshop.change", {"title": "Day 3"}),
    ("workshop", "visit.plan", {"visits": {}}),
    ("workshop", "question.ask", {"text": "Who pays?"}),
)
PEOPLE = ("KR-01", "JP-01", "KR-F", "JP-F", "ALL-F", "EXPERT", "DONOR")


@pytest.mark.parametrize("stage", ["gather", "shape"])
def test_both_entry_points_answer_everybody_alike(workshop, stage):
    workshop.start(stage)
    place = {"room": workshop.rooms["KR"], "workshop": workshop.id}
    for who in PEOPLE:
        line, door = workshop.line(who), workshop.http(who)
        for scope, type, data in ASKED:
            codes = [code_of(way.command, scope, place[scope], type, data) for way in (door, line)]
            assert codes[0] == codes[1], (who, type, codes)


def code_of(ask, *given):
    try:
        ask(*given)
    except Refused as refusal:
        return refusal.code
    return "done"
