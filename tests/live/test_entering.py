"""Coming in, missing something, leaving: what a connection gets of a room and of a workshop."""

from datetime import UTC, datetime

import pytest

from tests.live.client import Refused, new_id

SNAPSHOT = {
    *("seq", "room", "workshop", "stage", "programme", "timer", "themes", "cards", "private", "measures", "polls"),
    *("declaration", "members", "findings", "ready", "announcement", "plenary", "visit"),
}


def test_who_enters_gets_the_room_as_it_is(workshop):
    room = workshop.rooms["KR"]
    answer = workshop.line("KR-01").enter(room)
    assert set(answer) == {"seq", "snapshot", "mine", "present"}
    assert set(answer["snapshot"]) == SNAPSHOT
    assert answer["seq"] == answer["snapshot"]["seq"]
    assert answer["mine"]["member"]["name"] == "KR-01" and answer["mine"]["may"] == {"drive": False}
    assert [(one["name"], one["away"]) for one in answer["present"]] == [("KR-01", False)]
    assert workshop.http("KR-01").snapshot(room) == answer["snapshot"]


def test_a_facilitator_gets_the_desk_along(workshop):
    answer = workshop.line("KR-F").enter(workshop.rooms["KR"])
    assert (answer["desk"]["country"], answer["desk"]["expected"], answer["mine"]["may"]) == ("KR", 4, {"drive": True})


def test_who_missed_something_gets_what_happened_since(workshop):
    workshop.start("shape")
    room, early = workshop.rooms["KR"], workshop.sit("KR-01")
    first = early.settle()["seq"][f"room:{room}"]
    for title in ("One", "Two", "Three"):
        workshop.card(title, by="KR-02")
    late = workshop.line("KR-03").enter(room, since=first)
    early.settle()
    assert set(late) == {"seq", "events", "mine", "present"}
    assert late["events"] == early.events(f"room:{room}")
    assert [event["seq"] for event in late["events"]] == [first + 1, first + 2, first + 3] and late["seq"] == first + 3
    assert workshop.line("KR-04").enter(room, since=late["seq"])["events"] == []


def test_who_is_ahead_of_the_log_gets_a_snapshot(workshop):
    answer = workshop.line("KR-01").enter(workshop.rooms["KR"], since=10**9)
    assert "events" not in answer and answer["snapshot"]["seq"] == answer["seq"]


def test_events_over_http_come_in_pages_oldest_first(workshop):
    workshop.start("shape")
    room = workshop.rooms["KR"]
    for number in range(5):
        workshop.card(f"Card {number}")
    everything = workshop.organiser.get(f"/rooms/{room}/events")
    assert [event["seq"] for event in everything["events"]] == list(range(1, everything["seq"] + 1))
    assert everything["more"] is False
    pages, since, more = [], 0, True
    while more:
        page = workshop.organiser.get(f"/rooms/{room}/events?since={since}&limit=2")
        assert len(page["events"]) <= 2 and page["seq"] == everything["seq"]
        pages += page["events"]
        since, more = pages[-1]["seq"], page["more"]
    assert pages == everything["events"]
    for query in ("since=-1", "since=x", "limit=0", "limit=1001", "since=1.5", "limit=²"):
        with pytest.raises(Refused, match="invalid"):
            workshop.organiser.get(f"/rooms/{room}/events?{query}")


def test_a_place_that_is_not_ones_own_is_not_found(workshop):
    for who, place in (
        ("KR-01", {"room": workshop.rooms["JP"]}),
        ("KR-F", {"room": workshop.rooms["JP"]}),
        ("DONOR", {"room": workshop.rooms["KR"]}),
        ("KR-01", {"room": new_id()}),
        ("KR-01", {"room": "KR"}),
        ("KR-F", {"workshop": new_id()}),
    ):
        with pytest.raises(Refused) as refused:
            workshop.line(who).ask("enter", place)
        assert refused.value.code == "not_found", (who, place)


def test_what_names_no_place_is_invalid(workshop):
    line, room = workshop.line("KR-F"), workshop.rooms["KR"]
    for asked in (
        *({}, {"room": room, "workshop": workshop.id}, {"room": 7}, {"room": room, "since": -1}, {"room": b"KR"}),
        *({"room": room, "since": "1"}, {"room": room, "since": True}, {"room": room, "until": 7}),
    ):
        with pytest.raises(Refused) as refused:
            line.ask("enter", asked)
        assert refused.value.code == "invalid", asked


def test_an_expert_and_a_facilitator_of_all_enter_any_room(workshop):
    for who in ("EXPERT", "ALL-F"):
        line = workshop.line(who)
        assert {line.enter(room)["snapshot"]["room"]["id"] for room in workshop.rooms.values()} == {
            *workshop.rooms.values()
        }
        assert line.settle()["seq"].keys() == {f"room:{room}" for room in workshop.rooms.values()}


def test_who_was_in_a_room_that_is_removed_hears_so(workshop):
    spare = workshop.run("room.add", name="Indonesia", country="ID")["data"]["room"]
    expert = workshop.line("EXPERT")
    expert.enter(spare)
    workshop.run("room.remove", room=spare)
    expert.until(lambda: not expert.open)
    assert expert.told("goodbye") == [{"reason": "gone"}]


def test_everybody_reads_every_room_in_the_plenary_and_no_longer_after_it(workshop):
    room = workshop.rooms["KR"]
    workshop.start("plenary")
    guests = [workshop.line("JP-01"), workshop.line("DONOR"), workshop.line("JP-F")]
    for guest in guests:
        assert guest.enter(room)["snapshot"]["stage"]["kind"] == "plenary"
    host, expert = workshop.sit("KR-01"), workshop.line("EXPERT")
    expert.enter(room)
    workshop.start("shape", "KR")
    workshop.card("After the plenary")
    for guest, who in zip(guests, ("JP-01", "DONOR", "JP-F"), strict=True):
        guest.until(lambda guest=guest: not guest.open)
        assert guest.told("goodbye") == [{"reason": "shut"}]
        with pytest.raises(Refused, match="not_found"):
            workshop.line(who).enter(room)
        assert [e["type"] for e in guest.events() if e["type"] == "card.added"] == []
    for reader in (host, expert):
        assert reader.event("card.added")["data"]["put"]["cards"][0]["title"] == "After the plenary"


def test_a_room_visits_another_and_leaves_when_its_visit_is_over(workshop):
    host, home = workshop.rooms["KR"], workshop.rooms["JP"]
    workshop.start("shape")
    card = workshop.card("One form")
    (measure,) = workshop.http("KR-F").room(host, "measure.adopt", cards=[card])["data"]["measures"]
    workshop.run("visit.plan", visits={home: host})
    with pytest.raises(Refused, match="not_found"):
        workshop.line("JP-01").enter(host)
    at_home = workshop.sit("KR-01")
    workshop.start("visit", "JP")
    visitor, other = workshop.line("JP-01"), workshop.http("JP-02")
    answer = visitor.enter(host)
    assert set(answer) == {"seq", "snapshot", "mine", "present"}
    assert [each["id"] for each in answer["snapshot"]["measures"]] == [measure]
    assert other.snapshot(host)["measures"] == answer["snapshot"]["measures"]
    assert other.get(f"/rooms/{host}/events")["seq"] == answer["seq"]
    with pytest.raises(Refused, match="not_found"):
        visitor.ask("text.open", {"doc": f"measure:{measure}"})
    said = {"measure": measure, "text": "We have one to lend.", "offer": True}
    visitor.room(host, "visit.comment", **said)
    other.room(host, "visit.comment", measure=measure, text="How long did it take?", request=True)
    for line in (at_home, visitor):
        line.until(lambda line=line: len([e for e in line.events() if e["type"] == "visit.commented"]) == 2)
    (told,) = at_home.event("visit.commented")["data"]["put"][f"measures/{measure}/visits"]
    assert (told["text"], told["room"]["country"], told["offer"]) == (said["text"], "JP", True)
    with pytest.raises(Refused, match="not_found"):
        workshop.line("KR-01").enter(home)
    workshop.run("visit.plan", visits={})
    visitor.until(lambda: not visitor.open)
    assert visitor.told("goodbye") == [{"reason": "shut"}]
    with pytest.raises(Refused, match="not_found"):
        workshop.line("JP-01").enter(host)
    assert at_home.settle() and at_home.open


def test_who_left_hears_no_more(workshop):
    workshop.start("shape")
    room = workshop.rooms["KR"]
    gone, here = workshop.sit("KR-01", "KR-02")
    assert gone.ask("leave", {"room": room}) == {}
    assert gone.settle()["seq"] == {}
    here.until(lambda: _left(here, workshop.member("KR-01")))
    workshop.card("Without me", by="KR-03")
    gone.settle()
    assert gone.events() == [] and here.event("card.added")
    assert gone.ask("leave", {"room": room}) == {}
    assert gone.enter(room)["snapshot"]["cards"][0]["title"] == "Without me"


def _left(line, member):
    return any(member in news["left"] for news in line.told("presence"))


def test_the_console_hears_a_line_for_each_room_and_after_leaving_none(workshop):
    console, room = workshop.line(), workshop.rooms["KR"]
    answer = console.ask("enter", {"workshop": workshop.id})
    assert [tile["country"] for tile in answer["rooms"]] == ["KR", "JP"]
    counted = {"invited": 6, "expected": 6, "confirmed": 0, "declined": 0, "tried": 0, "joined": 0}
    assert (answer["workshop"]["title"], answer["workshop"]["members"]) == ("Day 3", counted)
    assert [seat["name"] for seat in answer["workshop"]["unseated"]] == ["ALL-F", "EXPERT", "DONOR"]
    assert workshop.line("KR-F").ask("enter", {"workshop": workshop.id})["workshop"]["unseated"] == []
    workshop.start("shape")
    # A line of a moment ago may still come; the last one of each room tells the new stage.
    console.until(lambda: _stages_of(console, *workshop.rooms.values()) == ["shape", "shape"])
    assert console.event("stage.started")["stream"] == f"workshop:{workshop.id}"
    console.ask("leave", {"workshop": workshop.id})
    watcher = workshop.line()
    watcher.ask("enter", {"workshop": workshop.id})
    heard = len(console.heard)
    workshop.http("KR-02").room(room, "hand.raise")
    watcher.until(lambda: [tile for tile in watcher.told("tile") if tile["hands"]])
    console.settle()
    assert console.heard[heard:] == []


def _stages_of(console, *rooms):
    last = {tile["id"]: tile["stage"]["kind"] for tile in console.told("tile")}
    return [last.get(room) for room in rooms]


def test_a_facilitator_of_one_room_sees_one_line_on_the_console_and_a_delegate_none(workshop):
    answer = workshop.line("KR-F").ask("enter", {"workshop": workshop.id})
    assert [tile["country"] for tile in answer["rooms"]] == ["KR"]
    for who in ("KR-01", "EXPERT", "DONOR"):
        with pytest.raises(Refused, match="forbidden"):
            workshop.line(who).ask("enter", {"workshop": workshop.id})


def test_who_leads_sees_who_else_leads_and_where_and_delegates_no_more_than_before(workshop):
    first, delegate = workshop.line(), workshop.sit("KR-01")
    alone = first.ask("enter", {"workshop": workshop.id})
    organiser = [(one["role"], one["away"]) for one in alone["present"]]
    assert (organiser, [tile["leads"] for tile in alone["rooms"]]) == ([("organiser", False)], [[], []])
    assert alone["rooms"][0]["present"] == {workshop.member("KR-01"): False}
    second = workshop.line("ALL-F")
    second.ask("enter", {"workshop": workshop.id})
    joined = first.until(lambda: [one for one in _joined(first) if one["name"] == "ALL-F"])
    assert [one.keys() for one in joined] == [{"member", "name", "role", "away"}]
    workshop.sit("KR-F")
    leads = [{"member": workshop.member("KR-F"), "name": "KR-F", "away": False}]
    first.until(lambda: [tile for tile in first.told("tile") if tile["leads"] == leads])
    second.ask("leave", {"workshop": workshop.id})
    first.until(lambda: _left(first, workshop.member("ALL-F")))
    assert {news["room"] for news in delegate.told("presence")} == {workshop.rooms["KR"]}
    assert delegate.told("tile") == []


def _joined(line):
    return [one for news in line.told("presence") for one in news["joined"]]


def test_a_facilitator_who_visits_does_not_lead_there(workshop):
    workshop.run("visit.plan", visits={workshop.rooms["KR"]: workshop.rooms["JP"]})
    workshop.start("visit")
    workshop.line("KR-F").enter(workshop.rooms["JP"])
    tiles = {
        tile["country"]: tile["leads"] for tile in workshop.line().ask("enter", {"workshop": workshop.id})["rooms"]
    }
    assert tiles == {"KR": [], "JP": []}


def test_the_workshops_stream_has_a_log_of_its_own(workshop):
    console = workshop.line()
    since = console.ask("enter", {"workshop": workshop.id})["seq"]
    workshop.start("shape")
    workshop.run("announcement.post", text="Five minutes")
    again = console.ask("enter", {"workshop": workshop.id, "since": since})
    assert [(event["seq"], event["type"]) for event in again["events"]] == [
        (since + 1, "stage.started"),
        (since + 2, "announcement.posted"),
    ]
    console.settle()
    assert console.events(f"workshop:{workshop.id}") == again["events"]


def test_the_clock_tells_the_time_and_the_number_of_each_stream(workshop):
    line, room = workshop.line("KR-F"), workshop.rooms["KR"]
    assert line.settle()["seq"] == {}
    line.enter(room)
    line.ask("enter", {"workshop": workshop.id})
    workshop.start("shape")
    before = datetime.now(UTC)
    clock = line.settle()
    assert abs((datetime.fromisoformat(clock["now"]) - before).total_seconds()) < 5
    assert clock["now"].endswith("Z") and len(clock["now"]) == len("2021-03-31T05:00:00.000Z")
    assert set(clock) == {"now", "seq"}
    assert clock["seq"] == {
        f"room:{room}": workshop.snapshot()["seq"],
        f"workshop:{workshop.id}": line.ask("enter", {"workshop": workshop.id})["seq"],
    }
