"""What came out of a vote, by every method: the words, the pictures, the tables behind them, and a second round."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import AT_A_DESK, SIZES, line, sign_in, take_seat
from tests.browsers import barriers, photograph

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TITLES = ("Insure domestic workers", "A fund for villages", "One-stop registration", "A procurement quota")
VOTERS = ("KR-01", "KR-02", "KR-03", "KR-04")

# What each of the four says of the four cards, first to last.
STEPS = ((1, 8, 4, 2), (2, 1, 4, 3), (1, 8, 4, 7), (3, 1, 4, 5))
FIELD = (((5, 5), (2, 4), (5, 2)), ((5, 4), (2, 4), (4, 2)), ((4, 5), (2, 4), (5, 1)), ((5, 4), (2, 4), (5, 2)))
BALLOTS = {
    "dots": ({"budget": 4, "per_card": 3}, lambda n, ids: {ids[0]: 2 + n % 2, ids[1 + n % 2]: 1}),
    "approval": ({}, lambda n, ids: ids[: 1 + n]),
    "score": ({"max": 5}, lambda n, ids: {ids[0]: 5, ids[1]: n, ids[2]: 1}),
    "rank": ({}, lambda n, ids: [[ids[0]], [ids[1 + n % 2]], [ids[2 - n % 2]]]),
    "gradients": ({}, lambda n, ids: dict(zip(ids, STEPS[n], strict=True))),
    "matrix": (
        {},
        lambda n, ids: {
            card: {"impact": impact, "feasibility": feasibility}
            for card, (impact, feasibility) in zip(ids, FIELD[n], strict=False)
        },
    ),
}
SAID = {
    "dots": "10 dots",
    "approval": "named by 4 of 4",
    "score": "20 points",
    "rank": "beats all others",
    "gradients": "100% support",
    "matrix": "21.38 of 25",
}


@pytest.fixture
def room(workshop):
    """Four cards, ready to be voted on: {title: id}."""
    workshop.start("shape")
    ids = {title: workshop.card(title, by="KR-01") for title in TITLES}
    for who in VOTERS:
        workshop.http(who)
    workshop.start("vote")
    return ids


def voted(workshop, ids, method, *, breakdown="open", turned=0):
    """A whole round; returns its result. `turned` gives each voter the ballot of another."""
    settings, choose = BALLOTS[method]
    kr, lead = workshop.rooms["KR"], workshop.organiser
    given = {"method": method, "settings": settings | {"adopt": 2}, "breakdown": breakdown, "cards": ids}
    poll = lead.room(kr, "poll.open", **given)["data"]["poll"]
    for n, who in enumerate(VOTERS):
        order = ids[turned:] + ids[:turned]
        workshop.http(who).room(kr, "ballot.cast", poll=poll, choices=choose(n, order))
    lead.room(kr, "poll.close", poll=poll)
    return lead.room(kr, "poll.reveal", poll=poll)["data"]["result"]


def seat(workshop, visit, who="KR-04", **options):
    page = visit(workshop.seats[who]["link"], **(AT_A_DESK | options))
    take_seat(page, who)
    line(page, "Saved")
    return page


def shown(page, number=1):
    return page.get_by_role("region", name=f"Result of vote {number}")


def rows_of(table):
    """The cells of a table's body, as people read them."""
    return [
        [cell.inner_text().strip() for cell in row.locator("th, td").all()] for row in table.locator("tbody tr").all()
    ]


def figures(result):
    result.get_by_text("Show as table").click()
    table = result.get_by_role("region", name="The result as a table").get_by_role("table")
    heads = [" ".join(head.inner_text().split()) for head in table.locator("thead th").all()]
    return [dict(zip(heads, row, strict=True)) for row in rows_of(table)]


@pytest.mark.parametrize("method", BALLOTS)
def test_the_table_behind_a_result_is_the_result(workshop, visit, room, method):
    told = voted(workshop, list(room.values()), method)
    titles = {card: title for title, card in room.items()}
    page = seat(workshop, visit)
    result = shown(page)
    expect(result.locator(".score").first).to_have_text(SAID[method])

    rows = figures(result)
    assert [(row["Place"], re.sub("^[A-Z]+ · ", "", row["Card"])) for row in rows] == [
        (str(place["place"]), titles[card]) for place in told["ranking"] for card in place["cards"]
    ]
    words = {card: "taken" for card in told["cut"]["taken"]} | {card: "tie at the cut" for card in told["cut"]["tied"]}
    order = [card for place in told["ranking"] for card in place["cards"]]
    assert [row["Taken"] for row in rows] == [words.get(card, "–") for card in order]
    for card, row in zip(order, rows, strict=True):
        assert {head: row[head] for head in PARTS[method](told, card)} == PARTS[method](told, card)
    assert barriers(page, within=".result") == []


def plain(n, digits=2):
    return f"{round(n, digits):g}"


def share(n):
    return "–" if n is None else f"{round(100 * n, 1):g}%"


def scored(head):
    groups = {"Workers": "workers", "Employers": "employers"}

    def told(result, card):
        by = {title: result["by_perspective"][key]["ranking"] for title, key in groups.items()}
        return {title: got(ranking, card) for title, ranking in ({head: result["ranking"]} | by).items()}

    return told


def got(ranking, card):
    return next(plain(place["score"]) for place in ranking if card in place["cards"])


def leveled(result, card):
    facts = result["facts"][card]
    mean = "–" if facts["mean"] is None else plain(facts["mean"])
    levels = {"1 · Whole-hearted": str(facts["levels"]["1"]), "8 · Block": str(facts["levels"]["8"])}
    return {"Mean level": mean, "Polarisation": share(facts["polarisation"]), **levels}


def judged(result, card):
    facts = result["facts"][card]
    given = {"Impact": facts["impact"], "Feasibility": facts["feasibility"]}
    return {head: "–" if n is None else plain(n) for head, n in given.items()} | {"Judged by": str(facts["given"])}


PARTS = {
    "dots": scored("Dots"),
    "approval": scored("Named by"),
    "score": scored("Points"),
    "rank": lambda result, card: {"Beats": got(result["ranking"], card)},
    "gradients": leveled,
    "matrix": judged,
}


def test_scores_of_groups_are_added_up_only_where_they_add_up(workshop, visit, room):
    voted(workshop, list(room.values()), "dots")
    page = seat(workshop, visit)
    first = shown(page).locator(".place-row").first
    bar = first.get_by_role("img", name="Government: 2, Employers: 2, Workers: 3, SSE practitioners: 3")
    expect(bar).to_be_visible()
    expect(first.get_by_text("Carried by every group")).to_be_visible()

    voted(workshop, list(room.values()), "rank")
    first = shown(page, 2).locator(".place-row").first
    expect(first.get_by_role("list", name="By group").get_by_role("listitem").first).to_contain_text("place 1")
    expect(shown(page, 2).locator(".bar-of text")).to_have_count(0)


def test_the_pairs_of_a_ranking_are_those_of_the_result(workshop, visit, room):
    told = voted(workshop, ids := list(room.values()), "rank", breakdown="none")
    page = seat(workshop, visit, width=SIZES["phone"][0], height=SIZES["phone"][1])
    pairs = shown(page).get_by_role("region", name="Who beats whom")
    order = [ids.index(card) for place in told["ranking"] for card in place["cards"]]
    numbers = [[re.sub(r"[^\d:]", "", cell) for cell in row[1:]] for row in rows_of(pairs.get_by_role("table"))]
    assert numbers == [["" if a == b else f"{told['pairs'][a][b]}:{told['pairs'][b][a]}" for b in order] for a in order]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    pairs.evaluate("region => region.scrollTo(1000, 0)")
    head = pairs.get_by_role("rowheader").first
    assert head.bounding_box()["x"] >= pairs.bounding_box()["x"]


def test_every_letter_of_the_field_stands_alone(workshop, visit, room):
    """Two cards that were judged alike stand in one point; their letters do not."""
    kr, ids = workshop.rooms["KR"], list(room.values())
    poll = workshop.organiser.room(kr, "poll.open", method="matrix", settings={}, cards=ids)["data"]["poll"]
    alike = {card: {"impact": 5, "feasibility": 5} for card in ids}
    workshop.http("KR-01").room(kr, "ballot.cast", poll=poll, choices=alike)
    for step in ("poll.close", "poll.reveal"):
        workshop.organiser.room(kr, step, poll=poll)
    page = seat(workshop, visit)
    field = shown(page).get_by_role("img", name="Impact and feasibility of each card")
    boxes = [box.bounding_box() for box in field.locator(".name rect").all()]
    assert len(boxes) == len(ids)
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            assert apart or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]


def test_a_second_round_shows_who_rose_and_leads_back_to_the_first(workshop, visit, room):
    ids = list(room.values())
    first = voted(workshop, ids, "dots", breakdown="none")
    second = voted(workshop, ids, "dots", breakdown="none", turned=1)
    page = seat(workshop, visit)
    result = shown(page, 2)
    was, now = ({card: p["place"] for p in told["ranking"] for card in p["cards"]} for told in (first, second))
    titles = {card: title for title, card in room.items()}
    risen = next(titles[card] for card in ids if now[card] < was[card])
    fallen = next(titles[card] for card in ids if now[card] > was[card])
    moved = {title: result.locator(".place-row").filter(has_text=title).locator(".move") for title in (risen, fallen)}
    expect(moved[risen]).to_contain_text(f"rose from place {was[room[risen]]} to {now[room[risen]]}")
    expect(moved[fallen]).to_contain_text(f"fell from place {was[room[fallen]]} to {now[room[fallen]]}")
    assert [row["Place before"] for row in figures(result)] == [
        str(was[card]) for place in second["ranking"] for card in place["cards"]
    ]

    result.get_by_role("button", name="Read vote 1").click()
    expect(shown(page, 1)).to_be_focused()
    expect(shown(page, 1).get_by_text("superseded", exact=True)).to_be_visible()
    assert barriers(page, within=".vote") == []


def test_on_paper_a_result_stands_alone_with_its_figures(workshop, visit, room):
    voted(workshop, list(room.values()), "gradients")
    page = seat(workshop, visit)
    figure = shown(page).get_by_role("region", name="The result as a table")
    expect(figure).to_be_hidden()
    page.emulate_media(media="print")
    expect(figure).to_be_visible()
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("button", name="I am done")).to_be_hidden()


def test_the_console_tells_a_result_in_the_same_words(workshop, visit, room):
    voted(workshop, list(room.values()), "gradients")
    page = sign_in(visit, workshop)
    page.get_by_role("link", name="Day 3", exact=True).first.click()
    line(page, "Live")
    page.get_by_role("button", name="Republic of Korea", exact=True).click()
    first = page.locator(".small-result .place-row").first
    expect(first.locator(".score")).to_have_text(SAID["gradients"])
    expect(first.get_by_text("Carried by every group")).to_be_visible()
    expect(first.get_by_role("img", name="1 Whole-hearted: 2, 2 With a minor point: 1")).to_be_visible()
    assert barriers(page, within=".small-result") == []


@pytest.mark.parametrize("method", BALLOTS)
def test_the_pictures_fit_every_screen(workshop, visit, room, method):
    voted(workshop, list(room.values()), method)
    page = seat(workshop, visit)
    expect(shown(page)).to_be_visible()
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            photograph(page, f"results/{method}-{size}-{scheme}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers(page, within=".result") == []
    shown(page).get_by_text("Show as table").click()
    panel = "[...document.querySelectorAll('.result, .result .scroll')].every(each => each.offsetWidth < innerWidth)"
    assert page.evaluate(panel)
