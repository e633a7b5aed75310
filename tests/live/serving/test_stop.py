"""Servers stop: asked politely, they say goodbye; killed, they have kept every word they acknowledged."""

import contextlib
import signal
import time

import pytest

from tests.live.client import Live, Shared, new_id
from tests.live.workshop import Workshop


@pytest.fixture
def opened(server):
    """`opened(**options)` → (product, workshop) in the shape stage."""
    with contextlib.ExitStack() as stack:

        def opened(**options):
            product = server(**options)
            workshop = stack.enter_context(contextlib.closing(Workshop(product.url)))
            workshop.start("shape")
            return product, workshop

        yield opened


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_a_server_that_is_stopped_says_goodbye_to_all_and_goes(opened, async_mode):
    product, workshop = opened(async_mode=async_mode)
    lines = workshop.sit(*["KR-01", "KR-02", "KR-03", "KR-04"] * 4, "KR-F", "JP-F")
    lines += [workshop.line("JP-01"), workshop.line("JP-02", transports=("polling",))]
    begun = time.monotonic()
    assert product.stop() == 0
    assert time.monotonic() - begun < 10
    for line in lines:
        line.until(lambda line=line: not line.open)
    assert [line.told("goodbye") for line in lines] == [[{"reason": "stopping"}]] * 20


def test_the_keyboard_stops_it_as_well(opened):
    product, workshop = opened()
    line = workshop.sit("KR-01")
    assert product.stop(signal.SIGINT) == 0
    line.until(lambda: not line.open)
    assert line.told("goodbye") == [{"reason": "stopping"}]


def test_what_was_typed_a_moment_before_the_stop_is_on_the_card_after_it(opened):
    product, workshop = opened()
    card = workshop.card("Insure carers")
    editor = Shared(workshop.line("KR-01"), f"card:{card}")
    editor.type("title", "Please: ")
    assert product.stop() == 0
    product.start()
    assert [one["title"] for one in workshop.snapshot()["cards"]] == ["Please: Insure carers"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_server_has_kept_every_word_it_acknowledged(request, opened, kind):
    url = None
    if kind == "postgresql":
        cluster = request.getfixturevalue("postgresql")
        url = cluster.database(template=request.getfixturevalue("migrated_postgresql"))
    product, workshop = opened(database_url=url)
    room, line = workshop.rooms["KR"], workshop.sit("KR-01")
    before = line.settle()["seq"][f"room:{room}"]
    first = workshop.card("In the log")
    editor = Shared(line, f"card:{first}")
    titles = [f"Card {number}" for number in range(25)]
    numbers = [line.room(room, "card.add", title=title)["seq"] for title in titles]
    editor.type("body", "그대로 남는다 🌾")
    product.kill()
    product.start()
    assert numbers == list(range(before + 2, before + 27))
    snapshot = workshop.snapshot()
    assert [card["title"] for card in snapshot["cards"]] == ["In the log", *titles]
    assert snapshot["cards"][0]["body"] == "그대로 남는다 🌾"
    again = Live(product.url, workshop.http("KR-01").token)
    assert Shared(again, f"card:{first}").read("body") == "그대로 남는다 🌾"
    assert again.enter(room)["seq"] == snapshot["seq"]
    assert again.command("room", room, "card.add", {"title": "Next"}, id=new_id())["seq"] == snapshot["seq"] + 1
    again.close()
