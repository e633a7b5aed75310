"""What the page says is saved is on the server, to the last letter that is being composed."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, leave, line, take_seat
from tests.browser.test_writing import BASE, Composer, converged, field_of_card, other
from tests.waiting import until

pytestmark = pytest.mark.browser

LONG = "모든플랫폼노동자를산재보험에넣는다"
"""17 letters, composed as one word."""

PILL = "document.querySelector('.bar .line').textContent.trim()"
HOLD_A_KEY = "(area) => { window.held = setInterval(() => document.execCommand('insertText', false, 'x'), 40) }"


@pytest.fixture
def card(workshop):
    workshop.start("shape")
    return workshop.card(BASE, by="KR-01", body=BASE)


@pytest.fixture
def writer(workshop, visit):
    """KR-04 at a desk."""
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "KR-04")
    line(page, "Saved")
    yield page
    visit.faults.clear()


def composing(page):
    """The title of the card is open, and KR-04 stands at its end."""
    area = field_of_card(page, "Idea")
    expect(area).to_have_value(BASE)
    area.click()
    composer = Composer(page, area)
    composer.caret(len(BASE))
    return composer, area


def test_a_word_composed_for_long_is_sent_while_somebody_else_types_and_saved_is_said_only_then(workshop, card, writer):
    composer, area = composing(writer)
    shared, type_at = other(workshop, f"card:{card}", "title")
    type_at("before")
    expect(area).to_have_value(f"a{BASE}")
    line(writer, "Saved")
    for end in range(1, len(LONG) + 1):
        composer.shows(LONG[:end])
        until(lambda end=end: writer.evaluate(PILL) != "Saved" or (shared.hear() or LONG[:end] in shared.read("title")))
        type_at("before" if end % 2 else "caret")
    shared.live.until(lambda: shared.hear() or LONG in shared.read("title"))
    line(writer, "Saved")
    assert LONG in area.input_value()
    composer.shows(LONG + "면")
    type_at("behind")
    composer.shows(LONG + "면서")
    composer.commits(LONG + "면서")
    line(writer, "Saved")
    converged(workshop, area, shared, "title", LONG + "면서")
    assert len(shared.read("title")) == len(BASE) + len(LONG) + 2 + 19


def test_a_key_that_is_held_down_is_sent_while_it_is_held(workshop, card, writer):
    _, area = composing(writer)
    shared, _ = other(workshop, f"card:{card}", "title")
    area.evaluate(HOLD_A_KEY)
    shared.live.until(lambda: shared.hear() or "xx" in shared.read("title"))
    sent = shared.read("title").count("x")
    shared.live.until(lambda: shared.hear() or shared.read("title").count("x") > sent)
    writer.evaluate("clearInterval(window.held)")
    line(writer, "Saved")
    shared.live.until(lambda: shared.hear() or shared.read("title") == area.input_value())


def test_leaving_in_the_middle_of_a_composed_word_is_asked_about(card, writer):
    composer, _ = composing(writer)
    composer.shows("한")
    leave(writer).accept()


def test_a_composed_word_that_pauses_without_a_connection_is_on_the_device(workshop, card, writer):
    composer, _ = composing(writer)
    writer.context.set_offline(True)
    line(writer, "Offline: reconnecting")
    composer.shows("한글")
    line(writer, "Offline: 1 change kept on this device")
    address, context = writer.url, writer.context
    writer.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    line(again, "Saved")
    until(lambda: workshop.snapshot()["cards"][0]["title"] == f"{BASE}한글")
