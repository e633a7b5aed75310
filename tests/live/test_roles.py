"""What each role learns of a workshop by whichever way, and what is left of a seat that was closed."""

import pytest
import requests
import socketio

from tests.live.client import Http, Refused

NOTE = "Only I know that the minister comes at noon."
CALLS = {"KR": "https://call.example.org/kr", "JP": "https://call.example.org/jp"}
SEES_CODE = ("KR-F", "ALL-F")
SEES_CALLS = {
    "KR-F": ["KR"],
    "ALL-F": ["JP", "KR"],
    "KR-04": ["KR"],
    "JP-01": ["JP"],
    "EXPERT": ["JP", "KR"],
    "DONOR": [],
}
"""Whose calls are known to whom."""


@pytest.fixture
def secretive(workshop):
    """A workshop with a note of its organiser, and a call in each room."""
    workshop.run("workshop.change", note=NOTE)
    for country, call in CALLS.items():
        workshop.run("room.change", room=workshop.rooms[country], call_url=call)
    return workshop


def calls(told):
    return sorted(country for country, call in CALLS.items() if call in str(told))


@pytest.mark.parametrize("who", SEES_CALLS)
def test_everybody_reads_of_a_workshop_what_they_need(secretive, who):
    told = secretive.http(who).get(f"/workshops/{secretive.id}")
    assert "note" not in told and ("code" in told) == (who in SEES_CODE)
    assert calls(told) == SEES_CALLS[who]
    assert {room["country"] for room in told["rooms"]} == {"KR", "JP"}


def test_the_organiser_reads_all_of_it(secretive):
    told = secretive.organiser.get(f"/workshops/{secretive.id}")
    assert (told["note"], told["code"], calls(told)) == (NOTE, secretive.code, ["JP", "KR"])


@pytest.mark.parametrize("who", SEES_CALLS)
def test_whoever_reads_a_room_in_the_plenary_gets_no_further_link_to_its_call(secretive, who):
    secretive.start("plenary")
    line, room = secretive.line(who), secretive.rooms["JP"]
    expected = ["JP"] if "JP" in SEES_CALLS[who] else []
    assert calls(line.enter(room)["snapshot"]) == expected
    assert calls(secretive.http(who).snapshot(room)) == expected
    secretive.run("room.change", room=room, name="Nippon", call_url=f"{CALLS['JP']}/new")
    assert line.event("room.changed")["data"]["set"]["room"]["name"] == "Nippon"
    assert calls(line.events()) == []
    assert calls(secretive.http(who).get(f"/rooms/{room}/events?limit=1000")) == []


def test_who_visits_a_room_gets_the_link_to_its_call_for_as_long(secretive):
    room = secretive.rooms["JP"]
    secretive.run("visit.plan", visits={secretive.rooms["KR"]: room})
    secretive.start("visit", "KR")
    assert calls(secretive.line("KR-04").enter(room)["snapshot"]) == ["JP"]
    secretive.start("plenary")
    assert calls(secretive.http("KR-04").snapshot(room)) == []


@pytest.mark.parametrize("who", SEES_CODE)
def test_a_facilitator_hears_neither_the_note_nor_the_calls_of_other_rooms(secretive, who):
    line = secretive.line(who)
    told = line.ask("enter", {"workshop": secretive.id, "since": 0})
    assert "note" not in told["workshop"] and NOTE not in str(told)
    assert calls(told) == SEES_CALLS[who]
    secretive.run("workshop.change", note=f"{NOTE} Really.", subtitle="Of all regions")
    assert line.event("workshop.changed")["data"] == {"subtitle": "Of all regions"}
    secretive.run("room.change", room=secretive.rooms["JP"], call_url=f"{CALLS['JP']}/new")
    assert line.event("room.changed")["data"] == {"room": secretive.rooms["JP"]}
    assert NOTE not in str(line.heard)


def test_a_personal_link_does_not_tell_the_join_code(secretive):
    joined = Http(secretive.url).post("/join", {"link": secretive.seats["KR-04"]["link"]})
    assert set(joined["workshop"]) == {"id", "title", "language"}
    mine = {"code": secretive.code, "name": "KR-05", "room": "KR", "perspective": "workers"}
    assert Http(secretive.url).post("/join", mine)["workshop"]["code"] == secretive.code


@pytest.mark.parametrize(("who", "expected"), [("KR-F", ["KR"]), ("KR-04", ["KR"]), ("DONOR", []), ("JP-01", [])])
def test_a_file_holds_no_note_and_no_call_that_its_reader_does_not_know(declared, who, expected):
    room = declared.rooms["KR"]
    file = declared.http(who).get(f"/rooms/{room}/export/json")
    assert (file["note"], calls(file)) == ("", expected)


@pytest.fixture
def declared(secretive):
    """KR has declared an agenda of one measure, and all are in the plenary."""
    secretive.start("gather", "KR")
    card = secretive.card("Insure carers")
    room, lead = secretive.rooms["KR"], secretive.http("KR-F")
    secretive.start("declare", "KR")
    lead.room(room, "card.reveal")
    lead.room(room, "measure.adopt", cards=[card])
    lead.room(room, "declaration.declare", waive="A rehearsal of the day.")
    secretive.start("plenary")
    return secretive


def test_the_organiser_takes_the_note_along(declared):
    file = declared.organiser.get(f"/workshops/{declared.id}/export/json")
    assert (file["note"], calls(file)) == (NOTE, ["JP", "KR"])


# A seat that was closed.


def closed(workshop, who):
    """The door of somebody whose seat is closed while they have it open."""
    door = workshop.http(who)
    workshop.run("member.remove", member=workshop.member(who))
    return door


API = (
    *("/seat/link", "/workshops", "/workshops/{id}", "/rooms/{room}", "/rooms/{room}/events"),
    *("/workshops/{id}/rehearsal", "/workshops/{id}/roster", "/workshops/{id}/screens"),
    *("/workshops/{id}/export/json", "/rooms/{room}/export/json"),
)


def status(door, method, path, workshop):
    return door.ask(method, path.format(id=workshop.id, room=workshop.rooms["KR"]), {} if method == "POST" else None)


def test_a_closed_seat_is_nobody_any_more(workshop):
    door = closed(workshop, "KR-04")
    told = {path: status(door, "GET", path, workshop).status_code for path in API}
    assert told == dict.fromkeys(API, 401)
    assert door.ask("DELETE", "/tokens").status_code == 401


def test_a_closed_seat_opens_no_page_and_no_way_to_its_room(workshop):
    browser = requests.Session()
    assert browser.post(workshop.seats["KR-04"]["link"], timeout=30).status_code == 200
    workshop.run("member.remove", member=workshop.member("KR-04"))
    for page in ("/seat", f"/rooms/{workshop.rooms['KR']}", f"/workshops/{workshop.id}"):
        answer = browser.get(f"{workshop.url}{page}", timeout=30, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.url.partition("?")[0]) in (
            (401, f"{workshop.url}{page}"),
            (200, f"{workshop.url}/sign-in"),
        )


def test_a_closed_seat_opens_no_connection(workshop):
    door, line, heard = closed(workshop, "KR-04"), socketio.Client(reconnection=False), []
    line.on("connect_error", heard.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        line.connect(workshop.url, auth={"token": door.token}, transports=["websocket"])
    told = "This seat has been closed"
    assert heard == [{"message": told, "data": {"code": "unauthenticated", "detail": told}}]


def test_a_screen_has_business_nowhere_else(workshop):
    made = workshop.organiser.post(f"/workshops/{workshop.id}/screens")
    door = Http(workshop.url, made["link"].rpartition("/")[2])
    told = {path: status(door, "GET", path, workshop).status_code for path in API}
    assert told == dict.fromkeys(API, 404)
    for path in ("/workshops/{id}/rehearsal", "/workshops/{id}/screens", "/workshops/{id}/copy"):
        assert status(door, "POST", path, workshop).status_code == 404
    assert door.ask("POST", "/workshops", {"title": "Mine"}).status_code == 404
    assert door.ask("POST", "/workshops/import", {}).status_code == 404
    assert door.ask("DELETE", "/tokens").status_code == 404
    with pytest.raises(Refused, match="not_found"):
        door.room(workshop.rooms["KR"], "hand.raise")
