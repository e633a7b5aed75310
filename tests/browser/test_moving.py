"""A delegate is moved from the console in the middle of a sentence: every word is kept, and the way leads on."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, line, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser


def test_who_is_moved_while_typing_loses_no_word_and_comes_to_the_new_room(workshop, visit):
    workshop.start("shape")
    workshop.card("One form", by="KR-02")
    moved = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(moved, "KR-01")
    line(moved, "Saved")
    moved.get_by_role("button", name="One form", exact=True).click()
    field = moved.get_by_role("textbox", name="In more words", exact=True)
    field.press_sequentially("Fewer papers")
    line(moved, "Saved")
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    console.get_by_role("button", name="Republic of Korea", exact=True).click()
    console.get_by_role("button", name="Move KR-01 to another room").click()
    dialog = console.get_by_role("dialog", name="Move KR-01")
    expect(dialog.get_by_label("To which room?")).to_have_value(workshop.rooms["JP"])
    assert barriers(console) == []
    photograph(console, "moving/console")
    field.press_sequentially(" for all")
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(console.get_by_text("KR-01 now sits in Japan.")).to_be_visible()
    line(moved, "No longer connected")
    expect(moved.get_by_text("You were moved to another room.")).to_be_visible()
    photograph(moved, "moving/delegate")
    assert barriers(moved) == []
    moved.get_by_role("link", name="Go to your room").click()
    expect(moved.get_by_role("heading", name="Japan", level=1)).to_be_visible()
    (card,) = workshop.snapshot()["cards"]
    # Words that were still on their way when the seat moved are kept as a copy, and the new room shows it.
    if card["body"] != "Fewer papers for all":
        expect(moved.locator("body")).to_contain_text("Fewer papers for all")
