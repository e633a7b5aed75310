"""A vote on screen, tap by tap."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import card, line

pytestmark = pytest.mark.browser

TWICE_WITHIN_A_FRAME = "(button) => { button.click(); button.click(); }"


def test_two_taps_are_two_dots_however_quick_they_are(workshop, visit):
    page = visit(workshop.seats["KR-04"]["link"])
    page.get_by_role("button", name="Yes, I am KR-04").click()
    line(page, "Saved")
    workshop.start("shape")
    ids = {title: workshop.card(title, by="KR-01") for title in ("Insure domestic workers", "A fund for villages")}
    workshop.start("vote")
    settings = {"budget": 3, "per_card": 2, "adopt": 1}
    workshop.organiser.room(workshop.rooms["KR"], "poll.open", method="dots", settings=settings)
    more = {title: card(page, title).get_by_role("button", name="One dot more") for title in ids}

    more["Insure domestic workers"].evaluate(TWICE_WITHIN_A_FRAME)
    expect(page.get_by_text("1 of 3 dots left")).to_be_visible()
    more["A fund for villages"].evaluate(TWICE_WITHIN_A_FRAME)
    expect(page.get_by_text("0 of 3 dots left")).to_be_visible()
    line(page, "Saved")
    page.reload()
    expect(page.get_by_text("0 of 3 dots left")).to_be_visible()
    for title, dots in (("Insure domestic workers", "2 dots"), ("A fund for villages", "1 dot")):
        expect(card(page, title).get_by_label(dots, exact=True)).to_be_visible()


def test_only_who_has_not_voted_reads_the_reminder(workshop, visit):
    pages = {}
    for who in ("KR-03", "KR-04"):
        pages[who] = visit(workshop.seats[who]["link"])
        pages[who].get_by_role("button", name=f"Yes, I am {who}").click()
        line(pages[who], "Saved")
    workshop.start("shape")
    ids = [workshop.card(title, by="KR-01") for title in ("Insure domestic workers", "A fund for villages")]
    workshop.start("vote")
    room, drive = workshop.rooms["KR"], workshop.organiser.room
    poll = drive(room, "poll.open", method="dots", settings={"budget": 3, "per_card": 2})["data"]["poll"]
    workshop.http("KR-03").room(room, "ballot.cast", poll=poll, choices={ids[0]: 1})
    drive(room, "poll.remind", poll=poll)
    reminder = {who: page.get_by_text("Your vote is still missing.") for who, page in pages.items()}

    expect(reminder["KR-04"]).to_be_visible()
    card(pages["KR-04"], "A fund for villages").get_by_role("button", name="One dot more").click()
    expect(reminder["KR-04"]).to_have_count(0)
    expect(pages["KR-03"].get_by_text("2 of 3 dots left")).to_be_visible()
    expect(reminder["KR-03"]).to_have_count(0)
