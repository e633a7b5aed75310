"""The plenary: a console drives, the big screen follows, phones ask, and a screen that is ended shows nothing more."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import SIZES, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def take(workshop, country, title):
    """A measure from the first theme, with an instrument."""
    workshop.start("shape")
    theme, room = workshop.snapshot(country)["themes"][0]["id"], workshop.rooms[country]
    card = workshop.card(title, by=f"{country}-01", theme=theme)
    (measure,) = workshop.organiser.room(room, "measure.adopt", cards=[card])["data"]["measures"]
    workshop.organiser.room(room, "measure.set", measure=measure, field="instrument", value=["law"])


def agree(workshop, *levels):
    """Korea's delegates state their levels, and see them."""
    workshop.start("declare")
    for n, level in enumerate(levels, start=1):
        workshop.http(f"KR-0{n}").room(workshop.rooms["KR"], "declaration.endorse", level=level)
    workshop.organiser.room(workshop.rooms["KR"], "declaration.reveal")


def test_a_console_drives_the_screen_phones_ask_and_an_ended_screen_is_silent(visit, workshop):
    take(workshop, "KR", "돌봄 노동자 보험")
    take(workshop, "JP", "介護者に保険を")
    agree(workshop, 1, 2, 8)
    workshop.start("plenary")
    console = sign_in(visit, workshop)
    console.goto(f"{workshop.url}/workshops/{workshop.id}?as=account")
    console.get_by_role("button", name="Screens…").click()
    asked = console.get_by_role("dialog", name="Screens")
    asked.get_by_role("button", name="New screen").click()
    code = asked.locator(".code").inner_text()
    assert barriers(console) == []
    photograph(console, "console-screens")
    screen = visit(f"{workshop.url}/screen", width=1024, height=768, reduced_motion="reduce")
    screen.get_by_label("Code of this screen").fill(code)
    screen.get_by_role("button", name="Open").click()
    expect(screen.get_by_role("heading", name="Day 3")).to_be_visible()
    assert screen.url == f"{workshop.url}/screen"
    assert screen.locator("button, input, a:not(.skip)").count() == 0
    asked.get_by_role("button", name="Close").last.click()

    panel = console.get_by_role("region", name="Big screen")
    panel.get_by_role("button", name="Lobby").click()
    expect(screen.get_by_text(f"{workshop.code[:3]} {workshop.code[3:]}")).to_be_visible()
    panel.get_by_role("button", name="Agenda", exact=True).click()
    expect(screen.get_by_role("heading", name="Republic of Korea")).to_be_visible()
    expect(screen.get_by_role("timer")).to_contain_text(re.compile("0[45]:"))
    panel.get_by_role("button", name="Next agenda").click()
    expect(screen.get_by_role("heading", name="Japan")).to_be_visible()
    expect(panel.get_by_role("status")).to_have_text("Now shown: Agenda: Japan")
    assert barriers(screen) == []

    phone = visit(workshop.seats["KR-02"]["link"], width=SIZES["phone"][0], height=SIZES["phone"][1])
    take_seat(phone, "KR-02")
    expect(phone.get_by_text("On the big screen: Agenda: Japan")).to_be_visible()
    phone.get_by_role("button", name="Applaud").click()
    expect(screen.get_by_text("1 applauds")).to_be_visible()
    phone.get_by_label("Ask a question").fill("누가 비용을 내나요?")
    phone.get_by_role("button", name="Ask", exact=True).click()
    expect(phone.get_by_text("Your question was sent to the facilitators.")).to_be_visible()
    assert barriers(phone) == []
    photograph(phone, "plenary-phone")
    panel.get_by_role("button", name="Side by side").click()
    expect(screen.get_by_role("listitem").filter(has=screen.get_by_role("heading", name="Japan"))).to_contain_text(
        "介護者に保険を"
    )
    expect(panel.get_by_role("status")).to_have_text("Now shown: Side by side")
    panel.get_by_role("button", name="Across the countries").click()
    expect(screen.locator("dd [lang=ja]")).to_have_text("介護者に保険を")
    expect(panel.get_by_role("status")).to_have_text("Now shown: Across the countries: Themes in common")
    panel.get_by_role("button", name="Next page").click()
    expect(screen.get_by_role("heading", name="Law", exact=True)).to_be_visible()
    panel.get_by_label("Page").select_option(label="4 · How far the rooms agree")
    expect(screen.get_by_text("2 of 3 support it")).to_be_visible()
    expect(screen.get_by_text("told as a whole: its votes show no groups")).to_be_visible()
    expect(panel.get_by_role("button", name="Next page")).to_be_disabled()
    assert barriers(screen) == barriers(console) == []
    photograph(screen, "screen-across")
    photograph(console, "console-across")

    panel.get_by_role("button", name="Questions", exact=True).click()
    expect(screen.get_by_text("it goes to the facilitators first")).to_be_visible()
    panel.get_by_role("button", name="Show: 누가 비용을 내나요?").click()
    expect(screen.locator("blockquote [lang=ko]")).to_have_text("누가 비용을 내나요?")
    expect(panel.get_by_role("button", name="Take down: 누가 비용을 내나요?")).to_be_visible()
    assert barriers(console) == barriers(screen) == []
    photograph(console, "console-plenary")

    panel.get_by_role("button", name="Put away: 누가 비용을 내나요?").click()
    expect(screen.locator("blockquote")).to_have_count(0)
    console.get_by_role("button", name="Undo").click()
    expect(screen.locator("blockquote [lang=ko]")).to_have_text("누가 비용을 내나요?")

    console.get_by_role("button", name="Screens…").click()
    asked.get_by_role("button", name="End Screen 1").click()
    expect(asked.get_by_text("It goes dark at once")).to_be_visible()
    assert barriers(console) == []
    photograph(console, "console-ending")
    asked.get_by_role("button", name="End Screen 1").click()
    expect(screen.get_by_text("This screen has been ended.")).to_be_visible()
    expect(screen.get_by_text("누가 비용을 내나요?")).to_have_count(0)
    screen.goto(f"{workshop.url}/screen")
    expect(screen.get_by_label("Code of this screen")).to_be_visible()
