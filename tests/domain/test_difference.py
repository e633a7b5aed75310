"""What a correction changed, told word by word from the proofs of what was declared before and after."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain import carried, declaring
from app.domain.difference import begun, changes, editions, parts
from app.storage.tables import Room


def as_it_is(text):
    return text


def measure(title, **plan):
    more = {"gloss": "", "by_when": None, "instrument": [], "amount": None, "waived": None}
    return more | {"title": title, "plan": plan}


def said(*measures, preamble="", next_review=None):
    texts = {name: {"text": "", "gloss": ""} for name in ("standing", "contact")}
    return texts | {
        "preamble": {"text": preamble, "gloss": ""},
        "next_review": next_review,
        "measures": list(measures),
        "corrections": [],
    }


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("by the year 2026", "by the year 2027", [("=", "by the year "), ("-", "2026"), ("+", "2027")]),
        ("", "new", [("+", "new")]),
        ("old", "", [("-", "old")]),
        ("사회보험 확대", "사회보험 강화", [("=", "사회보험 "), ("-", "확대"), ("+", "강화")]),
        ("Labour and work", "Social economy and work", [("-", "Labour"), ("+", "Social economy"), ("=", " and work")]),
        ("two old men came", "six new men came", [("-", "two old"), ("+", "six new"), ("=", " men came")]),
        ("KRW 4,200,000", "KRW 4,800,000", [("=", "KRW "), ("-", "4,200,000"), ("+", "4,800,000")]),
        ("社会保険", "社会保障", [("=", "社会保"), ("-", "険"), ("+", "障")]),
    ],
)
def test_single_words_are_marked(was, now, told):
    assert parts(was, now) == told


@given(some.text(max_size=60), some.text(max_size=60))
def test_the_marks_hold_both_wordings_whole(was, now):
    told = parts(was, now)
    assert "".join(text for sign, text in told if sign != "+") == was
    assert "".join(text for sign, text in told if sign != "-") == now


def test_the_longest_texts_are_told_whole_and_at_once():
    was, now = "a b " * 10_000, "b a " * 10_000
    begun = time.monotonic()
    assert parts(was, now) == [("-", was), ("+", now)]
    assert time.monotonic() - begun < 1


def test_the_same_agenda_has_no_changes():
    agenda = said(measure("Insurance", lead="Ministry"), preamble="We agree")
    assert changes(agenda, agenda, as_it_is, as_it_is) == []


def test_a_change_names_its_measure_and_its_field():
    before = said(measure("Insurance", lead="Ministry"), measure("Training"), preamble="We agree")
    after = said(measure("Insurance", lead="The Ministry"), measure("Training") | {"by_when": "2027-01-01"})
    told = [(each["measure"], each["field"], each["parts"]) for each in changes(before, after, as_it_is, as_it_is)]
    assert told == [
        (None, "Preamble", [("-", "We agree")]),
        ("Insurance", "Lead", [("+", "The "), ("=", "Ministry")]),
        ("Training", "By when", [("+", "2027-01-01")]),
    ]


def test_a_date_is_changed_as_a_whole_and_an_amount_reads_as_everywhere():
    krw = [{"value": value, "currency": "KRW"} for value in (4_200_000_000, 4_800_000_000)]
    before = said(measure("Insurance") | {"by_when": "31 December 2022", "amount": krw[0]})
    after = said(measure("Insurance") | {"by_when": "31 December 2023", "amount": krw[1]})
    assert [each["parts"] for each in changes(before, after, as_it_is, as_it_is)] == [
        [("-", "31 December 2022"), ("+", "31 December 2023")],
        [("=", "KRW "), ("-", "4,200,000,000"), ("+", "4,800,000,000")],
    ]


def test_a_measure_worded_anew_is_compared_with_itself_and_a_new_one_with_nothing():
    before = said(measure("Insurance", lead="Ministry"), measure("Training"))
    after = said(measure("Insurances", lead="Ministry"), measure("Training"), measure("Skills"))
    told = [(each["measure"], each["field"], each["parts"]) for each in changes(before, after, as_it_is, as_it_is)]
    assert told == [
        ("Insurances", "What", [("-", "Insurance"), ("+", "Insurances")]),
        ("Skills", "What", [("+", "Skills")]),
    ]


def test_each_declaration_is_told_with_the_correction_that_led_to_it(declared):
    declared.do("KR-01", "declaration.reopen", kind="editorial", reason="The date was missing.")
    chosen = declared.snapshot()["measures"][0]["id"]
    declared.do("KR-F", "measure.set", measure=chosen, field="by_when", value="2027-05-01")
    declared.do("KR-01", "declaration.declare")
    with declared.store.reading() as session:
        proofs = [declaring.part(kept) for kept in declaring.of(session, session.get(Room, declared.room["KR"]))]
    first, second = editions(proofs, as_it_is, as_it_is)
    assert (first["correction"], first["changes"]) == (None, [])
    correction = second["correction"]
    assert (correction["by"], correction["kind"], correction["reason"]) == (
        "chair",
        "editorial",
        "The date was missing.",
    )
    (change,) = second["changes"]
    assert (change["field"], change["parts"][-1]) == ("By when", ("+", "2027-05-01"))


def test_a_correction_that_is_open_is_told_with_what_it_has_changed_so_far(declared):
    def open_now():
        snapshot = declared.snapshot()
        with declared.store.reading() as session:
            proofs = [declaring.part(kept) for kept in declaring.of(session, session.get(Room, declared.room["KR"]))]
        now = carried.declared(snapshot["declaration"], snapshot["measures"], {c["id"]: c for c in snapshot["cards"]})
        return begun(proofs, snapshot["declaration"], now, as_it_is, as_it_is)

    assert open_now() is None
    declared.do("KR-01", "declaration.reopen", kind="editorial", reason="The amount was missing.")
    chosen = declared.snapshot()["measures"][0]["id"]
    declared.do("KR-F", "measure.set", measure=chosen, field="amount", value={"value": 4.2e9, "currency": "KRW"})
    declared.do("KR-01", "declaration.declare")
    declared.do("KR-01", "declaration.reopen", kind="editorial", reason="The date was missing.")
    assert (open_now()["correction"]["reason"], open_now()["changes"]) == ("The date was missing.", [])
    chosen = declared.snapshot()["measures"][0]["id"]
    declared.do("KR-F", "measure.set", measure=chosen, field="by_when", value="2027-05-01")
    assert [(each["field"], each["parts"]) for each in open_now()["changes"]] == [("By when", [("+", "2027-05-01")])]
    declared.do("KR-01", "declaration.declare")
    assert open_now() is None
