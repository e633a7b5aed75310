"""A rehearsal by its organiser's word: begun, refused, looked at and removed. What is played in it: tests/live."""

import pytest

from tests.live.client import Http, new_id
from tests.live.workshop import Workshop, account
from tests.web.api.problems import problem, refusal


@pytest.fixture
def at(workshop):
    """Where its rehearsal is; removed after the test."""
    path = f"/workshops/{workshop.id}/rehearsal"
    yield path
    workshop.organiser.ask("DELETE", path)


def names(workshop):
    return [each["id"] for each in workshop.organiser.get("/workshops")["workshops"]]


def test_it_is_begun_marked_and_removed_with_all_that_is_in_it(workshop, at):
    ours = workshop.organiser
    known = names(workshop)
    assert refusal(ours.get, at)["code"] == "not_found"
    made = ours.post(at, {"speed": 20, "rooms": [workshop.rooms["JP"]]})
    assert set(made) == {"id", "title", "code", "made_at", "kept_until", "state"}
    assert (made["title"], made["state"]) == ("Day 3", "playing")
    assert ours.get(at) == made
    copy = ours.get(f"/workshops/{made['id']}")
    assert (copy["rehearsal_of"], ours.get(f"/workshops/{workshop.id}")["rehearsal_of"]) == (workshop.id, None)
    assert Http(workshop.url).get(f"/join/{made['code']}")["rehearsal_of"] == workshop.id
    room = copy["rooms"][0]["id"]
    assert ours.snapshot(room)["workshop"]["rehearsal_of"] == workshop.id
    assert names(workshop) == known
    exported = ours.ask("GET", f"/workshops/{made['id']}/export/md")
    assert exported.text.startswith("# Rehearsal: Day 3")
    assert "Rehearsal" in exported.headers["Content-Disposition"]
    assert ours.ask("DELETE", at).status_code == 204
    for path in (at, f"/workshops/{made['id']}", f"/rooms/{room}"):
        assert refusal(ours.get, path)["code"] == "not_found"
    assert problem(ours.ask("DELETE", at), 404)["code"] == "not_found"


def test_a_second_one_is_refused_and_the_first_plays_on(workshop, at):
    made = workshop.organiser.post(at, {"play": False})
    assert made["state"] == "outside"
    assert problem(workshop.organiser.ask("POST", at, {}), 409)["code"] == "conflict"
    inside = f"/workshops/{made['id']}/rehearsal"
    assert problem(workshop.organiser.ask("POST", inside, {}), 409)["detail"] == "This is a rehearsal itself"
    assert workshop.organiser.get(at) == made


@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
def test_it_is_its_organisers_alone(workshop, at, organisers, method):
    workshop.organiser.post(at, {"play": False})
    for door, status in (
        (Http(workshop.url), 401),
        (Http(workshop.url, next(organisers)["token"]), 404),
        (workshop.http("ALL-F"), 403),
        (workshop.http("KR-01"), 403),
    ):
        problem(door.ask(method, at, {} if method == "POST" else None), status)
    assert workshop.organiser.get(at)["state"] == "outside"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"speed": 0}, "invalid"),
        ({"speed": 101}, "invalid"),
        ({"speed": "fast"}, "invalid"),
        ({"lead": "yes"}, "invalid"),
        ({"rooms": []}, "invalid"),
        ({"rooms": ["KR"]}, "invalid"),
        ({"colour": "red"}, "invalid"),
        ({"rooms": [new_id()]}, "not_found"),
    ],
)
def test_what_makes_no_sense_begins_nothing(workshop, at, wrong, code):
    assert refusal(workshop.organiser.post, at, wrong)["code"] == code
    assert refusal(workshop.organiser.get, at)["code"] == "not_found"


@pytest.mark.parametrize(("most", "status"), [("1", 409), ("0", 403)])
def test_a_server_plays_no_more_of_them_than_it_has_room_for(server, most, status):
    url = server(env={"REHEARSALS": most, "OPEN_REGISTRATION": "1"}).url
    maker = account(url)
    first, second = (Workshop(url, made_by=maker, seats=()) for _ in range(2))
    for _ in range(int(most)):
        assert first.organiser.post(f"/workshops/{first.id}/rehearsal", {})["state"] == "playing"
    problem(second.organiser.ask("POST", f"/workshops/{second.id}/rehearsal", {}), status)
    problem(second.organiser.ask("GET", f"/workshops/{second.id}/rehearsal"), 404)
