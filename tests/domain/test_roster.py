"""The roster as people send it: every spelling that is meant is read, every mistake is named by its row and column."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import roster
from app.domain.roster import Row
from app.refusals import Invalid, Refusal, TooLarge

KNOWN = {
    "rooms": [
        {"id": "room-cn", "country": "CN", "code": "CN", "name": "China"},
        {"id": "room-kr", "country": "KR", "code": "KR", "name": "Republic of Korea"},
        {"id": "room-my-1", "country": "MY", "code": "", "name": "Malaysia, east"},
        {"id": "room-my-2", "country": "MY", "code": "", "name": "Malaysia, west"},
    ],
    "perspectives": [
        {"key": "government", "title": "Government"},
        {"key": "practitioners", "title": "SSE practitioners"},
    ],
    "languages": ["en", "ko", "zh-Hans"],
}
KR_04 = Row("KR-04", "김 KR-04", "kr-04@example.org", "room-kr", "participant", "practitioners", "ko")
CSV = (
    "reference,name,email,room,role,perspective,language\n"
    "KR-04,김 KR-04,kr-04@example.org,KR,participant,practitioners,ko\n"
)


def read(text, encoding="utf-8"):
    return roster.read(text.encode(encoding) if isinstance(text, str) else text, **KNOWN)


def mistakes(call, rows):
    with pytest.raises(Invalid) as refusal:
        call(rows) if call is read else call(rows, **KNOWN)
    return refusal.value.told()["errors"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_save_a_table_is_read(encoding, sign, end):
    assert read(CSV.replace(",", sign).replace("\n", end), encoding) == [KR_04]


def test_utf_16_of_the_other_byte_order_is_read():
    assert read(b"\xfe\xff" + CSV.encode("utf-16-be")) == [KR_04]


def test_columns_stand_in_any_order_and_spelling_and_may_be_left_out():
    assert read('NAME ; "Room"; Reference\n"KR-04";republic of korea;KR-04\n') == [
        Row("KR-04", "KR-04", None, "room-kr", "participant", None, None)
    ]


@pytest.mark.parametrize("country", ["South Korea", "대한민국", "韓国", "korea selatan", "KR"])
def test_a_room_goes_by_the_name_of_its_country_and_columns_by_what_people_call_them(country):
    header = "Ref.,Full name,E-mail,Country,Group,Language\n"
    assert read(f"{header}KR-04,김 KR-04,kr-04@example.org,{country},practitioners,ko\n") == [KR_04]


def test_a_country_of_two_rooms_names_neither():
    assert mistakes(read, "reference,name,room\nMY-01,MY-01,Malaysia\n") == {
        "2.room": ["No room, or more than one, is called “Malaysia”"]
    }


def test_cells_are_read_by_code_or_title_whatever_the_case():
    row = read("reference,name,room,role,perspective,language\nA,B,kr,Participant,sse Practitioners,ZH_hans\n")[0]
    assert (row.room, row.role, row.perspective, row.language) == ("room-kr", "participant", "practitioners", "zh-Hans")


def test_a_room_may_be_empty_for_those_who_sit_in_none():
    rows = read("reference,name,role\nF,Facilitator,facilitator\nO,Observer,observer\n")
    assert [(row.role, row.room) for row in rows] == [("facilitator", None), ("observer", None)]


def test_line_breaks_inside_quotation_marks_are_one_cell_and_one_row():
    rows = read('reference,name,room\nKR-04,"Delegate\r\nKR-04",KR\nKR-05,,KR\n'.replace("KR-05,,", "KR-05,x,"))
    assert [row.name for row in rows] == ["Delegate KR-04", "x"]
    assert mistakes(read, 'reference,name,room\nKR-04,"Delegate\r\nKR-04",KR\nKR-05,,KR\n') == {
        "3.name": ["This is missing"]
    }


def test_blank_lines_are_left_out_but_counted():
    assert mistakes(read, "reference,name,room\n\n,,\nKR-04,x,KR\n\nKR-05,x,XX\n") == {
        "6.room": ["No room, or more than one, is called “XX”"]
    }


def test_every_mistake_of_every_row_is_named_at_once():
    text = (
        "reference,name,room,role,perspective,language\n"
        ",x,KR,,,\n"
        "KR-04,x,,,,\n"
        "KR-05,x,MY,boss,unions,tlh\n"
        "KR-04,x,KR,,,\n"
        f"KR-06,{'x' * 201},KR,,,\n"
    )
    assert mistakes(read, text) == {
        "2.reference": ["This is missing"],
        "3.room": ["A delegate needs a room"],
        "4.role": ["A role is one of facilitator, participant, resource, observer"],
        "4.room": ["No room, or more than one, is called “MY”"],
        "4.perspective": ["A perspective is one of government, practitioners"],
        "4.language": ["A language is one of en, ko, zh-Hans"],
        "5.reference": ["The same reference stands in row 3"],
        "6.name": ["At most 200 characters"],
    }


@pytest.mark.parametrize(
    "wrong", ["kr-04", "kr-04@", "kr-04@example", "a@example.org, b@example.org", "Kim <a@example.org>"]
)
def test_what_is_no_address_is_named_by_its_row_and_column(wrong):
    told = {"2.email": ["Not a valid email address."]}
    assert mistakes(read, f'reference,name,room,email\nKR-04,x,KR,"{wrong}"\n') == told
    row = {"reference": "KR-04", "name": "x", "room": "KR", "email": wrong}
    assert mistakes(roster.check, [row]) == {"1.email": told["2.email"]}


@pytest.mark.parametrize(
    "address",
    [
        *(
            "kr.04+day3@mail.example.co.kr",
            "o'neil@example.org",
            "kr-04@예시.한국",
            "대표@예시.한국",
            "a@xn--3e0b707e.org",
        ),
        *("ชื่อ@ตัวอย่าง.ไทย", "नाम@उदाहरण.भारत", "ñ@peña.ph", "n\u0303@pen\u0303a.ph"),
    ],
)
def test_an_address_may_be_written_in_any_script(address):
    (row,) = read(f"reference,name,room,email\nKR-04,x,KR,{address}\n")
    assert row.email == address


def test_an_organiser_is_not_made_by_a_roster():
    assert list(mistakes(read, "reference,name,role\nO,x,organiser\n")) == ["2.role"]


@pytest.mark.parametrize(
    ("header", "errors"),
    [
        ("reference,name,room,phone", {"1.phone": ["Unknown column"]}),
        ("reference,name,room,Room", {"1.room": ["This column is there twice"]}),
        ("name,room", {"1.reference": ["This column is missing"]}),
        ("reference,room", {"1.name": ["This column is missing"]}),
        ("", {"1.reference": ["This column is missing"], "1.name": ["This column is missing"]}),
    ],
)
def test_a_wrong_header_is_named_in_row_one(header, errors):
    assert mistakes(read, f"{header}\n") == errors


def test_a_cell_past_the_last_column_is_named():
    assert mistakes(read, "reference,name,room,\nKR-04,x,KR,,\nKR-05,x,KR,,stray\n") == {
        "3.row": ["There is something in a column without a name"]
    }


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode("cp949"),
        CSV.encode("utf-16")[:-1],
        CSV.encode("utf-16-le"),
        CSV.encode("utf-32"),
        CSV.encode() + b"\0",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_a_file_in_a_broken_encoding_is_refused_as_such(data):
    assert mistakes(read, data) == {"file": ["This file cannot be read. Save it as CSV UTF-8 and send it again"]}


def test_an_open_quotation_mark_is_refused_where_it_stands():
    assert list(mistakes(read, 'reference,name,room\nKR-04,x,KR\nKR-05,"x,KR\nKR-06,x,KR\n')) == ["3.row"]


def test_a_downloaded_roster_comes_back():
    rows = read("id,reference,name,room,link\n7,KR-04,'=KR,KR,https://concord.example.org/me/x\n")
    assert [(row.reference, row.name) for row in rows] == [("KR-04", "=KR")]


def test_two_thousand_is_enough():
    rows = [{"reference": f"KR-{n}", "name": "x", "room": "KR"} for n in range(2001)]
    assert len(roster.check(rows[:2000], **KNOWN)) == 2000
    with pytest.raises(TooLarge):
        roster.check(rows, **KNOWN)


def test_json_is_read_like_a_table():
    cells = {"reference": "KR-04", "name": " 김 KR-04", "email": "kr-04@example.org", "room": "KR", "role": None}
    assert roster.check([cells | {"perspective": "practitioners", "language": "ko"}], **KNOWN) == [KR_04]
    assert roster.check([asdict(KR_04)], **KNOWN) == [KR_04]
    assert roster.check([], **KNOWN) == []


def test_json_rows_count_from_one():
    rows = [{"reference": "A", "name": "x", "room": "KR"}, {"reference": "B", "name": 3, "room": "KR", "phone": "1"}]
    assert mistakes(roster.check, rows) == {"2.phone": ["Unknown column"], "2.name": ["This is a text"]}
    assert list(mistakes(roster.check, [{"reference": "A\0", "name": "\ud800", "room": "KR"}])) == [
        "1.reference",
        "1.name",
    ]


@pytest.mark.parametrize("rows", [None, {}, "KR-04", [["KR-04"]]])
def test_a_roster_is_a_list_of_objects(rows):
    assert list(mistakes(roster.check, rows)) == ["rows"]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("reference,name,room\n" + text).encode()))
def test_whatever_is_sent_is_read_or_refused(data):
    try:
        rows = read(data)
    except Refusal as refusal:
        assert refusal.told()
    else:
        assert all(row.reference and row.name for row in rows)
