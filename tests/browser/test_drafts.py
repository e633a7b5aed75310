"""What is typed and not sent: it comes through a reload, another page, the end of its stage, and a move."""

import contextlib

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, answer, line, look, pasted, step, take_seat
from tests.browsers import barriers
from tests.live.workshop import SMALL, Workshop

pytestmark = pytest.mark.browser


def test_a_card_half_written_is_never_lost_and_the_facilitator_knows_of_it(workshop, visit):
    workshop.start("gather")
    writer = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(writer, "KR-01")
    line(writer, "Saved")
    field = writer.get_by_label("Your idea, in one sentence")
    field.fill("마을에서 ")
    ime = writer.context.new_cdp_session(writer)
    for preedit in ("ㄷ", "도", "돌"):
        ime.send("Input.imeSetComposition", {"text": preedit, "selectionStart": 1, "selectionEnd": 1})
        workshop.card(f"Meanwhile {preedit}", by="KR-02")
        expect(field).to_have_value(f"마을에서 {preedit}")
    ime.send("Input.insertText", {"text": "돌봄"})
    writer.reload()
    expect(field).to_have_value("마을에서 돌봄")
    writer.get_by_role("button", name="Findings", exact=True).click()
    expect(field).to_have_count(0)
    writer.get_by_role("button", name="Board", exact=True).click()
    expect(field).to_have_value("마을에서 돌봄")
    leader = visit(workshop.seats["KR-F"]["link"], **AT_A_DESK)
    take_seat(leader, "KR-F")
    leader.get_by_role("button", name="Stages").click()
    leader.get_by_role("menuitemradio", name="Prioritise").click()
    question = leader.get_by_role("dialog", name="Start “Prioritise”?")
    expect(question).to_contain_text("not added yet in Republic of Korea (1 person is writing one)")
    assert barriers(leader) == []
    answer(leader, "Start “Prioritise”?", "Start")
    step(writer, "Prioritise")
    typed = writer.get_by_role("region", name="Not sent yet")
    expect(typed).to_contain_text("마을에서 돌봄")
    look(writer, "drafts/late")
    workshop.run("member.move", member=workshop.member("KR-01"), room=workshop.rooms["JP"])
    writer.get_by_role("link", name="Go to your room").click()
    expect(writer.get_by_role("heading", name="Japan", level=1)).to_be_visible()
    workshop.start("vote", "JP")
    typed.get_by_role("button", name="Submit as a late card").click()
    expect(typed).to_have_count(0)
    line(writer, "Saved")
    assert [(each["title"], each["late"]) for each in workshop.snapshot("JP")["cards"]] == [("마을에서 돌봄", True)]


WORDS = {"English": "Insure all platform workers by 2027", "Korean": "2027년까지 모든 플랫폼 노동자를 보험에"}


def opened(workshop, visit, stage):
    """KR-04 at a desk, in the room, in this stage."""
    workshop.start(stage)
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "KR-04")
    line(page, "Saved")
    return page


@pytest.mark.parametrize("words", WORDS.values(), ids=list(WORDS))
def test_the_card_that_is_offered_when_its_stage_ends_is_the_one_that_was_typed_last(workshop, visit, words):
    page = opened(workshop, visit, "gather")
    page.get_by_label("Your idea, in one sentence").press_sequentially(words)
    workshop.start("vote")
    typed = page.get_by_role("region", name="Not sent yet")
    expect(typed.locator(".words")).to_have_text(words)
    typed.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert pasted(page) == words
    typed.get_by_role("button", name="Dismiss").click()
    expect(typed).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(typed.locator(".words")).to_have_text(words)
    typed.get_by_role("button", name="Submit as a late card").click()
    expect(typed).to_have_count(0)
    line(page, "Saved")
    assert [(each["title"], each["late"]) for each in workshop.snapshot()["cards"]] == [(words, True)]
    page.reload()
    line(page, "Saved")
    expect(typed).to_have_count(0)


def test_a_note_is_offered_with_its_last_letter(house, visit):
    stages = [{"kind": kind} for kind in ("brief", "listen", "gather", "break", "declare", "plenary", "follow")]
    with contextlib.closing(Workshop(house.url, SMALL | {"programme": stages})) as workshop:
        page = opened(workshop, visit, "listen")
        typed_in(page.get_by_label("What do I take home?"))
        offered_whole(workshop, page, "gather")


def test_a_comment_is_offered_with_its_last_letter(workshop, visit):
    workshop.start("shape")
    workshop.card("Care", by="KR-01")
    page = opened(workshop, visit, "shape")
    page.get_by_role("button", name="Care", exact=True).click()
    typed_in(page.get_by_label("Write a comment"))
    offered_whole(workshop, page, "break")


def test_a_question_is_kept_through_a_reload_and_offered_with_its_last_letter(workshop, visit):
    page = opened(workshop, visit, "plenary")
    box = page.get_by_label("Ask a question")
    typed_in(box)
    page.reload()
    expect(box).to_have_value(WORDS["Korean"])
    box.press("End")
    box.press_sequentially("?")
    offered_whole(workshop, page, "break", WORDS["Korean"] + "?")


def test_a_reservation_is_kept_through_a_reload_and_offered_with_its_last_letter(workshop, visit):
    page = opened(workshop, visit, "declare")
    box = page.get_by_label("A reservation, if you have one")
    typed_in(box)
    page.reload()
    expect(box).to_have_value(WORDS["Korean"])
    offered_whole(workshop, page, "break")


def typed_in(box):
    box.press_sequentially(WORDS["Korean"])
    expect(box).to_have_value(WORDS["Korean"])


def offered_whole(workshop, page, stage, words=WORDS["Korean"]):
    """Once the next stage has begun, all that was typed is there to be copied; dismissed, it is gone."""
    workshop.start(stage)
    typed = page.get_by_role("region", name="Not sent yet")
    expect(typed.locator(".words")).to_have_text(words)
    typed.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert pasted(page) == words
    typed.get_by_role("button", name="Dismiss").click()
    expect(typed).to_have_count(0)
    page.reload()
    line(page, "Saved")
    expect(typed).to_have_count(0)


def test_what_is_typed_in_a_second_window_is_what_the_first_one_offers_and_neither_sends_it_twice(workshop, visit):
    first = opened(workshop, visit, "gather")
    first.get_by_label("Your idea, in one sentence").press_sequentially("Insure")
    second = first.context.new_page()
    second.goto(first.url)
    box = second.get_by_label("Your idea, in one sentence")
    expect(box).to_have_value("Insure")
    box.press("End")
    box.press_sequentially(" all platform workers")
    workshop.start("vote")
    offers = [page.get_by_role("region", name="Not sent yet") for page in (first, second)]
    for offer in offers:
        expect(offer.locator(".words")).to_have_text("Insure all platform workers")
    offers[0].get_by_role("button", name="Submit as a late card").click()
    for offer in offers:
        expect(offer).to_have_count(0)
    line(first, "Saved")
    assert [each["title"] for each in workshop.snapshot()["cards"]] == ["Insure all platform workers"]
