"""A translator goes through what is not translated yet, and the console sees it become less."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.korea import Korea
from tests.browser.people import AT_A_DESK, line, look, sign_in, take_seat

pytestmark = pytest.mark.browser


def test_a_translator_fills_in_the_list_and_the_console_counts(demo, visit):
    korea = Korea(demo)
    for stage in ("gather", "shape", "vote", "result", "plan"):
        getattr(korea, stage)()
    demo.run("member.change", member=demo.member("KR-07"), duties=["translator"])
    console = sign_in(visit, demo)
    console.get_by_role("link", name=re.compile("^Strengthening Social")).click()
    tile = console.get_by_role("region", name="Republic of Korea")
    page = visit(demo.seats["KR-07"]["link"], **AT_A_DESK)
    take_seat(page, "Delegate KR-07")

    page.get_by_role("button", name="Translations").click()
    told = page.get_by_role("status").filter(has_text="not translated yet").locator(".soft")
    before = int(told.inner_text().split()[0])
    measures = page.get_by_role("region", name="Measures").get_by_text("not translated yet", exact=False).first
    of_measures = int(measures.inner_text().split()[0])
    expect(tile).to_contain_text(f"{of_measures} texts of the agenda untranslated")
    look(page, "translating/list")

    page.get_by_role("button", name="Go to the next one missing").press("Enter")
    page.keyboard.type("Ministry")
    line(page, "Saved")
    expect(told).to_have_text(f"{before - 1} not translated yet")
    expect(tile).to_contain_text(f"{of_measures - 1} texts of the agenda untranslated")

    demo.start("break", "KR")
    expect(page.get_by_role("navigation", name="Programme").locator("[aria-current=step]")).to_contain_text("Break")
    page.get_by_role("button", name="Translations").click()
    page.get_by_role("button", name="Go to the next one missing").press("Enter")
    page.keyboard.type("Second")
    expect(told).to_have_text(f"{before - 2} not translated yet")
