"""A whole text was stored, and its answer lost with the server: sent again, it is there once."""

import contextlib

import pytest

from tests.faults.people import Line
from tests.live.workshop import Workshop


@pytest.fixture
def card(server):
    """(the server, a workshop, a card whose body two people know as "We. ")."""
    product = server()
    with contextlib.closing(Workshop(product.url)) as workshop:
        workshop.start("shape")
        yield product, workshop, workshop.card("Care", body="We. ")


def words(line, card, value, base):
    return line.ask("text.set", {"doc": f"card:{card}", "field": "body", "value": value, "base": base})["value"]


@pytest.mark.parametrize("others", ["before", "after"])
def test_words_whose_answer_was_lost_are_there_once_whenever_others_wrote(card, others):
    product, workshop, card = card
    writer, other = workshop.sit("KR-01", "KR-02")
    turns = [lambda: words(writer, card, "We. Pay. ", "We. "), lambda: words(other, card, "We. Too. ", "We. ")]
    for turn in turns if others == "after" else reversed(turns):
        turn()
    product.kill()
    product.start()
    there = sorted(workshop.snapshot()["cards"][0]["body"].split())
    with contextlib.closing(Line(product.url, workshop.http("KR-01").token)) as again:
        assert sorted(words(again, card, "We. Pay. ", "We. ").split()) == there == ["Pay.", "Too.", "We."]
