"""Taking back one's own last steps, and finding how a text read before."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import SIZES, at_a_board, card, choose, column, line, write
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser


@pytest.fixture
def page(workshop, visit):
    return at_a_board(visit, workshop)


def test_steps_are_taken_back_and_done_again_by_keyboard_and_by_button(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    page.get_by_role("button", name="Insure workers", exact=True).focus()
    page.keyboard.press("Alt+ArrowRight")
    moved = card(column(page, "Formal economy"), "Insure workers")
    expect(moved).to_be_visible()
    line(page, "Saved")
    page.keyboard.press("Control+z")
    expect(moved).to_have_count(0)
    expect(page.get_by_text("Taken back.")).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(moved).to_be_visible()
    choose(page, "Remove", of="Insure workers")
    expect(card(page, "Insure workers")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(moved).to_be_visible()
    page.get_by_role("button", name="KR-04").click()
    page.get_by_role("menuitem", name="Take back my last step").click()
    expect(moved).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_text("There is nothing to take back.")).to_be_visible()


def test_what_was_never_sent_is_taken_back_without_a_line(page, workshop, visit):
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    page.get_by_role("button", name="Add a card").first.click()
    write(page, "Said too soon")
    page.keyboard.press("Escape")
    page.get_by_role("banner").click()
    page.keyboard.press("Control+z")
    expect(card(page, "Said too soon")).to_have_count(0)
    page.context.set_offline(False)
    line(page, "Saved")
    assert workshop.snapshot()["cards"] == []
    visit.faults.clear()


def test_what_somebody_else_changed_since_stays(page, workshop):
    id = workshop.card("Insure workers", by="KR-01")
    page.get_by_role("button", name="Insure workers", exact=True).focus()
    page.keyboard.press("Alt+ArrowRight")
    line(page, "Saved")
    theme = workshop.snapshot()["themes"][1]["id"]
    workshop.http("KR-01").room(workshop.rooms["KR"], "card.move", card=id, theme=theme)
    there = card(column(page, "Rural economy"), "Insure workers")
    expect(there).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Somebody has changed this since")).to_be_visible()
    expect(there).to_be_visible()


def test_the_history_of_a_card_leads_back_to_an_earlier_wording(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    page.get_by_role("button", name="Insure workers", exact=True).click()
    field = page.get_by_role("textbox", name="Idea", exact=True)
    field.press("End")
    field.press_sequentially(" and farmers")
    expect(card(page, "Insure workers and farmers")).to_be_visible()
    choose(page, "History…", of="Insure workers and farmers")
    history = page.get_by_role("dialog", name="History of “Insure workers and farmers”")
    expect(history.get_by_role("listitem")).to_have_count(2)
    expect(history.get_by_role("insertion").first).to_have_text(" and farmers")
    assert barriers(page) == []
    for size in SIZES.values():
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        photograph(page, f"history/01-card-{size[0]}")
    page.set_viewport_size({"width": 1440, "height": 900})
    history.get_by_role("button", name="Back to this wording").click()
    expect(history).to_have_count(0)
    expect(card(page, "Insure workers")).to_be_visible()
    expect(page.get_by_text("The earlier wording is back.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(card(page, "Insure workers and farmers")).to_be_visible()
    line(page, "Saved")


def test_the_history_stands_beside_the_words_and_gives_the_focus_back(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    page.get_by_role("button", name="Insure workers", exact=True).click()
    door = page.get_by_role("complementary").get_by_role("button", name="History…")
    door.press("Enter")
    history = page.get_by_role("dialog", name="History of “Insure workers”")
    expect(history.get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(history).to_have_count(0)
    expect(door).to_be_focused()


def test_a_history_waits_for_the_line(page, workshop, visit):
    workshop.card("Insure workers", by="KR-01")
    page.get_by_role("button", name="Insure workers", exact=True).click()
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    page.get_by_role("complementary").get_by_role("button", name="History…").click()
    history = page.get_by_role("dialog", name="History of “Insure workers”")
    expect(history.get_by_text("It is shown here as soon as the line is back.")).to_be_visible()
    page.context.set_offline(False)
    expect(history.get_by_role("listitem")).to_have_count(1)
    visit.faults.clear()


def test_a_card_that_was_moved_without_a_keyboard_is_put_back_on_the_spot(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    choose(page, "Move to…", of="Insure workers")
    page.get_by_role("dialog").get_by_role("radio", name="Rural economy").check()
    page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    there = card(column(page, "Rural economy"), "Insure workers")
    expect(there).to_be_visible()
    expect(page.get_by_text("Moved to “Rural economy”, place 1.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(there).to_have_count(0)


def test_the_menus_keep_nobody_out(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    for opener in (page.get_by_role("button", name="KR-04"), page.get_by_role("button", name="“Insure workers”: more")):
        opener.click()
        expect(page.get_by_role("menu")).to_be_visible()
        assert barriers(page) == []
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
