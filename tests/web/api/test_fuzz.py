"""Whatever is sent, the server answers in the contract's words: it never breaks, and the room stays whole."""

import itertools
import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.live.client import Http, new_id
from tests.live.workshop import Workshop, account

EXPECTED = {200, 201, 204, 401, 403, 404, 409, 413, 422, 429}
SEATS = (
    *((f"KR-{number:02}", "participant", "KR", "workers") for number in range(12)),
    *((f"KR-F{number}", "facilitator", "KR", None) for number in range(12)),
    *((f"ALL-F{number}", "facilitator", None, None) for number in range(12)),
)
# PostgreSQL is the stricter of the two: it refuses letters and numbers that SQLite takes.
pytestmark = pytest.mark.parametrize("house", ["postgresql"], indirect=True)
MORE = int(os.environ.get("FUZZ", "1"))
"""FUZZ=20 sends twenty times as much, and other things each time."""

BRINGING = ("post", "/workshops/import")
"""To think up a file of its shape takes seconds: tests/domain/test_bringing.py breaks a real one instead."""
SETTINGS = {
    "deadline": None,
    "database": None,
    "derandomize": MORE == 1,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def crowd(house):
    """A workshop with something of everything, and enough people that nobody is too fast."""
    made = Workshop(house.url, seats=SEATS)
    made.start("shape")
    room = made.rooms["KR"]
    cards = [made.card(f"Card {number}", by="KR-01") for number in range(6)]
    for reference in made.seats:  # now: somebody may be sent away before it is their turn
        made.http(reference)
    driver = made.http("KR-F0")
    driver.room(room, "comment.add", card=cards[0], text="Who pays?")
    driver.room(room, "measure.adopt", cards=cards[:2])
    driver.room(room, "poll.open", method="dots")
    yield made
    made.close()


def test_no_command_breaks_the_server_or_tears_the_room(crowd):
    document = crowd.organiser.get("/openapi.json")["components"]["schemas"]
    commands = [(s, one) for s in ("Room", "Workshop") for one in document[f"{s}Command"]["oneOf"]]
    people, named, known = itertools.cycle(crowd.seats), [], {}

    @given(st.data())
    @settings(max_examples=200 * MORE, **SETTINGS)
    def sent(data):
        scope, command = data.draw(st.sampled_from(commands))
        if len(named) % 20 == 0:
            known.update(ids(crowd))
        named.append(command["properties"]["type"]["const"])
        properties = command["properties"]["data"].get("properties", {})
        needed = set(command["properties"]["data"].get("required", ()))
        wanted = sorted(needed | {name for name in sorted(properties) if data.draw(st.integers(0, 2)) == 0})
        drawn = {name: data.draw(fitting(properties[name])) for name in wanted}
        if wanted and data.draw(st.integers(0, 2)) == 0:
            drawn[data.draw(st.sampled_from(wanted))] = data.draw(JUNK)
        values = {name: filled(drawn[name], known.get(name) or known["any"]) for name in wanted}
        body = {"id": new_id(), "type": command["properties"]["type"]["const"], "data": values}
        place = crowd.rooms["KR"] if scope == "Room" else crowd.id
        answer = crowd.http(next(people)).ask("POST", f"/{scope.lower()}s/{place}/commands", body)
        fits(answer, body)

    sent()
    events = [event for page in range(20) for event in _events(crowd, page * 1000)]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert crowd.snapshot()["seq"] == len(events)
    assert crowd.organiser.get(f"/workshops/{crowd.id}/export/json")["rooms"]


def _events(crowd, since):
    return crowd.organiser.get(f"/rooms/{crowd.rooms['KR']}/events?since={since}&limit=1000")["events"]


def ids(crowd):
    """The ids that a command may name, by the name of the field."""
    now = crowd.snapshot()
    found = {
        name.removesuffix("s"): [one["id"] for one in now[name]] for name in ("cards", "themes", "measures", "polls")
    }
    found |= {"members": [m["id"] for m in now["members"]], "rooms": [*crowd.rooms.values()]}
    found |= {"member": found["members"], "room": found["rooms"], "finding": [f["id"] for f in now["findings"]]}
    found |= {
        "stage": [s["id"] for s in now["programme"]],
        "cards": found["card"] + found["measure"],
        "into": found["card"],
    }
    found |= {"comment": [c["id"] for card in now["cards"] for c in card["comments"]]}
    found["any"] = [id for some in found.values() for id in some]
    found["after"] = found["card"] + found["theme"] + found["measure"]
    return found


class Pick(int):
    """The place of an id in a list that is known only when it is sent: what is drawn must not depend on the room."""


PICK = st.integers(0, 10_000).map(Pick)


def fitting(described):
    """What may well be a value for a field that is described so."""
    kind = described.get("type")
    if "enum" in described:
        return st.sampled_from(described["enum"])
    if described.get("format") == "uuid" or isinstance(kind, list):
        return PICK
    if kind == "array":
        return st.lists(PICK, max_size=4)
    if kind == "string":
        return st.text(min_size=1, max_size=60)
    if kind == "integer":
        return st.integers(described.get("minimum", -9), min(described.get("maximum", 99), 9999))
    if kind == "boolean":
        return st.booleans()
    choices = st.dictionaries(PICK, st.integers(0, 3), max_size=4)
    return choices | st.booleans() | st.sampled_from(["2022-06-30", "passed", ["law"], {"value": 5, "currency": "USD"}])


def filled(drawn, ids):
    """The same with ids for the picks."""
    if isinstance(drawn, Pick):
        return ids[drawn % len(ids)]
    if isinstance(drawn, dict):
        return {filled(name, ids): filled(part, ids) for name, part in drawn.items()}
    return list(dict.fromkeys(filled(part, ids) for part in drawn)) if _picks(drawn) else drawn


def _picks(drawn):
    return isinstance(drawn, list) and all(isinstance(part, Pick) for part in drawn)


def test_no_call_breaks_the_server(house, crowd):
    schema = schemathesis.openapi.from_dict(crowd.organiser.get("/openapi.json"))
    doors = itertools.cycle([Http(house.url, account(house.url)["token"]) for _ in range(4)] + [crowd.organiser])
    for found in schema.get_all_operations():
        operation = found.ok()
        if (operation.method, operation.path) in (("delete", "/tokens"), ("post", "/accounts"), BRINGING):
            continue

        @given(case=operation.as_strategy(), real=st.booleans(), query=st.dictionaries(st.text(max_size=9), st.text()))
        @settings(max_examples=12 * MORE, **SETTINGS)
        def called(case, real, query):
            parts = {"workshop_id": crowd.id, "room_id": crowd.rooms["KR"], "format": "json", "code": crowd.code}
            parts |= {"edition": 1, "screen_id": crowd.id}
            path = case.path.format(**((case.path_parameters or {}) | (parts if real else {})))
            body = case.body if isinstance(case.body, dict | list | str | int | float | bool | None) else {}
            fits(next(doors).ask(case.method, path, body, params=query), (case.method, path, body))

        called()
    assert crowd.snapshot()["seq"] > 0


def fits(answer, asked):
    """The status is one of the contract's, and a refusal has its form."""
    assert answer.status_code in EXPECTED, (answer.status_code, answer.text[:300], asked)
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json", asked
        assert answer.json()["status"] == answer.status_code
