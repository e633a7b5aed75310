"""Sending a declared agenda: which language, which file, and the words for the mail."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from app.domain import proof
from tests.browser.people import look, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_an_organiser_takes_the_files_and_the_words_for_the_ministry(workshop, visit):
    workshop.start("shape")
    room, leader = workshop.rooms["KR"], workshop.http("KR-F")
    cards = [workshop.card("가사노동자 사회보험", gloss="Insure domestic workers"), workshop.card("One form")]
    leader.room(room, "measure.adopt", cards=cards)
    workshop.start("declare")
    workshop.http("KR-01").room(room, "declaration.endorse", level=1)
    leader.room(room, "declaration.declare")
    page = sign_in(visit, workshop)
    page.get_by_role("link", name="Send to the ministry: Day 3").click()
    expect(page.get_by_text("Not declared yet: Japan")).to_be_visible()
    proofs = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Proof files"))
    expect(proofs.get_by_text("To verify that nothing was changed.")).to_be_visible()
    expect(proofs.get_by_role("link")).to_have_text(["Republic of Korea"])
    expect(proofs.get_by_role("link", name="Download: Proof file of Republic of Korea")).to_be_visible()
    look(page, "send/workshop")
    page.get_by_role("link", name="Republic of Korea", exact=True).click()
    expect(page.get_by_role("radio", name="Both, side by side 1 text is not translated")).to_be_checked()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_value(
        _holds("가사노동자 사회보험", "Insure domestic workers")
    )
    page.get_by_text("What is not translated yet", exact=True).click()
    expect(page.get_by_text("Measure 2: What").filter(visible=True)).to_have_count(1)
    look(page, "send/room")
    # Nothing is kept free for what is not said yet.
    panel = page.get_by_role("region", name="Which file?")
    below = panel.evaluate(
        "(e) => e.getBoundingClientRect().bottom - e.querySelector('.forms').getBoundingClientRect().bottom"
    )
    assert below < 30
    page.get_by_role("radio", name="English").check()
    words = page.get_by_role("textbox", name="Text", exact=True)
    expect(words).to_have_value(_holds("1. Insure domestic workers\n2. One form"))
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download: Everything in one file").click()
    expect(page.get_by_text("The file is in your downloads.")).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes())) as packed:
        assert packed.namelist() == [f"Republic-of-Korea{end}" for end in (".pdf", ".docx", "-1.concord.json")]
        fingerprint = proof.read(packed.read("Republic-of-Korea-1.concord.json"))["fingerprint"]
    expect(words).to_have_value(_holds(f"{workshop.url}/verify#{fingerprint}"))
    look(page, "send/taken", sizes=("desk", "phone"))
    page.get_by_label("Language of these pages").select_option("ko")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("heading", name="부처에 보내기")).to_be_visible()
    look(page, "send/korean")


def _holds(*texts):
    return re.compile(".*".join(map(re.escape, texts)), re.DOTALL)
