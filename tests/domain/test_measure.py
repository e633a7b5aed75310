"""Measures: adopted cards with a plan, and what their check says."""

import pytest

from app.storage.tables import Document, Measure, new_id
from tests.domain.people import refused
from tests.domain.test_card import one


def measures(people):
    return people.snapshot()["measures"]


def whats(people):
    return [measure["plan"]["what"] for measure in measures(people)]


def plan(people, what="One form"):
    return next(measure for measure in measures(people) if measure["plan"]["what"] == what)


def test_an_adopted_card_becomes_a_measure_of_the_commands_id(counted):
    id = new_id()
    answer = counted.do("KR-F", "measure.adopt", id=id, cards=[counted.card("One form")])
    assert answer.data == {"measures": [id]}
    assert measures(counted) == [
        {
            "id": id,
            "position": measures(counted)[0]["position"],
            "cards": [counted.card("One form")],
            "plan": {"what": "One form", "what_gloss": "하나의 양식"},
            "by_when": None,
            "instrument": [],
            "amount": None,
            "assigned": [],
            "waived": None,
            "missing": ["lead", "by_when", "money", "indicator", "finding"],
            "visits": [],
        }
    ]
    assert counted.row(Document, f"measure:{id}").rev == 1


def test_several_are_adopted_in_the_order_in_which_they_are_named_with_ids_of_their_own(counted):
    titles = ["Map the villages", "Insure carers", "One form"]
    answer = counted.do("KR-F", "measure.adopt", cards=[counted.card(title) for title in titles])
    assert whats(counted) == titles
    assert [measure["id"] for measure in measures(counted)] == answer.data["measures"]
    assert len({*answer.data["measures"], *(counted.card(title) for title in titles)}) == 6


def test_what_was_merged_into_a_card_comes_along(counted):
    counted.do("KR-F", "card.merge", into=counted.card("Insure carers"), cards=[counted.card("One form")])
    counted.do("KR-F", "measure.adopt", cards=[counted.card("Insure carers")])
    assert measures(counted)[0]["cards"] == [counted.card("Insure carers"), counted.card("One form")]


def test_a_card_is_adopted_once(planning):
    with refused("conflict", "This card is a measure already"):
        planning.do("KR-F", "measure.adopt", cards=[planning.card("One form")])
    for cards in ([], [planning.card("Map the villages")] * 2):
        with refused("invalid"):
            planning.do("KR-F", "measure.adopt", cards=cards)


def test_an_agenda_has_so_many_measures_and_no_more(planning):
    planning.do("ORG", "workshop.change", measures_max=3)
    others = [planning.card("Map the villages"), planning.card("A fund for returners")]
    with refused("conflict", "At most 3 measures; drop one first"):
        planning.do("KR-F", "measure.adopt", cards=others)
    assert whats(planning) == ["Insure carers", "One form"]
    planning.do("KR-F", "measure.drop", measure=planning.measure("One form"))
    planning.do("KR-F", "measure.adopt", cards=others)
    assert whats(planning) == ["Insure carers", "Map the villages", "A fund for returners"]


def test_a_dropped_measure_leaves_the_agenda_and_its_card_may_be_adopted_again(planning):
    dropped = planning.measure("One form")
    planning.do("KR-F", "measure.drop", measure=dropped)
    assert whats(planning) == ["Insure carers"]
    assert one(planning, "One form")["removed"] is False
    for type, data in (("measure.drop", {}), ("measure.move", {}), ("check.waive", {"reason": "It costs nothing."})):
        with refused("conflict", "This measure has been dropped"):
            planning.do("KR-F", type, measure=dropped, **data)
    with refused("conflict"):
        planning.type("KR-F", f"measure:{dropped}", "lead", 0, "Nobody")
    planning.do("KR-F", "measure.adopt", cards=[planning.card("One form")])
    assert whats(planning) == ["Insure carers", "One form"]


def test_measures_stand_in_the_order_that_the_facilitator_gives_them(planning):
    planning.do("KR-F", "measure.adopt", cards=[planning.card("Map the villages")])
    planning.do("KR-F", "measure.move", measure=planning.measure("Map the villages"), after=None)
    planning.do("KR-F", "measure.move", measure=planning.measure("Insure carers"))
    assert whats(planning) == ["Map the villages", "One form", "Insure carers"]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("by_when", "2021-06-30", "2021-06-30"),
        ("by_when", None, None),
        ("instrument", ["data", "law", "law"], ["law", "data"]),
        ("instrument", [], []),
        ("amount", {"value": 1.5, "currency": "KRW"}, {"value": 1.5, "currency": "KRW"}),
        ("amount", None, None),
    ],
)
def test_dates_instruments_and_amounts_are_set_for_all(planning, field, given, kept):
    planning.do("KR-04", "measure.set", measure=planning.measure("One form"), field=field, value=given)
    assert plan(planning)[field] == kept


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("by_when", "30.6.2021"),
        ("by_when", "2021-02-30"),
        ("by_when", 20210630),
        ("instrument", "law"),
        ("instrument", ["prayer"]),
        ("instrument", [["law"]]),
        ("instrument", None),
        ("amount", 100),
        ("amount", {"value": -1, "currency": "KRW"}),
        ("amount", {"value": "1", "currency": "KRW"}),
        ("amount", {"value": True, "currency": "KRW"}),
        ("amount", {"value": 1, "currency": "won"}),
        ("amount", {"value": 1}),
        ("amount", {"value": 1, "currency": "KRW", "in": "cash"}),
        ("amount", {"value": 10**15, "currency": "KRW"}),
    ],
)
def test_what_is_no_date_instrument_or_amount_is_refused(planning, field, given):
    before = planning.snapshot()
    with refused("invalid"):
        planning.do("KR-04", "measure.set", measure=planning.measure("One form"), field=field, value=given)
    assert planning.snapshot() == before


def test_the_check_says_what_a_measure_still_lacks(planning):
    measure = planning.measure("One form")
    planning.do("KR-04", "measure.set", measure=measure, field="by_when", value="2021-06-30")
    assert plan(planning)["missing"] == ["lead", "money", "indicator", "finding"]
    planning.do("KR-04", "measure.set", measure=measure, field="amount", value={"value": 0, "currency": "KRW"})
    assert plan(planning)["missing"] == ["lead", "indicator", "finding"]
    for field in ("lead", "indicator"):
        planning.type("KR-04", f"measure:{measure}", field, 0, "고용노동부")
    planning.house("text.save", doc=f"measure:{measure}")
    assert plan(planning)["missing"] == ["finding"]
    planning.do("KR-04", "measure.set", measure=measure, field="by_when", value=None)
    assert plan(planning)["missing"] == ["by_when", "finding"]


def test_a_waived_check_prints_its_reason_and_still_says_what_is_lacking(planning):
    planning.do("KR-F", "check.waive", measure=planning.measure("One form"), reason="It costs nothing.")
    assert (plan(planning)["waived"], len(plan(planning)["missing"])) == ("It costs nothing.", 5)


def test_a_measure_is_given_to_people_of_the_room(planning):
    measure = planning.measure("One form")
    pair = [planning.seat["KR-04"], planning.seat["KR-02"]]
    planning.do("KR-02", "measure.assign", measure=measure, members=[*pair, pair[0]])
    assert plan(planning)["assigned"] == pair
    for stranger in ("JP-01", "RES-1"):
        with refused("not_found"):
            planning.do("KR-02", "measure.assign", measure=measure, members=[planning.seat[stranger]])
    planning.do("KR-02", "measure.assign", measure=measure, members=[])
    assert plan(planning)["assigned"] == []


def test_a_measure_of_another_room_is_not_found(planning):
    for type, data in (("measure.drop", {}), ("measure.set", {"field": "by_when", "value": None})):
        with refused("not_found"):
            planning.do("JP-F", type, at="JP", measure=planning.measure("One form"), **data)


def test_dropping_keeps_the_row(planning):
    dropped = planning.measure("One form")
    planning.do("KR-F", "measure.drop", measure=dropped)
    assert planning.row(Measure, dropped).plan == {"what": "One form", "what_gloss": "하나의 양식"}
