"""Workshops: made from a title or from everything, changed while they run, erased for good."""

import pytest

from tests.live.client import new_id
from tests.live.workshop import demo_shape
from tests.web.api.problems import problem, refusal

TOLD = {
    *("id", "code", "title", "subtitle", "note", "starts_at", "timezone", "language", "languages", "template"),
    *(
        "joining",
        "consent",
        "rooms",
        "programme",
        "perspectives",
        "decision_rule",
        "measures_max",
        "recount",
        "kept_until",
        "rehearsal_of",
    ),
}


def test_a_title_is_enough(organiser):
    made = organiser.post("/workshops", {"title": "  Day 3  "})
    assert set(made) == TOLD
    assert (made["title"], made["rooms"], made["template"], made["joining"]) == ("Day 3", [], "day-3", "open")
    kinds = "brief gather shape vote break plan plan visit vote break declare plenary follow"
    assert [stage["kind"] for stage in made["programme"]] == kinds.split()
    assert [p["key"] for p in made["perspectives"]] == [p["key"] for p in demo_shape()["perspectives"]]
    assert (made["consent"], made["measures_max"]) == ("", 5)
    assert made["decision_rule"] == {"support": 0.7, "per_perspective": 0.5}
    code = made["code"]
    assert len(code) == 6 and set(code) <= set("ABCDEFGHJKMNPQRSTUVWXYZ23456789")
    assert organiser.get(f"/workshops/{made['id']}") == made


def test_the_short_form_fits_into_two_hours(organiser):
    made = organiser.post("/workshops", {"title": "Short", "template": "short"})
    assert 0 < sum(stage["minutes"] for stage in made["programme"]) <= 120


def test_the_whole_demo_is_made_as_it_is_written(organiser):
    shape = demo_shape()
    made = organiser.post("/workshops", shape)
    for name in ("title", "subtitle", "note", "language", "languages", "perspectives", "decision_rule", "template"):
        assert made[name] == shape[name]
    assert made["starts_at"] == "2021-03-31T05:00:00.000Z"
    named = ("name", "country", "code", "language", "timezone", "call_url")
    assert [{name: room[name] for name in named} for room in made["rooms"]] == [
        {name: room[name] for name in named} for room in shape["rooms"]
    ]
    for room, wanted in zip(made["rooms"], shape["rooms"], strict=True):
        snapshot = organiser.snapshot(room["id"])
        assert [theme["title"] for theme in snapshot["themes"]] == shape["themes"]
        codes = [finding["code"] for finding in (*shape["findings"], *wanted["findings"])]
        assert [finding["code"] for finding in snapshot["findings"]] == sorted(codes)
        assert snapshot["stage"]["kind"] == "brief"


WRONG = (
    ({}, "title"),
    ({"title": ""}, "title"),
    ({"title": 7}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"colour": "red"}, "colour"),
    ({"subtitle": None}, "subtitle"),
    ({"starts_at": "tomorrow"}, "starts_at"),
    ({"timezone": "Asia/Gangnam"}, "timezone"),
    ({"language": "k"}, "language"),
    ({"languages": []}, "languages"),
    ({"languages": "ko"}, "languages"),
    ({"template": "day-9"}, "template"),
    ({"programme": []}, "programme"),
    ({"programme": [{"kind": "brief"}, {"kind": "nap"}]}, "programme.1.kind"),
    ({"programme": [{"kind": "vote", "settings": {"poll": {"over": "people"}}}]}, "programme.0.settings.poll.over"),
    ({"programme": [{"kind": "brief", "title": "x" * 201}]}, "programme.0"),
    ({"themes": [""]}, "themes.0"),
    ({"themes": ["x" * 201]}, "themes.0"),
    ({"themes": ["x"] * 31}, "themes"),
    ({"perspectives": [{"key": "Government", "title": "x"}]}, "perspectives.0.key"),
    ({"perspectives": [{"key": "government"}]}, "perspectives.0.title"),
    ({"perspectives": [{"key": "workers", "title": "Workers"}] * 2}, "perspectives"),
    ({"decision_rule": {"support": 2, "per_perspective": 0.5}}, "decision_rule.support"),
    ({"decision_rule": {"support": "0.7", "per_perspective": 0.5}}, "decision_rule.support"),
    ({"decision_rule": {"support": 0.7}}, "decision_rule.per_perspective"),
    ({"measures_max": 0}, "measures_max"),
    ({"measures_max": "5"}, "measures_max"),
    ({"joining": "by lot"}, "joining"),
    ({"consent": "x" * 5001}, "consent"),
    ({"kept_until": 7}, "kept_until"),
    ({"findings": [{"code": "F-1"}]}, "findings.0.text"),
    ({"findings": [{"code": "F-1", "text": "x", "kind": "rumour"}]}, "findings.0.kind"),
    ({"rooms": [{"country": "KR"}]}, "rooms.0.name"),
    ({"rooms": [{"name": "Korea", "country": "Korea"}]}, "rooms.0.country"),
    ({"rooms": [{"name": "Korea", "country": "KR\n"}]}, "rooms.0.country"),
    ({"rooms": [{"name": "Korea", "call_url": "javascript:alert(1)"}]}, "rooms.0.call_url"),
    ({"rooms": [{"name": "Korea", "timezone": "KST"}]}, "rooms.0.timezone"),
    ({"rooms": [{"name": "Korea", "poll": {"breakdown": "all"}}]}, "rooms.0.poll.breakdown"),
    ({"rooms": [{"name": "Korea", "seats": 7}]}, "rooms.0.seats"),
    ({"rooms": [{"name": "Korea", "findings": [{"code": "F-1"}]}]}, "rooms.0.findings.0.text"),
    ({"rooms": [{"name": f"Room {n}"} for n in range(101)]}, "rooms"),
)


def test_every_wrong_field_is_named_and_nothing_is_made(organiser):
    before = organiser.get("/workshops")
    for wrong, field in WRONG:
        shape = wrong if field == "title" else {"title": "Day 3"} | wrong
        error = refusal(organiser.post, "/workshops", shape)
        assert (error["code"] in ("invalid", "too_large"), list(error["errors"])) == (True, [field]), wrong
    error = refusal(organiser.post, "/workshops", {"subtitle": 7, "rooms": [{"country": "x"}], "colour": "red"})
    assert set(error["errors"]) == {"title", "subtitle", "colour", "rooms.0.name", "rooms.0.country"}
    assert organiser.get("/workshops") == before


def test_what_a_field_wants_is_said_in_words(organiser):
    shape = {
        "title": "Day 3",
        "perspectives": [{"key": "The State", "title": "State"}],
        "rooms": [{"name": "Korea", "country": "Korea", "call_url": "call.example.org"}],
    }
    assert refusal(organiser.post, "/workshops", shape)["errors"] == {
        "perspectives.0.key": ["Small letters, digits and _, a letter first; at most 32"],
        "rooms.0.country": ["Two capital letters, such as KR"],
        "rooms.0.call_url": ["An address that begins with https:// or http://"],
    }


def test_a_workshop_is_changed_while_it_runs_and_the_rooms_hear_it(workshop):
    line = workshop.sit("KR-01")
    changes = {"title": "Day three", "measures_max": 3, "decision_rule": {"support": 0.5, "per_perspective": 0.4}}
    answer = workshop.organiser.ask("PATCH", f"/workshops/{workshop.id}", changes)
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in changes} == changes
    told = line.event("workshop.changed")["data"]["set"]["workshop"]
    assert {name: told[name] for name in changes} == changes


def test_a_change_that_does_not_fit_changes_nothing(workshop):
    path = f"/workshops/{workshop.id}"
    before = workshop.organiser.get(path)
    for wrong, field in (({"title": ""}, "title"), ({"code": "AAAAAA"}, "code"), ({"measures_max": 0}, "measures_max")):
        error = problem(workshop.organiser.ask("PATCH", path, {"subtitle": "New"} | wrong), 422)
        assert list(error["errors"]) == [field]
    assert workshop.organiser.ask("PATCH", path, {}).json() == before
    assert workshop.organiser.ask("PATCH", path, data=b"").json() == before
    assert workshop.organiser.get(path) == before


def test_only_the_organiser_changes_and_erases(workshop):
    path = f"/workshops/{workshop.id}"
    for who in ("ALL-F", "KR-F", "KR-01", "EXPERT", "DONOR"):
        for method, body in (("PATCH", {"title": "Mine"}), ("DELETE", {"confirm": "Day 3"})):
            assert problem(workshop.http(who).ask(method, path, body), 403)["code"] == "forbidden"
    assert workshop.organiser.get(path)["title"] == "Day 3"


def test_another_organiser_finds_nothing(workshop, organiser):
    for method, rest, body in (
        *(("GET", "", None), ("PATCH", "", {"title": "Mine"}), ("DELETE", "", {"confirm": "Day 3"})),
        *(("GET", "/roster.csv", None), ("POST", "/roster", {"rows": []}), ("GET", "/export/json", None)),
        ("POST", "/commands", {"id": new_id(), "type": "stage.start", "data": {"stage": workshop.stage("vote")}}),
    ):
        for place in (workshop.id, new_id(), "none"):
            assert problem(organiser.ask(method, f"/workshops/{place}{rest}", body), 404)["code"] == "not_found"


def test_ones_own_workshops_are_listed_newest_first(organiser, workshop):
    made = [organiser.post("/workshops", {"title": f"Number {n}"})["id"] for n in range(3)]
    listed = [one["id"] for one in organiser.get("/workshops")["workshops"]]
    assert listed[:3] == made[::-1] and workshop.id not in listed


def test_a_workshop_is_erased_for_good_by_whoever_types_its_title(workshop):
    path, line = f"/workshops/{workshop.id}", workshop.sit("KR-01")
    room, delegate = workshop.rooms["KR"], workshop.http("KR-01")
    for confirm in ({}, {"confirm": "day 3"}, {"confirm": ""}, {"confirm": 7}):
        assert problem(workshop.organiser.ask("DELETE", path, confirm), 422)["code"] == "invalid"
    answer = workshop.organiser.ask("DELETE", path, {"confirm": "Day 3"})
    assert (answer.status_code, answer.content) == (204, b"")
    for rest in ("", "/export/json", "/roster.csv"):
        assert problem(workshop.organiser.ask("GET", path + rest), 404)["code"] == "not_found"
    assert delegate.ask("GET", f"/rooms/{room}").status_code in (401, 404)
    assert refusal(workshop.organiser.get, f"/join/{workshop.code}")["code"] == "not_found"
    assert line.until(lambda: line.told("goodbye")) == [{"reason": "removed"}]
    line.until(lambda: not line.open)


def test_an_id_in_capitals_is_the_same_id(workshop):
    path = f"/workshops/{workshop.id.upper()}"
    room = workshop.rooms["KR"]
    assert workshop.organiser.get(path)["id"] == workshop.id
    assert workshop.organiser.get(f"/rooms/{room.upper()}")["room"]["id"] == room
    assert workshop.organiser.get(f"/rooms/{room.upper()}/events")["seq"] > 0
    for rest in (f"{path}/export/json", f"/rooms/{room.upper()}/export/md", f"{path}/roster.csv"):
        assert workshop.organiser.ask("GET", rest).status_code == 200
    assert workshop.organiser.ask("DELETE", path, {"confirm": "Day 3"}).status_code == 204


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1600-01-01T00:00:00Z"])
def test_a_day_too_far_away_to_be_told_in_another_time_zone_is_invalid(organiser, at):
    for name in ("starts_at", "kept_until"):
        error = refusal(organiser.post, "/workshops", {"title": "Long ago", name: at})
        assert (error["code"], list(error["errors"])) == ("invalid", [name])
