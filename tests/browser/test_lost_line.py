"""A line that breaks for a while eats no word and doubles none."""

import pytest
from playwright.sync_api import expect

from tests.badline import BadLine
from tests.browser.people import (
    AT_A_DESK,
    SIZES,
    at_a_board,
    card,
    choose,
    line,
    seen_by,
    step,
    take_seat,
    write,
    write_first,
)
from tests.browsers import barriers, photograph
from tests.live.workshop import Workshop

pytestmark = pytest.mark.browser


WITHIN = """(pill) => {
    const next = pill.nextElementSibling.getBoundingClientRect();
    return pill.scrollWidth <= pill.clientWidth && pill.getBoundingClientRect().right <= next.left;
}"""
"""Its words end inside it, and it ends before what stands beside it."""


@pytest.fixture
def pair(workshop, visit):
    """Two delegates at one board, in shape; what the broken line says on the console of their browsers is no fault."""
    workshop.start("shape")
    pages = [visit(workshop.seats[who]["link"], reduced_motion="reduce") for who in ("KR-01", "KR-04")]
    for page, who in zip(pages, ("KR-01", "KR-04"), strict=True):
        take_seat(page, who)
        line(page, "Saved")
    yield pages
    visit.faults.clear()


def test_what_was_done_on_both_sides_of_a_broken_line_is_there_once(pair, workshop):
    near, far = pair
    workshop.card("Before the line broke", by="KR-01")
    seen_by(pair, lambda page: card(page, "Before the line broke"))
    far.context.set_offline(True)
    line(far, "Offline: reconnecting")
    near.get_by_role("button", name="Add a card").first.click()
    for title in ("One fund for all", "A law for all"):
        write(near, title)
    far.get_by_role("button", name="Add a card").first.click()
    write(far, "Care in the villages")
    line(far, "Offline: 1 change kept on this device")
    expect(card(far, "Care in the villages").get_by_text("Waits for the line")).to_be_visible()
    assert barriers(far) == []
    choose(far, "Remove", of="Before the line broke")
    line(far, "Offline: 2 changes kept on this device")
    for width, height in SIZES.values():
        far.set_viewport_size({"width": width, "height": height})
        photograph(far, f"offline/01-waiting-{width}")
        assert far.get_by_role("banner").get_by_role("status").evaluate(WITHIN), f"cut off at {width}"
    far.set_viewport_size({"width": 1280, "height": 800})
    far.context.set_offline(False)
    line(far, "Saved")
    for page in pair:
        for title in ("One fund for all", "A law for all", "Care in the villages"):
            expect(card(page, title)).to_have_count(1)
        expect(card(page, "Before the line broke")).to_have_count(0)
    titles = [each["title"] for each in workshop.snapshot()["cards"] if not each["removed"]]
    assert sorted(titles) == ["A law for all", "Care in the villages", "One fund for all"]


def test_words_typed_without_a_line_meet_those_of_the_others(pair, workshop):
    near, far = pair
    workshop.card("Insure workers", by="KR-01")
    for page in pair:
        page.get_by_role("button", name="Insure workers", exact=True).click()
    here, there = (page.get_by_role("textbox", name="Idea", exact=True) for page in pair)
    far.context.set_offline(True)
    line(far, "Offline: reconnecting")
    there.press("End")
    there.press_sequentially(" and farmers")
    line(far, "Offline: 1 change kept on this device")
    here.press("Home")
    here.press_sequentially("First: ")
    line(near, "Saved")
    far.context.set_offline(False)
    for field in (here, there):
        expect(field).to_have_value("First: Insure workers and farmers")
    line(far, "Saved")


def test_a_page_comes_through_a_restart_of_the_server_without_a_reload(server, visit):
    product = server(env={"OPEN_REGISTRATION": "1"})
    workshop = Workshop(product.url)
    page = at_a_board(visit, workshop)
    write_first(page, "Said before")
    line(page, "Saved")
    product.stop()
    line(page, "Offline: reconnecting")
    farewell = page.get_by_text("The server restarts; everything that was saved is safe.")
    expect(farewell).to_be_visible()
    photograph(page, "offline/02-restart")
    write(page, "Said meanwhile")
    line(page, "Offline: 1 change kept on this device")
    product.start()
    line(page, "Saved")
    expect(farewell).to_have_count(0)
    for title in ("Said before", "Said meanwhile"):
        expect(card(page, title)).to_have_count(1)
    assert sorted(each["title"] for each in workshop.snapshot()["cards"]) == ["Said before", "Said meanwhile"]
    visit.faults.clear()


def test_a_killed_server_has_lost_nothing_that_was_saved(server, visit):
    product = server(env={"OPEN_REGISTRATION": "1"})
    workshop = Workshop(product.url)
    page = at_a_board(visit, workshop)
    write_first(page, "Said before")
    page.get_by_role("button", name="Said before", exact=True).click()
    beside = page.get_by_role("complementary")
    beside.get_by_role("textbox", name="Idea", exact=True).press("End")
    beside.get_by_role("textbox", name="Idea", exact=True).press_sequentially(", by all of us")
    expect(beside.get_by_text("Saved", exact=True)).to_be_visible()
    product.kill()
    line(page, "Offline: reconnecting")
    product.start()
    line(page, "Saved")
    expect(card(page, "Said before, by all of us")).to_have_count(1)
    assert [each["title"] for each in workshop.snapshot()["cards"]] == ["Said before, by all of us"]
    visit.faults.clear()


def type_without_a_line(page, title, words):
    """Open the card, lose the line, and type on at the end of its title."""
    page.get_by_role("button", name=title, exact=True).click()
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    field = page.get_by_role("textbox", name="Idea", exact=True)
    field.press("End")
    field.press_sequentially(words)


def test_what_was_written_before_the_lid_was_closed_is_sent_on_coming_back(pair, workshop):
    near, far = pair
    workshop.card("Insure workers", by="KR-01")
    type_without_a_line(far, "Insure workers", " and farmers")
    write_first(far, "Care in the villages")
    line(far, "Offline: 2 changes kept on this device")
    address, context = far.url, far.context
    far.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    line(again, "Saved")
    for title in ("Insure workers and farmers", "Care in the villages"):
        for page in (near, again):
            expect(card(page, title)).to_have_count(1)
    assert {each["title"] for each in workshop.snapshot()["cards"]} == {
        "Insure workers and farmers",
        "Care in the villages",
    }


def test_a_card_whose_stage_has_ended_meanwhile_is_handed_in_late(pair, workshop):
    near, far = pair
    far.context.set_offline(True)
    line(far, "Offline: reconnecting")
    write_first(far, "Care in the villages")
    workshop.start("vote")
    step(near, "Prioritise")
    far.context.set_offline(False)
    refused = far.get_by_role("region", name="Not saved")
    expect(refused).to_contain_text("Care in the villages")
    for width, height in SIZES.values():
        far.set_viewport_size({"width": width, "height": height})
        photograph(far, f"offline/03-refused-{width}")
        wide = refused.locator(".words").evaluate("(words) => words.getBoundingClientRect().width")
        assert wide > 0.4 * width, f"the words are squeezed at {width}"
    assert barriers(far) == []
    far.reload()
    refused.get_by_role("button", name="Submit as a late card").click()
    expect(refused).to_have_count(0)
    line(far, "Saved")
    assert [(each["title"], each["late"]) for each in workshop.snapshot()["cards"]] == [("Care in the villages", True)]


def test_words_that_may_not_be_changed_any_more_stay_with_their_writer(pair, workshop):
    _, far = pair
    card_id = workshop.card("Insure workers", by="KR-01")
    workshop.card("A fund for villages", by="KR-01")
    type_without_a_line(far, "Insure workers", " and farmers")
    workshop.start("vote")
    workshop.organiser.room(workshop.rooms["KR"], "poll.open", method="dots")
    far.context.set_offline(False)
    refused = far.get_by_role("region", name="Not saved")
    expect(refused).to_contain_text("Insure workers and farmers")
    line(far, "Saved")
    assert [each["title"] for each in workshop.snapshot()["cards"] if each["id"] == card_id] == ["Insure workers"]
    refused.get_by_role("button", name="Dismiss").click()
    expect(refused).to_have_count(0)
    far.get_by_role("button", name="Undo", exact=True).click()
    expect(refused).to_contain_text("Insure workers and farmers")
    refused.get_by_role("button", name="Dismiss").click()
    expect(refused).to_have_count(0)
    far.reload()
    line(far, "Saved")
    expect(refused).to_have_count(0)


def test_a_phone_on_a_bad_line_writes_on_and_comes_back(house, workshop, visit):
    """300 ms there and back, every thirtieth packet lost, and a minute in a dead spot."""
    workshop.start("shape")
    bad = BadLine(house.url)
    phone = visit(workshop.seats["KR-04"]["link"].replace(house.url, bad.url), width=390, height=844)
    desk = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(phone, "KR-04")
    take_seat(desk, "KR-01")
    workshop.card("Insure workers", by="KR-01")
    for page in (phone, desk):
        first = page.get_by_role("button", name="Insure workers", exact=True)
        expect(first).to_be_visible(timeout=40_000)  # all that a page needs, over such a line
        first.click()
    there, here = (page.get_by_role("textbox", name="Idea", exact=True) for page in (phone, desk))
    expect(there).to_have_value("Insure workers")
    there.press("End")
    there.press_sequentially(", 농민")
    expect(here).to_have_value("Insure workers, 농민")
    bad.cut()
    there.press_sequentially("과 어민")
    here.press("Home")
    here.press_sequentially("First: ")
    phone.wait_for_timeout(60_000)
    there.press_sequentially("도")
    line(phone, "Offline: 1 change kept on this device")
    bad.mend()
    for field in (there, here):
        expect(field).to_have_value("First: Insure workers, 농민과 어민도", timeout=40_000)
    line(phone, "Saved")
    phone.get_by_role("button", name="Back to the board").click()
    write_first(phone, "Said on the way")
    expect(card(desk, "Said on the way")).to_have_count(1)
    bad.close()
    visit.faults.clear()
