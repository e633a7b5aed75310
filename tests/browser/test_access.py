"""Nobody is kept out: what axe finds on every screen, light and dark, on a desk and on a phone. Pictures are kept."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from app import catalogue
from tests.browser.korea import INSURANCE, Korea
from tests.browser.people import AT_A_DESK, choose, line, look, sign_in, step, take_seat
from tests.live.workshop import Workshop

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

OTHERS = {code: tag for code, tag in {"ko": "ko-KR", "ja": "ja-JP"}.items() if code in catalogue.languages()}


DOORS = {"landing": "/", "wrong-code": "/?code=AAAAAA", "sign-in": "/sign-in", "refusal": "/nothing-here"}


@pytest.mark.parametrize("language", ["en-GB", *OTHERS.values()])
def test_the_doors(house, visit, language):
    rooms = [{"name": "Japan"}, {"name": "Republic of Korea"}]
    made = Workshop(house.url, {"title": "Day 3", "rooms": rooms, "consent": "We keep your name."}, seats=None)
    for name, path in (DOORS | {"join": f"/j/{made.code}"}).items():
        look(visit(house.url + path, language=language, **AT_A_DESK), f"doors/{name}-{language[:2]}")
    visit.faults.clear()


def test_a_personal_link_and_the_organisers_desk(demo, visit):
    look(visit(demo.seats["KR-04"]["link"], **AT_A_DESK), "doors/personal-link")
    page = sign_in(visit, demo)
    look(page, "desk/workshops")
    page.get_by_role("link", name="New workshop").click()
    look(page, "desk/new-workshop")
    page.get_by_role("link", name="Account").click()
    page.locator("summary").click()
    look(page, "desk/account")


def test_the_console(demo, visit):
    korea = Korea(demo)
    korea.gather()
    demo.start("break", "JP", "MY")
    korea.by("KR-02", "hand.raise", note="I cannot find my card")
    demo.sit("KR-01", "KR-02", "KR-06")
    page = sign_in(visit, demo)
    page.get_by_role("link", name=re.compile("^Strengthening Social")).click()
    line(page, "Live")
    page.get_by_role("button", name="Republic of Korea", exact=True).click()
    expect(page.get_by_role("heading", name="8 people")).to_be_visible()
    look(page, "desk/console")
    for name, button in {"start": "Start in 6 rooms…", "announce": "Announce…"}.items():
        page.get_by_role("button", name=button).click()
        look(page, f"desk/console-{name}", sizes=("desk", "phone"))
        page.keyboard.press("Escape")


STAGES = {
    "gather": "Gather",
    "shape": "Shape",
    "vote": "Prioritise",
    "result": "Prioritise",
    "plan": "Plan",
    "declare": "Declare",
    "agree": "Declare",
    "declared": "Declare",
}


def test_the_room_of_a_delegate(demo, visit):
    """KR-04 comes to every stage; the doors to the side are tried on the way."""
    korea = Korea(demo)
    page = visit(demo.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "Delegate KR-04")
    step(page, "Brief")
    look(page, "room/brief")
    for part, stage in STAGES.items():
        getattr(korea, part)()
        step(page, stage)
        look(page, f"room/{part}")
        if part == "shape":
            look_aside(page)
    page.get_by_role("link", name="Read the declaration").click()
    look(page, "room/declaration")


def look_aside(page):
    """A card, the people and a question, as they stand over or beside the board."""
    page.get_by_role("button", name=INSURANCE, exact=True).click()
    expect(page.get_by_text("Who is the employer where the platform is abroad?")).to_be_visible()
    look(page, "room/card")
    page.get_by_role("button", name="Back to the board").click()
    page.get_by_role("button", name="1 person here").click()
    look(page, "room/people", sizes=("desk", "phone"))
    page.keyboard.press("Escape")
    choose(page, "Move to…", of=INSURANCE)
    look(page, "room/move", sizes=("desk", "phone"))
    page.keyboard.press("Escape")


def test_the_room_of_a_facilitator(demo, visit):
    korea = Korea(demo)
    page = visit(demo.seats["KR-F"]["link"], **AT_A_DESK)
    take_seat(page, "Republic of Korea facilitator")
    for part, stage in STAGES.items():
        getattr(korea, part)()
        step(page, stage)
        look(page, f"lead/{part}", sizes=("desk", "beside"), schemes=("light",))


@pytest.mark.parametrize("language", OTHERS)
def test_the_room_in_other_languages(demo, visit, language):
    """Longer and other words break nothing."""
    words = partial(catalogue.gettext, language)
    korea = Korea(demo)
    page = visit(demo.seats["KR-04"]["link"], language=OTHERS[language], **AT_A_DESK)
    page.locator("main select").select_option(language)
    page.locator("main button.wide").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for part, stage in STAGES.items():
        getattr(korea, part)()
        step(page, words(stage), programme=words("Programme"))
        look(page, f"{language}/{part}", sizes=("desk", "phone"), schemes=("light",))
