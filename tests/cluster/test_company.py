"""Two processes, one workshop: people on either see each other, and a closed seat is closed on both."""

import pytest

from tests.live.client import Http, Live
from tests.players import players
from tests.waiting import until


@pytest.fixture
def pair(server, postgresql, migrated_postgresql, redis_url):
    """Two processes on one PostgreSQL and one Redis, with the same secret key."""
    shared = {"database_url": postgresql.database(template=migrated_postgresql), "redis_url": redis_url}
    return [server(**shared, env={"SECRET_KEY": "the same in both processes"}) for _ in range(2)]


@pytest.fixture
def room(pair):
    """An organiser's door, a room's id, and a delegate's connection to each process."""
    made = Http(pair[0].url).post(
        "/accounts", {"email": "o@example.org", "password": "a password of the tests", "name": "Organiser"}
    )
    organiser = Http(pair[0].url, made["token"])
    workshop = organiser.post("/workshops", {"title": "Two processes", "rooms": [{"name": "Japan", "country": "JP"}]})
    room = workshop["rooms"][0]["id"]
    seats = [
        Http(process.url).post("/join", {"code": workshop["code"], "name": f"JP-0{n}", "room": room})
        for n, process in enumerate(pair, 1)
    ]
    lines = [Live(process.url, seat["token"]) for process, seat in zip(pair, seats, strict=True)]
    yield organiser, workshop["id"], room, seats, lines
    for line in lines:
        line.close()


def test_an_event_on_one_process_is_heard_on_the_other(room):
    _, _, place, _, (here, there) = room
    here.enter(place)
    first = there.enter(place)["seq"]
    here.room(place, "hand.raise", note="The sound is gone")
    until(lambda: there.events())
    assert [(event["seq"], event["type"]) for event in there.events()] == [(first + 1, "hand.raised")]


def test_people_on_both_processes_are_present(room):
    _, _, place, seats, (here, there) = room
    here.enter(place)
    until(lambda: len(there.enter(place)["present"]) == 2, every=0.5)
    assert {one["member"] for one in there.enter(place)["present"]} == {seat["member"]["id"] for seat in seats}


def test_whoever_comes_in_sees_the_carets_of_the_other_process(room):
    organiser, workshop, place, seats, (here, there) = room
    plan = next(
        stage["id"] for stage in organiser.get(f"/workshops/{workshop}")["programme"] if stage["kind"] == "plan"
    )
    organiser.command("workshop", workshop, "stage.start", {"stage": plan})
    here.enter(place)
    here.io.emit("presence", {"room": place, "card": "a card", "field": "title", "cursor": b"\x02\xff\x00"})

    def caret():
        return [one.get("cursor") for one in there.enter(place)["present"] if one["member"] == seats[0]["member"]["id"]]

    until(lambda: caret() == [b"\x02\xff\x00"], every=0.5)


def test_a_closed_seat_stops_receiving_on_any_process(room):
    organiser, workshop, place, seats, (here, there) = room
    here.enter(place)
    there.enter(place)
    organiser.command("workshop", workshop, "member.remove", {"member": seats[1]["member"]["id"]})
    until(lambda: not there.io.connected)
    assert ("goodbye", {"reason": "removed"}) in there.heard
    assert here.io.connected


def test_the_people_of_a_killed_process_are_away(pair, room):
    _, _, place, seats, (here, there) = room
    here.enter(place)
    there.enter(place)
    pair[1].kill()
    gone = seats[1]["member"]["id"]

    def away():
        return [one["away"] for one in here.enter(place)["present"] if one["member"] == gone] == [True]

    until(away, seconds=30, every=0.5)


def test_a_rehearsal_that_one_process_plays_is_seen_and_removed_on_the_other(pair, room):
    organiser, workshop, _, seats, _ = room
    at = f"/workshops/{workshop}/rehearsal"
    copy = organiser.post(at, {"speed": 100})["id"]
    other = Http(pair[1].url, organiser.token)
    assert other.get(at)["state"] == "playing"
    (there,) = other.get(f"/workshops/{copy}")["rooms"]
    watching = Live(pair[1].url, organiser.token)
    until(lambda: len(watching.enter(there["id"])["present"]) == 1 + len(seats), seconds=60, every=0.5)
    assert len(players(pair[0])) == 1
    assert other.ask("DELETE", at).status_code == 204
    until(lambda: not players(pair[0]), seconds=60)
    watching.close()
