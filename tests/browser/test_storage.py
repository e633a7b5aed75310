"""Storage that is slow or never answers: everything is sent all the same, and the page claims no more than is kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, at_a_board, card, leave, line, look, take_seat, write, write_first

pytestmark = pytest.mark.browser

NOTHING = "Nothing is kept on this device."
SILENT = {
    "open": "IDBFactory.prototype.open = () => ({})",
    "transaction": """IDBDatabase.prototype.transaction = () => ({
        abort() {}, objectStore: () => ({put: () => ({}), get: () => ({}), delete: () => ({}), openCursor: () => ({})}),
    })""",
}
BUSY = """() => new Promise((done) => {
    const opened = indexedDB.open("concord");
    opened.onsuccess = () => {
        const store = opened.result.transaction("commands", "readwrite").objectStore("commands");
        const hold = () => window.released || (store.get("").onsuccess = hold);
        store.get("").onsuccess = () => { hold(); done(); };
    };
})"""
"""Another user of the storage holds it, so that what is put there waits."""


@pytest.fixture(params=SILENT)
def page(request, workshop, visit):
    """KR-04 in shape, with a browser whose storage does not answer from some moment on."""
    workshop.start("shape")
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    page.add_init_script(SILENT[request.param])
    take_seat(page, "KR-04")
    yield page
    visit.faults.clear()


def test_what_is_done_is_sent_and_the_page_says_that_nothing_is_kept(page, workshop):
    write_first(page, "Insure workers")
    line(page, "Saved")
    assert [each["title"] for each in workshop.snapshot()["cards"]] == ["Insure workers"]
    said = page.get_by_text(NOTHING)
    expect(said).to_be_visible()
    look(page, "storage/nothing-kept")
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    write(page, "Care in the villages")
    line(page, "Offline: 1 change waits, keep this page open")
    leave(page).dismiss()
    page.context.set_offline(False)
    line(page, "Saved")
    expect(card(page, "Care in the villages")).to_have_count(1)
    assert sorted(each["title"] for each in workshop.snapshot()["cards"]) == ["Care in the villages", "Insure workers"]
    said.locator("../..").get_by_role("button", name="Close").click()
    expect(said).to_have_count(0)


def test_leaving_with_words_that_only_the_page_has_is_asked_about(page):
    expect(page.get_by_text(NOTHING)).to_be_visible()
    page.get_by_role("button", name="Add a card").first.click()
    page.get_by_label("Your idea, in one sentence").press_sequentially("Half a")
    leave(page).accept()


def test_changes_are_called_kept_only_once_the_device_has_them(workshop, visit):
    page = at_a_board(visit, workshop)
    page.get_by_role("button", name="Add a card").first.click()
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    page.evaluate(BUSY)
    write(page, "Care in the villages")
    line(page, "Offline: keeping 1 change on this device…")
    page.evaluate("window.released = true")
    line(page, "Offline: 1 change kept on this device")
    page.close()
