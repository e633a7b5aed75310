"""An organiser rehearses without a terminal: begun on the page, seen on the console, removed on the page."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import look, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_rehearsal_is_begun_seen_and_removed(workshop, visit):
    page = sign_in(visit, workshop)
    page.get_by_role("link", name="Rehearse Day 3").click()
    rehearsal = page.get_by_role("region", name="Rehearsal")
    look(page, "setup/rehearsal")
    rehearsal.get_by_role("checkbox", name="Japan").uncheck()
    rehearsal.get_by_role("radio", name="20 times faster").check()
    rehearsal.get_by_role("radio", name="Play the whole day by itself").check()
    rehearsal.get_by_role("button", name="Rehearse").click()
    console = rehearsal.get_by_role("link", name="Console of the rehearsal")
    expect(console).to_be_focused()
    look(page, "setup/rehearsal-begun", sizes=("desk", "phone"))
    console.click()
    expect(page.get_by_role("banner")).to_contain_text("4 of 6 delegates here")
    expect(page.locator("big-screen")).to_contain_text("Rehearsal")
    page.get_by_role("link", name="Enter").first.click()
    expect(page.get_by_role("banner")).to_contain_text("Rehearsal")
    page.go_back()
    page.get_by_role("banner").get_by_role("link", name="Rehearsal", exact=True).click()
    rehearsal.locator("summary").click()
    expect(rehearsal).to_contain_text("The workshop itself stays as it is.")
    rehearsal.get_by_role("button", name="Remove the rehearsal").click()
    expect(rehearsal.get_by_role("button", name="Rehearse")).to_be_visible()
    expect(page.locator("#heard")).to_have_text("The rehearsal is removed")
    assert workshop.organiser.ask("GET", f"/workshops/{workshop.id}/rehearsal").status_code == 404
    assert workshop.snapshot()["cards"] == []
