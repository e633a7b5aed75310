"""Time and presence are the same for everybody, whatever their own clock says and wherever their phone is."""

import statistics
import time

import pytest
from playwright.sync_api import expect

from tests.badline import BadLine
from tests.browser.people import line, take_seat

pytestmark = pytest.mark.browser

AHEAD = "const here = Date.now; Date.now = () => here() + {minutes} * 60_000;"
TICKS = """async () => {
    const timer = document.querySelector("room-timer [role=timer], [role=timer]"), heard = {};
    const host = timer.closest("room-timer") ?? timer.parentElement;
    const read = () => host.textContent.match(/\\+?\\d+:\\d\\d/)?.[0];
    let last = read();
    const end = performance.now() + 6_500;
    while (performance.now() < end) {
        await new Promise((done) => setTimeout(done, 5));
        const now = read();
        if (now !== last) heard[(last = now)] = performance.timeOrigin + performance.now();
    }
    return heard;
}"""
"""{what the timer turned to: when, by the clock of the machine that all pages run on}."""


def test_timers_turn_together_on_clocks_that_are_wrong_and_for_those_who_come_late(workshop, visit):
    workshop.start("shape")
    workshop.run("timer.start", seconds=300)
    right, ahead, late = (
        visit(workshop.seats[who]["link"], reduced_motion="reduce") for who in ("KR-01", "KR-04", "KR-02")
    )
    ahead.add_init_script(AHEAD.replace("{minutes}", "7"))
    late.add_init_script(AHEAD.replace("{minutes}", "-95"))
    for page, who in ((right, "KR-01"), (ahead, "KR-04"), (late, "KR-02")):
        take_seat(page, who)
        line(page, "Saved")
        page.wait_for_timeout(1500)
    assert ahead.evaluate("Date.now()") - right.evaluate("Date.now()") > 400_000, "this clock is wrong"
    heard = together((right, ahead, late))
    common = set.intersection(*(set(each) for each in heard))
    assert len(common) >= 3
    apart = [max(each[at] for each in heard) - min(each[at] for each in heard) for at in common]
    assert statistics.median(apart) < 200, apart


def together(pages):
    """What TICKS finds on all pages at the same time."""
    for page in pages:
        page.evaluate(f"() => {{ window.ticks = ({TICKS})() }}")
    return [page.evaluate("() => window.ticks") for page in pages]


def test_whose_line_is_dead_is_away_within_ten_seconds_and_back_when_it_answers(house, workshop, visit):
    workshop.start("shape")
    bad = BadLine(house.url, round_trip_s=0.05, loss=0)
    desk = visit(workshop.seats["KR-01"]["link"], reduced_motion="reduce")
    phone = visit(workshop.seats["KR-04"]["link"].replace(house.url, bad.url), width=390, height=844)
    take_seat(desk, "KR-01")
    take_seat(phone, "KR-04")
    line(phone, "Saved")
    desk.get_by_role("button", name="2 people here").click()
    seat = desk.get_by_role("dialog", name="Who is here").get_by_role("listitem").filter(has_text="KR-04")
    expect(seat).to_contain_text("here")
    bad.cut()
    begun = time.monotonic()
    expect(seat).to_contain_text("away")
    assert time.monotonic() - begun < 10
    bad.mend()
    expect(seat.get_by_text("here", exact=True)).to_be_visible(timeout=20_000)
    bad.close()
    visit.faults.clear()


def test_a_page_in_the_pocket_is_away_but_not_while_another_tab_is_open(workshop, visit):
    workshop.start("shape")
    desk = visit(workshop.seats["KR-01"]["link"], reduced_motion="reduce")
    phone = visit(workshop.seats["KR-04"]["link"], width=390, height=844)
    take_seat(desk, "KR-01")
    take_seat(phone, "KR-04")
    line(phone, "Saved")
    desk.get_by_role("button", name="2 people here").click()
    seat = desk.get_by_role("dialog", name="Who is here").get_by_role("listitem").filter(has_text="KR-04")
    pocket(phone, hidden=True)
    expect(seat.get_by_text("away", exact=True)).to_be_visible(timeout=10_000)
    tab = phone.context.new_page()
    tab.goto(phone.url)
    line(tab, "Saved")
    expect(seat.get_by_text("here", exact=True)).to_be_visible(timeout=10_000)
    tab.close()
    expect(seat.get_by_text("away", exact=True)).to_be_visible(timeout=10_000)
    phone.context.set_offline(True)
    line(phone, "Offline: reconnecting")
    phone.context.set_offline(False)
    line(phone, "Saved")
    desk.wait_for_timeout(500)
    expect(seat.get_by_text("away", exact=True)).to_be_visible()
    pocket(phone, hidden=False)
    expect(seat.get_by_text("here", exact=True)).to_be_visible(timeout=10_000)


def pocket(page, *, hidden):
    """As the browser tells a page that nobody sees it any more; a headless one shows all its pages."""
    page.evaluate(
        """(state) => {
            Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
            Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        "hidden" if hidden else "visible",
    )


def test_a_break_asks_nobody_whether_they_are_done(workshop, visit):
    workshop.start("break")
    delegate, facilitator = (visit(workshop.seats[who]["link"]) for who in ("KR-04", "KR-F"))
    take_seat(delegate, "KR-04")
    take_seat(facilitator, "KR-F")
    expect(delegate.get_by_text("We go on at")).to_be_visible()
    expect(delegate.get_by_role("button", name="Help")).to_be_visible()
    expect(delegate.get_by_role("button", name="I am done")).to_have_count(0)
    expect(facilitator.get_by_role("button", name="+1 minute")).to_be_visible()
    expect(facilitator.locator(".dock")).to_be_hidden()
