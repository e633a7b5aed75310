"""A vote over all rooms on the screens: asked from the console, given in each room, shown everywhere."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, answer, line, look, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

INSURE, CLINICS, FARMS = "Insure domestic workers", "A fund for village clinics", "Homes for farm hands"


@pytest.fixture
def measures(workshop):
    """Two measures in KR and one in JP; everybody there has been seen."""
    workshop.start("shape")
    for who, titles in (("KR-01", (INSURE, CLINICS)), ("JP-01", (FARMS,))):
        cards = [workshop.card(title, by=who) for title in titles]
        workshop.organiser.room(workshop.theirs(who), "measure.adopt", cards=cards)
    workshop.http("JP-02")
    workshop.start("plan")


def test_all_rooms_vote_as_one(workshop, visit, measures):
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    line(console, "Live")
    one, other = (seated(workshop, visit, who) for who in ("KR-01", "JP-01"))

    console.get_by_role("button", name="Cards and votes").click()
    console.get_by_role("menuitem", name="Vote over all rooms…").click()
    dialog = console.get_by_role("dialog", name="Vote over several rooms")
    expect(dialog.get_by_label("3 measures")).to_be_checked()
    expect(dialog).to_contain_text("Everybody in these rooms will read these titles.")
    dialog.get_by_label("Small groups folded together").check()
    expect(dialog.get_by_role("status")).to_contain_text("With")
    assert barriers(console, within="dialog") == []
    look(console, "joint/opening")
    dialog.get_by_role("button", name="Open the vote").click()

    strip = console.get_by_role("region", name="The vote over several rooms")
    expect(strip).to_contain_text("0 of 3 have voted.")
    for page in (one, other):
        ballot = page.get_by_role("region", name="Your ballot")
        expect(ballot).to_contain_text("A vote over several rooms: Republic of Korea and Japan.")
        row = ballot.get_by_role("listitem").filter(has_text=FARMS)
        expect(row).to_contain_text("Japan")
        row.get_by_role("button", name="Place a dot").click()
    expect(strip).to_contain_text("2 of 3 have voted.")
    expect(one.get_by_text("In this room: 1 of 1 has voted.")).to_be_visible()
    assert barriers(one, within=".vote") == []
    look(one, "joint/ballot")
    look(console, "joint/turnout")

    strip.get_by_role("button", name="Close the vote").click()
    answer(console, "Close the vote now?", "Close the vote")
    expect(one.get_by_text("The vote is closed").first).to_be_visible()
    strip.get_by_role("button", name="Show the result").click()
    expect(console.get_by_role("heading", name="Result of the vote over several rooms")).to_be_visible()
    expect(strip).to_be_hidden()
    for page in (one, other):
        page.get_by_role("button", name="Result", exact=True).click()
        result = page.get_by_role("region", name="Result of vote 1")
        expect(result).to_contain_text("2 of 3 have voted.")
        first = result.get_by_role("listitem").first
        expect(first).to_contain_text(FARMS)
        expect(first).to_contain_text("Japan")
        expect(result.get_by_text("Make measures of them")).to_be_hidden()
    assert barriers(one, within=".result") == []
    assert barriers(console) == []
    look(one, "joint/result")
    look(console, "joint/shown")


def test_it_may_be_over_single_cards_of_all_the_boards(workshop, visit, measures):
    workshop.start("shape")
    left, taken = workshop.card("Left out"), workshop.card("A desk in each county", by="JP-01")
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    console.get_by_role("button", name="Cards and votes").click()
    console.get_by_role("menuitem", name="Vote over all rooms…").click()
    dialog = console.get_by_role("dialog", name="Vote over several rooms")
    dialog.get_by_label("5 cards on the boards").check()
    dialog.get_by_text("Choose single ones").click()
    dialog.get_by_label("Left out Republic of Korea").uncheck()
    assert barriers(console, within="dialog") == []
    photograph(console, "joint/single")
    dialog.get_by_role("button", name="Open the vote").click()
    expect(console.get_by_role("region", name="The vote over several rooms")).to_be_visible()
    (poll,) = workshop.snapshot()["polls"]
    assert taken in poll["cards"] and left not in poll["cards"] and len(poll["cards"]) == 4


def seated(workshop, visit, who):
    page = visit(workshop.seats[who]["link"], **AT_A_DESK)
    take_seat(page, who)
    line(page, "Saved")
    return page


def test_it_can_be_given_up(workshop, visit, measures):
    id = workshop.run("poll.open", method="rank", settings={})["data"]["poll"]
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    strip = console.get_by_role("region", name="The vote over several rooms")
    strip.get_by_role("button", name="The vote: more").click()
    console.get_by_role("menuitem", name="Remind those who have not voted").click()
    expect(console.get_by_text("Those who have not voted have been reminded.")).to_be_visible()
    strip.get_by_role("button", name="The vote: more").click()
    console.get_by_role("menuitem", name="Cancel this vote").click()
    answer(console, "Cancel this vote?", "Cancel the vote")
    expect(strip).to_be_hidden()
    assert {workshop.snapshot(at)["polls"][0]["state"] for at in ("KR", "JP")} == {"cancelled"}
    assert workshop.snapshot("JP")["polls"][0]["joint"]["id"] == id
