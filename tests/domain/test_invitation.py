"""Before the day: who says that they will come, and who has tried out how it works."""

from datetime import timedelta

from sqlalchemy import update

from app.domain import invitation
from app.domain.clock import now
from app.domain.tile import tile
from app.storage.tables import Member, Room, Workshop
from tests.domain.people import refused


def state(people, who):
    return invitation.state(people.row(Member, people.seat[who]))


def counted(people):
    with people.store.reading() as session:
        return invitation.counted(session, session.get(Workshop, people.workshop))


def seen(people, who, at):
    with people.store.writing() as session:
        session.execute(update(Member).where(Member.id == people.seat[who]).values(seen_at=at))


def try_all(people, who, **results):
    for step in invitation.STEPS:
        people.do(who, "member.try", step=step, result=results.get(step, "good"))


def test_a_delegate_says_for_oneself_whether_one_comes(seated):
    seated.do("KR-02", "member.answer", answer="confirmed")
    assert state(seated, "KR-02") == "confirmed"
    seated.do("KR-02", "member.answer", answer="declined")
    assert state(seated, "KR-02") == "declined"


def test_nobody_says_it_for_another_but_who_drives_their_room(seated):
    with refused("forbidden"):
        seated.do("KR-01", "member.answer", member=seated.seat["KR-02"], answer="declined")
    seated.do("KR-F", "member.answer", member=seated.seat["KR-02"], answer="declined")
    seated.do("ORG", "member.answer", member=seated.seat["KR-02"], answer=None)
    assert state(seated, "KR-02") == "invited"


def test_the_organiser_is_not_invited(seated):
    with refused("forbidden", "The organiser is not invited"):
        seated.do("ORG", "member.answer", answer="confirmed")


def test_who_declined_is_neither_expected_nor_entitled(shaping):
    shaping.do("KR-06", "member.answer", answer="declined")
    with shaping.store.reading() as session:
        line = tile(session, session.get(Room, shaping.room["KR"]))
    assert (line["expected"], line["groups"]) == (5, {"government": 3, "workers": 2})
    shaping.open_poll()
    assert shaping.snapshot()["polls"][0]["entitled"] == 5


def test_who_declined_and_comes_after_all_is_expected_and_entitled(shaping):
    shaping.do("KR-06", "member.answer", answer="declined")
    seen(shaping, "KR-06", now() + timedelta(seconds=5))
    assert state(shaping, "KR-06") == "invited"
    shaping.open_poll()
    assert shaping.snapshot()["polls"][0]["entitled"] == 6


def test_one_has_tried_when_every_step_is_done_and_the_line_has_held(seated):
    try_all(seated, "KR-01")
    try_all(seated, "KR-02", line="slow")
    try_all(seated, "KR-03", line="failed")
    seated.do("KR-04", "member.try", step="card")
    tried = {who: invitation.has_tried(seated.row(Member, seated.seat[who])) for who in ("KR-01", "KR-02", "KR-03")}
    assert tried == {"KR-01": True, "KR-02": True, "KR-03": False}
    seated.do("JP-01", "member.answer", answer="confirmed")
    seated.do("JP-02", "member.answer", answer="declined")
    assert counted(seated) == {"invited": 8, "expected": 7, "confirmed": 1, "declined": 1, "tried": 2, "joined": 8}


def test_of_the_practice_no_word_is_kept_and_no_room_hears_of_it(seated):
    room, hall = len(seated.events()), len(seated.events(at=None))
    try_all(seated, "KR-02")
    assert len(seated.events()) == room
    told = [event["data"] for event in seated.events(hall, at=None)]
    assert told == [{"member": seated.seat["KR-02"], "step": step, "result": "good"} for step in invitation.STEPS]
    assert seated.snapshot()["cards"] == []


def test_a_list_that_is_sent_again_leaves_the_answer_alone(seated):
    seated.do("KR-02", "member.answer", answer="confirmed")
    try_all(seated, "KR-02")
    row = {"reference": "KR-02", "name": "Delegate KR-02", "room": "KR", "answer": "declined", "tried": False}
    seated.do("ORG", "roster.set", rows=[row])
    seat = seated.row(Member, seated.seat["KR-02"])
    assert (seat.answer, invitation.has_tried(seat)) == ("confirmed", True)


def test_the_day_has_begun_once_a_stage_was_started(seated):
    def begun():
        with seated.store.reading() as session:
            return invitation.begun(session, session.get(Workshop, seated.workshop))

    assert not begun()
    seated.go("gather")
    assert begun()
