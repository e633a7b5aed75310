"""A room opens again without a network; what is written there arrives once; nothing of it outlives the seat."""

import pytest
from playwright.sync_api import Error, expect

from tests.browser.people import SIZES, at_a_board, card, line, write_first
from tests.browsers import barriers, photograph
from tests.live.workshop import Workshop
from tests.waiting import until

pytestmark = pytest.mark.browser

KEPT = "async () => { const rooms = await caches.open('rooms 1'); return (await rooms.keys()).map(({url}) => url) }"
"""What the worker keeps of rooms: two entries each."""

STATE = "async () => (await (await caches.open('rooms 1')).match(location.pathname + '/state'))?.text()"


def keeps(page, n=1):
    until(lambda: len(page.evaluate(KEPT)) == 2 * n)


def knows(page, words):
    """The state on the device has these words in it."""
    until(lambda: words in (page.evaluate(STATE) or ""))


@pytest.fixture
def page(workshop, visit):
    page = at_a_board(visit, workshop)
    keeps(page)
    yield page
    visit.faults.clear()


def test_a_room_is_read_and_written_through_reloads_without_a_network(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    knows(page, "Insure workers")
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    page.reload()
    expect(page.get_by_text("This is the room as it was at")).to_be_visible()
    expect(card(page, "Insure workers")).to_be_visible()
    line(page, "Offline: reconnecting")
    write_first(page, "Care in the villages")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Insure workers", exact=True).click()
    field = page.get_by_role("textbox", name="Idea", exact=True)
    field.press("End")
    field.press_sequentially(" and farmers")
    line(page, "Offline: 2 changes kept on this device")
    assert barriers(page) == []
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        photograph(page, f"offline/04-reloaded-{width}")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.reload()
    line(page, "Offline: 2 changes kept on this device")
    expect(card(page, "Care in the villages")).to_be_visible()
    page.context.set_offline(False)
    line(page, "Saved")
    expect(page.get_by_text("This is the room as it was at")).to_have_count(0)
    for title in ("Insure workers and farmers", "Care in the villages"):
        expect(card(page, title)).to_have_count(1)
    titles = [each["title"] for each in workshop.snapshot()["cards"]]
    assert sorted(titles) == ["Care in the villages", "Insure workers and farmers"]


def test_with_a_network_the_page_is_the_servers(page, workshop):
    workshop.card("Insure workers", by="KR-01")
    knows(page, "Insure workers")
    page.goto("about:blank")
    workshop.card("Care in the villages", by="KR-01")
    page.go_back()
    expect(card(page, "Care in the villages")).to_be_visible()
    assert "Care in the villages" in page.content().split('id="snapshot"')[1]


def test_a_server_that_is_away_does_not_take_the_room_along(server, visit):
    product = server(env={"OPEN_REGISTRATION": "1"})
    workshop = Workshop(product.url)
    page = at_a_board(visit, workshop)
    write_first(page, "Said before")
    knows(page, "Said before")
    product.stop()
    line(page, "Offline: reconnecting")
    page.reload()
    expect(card(page, "Said before")).to_be_visible()
    write_first(page, "Said meanwhile")
    line(page, "Offline: 1 change kept on this device")
    product.start()
    line(page, "Saved")
    assert sorted(each["title"] for each in workshop.snapshot()["cards"]) == ["Said before", "Said meanwhile"]
    visit.faults.clear()


def test_after_signing_out_nothing_of_the_seat_is_left(page):
    address = page.url
    page.get_by_role("button", name="KR-04").click()
    page.get_by_role("menuitem", name="Sign out on this device").click()
    expect(page.get_by_label("Code")).to_be_visible()
    until(lambda: page.evaluate(KEPT) == [])
    until(lambda: page.evaluate("indexedDB.databases()") == [])
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(address)


def test_whoever_is_removed_leaves_nothing_behind(page, workshop):
    address = page.url
    organiser, id = workshop.organiser, workshop.seats["KR-04"]["id"]
    organiser.command("workshop", workshop.id, "member.remove", {"member": id})
    expect(page.get_by_text("Your seat was closed by the facilitator.")).to_be_visible()
    keeps(page, 0)
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(address)


def test_a_seat_that_was_closed_meanwhile_is_forgotten_at_the_next_page(page, workshop):
    page.goto("about:blank")
    organiser, id = workshop.organiser, workshop.seats["KR-04"]["id"]
    organiser.command("workshop", workshop.id, "member.remove", {"member": id})
    page.go_back()
    keeps(page, 0)


def test_the_next_person_at_this_device_is_not_shown_the_page_of_the_last(page, workshop):
    address = page.url
    page.goto(workshop.seats["KR-01"]["link"])
    page.get_by_role("button", name="Yes, I am KR-01").click(no_wait_after=True)
    line(page, "Saved")
    keeps(page)
    assert '"id":"' + workshop.seats["KR-01"]["id"] in page.evaluate(STATE)
    page.context.set_offline(True)
    page.goto(address)
    expect(page.get_by_role("button", name="KR-01")).to_be_visible()
    expect(page.get_by_text("KR-04")).to_have_count(0)


def test_a_ballot_is_not_kept(page, workshop):
    id = workshop.card("Insure workers", by="KR-01")
    workshop.start("vote")
    poll = workshop.organiser.room(workshop.rooms["KR"], "poll.open", method="dots")["data"]["poll"]
    workshop.http("KR-04").room(workshop.rooms["KR"], "ballot.cast", poll=poll, choices={id: 1})
    expect(page.get_by_role("main").get_by_text("Insure workers").first).to_be_visible()
    knows(page, poll)
    page.reload()
    line(page, "Saved")
    page.wait_for_timeout(3000)
    assert '"ballots":{}' in page.evaluate(STATE)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("what you give now replaces what you gave")).to_be_visible()
    photograph(page, "offline/05-vote")
