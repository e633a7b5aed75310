"""From nothing to a running day in one flow: the organiser's desk, the first delegate, the first stage."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import answer, line, new_organiser, take_seat
from tests.browsers import barriers, photograph

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ROSTER = """reference,name,room,role,perspective
KR-01,Delegate KR-01,KR,participant,workers
KR-02,,KR,participant,employers
JP-01,Delegate JP-01,Atlantis,participant,workers
"""


@pytest.fixture
def desk(house, visit):
    """The set-up of a workshop that was made a moment ago, with one room."""
    page = new_organiser(visit, house.url)
    page.get_by_role("link", name="Make the first one").click()
    page.get_by_label("Title").fill("Social economy, day 3")
    page.get_by_role("radio", name="Short form").check()
    page.get_by_label("Rooms, one on each line").fill("KR Republic of Korea")
    page.get_by_role("radio", name="Only delegates on the list, by personal link").check()
    page.get_by_role("button", name="Make the workshop").click()
    expect(page.get_by_role("heading", name="Social economy, day 3")).to_be_visible()
    return page


def part(desk, title):
    return desk.get_by_role("region", name=title)


def done(desk, title, button):
    """Send a form of this part; the page says that it is saved, and the focus is not lost."""
    part(desk, title).get_by_role("button", name=button, exact=True).click()
    expect(part(desk, title).locator(".saved")).to_be_visible()
    expect(desk.locator(":focus")).to_have_count(1)


def test_from_nothing_to_a_running_day(desk, visit):
    rooms_are_added(desk)
    the_programme_is_changed(desk)
    findings_are_pasted(desk)
    the_list_is_mended(desk, visit)
    photograph(desk, "setup/04-all-in")
    assert barriers(desk) == []
    delegate = visit(desk.get_by_label("Link of Delegate KR-01", exact=True).input_value())
    take_seat(delegate, "Delegate KR-01")
    line(delegate, "Saved")
    the_day_begins(desk, delegate)


def rooms_are_added(desk):
    rooms = part(desk, "Rooms")
    rooms.get_by_label("Country").last.select_option(label="Japan")
    rooms.get_by_label("Link to its video call").last.fill("https://call.example.org/japan")
    done(desk, "Rooms", "Add the room")
    expect(rooms.get_by_role("listitem")).to_have_count(2)
    expect(rooms.get_by_role("listitem").last).to_contain_text("call ✓")


def the_programme_is_changed(desk):
    programme = part(desk, "Programme")
    stages = programme.locator(".stage-list > li")
    before = stages.count()
    second = stages.nth(1).locator("summary > b").first.inner_text()
    programme.get_by_role("button", name=f"Move “{second}” up").press("Enter")
    expect(stages.first).to_contain_text(second)
    expect(desk.locator(":focus")).to_have_count(1)
    programme.get_by_label("Kind").select_option(label="Break")
    done(desk, "Programme", "Add the stage")
    expect(stages).to_have_count(before + 1)


def findings_are_pasted(desk):
    findings = part(desk, "Findings")
    findings.get_by_label("One on each line").fill("F-ALL-01 Most work is informal.\nTwo towns care for the old.")
    done(desk, "Findings", "Add the findings")
    expect(findings.get_by_text("All rooms · 2")).to_be_visible()


def the_list_is_mended(desk, visit):
    people = part(desk, "People")
    people.get_by_label("Or paste the lines here").fill(ROSTER)
    people.get_by_role("button", name="Take the list").click()
    expect(people.get_by_role("alert")).to_have_text("Nothing was changed: 2 rows need a correction.")
    name, room = people.get_by_label("Row 3, name"), people.get_by_label("Row 4, room")
    expect(name).to_be_focused()
    expect(room).to_have_attribute("aria-invalid", "true")
    expect(people.get_by_label("Column “room” is")).to_have_value("room")
    columns = people.get_by_role("columnheader").locator("label span:not(.ear)")
    expect(columns).to_have_text(["reference", "name", "room", "role", "perspective"])
    photograph(desk, "setup/03-to-mend")
    assert barriers(desk) == []
    visit.faults.clear()  # the browser's console calls the answer 422 an error
    name.fill("Delegate KR-02")
    room.fill("JP")
    people.get_by_role("button", name="Send all 3 rows again").click()
    expect(people.get_by_text("3 on the list")).to_be_visible()
    expect(people.get_by_role("row").filter(has_text="JP-01")).to_contain_text("Japan")


def the_day_begins(desk, delegate):
    desk.get_by_role("link", name="Open the console").first.click()
    line(desk, "Live")
    stages = desk.get_by_label("Stage", exact=True)
    gather = stages.get_by_role("option").filter(has_text="· Gather ·").first
    stages.select_option(gather.get_attribute("value"))
    desk.get_by_role("button", name="Start in 2 rooms…").click()
    answer(desk, "Start “Gather”?", "Start")
    expect(delegate.get_by_label("Your idea, in one sentence")).to_be_visible()


def test_what_is_typed_and_not_saved_is_asked_for_before_the_page_goes(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    subtitle = part(desk, "The event").get_by_label("Subtitle")
    subtitle.click()
    subtitle.fill("Busan")
    desk.get_by_role("link", name="Your workshops").click()
    expect(subtitle).to_have_value("Busan")
    assert asked == ["beforeunload"]
    done(desk, "The event", "Save")
    desk.get_by_role("link", name="Your workshops").click()
    expect(desk.get_by_role("heading", name="Your workshops")).to_be_visible()
    assert asked == ["beforeunload"]


def test_an_old_tab_shows_what_another_has_stored_before_it_replaces_it(desk, visit):
    old = desk.context.new_page()
    old.goto(desk.url)
    desk.get_by_label("Subtitle").fill("Busan")
    desk.get_by_label("Text to agree to when joining").fill("We keep this for a year.")
    done(desk, "The event", "Save")
    old.get_by_label("Subtitle").fill("Seoul")
    part(old, "The event").get_by_role("button", name="Save").click()
    expect(part(old, "The event").get_by_role("alert")).to_contain_text("Somebody has changed this since you opened it")
    subtitle = old.get_by_label("Subtitle")
    expect(subtitle).to_be_focused()
    expect(subtitle).to_have_accessible_description("Stored now: “Busan”")
    expect(subtitle).to_have_value("Seoul")
    expect(old.get_by_label("Text to agree to when joining")).to_have_value("We keep this for a year.")
    photograph(old, "setup/06-changed-meanwhile")
    assert barriers(old) == []
    visit.faults.clear()  # the refusal itself
    done(old, "The event", "Save")
    desk.reload()
    expect(desk.get_by_label("Subtitle")).to_have_value("Seoul")
    expect(desk.get_by_label("Text to agree to when joining")).to_have_value("We keep this for a year.")


def test_a_form_that_finds_no_line_is_sent_by_the_browser_itself(desk, visit):
    desk.route("**/setup/room-add", lambda route: route.abort() if _by_script(route) else route.continue_())
    part(desk, "Rooms").get_by_label("Country").last.select_option(label="Japan")
    part(desk, "Rooms").get_by_role("button", name="Add the room").click()
    desk.wait_for_url("**/setup?saved=rooms#rooms")
    expect(part(desk, "Rooms").get_by_role("listitem")).to_have_count(2)
    visit.faults.clear()


def _by_script(route):
    return route.request.resource_type == "fetch"
