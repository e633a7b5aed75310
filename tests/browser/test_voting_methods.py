"""Every method on screen: opened by the facilitator, cast by thumb and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from app.domain import voting
from tests.browser.people import AT_A_DESK, answer, held, line, press, reach, take_seat
from tests.browsers import barriers

pytestmark = pytest.mark.browser

TITLES = ("Insure domestic workers", "A fund for villages", "Count home work")
INSURE, FUND, COUNT = TITLES
PHONE = {"width": 390, "height": 844, "has_touch": True, "reduced_motion": "reduce"}
THUMB = 44
STEPS = [
    *("Whole-hearted", "With a minor point", "Support with reservations", "Abstain", "More discussion needed"),
    *("Do not like it but will support it", "Serious disagreement", "Block"),
]
WORDS = ["very low", "low", "medium", "high", "very high"]


class Taps:
    """A method: what it is called, [what is tapped], the ballot that makes, and what is left then."""

    def __init__(self, title, taps, choices, left):
        self.title, self.taps, self.choices, self.left = title, taps, choices, left


def button(name):
    return lambda page: page.get_by_role("button", name=name, exact=True)


def scale(group, names, nth):
    """The `nth` of the radio buttons called `names`; they are reached by arrows from the first."""

    def find(page):
        return page.get_by_role("radiogroup", name=group, exact=True).get_by_role("radio")

    def chosen(page):
        expect(find(page)).to_have_count(len(names))
        return find(page).nth(nth)

    chosen.first, chosen.arrows = (lambda page: find(page).first), nth
    return chosen


def tick(title):
    return lambda page: page.get_by_role("checkbox", name=f"I could live with “{title}”")


def agree(title, level):
    return scale(f"How far do you agree with “{title}”?", STEPS, level - 1)


METHODS = {
    "dots": Taps(
        "Dots",
        [button(f"Place a dot on “{FUND}”"), button(f"Place a dot on “{COUNT}”")],
        {FUND: 1, COUNT: 1},
        "0 of 2 dots left",
    ),
    "rank": Taps(
        "Ranking",
        [button(f"Place 1: “{FUND}”"), button(f"Place 2: “{INSURE}”")],
        [[FUND], [INSURE]],
        "2 of 3 ranked",
    ),
    "gradients": Taps(
        "Gradients of agreement", [agree(INSURE, 2), agree(COUNT, 8)], {INSURE: 2, COUNT: 8}, "1 of 3 not yet judged"
    ),
    "approval": Taps("Approval", [tick(INSURE), tick(COUNT)], [INSURE, COUNT], "2 of 3 ticked"),
    "score": Taps(
        "Score",
        [scale(f"Points for “{FUND}”", range(6), 4), scale(f"Points for “{COUNT}”", range(6), 0)],
        {FUND: 4, COUNT: 0},
        "1 of 3 not yet judged",
    ),
    "matrix": Taps(
        "Impact and feasibility",
        [scale(f"Impact of “{FUND}”", WORDS, 4), scale(f"Feasibility of “{FUND}”", WORDS, 1)],
        {FUND: {"impact": 5, "feasibility": 2}},
        "2 of 3 not yet judged",
    ),
}
every = pytest.mark.parametrize("name", METHODS)


class Room:
    """Three cards in the stage in which they are voted on."""

    def __init__(self, workshop):
        self.workshop, self.id = workshop, workshop.rooms["KR"]
        workshop.start("shape")
        self.titles = {workshop.card(title): title for title in TITLES}
        for voter in ("KR-02", "KR-04"):
            workshop.http(voter)
        workshop.start("vote")

    def open(self, name, **settings):
        return self.workshop.organiser.room(self.id, "poll.open", method=name, settings=settings)["data"]["poll"]

    def poll(self):
        return self.workshop.snapshot()["polls"][-1]

    def ballot(self, voter):
        """What the server keeps as the ballot of `voter`, with titles for cards; None where it keeps none."""
        own = self.workshop.line(voter).enter(self.id)["mine"]["ballots"]
        return self._titled(own[self.poll()["id"]]) if own else None

    def _titled(self, choices):
        if isinstance(choices, dict):
            return {self.titles.get(key, key): self._titled(value) for key, value in choices.items()}
        if isinstance(choices, list):
            return [self._titled(each) for each in choices]
        return self.titles.get(choices, choices)


@pytest.fixture
def room(workshop):
    return Room(workshop)


@pytest.fixture
def seated(workshop, visit):
    """`seated("KR-04", …)`: the page of somebody who has come into the room."""

    def sit(who, **options):
        page = visit(workshop.seats[who]["link"], **options)
        take_seat(page, who)
        line(page, "Saved")
        return page

    return sit


def same(ballot, choices):
    """Approval comes as a list in the order of the board."""
    named = isinstance(choices, list) and isinstance(choices[0], str)
    return sorted(ballot) == sorted(choices) if named else ballot == choices


@every
def test_a_facilitator_opens_it_with_the_servers_own_settings(room, seated, name):
    page = seated("KR-F", **AT_A_DESK)
    page.get_by_role("button", name="Open the vote…").click()
    if voting.method(name).MORE:
        page.get_by_text("More methods").click()
    page.get_by_role("radio", name=METHODS[name].title).check()
    page.get_by_role("radio", name="Every group shown").check()
    expect(page.get_by_text("Whoever is the only one of a group is seen through")).to_be_visible()
    assert barriers(page) == []
    answer(page, "Open the vote", "Open the vote")
    expect(page.get_by_text("0 of 3 have voted.").first).to_be_visible()
    poll = room.poll()
    assert (poll["method"], poll["settings"]) == (name, voting.complete(name, {}, len(TITLES), 3))
    assert (poll["secrecy"], poll["breakdown"]) == ("secret", "open")


@every
def test_a_thumb_casts_it(room, seated, name):
    room.open(name)
    page, method = seated("KR-04", **PHONE), METHODS[name]
    expect(page.get_by_text("Secret: nobody sees your choice.")).to_be_visible()
    for find in method.taps:
        tap(find(page))
    expect(page.get_by_role("contentinfo").get_by_text(method.left)).to_be_visible()
    line(page, "Saved")
    assert barriers(page) == []
    assert same(room.ballot("KR-04"), method.choices)
    page.reload()
    expect(page.get_by_role("contentinfo").get_by_text(method.left)).to_be_visible()


def tap(control, **options):
    """With a thumb: on the button itself, or on the words that belong to a radio button or a tick."""
    plain = control.evaluate("(each) => each.matches('button')")
    target = control if plain else control.locator("xpath=ancestor::label")
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert min(box["width"], box["height"]) >= THUMB
    target.tap(**options)


@every
def test_the_keyboard_alone_casts_it(room, seated, name):
    room.open(name)
    page, method = seated("KR-02", **AT_A_DESK), METHODS[name]
    for find in method.taps:
        by_keyboard(page, find)
    expect(page.get_by_role("contentinfo").get_by_text(method.left)).to_be_visible()
    line(page, "Saved")
    assert same(room.ballot("KR-02"), method.choices)


def by_keyboard(page, find):
    reach(find.first(page) if hasattr(find, "first") else find(page))
    press(page, "Space")
    for _ in range(getattr(find, "arrows", 0)):
        press(page, "ArrowRight")


def test_an_order_is_put_right_without_a_pointer(room, seated):
    room.open("rank")
    page = seated("KR-02", **AT_A_DESK)
    for n in (1, 2, 3):
        reach(button(f"Place {n}: “{TITLES[n - 1]}”")(page))
        press(page, "Enter")
    handle = page.get_by_role("group", name=f"Place of “{COUNT}”")
    reach(handle.get_by_role("button", name="Move up"))
    press(page, "Enter", "Enter")
    expect(handle.get_by_role("button", name="Move up")).to_be_focused()
    expect(page.get_by_text(f"“{COUNT}”: place 1")).to_be_attached()
    press(page, "Alt+ArrowDown")
    line(page, "Saved")
    assert room.ballot("KR-02") == [[INSURE], [COUNT], [FUND]]
    reach(handle.get_by_role("button", name="Same place as the one above"))
    press(page, "Enter")
    expect(page.get_by_text(f"“{COUNT}”: place 1")).to_be_attached()
    reach(button(f"Take “{INSURE}” out of the order")(page))
    press(page, "Enter")
    expect(button(f"Place 3: “{INSURE}”")(page)).to_be_focused()
    line(page, "Saved")
    assert room.ballot("KR-02") == [[COUNT], [FUND]]


def test_a_ballot_is_withdrawn_and_cast_again(room, seated):
    room.open("approval", max=1)
    page = seated("KR-04", **PHONE)
    tap(tick(FUND)(page))
    expect(page.get_by_text("0 of 1 tick left")).to_be_visible()
    tap(tick(COUNT)(page), force=True)
    expect(tick(COUNT)(page)).not_to_be_checked()
    tap(page.get_by_role("button", name="Withdraw my ballot"))
    expect(page.get_by_text("0 of 3 have voted.")).to_be_visible()
    expect(page.get_by_text("You have not voted yet.")).to_be_visible()
    assert room.ballot("KR-04") is None
    tap(tick(COUNT)(page))
    expect(page.get_by_text("1 of 3 have voted.")).to_be_visible()
    assert room.ballot("KR-04") == [COUNT]


def test_half_a_judgement_says_that_it_does_not_count_yet(room, seated):
    room.open("matrix")
    page = seated("KR-04", **PHONE)
    impact, feasibility = METHODS["matrix"].taps
    tap(impact(page))
    expect(page.get_by_text("not counted without this")).to_be_visible()
    assert room.ballot("KR-04") is None
    tap(feasibility(page))
    expect(page.get_by_text("not counted without this")).to_be_hidden()
    line(page, "Saved")
    tap(button(f"Take back what is said of “{FUND}”")(page))
    expect(page.get_by_text("3 of 3 not yet judged")).to_be_visible()
    line(page, "Saved")
    held(page)
    assert room.ballot("KR-04") == {}


def test_a_named_vote_says_so_before_the_first_tap(room, seated):
    page = seated("KR-F", **AT_A_DESK)
    voter = seated("KR-04", **PHONE)
    page.get_by_role("button", name="Open the vote…").click()
    page.get_by_role("radio", name="Ranking").check()
    page.get_by_role("radio", name="Named:").check()
    expect(page.get_by_text("Each ballot keeps the name of its voter.")).to_be_visible()
    answer(page, "Open the vote", "Open the vote")
    expect(voter.get_by_text("Open vote: your name is kept with your choice.")).to_be_visible()
    assert room.poll()["secrecy"] == "named"
