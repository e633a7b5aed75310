"""Nobody needs a pointer: a delegate goes through the day by keyboard alone, and always knows where they are."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_a_board, card, column, held, line, press, reach, step

pytestmark = pytest.mark.browser


def test_a_delegate_takes_the_day_by_keyboard_alone(workshop, visit):
    page = visit(workshop.seats["KR-04"]["link"], reduced_motion="reduce")
    reach(page.get_by_role("button", name="Yes, I am KR-04"))
    page.keyboard.press("Enter")
    line(page, "Saved")

    workshop.start("gather")
    step(page, "Gather")
    reach(page.get_by_label("Your idea, in one sentence"))
    page.keyboard.type("Insure domestic workers")
    press(page, "Enter")
    expect(page.get_by_label("Your idea, in one sentence")).to_be_focused()
    page.keyboard.type("A fund for villages")
    press(page, "Enter")
    expect(card(page, "A fund for villages")).to_be_visible()
    reach(page.get_by_role("button", name="I am done"))
    press(page, "Enter")
    expect(page.get_by_role("button", name="Done: take back")).to_be_focused()

    workshop.organiser.room(workshop.rooms["KR"], "card.reveal")
    workshop.start("shape")
    step(page, "Shape")
    held(page)
    move_by_keyboard(page, workshop)
    talk_by_keyboard(page)
    vote_by_keyboard(page, workshop)
    endorse_by_keyboard(page, workshop)


def move_by_keyboard(page, workshop):
    title = page.get_by_role("button", name="Insure domestic workers", exact=True)
    reach(title)
    press(page, "Alt+ArrowRight")
    expect(card(column(page, "Formal economy"), "Insure domestic workers")).to_be_visible()
    expect(title).to_be_focused()
    press(page, "m")
    expect(page.get_by_role("menu")).to_be_visible()
    press(page, "ArrowDown", "Enter")
    expect(page.get_by_role("dialog", name="Move “Insure domestic workers”")).to_be_visible()
    press(page, "ArrowDown")
    expect(page.get_by_role("radio", name="Rural economy")).to_be_checked()
    press(page, "Enter")
    expect(card(column(page, "Rural economy"), "Insure domestic workers")).to_be_visible()
    expect(title).to_be_focused()
    titles = {each["id"]: each["title"] for each in workshop.snapshot()["themes"]}
    where = {each["title"]: titles.get(each["theme"]) for each in workshop.snapshot()["cards"]}
    assert where == {"Insure domestic workers": "Rural economy", "A fund for villages": None}


def talk_by_keyboard(page):
    press(page, "Enter")
    reach(page.get_by_label("Write a comment"))
    page.keyboard.type("Who pays?")
    press(page, "Tab", "Enter")
    expect(page.get_by_role("complementary").get_by_text("Who pays?")).to_be_visible()
    reach(page.get_by_role("button", name="Agree"))
    press(page, "Space")
    expect(page.get_by_role("button", name="Agree")).to_have_attribute("aria-pressed", "true")
    press(page, "Escape")
    expect(page.get_by_role("button", name="Insure domestic workers", exact=True)).to_be_focused()


def vote_by_keyboard(page, workshop):
    workshop.start("vote")
    room = workshop.rooms["KR"]
    settings = {"budget": 2, "per_card": 2, "adopt": 1}
    poll = workshop.organiser.room(room, "poll.open", method="dots", settings=settings)["data"]["poll"]
    more = card(page, "Insure domestic workers").get_by_role("button", name="One dot more")
    reach(more)
    press(page, "Enter", "Space")
    expect(page.get_by_text("0 of 2 dots left")).to_be_visible()
    expect(more).to_be_focused()
    press(page, "Shift+Tab", "Enter")
    expect(page.get_by_text("1 of 2 dots left")).to_be_visible()
    line(page, "Saved")
    for type in ("poll.close", "poll.reveal"):
        workshop.organiser.room(room, type, poll=poll)
    expect(page.get_by_role("heading", name="Result of vote 1")).to_be_visible()
    held(page)
    workshop.organiser.room(
        room, "measure.adopt", cards=[workshop.snapshot()["polls"][0]["result"]["ranking"][0]["cards"][0]]
    )


def endorse_by_keyboard(page, workshop):
    workshop.start("declare")
    step(page, "Declare")
    reach(page.get_by_label("Preamble", exact=True))
    page.keyboard.type("We agree on one measure.")
    reach(page.get_by_role("radio", name="Whole-hearted"))
    press(page, "ArrowDown")
    expect(page.get_by_role("radio", name="With a minor point")).to_be_checked()
    reach(page.get_by_role("button", name="Give my answer"))
    press(page, "Enter")
    expect(page.get_by_text("1 of 4 have given their level.")).to_be_visible()
    expect(page.get_by_role("button", name="Change my answer")).to_be_focused()
    assert workshop.snapshot()["declaration"]["endorsed"] == 1


def test_a_menu_and_a_question_give_the_focus_back(workshop, visit):
    workshop.start("shape")
    workshop.card("Insure domestic workers", by="KR-01")
    page = visit(workshop.seats["KR-04"]["link"], reduced_motion="reduce")
    page.get_by_role("button", name="Yes, I am KR-04").click()
    more = page.get_by_role("button", name="“Insure domestic workers”: more")
    reach(more)
    press(page, "Enter")
    expect(page.get_by_role("menuitem", name="Open")).to_be_focused()
    press(page, "Escape")
    expect(more).to_be_focused()
    help = page.get_by_role("button", name="Help")
    reach(help)
    press(page, "Enter")
    expect(page.get_by_role("dialog", name="Ask for help")).to_be_visible()
    press(page, "Escape")
    expect(help).to_be_focused()
    press(page, "Enter")
    page.keyboard.type("I cannot find my card")
    press(page, "Tab", "Tab", "Enter")
    expect(page.get_by_role("button", name="Help is coming: lower hand")).to_be_focused()


def test_the_way_to_the_scale_is_not_through_the_whole_agenda(workshop, visit):
    workshop.start("declare")
    page = visit(workshop.seats["KR-04"]["link"], width=390, height=844, reduced_motion="reduce")
    page.get_by_role("button", name="Yes, I am KR-04").click()
    page.get_by_role("button", name="Findings", exact=True).click()
    reach(page.get_by_role("button", name="How far we agree"))
    press(page, "Enter")
    first = page.get_by_role("radio").first
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    press(page, "Space")
    reach(page.get_by_role("button", name="Give my answer"))
    press(page, "Enter")
    expect(page.get_by_text("Given: step 1.")).to_be_visible()
    expect(page.get_by_role("button", name="How far we agree")).to_have_count(0)
    expect(page.get_by_text("of 4 are done")).to_be_visible()


def test_a_notice_is_closed_and_the_focus_stays_in_the_room(workshop, visit):
    workshop.start("shape")
    workshop.card("Insure domestic workers", by="KR-01")
    page = visit(workshop.seats["KR-04"]["link"], reduced_motion="reduce")
    page.get_by_role("button", name="Yes, I am KR-04").click()
    reach(page.get_by_role("button", name="Insure domestic workers", exact=True))
    press(page, "m", "End", "Enter")
    expect(page.get_by_text("“Insure domestic workers” was removed.")).to_be_visible()
    held(page)
    reach(page.get_by_role("button", name="Undo"))
    press(page, "Enter")
    expect(card(page, "Insure domestic workers")).to_be_visible()
    held(page)


def test_a_measure_leads_to_its_card_and_back(workshop, visit):
    page = at_a_board(visit, workshop)
    cards = [workshop.card("Insure domestic workers"), workshop.card("One form for every office")]
    workshop.http("KR-F").room(workshop.rooms["KR"], "measure.adopt", cards=cards)
    workshop.start("plan")
    second = page.get_by_role("article", name="One form for every office")
    reach(second.get_by_role("button", name="from 1 card"))
    press(page, "Enter")
    expect(page.get_by_role("complementary", name="One form for every office")).to_be_focused()
    reach(page.get_by_role("button", name="Measure 2", exact=True))
    press(page, "Enter")
    expect(second).to_be_focused()
    reach(second.get_by_role("button", name="from 1 card"))
    press(page, "Enter")
    expect(page.get_by_role("complementary", name="One form for every office")).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_role("button", name="One form for every office", exact=True)).to_be_focused()


def test_a_theme_is_named_and_renamed_without_a_pointer(workshop, visit):
    workshop.start("shape")
    page = visit(workshop.seats["KR-04"]["link"], reduced_motion="reduce")
    page.get_by_role("button", name="Yes, I am KR-04").click()
    add = page.get_by_role("button", name="Add a theme")
    reach(add)
    press(page, "Enter")
    expect(page.get_by_label("Name of the theme")).to_be_focused()
    page.keyboard.type("Care")
    press(page, "Enter")
    expect(column(page, "Care")).to_be_visible()
    expect(add).to_be_focused()
    more = page.get_by_role("button", name="Theme “Care”: more")
    reach(more)
    press(page, "Enter", "Enter")
    expect(page.get_by_label("Name of the theme")).to_be_focused()
    page.keyboard.type("Care for all")
    press(page, "Enter")
    expect(column(page, "Care for all")).to_be_visible()
    held(page)


QUICK_KEYS = """(button) => {
    for (let times = 0; times < 2; times += 1)
        button.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", altKey: true, bubbles: true }));
}"""
QUICK_ANSWER = "(radio) => { radio.click(); radio.form.requestSubmit(); }"


def test_keys_that_are_quicker_than_the_screen_do_what_they_say(workshop, visit):
    workshop.start("shape")
    card_id = workshop.card("Insure domestic workers", by="KR-01")
    page = visit(workshop.seats["KR-04"]["link"])
    page.get_by_role("button", name="Yes, I am KR-04").click()
    page.get_by_role("button", name="Insure domestic workers", exact=True).evaluate(QUICK_KEYS)
    expect(card(column(page, "Rural economy"), "Insure domestic workers")).to_be_visible()
    page.get_by_role("button", name="“Insure domestic workers”: more").click()
    page.get_by_role("menuitem", name="Move to…").click()
    page.get_by_role("radio", name="Formal economy").evaluate(QUICK_ANSWER)
    expect(card(column(page, "Formal economy"), "Insure domestic workers")).to_be_visible()
    line(page, "Saved")
    (now,) = (each for each in workshop.snapshot()["cards"] if each["id"] == card_id)
    (formal,) = (each["id"] for each in workshop.snapshot()["themes"] if each["title"] == "Formal economy")
    assert now["theme"] == formal
