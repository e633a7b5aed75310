"""Something is announced while people write: all read it, and nobody's form moves."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, SIZES, take_seat
from tests.browsers import photograph

pytestmark = pytest.mark.browser


def test_an_announcement_stays_in_view_and_moves_nothing(workshop, visit):
    workshop.start("gather")
    for number in range(12):
        workshop.card(f"Card {number}", by="KR-01")
    writer = visit(workshop.seats["KR-01"]["link"], **AT_A_DESK)
    take_seat(writer, "KR-01")
    field, said = writer.get_by_label("Your idea, in one sentence"), writer.get_by_text("Five minutes left.")
    for size in ("desk", "phone"):
        writer.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
        field.press_sequentially("Care")
        before = field.bounding_box()
        workshop.run("announcement.post", stock="five_minutes")
        expect(said).to_be_in_viewport(ratio=1)
        assert field.bounding_box() == before, f"the form moved under the hand at {size}"
        writer.get_by_role("article").last.scroll_into_view_if_needed()
        expect(said).to_be_in_viewport(ratio=1)
        photograph(writer, f"announcing/scrolled-{size}")
        writer.get_by_role("button", name="Close").click()
