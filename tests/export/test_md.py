"""Markdown: what people wrote reads as they wrote it, whatever signs they used."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.domain import voting
from app.export import md
from app.export.paper import annex
from app.export.paper.blocks import Points
from app.export.paper.cards import card_point
from app.export.paper.words import Words

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
WORDS = Words("en", room="en", workshop="en")
signs = st.text("ab 한。1#*_`~[]()<>!|\\-+=.:&;/\n\t", max_size=40)


def read(text):
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def plain(token):
    """The words of an inline token; a hard break is a new line, and any mark-up gives itself away."""
    shown = {"hardbreak": "\n", "softbreak": "\n"}
    return "".join(
        child.content if child.type.startswith("text") else shown.get(child.type, f"({child.type})")
        for child in token.children
    )


@given(signs)
def test_a_line_stays_a_line(text):
    words = " ".join(text.split())
    blocks = [token.type for token in read(md.line(text))]
    assert blocks == (["paragraph_open", "inline", "paragraph_close"] if words else [])
    if words:
        assert plain(read(md.line(text))[1]) == words
        assert plain(read(f"#### 1. {md.line(text)}")[1]) == f"1. {words}"


@given(signs)
def test_paragraphs_and_line_breaks_stay_where_they_were(text):
    found = [plain(token) for token in read(md.paragraphs(text)) if token.type == "inline"]
    wanted = [[" ".join(line.split()) for line in part.splitlines() if line.strip()] for part in _parts(text)]
    assert found == ["\n".join(lines) for lines in wanted if lines]


def _parts(text):
    part = []
    for line in text.split("\n"):
        if line.strip():
            part.append(line)
        else:
            yield "\n".join(part)
            part = []
    yield "\n".join(part)


@given(signs, signs, signs)
def test_a_card_is_one_point_whatever_it_says(title, body, comment):
    room = {"findings": [], "cards": [], "perspectives": {}}
    card = {"title": title, "body": body, "gloss": "", "kind": "proposal", "perspective": None, "findings": []}
    card |= {"comments": [{"text": comment}], "removed": False, "merged_into": None, "adopted": False}
    card |= {"language": "en", "late": False}
    tokens = [token.type for token in read(md._block(Points("cards", (card_point(card, room, WORDS),))))]
    assert tokens.count("list_item_open") == 1 + bool(comment.strip())
    assert {token.rsplit("_", 1)[0] for token in tokens} == {"bullet_list", "list_item", "paragraph", "inline"}


def test_every_card_of_every_room_is_in_the_document():
    words = "\n".join(
        plain(token) for token in read(md.write(AGENDA, language="en").decode()) if token.type == "inline"
    )
    cards = [card for room in AGENDA["rooms"] for card in room["cards"]]
    for text in [card[field] for card in cards for field in ("title", "body", "gloss")]:
        assert all(" ".join(line.split()) in words.replace("(strong_open)", "") for line in text.splitlines())


def test_a_score_is_written_with_two_decimals_at_most():
    ranking = [{"place": n, "cards": [str(n)], "score": score} for n, score in enumerate((200 / 3, 1200, 2.5, 0), 1)]
    result = {"ballots": 3, "entitled": 3, "ranking": ranking, "notes": []}
    poll = {"number": 1, "method": "matrix", "superseded": False, "wording": {"1": "Insure carers"}, "result": result}
    poll |= {"settings": {}}
    (table,) = votes({"polls": [poll]})
    assert [row.split(" | ")[2].rstrip(" |") for row in table.splitlines()[2:]] == ["66.67", "1,200", "2.5", "0"]


@pytest.mark.parametrize(
    ("method", "choices", "read"),
    [
        ("dots", {"a": 2, "b": 1}, r"“Insure \| carers” 2 · “A fund” 1"),
        ("approval", ["b"], "“A fund”"),
        ("rank", [["b"], ["a", "c"]], r"“A fund” > “Insure \| carers” = “A desk”"),
        ("matrix", {"b": {"impact": 4, "feasibility": 2}}, "“A fund” 4/2"),
        ("dots", {}, "–"),
    ],
)
def test_published_ballots_are_in_the_annex_with_their_receipts(method, choices, read):
    *_, ballots = voted(method, [choices] * 3, published=[{"receipt": "5e" * 16, "choices": choices}])
    assert ballots == [["Receipt", "What it chose"], ["---", "---"], ["5e" * 16, read]]


def test_a_vote_over_several_rooms_says_which_and_whose_each_is():
    result = {"ballots": 3, "entitled": 9, "ranking": [{"place": 1, "cards": ["a", "b"], "score": 2}], "notes": []}
    rooms = [{"name": "Korea", "cards": ["a"]}, {"name": "Japan", "cards": ["b"]}]
    poll = {"number": 1, "method": "dots", "superseded": False, "wording": {"a": "Insure carers", "b": "Insure carers"}}
    poll |= {"settings": {}}
    told = blocks({"polls": [poll | {"result": result, "joint": {"rooms": rooms}}]})
    assert "A vote over several rooms: Korea, Japan. · 3 of 9 voted" in told
    (table,) = [block for block in told if block.startswith("|")]
    assert [_row(row)[1] for row in table.splitlines()[2:]] == ["Insure carers (Korea)", "Insure carers (Japan)"]


def voted(method, choices, *, published=None, **settings):
    """What the document says of a vote of two workers and one employer over the cards a, b and c."""
    cards, titles = ["a", "b", "c"], {"a": "Insure | carers", "b": "A fund", "c": "A desk"}
    method_settings = voting.method(method).settings(settings, len(cards), 1)
    ballots = list(zip(choices, ("workers", "workers", "employers"), strict=True))
    result = voting.result(method, method_settings, cards, ballots, 3, 1, "open", ["workers", "employers"])
    poll = {"number": 1, "method": method, "superseded": False, "cards": cards, "wording": titles, "result": result}
    poll |= {"settings": method_settings, "result": result | ({"published": published} if published else {})}
    room = {"polls": [poll], "perspectives": {"workers": "Workers", "employers": "Employers"}}
    return [[_row(line) for line in table.splitlines()] for table in votes(room)]


def votes(room):
    """The tables of what the annex tells of the votes of `room`."""
    return [block for block in blocks(room) if block.startswith("|")]


def blocks(room):
    """What the annex of `room` tells, block by block."""
    room = {"cards": [], "findings": [], "themes": [], "measures": [], "private_cards": 0, "unrevealed_polls": 0} | room
    return "\n\n".join(md._block(block) for block in annex(room, WORDS)).split("\n\n")


def _row(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_gradients_are_told_by_support_and_by_every_step():
    ranking, levels = voted("gradients", [{"a": 1, "b": 8}, {"a": 2, "b": 1}, {"a": 3, "b": 4}])
    assert ranking[2:] == [
        ["1", r"Insure \| carers", "100%", "100%", "100%", "Carried by every group · Mostly Workers"],
        ["2", "A fund", "50%", "50%", "nobody took a side", "Workers alone"],
        ["3", "A desk", *["nobody took a side"] * 3, ""],
    ]
    assert levels[2:] == [
        [r"Insure \| carers", "1", "1", "1", "0", "0", "0", "0", "0", "2", "5.4%"],
        ["A fund", "1", "0", "0", "1", "0", "0", "0", "1", "4.5", "100%"],
        ["A desk", "0", "0", "0", "0", "0", "0", "0", "0", "–", "–"],
    ]


def test_a_ranking_is_told_by_places_and_by_who_beats_whom():
    ranking, pairs = voted("rank", [[["b"], ["a"]], [["b"], ["c"]], [["a"], ["c"]]])
    assert ranking[2] == ["1", "A fund", "2", "place 1", "place 3", "Workers alone"]
    assert pairs[0] == ["", "Title", "1", "2", "3"]
    assert pairs[2:] == [
        ["1", "A fund", "", "2 : 1", "2 : 1"],
        ["2", r"Insure \| carers", "1 : 2", "", "2 : 1"],
        ["3", "A desk", "1 : 2", "1 : 2", ""],
    ]


def test_the_field_of_two_axes_is_told_in_means():
    at = {"impact": 5, "feasibility": 4}
    ranking, field = voted("matrix", [{"a": at}, {"a": at | {"impact": 2}}, {}])
    assert ranking[2] == ["1", r"Insure \| carers", "14", "14", "0", "Workers alone"]
    assert field[2:] == [
        [r"Insure \| carers", "3.5", "4", "2"],
        ["A fund", "–", "–", "0"],
        ["A desk", "–", "–", "0"],
    ]


def test_labels_are_in_the_language_asked_for_and_words_as_they_were():
    document = md.write(AGENDA, language="ko").decode()
    assert "2021년 6월" not in document and "2021년 9월 30일" in document
    assert "One-stop desk for informal groups becoming SSE organisations" in document
