"""How an organiser brings a workshop back from its file."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.people import line, look, new_organiser, reach

pytestmark = pytest.mark.browser
READ_MS = 60_000
"""A process begins for each file; on a busy machine that takes a while."""


def send(desk, file):
    """Choose the file and send it, with the keyboard."""
    desk.get_by_label("Exported file").set_input_files(file)
    reach(desk.get_by_role("button", name="Bring it back"))
    with desk.expect_navigation(timeout=READ_MS):
        desk.keyboard.press("Enter")


def test_a_workshop_comes_back_from_its_file_once_its_mistake_is_mended(workshop, visit, tmp_path):
    workshop.start("shape")
    workshop.card("A fund for returners")
    file = workshop.organiser.get(f"/workshops/{workshop.id}/export/json")
    good, bad = tmp_path / "day-3.json", tmp_path / "mended.json"
    good.write_text(json.dumps(file), "utf-8")
    file["rooms"][0]["cards"][0] |= {"title": "x" * 201, "colour": "red"}
    file["rooms"][1]["name"] = ""
    bad.write_text(json.dumps(file), "utf-8")

    desk = new_organiser(visit, workshop.url)
    look(desk, "back/01-list", sizes=("desk", "phone"), schemes=("light",))
    desk.get_by_role("link", name="Bring a workshop back").click()
    look(desk, "back/02-form")
    send(desk, bad)
    said = desk.get_by_role("alert")
    expect(said.get_by_role("listitem")).to_have_text(
        [
            "Room 1 · Card 1 · colour: Unknown field.",
            "Room 2 · name: Missing data for required field.",
        ]
    )
    expect(desk.get_by_label("Exported file")).to_have_attribute("aria-invalid", "true")
    look(desk, "back/03-mistakes")
    visit.faults.clear()

    send(desk, good)
    line(desk, "Live")
    for room in ("Republic of Korea", "Japan"):
        expect(desk.get_by_role("region", name=room, exact=True)).to_be_visible()
    desk.get_by_role("link", name="Your workshops").click()
    expect(desk.get_by_role("listitem").filter(has_text="Day 3")).to_have_count(1)
    look(desk, "back/04-list", sizes=("desk", "phone"), schemes=("light",))
