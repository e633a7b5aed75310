"""A delegate is moved: in one moment, out of one room and into the other."""

import uuid

import pytest

from app.domain import people as rules
from app.storage.tables import Member


def logs(people):
    return {at: [event["type"] for event in people.events(at=at)] for at in ("KR", "JP", None)}


def test_a_move_is_told_in_the_workshop_and_in_both_rooms(seated):
    before = logs(seated)
    id = str(uuid.uuid4())
    move = {"member": seated.seat["KR-02"], "room": seated.room["JP"]}
    first = seated.do("ORG", "member.move", id=id, **move)
    assert seated.do("ORG", "member.move", id=id, **move).seq == first.seq
    told = {at: types[len(before[at]) :] for at, types in logs(seated).items()}
    assert told == {"KR": ["member.seated"], "JP": ["member.seated"], None: ["member.moved"]}


def test_a_move_that_is_broken_off_has_not_begun(seated, monkeypatch):
    def stops(*_):
        raise RuntimeError("the machine stops here")

    before = logs(seated)
    monkeypatch.setattr(rules.agenda, "member_part", stops)
    with pytest.raises(RuntimeError):
        seated.do("ORG", "member.move", member=seated.seat["KR-02"], room=seated.room["JP"])
    assert seated.row(Member, seated.seat["KR-02"]).room_id == seated.room["KR"]
    assert logs(seated) == before
