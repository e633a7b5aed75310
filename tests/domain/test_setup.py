"""Setting up a workshop, and changing it while the day runs."""

import pytest
from sqlalchemy import func, select

from app.domain import copying, shapes, workshop
from app.domain.command import checked
from app.domain.declaration import STANDING
from app.domain.lacking import lacks
from app.refusals import Conflict
from app.storage.tables import Account, Card, Document, Event, Finding, Member, Room, Workshop
from tests.domain.people import FORMAL, RURAL, refused


def test_a_change_of_the_workshop_is_told_in_every_room(seated):
    seated.do("ORG", "workshop.change", title="The third day", measures_max=3, consent="Kept for a year.")
    for at in ("KR", "JP"):
        assert seated.events(at=at)[-1]["type"] == "workshop.changed"
        told = seated.snapshot(at=at)["workshop"]
        assert (told["title"], told["measures_max"]) == ("The third day", 3)
    assert seated.row(Workshop, seated.workshop).consent == "Kept for a year."


@pytest.mark.parametrize(
    "change",
    [
        {"timezone": "Seoul"},
        {"languages": []},
        {"measures_max": 0},
        {"decision_rule": {"support": 2, "per_perspective": 0.5}},
        {"decision_rule": {"support": 0.5}},
        {"joining": "by lot"},
        {"code": "ABCDEF"},
        {"perspectives": []},
        {"title": "  "},
    ],
)
def test_a_change_that_makes_no_sense_is_refused(seated, change):
    with refused("invalid"):
        seated.do("ORG", "workshop.change", **change)


def test_groups_are_renamed_and_added_and_one_that_somebody_speaks_for_stays(seated):
    before = seated.snapshot()["workshop"]["perspectives"]
    wanted = [each for each in before if each["key"] != "practitioners"] + [{"key": "youth", "title": "Youth"}]
    seated.do("ORG", "workshop.change", perspectives=wanted)
    for at in ("KR", "JP"):
        assert seated.snapshot(at=at)["workshop"]["perspectives"] == wanted
    with refused("invalid", "Somebody speaks for “Workers”: give them another group first"):
        seated.do("ORG", "workshop.change", perspectives=[each for each in wanted if each["key"] != "workers"])
    assert seated.snapshot()["workshop"]["perspectives"] == wanted


def test_a_copy_has_the_set_up_and_nothing_of_the_people_and_their_words(declared):
    with declared.store.writing() as session:
        source = session.get(Workshop, declared.workshop)
        maker = session.query(Account).filter_by(email="organiser@example.org").one()
        made = copying.copy(session, source, maker, declared.terms.limits, title="Next year").id
    with declared.store.reading() as session:
        told = workshop.whole(session, session.get(Workshop, made))
        before = workshop.whole(session, session.get(Workshop, declared.workshop))
        seats = [seat.role for seat in session.query(Member).filter_by(workshop_id=made)]
        findings = sorted(finding.code for finding in session.query(Finding).filter_by(workshop_id=made))
        cards = session.query(Card).filter(Card.room_id.in_([room["id"] for room in told["rooms"]])).count()
    assert (told["title"], told["starts_at"]) == ("Next year", None)
    like = ("perspectives", "languages", "decision_rule", "consent", "joining", "timezone")
    assert {name: told[name] for name in like} == {name: before[name] for name in like}
    assert [stage["title"] for stage in told["programme"]] == [stage["title"] for stage in before["programme"]]
    assert [room["name"] for room in told["rooms"]] == ["Republic of Korea", "Japan"]
    assert (findings, seats, cards) == (["F-ALL-01", "F-KR-02"], ["organiser"], 0)


def test_what_is_still_missing_is_named_where_it_is_mended(seated):
    def missing():
        with seated.store.reading() as session:
            return [(each.step, each.must) for each in lacks(session, session.get(Workshop, seated.workshop))]

    assert missing() == [("about", True), ("about", False), ("about", False), ("rooms", False), ("people", False)]
    facts = {"starts_at": "2027-03-31T05:00:00Z", "kept_until": "2028-03-31T00:00:00Z", "consent": "Kept for a year."}
    seated.do("ORG", "workshop.change", **facts)
    for room in ("KR", "JP"):
        seated.do("ORG", "room.change", room=seated.room[room], call_url="https://call.example.org/1")
    assert missing() == [("people", False)]
    seated.do("ORG", "stage.change", stage=seated.stage["shape"], instruction="Tidy up, please.")
    seated.do("ORG", "room.add", name="Indonesia", country="ID")
    assert missing() == [("rooms", False), ("programme", False), ("people", False)]


def test_a_new_room_has_the_columns_of_the_first_and_the_first_stage(seated):
    seated.go("plan").go("plan", at="JP")
    made = seated.do("ORG", "room.add", name="Indonesia", country="ID").data["room"]
    seated.look_around()
    assert seated.room["ID"] == made
    snapshot = seated.snapshot(at="ID")
    assert [theme["title"] for theme in snapshot["themes"]] == [FORMAL, RURAL]
    assert (snapshot["stage"]["kind"], snapshot["seq"], snapshot["members"]) == ("brief", 0, [])
    assert snapshot["declaration"]["standing"] == STANDING
    assert seated.row(Document, f"declaration:{made}").rev == 1


def test_a_room_goes_while_nobody_sits_there_and_nothing_is_written(seated):
    spare = seated.do("ORG", "room.add", name="Indonesia", country="ID").data["room"]
    seated.do("ORG", "finding.add", room=spare, code="ID-1", text="Nobody asked the fishers.")
    seated.do("ALL-F", "visit.plan", visits={seated.room["KR"]: spare, seated.room["JP"]: seated.room["KR"]})
    seated.do("ALL-F", "plenary.show", view="agenda", room=spare)
    with pytest.raises(Conflict, match="Somebody sits in this room: Delegate KR-F, "):
        seated.do("ORG", "room.remove", room=seated.room["KR"])
    seated.do("ORG", "room.remove", room=spare)
    told = seated.snapshot("ALL-F")
    assert (told["visit"], told["plenary"]) == (None, None)
    with seated.store.reading() as session:
        assert session.get(Room, spare) is None
        assert session.scalar(select(func.count()).where(Event.stream == spare)) == 0


def test_a_room_where_something_was_written_stays_when_everybody_has_left_it(gathering):
    gathering.go("gather", at="JP")
    gathering.write("JP-01", "Count the farmers", at="JP")
    for who in ("JP-F", "JP-01", "JP-02"):
        gathering.do("ORG", "member.move", member=gathering.seat[who], room=gathering.room["KR"])
    with pytest.raises(Conflict, match="Something was written"):
        gathering.do("ORG", "room.remove", room=gathering.room["JP"])


def test_a_room_with_a_preamble_and_nothing_else_stays(seated):
    spare = seated.do("ORG", "room.add", name="Indonesia", country="ID").data["room"]
    seated.look_around().go("declare", at="ID")
    doc = f"declaration:{spare}"
    seated.replace("ORG", doc, "preamble", "We, the farmers.", "")
    seated.house("text.save", at="ID", doc=doc)
    with pytest.raises(Conflict, match="Something was written"):
        seated.do("ORG", "room.remove", room=spare)


def test_a_workshop_has_so_many_rooms_and_no_more(seated):
    seated.limited(rooms=2)
    with refused("too_large", "At most 2 rooms fit in a workshop"):
        seated.do("ORG", "room.add", name="Indonesia")


@pytest.mark.parametrize(
    "change", [{"call_url": "javascript:alert(1)"}, {"country": "Korea"}, {"timezone": "Mars"}, {"name": " "}]
)
def test_a_room_is_given_nothing_that_makes_no_sense(seated, change):
    with refused("invalid"):
        seated.do("ORG", "room.change", room=seated.room["KR"], **change)


def test_a_rooms_votes_begin_with_what_was_set_and_folded_groups_never_with_published_ballots(seated):
    seated.do("ORG", "room.change", room=seated.room["KR"], poll={"breakdown": "safe"})
    assert seated.snapshot()["room"]["poll"] == {"breakdown": "safe"}
    with refused("invalid"):
        seated.do("ORG", "workshop.change", recount=True)
    seated.do("ORG", "room.change", room=seated.room["KR"], poll={"breakdown": "none"})
    seated.do("ORG", "workshop.change", recount=True)
    with refused("invalid"):
        seated.do("ORG", "room.change", room=seated.room["KR"], poll={"breakdown": "safe"})


def test_a_room_or_stage_of_another_workshop_is_not_found(seated):
    with seated.store.reading() as session:
        far = session.get(Room, seated.room["FR"])
        stage = far.stage_id
    with refused("not_found"):
        seated.do("ORG", "room.change", room=seated.room["FR"], name="Ours")
    with refused("not_found"):
        seated.do("ORG", "stage.change", stage=stage, title="Ours")


def test_a_changed_stage_is_told_in_every_room_and_is_in_the_programme(seated):
    stage = seated.stage["shape"]
    seated.do("ORG", "stage.change", stage=stage, title="Tidy up", minutes=9)
    for at in ("KR", "JP"):
        told = next(each for each in seated.snapshot(at=at)["programme"] if each["id"] == stage)
        assert told == {"id": stage, "kind": "shape", "title": "Tidy up", "minutes": 9}
        assert seated.events(at=at)[-1]["type"] == "stage.changed"
    assert seated.snapshot()["stage"]["kind"] == "brief"


def test_a_finding_is_of_one_room_or_of_all(seated):
    seated.do("KR-F", "finding.add", room=seated.room["KR"], code="F-KR-03", text="Two towns.")
    seated.do("ALL-F", "finding.add", code="F-ALL-02", text="Women and older workers.")
    codes = {at: [finding["code"] for finding in seated.snapshot(at=at)["findings"]] for at in ("KR", "JP")}
    assert codes == {"KR": ["F-ALL-01", "F-ALL-02", "F-KR-02", "F-KR-03"], "JP": ["F-ALL-01", "F-ALL-02"]}


def test_a_finding_of_all_rooms_is_changed_by_who_drives_all(seated):
    finding = seated.finding("F-ALL-01")
    with refused("forbidden"):
        seated.do("KR-F", "finding.change", finding=finding, text="Three in five.")
    seated.do("ALL-F", "finding.change", finding=finding, text="Three in five.")
    for at in ("KR", "JP"):
        assert seated.snapshot(at=at)["findings"][0]["text"] == "Three in five."


def test_an_erased_workshop_leaves_nothing_and_the_other_one_stays(declared):
    with declared.store.writing() as session:
        workshop.erase(session, session.get(Workshop, declared.workshop))
    left = repr(declared.everything())
    assert [word for word in ("Insure carers", "KR-0", "Who pays?", FORMAL, declared.room["KR"]) if word in left] == []
    assert declared.look("FAR-01", at="FR")[0]["workshop"]["title"] == "Elsewhere"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"title": ""},
        {"title": "W", "rooms": [{"country": "KR"}]},
        {"title": "W", "rooms": [{"name": "Korea", "colour": "red"}]},
        {"title": "W", "programme": []},
        {"title": "W", "perspectives": [{"key": "Gov ernment", "title": "Government"}]},
        {"title": "W", "perspectives": [{"key": "a", "title": "A"}, {"key": "a", "title": "B"}]},
        {"title": "W", "findings": [{"code": "F"}]},
        {"title": "W", "starts_at": "tomorrow"},
    ],
)
def test_a_workshop_of_a_wrong_shape_is_not_made(seated, wrong):
    with refused("invalid"):
        checked(shapes.WORKSHOP, wrong, seated.terms.limits)
