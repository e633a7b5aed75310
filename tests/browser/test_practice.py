"""Before the day, by the personal link: an answer, and the practice, which the organiser sees happen."""

import re

import pytest
from playwright.sync_api import expect

from app import catalogue
from tests.browser.people import AT_A_DESK, look, pasted, reach, sign_in
from tests.browser.test_joining import ON_A_PHONE
from tests.browsers import barriers, photograph
from tests.live.workshop import SMALL, Workshop

pytestmark = pytest.mark.browser


@pytest.fixture
def invited(house):
    """A workshop whose day is far away; it begins at two in the afternoon in Seoul."""
    return Workshop(house.url, SMALL | {"starts_at": "2121-03-31T05:00:00Z", "timezone": "Asia/Seoul"})


def ko(words, **values):
    return catalogue.gettext("ko", words, **values)


def heading(page, words):
    """The task of this step is asked, and whoever came to it by the keyboard stands there."""
    expect(page.get_by_role("heading", name=words, level=1)).to_be_visible()
    assert barriers(page) == []


def test_a_delegate_tries_it_out_on_a_phone_and_the_organiser_sees_it(invited, visit):
    console = sign_in(visit, invited)
    console.get_by_role("link", name="Day 3", exact=True).click()
    expect(console.get_by_text("0 of 6 confirmed, 0 have tried")).to_be_visible()
    before = invited.snapshot()

    page = visit(invited.seats["KR-04"]["link"], **ON_A_PHONE, timezone_id="Asia/Jakarta")
    expect(page.get_by_text("12:00")).to_be_visible()  # the own time zone
    photograph(page, "practice/01-link-phone")
    assert barriers(page) == []
    page.get_by_role("button", name="I will come").tap()
    expect(page.get_by_text("You have said that you will come.")).to_be_visible()
    expect(console.get_by_text("1 of 6 confirmed, 0 have tried")).to_be_visible()

    page.get_by_role("link", name="Try it out").tap()
    heading(page, "In which language do you read?")
    photograph(page, "practice/02-language-phone")
    page.get_by_role("radio", name="한국어").check()
    page.get_by_role("button", name="This is my language").tap()
    heading(page, ko("Write a card"))
    page.get_by_label(ko("Your idea, in one sentence")).tap()
    compose(page, "마을마다 모임 자리")
    page.get_by_role("button", name=ko("Add card"), exact=True).tap()
    expect(page.get_by_role("heading", name="마을마다 모임 자리")).to_be_visible()
    photograph(page, "practice/03-card-phone")
    page.get_by_role("button", name=ko("It is right, go on")).tap()
    heading(page, ko("Cast a vote"))
    page.locator("room-ballot [data-part=dot]").first.tap()
    expect(page.locator("room-ballot [aria-pressed=true]")).to_have_count(1)
    photograph(page, "practice/04-vote-phone")
    page.get_by_role("button", name=ko("Go on"), exact=True).tap()
    heading(page, ko("Does the connection hold?"))
    page.get_by_role("button", name=ko("Test the connection"), exact=True).tap()
    expect(page.get_by_text("WebSocket")).to_be_visible()
    photograph(page, "practice/05-line-phone")
    page.get_by_role("button", name=ko("Go on"), exact=True).tap()
    heading(page, ko("You are ready"))
    photograph(page, "practice/06-ready-phone")

    expect(console.get_by_text("1 of 6 confirmed, 1 has tried")).to_be_visible()
    console.get_by_role("button", name="Share and export").click()
    console.get_by_role("menuitem", name="List of delegates…").click()
    row = console.get_by_role("row", name="KR-04")
    expect(row).to_contain_text("has tried")
    console.get_by_label("Answer of KR-03", exact=True).select_option(label="cannot come")
    expect(console.get_by_role("dialog").get_by_role("status").first).to_contain_text("1 of 6 confirmed")
    photograph(console, "practice/07-list-console")
    assert barriers(console) == []
    console.get_by_label("Show", exact=True).select_option(label="cannot come")
    expect(console.get_by_role("table").get_by_role("row")).to_have_count(2)
    console.keyboard.press("Escape")
    expect(console.get_by_role("region", name="Republic of Korea")).to_contain_text("0/3")
    assert invited.snapshot() == before


def compose(page, words):
    """An input method puts words together sign by sign."""
    keyboard = page.context.new_cdp_session(page)
    for end in range(1, len(words) + 1):
        composed = {"text": words[:end], "selectionStart": end, "selectionEnd": end}
        keyboard.send("Input.imeSetComposition", composed)
    keyboard.send("Input.insertText", {"text": words})


def test_the_practice_needs_no_more_than_a_keyboard(invited, visit):
    page = visit(f"{invited.seats['KR-03']['link']}/practice", **AT_A_DESK)
    reach(page.get_by_role("button", name="This is my language"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Write a card")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("A fund for returners")
    page.keyboard.press("Enter")
    reach(page.get_by_role("button", name="It is right, go on"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cast a vote")).to_be_focused()
    reach(page.locator("room-ballot [data-part=dot]").first)
    page.keyboard.press("Space")
    reach(page.get_by_role("button", name="Go on", exact=True))
    page.keyboard.press("Enter")
    reach(page.get_by_role("button", name="Test the connection", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Response time")).to_be_visible()
    photograph(page, "practice/08-line-desk")
    reach(page.get_by_role("button", name="Go on", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You are ready")).to_be_focused()


def test_behind_a_firewall_the_line_works_slowly_and_without_a_network_it_says_so(invited, visit):
    page = visit(f"{invited.seats['KR-02']['link']}/practice", **AT_A_DESK)
    page.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onerror(this)) } close() {} }"
    )
    page.reload()
    page.get_by_role("button", name="The connection", exact=True).click()
    page.get_by_role("button", name="Test the connection", exact=True).click()
    expect(page.get_by_text("Works, but slowly (long polling)")).to_be_visible()
    host = page.url.split("/")[2]
    told = page.get_by_label("For your IT support")
    for words in (f"Host: {host}", "WebSocket: no", "Long polling: yes", "Response time: ", "Lost messages: 0 of 5"):
        expect(told).to_have_value(re.compile(re.escape(words)))
    expect(told).to_have_value(re.compile(f"Blocked: ws://{host}/socket.io/\n"))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert pasted(page) == told.input_value()
    look(page, "practice/09-polling")
    visit.faults.clear()
    page.route("**/socket.io/**", lambda request: request.abort())
    page.get_by_role("button", name="Test it again").click()
    expect(page.get_by_text("No connection: ")).to_be_visible(timeout=30_000)
    expect(told).to_have_value(
        re.compile(f"Web pages: yes\n(.|\n)*Blocked: ws://{host}/socket.io/, http://{host}/socket.io/")
    )
    photograph(page, "practice/10-not-reached-desk")
    visit.faults.clear()
