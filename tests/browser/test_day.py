"""The whole day on the screens: two delegates and a facilitator play one room from the invitation to the agenda."""

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import AT_A_DESK, answer, card, choose, column, doors, line, links, seen_by, take_seat, write
from tests.browsers import photograph

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WORKSHOP = "Strengthening Social and Solidarity Economy Policy in Asia"
ROOM = "Republic of Korea"
TRAY = "Not in a theme yet"
FORMAL, RURAL = "Transition to the formal economy", "Decent work in the rural economy"
HELPERS = "가사노동자 협동조합에 사회보험 적용"
FUND = "A fund for cooperatives of young farmers"
PAY, WAGES = "Emergency pay through cooperatives", "Emergency wages through cooperatives"
LAW = "Pass the Framework Act on the Social Economy"
FAIR_PAY = "Fair emergency pay through cooperatives of workers"
RESERVATION = "The insurers have not been asked yet."


@dataclass
class Day:
    """The pages: `one` and `four` are delegates, `lead` drives the room, `console` all rooms. `loads` counts."""

    one: Page
    four: Page
    lead: Page
    console: Page
    loads: Counter = field(default_factory=Counter)

    def __post_init__(self):
        for name in ("one", "four", "lead", "console"):
            self.loads[name] = 1
            getattr(self, name).on("framenavigated", lambda _, name=name: self.loads.update([name]))

    @property
    def delegates(self):
        return self.one, self.four

    @property
    def room(self):
        return self.one, self.four, self.lead

    @property
    def tile(self):
        return self.console.get_by_role("region", name=ROOM)

    def start(self, stage):
        """The facilitator starts a stage in all rooms, from the console; everybody in the room comes along."""
        stages = self.console.get_by_label("Stage", exact=True)
        stages.select_option(stages.get_by_role("option").filter(has_text=f"· {stage} ·").first.get_attribute("value"))
        self.console.get_by_role("button", name="Start in 6 rooms…").click()
        photograph(self.console, f"day/console-start-{stage.lower()}")
        answer(self.console, f"Start “{stage}”?", "Start")
        for page in self.room:
            expect(page.get_by_role("navigation", name="Programme").locator("[aria-current=step]")).to_contain_text(
                stage
            )
            expect(page.get_by_role("timer")).to_be_visible()
        expect(self.tile).to_contain_text(stage)


def test_two_delegates_and_a_facilitator_come_to_a_declared_agenda(server, visit):
    day = arrive(server(demo=True), visit)
    for part in (gather, keep_time, reveal, arrange, merge, discuss, remove, vote, count, plan, agree, declare):
        part(day)
    assert day.loads == {"one": 1, "four": 1, "lead": 1, "console": 1}
    read(day)


def arrive(product, visit):
    console = visit(doors(product)["as organiser"], **AT_A_DESK)
    photograph(console, "day/01-sign-in-link")
    console.get_by_role("button", name="Sign in").click()
    photograph(console, "day/02-workshops")
    console.get_by_role("link", name=WORKSHOP, exact=True).click()
    line(console, "Live")
    invited = links(console)
    one, four = (visit(invited[who], **AT_A_DESK) for who in ("KR-01", "KR-04"))
    photograph(one, "day/03-personal-link")
    take_seat(one, "Delegate KR-01")
    take_seat(four, "Delegate KR-04")
    lead = console.context.new_page()
    lead.goto(console.url)
    lead.get_by_role("link", name=f"Enter {ROOM}").click()
    for page in (one, four, lead):
        expect(page.get_by_role("heading", name=ROOM, level=1)).to_be_visible()
        line(page, "Saved")
    expect(one.get_by_role("button", name="3 people here")).to_be_visible()
    day = Day(one, four, lead, console)
    expect(day.tile).to_contain_text("2/7")
    photograph(one, "day/04-brief")
    return day


def gather(day):
    """Each writes in private: the others see that there is something, and not what."""
    day.start("Gather")
    write(day.one, HELPERS)
    write(day.one, LAW)
    write(day.four, FUND)
    write(day.four, PAY)
    for page, own in ((day.one, (HELPERS, LAW)), (day.four, (FUND, PAY))):
        for title in (HELPERS, LAW, FUND, PAY):
            expect(card(page, title)).to_have_count(1 if title in own else 0)
        expect(page.get_by_text("2 cards by others")).to_be_visible()
        line(page, "Saved")
    expect(day.lead.get_by_text("4 private cards in the room.")).to_be_visible()
    expect(day.lead.get_by_role("article")).to_have_count(0)
    expect(day.tile).to_contain_text("4 private cards")
    photograph(day.one, "day/05-gather")
    photograph(day.lead, "day/06-gather-facilitator")
    photograph(day.console, "day/07-gather-console")


def keep_time(day):
    """What the facilitator does to the time, and says, reaches everybody."""
    day.console.get_by_role("button", name="+5 minutes", exact=True).click()
    for page in day.room:
        expect(page.get_by_role("timer")).to_contain_text(re.compile(r"1[67]:\d\d"))
    day.console.get_by_role("button", name="Pause").click()
    expect(day.one.get_by_role("timer")).to_contain_text("paused")
    day.console.get_by_role("button", name="Go on").click()
    expect(day.one.get_by_role("timer")).not_to_contain_text("paused")
    day.console.get_by_role("button", name="Announce…").click()
    question = day.console.get_by_role("dialog", name="Announce")
    question.get_by_label("Own words").fill("We show all cards in a minute.")
    photograph(day.console, "day/08-announce")
    answer(day.console, "Announce", "Announce")
    seen_by(day.room, lambda page: page.get_by_text("We show all cards in a minute."))
    photograph(day.four, "day/09-announcement")
    for page in day.delegates:
        page.locator(".said").get_by_role("button", name="Close").click()
    day.one.get_by_role("button", name="I am done").click()
    expect(day.tile).to_contain_text("1 of 7 done")


def reveal(day):
    day.lead.get_by_role("button", name="Show all cards…").click()
    photograph(day.lead, "day/10-reveal-question")
    answer(day.lead, "Show all cards?", "Show all cards")
    for title in (HELPERS, LAW, FUND, PAY):
        seen_by(day.room, lambda page, title=title: card(column(page, TRAY), title))


def arrange(day):
    """Into a theme by the menu, by the keyboard and by the pointer; all see it, and the focus stays with the card."""
    day.start("Shape")
    choose(day.one, "Move to…", of=HELPERS)
    question = day.one.get_by_role("dialog", name=f"Move “{HELPERS}”")
    question.get_by_label(FORMAL).check()
    photograph(day.one, "day/11-move-question")
    question.get_by_role("button", name="Move", exact=True).click()
    seen_by(day.room, lambda page: card(column(page, FORMAL), HELPERS))

    title = day.four.get_by_role("button", name=FUND, exact=True)
    title.focus()
    for theme in (FORMAL, RURAL):
        title.press("Alt+ArrowRight")
        seen_by(day.room, lambda page, theme=theme: card(column(page, theme), FUND))
        expect(title).to_be_focused()

    drag(day.four, PAY, to=card(column(day.four, RURAL), FUND))
    seen_by(day.room, lambda page: card(column(page, RURAL), PAY))
    photograph(day.one, "day/12-shape")


def drag(page, title, *, to):
    """With the mouse, onto the lower edge of another card."""
    start, end = card(page, title).bounding_box(), to.bounding_box()
    page.mouse.move(start["x"] + 60, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 80, end["y"] + end["height"] - 4, steps=8)
    page.mouse.up()


def merge(day):
    """The one says the same as the other: put together, taken out again, put together for good."""
    column(day.four, RURAL).get_by_role("button", name="Add a card").click()
    write(column(day.four, RURAL), WAGES)
    seen_by(day.room, lambda page: card(column(page, RURAL), WAGES))
    choose(day.one, "Merge into…", of=WAGES)
    question = day.one.get_by_role("dialog", name=f"Merge “{WAGES}” into…")
    question.get_by_label(PAY).check()
    photograph(day.one, "day/13-merge-question")
    question.get_by_role("button", name="Merge", exact=True).click()
    expect(card(day.four, WAGES)).to_have_count(0)
    expect(card(day.four, PAY)).to_contain_text("+1")
    day.one.get_by_role("complementary", name=PAY).get_by_role("button", name="Take out again").click()
    seen_by(day.room, lambda page: card(column(page, RURAL), WAGES))
    day.one.get_by_role("button", name="Back to the board").click()

    day.four.get_by_role("button", name="Select cards to merge").click()
    for title in (PAY, WAGES):
        day.four.get_by_role("checkbox", name=f"Select “{title}”").check()
    photograph(day.four, "day/14-select-to-merge")
    day.four.get_by_role("button", name="Merge…").click()
    question = day.four.get_by_role("dialog", name="Which card stays?")
    question.get_by_label(PAY).check()
    question.get_by_role("button", name="Merge", exact=True).click()
    expect(card(day.one, WAGES)).to_have_count(0)
    expect(card(day.one, PAY)).to_contain_text("+1")


def discuss(day):
    """Both have the same card open: words typed at both ends of one sentence stay, a comment and a finding arrive."""
    for page in day.delegates:
        if not page.get_by_role("complementary", name=PAY).is_visible():
            page.get_by_role("button", name=PAY, exact=True).click()
    first, last = (page.get_by_label("Idea", exact=True) for page in day.delegates)
    last.focus()
    last.press("End")
    first.focus()
    first.press("Home")
    first.press("Delete")
    first.press_sequentially("Fair e")
    last.press_sequentially(" of workers")
    for page in day.delegates:
        expect(page.get_by_label("Idea", exact=True)).to_have_value(FAIR_PAY)
    seen_by(day.room, lambda page: card(column(page, RURAL), FAIR_PAY))
    line(day.one, "Saved")

    day.one.get_by_label("Write a comment").fill("Who would pay it out?")
    day.one.get_by_role("button", name="Send").click()
    expect(day.four.get_by_role("complementary").get_by_text("Who would pay it out?")).to_be_visible()
    day.four.get_by_role("button", name="Tie to a finding").click()
    question = day.four.get_by_role("dialog", name=f"What does “{FAIR_PAY}” rest on?")
    question.get_by_role("checkbox", name=re.compile("F-KR-03")).check()
    photograph(day.four, "day/15-cite")
    answer(day.four, f"What does “{FAIR_PAY}” rest on?", "Done")
    expect(day.one.get_by_role("complementary").get_by_text("F-KR-03")).to_be_visible()
    expect(card(day.lead, FAIR_PAY)).to_contain_text("1 comment")
    photograph(day.one, "day/16-card")
    for page in day.delegates:
        page.get_by_role("button", name="Back to the board").click()
        expect(page.get_by_role("button", name=FAIR_PAY, exact=True)).to_be_focused()


def remove(day):
    """Taken away and brought back: at once, and later from the list of what was removed."""
    choose(day.one, "Remove", of=FUND)
    expect(card(day.four, FUND)).to_have_count(0)
    photograph(day.one, "day/17-removed")
    day.one.get_by_role("button", name="Undo").click()
    seen_by(day.room, lambda page: card(column(page, RURAL), FUND))
    choose(day.one, "Remove", of=FUND)
    expect(card(day.four, FUND)).to_have_count(0)
    day.four.get_by_role("button", name="Removed cards (1)").click()
    day.four.get_by_role("dialog", name="Removed cards").get_by_role("button", name="Restore").click()
    answer(day.four, "Removed cards", "Close")
    seen_by(day.room, lambda page: card(column(page, RURAL), FUND))


def vote(day):
    """Every tap counts until the close; before it, all see how many have voted and nobody sees what."""
    day.start("Prioritise")
    day.lead.get_by_role("button", name="Open the vote…").click()
    photograph(day.lead, "day/18-open-the-vote")
    answer(day.lead, "Open the vote", "Open the vote")
    for title in (HELPERS, FAIR_PAY, FUND):
        day.one.get_by_role("button", name=f"Place a dot on “{title}”").click()
    expect(day.one.get_by_text("0 of 3 dots left")).to_be_visible()
    seen_by(day.room, lambda page: page.get_by_text("1 of 2 have voted.").first)
    day.one.get_by_role("button", name=f"Take the dot back from “{FUND}”").click()
    day.one.get_by_role("button", name=f"Place a dot on “{LAW}”").click()
    photograph(day.one, "day/19-vote")
    photograph(day.lead, "day/20-vote-facilitator")
    for title in (HELPERS, FAIR_PAY):
        day.four.get_by_role("button", name=f"Place a dot on “{title}”").click()
    line(day.one, "Saved")
    line(day.four, "Saved")
    expect(day.lead.get_by_text("Everybody has voted.")).to_be_visible()
    expect(day.tile).to_contain_text("2/2")
    day.lead.get_by_role("button", name="Close the vote").click()
    for page in day.delegates:
        expect(page.get_by_role("heading", name="The vote is closed")).to_be_visible()
    photograph(day.four, "day/21-vote-closed")


def count(day):
    """The result, all at once; above the cut becomes measures."""
    day.lead.get_by_role("button", name="Show the result").click()
    for page in day.room:
        places = page.get_by_role("region", name="Result").get_by_role("list").get_by_role("listitem")
        for place, title, score in (("1", HELPERS, "2"), ("1", FAIR_PAY, "2"), ("3", LAW, "1"), ("4", FUND, "0")):
            expect(places.filter(has_text=title)).to_have_text(
                re.compile(rf"^\s*{place}\s*{re.escape(title)}.*{score} dots?\s*$", re.S)
            )
        expect(places.filter(has_text="3 can be taken")).to_be_visible()
    photograph(day.one, "day/22-result")
    photograph(day.lead, "day/23-result-facilitator")
    day.lead.get_by_role("button", name="Adopt").click()
    expect(day.tile).to_contain_text("3 measures")


PLAN = {
    "Who leads": "Ministry of Employment and Labour",
    "With what money": "Employment insurance fund",
    "How we know": "Insured domestic workers",
    "Today": "2 %",
    "Target": "30 %",
    "First step": "A working group of insurers and cooperatives meets in April.",
}


def plan(day):
    """Six questions about a measure, answered on one side and read on the other; what is missing shrinks."""
    day.start("Plan")
    here, there = (page.get_by_role("article", name=FAIR_PAY) for page in day.delegates)
    lacks = "Still missing: who leads, by when, with what money and how we know"
    expect(there.get_by_text(lacks)).to_be_visible()
    photograph(day.four, "day/24-plan-empty")
    for label, text in PLAN.items():
        here.get_by_label(label, exact=True).fill(text)
    for label, text in PLAN.items():
        expect(there.get_by_label(label, exact=True)).to_have_value(text)
    expect(there.get_by_text("Still missing: by when")).to_be_visible()
    there.get_by_label("By when").fill("2021-12-31")
    expect(here.get_by_label("By when")).to_have_value("2021-12-31")
    expect(here.get_by_text("Nothing is missing.")).to_be_visible()
    there.get_by_label("What", exact=True).press_sequentially(" at once")
    expect(day.lead.get_by_role("heading", name=f"{FAIR_PAY} at once")).to_be_visible()
    line(day.four, "Saved")
    expect(day.tile).to_contain_text("3 measures, 10 gaps")
    photograph(day.one, "day/25-plan")
    photograph(day.console, "day/26-plan-console")


def agree(day):
    """The text together, the agreement each alone, and shown at once."""
    day.start("Declare")
    day.four.get_by_label("Preamble", exact=True).fill("We, who met in March 2021, agree on three measures.")
    expect(day.one.get_by_label("Preamble", exact=True)).to_have_value(
        "We, who met in March 2021, agree on three measures."
    )
    photograph(day.one, "day/27-declare")
    day.one.get_by_role("radio", name="Whole-hearted").check()
    day.one.get_by_role("button", name="Give my answer").click()
    day.four.get_by_role("radio", name="Support with reservations").check()
    day.four.get_by_label("A reservation, if you have one").fill(RESERVATION)
    day.four.get_by_role("radio", name="My group: Workers").check()
    day.four.get_by_role("button", name="Give my answer").click()
    seen_by(day.room, lambda page: page.get_by_text("2 of 7 have given their level."))
    expect(day.one.get_by_text(RESERVATION)).to_have_count(0)
    expect(day.tile).to_contain_text("stating agreement")
    photograph(day.four, "day/28-endorsed")
    day.lead.get_by_role("button", name="Show all levels…").click()
    answer(day.lead, "Show all levels at once?", "Show them")
    seen_by(day.room, lambda page: page.get_by_text(RESERVATION))
    seen_by(day.room, lambda page: page.get_by_text("Rule met: 100% support it, 70% are needed."))
    photograph(day.one, "day/29-levels")


def declare(day):
    day.lead.get_by_role("button", name="Declare…").click()
    photograph(day.lead, "day/30-declare-question")
    answer(day.lead, "Declare this agenda?", "Declare")
    seen_by(day.room, lambda page: page.get_by_text(re.compile("Declared .*, version 1")))
    expect(day.tile).to_contain_text("declared · 3 measures")
    photograph(day.one, "day/31-declared")
    photograph(day.console, "day/32-declared-console")


def read(day):
    """The agenda as a document holds what was agreed."""
    day.one.get_by_role("link", name="Read the declaration").click()
    paper = day.one.get_by_role("main")
    for words in (f"Policy agenda of {ROOM}", HELPERS, f"{FAIR_PAY} at once", LAW):
        expect(paper.get_by_role("heading", name=words)).to_be_visible()
    for words in (
        "We, who met in March 2021, agree on three measures.",
        *PLAN.values(),
        "31 December 2021",
        RESERVATION,
    ):
        expect(paper.get_by_text(words).first).to_be_visible()
    photograph(day.one, "day/33-declaration")
