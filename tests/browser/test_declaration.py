"""The declaration as a page: how it is set, and how one walks from a measure to what it rests on and back."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, SIZES, press, reach, take_seat

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STARTS = """(steps) => {
  const lines = Map.groupBy(steps, (step) => Math.round(step.getBoundingClientRect().top));
  const left = (step) => Math.round(step.getBoundingClientRect().left);
  return [...lines.values()].map(([first]) => left(first.querySelector("a")) - left(first.parentElement));
}"""
"""How far from the edge each line of a trace begins."""

FOUND = ["F-ALL-01 finding", "F-KR-01 finding", "F-KR-02 finding", "2 cards", "vote 1: place 1 of 2"]


@pytest.fixture
def declared(workshop):
    """A measure of two cards, one merged into the other, that rests on a finding and was voted on."""
    workshop.start("shape")
    room, leader = workshop.rooms["KR"], workshop.http("KR-F")
    kept, other = workshop.card("Insure domestic workers"), workshop.card("가사노동자 보험", gloss="Insurance")
    workshop.card("One form for every office")
    for code in ("F-KR-01", "F-KR-02"):
        data = {"code": code, "day": 2, "kind": "finding", "text": "Most domestic workers have no insurance."}
        workshop.run("finding.add", room=room, **data)
    for finding in leader.snapshot(room)["findings"]:
        leader.room(room, "finding.cite", card=kept, finding=finding["id"])
    leader.room(room, "card.merge", into=kept, cards=[other])
    workshop.start("vote")
    poll = leader.room(room, "poll.open", method="dots")["data"]["poll"]
    workshop.http("KR-01").room(room, "ballot.cast", poll=poll, choices={kept: 1})
    leader.room(room, "poll.close", poll=poll)
    leader.room(room, "poll.reveal", poll=poll)
    leader.room(room, "measure.adopt", cards=[kept])
    workshop.start("declare")
    workshop.http("KR-01").room(room, "declaration.endorse", level=1)
    leader.room(room, "declaration.declare")
    return room


@pytest.fixture
def page(workshop, declared, visit):
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "KR-04")
    page.goto(f"{workshop.url}/rooms/{declared}/declaration")
    return page


def test_no_line_of_a_trace_begins_with_an_arrow(page):
    trace = page.get_by_role("list", name="What measure 1 rests on").get_by_role("listitem")
    found = {}
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found[name] = trace.evaluate_all(STARTS)
    assert len(found["phone"]) > 1
    assert {start for starts in found.values() for start in starts} == {0}


def test_the_standing_has_a_line_of_its_own(page):
    standing = page.get_by_text("does not commit their institutions")
    assert standing.evaluate("(words) => words.getClientRects().length") == 1


def test_a_trace_is_walked_there_and_back_by_keyboard(page):
    steps = page.get_by_role("list", name="What measure 1 rests on").get_by_role("link")
    expect(steps).to_have_text(FOUND)
    for step in steps.all():
        reach(step)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        back = page.locator(":focus")
        expect(back).to_have_attribute("href", "#measure-1")
        press(page, "Enter", "Tab")
        expect(steps.first).to_be_focused()


def test_the_annex_says_what_each_card_rests_on_and_went_into(page):
    cards = page.get_by_role("listitem").filter(has_text="merged into “Insure domestic workers”")
    expect(cards.get_by_text("가사노동자 보험", exact=True)).to_be_visible()
    kept = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="F-KR-02", exact=True))
    expect(kept).to_contain_text("Insure domestic workers")
