"""Findings as people send them: a table, or one on each line; taken as a whole or refused with every mistake named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import evidence, table
from app.domain.evidence import Row
from app.refusals import Invalid, Refusal
from tests.domain.people import refused

ROOMS = [
    {"id": "room-kr", "country": "KR", "code": "KR", "name": "Republic of Korea"},
    {"id": "room-my-1", "country": "MY", "code": "", "name": "Malaysia, east"},
    {"id": "room-my-2", "country": "MY", "code": "", "name": "Malaysia, west"},
]
KR = Row("F-KR-03", "room-kr", 2, "practice", "두 도시가 함께 돌본다.", "ILO 2021")
CSV = "code,room,day,kind,text,source\nF-KR-03,KR,2,practice,두 도시가 함께 돌본다.,ILO 2021\n"


def read(data):
    return evidence.findings(table.read(data, evidence.COLUMNS), rooms=ROOMS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_every_way_to_save_a_table_is_read(encoding, sign):
    assert read(CSV.replace(",", sign).encode(encoding)) == [KR]


def test_what_is_left_out_is_for_all_rooms_and_a_finding():
    assert read("text,code\nFew are insured.,F-1\n") == [Row("F-1", None, None, "finding", "Few are insured.", "")]


def test_every_mistake_is_named_by_row_and_column():
    text = "code,room,day,kind,text\n,MY,40,rumour,\nF-1,,,,x\nF-1,all,,,y\n"
    with pytest.raises(Invalid) as refusal:
        read(text)
    assert refusal.value.told()["errors"] == {
        "2.code": ["This is missing"],
        "2.text": ["This is missing"],
        "2.room": ["No room, or more than one, is called “MY”"],
        "2.day": ["A day is a number from 1 to 31, or empty"],
        "2.kind": ["A kind is one of finding, challenge, practice"],
        "4.code": ["The same code stands in row 3"],
    }


def test_lines_bring_their_code_or_get_the_next_one():
    text = "F-KR-07 Two towns care.\n\nFew are insured.\n  Women work unpaid.\n"
    told = evidence.lines(text, room=ROOMS[0], taken=["F-KR-01"])
    assert [(line["code"], line["text"]) for line in told] == [
        ("F-KR-07", "Two towns care."),
        ("F-KR-02", "Few are insured."),
        ("F-KR-03", "Women work unpaid."),
    ]
    assert evidence.lines("For all.", room=None, taken=[])[0] == {"code": "F-ALL-01", "room": "", "text": "For all."}


def test_a_table_is_known_by_its_first_line():
    texts = (CSV, "Code;Text\n", "A text, with a code\n", "")
    assert [evidence.is_table(text) for text in texts] == [True, True, False, False]


@given(st.text(max_size=200).map(lambda text: "code,text,day\n" + text))
def test_whatever_is_sent_is_read_or_refused(data):
    try:
        assert all(row.code and row.text for row in read(data))
    except Refusal as refusal:
        assert refusal.told()


def test_sent_again_it_corrects_by_the_code_and_loses_none(seated):
    known = {"code": "F-KR-02", "room": "KR", "text": "Few are insured."}
    rows = [known, {"code": "F-KR-03", "room": "KR", "text": "New."}]
    seated.do("ORG", "finding.set", rows=rows)
    told = {finding["code"]: finding["text"] for finding in seated.snapshot()["findings"]}
    assert told == {
        "F-ALL-01": "Four workers in five work informally.",
        "F-KR-02": "Few are insured.",
        "F-KR-03": "New.",
    }
    before = len(seated.events()), len(seated.events(at="JP"))
    seated.do("ORG", "finding.set", rows=rows)
    assert (len(seated.events()), len(seated.events(at="JP"))) == before


def test_a_finding_for_all_is_told_in_every_room_and_one_of_a_room_in_it_alone(seated):
    before = {at: len(seated.events(at=at)) for at in ("KR", "JP")}
    seated.do("ORG", "finding.set", rows=[{"code": "F-KR-09", "room": "KR", "text": "One."}])
    assert {at: len(seated.events(at=at)) - n for at, n in before.items()} == {"KR": 1, "JP": 0}
    seated.do("ORG", "finding.set", rows=[{"code": "F-ALL-09", "text": "All."}])
    assert {at: len(seated.events(at=at)) - n for at, n in before.items()} == {"KR": 2, "JP": 1}


def test_a_finding_that_a_card_rests_on_stays(shaping):
    finding = shaping.finding("F-KR-02")
    shaping.do("KR-F", "finding.cite", card=shaping.card("Insure carers"), finding=finding)
    with refused("conflict", "A card rests on this finding: it stays"):
        shaping.do("ORG", "finding.remove", finding=finding)
    shaping.do("KR-F", "finding.uncite", card=shaping.card("Insure carers"), finding=finding)
    shaping.do("ORG", "finding.remove", finding=finding)
    assert [each["code"] for each in shaping.snapshot()["findings"]] == ["F-ALL-01"]
