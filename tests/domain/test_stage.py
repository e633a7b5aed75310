"""Going through the day: stages back and forth, timers, announcements, and rooms at their own pace."""

from datetime import datetime

import pytest

from app.storage.tables import Room
from tests.domain.people import DELEGATES, refused


def kept(people):
    """What must survive every change of stage."""
    snapshot = people.snapshot()
    return {name: snapshot[name] for name in ("themes", "cards", "measures", "polls", "declaration", "private")}


def without_authors(kept):
    for card in kept["cards"]:
        card["author"] = None
        for comment in card["comments"]:
            comment["author"] = None
    return kept


def test_going_back_and_forth_loses_nothing(declared):
    before = without_authors(kept(declared))
    for kind in ("gather", "shape", "vote", "brief", "plan", "plenary", "declare"):
        declared.go(kind)
        assert without_authors(kept(declared)) == before
        assert declared.snapshot()["stage"]["kind"] == kind


def test_an_open_vote_survives_a_look_back_at_the_board(voting):
    ballots = voting.mine("KR-01")["ballots"]
    voting.go("shape").go("vote")
    assert (voting.mine("KR-01")["ballots"], voting.snapshot()["polls"][0]["cast"]) == (ballots, 1)


def test_authors_are_hidden_again_when_the_room_goes_back(planning):
    (card,) = [card for card in planning.snapshot()["cards"] if card["title"] == "One form"]
    assert card["author"] == {"id": planning.seat["KR-02"], "name": "Delegate KR-02"}
    planning.go("shape")
    assert {card["author"] for card in planning.snapshot()["cards"]} == {None}


def test_where_authors_begin_or_cease_to_be_shown_everybody_looks_anew(voting):
    for kind, anew in (("break", False), ("plan", True), ("declare", False), ("shape", True), ("vote", False)):
        voting.go(kind)
        assert voting.events()[-1].get("reload", False) is anew, kind


def test_a_stage_starts_the_timer_with_its_minutes_and_nobody_is_done(gathering):
    for who in DELEGATES[:3]:
        gathering.do(who, "ready.set", done=True)
    assert gathering.snapshot()["ready"] == 3
    gathering.do("ORG", "stage.change", stage=gathering.stage["shape"], minutes=7)
    gathering.go("shape")
    snapshot, event = gathering.snapshot(), gathering.events()[-1]
    assert (snapshot["ready"], gathering.mine("KR-01")["ready"]) == (0, False)
    assert seconds(event["at"], snapshot["timer"]["ends_at"]) == 7 * 60
    assert (snapshot["timer"]["total_s"], snapshot["timer"]["left_s"]) == (420, 420)


def seconds(start, end):
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


def test_rooms_run_at_their_own_pace_or_are_driven_together(seated):
    seated.go("gather", at="JP")
    kinds = [seated.snapshot(at=room)["stage"]["kind"] for room in ("KR", "JP")]
    assert kinds == ["brief", "gather"]
    answer = seated.do("ORG", "stage.start", stage=seated.stage["vote"])
    assert {step["room"] for step in answer.follow} == {seated.room["KR"], seated.room["JP"]}
    assert [seated.snapshot(at=room)["stage"]["kind"] for room in ("KR", "JP")] == ["vote", "vote"]


def test_a_facilitator_of_one_room_names_it(seated):
    stage = seated.stage["gather"]
    with refused("forbidden", "A facilitator of one room names it in `rooms`"):
        seated.do("KR-F", "stage.start", stage=stage)
    with refused("not_found"):
        seated.do("KR-F", "stage.start", stage=stage, rooms=[seated.room["KR"], seated.room["JP"]])
    with refused("not_found"):
        seated.do("ORG", "stage.start", stage=stage, rooms=[seated.room["KR"], seated.room["FR"]])
    seated.do("ALL-F", "stage.start", stage=stage)
    assert [seated.snapshot(at=room)["stage"]["kind"] for room in ("KR", "JP")] == ["gather", "gather"]


def test_a_command_for_all_rooms_is_done_once_in_each_however_often_it_is_asked(seated):
    id = "3f0c2f2e-6a4b-4f0e-9c1d-1f2a3b4c5d6e"
    first = seated.do("ORG", "timer.add", id=id, seconds=60)
    assert seated.do("ORG", "timer.add", id=id, seconds=60) == first
    assert [[event["type"] for event in seated.events(at=room)][-1:] for room in ("KR", "JP")] == [["timer.added"]] * 2
    assert [seated.snapshot(at=room)["timer"]["total_s"] for room in ("KR", "JP")] == [60, 60]


def test_rooms_that_start_together_have_one_clock_however_long_it_takes_to_tell_them(seated, clock):
    seated.store.listen(lambda _: clock.passes(0.7))
    seated.do("ORG", "stage.start", stage=seated.stage["gather"])
    assert seated.snapshot(at="KR")["timer"] == seated.snapshot(at="JP")["timer"]


def test_after_a_crash_in_between_the_other_rooms_get_the_clock_of_the_first(seated, clock):
    told = []

    def dies(said):
        clock.passes(30)
        told.append(said)
        if len(told) == 2:
            raise KeyboardInterrupt

    seated.store.listen(dies)
    asked = {"id": "3f0c2f2e-6a4b-4f0e-9c1d-1f2a3b4c5d6e", "stage": seated.stage["gather"]}
    with pytest.raises(KeyboardInterrupt):
        seated.do("ORG", "stage.start", **asked)
    assert [seated.snapshot(at=room)["stage"]["kind"] for room in ("KR", "JP")] == ["gather", "brief"]
    seated.do("ORG", "stage.start", **asked)
    assert seated.snapshot(at="KR")["timer"] == seated.snapshot(at="JP")["timer"]


def timed(people, type, **data):
    """(seconds until the end where it runs, left_s, total_s)"""
    people.do("KR-F", type, rooms=[people.room["KR"]], **data)
    timer = people.snapshot()["timer"]
    left = seconds(people.events()[-1]["at"], timer["ends_at"]) if timer["ends_at"] else None
    return left, timer["left_s"], timer["total_s"]


def test_a_timer_is_started_lengthened_paused_resumed_and_cleared(seated, clock):
    assert timed(seated, "timer.start", seconds=90) == (90, 90, 90)
    clock.passes(10)
    assert timed(seated, "timer.add", seconds=30) == (110, 110, 120)
    clock.passes(40)
    assert timed(seated, "timer.pause") == (None, 70, 120)
    clock.passes(600)
    assert timed(seated, "timer.add", seconds=-60) == (None, 10, 60)
    assert timed(seated, "timer.pause") == (10, 10, 60)
    assert timed(seated, "timer.clear") == (None, 0, 0)


def test_a_timer_that_has_run_out_shows_the_overrun_until_there_is_more_time(seated, clock):
    timed(seated, "timer.start", seconds=60)
    before = seated.snapshot()
    clock.passes(90)
    assert seated.snapshot() == before
    assert timed(seated, "timer.add", seconds=120) == (120, 120, 120)


def test_more_time_where_none_runs_starts_it(seated, clock):
    assert timed(seated, "timer.add", seconds=45) == (45, 45, 45)


def test_a_cleared_timer_comes_back_as_if_it_had_run_on(seated, clock):
    timed(seated, "timer.start", seconds=90)
    timed(seated, "timer.add", seconds=30)
    clock.passes(20)
    timed(seated, "timer.clear")
    clock.passes(10)
    assert timed(seated, "timer.restore") == (90, 120, 120)
    clock.passes(100)
    timed(seated, "timer.clear")
    assert timed(seated, "timer.restore")[0] == -10
    timed(seated, "timer.add", seconds=60)
    paused = timed(seated, "timer.pause")
    timed(seated, "timer.clear")
    assert timed(seated, "timer.restore") == paused


@pytest.mark.parametrize("since", ["timer.start", "stage.start", "timer.restore"])
def test_what_has_been_set_since_a_timer_was_cleared_stays(seated, clock, since):
    timed(seated, "timer.start", seconds=90)
    timed(seated, "timer.clear")
    stage, seconds = {"stage": seated.stage["follow"]}, {"seconds": 300}
    seated.do("ALL-F", since, **{"stage.start": stage, "timer.start": seconds}.get(since, {}))
    before = seated.snapshot()
    clock.passes(5)
    seated.do("KR-F", "timer.restore", rooms=[seated.room["KR"]])
    assert seated.snapshot() == before


def test_two_who_pause_at_once_pause(seated, clock):
    timed(seated, "timer.start", seconds=90)
    seated.do("ORG", "timer.pause", paused=True)
    assert timed(seated, "timer.pause", paused=True) == (None, 90, 90)
    seated.do("ORG", "timer.pause", paused=False)
    assert timed(seated, "timer.pause", paused=False) == (90, 90, 90)


def test_clearing_or_pausing_no_timer_changes_nothing_in_the_room(seated):
    seq = seated.snapshot()["seq"]
    for type in ("timer.clear", "timer.pause", "timer.restore"):
        seated.do("KR-F", type, rooms=[seated.room["KR"]])
    assert seated.snapshot()["seq"] == seq


def test_an_announcement_is_a_text_or_one_from_stock(seated):
    here = {"rooms": [seated.room["KR"]]}
    for wrong in ({}, {"text": "Five more.", "stock": "please_vote"}, {"stock": "go_home"}):
        with refused("invalid"):
            seated.do("KR-F", "announcement.post", **here, **wrong)
    seated.do("KR-F", "announcement.post", **here, text="Five more minutes.")
    at = seated.events()[-1]["at"]
    assert seated.snapshot()["announcement"] == {"text": "Five more minutes.", "stock": None, "at": at}
    seated.do("KR-F", "announcement.post", **here, stock="please_vote")
    assert seated.snapshot()["announcement"]["stock"] == "please_vote"
    assert seated.snapshot(at="JP")["announcement"] is None


def test_an_announcement_goes_when_it_is_withdrawn_or_another_stage_starts(seated):
    here = {"rooms": [seated.room["KR"]]}
    seated.do("KR-F", "announcement.post", **here, stock="five_minutes")
    seated.do("KR-F", "announcement.withdraw", **here)
    assert seated.snapshot()["announcement"] is None
    seq = seated.snapshot()["seq"]
    seated.do("KR-F", "announcement.withdraw", **here)
    assert seated.snapshot()["seq"] == seq
    seated.do("KR-F", "announcement.post", **here, stock="five_minutes")
    seated.go("vote")
    assert seated.snapshot()["announcement"] is None


def test_a_lock_changes_over_and_shows(seated):
    for locked in (True, False):
        seated.do("KR-F", "room.lock", rooms=[seated.room["KR"]])
        assert seated.snapshot()["room"]["locked"] is locked
    assert seated.row(Room, seated.room["JP"]).locked is False


def test_a_stage_of_another_workshop_is_not_found(seated):
    with seated.store.reading() as session:
        far = session.get(Room, seated.room["FR"]).stage_id
    with refused("not_found"):
        seated.do("ORG", "stage.start", stage=far)


def test_a_changed_stage_changes_what_people_may_do_at_once(shaping):
    shaping.do("ORG", "stage.change", stage=shaping.stage["shape"], permissions={"add": False})
    with refused("forbidden"):
        shaping.write("KR-02", "Too late")
    for permissions in ({"fly": True}, {"add": "yes"}):
        with refused("invalid"):
            shaping.do("ORG", "stage.change", stage=shaping.stage["shape"], permissions=permissions)
