"""How an organiser makes a workshop in a minute."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import line, new_organiser
from tests.browsers import photograph

pytestmark = pytest.mark.browser

ROOMS = ("China", "Japan", "Republic of Korea")
ROOM_LINES = "CN China\nJP Japan\nRepublic of Korea"


@pytest.fixture
def desk(house, visit):
    """The desk of an organiser who has no workshop yet."""
    return new_organiser(visit, house.url)


@pytest.mark.parametrize(("programme", "stages"), [("Action-planning day", 13), ("Short form", 8)])
def test_an_organiser_makes_a_workshop_and_comes_to_its_console(desk, programme, stages):
    photograph(desk, "new/01-no-workshop-yet")
    desk.get_by_role("link", name="Make the first one").click()
    desk.get_by_label("Title").fill("Social economy, day 3")
    desk.get_by_label("Begins").fill("2021-03-31T14:00")
    desk.get_by_role("radio", name=programme).check()
    desk.get_by_label("Rooms, one on each line").fill(ROOM_LINES)
    desk.get_by_role("radio", name="Everybody with the code").check()
    photograph(desk, f"new/02-form-{stages}")
    desk.get_by_role("button", name="Make the workshop").click()

    desk.get_by_role("link", name="Open the console").first.click()
    line(desk, "Live")
    for room in ROOMS:
        expect(desk.get_by_role("region", name=room, exact=True)).to_be_visible()
    expect(desk.get_by_label("Stage", exact=True).get_by_role("option")).to_have_count(stages)
    photograph(desk, f"new/03-console-{stages}")

    desk.get_by_role("link", name="Your workshops").click()
    row = desk.get_by_role("listitem").filter(has_text="Social economy, day 3")
    expect(row).to_contain_text("31 March 2021")
    expect(row).to_contain_text("3")
    row.get_by_role("link", name="Social economy, day 3", exact=True).click()
    line(desk, "Live")


def test_what_is_missing_is_said_in_its_place_and_what_was_typed_stays(desk, visit):
    desk.get_by_role("link", name="Make the first one").click()
    desk.get_by_label("Rooms, one on each line").fill("   ")
    desk.get_by_role("radio", name="Short form").check()
    desk.get_by_role("button", name="Make the workshop").click()
    expect(desk.get_by_role("alert")).to_have_text("Please look at the marked fields.")
    expect(desk.get_by_label("Title")).to_have_accessible_description("Give the workshop a title")
    expect(desk.get_by_label("Rooms, one on each line")).to_have_attribute("aria-invalid", "true")
    expect(desk.get_by_role("radio", name="Short form")).to_be_checked()
    photograph(desk, "new/04-errors")
    visit.faults.clear()


def test_a_room_named_twice_is_pointed_at_by_its_line(desk, visit):
    desk.get_by_role("link", name="Make the first one").click()
    desk.get_by_label("Title").fill("Social economy, day 3")
    desk.get_by_label("Rooms, one on each line").fill("CN China\n" + "x" * 300)
    desk.get_by_role("button", name="Make the workshop").click()
    expect(desk.get_by_label("Rooms, one on each line")).to_have_attribute("aria-invalid", "true")
    expect(desk.get_by_label("Title")).to_have_value("Social economy, day 3")
    photograph(desk, "new/05-long-name")
    visit.faults.clear()
