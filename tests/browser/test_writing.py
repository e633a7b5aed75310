"""Several people in one field: composed scripts, carets, undo, and a line that breaks in the middle of a word."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, line, take_seat
from tests.browsers import photograph
from tests.live.client import Shared
from tests.waiting import until

pytestmark = pytest.mark.browser

BASE = "Insure all"
MIDDLE = len("Insure ")
"""Where the caret stands, before "all"."""
SCRIPTS = {
    "Hangul": (("ㅎ", "하", "한"), ("ㄱ", "그", "글"), "한글"),
    "Kana to Kanji": (("k", "か", "かn", "かん", "かんj", "かんじ", "漢字"), "漢字"),
    "Pinyin": (("n", "ni", "ni'h", "ni'hao", "你好"), "你好"),
}


class Composer:
    """A page whose keyboard is an input method; `field` is where it writes."""

    def __init__(self, page, field):
        self.page, self.field = page, field
        self.ime = page.context.new_cdp_session(page)

    def caret(self, at):
        self.field.focus()
        self.field.evaluate("(area, at) => area.setSelectionRange(at, at)", at)

    def shows(self, preedit):
        at = {"selectionStart": len(preedit), "selectionEnd": len(preedit)}
        self.ime.send("Input.imeSetComposition", {"text": preedit, **at})

    def commits(self, text):
        self.ime.send("Input.insertText", {"text": text})

    def compose(self, script, meanwhile):
        """Compose one word; `meanwhile()` after every change of it."""
        *syllables, word = SCRIPTS[script]
        for steps in syllables:
            for preedit in steps:
                self.shows(preedit)
                meanwhile()
                assert preedit in self.field.input_value(), "what is being composed was disturbed"
            self.commits(steps[-1])
        return word


@pytest.fixture
def card(workshop):
    workshop.start("shape")
    return workshop.card(BASE, by="KR-01", body=BASE)


@pytest.fixture
def writer(workshop, visit):
    """KR-04 at a desk."""
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "KR-04")
    line(page, "Saved")
    return page


def field_of_card(page, label):
    page.get_by_role("button", name=BASE, exact=True).click()
    return page.get_by_role("textbox", name=label, exact=True)


def other(workshop, doc, field):
    """KR-01 in the same text, by a client of its own: at("before" | "caret" | "behind") types a letter there."""
    shared = Shared(workshop.sit("KR-01"), doc)
    count = iter("abcdefghijklmnopqrstuvwxyz" * 4)

    def type_at(place):
        shared.hear()
        text = shared.read(field)
        at = {"before": 0, "caret": text.index("all"), "behind": len(text)}[place]
        shared.type(field, next(count), at=len(text[:at].encode()))

    return shared, type_at


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("place", ["before", "caret", "behind"])
@pytest.mark.parametrize(("label", "field"), [("Idea", "title"), ("In more words", "body")])
def test_what_is_composed_while_others_type_is_whole(workshop, card, writer, script, place, label, field):
    area = field_of_card(writer, label)
    expect(area).to_have_value(BASE)
    shared, type_at = other(workshop, f"card:{card}", field)
    composer = Composer(writer, area)
    composer.caret(MIDDLE)
    word = composer.compose(script, lambda: type_at(place))
    line(writer, "Saved")
    converged(workshop, area, shared, field, word)
    assert area.evaluate("(area) => area.selectionStart") == area.input_value().index(word) + len(word)


@pytest.fixture
def measure(workshop, card):
    measure = workshop.organiser.room(workshop.rooms["KR"], "measure.adopt", cards=[card])["data"]["measures"][0]
    workshop.start("plan")
    return measure


def test_every_other_shared_text_is_written_in_the_same_way(workshop, measure, writer):
    composed(workshop, writer, "Who leads", f"measure:{measure}", "lead")
    workshop.start("declare")
    composed(workshop, writer, "Preamble", f"declaration:{workshop.rooms['KR']}", "preamble")


def composed(workshop, page, label, doc, field):
    area = page.get_by_role("textbox", name=label, exact=True)
    shared, type_at = other(workshop, doc, field)
    shared.type(field, BASE)
    expect(area).to_have_value(BASE)
    for script in SCRIPTS:
        for place in ("before", "caret", "behind"):
            composer = Composer(page, area)
            composer.caret(area.input_value().index("all"))
            composer.compose(script, lambda place=place: type_at(place))
            shared.live.until(lambda: shared.hear() or shared.read(field) == area.input_value())
    line(page, "Saved")
    assert sum(area.input_value().count(SCRIPTS[script][-1]) for script in SCRIPTS) == 9


def test_a_composition_that_stands_still_is_sent(workshop, card, writer):
    area = field_of_card(writer, "Idea")
    shared, _ = other(workshop, f"card:{card}", "title")
    composer = Composer(writer, area)
    composer.caret(MIDDLE)
    composer.shows("한")
    shared.live.until(lambda: shared.hear() or "한" in shared.read("title"))
    composer.shows("한글")
    composer.commits("한글 ")
    line(writer, "Saved")
    converged(workshop, area, shared, "title", "한글 ")
    assert shared.read("title") == "Insure 한글 all"


def test_undo_takes_back_ones_own_words_only(workshop, card, writer):
    area = field_of_card(writer, "Idea")
    shared, type_at = other(workshop, f"card:{card}", "title")
    area.press("End")
    area.press_sequentially(" of us")
    line(writer, "Saved")
    type_at("before")
    expect(area).to_have_value("aInsure all of us")
    area.press("Control+z")
    expect(area).to_have_value("aInsure all")
    area.press("Control+Shift+z")
    expect(area).to_have_value("aInsure all of us")
    area.press("Control+z")
    area.press("Control+z")
    line(writer, "Saved")
    converged(workshop, area, shared, "title", "aInsure all")


BEHIND_THE_TEXT = """(caret) => {
    const area = caret.closest(".paper").querySelector("textarea"), style = getComputedStyle(area);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const start = area.getBoundingClientRect().left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth);
    return caret.getBoundingClientRect().left - start - pen.measureText(area.value).width;
}"""
"""How far a caret is from the end of a line of text, in CSS pixels."""


def test_others_are_seen_where_they_write(workshop, measure, writer, visit):
    beside = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(beside, "KR-01")
    near, far = (page.get_by_role("textbox", name="How we know", exact=True) for page in (writer, beside))
    near.press_sequentially("People insured")
    expect(far).to_have_value("People insured")
    expect(beside.get_by_role("status").get_by_text("KR-04 is writing")).to_be_visible()
    caret = beside.locator("text-field").filter(has=far).locator(".caret")
    expect(caret).to_have_text("KR-04")
    photograph(beside, "writing/01-another-caret")
    far.press("Home")
    far.press_sequentially("How many: ")
    expect(near).to_have_value("How many: People insured")
    until(lambda: abs(caret.evaluate(BEHIND_THE_TEXT)) < 4)
    near.press("Tab")
    expect(caret).to_have_count(0)
    expect(beside.locator(".caret")).to_have_text("KR-04")


def test_many_who_write_at_once_push_no_field_out_of_its_place(workshop, measure, writer, visit):
    writer.set_viewport_size({"width": 320, "height": 700})
    field = writer.get_by_role("textbox", name="What", exact=True)
    width = field.evaluate("(area) => area.offsetWidth")
    others = ("KR-01", "KR-02", "KR-03")
    pages = [visit(workshop.seats[who]["link"], **AT_A_DESK) for who in others]
    for page, who in zip(pages, others, strict=True):
        take_seat(page, who)
        line(page, "Saved")
    for page in pages:
        page.get_by_role("textbox", name="What", exact=True).press("End")
        page.get_by_role("textbox", name="What", exact=True).press_sequentially(" of us")
    names = writer.locator("text-field").filter(has=field).locator(".caret b")
    expect(names).to_have_count(3)
    expect(writer.get_by_role("status").get_by_text("KR-01, KR-02 and KR-03 are writing")).to_be_visible()
    photograph(writer, "writing/02-three-at-once")
    assert field.evaluate("(area) => area.offsetWidth") == width
    assert names.evaluate_all("(names) => names.every((name) => name.getBoundingClientRect().right <= innerWidth)")


BREAKS_ALIKE = """(field) => {
    const [words, mirror] = ["textarea", ".mirror"].map((each) => getComputedStyle(field.querySelector(each)));
    return ["wordBreak", "lineBreak", "font", "inlineSize"].every((each) => words[each] === mirror[each]);
}"""
"""Lines end at the same places in the field and in what lies over it."""


def test_a_caret_stands_right_also_where_korean_breaks_a_line(workshop, measure, writer, visit):
    beside = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(beside, "KR-01")
    writer.set_viewport_size({"width": 390, "height": 844})
    near, far = (page.get_by_role("textbox", name="How we know", exact=True) for page in (writer, beside))
    far.press_sequentially("플랫폼노동자와 가사노동자가 협동조합사회보험에 가입한비율")
    expect(near).to_have_value("플랫폼노동자와 가사노동자가 협동조합사회보험에 가입한비율")
    until(lambda: near.get_attribute("lang") == "ko")
    paper = writer.locator("text-field").filter(has=near)
    expect(paper.locator(".caret")).to_have_count(1)
    assert paper.evaluate(BREAKS_ALIKE)


def test_a_field_left_in_the_middle_of_a_word_loses_nothing(workshop, card, writer):
    area = field_of_card(writer, "Idea")
    shared, _ = other(workshop, f"card:{card}", "title")
    composer = Composer(writer, area)
    composer.caret(len(BASE))
    composer.shows("한")
    writer.get_by_role("button", name="Back to the board").click()
    shared.live.until(lambda: shared.hear() or shared.read("title") == f"{BASE}한")


def converged(workshop, area, shared, field, word):
    """The page, another editor and the rows agree, and the word is there once."""
    shared.live.until(lambda: shared.hear() or shared.read(field) == area.input_value())
    assert shared.read(field).count(word) == 1, shared.read(field)
    shared.live.until(lambda: workshop.snapshot()["cards"][0][field] == shared.read(field))
