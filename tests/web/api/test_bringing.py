"""A workshop comes back over HTTP: for whoever has an account, as often as the file is sent, all of it or nothing."""

import pytest
import requests

from app.domain import bringing
from tests.web.api.problems import problem, refusal

IMPORT = "/workshops/import"


@pytest.fixture
def file(workshop):
    """The export of a workshop with a card in each room."""
    workshop.start("shape")
    workshop.card("돌봄 노동자 보험")
    workshop.card("Cold storage", by="JP-01")
    return workshop.organiser.get(f"/workshops/{workshop.id}/export/json")


def cards(door, made):
    return [[card["title"] for card in door.snapshot(room["id"])["cards"]] for room in made["rooms"]]


@pytest.mark.parametrize("house", ["sqlite", "postgresql"], indirect=True)
def test_a_file_sent_twice_makes_two_workshops_of_whoever_sent_it(file, workshop, organiser):
    first, second = (organiser.post(IMPORT, file) for _ in range(2))
    assert cards(organiser, first) == cards(organiser, second) == [["돌봄 노동자 보험"], ["Cold storage"]]
    assert len({workshop.id, first["id"], second["id"]}) == len({workshop.code, first["code"], second["code"]}) == 3
    there = [each["id"] for each in organiser.get("/workshops")["workshops"]]
    assert {first["id"], second["id"]} <= set(there)
    assert workshop.http("KR-F").ask("GET", f"/workshops/{first['id']}").status_code == 404


def test_only_an_account_brings_a_workshop_back(file, workshop, anybody):
    assert refusal(anybody.post, IMPORT, file)["code"] == "unauthenticated"
    assert refusal(workshop.http("KR-F").post, IMPORT, file)["code"] == "forbidden"


def test_a_file_with_a_mistake_leaves_nothing_behind(file, organiser):
    before = organiser.get("/workshops")
    file["rooms"][1]["cards"][0]["title"] = 7
    told = problem(organiser.ask("POST", IMPORT, file), 422)
    assert told["errors"] == {"rooms.1.cards.0.title": ["Not a valid string."]}
    file["rooms"][1]["cards"][0]["title"] = "x" * 201
    told = problem(organiser.ask("POST", IMPORT, file, headers={"Accept-Language": "ko"}), 413)
    assert told["errors"] == {"rooms.1.cards.0.title": ["최대 200자"]}
    assert organiser.get("/workshops") == before


@pytest.mark.parametrize("data", [b"", b"not JSON", b"[]", b'{"format": "concord/9"}'])
def test_what_is_no_export_is_refused_in_words(organiser, data):
    assert problem(organiser.ask("POST", IMPORT, data=data), 422)["errors"]


def test_a_file_that_is_too_large_is_refused(house, organiser):
    def endless():
        for _ in range(bringing.MOST_BYTES // 2**20 + 2):
            yield b" " * 2**20

    headers = {"Authorization": f"Bearer {organiser.token}"}
    answer = requests.post(f"{house.url}/api/v1{IMPORT}", data=endless(), headers=headers, timeout=60)
    assert problem(answer, 413)["code"] == "too_large"


def test_a_room_alone_comes_back_as_a_workshop_of_one(workshop, file, organiser):
    room = workshop.organiser.get(f"/rooms/{workshop.rooms['JP']}/export/json")
    made = organiser.post(IMPORT, room)
    assert cards(organiser, made) == [["Cold storage"]]


def test_a_file_from_before_these_fields_comes_back_too(file, organiser):
    for room in file["rooms"]:
        del room["visit"], room["comments"]
    assert cards(organiser, organiser.post(IMPORT, file)) == [["돌봄 노동자 보험"], ["Cold storage"]]


def test_a_declared_room_of_another_server_keeps_its_signature(workshop, organiser):
    """Names may have been corrected since; what was declared may not."""
    workshop.start("shape")
    room, door = workshop.rooms["KR"], workshop.http("KR-F")
    door.room(room, "measure.adopt", cards=[workshop.card("A fund")])
    workshop.start("declare")
    for who in ("KR-01", "KR-02", "KR-03"):
        workshop.http(who).room(room, "declaration.endorse", level=1)
    door.room(room, "declaration.declare")
    exported = workshop.organiser.get(f"/workshops/{workshop.id}/export/json")
    made = organiser.post(IMPORT, exported)
    own = workshop.organiser.ask("GET", f"/rooms/{room}/proofs/1").content
    assert organiser.ask("GET", f"/rooms/{made['rooms'][0]['id']}/proofs/1").content == own
    exported["title"] = "A corrected title"
    assert organiser.post(IMPORT, exported)["title"] == "A corrected title"
    exported["rooms"][0]["declaration"]["preamble"] = "We never said this."
    told = problem(organiser.ask("POST", IMPORT, exported), 422)
    assert told["errors"] == {
        "rooms.0.declaration": ["This is not what was declared and signed: preamble"],
    }
