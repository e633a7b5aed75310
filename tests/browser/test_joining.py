"""How people come in: by a code on a phone, by a personal link, in the own language."""

import pytest
from playwright.sync_api import expect

from app import catalogue
from tests.browser.people import SIZES, line, look, take_seat
from tests.browsers import photograph
from tests.live.workshop import Workshop

pytestmark = pytest.mark.browser

ON_A_PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
CONSENT = "What you write is kept until the end of June 2021.\n\nYour name stands on the list of delegates."


@pytest.fixture
def open_workshop(house):
    """Everybody with the code may come in, and agrees to something first."""
    rooms = [{"name": "Republic of Korea", "country": "KR"}, {"name": "Japan", "country": "JP"}]
    return Workshop(house.url, {"title": "Day 3", "rooms": rooms, "consent": CONSENT}, seats=None)


def test_a_phone_comes_in_by_the_code(house, open_workshop, visit):
    page = visit(house.url, **ON_A_PHONE)
    photograph(page, "joining/01-landing-phone")
    page.get_by_label("Code of your workshop").fill(f"{open_workshop.code[:3].lower()} {open_workshop.code[3:]}")
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_role("heading", name="Day 3")).to_be_visible()
    photograph(page, "joining/02-join-phone")
    page.get_by_label("Your name, as the others shall see it").fill("KR-09")
    page.get_by_role("radio", name="Republic of Korea").check()
    page.get_by_role("radio", name="Workers").check()
    page.get_by_label("I have read this and agree.").check()
    page.get_by_role("button", name="Join the room").tap()
    expect(page.get_by_role("heading", name="Republic of Korea", level=1)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_have_count(1)
    photograph(page, "joining/03-in-the-room-phone")
    assert [(each["name"], each["perspective"]) for each in open_workshop.snapshot()["members"]] == [
        ("KR-09", "workers")
    ]


def test_a_menu_on_a_phone_leads_to_the_call_and_brings_the_seat_to_another_device(house, open_workshop, visit):
    call = f"{house.url}/healthz"
    open_workshop.run("room.change", room=open_workshop.rooms["KR"], call_url=call)
    page = visit(f"{house.url}/j/{open_workshop.code}", **ON_A_PHONE)
    page.get_by_label("Your name, as the others shall see it").fill("KR-09")
    for answer in ("Republic of Korea", "Workers"):
        page.get_by_role("radio", name=answer).check()
    page.get_by_label("I have read this and agree.").check()
    page.get_by_role("button", name="Join the room").tap()
    menu = page.get_by_role("button", name="KR-09")
    menu.tap()
    photograph(page, "joining/06-menu-phone")
    with page.expect_popup() as opened:
        page.get_by_role("menuitem", name="Video call").tap()
    opened.value.wait_for_url(call)
    menu.tap()
    page.get_by_role("menuitem", name="My link for another device (QR)").tap()
    own = page.get_by_role("dialog", name="My link for another device (QR)")
    expect(own.get_by_role("img", name="QR code of your own link")).to_be_visible()
    look(page, "joining/07-own-link", sizes=SIZES)
    laptop = visit(own.locator(".address").inner_text())
    take_seat(laptop, "KR-09")
    line(laptop, "Saved")
    assert [each["name"] for each in open_workshop.snapshot()["members"]] == ["KR-09"]


def test_all_that_is_missing_is_said_at_once_and_what_was_typed_stays(house, open_workshop, visit):
    page = visit(f"{house.url}/j/{open_workshop.code}", **ON_A_PHONE)
    page.get_by_label("Your name, as the others shall see it").fill("KR-09")
    page.get_by_role("button", name="Join the room").tap()
    expect(page.get_by_role("alert")).to_have_text("Please look at the marked fields.")
    for words in ("Choose a room", "Choose whom you speak for", "Please agree to this first"):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_label("Your name, as the others shall see it")).to_have_value("KR-09")
    photograph(page, "joining/04-errors-phone")
    visit.faults.clear()


def test_a_wrong_code_is_said_where_it_was_typed(house, visit):
    page = visit(house.url, **ON_A_PHONE)
    page.get_by_label("Code of your workshop").fill("AAAAAA")
    page.get_by_role("button", name="Join").tap()
    field = page.get_by_label("Code of your workshop")
    expect(field).to_have_value("AAAAAA")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "There is no workshop with this code Six characters, from the invitation or the screen."
    )
    photograph(page, "joining/05-wrong-code-phone")
    visit.faults.clear()


def test_a_closed_list_says_whom_to_ask(house, visit):
    closed = Workshop(house.url, {"title": "Day 3", "joining": "roster", "rooms": [{"name": "Japan"}]}, seats=None)
    page = visit(f"{house.url}/j/{closed.code}", **ON_A_PHONE)
    expect(page.get_by_role("heading", name="This workshop is by invitation")).to_be_visible()
    expect(page.get_by_role("button", name="Join the room")).to_have_count(0)
    photograph(page, "joining/06-by-invitation-phone")


def test_opening_a_personal_link_changes_nothing_until_the_button(workshop, visit):
    before = workshop.snapshot()
    page = visit(workshop.seats["KR-04"]["link"])
    expect(page.get_by_role("heading", name="Are you KR-04, Republic of Korea?")).to_be_visible()
    assert workshop.snapshot() == before
    page.goto(f"{workshop.url}/rooms/{workshop.rooms['KR']}")
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    visit.faults.clear()


def test_the_same_link_on_another_device_is_the_same_seat(workshop, visit):
    workshop.start("gather")
    laptop, phone = (visit(workshop.seats["KR-04"]["link"], **how) for how in ({}, ON_A_PHONE))
    take_seat(laptop, "KR-04")
    take_seat(phone, "KR-04")
    line(laptop, "Saved")
    laptop.get_by_label("Your idea, in one sentence").fill("Insure domestic workers")
    laptop.get_by_role("button", name="Add card").click()
    expect(phone.get_by_role("button", name="Insure domestic workers", exact=True)).to_be_visible()
    expect(laptop.get_by_role("button", name="1 person here")).to_be_visible()
    assert [each["name"] for each in workshop.snapshot()["members"] if each["name"] == "KR-04"] == ["KR-04"]


def test_whoever_chooses_korean_reads_korean(workshop, visit):
    page = visit(workshop.seats["KR-04"]["link"], **ON_A_PHONE)
    take_seat(page, "KR-04", language="한국어")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    for words in ("Findings", "Board", "I am done"):
        expect(page.get_by_role("button", name=catalogue.gettext("ko", words), exact=True)).to_be_visible()
    photograph(page, "joining/07-korean-phone")


def test_a_browser_that_asks_for_korean_gets_korean_doors(house, visit):
    page = visit(house.url, language="ko-KR", **ON_A_PHONE)
    expect(page.get_by_role("button", name=catalogue.gettext("ko", "Join"), exact=True)).to_be_visible()
    page.get_by_label(catalogue.gettext("ko", "Language of these pages")).select_option("en")
    page.get_by_role("button", name=catalogue.gettext("ko", "Change"), exact=True).tap()
    expect(page.get_by_role("button", name="Join", exact=True)).to_be_visible()


def test_a_room_that_is_long_in_coming_says_so_and_can_be_loaded_again(workshop, visit):
    page = visit(workshop.seats["KR-04"]["link"], **ON_A_PHONE)
    held = []
    page.route("**/js/pages/room.js", lambda route: route.continue_() if held else held.append(route))
    page.get_by_role("button", name="Yes, I am KR-04").tap()
    expect(page.get_by_text("Opening the room…")).to_be_visible()
    expect(page.get_by_text("This takes longer than usual.")).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    expect(page.get_by_text("This takes longer than usual.")).to_be_visible()
    photograph(page, "joining/opening-phone")
    page.get_by_role("link", name="Load it again").tap()
    line(page, "Saved")
