"""Across the countries: what agendas share, and nothing by which one could reckon out a person."""

import pytest

from app.domain.synthesis import same, synthesis

PERSPECTIVES = [{"key": key, "title": key} for key in ("government", "workers", "employers")]
LEVELS = dict.fromkeys("12345678", 0)


def measure(id, what, gloss="", *, theme="t1", by_when=None, instrument=(), visits=()):
    plan = {"what": what, "what_gloss": gloss}
    told = {"id": id, "cards": [theme], "plan": plan, "by_when": by_when}
    return told | {"instrument": list(instrument), "visits": list(visits)}


def room(name, *measures, themes=None, breakdown="none", revealed=None):
    """A room whose measure of the theme `t1` was a card in its column."""
    themes = themes or {"t1": f"Only in {name}"}
    return {
        **{"id": name, "name": name, "language": None, "poll": {"breakdown": breakdown}},
        "themes": [{"id": id, "title": title} for id, title in themes.items()],
        "cards": [{"id": id, "theme": id, "title": "", "gloss": ""} for id in themes],
        "measures": measures,
        "declaration": {"revealed": revealed},
    }


def across(*rooms):
    return synthesis({"perspectives": PERSPECTIVES, "rooms": list(rooms)})


def shared(*rooms):
    found = across(*rooms)["themes"]
    return [(theme["title"], {each["name"]: each["measures"] for each in theme["rooms"]}) for theme in found]


def test_one_room_alone_has_nothing_across():
    assert across(room("KR", measure("a", "Insure carers"))) is None


def test_themes_of_one_name_are_one_whatever_their_case_width_and_spaces():
    assert same("COVID-19　 Response") == same(" covid-19 response") and same("사회 보험") == same("사회보험")
    korea = room("KR", measure("a", "Insure carers"), themes={"t1": "Formal  ECONOMY"})
    japan = room("JP", measure("b", "Law for all"), themes={"t1": "formal economy"})
    assert shared(korea, japan, room("CN", measure("c", "One form"))) == [
        ("Formal  ECONOMY", {"KR": ["Insure carers"], "JP": ["Law for all"]})
    ]


def test_measures_that_say_the_same_in_the_second_language_are_a_theme():
    korea = room("KR", measure("a", "돌봄 노동자 보험", "Insure carers"))
    china = room("CN", measure("b", "护理人员保险", "insure Carers"))
    assert shared(korea, china, room("PH", measure("c", "Insure carers"))) == [
        ("Insure carers", {"KR": ["돌봄 노동자 보험"], "CN": ["护理人员保险"], "PH": ["Insure carers"]})
    ]


def test_what_a_shared_theme_says_already_is_not_said_twice_and_empty_words_are_none():
    rooms = [room(name, measure(name, "Insure carers"), themes={"t1": "Formal"}) for name in ("KR", "JP")]
    assert [title for title, _ in shared(*rooms)] == ["Formal"]
    assert shared(room("KR", measure("a", "")), room("JP", measure("b", " "))) == []


def test_instruments_that_most_rooms_use_come_first():
    korea = room("KR", measure("a", "A", instrument=["finance", "law"]), measure("b", "B", instrument=["finance"]))
    japan = room("JP", measure("c", "C", instrument=["law"]))
    told = across(korea, japan)["instruments"]
    assert [(each["key"], each["measures"], [(r["name"], r["measures"]) for r in each["rooms"]]) for each in told] == [
        ("law", 2, [("KR", 1), ("JP", 1)]),
        ("finance", 2, [("KR", 2)]),
    ]


def test_times_go_by_half_years_and_what_has_no_date_is_said():
    days = ("2022-07-01", None, "2021-06-30", "2022-12-31")
    korea = room("KR", *(measure(str(n), "A", by_when=day) for n, day in enumerate(days)))
    told = across(korea, room("JP"))["times"]
    assert [(each["year"], each["half"], each["measures"]) for each in told] == [
        (2021, 1, 1),
        (2022, 2, 2),
        (None, None, 1),
    ]


def revealed(given, **groups):
    """groups: {perspective: (how many, the share that supports)}, as the decision rule told them."""
    told = {key: {"given": n, "support": share, "met": True} for key, (n, share) in groups.items()}
    levels = LEVELS | {"1": given}
    return {"levels": levels, "rule": {"given": given, "counted": given, "by_perspective": told}}


def agreed(breakdown, given, **groups):
    told = across(room("KR", breakdown=breakdown, revealed=revealed(given, **groups)), room("JP"))["agreement"][0]
    return told["supporting"], told["groups"], told["why"]


@pytest.mark.parametrize("breakdown", ["none", "safe", "open"])
def test_of_a_room_the_whole_is_told_and_groups_only_where_its_votes_show_them(breakdown):
    groups = {"government": (3, 1.0), "workers": (4, 0.25)}
    told = ({}, "whole") if breakdown == "none" else ({"government": 1.0, "workers": 0.25}, None)
    assert agreed(breakdown, 7, **groups) == (7, *told)


def test_nobody_who_stands_beside_the_groups_told_can_be_reckoned_out():
    assert agreed("safe", 4, government=(3, 1.0)) == (4, {}, "small")
    assert agreed("open", 8, government=(3, 1.0), workers=(4, 0.5)) == (8, {"workers": 0.5}, None)
    assert agreed("safe", 5) == (5, {}, "small")


def test_a_room_that_has_not_shown_its_levels_tells_no_number():
    nothing = {"language": None, "revealed": False, "groups": {}, "why": "unrevealed"}
    told = across(room("KR"), room("JP"))["agreement"]
    assert told == [{"id": name, "name": name} | nothing for name in ("KR", "JP")]


def said(home, text, *, offer=False, request=False):
    return {"room": {"id": home, "name": home, "country": home}, "text": text, "offer": offer, "request": request}


def test_what_nobody_has_answered_stands_first():
    korea = room(
        "KR", measure("a", "A", visits=[said("JP", "Our form", offer=True), said("CN", "Send it", request=True)])
    )
    japan = room("JP", measure("b", "B", visits=[said("KR", "Who pays?", request=True), said("KR", "Nice")]))
    told = across(korea, japan, room("CN"))["asked"]
    assert [(each["from"]["name"], each["kind"], each["to"]["name"], each["answered"]) for each in told] == [
        ("CN", "request", "KR", False),
        ("JP", "offer", "KR", True),
        ("KR", "request", "JP", True),
    ]
    assert told[1] | {"from": 0, "to": 0} == {
        **{"kind": "offer", "from": 0, "to": 0, "measure": "A", "text": "Our form", "answered": True}
    }
