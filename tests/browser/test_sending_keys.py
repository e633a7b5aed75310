"""Enter with an input method: what ends a composition sends nothing by itself; one key sends, in every form."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, card, line, take_seat
from tests.browser.test_writing import Composer
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser

BOX = "Your idea, in one sentence"


def opened(workshop, visit, stage):
    workshop.start(stage)
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "KR-04")
    line(page, "Saved")
    return page


def passed_on(composer, word):
    """The Enter that ends a composition: the input method takes it, and the system gives a line break to the field."""
    key = {"windowsVirtualKeyCode": 229, "key": "Enter", "code": "Enter"}
    composer.ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown"} | key)
    composer.commits(word)
    composer.ime.send("Input.dispatchKeyEvent", {"type": "char", "key": "Enter", "text": "\r"})
    composer.ime.send("Input.dispatchKeyEvent", {"type": "keyUp"} | key)


def test_one_enter_ends_the_word_and_sends_the_card_without_a_line_break(workshop, visit):
    page = opened(workshop, visit, "gather")
    box = page.get_by_label(BOX)
    composer = Composer(page, box)
    box.click()
    for preedit in ("ㄷ", "도", "돌", "돌보", "돌봄"):
        composer.shows(preedit)
    passed_on(composer, "돌봄")
    expect(card(page, "돌봄")).to_have_count(1)
    expect(box).to_have_value("")
    expect(page.get_by_text("Write a few words first.")).to_have_count(0)
    box.press_sequentially("One")
    box.press("Shift+Enter")
    box.press_sequentially("more")
    expect(box).to_have_value("One\nmore")


def test_an_enter_that_only_takes_a_candidate_sends_nothing(workshop, visit):
    page = opened(workshop, visit, "gather")
    box = page.get_by_label(BOX)
    composer = Composer(page, box)
    box.click()
    composer.shows("かんじ")
    composer.ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Enter"})
    composer.commits("漢字")
    expect(box).to_have_value("漢字")
    expect(card(page, "漢字")).to_have_count(0)
    box.press("Enter")
    expect(card(page, "漢字")).to_have_count(1)


LAST_KEY = """(box) => {
    box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, ctrlKey: true, bubbles: true}));
}"""
"""Safari tells of the key that ended a composition after its end, with 229 alone."""


def test_ctrl_with_the_key_that_ends_a_composition_sends_no_comment(workshop, visit):
    workshop.start("shape")
    workshop.card("Care", by="KR-01")
    page = opened(workshop, visit, "shape")
    page.get_by_role("button", name="Care", exact=True).click()
    box = page.get_by_label("Write a comment")
    box.click()
    Composer(page, box).commits("왜")
    box.evaluate(LAST_KEY)
    expect(box).to_have_value("왜")
    box.press("Enter")
    box.press_sequentially("?")
    expect(box).to_have_value("왜\n?")
    box.press("Control+Enter")
    expect(page.get_by_role("listitem").filter(has_text="왜")).to_be_visible()
    expect(box).to_have_value("")


def test_enter_sends_a_question_and_the_page_says_so(workshop, visit):
    page = opened(workshop, visit, "plenary")
    box = page.get_by_label("Ask a question")
    expect(box).to_have_accessible_description(
        "The facilitators read it first. The screen shows your room, not your name. Press Enter to send."
    )
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        photograph(page, f"keys/question-{width}")
    assert barriers(page) == []
    box.click()
    composer = Composer(page, box)
    composer.shows("누가 내나요")
    passed_on(composer, "누가 내나요")
    expect(page.get_by_text("Your question was sent to the facilitators.")).to_be_visible()
    expect(box).to_have_value("")
