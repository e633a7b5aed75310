"""An abusive private card is removed before it is shown, without anybody learning whose it is."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, answer, card, line, seen_by, take_seat, write
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser

ABUSE, IDEA, REASON = "Throw them all out", "Insure workers", "It insults people."
PROMISE = "Before the cards are shown, the facilitator can read them, without names, and remove abuse."


@pytest.fixture
def room(visit, workshop):
    """(writer, other, lead) in a gather stage in which facilitators can check private cards."""
    workshop.run("stage.change", stage=workshop.stage("gather"), settings={"check": True})
    workshop.start("gather")
    pages = []
    for who in ("KR-04", "KR-02", "KR-F"):
        page = visit(workshop.seats[who]["link"], **AT_A_DESK)
        take_seat(page, who)
        line(page, "Saved")
        pages.append(page)
    return pages


def test_an_abusive_private_card_is_removed_and_only_its_writer_reads_why(room, workshop):
    writer, other, lead = room
    seen_by((writer, other), lambda page: page.get_by_text(PROMISE))
    write(writer, ABUSE)
    expect(card(writer, ABUSE)).to_contain_text("Not shown yet")
    write(other, IDEA)
    expect(lead.get_by_text("You can check the cards, without names, before you show them.")).to_be_visible()
    lead.get_by_role("button", name="Show all cards…").click()
    lead.get_by_role("dialog", name="Show all cards?").get_by_role("button", name="Check cards first").click()
    check = lead.get_by_role("dialog", name="Check the cards")
    for title in (ABUSE, IDEA):
        expect(check.get_by_role("heading", name=title)).to_be_visible()
    expect(check).not_to_contain_text("KR-0")
    check.get_by_role("button", name=f"Remove: {ABUSE}").click()
    reason = check.get_by_label("Reason")
    expect(reason).to_be_focused()
    reason.fill(REASON)
    barriers(lead)
    photograph(lead, "checking/reason")
    check.get_by_role("button", name="Remove this card").click()
    expect(check.get_by_role("heading", name=ABUSE)).to_have_count(0)
    expect(check.get_by_role("button", name="Cancel")).to_be_focused()
    answer(lead, "Check the cards", "Show all cards")
    seen_by(room, lambda page: card(page, IDEA))
    expect(writer.get_by_text("The facilitator removed this card before it was shown:")).to_contain_text(ABUSE)
    expect(writer.get_by_text(f"Reason: {REASON}")).to_be_visible()
    barriers(writer)
    photograph(writer, "checking/writer")
    for page in (other, lead):
        expect(page.get_by_text(ABUSE)).to_have_count(0)
        expect(page.get_by_text(REASON)).to_have_count(0)
    assert [each["title"] for each in workshop.snapshot()["cards"]] == [IDEA]


def test_where_nobody_can_check_the_page_keeps_promising_that(visit, workshop):
    workshop.start("gather")
    page = visit(workshop.seats["KR-F"]["link"], **AT_A_DESK)
    take_seat(page, "KR-F")
    workshop.card(IDEA, by="KR-02")
    expect(page.get_by_text("Nobody, you included, reads the others' cards before they are shown.")).to_be_visible()
    page.get_by_role("button", name="Show all cards…").click()
    expect(page.get_by_role("button", name="Check cards first")).to_have_count(0)
