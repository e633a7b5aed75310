"""What is typed and not handed in: it comes through a reload, another page, the end of its stage, and a move."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, answer, line, look, step, take_seat
from tests.browsers import barriers

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
    typed = writer.get_by_role("region", name="Not handed in yet")
    expect(typed).to_contain_text("마을에서 돌봄")
    look(writer, "drafts/late")
    workshop.run("member.move", member=workshop.member("KR-01"), room=workshop.rooms["JP"])
    writer.get_by_role("link", name="Go to your room").click()
    expect(writer.get_by_role("heading", name="Japan", level=1)).to_be_visible()
    workshop.start("vote", "JP")
    typed.get_by_role("button", name="Hand in as a late card").click()
    expect(typed).to_have_count(0)
    line(writer, "Saved")
    assert [(each["title"], each["late"]) for each in workshop.snapshot("JP")["cards"]] == [("마을에서 돌봄", True)]
