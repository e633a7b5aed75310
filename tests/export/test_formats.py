"""Every format writes a whole event: a declared room, a room under way with nasty input, a room that has only begun."""

import csv
import io
import json
from pathlib import Path

import pytest

from app.domain.synthesis import synthesis
from app.export import formats, score, state
from app.export.csv import table

HERE = Path(__file__).parent
AGENDA = json.loads((HERE / "agenda.json").read_text("utf-8"))
KOREA, JAPAN, _ = AGENDA["rooms"]
GOLDEN = sorted((HERE / "golden").iterdir())


def write(name, agenda=AGENDA):
    return formats()[name].write(agenda, language="en")


def cards(room=None):
    return [card for each in AGENDA["rooms"] for card in each["cards"] if room in (None, each)]


@pytest.mark.parametrize("name", formats())
def test_every_format_on_the_shelf_keeps_the_interface(name):
    module = formats()[name]
    assert "/" in module.TYPE and module.SUFFIX.startswith(".")
    assert isinstance(write(name), bytes) and write(name)


@pytest.mark.parametrize("name", formats())
def test_a_workshop_that_has_not_begun_is_a_file_too(name):
    assert write(name, AGENDA | {"rooms": [], "subtitle": ""})


@pytest.mark.parametrize("name", formats())
def test_writing_changes_nothing(name):
    before = json.dumps(AGENDA)
    write(name)
    assert json.dumps(AGENDA) == before


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_the_file_is_the_one_we_looked_at(golden):
    assert write(golden.suffix[1:]) == golden.read_bytes()


def test_json_holds_all_and_the_same_bytes_each_time():
    text = write("json").decode()
    assert json.loads(text) == AGENDA | {"format": "concord/1", "synthesis": synthesis(AGENDA)}
    assert write("json", dict(reversed(AGENDA.items()))).decode() == text
    assert "플랫폼·가사노동자를" in text and text.endswith("}\n")


def test_csv_is_one_line_a_card():
    data = write("csv")
    assert not data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [line["language"] for line in lines] == [card["language"] for card in cards()]
    assert [line["title"] for line in lines if line["room"] == "Republic of Korea"] == [
        c["title"] for c in cards(KOREA)
    ]
    assert {line["state"] for line in lines} == {"adopted", "merged", "removed", "open"}


def test_no_cell_of_a_table_is_a_formula():
    lines = list(csv.reader(io.StringIO(write("csv").decode(), newline="")))
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert table(["a"], [["=1"], ["+1"], ["-1"], ["@a"], ["\t"], ["\r"], [-1], [1], [None], ["a=1"]]).decode() == (
        "a\r\n'=1\r\n'+1\r\n'-1\r\n'@a\r\n'\t\r\n\"'\r\"\r\n'-1\r\n1\r\n\"\"\r\na=1\r\n"
    )


def test_a_card_is_in_one_state():
    states = {card["id"]: state(card) for card in cards(KOREA)}
    assert (states["kr-1"], states["kr-2"], states["kr-3"], states["kr-7"]) == ("adopted", "open", "merged", "removed")


def test_a_card_scores_what_the_last_vote_over_it_gave():
    by_id = {card["id"]: card for card in cards(KOREA)}
    assert [score(KOREA, by_id[card]) for card in ("kr-1", "kr-5", "kr-3")] == [4, 0, None]
    assert score(JAPAN, cards(JAPAN)[0]) is None
