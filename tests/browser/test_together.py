"""The same step in several rooms from the console: cards shown, the rooms' own votes opened, closed and shown."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, line, look, sign_in
from tests.browsers import photograph

pytestmark = pytest.mark.browser


def test_cards_and_votes_of_all_rooms_take_one_trip(workshop, visit):
    workshop.start("gather")
    for title in ("One form", "One office"):
        workshop.card(title, by="KR-01")
    workshop.http("JP-01")
    console = sign_in(visit, workshop)
    console.goto(f"{workshop.url}/workshops/{workshop.id}?as=account")
    console.set_viewport_size({name: AT_A_DESK[name] for name in ("width", "height")})
    line(console, "Live")

    def do(item, button, told, picture, rooms=2, left=""):
        console.get_by_role("button", name="Cards and votes").click()
        console.get_by_role("menuitem", name=item).click()
        go = console.get_by_role("dialog").get_by_role("button", name=button, exact=True)
        expect(console.get_by_role("dialog").get_by_role("term")).to_have_count(rooms)
        expect(console.get_by_role("dialog")).to_contain_text(left)
        if picture:
            look(console, f"together/{picture}", sizes=("desk", "phone"))
        go.click()
        expect(console.get_by_text(told)).to_be_visible()

    do(
        "Show all cards…",
        "Show all cards",
        "Shown in 1 room. 1 had nothing to show.",
        "cards",
        rooms=1,
        left="nobody has a private card there: Japan.",
    )
    assert [card["title"] for card in sorted(workshop.snapshot()["cards"], key=lambda card: card["title"])] == [
        "One form",
        "One office",
    ]
    workshop.start("vote")
    for title in ("Harbours", "Islands"):
        workshop.organiser.room(workshop.rooms["JP"], "card.add", title=title)
    do("Open votes…", "Open the votes", "Opened in 2 rooms.", "open")
    do("Close votes…", "Close the votes", "Closed in 2 rooms.", None)
    do("Show results…", "Show the results", "Shown in 2 rooms.", "show")
    polls = [workshop.snapshot(country)["polls"][-1] for country in ("KR", "JP")]
    assert [(poll["state"], poll["method"], len(poll["cards"])) for poll in polls] == [("revealed", "dots", 2)] * 2
    console.get_by_role("button", name="Cards and votes").click()
    photograph(console, "together/menu")
