"""A vote on screen, tap by tap."""

import contextlib

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, card, line, take_seat
from tests.browsers import barriers, photograph
from tests.live.workshop import Workshop

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


def test_the_facilitator_reminds_those_who_have_not_voted(workshop, visit):
    facilitator, delegate = (visit(workshop.seats[who]["link"], **AT_A_DESK) for who in ("KR-F", "KR-04"))
    take_seat(facilitator, "KR-F")
    take_seat(delegate, "KR-04")
    workshop.start("shape")
    for title in ("Insure domestic workers", "A fund for villages"):
        workshop.card(title, by="KR-01")
    workshop.start("vote")
    workshop.organiser.room(workshop.rooms["KR"], "poll.open", method="dots")
    facilitator.get_by_role("button", name="The vote: more").click()
    facilitator.get_by_role("menuitem", name="Remind those who have not voted").click()
    expect(facilitator.get_by_text("Those who have not voted have been reminded.")).to_be_visible()
    expect(delegate.get_by_text("Your vote is still missing.")).to_be_visible()


def test_a_second_vote_stage_does_not_begin_with_the_result_of_the_first(workshop, visit):
    facilitator, delegate = (visit(workshop.seats[who]["link"], **AT_A_DESK) for who in ("KR-F", "KR-04"))
    take_seat(facilitator, "KR-F")
    take_seat(delegate, "KR-04")
    task = delegate.get_by_text("Now:").locator("..")
    drive = workshop.organiser.room
    room = workshop.rooms["KR"]
    workshop.start("shape")
    cards = [workshop.card(title, by="KR-01") for title in ("Insure domestic workers", "A fund for villages")]
    workshop.start("vote", title="Prioritise")
    expect(task).to_contain_text("The vote has not been opened yet.")
    poll = drive(room, "poll.open", method="dots")["data"]["poll"]
    expect(delegate.get_by_text("1 of 1 dot left")).to_be_visible()
    expect(task).not_to_contain_text("has not been opened")
    for step in ("poll.close", "poll.reveal"):
        drive(room, step, poll=poll)
    expect(task).to_contain_text("The result has been shown.")
    drive(room, "measure.adopt", cards=cards)
    workshop.start("vote", title="Put in order")
    expect(task).to_contain_text("The vote has not been opened yet.")
    expect(delegate.get_by_role("button", name="Measures", exact=True)).to_have_attribute("aria-current", "page")
    facilitator.get_by_role("button", name="Open the vote…").click()
    facilitator.get_by_role("dialog").get_by_role("button", name="Open the vote").click()
    expect(delegate.get_by_role("button", name="Vote", exact=True)).to_have_attribute("aria-current", "page")
    expect(task).not_to_contain_text("has not been opened")


def test_one_finds_the_own_ballot_among_the_published_ones(house, visit):
    crowd = [f"KR-{n:02}" for n in range(1, 16)]
    with contextlib.closing(Workshop(house.url, seats=[(who, "participant", "KR", None) for who in crowd])) as workshop:
        workshop.run("workshop.change", recount=True)
        page = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
        take_seat(page, "KR-01")
        workshop.start("shape")
        first, _ = (workshop.card(title, by="KR-02") for title in ("Insure domestic workers", "A fund for villages"))
        workshop.start("vote")
        room, drive = workshop.rooms["KR"], workshop.organiser.room
        for who in crowd:
            workshop.http(who).snapshot(room)
        poll = drive(room, "poll.open", method="dots", settings={"budget": 3, "per_card": 2})["data"]["poll"]
        for who in crowd[1:]:
            workshop.http(who).room(room, "ballot.cast", poll=poll, choices={first: 1})
        expect(page.get_by_text("so that anybody can count again")).to_be_visible()
        for _ in range(2):
            card(page, "A fund for villages").get_by_role("button", name="One dot more").click()
        expect(page.get_by_text("1 of 3 dots left")).to_be_visible()
        line(page, "Saved")
        drive(room, "poll.close", poll=poll)
        drive(room, "poll.reveal", poll=poll)
        ballots = page.get_by_role("region", name="The ballots", exact=True)
        expect(ballots).to_contain_text("Your ballot is among them: A fund for villages: 2")
        page.reload()
        ballots.get_by_text("Show all 15 ballots").click()
        expect(ballots.get_by_role("row")).to_have_count(16)
        expect(ballots.get_by_role("row").filter(has_text="yours")).to_have_count(1)
        assert barriers(page) == []
        photograph(page, "vote/published")
        stranger = visit(workshop.seats["KR-02"]["link"], **AT_A_DESK)
        take_seat(stranger, "KR-02")
        expect(stranger.get_by_text("This device has no receipt of a ballot in this vote.")).to_be_visible()
