"""What a screen reader says: one thing for each of one's own moves."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import answer, at_a_board, card, choose, line, write, write_first

pytestmark = pytest.mark.browser

LISTEN = """() => {
    window.spoken = [];
    const region = ({target}) => {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const found = element?.closest("[aria-live], [role=status], [role=alert]");
        return found?.getAttribute("aria-live") === "off" ? null : found;
    };
    const told = (change) => {
        const place = region(change);
        const words = place?.getAttribute("aria-relevant") !== "additions" && change.type === "characterData";
        const added = [...change.addedNodes].some((each) => each.textContent.trim() && each.ariaLive !== "off");
        return place && (words || added) ? place : null;
    };
    new MutationObserver((changes) => {
        for (const place of new Set(changes.map(told).filter(Boolean))) {
            const words = place.innerText.trim();
            if (words && words !== window.spoken.at(-1)) window.spoken.push(words);
        }
    }).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""


def heard(page):
    """What has been said since, each once; then forget it."""
    return page.evaluate("() => window.spoken.splice(0)")


@pytest.fixture
def page(workshop, visit):
    page = at_a_board(visit, workshop)
    write_first(page, "Care")
    line(page, "Saved")
    page.evaluate(LISTEN)
    yield page
    visit.faults.clear()


def test_a_move_is_said_once(page):
    choose(page, "Move to…", of="Care")
    page.get_by_role("radio", name="Rural economy").check()
    answer(page, "Move “Care”", "Move")
    expect(page.get_by_text("Moved to “Rural economy”, place 1.")).to_be_visible()
    line(page, "Saved")
    said = heard(page)
    assert len(said) == 1 and said[0].startswith("Moved to “Rural economy”, place 1."), said


def test_a_card_and_a_comment_are_said_once(page):
    write(page, "Insure workers")
    line(page, "Saved")
    page.wait_for_function("window.spoken.length")
    assert heard(page) == ["Card added: “Insure workers”"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Care", exact=True).click()
    page.get_by_label("Write a comment").fill("Who pays?")
    heard(page)
    page.get_by_role("button", name="Send", exact=True).click()
    line(page, "Saved")
    expect(page.get_by_role("listitem").filter(has_text="Who pays?")).not_to_contain_text("Saving…")
    said = heard(page)
    assert len(said) == 1 and said[0].startswith("Who pays?"), said


def test_a_connection_that_is_lost_and_back_is_said(page):
    page.context.set_offline(True)
    line(page, "Offline: reconnecting")
    page.context.set_offline(False)
    line(page, "Saved")
    page.wait_for_function("window.spoken.length > 1")
    assert heard(page) == ["Offline: reconnecting", "Connected again"]
    expect(card(page, "Care")).to_have_count(1)
