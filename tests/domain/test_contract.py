"""The contract between server and browser: a snapshot with its events applied is the fresh snapshot, for everybody.

What everybody saw is also kept in tests/contract/, where `node --test` has it done by app/static/js/state/apply.js.
CONTRACT=write pytest tests/domain/test_contract.py writes it anew.
"""

import itertools
import json
import os
import random
import re
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.command import COMMANDS
from tests.domain.browser import everybody_agrees
from tests.domain.scenes import Scenes, SQLiteGround
from tests.domain.situations import AGENDA, BOARD, DAY, VOTE, situations

FOLDER = Path(__file__).parents[1] / "contract"
ONE_OF_EACH = ("KR-02", "KR-05", "KR-F", "ORG")
"""A writer, another delegate, the facilitator, the organiser."""


@pytest.mark.parametrize("situation", [*BOARD, *VOTE, *AGENDA, *DAY], ids=lambda situation: situation.name)
def test_everybody_sees_alike(play, situation):
    people = play(situation.scene)
    situation.before(people)
    everybody_agrees(people, situation.deed)


@pytest.mark.parametrize("scene", ["gathering", "voting", "declared"])
def test_a_snapshot_is_the_same_for_all_but_for_the_number_of_others_private_cards(play, scene):
    people = play(scene)
    shown, own = people.views(ONE_OF_EACH)
    assert {who: people.look(who) for who in ONE_OF_EACH} == {who: (shown[who], own[who]) for who in ONE_OF_EACH}


ELSEWHERE = {"member.joined", "theme.restored"}
"""What no deed here tells: who joins comes from the workshop, a theme comes back within an undo."""

# Ids and moments come from outside. Here they come one after the other: the files change only with the contract.


@pytest.fixture
def steady(monkeypatch):
    ids, moments = itertools.count(1), itertools.count()

    class Clock:
        @staticmethod
        def now(_timezone):
            return datetime(2021, 3, 31, 5, tzinfo=UTC) + timedelta(seconds=next(moments))

    monkeypatch.setattr("uuid.uuid4", lambda: uuid.UUID(int=next(ids), version=4))
    monkeypatch.setattr("app.domain.clock.datetime", Clock)
    monkeypatch.setattr("secrets.SystemRandom", lambda: random.Random(1))


@pytest.mark.timeout(300)
def test_what_the_browser_is_tested_with_is_what_the_server_says(request, steady, tmp_path_factory):
    ground = SQLiteGround(tmp_path_factory.mktemp("steady"), request.getfixturevalue("migrated_sqlite"))
    scenes, files, seen = Scenes(ground), {}, set()
    for situation in situations():
        people = scenes.play(situation.scene)
        situation.before(people)
        before = len(people.events())
        steps = everybody_agrees(people, situation.deed, viewers=ONE_OF_EACH)
        seen |= {event["type"] for event in people.events()[before:]}
        noun = situation.name.split(".")[0]
        files.setdefault(f"{noun}.json", []).extend(_told(situation.name, step) for step in steps if _telling(step))
        people.close()
    assert seen >= {command.past for (scope, _), command in COMMANDS.items() if scope == "room"} - ELSEWHERE
    lines = {name: "".join(f"{line}\n" for line in _lines(told)) for name, told in files.items() if told}
    if os.environ.get("CONTRACT") == "write":
        for old in FOLDER.glob("*.json"):
            old.unlink()
        for name, text in lines.items():
            (FOLDER / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == lines


def _telling(step):
    """Viewers differ in private cards alone: where there are none in it, one of them is enough."""
    return step["viewer"] in ONE_OF_EACH[: None if "private" in step["event"]["data"].get("set", {}) else 1]


def _told(name, step):
    """The step as the browser's test reads it, without the parts of the room that the event does not touch."""
    data = step["event"]["data"]
    kept = {"seq", "ready", *data.get("set", ())} | {
        path.split("/")[0] for path in (*data.get("put", ()), *data.get("drop", ()))
    }
    if "doc" in data:
        kept.add({"card": "cards", "measure": "measures", "declaration": "declaration"}[data["doc"].split(":")[0]])
    return {
        "name": f"{name}: {step['event']['type']} as {step['viewer']} sees it",
        "before": {key: part for key, part in step["before"].items() if key in kept},
        "mine": {"cards": step["mine"]["cards"]},
        "event": step["event"],
        "after": {key: part for key, part in step["after"].items() if key in kept},
    }


ID, MOMENT = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", r"2021-03-31T\d\d:\d\d:\d\d\.000Z"


def _settled(text):
    """The same with ids and moments counted from one: in their order, but no other than this case needs."""
    for pattern, written in ((ID, "00000000-0000-4000-8000-{:012}"), (MOMENT, "2021-03-31T05:{:02}:00.000Z")):
        names = {name: written.format(n) for n, name in enumerate(sorted(set(re.findall(pattern, text))), start=1)}
        text = re.sub(pattern, lambda found, names=names: names[found.group()], text)
    return text


def _lines(told):
    """A line a case, so that a change shows which one it is."""
    written = [_settled(json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":"))) for each in told]
    return ["[", *(f"{line}," for line in written[:-1]), written[-1], "]"]
