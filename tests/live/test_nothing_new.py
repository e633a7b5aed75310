"""What changes nothing says nothing, and what a command makes has the command's id."""

import pytest

from tests.live.client import Refused, new_id


def said(line, room):
    """The number of events in a room, as its stream counts them."""
    return line.settle()["seq"][f"room:{room}"]


def test_what_a_command_makes_has_its_id(workshop):
    workshop.start("shape")
    room = workshop.rooms["KR"]
    door = workshop.organiser
    for scope, place, type, data, name in (
        ("room", room, "theme.add", {"title": "Youth"}, "theme"),
        ("room", room, "card.add", {"title": "One"}, "card"),
        ("workshop", workshop.id, "finding.add", {"code": "F-1", "text": "Much is informal."}, "finding"),
        ("workshop", workshop.id, "room.add", {"name": "Malaysia"}, "room"),
    ):
        id = new_id()
        first = door.command(scope, place, type, data, id=id)
        assert first["data"] == {name: id}
        assert door.command(scope, place, type, data, id=id) == first
    card = door.room(room, "card.add", title="Two")["data"]["card"]
    id = new_id()
    assert door.command("room", room, "comment.add", {"card": card, "text": "Yes"}, id=id)["data"] == {"comment": id}
    workshop.start("plan")
    id = new_id()
    assert door.command("room", room, "measure.adopt", {"cards": [card]}, id=id)["data"] == {"measures": [id]}


def test_what_stands_there_already_is_not_said_again(workshop):
    workshop.start("shape")
    room, line = workshop.rooms["KR"], workshop.line()
    line.enter(room)
    cards = [workshop.card(title) for title in ("One", "Two")]
    themes = [theme["id"] for theme in workshop.snapshot()["themes"]]
    measure, other = line.room(room, "measure.adopt", cards=cards)["data"]["measures"]
    for type, data in (
        ("theme.move", {"theme": themes[1], "after": themes[0]}),
        ("measure.move", {"measure": other, "after": measure}),
        ("measure.assign", {"measure": measure, "members": [workshop.member("KR-01")]}),
        ("measure.set", {"measure": measure, "field": "by_when", "value": "2021-06-30"}),
        ("measure.set", {"measure": measure, "field": "amount", "value": {"value": 5, "currency": "KRW"}}),
        ("measure.set", {"measure": measure, "field": "instrument", "value": ["law"]}),
        ("check.waive", {"measure": measure, "reason": "Known to all"}),
    ):
        line.room(room, type, **data)
        before = said(line, room)
        assert line.room(room, type, **data)["seq"] == before == said(line, room)


def test_a_change_that_changes_nothing_is_not_told(workshop):
    line = workshop.line()
    line.enter(workshop.rooms["KR"])
    before = line.settle()
    for type, data in (
        ("workshop.change", {}),
        ("workshop.change", {"title": workshop.told["title"]}),
        ("room.change", {"room": workshop.rooms["KR"], "country": "KR"}),
        ("stage.change", {"stage": workshop.stage("brief")}),
    ):
        workshop.run(type, **data)
    assert line.settle()["seq"] == before["seq"] and line.events() == []


def opened(workshop, *, breakdown="none", cards=None):
    return workshop.organiser.room(
        workshop.rooms["KR"], "poll.open", method="dots", breakdown=breakdown, **({"cards": cards} if cards else {})
    )["data"]["poll"]


def test_the_same_ballot_again_says_nothing(workshop):
    workshop.start("shape")
    card = workshop.card("One")
    workshop.card("Two")
    line = workshop.sit("KR-01")
    poll = opened(workshop)
    room = workshop.rooms["KR"]
    line.room(room, "ballot.cast", poll=poll, choices={card: 1})
    before = said(line, room)
    assert line.room(room, "ballot.cast", poll=poll, choices={card: 1}) == {"seq": before, "data": {}}
    assert line.room(room, "ballot.cast", poll=poll, choices={})["seq"] == before + 1


def test_a_measure_that_is_voted_on_stands_still_for_facilitators_too(workshop):
    workshop.start("shape")
    card = workshop.card("One")
    room, door = workshop.rooms["KR"], workshop.http("KR-F")
    (measure,) = door.room(room, "measure.adopt", cards=[card])["data"]["measures"]
    poll = opened(workshop, cards=[measure])
    for type, data in (
        ("measure.set", {"measure": measure, "field": "by_when", "value": "2021-06-30"}),
        ("measure.drop", {"measure": measure}),
    ):
        with pytest.raises(Refused) as refused:
            door.room(room, type, **data)
        assert refused.value.code == "conflict"
    door.room(room, "poll.cancel", poll=poll)
    door.room(room, "measure.set", measure=measure, field="by_when", value="2021-06-30")


def test_who_has_moved_away_is_taken_off_the_list_of_voters(workshop):
    workshop.start("shape")
    workshop.card("One")
    workshop.http("KR-02").room(workshop.rooms["KR"], "hand.raise")
    poll = opened(workshop)
    moved = workshop.member("KR-02")
    workshop.run("member.move", member=moved, room=workshop.rooms["JP"])
    entitle = {"poll": poll, "member": moved}
    workshop.organiser.room(workshop.rooms["KR"], "poll.entitle", **entitle, entitled=False)
    assert [p["entitled"] for p in workshop.snapshot()["polls"]] == [1]
    with pytest.raises(Refused, match="not_found"):
        workshop.organiser.room(workshop.rooms["KR"], "poll.entitle", **entitle, entitled=True)


def test_a_group_that_comes_late_to_an_open_breakdown_is_shown_as_well(workshop):
    workshop.start("shape")
    card = workshop.card("One")
    workshop.card("Two")
    room, door = workshop.rooms["KR"], workshop.organiser
    late = workshop.http("KR-02")
    poll = opened(workshop, breakdown="open")
    door.room(room, "poll.entitle", poll=poll, member=workshop.member("KR-02"), entitled=True)
    assert workshop.snapshot()["polls"][0]["groups"] == {"government": 1, "workers": 1}
    late.room(room, "ballot.cast", poll=poll, choices={card: 1})
    door.room(room, "poll.close", poll=poll)
    result = door.room(room, "poll.reveal", poll=poll)["data"]["result"]
    assert {key: group["ballots"] for key, group in result["by_perspective"].items()} == {"workers": 1}


def test_the_same_level_of_agreement_again_says_nothing(workshop):
    workshop.start("declare")
    line, room = workshop.sit("KR-01"), workshop.rooms["KR"]
    line.room(room, "declaration.endorse", level=3, reservation="The budget.")
    before = said(line, room)
    assert line.room(room, "declaration.endorse", level=3, reservation="The budget. ")["seq"] == before
    assert line.room(room, "declaration.endorse", level=2, reservation="The budget.")["seq"] == before + 1


def test_a_command_for_no_room_says_nothing(workshop):
    line = workshop.line()
    line.ask("enter", {"workshop": workshop.id})
    before = line.settle()["seq"]
    for type, data in (("timer.start", {"seconds": 60}), ("announcement.post", {"text": "To nobody"})):
        assert line.workshop(workshop.id, type, rooms=[], **data)["data"] == {}
    assert line.settle()["seq"] == before
