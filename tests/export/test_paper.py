"""The neutral document: every word of every room is in it, each in its own language, with its gloss beside it."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from app.export import formats
from app.export.paper import document
from app.export.paper.blocks import Figure, Heading, Paragraph, Points, Run, Seal, Table, plain

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
PAPER = document(AGENDA, language="en")
KOREA, JAPAN, CHINA = PAPER.agendas


def runs(piece):
    """Every run in a piece of a document, in order."""
    if isinstance(piece, Run):
        yield piece
    elif is_dataclass(piece):
        for field in fields(piece):
            yield from runs(getattr(piece, field.name))
    elif isinstance(piece, tuple):
        for each in piece:
            yield from runs(each)


def test_the_folder_beside_the_formats_is_none_of_them():
    assert "paper" not in formats()


def test_every_word_of_every_card_is_in_it():
    said = " ".join(run.text for run in runs(PAPER))
    cards = [card for room in AGENDA["rooms"] for card in room["cards"]]
    texts = [card[field] for card in cards for field in ("title", "body", "gloss")]
    texts += [comment["text"] for card in cards for comment in card["comments"]]
    assert [text for text in texts if text not in said] == []


def test_each_run_knows_its_language():
    languages = {run.text: run.language for run in runs(PAPER)}
    assert languages["고용노동부"] == "ko" and languages["Ministry of Employment and Labour"] == "en"
    assert languages["家事労働者に労働基準法を適用する"] == "ja"
    assert languages["合作社年度信息披露统一格式"] == "zh-Hans"
    assert {run.language for run in runs(document(AGENDA, language="ko").agendas[0].state)} == {"ko"}


def test_a_sentence_of_ours_holds_the_words_of_others_in_their_language():
    (point,) = [run for run in runs(KOREA) if run.text == "merged into “"]
    assert point.language == "en"
    assert "플랫폼·가사노동자를 위한 협동조합 사회보험" in [run.text for run in runs(KOREA) if run.language == "ko"]


def test_a_text_stands_with_its_gloss():
    measure = next(block for block in KOREA.blocks if isinstance(block, Heading) and block.number == 1)
    assert plain(measure.line) == "플랫폼·가사노동자를 위한 협동조합 사회보험"
    assert plain(measure.gloss).startswith("Portable social insurance")


def test_every_link_leads_to_an_anchor_of_the_document():
    blocks = [block for agenda in PAPER.agendas for block in agenda.blocks + agenda.annex]
    points = [point for block in blocks if isinstance(block, Points) for point in block.points]
    anchors = {piece.anchor for piece in [*blocks, *points] if getattr(piece, "anchor", "")}
    assert {run.to for run in runs(PAPER) if run.to} <= anchors


def test_a_vote_is_a_picture_and_a_table_of_the_same_numbers():
    shown = [block for block in KOREA.annex if isinstance(block, Figure | Table)]
    assert [block.kind for block in shown] == ["bars", "places", "bars", "places"]
    picture, table = shown[:2]
    assert [str(score) for _, (score,) in picture.rows] == [plain(row[2]) for row in table.rows]


def test_what_was_not_shown_is_told_as_a_number():
    notes = [plain(block.line) for block in JAPAN.annex if isinstance(block, Paragraph)]
    assert notes == ["Cards never shown to the room: 2", "Votes never revealed: 1"]


def test_beside_the_fingerprint_stands_the_address_where_it_is_verified():
    (seal,) = [block for block in KOREA.blocks if isinstance(block, Seal)]
    fingerprint = AGENDA["rooms"][0]["proofs"][0]["fingerprint"]
    assert plain(seal.fingerprint).replace(" ", "") == fingerprint
    assert seal.address == f"{AGENDA['verify']}#{fingerprint}"
    (agenda, *_) = document({**AGENDA, "verify": ""}, language="en").agendas
    (seal,) = [block for block in agenda.blocks if isinstance(block, Seal)]
    assert (seal.address, seal.how) == ("", ())


def taken(room):
    """The room with a measure of a theme from which Korea took one, and votes that show groups."""
    card = room["cards"][0] | {"theme": room["themes"][0]["id"]}
    measure = AGENDA["rooms"][0]["measures"][0] | {"id": "shared", "cards": [card["id"]], "visits": []}
    measure["plan"] = {"what": "家事労働者に労働基準法を適用する"}
    return room | {"cards": [card, *room["cards"][1:]], "measures": [measure], "poll": {"breakdown": "safe"}}


def test_what_rooms_share_is_a_chapter_of_its_own_and_one_room_alone_has_none():
    korea, japan, china = AGENDA["rooms"]
    chapter = document(AGENDA | {"rooms": [korea, taken(japan), china]}, language="en").across.blocks
    shared = next(block for block in chapter if isinstance(block, Points) and block.kind == "shared")
    assert [(plain(each.label), plain(each.line), each.line[0].language) for each in shared.points] == [
        ("Republic of Korea", "플랫폼·가사노동자를 위한 협동조합 사회보험", "ko"),
        ("Japan", "家事労働者に労働基準法を適用する", "ja"),
    ]
    notes = [plain(block.line) for block in chapter if isinstance(block, Paragraph)]
    assert notes[:3] == [
        "Not shown yet: China.",
        "Told as a whole, because its votes show no groups: Republic of Korea.",
        "Told as a whole, because its groups are so small that one could find out who said what: Japan.",
    ]
    (levels,) = [block for block in chapter if isinstance(block, Figure)]
    assert [(plain(name), sum(numbers)) for name, numbers in levels.rows] == [("Republic of Korea", 7), ("Japan", 6)]
    assert document(AGENDA | {"rooms": [korea]}, language="en").across is None


CORRECTION = {
    **{"kind": "editorial", "by": "chair", "reason": "The year was wrong"},
    **{"version": 1, "at": "2021-04-01T01:00:00.000Z"},
}


def _corrected(room):
    """(the agenda of `room`, what it tells of its corrections)."""
    (agenda,) = document(AGENDA | {"rooms": [room]}, language="en").agendas
    (points,) = [block for block in agenda.blocks if isinstance(block, Points) and block.kind == "corrections"]
    return agenda, points


def test_a_correction_is_told_with_its_reason():
    room = AGENDA["rooms"][0]
    room = room | {"declaration": room["declaration"] | {"corrections": [CORRECTION]}}
    agenda, points = _corrected(room)
    assert plain(agenda.state) == "Declared 31 March 2021, 16:20 (Seoul), version 1, corrected"
    assert [(plain(point.label), plain(point.line)) for point in points.points] == [
        ("1 April 2021, 10:00 (Seoul), version 1, Wording only, Chair", "The year was wrong")
    ]


def test_a_correction_tells_what_it_changed_with_marks_that_need_no_colour():
    room = AGENDA["rooms"][0]
    empty = {"text": "", "gloss": ""}
    texts = {"standing": empty, "contact": empty, "next_review": None, "measures": []}
    said = [
        texts | {"preamble": {"text": f"By {year}", "gloss": ""}, "corrections": corrections}
        for year, corrections in (("2026", []), ("2027", [CORRECTION]))
    ]
    proofs = [
        {
            "edition": n,
            "version": 1,
            "declared_at": CORRECTION["at"],
            "fingerprint": "0" * 64,
            "document": {"said": each},
        }
        for n, each in enumerate(said, start=1)
    ]
    room = room | {"declaration": room["declaration"] | {"corrections": [CORRECTION]}, "proofs": proofs}
    agenda, points = _corrected(room)
    (change,) = points.points[0].points
    assert (plain(change.label), plain(change.line)) == ("Preamble", "By [-2026-]{+2027+}")
    assert [run.mark for run in change.line] == ["", "-", "+"]
    legend = "What stands in [- -] was taken out, in {+ +} put in."
    assert legend in [plain(block.line) for block in agenda.blocks if isinstance(block, Paragraph)]


def test_a_group_that_abstained_is_neither_for_it_nor_against():
    changed = json.loads(json.dumps(AGENDA))
    for room in changed["rooms"]:
        if revealed := room["declaration"].get("revealed"):
            revealed["rule"]["by_perspective"] = {"workers": {"given": 3, "support": None, "met": True}}
    said = "".join(run.text for run in runs(document(changed, language="en")))
    assert "Workers: all abstained." in said and "–%" not in said


@pytest.mark.parametrize(
    ("met", "words"), [(True, "Workers: enough support it."), (False, "Workers: too few support it.")]
)
def test_a_folded_group_is_told_without_its_share(met, words):
    changed = json.loads(json.dumps(AGENDA))
    for room in changed["rooms"]:
        if revealed := room["declaration"].get("revealed"):
            group = {"given": 3, "support": None, "met": met, "folded": True}
            revealed["rule"]["by_perspective"] = {"workers": group}
    assert words in "".join(run.text for run in runs(document(changed, language="en")))
