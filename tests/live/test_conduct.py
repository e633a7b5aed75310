"""Driving rooms: stages, timers, announcements and locks, of all rooms or one, and what everybody hears of it."""

from datetime import datetime

import pytest

from tests.live.client import Refused, new_id

# What is decided is the same on both databases, and tested there; here it is about what is heard.
pytestmark = pytest.mark.parametrize("house", ["sqlite"], indirect=True)


def seconds_to_go(timer, clock):
    return (datetime.fromisoformat(timer["ends_at"]) - datetime.fromisoformat(clock["now"])).total_seconds()


def test_all_rooms_are_driven_together_each_in_its_own_stream(workshop):
    kr, jp, console = workshop.sit("KR-01", "JP-01", "KR-F")
    console.ask("enter", {"workshop": workshop.id})
    workshop.start("gather")
    for line, country in ((kr, "KR"), (jp, "JP")):
        started = line.event("stage.started")
        assert started["stream"] == f"room:{workshop.rooms[country]}"
        assert started["data"]["set"]["stage"]["kind"] == "gather"
        assert started["data"]["set"]["room"] == {"private_writing": True}
        assert started["data"]["set"]["timer"]["total_s"] == 12 * 60
        assert [event["stream"] for event in line.events()] == [started["stream"]]
    of_workshop = next(e for e in console.until(console.events) if e["stream"] == f"workshop:{workshop.id}")
    assert (of_workshop["type"], of_workshop["data"]["stage"]) == ("stage.started", workshop.stage("gather"))


def test_one_room_goes_ahead_and_back_and_the_other_stays(workshop):
    workshop.start("shape", "KR")
    card = workshop.card("Kept")
    assert [workshop.snapshot(c)["stage"]["kind"] for c in ("KR", "JP")] == ["shape", "brief"]
    workshop.start("gather", "KR")
    workshop.start("shape", "KR")
    assert [one["id"] for one in workshop.snapshot()["cards"]] == [card]


def test_a_facilitator_of_one_room_names_it_and_drives_no_other(workshop):
    line, stage = workshop.sit("KR-F"), workshop.stage("gather")
    kr, jp = workshop.rooms["KR"], workshop.rooms["JP"]
    with pytest.raises(Refused) as refused:
        line.workshop(workshop.id, "stage.start", stage=stage)
    assert refused.value.error == {"code": "forbidden", "detail": "A facilitator of one room names it in `rooms`"}
    for rooms in ([jp], [kr, jp], [new_id()]):
        with pytest.raises(Refused, match="not_found"):
            line.workshop(workshop.id, "stage.start", stage=stage, rooms=rooms)
    line.workshop(workshop.id, "stage.start", stage=stage, rooms=[kr])
    assert [workshop.snapshot(c)["stage"]["kind"] for c in ("KR", "JP")] == ["gather", "brief"]


def test_a_facilitator_of_all_rooms_names_none_and_a_delegate_drives_nothing(workshop):
    workshop.line("ALL-F").workshop(workshop.id, "stage.start", stage=workshop.stage("gather"))
    assert [workshop.snapshot(c)["stage"]["kind"] for c in ("KR", "JP")] == ["gather", "gather"]
    for who in ("KR-01", "EXPERT", "DONOR"):
        with pytest.raises(Refused, match="forbidden"):
            workshop.line(who).workshop(workshop.id, "stage.start", stage=workshop.stage("vote"))


def test_the_stage_of_another_workshop_is_not_found(workshop):
    with pytest.raises(Refused, match="not_found"):
        workshop.run("stage.start", stage=new_id())


def test_a_workshop_command_sent_twice_is_done_once_in_every_room(workshop):
    line, id, data = workshop.line(), new_id(), {"text": "Back in five minutes"}
    first = line.command("workshop", workshop.id, "announcement.post", data, id=id)
    again = workshop.organiser.command("workshop", workshop.id, "announcement.post", data, id=id)
    assert again == {"ok": True, **first}
    for country in workshop.rooms:
        events = workshop.organiser.get(f"/rooms/{workshop.rooms[country]}/events")["events"]
        assert [event["type"] for event in events].count("announcement.posted") == 1


def test_one_timer_runs_for_all_and_tells_the_same_end(workshop):
    one, other = workshop.sit("KR-01", "KR-02")
    workshop.run("timer.start", seconds=90)
    timers = [line.event("timer.started")["data"]["set"]["timer"] for line in (one, other)]
    assert timers[0] == timers[1] == workshop.snapshot()["timer"]
    assert timers[0]["total_s"] == 90 and 80 < seconds_to_go(timers[0], one.settle()) <= 90


def test_a_timer_is_paused_goes_on_is_lengthened_and_cleared(workshop):
    line = workshop.sit("KR-01")
    workshop.run("timer.start", seconds=600)
    workshop.run("timer.pause")
    paused = line.event("timer.paused")["data"]["set"]["timer"]
    assert (paused["ends_at"], paused["total_s"]) == (None, 600) and 590 <= paused["left_s"] <= 600
    workshop.run("timer.add", seconds=60)
    added = line.event("timer.added")["data"]["set"]["timer"]
    assert added == {"ends_at": None, "left_s": paused["left_s"] + 60, "total_s": 660}
    workshop.run("timer.pause")
    line.until(lambda: [e for e in line.events() if e["type"] == "timer.paused"][1:])
    assert 640 < seconds_to_go(workshop.snapshot()["timer"], line.settle()) <= 660
    workshop.run("timer.clear")
    nothing = {"ends_at": None, "left_s": 0, "total_s": 0}
    assert line.event("timer.cleared")["data"]["set"]["timer"] == workshop.snapshot()["timer"] == nothing
    before = workshop.snapshot()["seq"]
    workshop.run("timer.clear")
    assert workshop.snapshot()["seq"] == before


def test_a_timer_that_does_not_fit_is_invalid(workshop):
    for seconds in (0, -1, 24 * 3600 + 1, "60", 1.5, True, None):
        with pytest.raises(Refused, match="invalid"):
            workshop.run("timer.start", seconds=seconds)
    assert workshop.snapshot()["timer"]["total_s"] == 0


def test_an_announcement_is_heard_in_the_rooms_it_is_for(workshop):
    kr, jp = workshop.sit("KR-01", "JP-01")
    workshop.run("announcement.post", text="한국 여러분, 5분 남았습니다", rooms=[workshop.rooms["KR"]])
    workshop.run("announcement.post", stock="back_to_plenary", rooms=[workshop.rooms["JP"]])
    korean = kr.event("announcement.posted")["data"]["set"]["announcement"]
    assert (korean["text"], korean["stock"]) == ("한국 여러분, 5분 남았습니다", None)
    japanese = jp.event("announcement.posted")["data"]["set"]["announcement"]
    assert (japanese["text"], japanese["stock"]) == (None, "back_to_plenary")
    assert workshop.snapshot("KR")["announcement"] == korean
    for wrong in ({}, {"text": "Both", "stock": "please_vote"}, {"stock": "go_home"}, {"text": " "}):
        with pytest.raises(Refused, match="invalid"):
            workshop.run("announcement.post", **wrong)
    with pytest.raises(Refused, match="too_large"):
        workshop.run("announcement.post", text="x" * 501)


def test_in_a_locked_room_only_its_facilitator_changes_things(workshop):
    workshop.start("shape")
    room = workshop.rooms["KR"]
    delegate, facilitator = workshop.sit("KR-01", "KR-F")
    workshop.run("room.lock", locked=True, rooms=[room])
    assert delegate.event("room.locked")["data"] == {"set": {"room": {"locked": True}}}
    with pytest.raises(Refused) as refused:
        delegate.room(room, "card.add", title="Too late")
    assert refused.value.error == {
        "code": "conflict",
        "detail": "The facilitator has locked this room for a moment",
    }
    facilitator.room(room, "card.add", title="By the facilitator")
    workshop.http("JP-01").room(workshop.rooms["JP"], "card.add", title="Not locked")
    workshop.run("room.lock", rooms=[room])
    delegate.room(room, "card.add", title="Open again")
    assert [card["title"] for card in workshop.snapshot()["cards"]] == ["By the facilitator", "Open again"]


def test_where_authors_begin_or_cease_to_be_shown_everybody_takes_a_fresh_snapshot(workshop):
    line = workshop.sit("KR-01")
    for kind, title in (("gather", None), ("shape", None), ("plan", None), ("plan", "Translate"), ("vote", None)):
        workshop.start(kind, title=title)
    line.settle()
    heard = [(e["data"]["set"]["stage"]["kind"], e.get("reload", False)) for e in line.events()]
    assert heard == [("gather", False), ("shape", False), ("plan", True), ("plan", False), ("vote", True)]


def test_a_new_stage_finds_nobody_done(workshop):
    workshop.start("gather")
    room, line = workshop.rooms["KR"], workshop.sit("KR-01")
    line.room(room, "ready.set", done="passed")
    assert line.event("ready.set")["data"] == {"set": {"ready": 1}}
    assert line.event("ready.set")["actor"] is None
    workshop.start("shape")
    assert line.event("stage.started")["data"]["set"]["ready"] == 0
    line.settle()
    assert [view["ready"] for view in line.told("mine")] == ["passed", False]
