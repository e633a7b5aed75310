"""Seats from the console and the room: moved in the middle of a sentence, given a duty and a new link, taken away."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, line, look, sign_in, take_seat
from tests.browsers import barriers, photograph
from tests.live.client import Http

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
    console.get_by_role("button", name="KR-01: more").click()
    console.get_by_role("menuitem", name="Move to another room…").click()
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


def test_a_seat_that_came_by_the_code_gets_a_duty_and_a_new_link_and_is_taken_away(workshop, visit):
    Http(workshop.url).post("/join", {"code": workshop.code, "name": "Guest", "room": "KR"})
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    line(console, "Live")
    console.get_by_role("button", name="Republic of Korea", exact=True).click()
    more = console.get_by_role("button", name="Guest: more")
    more.click()
    console.get_by_role("menuitemcheckbox", name="Chair").click()
    expect(console.get_by_role("listitem").filter(has=more).get_by_text("Chair")).to_be_visible()
    more.click()
    expect(console.get_by_role("menuitemcheckbox", name="Chair")).to_be_checked()
    look(console, "seats/menu", sizes=("desk", "phone"))
    console.get_by_role("menuitem", name="New personal link…").click()
    asked = console.get_by_role("dialog", name="New personal link for Guest")
    photograph(console, "seats/renewing")
    asked.get_by_role("button", name="Make a new link").click()
    link = asked.get_by_label("Personal link").input_value()
    look(console, "seats/renewed", sizes=("desk", "phone"))
    console.keyboard.press("Escape")
    more.click()
    console.get_by_role("menuitem", name="Another role…").click()
    look(console, "seats/role", sizes=("desk", "phone"))
    console.keyboard.press("Escape")

    guest, led = visit(link, **AT_A_DESK), visit(workshop.seats["KR-F"]["link"], **AT_A_DESK)
    for page, name in ((guest, "Guest"), (led, "KR-F")):
        take_seat(page, name)
        line(page, "Saved")
    led.get_by_role("button", name="people here").click()
    led.get_by_role("dialog", name="Who is here").get_by_role("button", name="Guest: more").click()
    look(led, "seats/room", sizes=("desk", "phone"))
    expect(led.get_by_role("menuitem")).to_have_text(["New personal link…", "Remove from the workshop…"])
    led.get_by_role("menuitem", name="Remove from the workshop…").click()
    photograph(led, "seats/removing")
    led.get_by_role("dialog", name="Remove Guest from the workshop?").get_by_role("button", name="Remove").click()
    expect(led.get_by_role("dialog", name="Who is here").get_by_text("KR-04")).to_be_visible()
    expect(led.get_by_role("dialog").get_by_text("Guest", exact=True)).to_have_count(0)
    expect(guest.get_by_text("Your seat was closed by the facilitator.")).to_be_visible()

    console.get_by_text("Without a room: 3").click()
    console.get_by_role("button", name="EXPERT: more").click()
    expect(console.get_by_role("menuitem", name="Give a room…")).to_have_count(0)
    console.keyboard.press("Escape")
    console.get_by_role("button", name="ALL-F: more").click()
    console.get_by_role("menuitem", name="Give a room…").click()
    room = console.get_by_role("dialog", name="A room for ALL-F")
    room.get_by_label("To which room?").select_option(label="Japan")
    expect(room.get_by_text("They lead this room alone from now on")).to_be_visible()
    look(console, "seats/room-given", sizes=("desk", "phone"))
    room.get_by_role("button", name="Give this room").click()
    expect(console.get_by_text("ALL-F now sits in Japan.")).to_be_visible()
    expect(console.get_by_text("Without a room: 2")).to_be_focused()
    expect(console.get_by_role("button", name="ALL-F: more")).to_have_count(0)
