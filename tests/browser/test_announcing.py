"""Something is announced while people write: all read it, nobody's form moves, and it goes when it no longer holds."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, SIZES, look, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser


def test_an_announcement_stays_in_view_moves_nothing_and_is_withdrawn(workshop, visit):
    workshop.start("gather")
    for number in range(12):
        workshop.card(f"Card {number}", by="KR-01")
    writer = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(writer, "KR-01")
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    field, said = writer.get_by_label("Your idea, in one sentence"), writer.get_by_text("Five minutes left.")
    for size in ("desk", "phone"):
        writer.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
        field.press_sequentially("Care")
        before = field.bounding_box()
        workshop.run("announcement.post", stock="five_minutes")
        expect(said).to_be_in_viewport(ratio=1)
        assert field.bounding_box() == before, f"the form moved under the hand at {size}"
        writer.get_by_role("article").last.scroll_into_view_if_needed()
        expect(said).to_be_in_viewport(ratio=1)
        photograph(writer, f"announcing/scrolled-{size}")
        up = console.get_by_role("main").get_by_text("Five minutes left. All rooms")
        expect(up).to_be_visible()
        assert barriers(console) == []
        look(console, f"announcing/console-{size}", sizes=("desk", "phone"))
        if size == "phone":
            look(writer, "announcing/room")
        console.get_by_role("button", name="Take it down").click()
        expect(said).to_have_count(0)
        expect(up).to_have_count(0)
    workshop.run("announcement.post", text="Tea! " + "Please finish the card that you have begun. " * 10)
    writer.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    long = writer.get_by_role("paragraph").filter(has_text="Tea! Please")
    expect(long).to_be_in_viewport(ratio=1)
    short = long.bounding_box()["height"]
    writer.get_by_role("navigation", name="In this room").get_by_role("button").first.click(trial=True)
    writer.get_by_role("button", name="Read all").click()
    assert long.bounding_box()["height"] > 4 * short
    look(writer, "announcing/long", sizes=("half", "phone"))
    writer.get_by_role("button", name="Less").click()
    workshop.run("announcement.post", text="The tea is ready.")
    expect(writer.get_by_text("The tea is ready.")).to_be_visible()
    workshop.start("shape", "KR")
    expect(writer.get_by_text("The tea is ready.")).to_have_count(0)
    expect(console.get_by_text("The tea is ready. Japan")).to_be_visible()
