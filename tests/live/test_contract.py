"""What the server refuses, and how it says so: the same in both doors."""

import time

import pytest
import socketio

from app.config import Limits
from tests.live.client import Http, Live, Refused, new_id
from tests.live.workshop import Workshop


class ByHttp:
    """Commands over HTTP; a refusal has to be a whole problem document."""

    def __init__(self, workshop):
        self.workshop = workshop

    def command(self, who, room, type, data, id=None):
        door = self.workshop.http(who)
        body = {"id": id or new_id(), "type": type, "data": data}
        answer = door.ask("POST", f"/rooms/{room}/commands", body)
        if answer.status_code == 200:
            return answer.json()
        raise Refused(problem(answer))


class ByLive:
    """The same over Socket.IO."""

    def __init__(self, workshop):
        self.workshop, self.lines = workshop, {}

    def command(self, who, room, type, data, id=None):
        if who not in self.lines:
            self.lines[who] = self.workshop.line(who)
        answer = self.lines[who].io.call("command", {"room": room, "id": id or new_id(), "type": type, "data": data})
        if answer["ok"]:
            return answer
        assert set(answer) == {"ok", "error"}
        assert set(answer["error"]) - {"errors", "retry_after"} == {"code", "detail"}
        raise Refused(answer["error"])


@pytest.fixture(params=[ByHttp, ByLive])
def door(request, workshop):
    return request.param(workshop)


def problem(answer, status=None):
    """An HTTP refusal, checked for its form (RFC 9457)."""
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(told) - {"errors", "retry_after"} == {"type", "title", "status", "detail", "code"}
    assert told["status"] == answer.status_code == (status or told["status"])
    assert all(told[name] for name in ("type", "title", "detail", "code"))
    return {name: told[name] for name in ("code", "detail", "errors", "retry_after") if name in told}


def refusal(door, *asked, **rest):
    with pytest.raises(Refused) as refused:
        door.command(*asked, **rest)
    return refused.value.error


# Who is asking.


def test_whoever_shows_no_valid_token_is_unauthenticated(workshop):
    paths = (f"/rooms/{workshop.rooms['KR']}", f"/workshops/{workshop.id}", "/workshops")
    for shown in (None, "Bearer", "Bearer wrong", "Basic b3Jn", "Bearer 한국"):
        headers = {"Authorization": shown.encode()} if shown else {}
        for path in paths:
            answer = Http(workshop.url).ask("GET", path, headers=headers)
            assert problem(answer, 401)["code"] == "unauthenticated"


def test_a_revoked_token_is_unauthenticated(workshop):
    door = workshop.http("KR-01")
    assert door.ask("DELETE", "/tokens").status_code == 204
    assert problem(door.ask("GET", f"/rooms/{workshop.rooms['KR']}"), 401)["code"] == "unauthenticated"


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_a_connection_without_a_valid_token_is_refused_in_words(house, transport):
    for auth in ({}, {"token": "wrong"}, {"token": 7}, {"token": None}, "wrong", ["wrong"]):
        line = socketio.Client(reconnection=False)
        heard = []
        line.on("connect_error", heard.append)
        with pytest.raises(socketio.exceptions.ConnectionError):
            line.connect(house.url, auth=auth, transports=[transport])
        told = "Please join or sign in first"
        assert heard == [{"message": told, "data": {"code": "unauthenticated", "detail": told}}]


def test_a_delegate_may_connect_by_plain_requests_where_websockets_are_blocked(workshop):
    line = workshop.line("KR-01", transports=("polling",))
    assert line.enter(workshop.rooms["KR"])["snapshot"]["room"]["country"] == "KR"
    workshop.start("shape")
    assert line.event("stage.started")["data"]["set"]["stage"]["kind"] == "shape"


# What one may, and what there is.


def test_what_the_stage_forbids_is_forbidden_and_the_stage_is_named(door, workshop):
    room = workshop.rooms["KR"]
    assert refusal(door, "KR-01", room, "theme.add", {"title": "Youth"}) == {
        "code": "forbidden",
        "detail": "This is not possible in the stage “Brief”",
    }


def test_what_only_facilitators_may_is_forbidden_to_a_delegate(door, workshop):
    error = refusal(door, "KR-01", workshop.rooms["KR"], "poll.open", {"method": "dots"})
    assert error == {"code": "forbidden", "detail": "Only the facilitator of this room may do that"}


@pytest.mark.parametrize("who", ["JP-01", "JP-F", "DONOR"])
def test_another_rooms_board_is_not_found(door, workshop, who):
    error = refusal(door, who, workshop.rooms["KR"], "hand.raise", {})
    assert error == {"code": "not_found", "detail": "There is no such thing, or it is not yours to see"}


def test_what_does_not_exist_looks_the_same_as_what_is_not_ones_own(door, workshop):
    foreign = refusal(door, "JP-01", workshop.rooms["KR"], "hand.raise", {})
    assert refusal(door, "JP-01", new_id(), "hand.raise", {}) == foreign
    assert refusal(door, "JP-01", "KR", "hand.raise", {}) == foreign


def test_a_well_formed_id_that_names_nothing_is_not_found(door, workshop):
    workshop.start("shape")
    for type, data in (("card.move", {"card": new_id()}), ("theme.remove", {"theme": new_id()})):
        assert refusal(door, "KR-01", workshop.rooms["KR"], type, data)["code"] == "not_found"


# What fits.


MISFITS = (
    ("card.add", {"title": "One", "colour": "red"}, "colour"),
    ("card.add", {}, "title"),
    ("card.add", {"title": "   "}, "title"),
    ("card.add", {"title": 7}, "title"),
    ("card.add", {"title": None}, "title"),
    ("card.add", {"title": "One", "kind": "wish"}, "kind"),
    ("card.add", {"title": "One", "theme": "first"}, "theme"),
    ("card.add", {"title": "One", "late": "yes"}, "late"),
    ("card.add", {"title": "One\x00"}, "title"),
    ("card.merge", {"into": new_id(), "cards": "all"}, "cards"),
    ("ready.set", {"done": 1}, "done"),
    ("declaration.endorse", {"level": 9}, "level"),
    ("declaration.endorse", {"level": True}, "level"),
    ("declaration.endorse", {"level": "1"}, "level"),
    ("card.teleport", {}, "type"),
    ("text.save", {"doc": "card:1"}, "type"),
    (None, {}, "type"),
    ({"card": "add"}, {}, "type"),
    ("card.add", [], "data"),
    ("card.add", "title", "data"),
)


def test_what_does_not_fit_is_invalid_and_its_field_is_named(door, workshop):
    workshop.start("shape")
    before = workshop.snapshot()["seq"]
    for type, data, field in MISFITS:
        error = refusal(door, "KR-01", workshop.rooms["KR"], type, data)
        assert (error["code"], list(error["errors"])) == ("invalid", [field])
        assert all(isinstance(text, str) and text for text in error["errors"][field])
    assert workshop.snapshot()["seq"] == before


def test_a_command_needs_an_id_of_its_own(door, workshop):
    for id in (7, " ", "one", "{id}", new_id().upper(), new_id().replace("-", "")):
        error = refusal(door, "KR-01", workshop.rooms["KR"], "hand.raise", {}, id=id)
        assert (error["code"], list(error["errors"])) == ("invalid", ["id"])


def test_what_is_over_a_limit_is_too_large_and_nothing_is_kept(door, workshop):
    workshop.start("shape")
    for type, data, field in (
        ("card.add", {"title": "가" * 201}, "title"),
        ("card.add", {"title": "One", "body": "x" * 5001}, "body"),
        ("hand.raise", {"note": "x" * 501}, "note"),
    ):
        error = refusal(door, "KR-01", workshop.rooms["KR"], type, data)
        assert (error["code"], list(error["errors"])) == ("too_large", [field])
    now = workshop.snapshot()
    assert (now["cards"], [member["hand"] for member in now["members"]]) == ([], [False] * 5)


def test_what_is_just_within_the_limits_is_kept(door, workshop):
    workshop.start("shape")
    words = {"title": "가" * 200, "body": "나" * 5000, "gloss": "x" * 200}
    door.command("KR-01", workshop.rooms["KR"], "card.add", words)
    assert [{name: card[name] for name in words} for card in workshop.snapshot()["cards"]] == [words]


def test_the_board_has_moved_on_under_a_late_hand(door, workshop):
    workshop.start("shape")
    card = workshop.card("Remove me")
    door.command("KR-01", workshop.rooms["KR"], "card.remove", {"card": card})
    error = refusal(door, "KR-02", workshop.rooms["KR"], "card.move", {"card": card})
    assert error == {"code": "conflict", "detail": "This card has been removed"}


def test_who_is_too_fast_waits_as_long_as_told_and_is_heard_again(door, workshop):
    room = workshop.rooms["KR"]
    with pytest.raises(Refused) as refused:
        for _ in range(400):
            door.command("KR-01", room, "hand.lower", {})
    error = refused.value.error
    assert error["code"] == "too_fast" and 0 < error["retry_after"] <= 1
    door.command("KR-02", room, "hand.lower", {})
    workshop.organiser.snapshot(room)
    line = workshop.line("KR-02")
    assert line.until(lambda: _accepted(door, room))["ok"] is True


def _accepted(door, room):
    try:
        return door.command("KR-01", room, "hand.lower", {})
    except Refused as refused:
        assert refused.code == "too_fast"
        return None


def test_both_doors_and_two_tabs_share_one_pace(workshop):
    """Together they are given what a bucket gives in that time, however slow the machine is."""
    room, door, limits = workshop.rooms["KR"], workshop.http("KR-01"), Limits()
    tabs, heard = [workshop.line("KR-01"), workshop.line("KR-01")], []
    asked = {"type": "hand.lower", "data": {}}
    begun = time.monotonic()
    for _ in range(limits.burst):
        for tab in tabs:
            tab.io.emit("command", {"room": room, "id": new_id()} | asked, callback=heard.append)
    answers = [door.ask("POST", f"/rooms/{room}/commands", {"id": new_id()} | asked) for _ in range(limits.burst)]
    for tab in tabs:
        tab.settle()
    tabs[0].until(lambda: len(heard) == 2 * limits.burst)
    given = sum(one["ok"] for one in heard) + sum(answer.ok for answer in answers)
    assert limits.burst <= given <= limits.burst + limits.pace * (time.monotonic() - begun) + 1
    assert {one["error"]["code"] for one in heard if not one["ok"]} <= {"too_fast"}
    for refused in answers:
        if not refused.ok:
            assert problem(refused, 429)["code"] == "too_fast" and int(refused.headers["Retry-After"]) >= 1


# What is no request at all.


def test_a_body_that_is_no_object_is_invalid(workshop):
    door, path = workshop.http("KR-01"), f"/rooms/{workshop.rooms['KR']}/commands"
    for body in (b"{", b"", b"null", b"[]", b'"text"', b"\xff\xfe", b'{"id": NaN}', b'"\\ud800"'):
        answer = door.ask("POST", path, data=body, headers={"Content-Type": "application/json"})
        assert problem(answer, 422)["code"] == "invalid"


def test_a_message_that_is_no_object_is_invalid(workshop):
    line = workshop.line("KR-01")
    for name in (
        "enter",
        "leave",
        "command",
        "presence",
        "clock",
        "text.open",
        "text.update",
        "text.set",
        "text.close",
    ):
        for payload in (None, "text", 7, [], [{}], b"\x00", True):
            with pytest.raises(Refused) as refused:
                line.ask(name, payload)
            assert refused.value.error == {"code": "invalid", "detail": "Send an object"}
    assert line.settle()["now"]


def test_a_field_that_does_not_belong_in_a_message_is_invalid(workshop):
    line, room = workshop.line("KR-01"), workshop.rooms["KR"]
    doc = {"doc": f"declaration:{room}"}
    messages = {
        "enter": {"room": room},
        "leave": {"room": room},
        "command": {"room": room, "id": new_id(), "type": "hand.raise", "data": {}},
        "presence": {"room": room},
        "clock": {},
        "text.open": doc,
        "text.update": doc | {"update": b""},
        "text.set": doc | {"field": "preamble", "value": "x", "base": ""},
        "text.close": doc,
        "text.history": doc,
    }
    for name, payload in messages.items():
        with pytest.raises(Refused) as refused:
            line.ask(name, payload | {"colour": "red"})
        told = refused.value.error
        assert (name, told["code"], told["errors"]) == (name, "invalid", {"colour": ["Unknown field."]})


def test_a_message_nobody_knows_is_answered_and_harms_nobody(workshop):
    line = workshop.line("KR-01")
    with pytest.raises(Refused) as refused:
        line.ask("room.explode", {"room": workshop.rooms["KR"]})
    assert refused.value.error == {"code": "invalid", "detail": "There is no such message"}
    assert line.enter(workshop.rooms["KR"])["seq"] >= 1


def test_a_message_with_more_than_one_payload_is_read_by_its_first(workshop):
    line = workshop.line("KR-01")
    answer = line.io.call("enter", ({"room": workshop.rooms["KR"]}, {"room": workshop.rooms["JP"]}))
    assert answer["snapshot"]["room"]["country"] == "KR"


def test_bytes_are_no_part_of_a_command(workshop):
    line = workshop.line()
    stage = {"stage": workshop.stage("brief"), "settings": {"secret": b"\x00\x01"}}
    with pytest.raises(Refused, match="invalid"):
        line.workshop(workshop.id, "stage.change", **stage)


def test_a_message_over_the_limit_ends_the_line_and_nothing_else(workshop):
    near, far = workshop.sit("KR-01", "KR-02")
    with pytest.raises(Refused, match="too_large"):
        near.room(workshop.rooms["KR"], "hand.raise", note="x" * 200_000)
    near.io.emit("command", {"room": workshop.rooms["KR"], "data": {"note": "x" * 300_000}})
    near.until(lambda: not near.open)
    assert far.settle()["now"]
    assert workshop.sit("KR-01").open


def test_refusals_speak_the_listeners_language(workshop):
    room = workshop.rooms["KR"]
    answer = workshop.http("KR-01").ask("GET", f"/rooms/{new_id()}", headers={"Accept-Language": "ko"})
    korean = problem(answer, 404)["detail"]
    line = workshop.line("KR-01", headers={"Accept-Language": "ko"})
    with pytest.raises(Refused) as refused:
        line.enter(new_id())
    assert refused.value.error["detail"] == korean
    assert workshop.http("KR-01").ask("GET", f"/rooms/{room}").status_code == 200


# Once.


def test_the_same_command_by_both_doors_is_done_once(workshop):
    workshop.start("shape")
    room, id, data = workshop.rooms["KR"], new_id(), {"title": "Only once"}
    line = workshop.sit("KR-01")
    first = line.command("room", room, "card.add", data, id=id)
    again = workshop.http("KR-01").command("room", room, "card.add", data, id=id)
    other = workshop.line("KR-01").command("room", room, "card.add", data, id=id)
    assert again == {"ok": True, **first} and other == first
    assert first["data"] == {"card": id}
    assert [card["title"] for card in workshop.snapshot()["cards"]] == ["Only once"]
    line.settle()
    assert [event["seq"] for event in line.events() if event["type"] == "card.added"] == [first["seq"]]


def test_a_refused_command_may_come_again_under_its_id(workshop):
    room, id, data = workshop.rooms["KR"], new_id(), {"title": "Too early"}
    line = workshop.sit("KR-01")
    with pytest.raises(Refused, match="forbidden"):
        line.command("room", room, "card.add", data, id=id)
    workshop.start("shape")
    assert line.command("room", room, "card.add", data, id=id)["data"] == {"card": id}


def test_two_people_with_the_same_command_id_do_not_get_each_others_card(door, workshop):
    workshop.start("shape")
    room, id = workshop.rooms["KR"], new_id()
    door.command("KR-01", room, "card.add", {"title": "First"}, id=id)
    error = refusal(door, "KR-02", room, "card.add", {"title": "Second"}, id=id)
    assert error == {"code": "conflict", "detail": "The board has moved on"}
    assert [card["title"] for card in workshop.snapshot()["cards"]] == ["First"]


def test_what_was_acknowledged_before_a_restart_is_not_done_again_after_it(server):
    product = server()
    workshop = Workshop(product.url)
    workshop.start("shape")
    room, id = workshop.rooms["KR"], new_id()
    line = workshop.line("KR-01")
    first = line.command("room", room, "card.add", {"title": "Only once"}, id=id)
    product.kill()
    product.start()
    again = Live(product.url, workshop.http("KR-01").token)
    assert again.command("room", room, "card.add", {"title": "Only once"}, id=id) == first
    assert (
        workshop.http("KR-01").command("room", room, "card.add", {"title": "Only once"}, id=id)["seq"] == first["seq"]
    )
    assert len(workshop.snapshot()["cards"]) == 1
    again.close()
    workshop.close()


def test_a_command_that_changes_nothing_is_well_and_says_nothing(workshop):
    line = workshop.sit("KR-01")
    before = line.settle()["seq"]
    answer = line.room(workshop.rooms["KR"], "hand.lower")
    assert answer == {"seq": before[f"room:{workshop.rooms['KR']}"], "data": {}}
    assert line.settle()["seq"] == before and line.events() == []
