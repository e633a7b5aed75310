"""Clients that mean harm, or are broken: they are refused, and nobody else notices."""

import json

import pytest
from pycrdt import Doc, Text

from tests.live.client import Refused, Shared, new_id


def refusal(line, name, payload):
    with pytest.raises(Refused) as refused:
        line.ask(name, payload)
    return refused.value.code


def test_bytes_that_would_end_the_process_are_refused(workshop):
    workshop.start("shape")
    doc = f"card:{workshop.card('One')}"
    line = workshop.sit("KR-01")
    for vector in ("ffffffff0f", "ffffffffffffffff01"):
        assert refusal(line, "text.open", {"doc": doc, "vector": bytes.fromhex(vector)}) == "invalid"
    for update in (
        "010183abf5d280cc0900c4b2a1fdebf5cb8f0f02b2a1fdebf5cb8f0f0303616263015da1fda2f5cb8f0ff00102",
        "01018d83cc98f3bbbe0300c4d7e788bfd9a6e30b2e02d7e788fdd9a6e303036162c500",
    ):
        assert refusal(line, "text.update", {"doc": doc, "update": bytes.fromhex(update)}) == "invalid"
    text = Shared(line, doc)
    text.type("title", "Number ")
    assert Shared(workshop.sit("KR-02"), doc).read("title") == "Number One"


def test_a_letter_that_no_database_keeps_does_not_stop_a_room(workshop):
    workshop.start("shape")
    doc = f"card:{workshop.card('One')}"
    line = workshop.sit("KR-01")
    broken = Doc()
    broken.get("title", type=Text).insert(0, "a\x00b")
    assert refusal(line, "text.update", {"doc": doc, "update": broken.get_update()}) == "invalid"
    line.ask("text.close", {"doc": doc})
    assert workshop.start("vote")["ok"] is True


def nested(depth):
    found = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize("value", [nested(300), nested(30), "a\x00b", {"a\x00b": 1}, [{"deep": ["a\x00b"]}], [2**70]])
def test_what_could_not_be_given_back_is_not_taken(workshop, value):
    """Kept, it would have broken every snapshot of every room."""
    stage = workshop.stage("brief")
    with pytest.raises(Refused) as refused:
        workshop.run("stage.change", stage=stage, settings={"note": value})
    assert (refused.value.code, list(refused.value.error["errors"])) == ("invalid", ["settings"])
    assert workshop.snapshot()["stage"]["id"] == stage


@pytest.mark.parametrize("depth", [200, 400])
def test_deep_data_is_invalid_over_both_doors(workshop, depth):
    room, data = workshop.rooms["KR"], {"done": nested(depth)}
    line = workshop.line("KR-01")
    with pytest.raises(Refused) as refused:
        line.room(room, "ready.set", **data)
    assert refused.value.code == "invalid"
    with pytest.raises(Refused) as refused:
        workshop.http("KR-01").room(room, "ready.set", **data)
    assert refused.value.code == "invalid"


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "1.0", "1e3", "٣", ""])
def test_a_number_in_an_address_is_a_short_row_of_digits(workshop, number):
    path = f"/rooms/{workshop.rooms['KR']}/events"
    for name in ("since", "limit"):
        answer = workshop.http("KR-01").ask("GET", path, params={name: number})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ({"themes": ["x" * 201]}, "too_large"),
        ({"rooms": [{"name": "x" * 201}]}, "too_large"),
        ({"decision_rule": {"support": True, "per_perspective": 0.5}}, "invalid"),
        ({"decision_rule": {"support": "0.7", "per_perspective": 0.5}}, "invalid"),
        ({"decision_rule": {"support": 1.1, "per_perspective": 0.5}}, "invalid"),
        ({"perspectives": [{"key": "a", "title": "A"}, {"key": "a", "title": "B"}]}, "invalid"),
        ({"programme": [{"kind": "brief", "settings": {"note": nested(300)}}]}, "invalid"),
    ],
)
def test_a_workshop_that_would_not_work_is_not_made(workshop, shape, code):
    with pytest.raises(Refused) as refused:
        workshop.organiser.post("/workshops", {"title": f"Day {new_id()}"} | shape)
    assert refused.value.code == code


def test_what_an_export_says_of_a_workshop_makes_another(workshop):
    plain = workshop.organiser.get(f"/workshops/{workshop.id}/export/json")
    ours = ("name", "code", "country", "language", "timezone", "call_url", "poll", "findings")
    shape = {name: value for name, value in plain.items() if name not in ("id", "format", "synthesis", "verify")}
    shape["rooms"] = [{name: room[name] for name in ours} for room in plain["rooms"]]
    made = workshop.organiser.post("/workshops", shape)
    again = workshop.organiser.get(f"/workshops/{made['id']}/export/json")
    for told in (plain, again):
        for part in (*told["programme"], *told["findings"], *(f for room in told["rooms"] for f in room["findings"])):
            part.pop("id")
    other = {"id": "", "rooms": [], "synthesis": {}}
    assert again | other == plain | other
    assert [{name: room[name] for name in ours} for room in again["rooms"]] == shape["rooms"]


def in_chunks(body, size):
    yield from (body[at : at + size] for at in range(0, len(body), size))


def test_a_body_may_come_in_chunks_and_is_bounded_all_the_same(workshop):
    path, door = f"/rooms/{workshop.rooms['KR']}/commands", workshop.http("KR-01")
    small = json.dumps({"id": new_id(), "type": "hand.raise", "data": {}}).encode()
    assert door.ask("POST", path, data=in_chunks(small, 20)).status_code == 200
    answer = door.ask("POST", path, data=in_chunks(b"x" * (9 * 2**20), 2**20))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("by_when", "20210630"),
        ("by_when", "2021-W10"),
        ("by_when", "2021-06-31"),
        ("by_when", True),
        ("amount", {"value": True, "currency": "KRW"}),
        ("amount", {"value": 5, "currency": "A1B"}),
        ("amount", {"value": "5", "currency": "KRW"}),
        ("instrument", ["magic"]),
        ("instrument", "law"),
    ],
)
def test_a_date_and_an_amount_are_written_one_way(workshop, field, value):
    workshop.start("shape")
    room, door = workshop.rooms["KR"], workshop.organiser
    (measure,) = door.room(room, "measure.adopt", cards=[workshop.card("One")])["data"]["measures"]
    with pytest.raises(Refused) as refused:
        door.room(room, "measure.set", measure=measure, field=field, value=value)
    assert (refused.value.code, list(refused.value.error["errors"])) == ("invalid", ["value"])
