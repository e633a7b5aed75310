"""The proof of a declared agenda on its page: the fingerprint, the QR code, and the file that one takes along."""

import re

import pytest
from playwright.sync_api import expect

from app.domain import proof
from tests.browser.people import AT_A_DESK, line, look, take_seat

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_delegate_takes_the_proof_of_the_declaration_along(workshop, visit):
    workshop.start("shape")
    room, leader = workshop.rooms["KR"], workshop.http("KR-F")
    leader.room(room, "measure.adopt", cards=[workshop.card("Insure domestic workers")])
    workshop.start("declare")
    workshop.http("KR-01").room(room, "declaration.endorse", level=1)
    leader.room(room, "declaration.declare")
    page = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(page, workshop.seats["KR-01"]["name"])
    page.get_by_role("link", name="Read the declaration").click()
    expect(page.get_by_role("img", name="QR code of the page where this agenda is verified")).to_be_visible()
    look(page, "proof/page")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Proof file").click()
    data = taken.value.path().read_bytes()
    assert proof.changed(data) == []
    grouped = proof.grouped(proof.read(data)["fingerprint"])
    expect(page.get_by_text(grouped)).to_be_visible()
    page.get_by_role("link", name="Verify a declaration").click()
    said = page.get_by_role("status")
    choose = page.get_by_label("Proof file")
    expect(choose).to_be_enabled()
    expect(page.get_by_text("You come from an agenda with this fingerprint")).to_contain_text(grouped)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    choose.set_input_files({"name": "a.concord.json", "mimeType": "application/json", "buffer": data})
    expect(said).to_contain_text("Valid: nothing was changed, and this server signed it.", use_inner_text=True)
    expect(said).to_contain_text("It is the agenda from which you come", use_inner_text=True)
    expect(said).to_contain_text(re.compile(r"Day 3\s*Declared .+, version 1\."), use_inner_text=True)
    look(page, "proof/verify")
    forged = data.replace(b"Insure domestic workers", b"Insure domestic wonders")
    choose.set_input_files({"name": "b.concord.json", "mimeType": "application/json", "buffer": forged})
    expect(said).to_contain_text("Changed since it was signed: Measures", use_inner_text=True)
    other = proof.file(proof.seal({"room": {}}, proof.signing_key("another")))
    choose.set_input_files({"name": "c.concord.json", "mimeType": "application/json", "buffer": other})
    expect(said).to_contain_text("but it was not signed by this server", use_inner_text=True)
    expect(said).to_contain_text("It is not the agenda from which you come", use_inner_text=True)
    whole = workshop.organiser.ask("GET", f"/workshops/{workshop.id}/export/json").content
    choose.set_input_files({"name": "whole.json", "mimeType": "application/json", "buffer": whole})
    expect(said.get_by_role("heading", name="Republic of Korea")).to_be_visible()
    expect(said).to_contain_text("It is the agenda from which you come", use_inner_text=True)
    look(page, "proof/export")
    forged = whole.replace(b'"title": "Insure domestic workers"', b'"title": "Insure domestic wonders"')
    choose.set_input_files({"name": "forged.json", "mimeType": "application/json", "buffer": forged})
    expect(said).to_contain_text("Changed since it was signed: Measures", use_inner_text=True)
    choose.set_input_files({"name": "d.concord.json", "mimeType": "application/json", "buffer": b"[]"})
    expect(said).to_contain_text("This is no proof of a declaration", use_inner_text=True)
    # The browser fetches its icon when it likes; what a file says is in no request.
    assert [url for url in asked if "/static/" not in url] == []


def test_a_correction_shows_what_was_changed_by_whom_and_why(workshop, visit):
    workshop.start("shape")
    room, leader, organiser = workshop.rooms["KR"], workshop.http("KR-F"), workshop.organiser
    leader.room(room, "measure.adopt", cards=[workshop.card("Insure domestic workers")])
    workshop.start("declare")
    workshop.http("KR-01").room(room, "declaration.endorse", level=1)
    (measure,) = (each["id"] for each in leader.snapshot(room)["measures"])
    leader.room(room, "measure.set", measure=measure, field="by_when", value="2026-05-01")
    leader.room(room, "declaration.declare")
    organiser.room(room, "declaration.reopen", kind="editorial", reason="The year was wrong.")
    leader.room(room, "measure.set", measure=measure, field="by_when", value="2027-05-01")
    workshop.run("member.change", member=workshop.member("KR-01"), duties=["chair"])
    page = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(page, workshop.seats["KR-01"]["name"])
    line(page, "Saved")
    page.goto(f"{workshop.url}/rooms/{room}/declaration")
    told = page.locator(".editions")
    expect(told.get_by_text("Begun, and not declared yet")).to_be_visible()
    expect(told.locator("ins")).to_contain_text("2027")
    leader.room(room, "declaration.declare")
    page.reload()
    expect(told.get_by_text("Begun, and not declared yet")).to_have_count(0)
    expect(told.get_by_text("Reason: The year was wrong.")).to_be_visible()
    proofs = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Proof file"))
    expect(proofs).to_have_text([re.compile("· version 1, corrected$"), re.compile("· version 1$")])
    expect(told.get_by_text("Organiser")).to_be_visible()
    expect(told.locator("del")).to_contain_text("2026")
    expect(told.locator("ins")).to_contain_text("2027")
    told.scroll_into_view_if_needed()
    look(page, "proof/corrections")
    # A change of substance, after the day: a new version, endorsed again within the days that the chair sets.
    workshop.start("follow")
    page.get_by_role("link", name="Back to the room").click()
    page.get_by_role("button", name="Open it again…").click()
    page.get_by_label("Substance: a new version, to be endorsed again").check()
    page.get_by_label("Days to endorse it").fill("3")
    page.get_by_label("Reason, which is kept with the agenda").fill("The measure was illegal.")
    look(page, "renewed/dialog", sizes=("desk", "phone"))
    page.get_by_role("button", name="Open it again", exact=True).click()
    expect(page.get_by_text("Version 2 is new: please say again how far you agree, until")).to_be_visible()
    expect(page.locator(".declare > :is(section, div)").last).to_have_accessible_name("Plenary")
    look(page, "renewed/room")
    page.get_by_label("Whole-hearted").check()
    page.get_by_role("button", name="Give my answer").click()
    expect(page.get_by_text("1 of 4 have given their level.")).to_be_visible()
    page.goto(f"{workshop.url}/rooms/{room}/declaration")
    expect(page.get_by_text("Version 2 is new. Its delegates say how far they agree until:")).to_be_visible()
    look(page, "renewed/page", sizes=("desk", "phone"))
    page.goto(workshop.seats["KR-02"]["link"])
    expect(page.get_by_text("The agenda of Republic of Korea has a new version.")).to_be_visible()
    look(page, "renewed/link", sizes=("desk", "phone"))
