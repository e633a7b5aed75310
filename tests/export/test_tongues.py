"""An agenda in one of its languages, and in both side by side."""

import copy
import io
import json
import zipfile
from pathlib import Path

import pytest

from app.domain import proof
from app.export import formats
from app.export.paper import document
from app.export.paper.blocks import Heading, Paragraph, Points, plain
from app.export.paper.tongues import BOTH, labels, single, spoken, untranslated

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
KOREA, JAPAN, CHINA = AGENDA["rooms"]


def korea(language):
    (room,) = [room for room in single(AGENDA, language)["rooms"] if room["id"] == KOREA["id"]]
    return room


def test_a_room_speaks_its_own_language_and_that_of_the_workshop():
    assert [spoken(AGENDA, room) for room in AGENDA["rooms"]] == [["ko", "en"], ["ja", "en"], ["zh-Hans", "en"]]
    assert [labels(AGENDA, room) for room in AGENDA["rooms"]] == [["ko", "en"], ["en"], ["en"]]


def test_in_one_language_stands_what_is_there_in_it_and_else_what_was_written():
    for language, lead in (("en", "Ministry of Employment and Labour"), ("ko", "고용노동부")):
        plan = korea(language)["measures"][0]["plan"]
        assert (plan["lead"], plan["lead_gloss"]) == (lead, "")
        assert plan["builds_on"] == "Framework Act bill 2104988, pending"
    assert korea("en")["declaration"]["preamble"].startswith("We, delegates")
    assert korea("en")["cards"][0]["title"].startswith("Portable social insurance")


def test_of_two_texts_whose_scripts_do_not_tell_which_is_which_both_are_kept():
    changed = copy.deepcopy(AGENDA)
    changed["rooms"][0]["measures"][0]["plan"] |= {"lead": "Kementerian", "lead_gloss": "Ministry"}
    plan = single(changed, "en")["rooms"][0]["measures"][0]["plan"]
    assert (plan["lead"], plan["lead_gloss"]) == ("Kementerian", "Ministry")


def test_of_a_card_its_language_tells_which_is_which_and_of_a_measure_in_its_words():
    changed = copy.deepcopy(AGENDA)
    room = changed["rooms"][0] | {"language": "id"}
    measure = room["measures"][0]
    card = next(card for card in room["cards"] if card["id"] == measure["cards"][0])
    card |= {"language": "en", "title": "Insurance", "gloss": "Asuransi"}
    measure["plan"] |= {"what": "Insurance", "what_gloss": "Asuransi"}
    changed["rooms"][0] = room

    def said(language):
        told = single(changed, language)["rooms"][0]
        shown = next(each for each in told["cards"] if each["id"] == card["id"])
        plan = told["measures"][0]["plan"]
        return shown["title"], shown["gloss"], plan["what"], plan["what_gloss"]

    assert (said("en"), said("id")) == (("Insurance", "") * 2, ("Asuransi", "") * 2)
    card |= {"language": "id", "title": "Asuransi", "gloss": "Insurance"}
    measure["plan"] |= {"what": "Asuransi", "what_gloss": "Insurance"}
    assert (said("en"), said("id")) == (("Insurance", "") * 2, ("Asuransi", "") * 2)
    measure["plan"] |= {"what": "Asuransi sosial"}
    assert said("en")[2:] == ("Asuransi sosial", "Insurance")


def test_what_is_not_translated_is_named_by_measure():
    assert untranslated(AGENDA, KOREA, "ko")[0] == (None, ["Contact"])
    assert untranslated(AGENDA, KOREA, "ko")[1] == (1, ["Money", "Indicator", "First step", "Builds on"])
    assert untranslated(AGENDA, KOREA, BOTH)[1:] == untranslated(AGENDA, KOREA, "ko")[1:]
    assert untranslated(AGENDA, KOREA, "en") == []


def test_in_both_our_words_stand_in_two_languages_and_peoples_once():
    korean, japanese, _ = document(AGENDA, language=BOTH).agendas
    assert (plain(korean.title), plain(korean.gloss)) == (
        "Republic of Korea 정책 의제",
        "Policy agenda of Republic of Korea",
    )
    headings = [(plain(block.line), plain(block.gloss)) for block in korean.blocks if isinstance(block, Heading)]
    assert ("우선순위에 따른 정책 과제", "Measures, in order of priority") in headings
    (lead, when, *_) = next(block for block in korean.blocks if isinstance(block, Points)).points
    assert [plain(line) for line in (lead.label, lead.line, lead.gloss)] == [
        "주관 기관\nLead",
        "고용노동부",
        "Ministry of Employment and Labour",
    ]
    assert (plain(when.line), plain(when.gloss)) == ("2022년 3월 31일", "31 March 2022")
    preamble = next(block for block in korean.blocks if isinstance(block, Paragraph) and block.kind == "preamble")
    assert plain(preamble.line).startswith("정부") and plain(preamble.gloss).startswith("We, delegates")
    assert japanese.gloss == ()


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """The zip of two rooms, of which the first has declared."""
    agenda = AGENDA | {"rooms": [KOREA, JAPAN]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        return zipfile.ZipFile(io.BytesIO(formats()["zip"].write(agenda, language=BOTH)))


def test_one_file_holds_what_a_ministry_reads_edits_and_verifies(everything):
    title = "Strengthening-Social-and-Solidarity-Economy-Policy-in-Asia"
    assert everything.namelist() == [f"{title}.pdf", f"{title}.docx", "Republic-of-Korea-1.concord.json"]
    assert proof.changed(everything.read("Republic-of-Korea-1.concord.json")) == []
    assert b"pdfuaid" in everything.read(f"{title}.pdf")
