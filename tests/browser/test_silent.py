"""Those who are silent, what people take home, and what is unfinished when the next stage is about to start."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, SIZES, line, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = pytest.mark.browser

NOTE = "The old harbour lives again because its workers own the cranes."


def seated(workshop, visit, who):
    page = visit(workshop.seats[who]["link"], **AT_A_DESK)
    take_seat(page, who)
    line(page, "Saved")
    return page


def look(page, name):
    for size in ("desk", "phone"):
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
        photograph(page, f"{name}-{size}")
        assert barriers(page) == []
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["desk"], strict=True)))


def test_a_note_is_kept_and_becomes_a_finding(workshop, visit):
    workshop.run("stage.add", kind="listen")
    stage = workshop.snapshot()["programme"][-1]["id"]
    workshop.run("stage.start", stage=stage)
    writer, facilitator = (seated(workshop, visit, who) for who in ("KR-04", "KR-F"))
    writer.get_by_label("What do I take home?").fill(NOTE)
    writer.get_by_role("button", name="Keep it").click()
    expect(writer.get_by_role("heading", name="What I take home")).to_be_visible()
    look(writer, "notes/own")
    expect(facilitator.get_by_text("1 note of what people take home")).to_be_visible()
    look(facilitator, "notes/all")
    facilitator.get_by_role("button", name="Make it a finding").click()
    expect(facilitator.get_by_text("It is now the finding F-KR-")).to_be_visible()
    expect(facilitator.get_by_role("button", name="Make it a finding")).to_have_count(0)
    expect(writer.get_by_text(NOTE)).to_have_count(2)


def test_one_alone_is_asked_to_speak_up_and_the_next_stage_names_who_has_not_written(workshop, visit):
    workshop.start("gather")
    asked, other, facilitator = (seated(workshop, visit, who) for who in ("KR-04", "KR-03", "KR-F"))
    facilitator.get_by_role("button", name="people here").click()
    facilitator.get_by_role("button", name="Ask KR-04 to speak up").click()
    expect(facilitator.get_by_text("KR-04 has been asked. Nobody else knows.")).to_be_visible()
    look(facilitator, "silent/people")
    facilitator.keyboard.press("Escape")
    expect(asked.get_by_text("The facilitator would like to hear from you.")).to_be_visible()
    expect(other.get_by_text("The facilitator would like to hear from you.")).to_have_count(0)
    look(asked, "silent/asked")
    facilitator.get_by_role("button", name="Next: Shape").click()
    expect(facilitator.get_by_role("dialog").get_by_text("have not written yet")).to_be_visible()
    look(facilitator, "silent/next")


def test_the_console_asks_and_names_too(workshop, visit):
    workshop.start("gather")
    asked = seated(workshop, visit, "KR-04")
    console = sign_in(visit, workshop)
    console.get_by_role("link", name="Day 3", exact=True).click()
    line(console, "Live")
    console.get_by_role("button", name=workshop.snapshot()["room"]["name"], exact=True).click()
    console.get_by_role("button", name="Ask KR-04 to speak up").click()
    expect(asked.get_by_text("The facilitator would like to hear from you.")).to_be_visible()
    look(console, "silent/console")
    console.get_by_role("button", name="Start in").click()
    expect(console.get_by_role("dialog").get_by_text("have not written yet")).to_be_visible()
    look(console, "silent/start")
