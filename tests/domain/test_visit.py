"""The gallery walk: who reads which room, what visitors say there, and when they have to leave."""

import json

import pytest

from app.domain import archive
from app.storage.tables import Visit, VisitComment, Workshop
from tests.domain.people import refused


def plan(people, **visits):
    """plan(people, JP="KR"): JP visits KR."""
    ids = {people.room[room]: people.room[host] for room, host in visits.items()}
    return people.do("ALL-F", "visit.plan", visits=ids)


def say(people, who="JP-01", text="Try ours.", **data):
    return people.do(who, "visit.comment", measure=people.measure("One form"), text=text, **data).data["comment"]


def said(people):
    return [each for measure in people.snapshot()["measures"] for each in measure["visits"]]


def shut(people):
    return {room for heard in people.heard for room in getattr(heard, "shuts", ())}


@pytest.fixture
def walk(planning):
    """KR has measures; JP visits it. KR's delegates stay at home."""
    plan(planning, JP="KR")
    return planning.go("visit", at="JP")


def test_left_out_each_room_visits_the_next(planning):
    told = planning.do("ALL-F", "visit.plan")
    kr, jp = planning.room["KR"], planning.room["JP"]
    assert {visit.room_id: visit.host_id for visit in planning.rows(Visit)} == {kr: jp, jp: kr}
    assert [step["room"] for step in told.follow] == [kr, jp]
    assert planning.snapshot()["visit"] == {"id": jp, "name": "Japan", "country": "JP"}


def test_a_visit_that_nobody_has_planned_begins_with_a_rotation(planning):
    kr, jp = planning.room["KR"], planning.room["JP"]
    planning.do("ALL-F", "stage.start", stage=planning.stage["visit"], rooms=[kr])
    assert {visit.room_id: visit.host_id for visit in planning.rows(Visit)} == {kr: jp, jp: kr}
    assert [planning.snapshot(at=at)["visit"]["id"] for at in ("KR", "JP")] == [jp, kr]
    assert planning.events(at=None)[-2]["data"] == {"visits": {kr: jp, jp: kr}}


def test_a_plan_stays_when_the_visit_begins_and_a_facilitator_of_one_room_plans_none(planning):
    planning.go("visit", at="JP")
    plan(planning, JP="KR")
    planning.go("visit")
    assert [visit.room_id for visit in planning.rows(Visit)] == [planning.room["JP"]]
    planning.go("plan")
    planning.do("ALL-F", "visit.plan", visits={})
    planning.do("KR-F", "stage.start", stage=planning.stage["visit"], rooms=[planning.room["KR"]])
    assert planning.rows(Visit) == []


def test_no_room_visits_itself_and_none_of_another_workshop(planning):
    with refused("invalid") as told:
        plan(planning, KR="KR")
    assert "visits" in told.value.told()["errors"]
    for visits in ({"KR": "FR"}, {"FR": "KR"}):
        with refused("not_found", "There is no such room in this workshop"):
            plan(planning, **visits)
    assert planning.rows(Visit) == []


def test_a_room_is_read_by_those_who_visit_it_and_by_no_other(planning):
    for who in ("JP-01", "JP-F"):
        with refused("not_found"):
            planning.look(who)
    plan(planning, JP="KR")
    with refused("not_found"):  # not before the visit begins
        planning.look("JP-01")
    planning.go("visit", at="JP")
    for who in ("JP-01", "JP-02", "JP-F"):
        assert planning.look(who)[0]["measures"]
    for who, at in (("KR-01", "JP"), ("OBS-1", "KR"), ("FAR-01", "KR")):
        with refused("not_found"):
            planning.look(who, at=at)


def test_a_visitor_sees_no_private_card_no_tally_and_no_draft(walk):
    walk.go("gather")
    walk.write("KR-03", "Known to KR-03 alone")
    walk.go("shape")
    poll = walk.open_poll(cards=[walk.card("Map the villages")])
    walk.do("KR-01", "ballot.cast", poll=poll, choices={walk.card("Map the villages"): 1})
    doc = f"measure:{walk.measure('One form')}"
    walk.type("KR-F", doc, "lead", 0, "Not yet saved")
    shown, mine = walk.look("JP-01")
    assert shown["private"] == {"others": 1, "total": 1}
    assert "result" not in next(each for each in shown["polls"] if each["id"] == poll)
    assert (mine["cards"], mine["ballots"], mine["may"]) == ([], {}, {"drive": False})
    everything = json.dumps([shown, mine, walk.events()])
    assert "Known to KR-03 alone" not in everything and "Not yet saved" not in everything
    with refused("not_found"):
        walk.open_text("JP-01", doc)


def test_a_visitor_changes_nothing_there(walk):
    card = walk.card("Map the villages")
    before = walk.everything()
    for type, data in (
        ("card.add", {"title": "Mine"}),
        ("comment.add", {"card": card, "text": "Hm."}),
        ("reaction.toggle", {"card": card, "reaction": "agree"}),
        ("measure.set", {"measure": walk.measure("One form"), "field": "by_when", "value": "2021-06-30"}),
        ("ready.set", {"done": True}),
    ):
        with refused("forbidden"):
            walk.do("JP-01", type, **data)
    assert walk.everything() == before


def test_what_visitors_say_stands_beside_the_measure(walk):
    id = say(walk, text="We can lend ours.", offer=True)
    assert said(walk) == [
        {
            "id": id,
            "text": "We can lend ours.",
            "at": said(walk)[0]["at"],
            "author": {"id": walk.seat["JP-01"], "name": "Delegate JP-01"},
            "room": {"id": walk.room["JP"], "name": "Japan", "country": "JP"},
            "offer": True,
            "request": False,
        }
    ]
    assert walk.mine("JP-01")["visits"] == [id] and walk.mine("JP-02")["visits"] == []
    walk.go("declare").go("plan", at="JP")
    assert said(walk)[0]["text"] == "We can lend ours."


def test_where_authors_are_hidden_nobody_is_told_who_said_it(walk):
    walk.go("shape")
    say(walk)
    assert said(walk)[0]["author"] is None and said(walk)[0]["room"]["country"] == "JP"
    assert walk.events()[-1]["actor"] is None


def test_its_writer_or_the_hosts_facilitator_removes_it(walk):
    first, second = say(walk), say(walk, request=True)
    for who in ("JP-02", "KR-01", "JP-F"):
        with refused("forbidden"):
            walk.do(who, "visit.remove", comment=first)
    walk.do("JP-01", "visit.remove", comment=first)
    assert [each["id"] for each in said(walk)] == [second]
    walk.do("KR-F", "visit.remove", comment=second)
    assert walk.rows(VisitComment) == []


def test_a_locked_room_and_a_declared_one_take_no_comments(walk):
    walk.do("KR-F", "room.lock", rooms=[walk.room["KR"]], locked=True)
    with refused("conflict"):
        say(walk)


def test_a_declared_agenda_takes_no_comments(declared):
    plan(declared, JP="KR")
    declared.go("visit", at="JP")
    assert declared.look("JP-01")[0]["declaration"]["state"] == "declared"
    with refused("conflict"):
        say(declared)


@pytest.mark.parametrize("end", [lambda people: plan(people), lambda people: people.go("declare", at="JP")])
def test_after_the_plan_or_the_stage_changes_the_right_is_gone(walk, end):
    id = say(walk)
    walk.heard.clear()
    end(walk)
    assert shut(walk) == {walk.room["KR"]}
    with refused("not_found"):
        walk.look("JP-01")
    for type, data in (
        ("visit.comment", {"measure": walk.measure("One form"), "text": "Too late."}),
        ("visit.remove", {"comment": id}),
    ):
        with refused("not_found"):
            walk.do("JP-01", type, **data)


def test_a_plan_that_stays_shuts_nobody_out(walk):
    walk.heard.clear()
    plan(walk, JP="KR", KR="JP")
    assert shut(walk) == set() and walk.look("JP-01")


def test_a_host_under_a_new_name_is_told_to_its_visitors(walk):
    walk.do("ORG", "room.change", room=walk.room["KR"], name="Korea")
    assert (
        walk.snapshot(at="JP")["visit"]["name"] == walk.events(at="JP")[-1]["data"]["set"]["visit"]["name"] == "Korea"
    )


def test_the_archive_has_it_without_its_writer(walk):
    say(walk, offer=True, request=True)
    with walk.store.reading() as session:
        told = archive.archive(session, session.get(Workshop, walk.workshop))
    kept = [each for measure in told["rooms"][0]["measures"] for each in measure["visits"]]
    assert [(each["text"], each["author"], each["room"]["country"]) for each in kept] == [("Try ours.", None, "JP")]
