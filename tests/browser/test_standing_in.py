"""A facilitator does on screen what a delegate without a device says."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, card, line, take_seat
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser

TITLES = ("Insure domestic workers", "A fund for villages")


@pytest.fixture
def led(workshop, visit):
    """The facilitator's page of a room in which KR-04 alone is here."""
    page = visit(workshop.seats["KR-F"]["link"], **AT_A_DESK)
    take_seat(page, "KR-F")
    line(page, "Saved")
    workshop.sit("KR-04")
    return page


def stand_in(page, name):
    page.get_by_role("button", name="Write for…").click()
    page.get_by_role("button", name=f"Write for {name}", exact=True).click()
    expect(page.get_by_text(f"You write for {name}.")).to_be_visible()


def mine(workshop, who):
    return workshop.line(who).enter(workshop.rooms["KR"])["mine"]


def test_cards_comments_hand_and_level_are_theirs_until_it_is_stopped(led, workshop):
    page = led
    workshop.start("shape")
    page.get_by_role("button", name="Write for…").click()
    seats = page.get_by_role("dialog").get_by_role("listitem")
    expect(seats).to_contain_text(["KR-01", "KR-02", "KR-03", "KR-04"])
    expect(seats.last).to_contain_text("here")
    assert barriers(page) == []
    photograph(page, "stand-in/whom")
    page.get_by_role("button", name="Write for KR-02", exact=True).click()
    page.get_by_role("button", name="Add a card").first.click()
    field = page.get_by_label("Your idea, in one sentence")
    field.fill(TITLES[0])
    field.press("Enter")
    expect(card(page, TITLES[0])).to_be_visible()
    card(page, TITLES[0]).get_by_role("button", name=TITLES[0], exact=True).click()
    page.get_by_label("Write a comment").fill("She means all of them.")
    page.get_by_role("button", name="Send").click()
    line(page, "Saved")
    page.get_by_role("button", name="Help", exact=True).click()
    page.get_by_role("button", name="Raise hand").click()
    expect(page.get_by_role("button", name="Help is coming: lower hand")).to_be_visible()
    said = mine(workshop, "KR-02")
    (written,) = workshop.snapshot()["cards"]
    assert (said["own"], said["comments"]) == ([written["id"]], [written["comments"][0]["id"]])
    assert [member["name"] for member in workshop.snapshot()["members"] if member["hand"]] == ["KR-02"]

    workshop.start("declare")
    page.get_by_role("radio", name="Whole-hearted").check()
    page.get_by_role("button", name="Give the answer for KR-02").click()
    expect(page.get_by_text("1 of 4 have given their level.")).to_be_visible()
    expect(page.get_by_text("Given: step 1.")).to_be_visible()
    assert barriers(page) == []
    photograph(page, "stand-in/level")
    stand_in(page, "KR-03")
    expect(page.get_by_role("radio", name="Whole-hearted")).not_to_be_checked()
    assert mine(workshop, "KR-02")["endorsement"]["level"] == 1
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You write for")).to_have_count(0)
    expect(page.get_by_role("radio", name="Whole-hearted")).to_have_count(0)


def test_a_ballot_cast_for_somebody_begins_empty_and_replaces_theirs(led, workshop):
    page = led
    workshop.start("shape")
    ids = [workshop.card(title) for title in TITLES]
    for who in ("KR-02", "KR-04"):
        workshop.http(who)
    workshop.start("vote")
    room, drive = workshop.rooms["KR"], workshop.organiser.room
    poll = drive(room, "poll.open", method="dots", settings={"budget": 3, "per_card": 2})["data"]["poll"]
    workshop.http("KR-02").room(room, "ballot.cast", poll=poll, choices={ids[0]: 2})
    stand_in(page, "KR-02")
    expect(page.get_by_text("What KR-02 has cast before is not shown: your first tap replaces it.")).to_be_visible()
    expect(page.get_by_text("3 of 3 dots left")).to_be_visible()
    expect(page.get_by_text("Secret: you and KR-02 know this choice")).to_be_visible()
    assert barriers(page) == []
    card(page, TITLES[1]).get_by_role("button", name="One dot more").click()
    expect(page.get_by_text("2 of 3 dots left")).to_be_visible()
    strip = page.get_by_role("region", name="The vote, for the facilitator")
    expect(strip).to_contain_text("1 of 3 have voted. 1 was cast by a facilitator for somebody else.")
    expect(strip).to_contain_text("2 of all who may vote are offline.")
    line(page, "Saved")
    photograph(page, "stand-in/ballot")
    assert mine(workshop, "KR-02")["ballots"] == {poll: {ids[1]: 1}}
    stand_in(page, "KR-04")
    expect(page.get_by_text("3 of 3 dots left")).to_be_visible()
    page.reload()
    line(page, "Saved")
    expect(page.get_by_text("You write for")).to_have_count(0)
    expect(page.get_by_role("button", name="One dot more")).to_have_count(0)


def test_a_private_card_for_somebody_is_out_of_sight_and_theirs_to_take_back(led, workshop):
    page = led
    workshop.start("gather")
    stand_in(page, "KR-02")
    field = page.get_by_label("Your idea, in one sentence")
    field.fill(TITLES[0])
    field.press("Enter")
    expect(page.get_by_text("The card is with KR-02: it is private until all are shown.")).to_be_visible()
    expect(card(page, TITLES[0])).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("is theirs to take back")).to_be_visible()
    assert [each["title"] for each in mine(workshop, "KR-02")["cards"]] == [TITLES[0]]
