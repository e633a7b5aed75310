"""Joining: by a code that is easy to type and hard to guess, with or without consent."""

import contextlib

import pytest

from tests.live.client import Http
from tests.live.workshop import SMALL, Workshop
from tests.web.api.problems import problem, refusal


@pytest.fixture
def opened(house, organisers):
    """`opened(**changes)`: a workshop without seats."""
    with contextlib.ExitStack() as stack:

        def make(**changes):
            made = Workshop(house.url, SMALL | changes, seats=(), made_by=next(organisers))
            return stack.enter_context(contextlib.closing(made))

        yield make


def test_a_joiner_may_know_what_is_needed_to_join_and_no_more(opened, anybody):
    workshop = opened(consent="We keep your name until June.")
    told = anybody.get(f"/join/{workshop.code}")
    names = ("title", "subtitle", "language", "languages", "perspectives", "consent", "joining", "rehearsal_of")
    assert {name: told[name] for name in names} == {name: workshop.told[name] for name in names}
    assert [set(room) for room in told["rooms"]] == [{"id", "name", "country", "code", "language"}] * 2
    assert set(told) == {*names, "rooms"}


def test_a_code_is_taken_as_people_type_it(opened, anybody):
    workshop = opened()
    code = workshop.code
    for number, typed in enumerate((code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}")):
        body = {"code": typed, "name": f"Delegate {number}", "room": workshop.rooms["KR"]}
        joined = anybody.post("/join", body)
        assert joined["member"]["room"] == workshop.rooms["KR"]
    assert anybody.get(f"/join/{code.lower()}")["title"] == "Day 3"
    names = [member["name"] for member in workshop.snapshot()["members"]]
    assert names == [f"Delegate {number}" for number in range(4)]


def test_a_room_is_named_by_its_id_its_code_or_its_name(opened, anybody):
    workshop = opened()
    for named in (workshop.rooms["JP"], "JP", "jp", "Japan"):
        joined = anybody.post(
            "/join", {"code": workshop.code, "name": "JP-09", "room": named, "perspective": "workers"}
        )
        member = joined["member"]
        assert (member["room"], member["role"], member["perspective"]) == (
            workshop.rooms["JP"],
            "participant",
            "workers",
        )
    for wrong in ({}, {"room": "Atlantis"}, {"room": ""}):
        error = refusal(anybody.post, "/join", {"code": workshop.code, "name": "JP-09"} | wrong)
        assert (error["code"], list(error["errors"])) == ("invalid", ["room"])


def test_whoever_joined_by_the_code_brings_the_seat_to_another_device_and_nobody_else_has_its_link(
    house, opened, anybody
):
    workshop = opened()
    body = {"code": workshop.code, "name": "KR-09", "room": "KR", "perspective": "workers"}
    phone, other = (anybody.post("/join", body) for _ in range(2))
    told = Http(house.url, phone["token"]).get("/seat/link")
    assert told["qr"].startswith("<svg")
    assert anybody.post("/join", {"link": told["link"]})["member"] == phone["member"]
    assert Http(house.url, other["token"]).get("/seat/link")["link"] != told["link"]
    assert refusal(workshop.organiser.get, "/seat/link")["code"] == "forbidden"
    assert refusal(anybody.get, "/seat/link")["code"] == "unauthenticated"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": 7}, "name"),
        ({"perspective": "martians"}, "perspective"),
        ({"consent": "yes"}, "consent"),
        ({"language": "x" * 17}, "language"),
        ({"role": "facilitator"}, "role"),
        ({"link": "both"}, "code"),
    ],
)
def test_what_does_not_fit_is_named_and_nobody_gets_a_seat(opened, anybody, body, field):
    workshop = opened()
    error = refusal(anybody.post, "/join", {"code": workshop.code, "name": "KR-09", "room": "KR"} | body)
    assert list(error["errors"]) == [field]
    assert workshop.snapshot()["members"] == []


def test_neither_code_nor_link_is_invalid(anybody):
    assert list(refusal(anybody.post, "/join", {"name": "KR-09"})["errors"]) == ["code"]


def test_without_consent_nobody_gets_a_seat_where_it_is_asked_for(opened, anybody):
    workshop = opened(consent="We keep your name until June.")
    body = {"code": workshop.code, "name": "KR-09", "room": "KR"}
    for wanting in ({}, {"consent": False}):
        assert list(refusal(anybody.post, "/join", body | wanting)["errors"]) == ["consent"]
    assert workshop.snapshot()["members"] == []
    assert anybody.post("/join", body | {"consent": True})["token"]


def test_a_workshop_by_roster_takes_nobody_by_its_code(opened, anybody):
    workshop = opened(joining="roster")
    error = refusal(anybody.post, "/join", {"code": workshop.code, "name": "KR-09", "room": "KR"})
    assert error["code"] == "forbidden"
    assert anybody.get(f"/join/{workshop.code}")["joining"] == "roster"
    assert workshop.snapshot()["members"] == []


def test_a_new_delegate_is_seen_by_the_room_at_once(opened, anybody):
    workshop = opened()
    first = anybody.post("/join", {"code": workshop.code, "name": "KR-01", "room": "KR"})
    line = workshop.line()
    line.enter(workshop.rooms["KR"])
    second = anybody.post("/join", {"code": workshop.code, "name": "KR-02", "room": "KR"})
    told = line.event("member.joined")
    assert told["data"]["put"]["members"][0]["name"] == "KR-02"
    assert Http(workshop.url, second["token"]).snapshot(workshop.rooms["KR"])["seq"] == told["seq"]
    assert first["workshop"] == {"id": workshop.id, "title": "Day 3", "code": workshop.code, "language": "en"}


def test_thirty_wrong_codes_are_free_then_the_wait_grows_and_a_right_one_always_passes(server):
    product = server()
    with contextlib.closing(Workshop(product.url, seats=())) as workshop:
        door = Http(product.url)
        assert [refusal(door.get, f"/join/{number:06}")["code"] for number in range(30)] == ["not_found"] * 30
        while "retry_after" not in refusal(door.get, "/join/000000"):
            pass
        waits = []
        for number in range(4):
            answer = door.ask("GET" if number % 2 else "POST", *_wrong(number))
            waits.append(problem(answer, 429)["retry_after"])
            assert int(answer.headers["Retry-After"]) == waits[-1]
            assert door.get(f"/join/{workshop.code}")["title"] == "Day 3"
            body = {"code": workshop.code, "name": f"KR-{number}", "room": "KR"}
            assert door.post("/join", body)["token"]
        assert waits == sorted(waits) and waits[0] < waits[-1]


def _wrong(number):
    if number % 2:
        return ("/join/000000",)
    return ("/join", {"code": "000000", "name": "Nobody", "room": "KR"})
