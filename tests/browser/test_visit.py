"""A gallery walk: planned on the console, a visitor reads and says something, the host reads that, and back again."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, SIZES, line, look, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser


def test_a_room_is_visited_from_the_console_to_the_way_back(workshop, visit):
    workshop.start("shape")
    card = workshop.card("One form for all")
    workshop.http("KR-F").room(workshop.rooms["KR"], "measure.adopt", cards=[card])
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    console.get_by_role("button", name="Visits…").click()
    plan = console.get_by_role("dialog", name="Visits")
    expect(plan.get_by_label("Japan visits")).to_have_value(workshop.rooms["KR"])
    plan.get_by_label("Republic of Korea visits").select_option(label="no room")
    stays = plan.get_by_label("Stays in Republic of Korea as host")
    expect(stays.locator("option")).to_have_text(["nobody named", "KR-01", "KR-02", "KR-03", "KR-04"])
    stays.select_option(label="KR-01")
    assert barriers(console) == []
    photograph(console, "visit/plan")
    plan.get_by_role("button", name="Plan these visits").click()
    expect(console.get_by_text("The visits are planned.")).to_be_visible()
    workshop.start("visit")
    host = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(host, "KR-01")
    guest = visit(
        workshop.seats["JP-01"]["link"], **AT_A_DESK | dict(zip(("width", "height"), SIZES["phone"], strict=True))
    )
    take_seat(guest, "JP-01")
    guest.get_by_role("link", name="Visit Republic of Korea").click()
    expect(guest.get_by_text("You visit Republic of Korea.")).to_contain_text("Your host: KR-01.")
    expect(host.get_by_text("You are the host: stay here")).to_be_visible()
    measure = guest.get_by_role("article", name="One form for all")
    measure.get_by_label("Write a comment on measure 1").fill("We can lend you ours.")
    measure.get_by_label("We offer").check()
    measure.get_by_role("button", name="Send").click()
    line(guest, "Saved")
    said = host.get_by_role("region", name="What visitors say about measure 1").get_by_role("listitem")
    expect(said).to_contain_text("We can lend you ours.")
    expect(said).to_contain_text("We offer")
    expect(said).to_contain_text("Japan · JP-01")
    expect(said.get_by_role("button")).to_have_count(0)
    assert barriers(guest) == barriers(host) == []
    look(guest, "visit/guest")
    photograph(host, "visit/host")
    measure.get_by_role("button", name="Remove this comment").click()
    expect(said).to_have_count(0)
    guest.get_by_role("link", name="Back to your own room").click()
    expect(guest.get_by_role("heading", name="Japan", level=1)).to_be_visible()
    guest.get_by_role("link", name="Visit Republic of Korea").click()
    line(guest, "Saved")
    measure.get_by_label("Write a comment on measure 1").fill("Half a sentence")
    guest.reload()
    expect(measure.get_by_label("Write a comment on measure 1")).to_have_value("Half a sentence")
    workshop.start("declare")
    line(guest, "No longer connected")
    expect(guest.get_by_text("This room is for its own delegates again.")).to_be_visible()
    expect(guest.get_by_role("link", name="Go to your room")).to_be_visible()
    look(guest, "visit/over", schemes=("light", "dark"))
    guest.reload()
    expect(guest.get_by_role("heading", name="There is nothing here")).to_be_visible()
    look(guest, "visit/refused", sizes=("phone", "desk"))
    visit.faults.clear()  # Chromium's console names the page that was refused.
    guest.get_by_role("link", name="Go to your room").click()
    expect(guest.get_by_role("heading", name="Japan", level=1)).to_be_visible()
    expect(guest.get_by_role("region", name="Not sent yet")).to_contain_text("Half a sentence")
