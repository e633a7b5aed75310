"""One facilitator leads three rooms, each at its own pace; delegates follow in a window beside their video call."""

import contextlib

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, line, step, take_seat
from tests.live.workshop import SEATS, SMALL, Workshop

pytestmark = pytest.mark.browser

MALAYSIA = {"name": "Malaysia", "country": "MY", "language": "ms"}
BESIDE_A_CALL = {"width": 640, "height": 800, "reduced_motion": "reduce"}
ROOMS = {"KR": "Republic of Korea", "JP": "Japan", "MY": "Malaysia"}


@pytest.fixture
def three(house):
    shape = SMALL | {"rooms": [*SMALL["rooms"], MALAYSIA]}
    seats = (*SEATS, ("MY-01", "participant", "MY", "government"))
    with contextlib.closing(Workshop(house.url, shape, seats=seats)) as made:
        yield made


@pytest.fixture
def console(three, visit):
    page = visit(three.seats["ALL-F"]["link"], **AT_A_DESK)
    take_seat(page, "ALL-F")
    line(page, "Live")
    return page


def start(console, stage, *rooms):
    for name in ROOMS.values():
        console.get_by_role("checkbox", name=f"Include {name}").set_checked(name in rooms)
    console.get_by_label("Stage", exact=True).select_option(label=next(iter(options(console, stage))))
    console.get_by_role("button", name=f"Start in {len(rooms)} room").click()
    # By key: the question grows while cards arrive, and a press of the mouse may miss what moves under it.
    console.get_by_role("dialog").get_by_role("button", name="Start", exact=True).press("Enter")
    expect(console.get_by_role("dialog")).to_have_count(0)
    for name in rooms:
        expect(console.get_by_role("region", name=name, exact=True).locator(".tag")).to_have_text(stage)


def options(console, stage):
    return [
        told for told in console.get_by_label("Stage", exact=True).locator("option").all_inner_texts() if stage in told
    ]


def test_three_rooms_go_at_their_own_pace_and_come_together(three, console, visit):
    people = {}
    for room in ROOMS:
        people[room] = visit(three.seats[f"{room}-01"]["link"], **BESIDE_A_CALL)
        take_seat(people[room], f"{room}-01")
        line(people[room], "Saved")
    start(console, "Gather", "Republic of Korea")
    start(console, "Shape", "Japan")
    step(people["KR"], "Gather")
    step(people["JP"], "Shape")
    step(people["MY"], "Brief")

    field = people["KR"].get_by_label("Your idea, in one sentence")
    field.fill("Insure domestic workers")
    field.press("Enter")
    expect(people["KR"].get_by_role("article")).to_have_count(1)
    people["JP"].get_by_role("button", name="Add a card").first.click()
    field = people["JP"].get_by_label("Your idea, in one sentence")
    field.fill("A fund for villages")
    field.press("Enter")
    expect(people["JP"].get_by_role("article")).to_have_count(1)
    for page in people.values():
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    start(console, "Prioritise", *ROOMS.values())
    for page in people.values():
        step(page, "Prioritise")
