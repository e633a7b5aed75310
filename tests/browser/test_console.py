"""The console while people come, ask for help and go: tiles that hold still, who leads with one, steps taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, held, line, look, press, reach, sign_in, take_seat

pytestmark = pytest.mark.browser
NOTE = "The projector shows the agenda of another room, and nobody here knows how to change that"


def test_a_hand_moves_nothing_and_what_was_done_in_passing_is_taken_back(workshop, visit):
    workshop.start("gather")
    console = sign_in(visit, workshop)
    console.goto(f"{workshop.url}/workshops/{workshop.id}?as=account")
    console.set_viewport_size({name: AT_A_DESK[name] for name in ("width", "height")})
    line(console, "Live")
    tile = console.get_by_role("region", name="Republic of Korea", exact=True)
    height = tile.bounding_box()["height"]

    led = visit(workshop.seats["ALL-F"]["link"], **AT_A_DESK)
    take_seat(led, "ALL-F")
    line(led, "Live")
    facilitator = workshop.sit("KR-F")
    expect(tile.get_by_text("KR-F")).to_be_visible()
    console.get_by_role("button", name="2 others lead with you").click()
    asked = console.get_by_role("dialog", name="Who leads with you")
    expect(asked.get_by_role("listitem")).to_contain_text(["Console", "Republic of Korea"])
    look(console, "console/leaders", sizes=("desk", "phone"))
    console.keyboard.press("Escape")

    delegate = workshop.sit("KR-02")
    console.get_by_role("button", name="Republic of Korea", exact=True).click()
    seat = console.get_by_role("listitem").filter(has=console.get_by_role("button", name="KR-02: more"))
    expect(seat.get_by_text("here · has not written", exact=True)).to_be_visible()
    delegate.room(workshop.rooms["KR"], "hand.raise", note=NOTE)
    expect(tile.get_by_text(NOTE)).to_be_visible()
    assert tile.bounding_box()["height"] == height
    look(console, "console/hand")
    (raised,) = facilitator.until(lambda: facilitator.told("desk")[-1]["hands"])
    tile.get_by_role("button", name="Lower the hand of KR-02").click()
    expect(tile.get_by_text(NOTE)).to_have_count(0)
    assert tile.bounding_box()["height"] == height
    console.get_by_role("button", name="Undo").click()
    expect(tile.get_by_text(NOTE)).to_be_visible()
    facilitator.until(lambda: facilitator.told("desk")[-1]["hands"] == [raised])

    before = workshop.snapshot()["timer"]
    console.get_by_role("button", name="Clear", exact=True).click()
    expect(console.get_by_text("The timers of 2 rooms are cleared.")).to_be_visible()
    expect(tile.get_by_text("no timer")).to_be_visible()
    console.get_by_role("button", name="Undo").click()
    expect(tile.get_by_text("left")).to_be_visible()
    assert workshop.snapshot()["timer"] == before
    facilitator.ask("leave", {"room": workshop.rooms["KR"]})
    expect(console.get_by_role("button", name="1 other leads with you")).to_be_visible()


def test_whoever_drives_by_keyboard_keeps_a_place_on_the_console(workshop, visit):
    workshop.start("gather")
    workshop.http("KR-02").room(workshop.rooms["KR"], "hand.raise", note=NOTE)
    console = sign_in(visit, workshop)
    console.goto(f"{workshop.url}/workshops/{workshop.id}?as=account")
    line(console, "Live")

    def pressed(name, place=console):
        reach(place.get_by_role("button", name=name, exact=True).first)
        press(console, "Enter")

    pressed("Clear")
    expect(console.get_by_text("no timer").first).to_be_visible()
    held(console)
    pressed("Undo")
    expect(console.get_by_role("button", name="Undo")).to_have_count(0)
    held(console)
    pressed("Announce…")
    pressed("Five minutes left.")
    pressed("Take it down")
    expect(console.get_by_role("button", name="Take it down")).to_have_count(0)
    held(console)
    pressed("Lower the hand of KR-02", console.get_by_role("complementary"))
    expect(console.get_by_text("Nobody at the moment.")).to_be_visible()
    held(console)
    pressed("Next agenda")
    expect(console.get_by_role("button", name="Next agenda")).to_be_disabled()
    held(console)
