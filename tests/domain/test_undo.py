"""Taking back one's own last steps: each kind of step, whose it is, and what others have changed since."""

import pytest

from app.storage.tables import Answered, new_id
from tests.domain.people import FORMAL, RURAL, refused

STEPS = {
    "card.add": lambda p: {"title": "Count them"},
    "card.move": lambda p: {"card": p.card("Map the villages"), "theme": p.theme(FORMAL), "after": None},
    "card.merge": lambda p: {"into": p.card("Insure carers"), "cards": [p.card("One form")]},
    "card.remove": lambda p: {"card": p.card("One form")},
    "theme.add": lambda p: {"title": "Care"},
    "theme.rename": lambda p: {"theme": p.theme(RURAL), "title": "Villages"},
    "theme.move": lambda p: {"theme": p.theme(RURAL), "after": None},
    "theme.remove": lambda p: {"theme": p.theme(FORMAL)},
    "comment.add": lambda p: {"card": p.card("One form"), "text": "Which one?"},
    "reaction.toggle": lambda p: {"card": p.card("One form"), "reaction": "agree"},
    "finding.cite": lambda p: {"card": p.card("One form"), "finding": p.finding("F-KR-02")},
}


def board(people):
    """What everybody sees, without what is only counted on, and without places: they are told by the order."""
    seen = people.snapshot()
    themes = [theme["title"] for theme in seen["themes"]]
    cards = [{k: v for k, v in card.items() if k != "position"} for card in seen["cards"] if not card["removed"]]
    return themes, cards


@pytest.mark.parametrize("type", STEPS)
def test_a_step_is_taken_back_and_done_again(shaping, type):
    before = board(shaping)
    step = shaping.do("KR-02", type, **STEPS[type](shaping)).seq
    after = board(shaping)
    assert after != before
    undone = shaping.do("KR-02", "undo", event=step).seq
    assert board(shaping) == before
    shaping.do("KR-02", "undo", event=undone)
    again = board(shaping)
    if type == "comment.add":  # said again, it is another comment
        for _, cards in (again, after):
            for card in cards:
                card["comments"] = [comment["text"] for comment in card["comments"]]
    assert again == after


PLAN = {
    "measure.adopt": lambda p: {"cards": [p.card("Map the villages")]},
    "measure.assign": lambda p: {"measure": p.measure("One form"), "members": [p.seat["KR-04"]]},
    "measure.move": lambda p: {"measure": p.measure("One form"), "after": None},
    "measure.drop": lambda p: {"measure": p.measure("One form")},
    "measure.set": lambda p: {"measure": p.measure("One form"), "field": "by_when", "value": "2021-06-30"},
    "check.waive": lambda p: {"measure": p.measure("One form"), "reason": "It costs nothing."},
}


def agenda(people):
    return [{k: v for k, v in measure.items() if k != "position"} for measure in people.snapshot()["measures"]]


@pytest.mark.parametrize("type", PLAN)
def test_a_step_in_the_plan_is_taken_back_and_done_again(planning, type):
    before = agenda(planning)
    step = planning.do("KR-F", type, **PLAN[type](planning)).seq
    after = agenda(planning)
    assert after != before
    undone = planning.do("KR-F", "undo", event=step).seq
    assert agenda(planning) == before
    planning.do("KR-F", "undo", event=undone)
    assert agenda(planning) == after


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        (("measure.set", {"field": "by_when", "value": "2021-06-30"}), {"field": "by_when", "value": "2021-07-31"}),
        (
            ("measure.set", {"field": "instrument", "value": ["law"]}),
            {"field": "instrument", "value": ["law", "finance"]},
        ),
    ],
)
def test_a_plan_that_somebody_has_changed_since_stays_as_they_left_it(planning, own, theirs):
    measure = planning.measure("One form")
    step = planning.do("KR-F", own[0], measure=measure, **own[1]).seq
    planning.do("KR-04", "measure.set", measure=measure, **theirs)
    after = agenda(planning)
    with refused("conflict", "Somebody has changed this since"):
        planning.do("KR-F", "undo", event=step)
    assert agenda(planning) == after


def test_another_field_of_the_same_plan_is_no_change_of_this_one(planning):
    measure = planning.measure("One form")
    step = planning.do("KR-F", "measure.set", measure=measure, field="by_when", value="2021-06-30").seq
    planning.do("KR-04", "measure.set", measure=measure, field="instrument", value=["law"])
    planning.do("KR-F", "undo", event=step)
    (found,) = [each for each in agenda(planning) if each["id"] == measure]
    assert (found["by_when"], found["instrument"]) == (None, ["law"])


@pytest.mark.parametrize(
    "work",
    [
        lambda p, measure: p.do("KR-04", "measure.set", measure=measure, field="by_when", value="2021-06-30"),
        lambda p, measure: p.do("KR-04", "measure.assign", measure=measure, members=[p.seat["KR-04"]]),
        lambda p, measure: p.type("KR-04", f"measure:{measure}", "lead", 0, "고용노동부"),
    ],
)
def test_a_measure_that_somebody_has_worked_on_is_not_taken_from_them(planning, work):
    step = planning.do("KR-F", "measure.adopt", cards=[planning.card("Map the villages")])
    work(planning, step.data["measures"][0])
    with refused("conflict", "Somebody has changed this since"):
        planning.do("KR-F", "undo", event=step.seq)
    assert planning.measure("Map the villages") == step.data["measures"][0]


def test_a_dropped_measure_does_not_come_back_beside_another_of_its_card(planning):
    step = planning.do("KR-F", "measure.drop", measure=planning.measure("One form")).seq
    planning.do("KR-F", "measure.adopt", cards=[planning.card("One form")])
    with refused("conflict", "This card is a measure already"):
        planning.do("KR-F", "undo", event=step)


def test_a_removed_theme_comes_back_with_what_still_lies_in_the_tray_as_it_left_it(shaping):
    theme = shaping.theme(FORMAL)
    for title in ("Map the villages", "One form", "Insure carers"):
        shaping.do("KR-F", "card.move", card=shaping.card(title), theme=theme)
    step = shaping.do("KR-02", "theme.remove", theme=theme).seq
    shaping.do("KR-03", "card.move", card=shaping.card("One form"), theme=shaping.theme(RURAL))
    shaping.do("KR-04", "card.move", card=shaping.card("Insure carers"), after=None)
    shaping.do("KR-02", "undo", event=step)
    assert shaping.theme(FORMAL) == theme
    where = {card["title"]: card["theme"] for card in shaping.snapshot()["cards"]}
    assert where["Map the villages"] == theme
    assert where["One form"] == shaping.theme(RURAL)
    assert where["Insure carers"] is None


def test_a_removed_theme_comes_back_although_another_stands_in_its_place(shaping):
    step = shaping.do("KR-02", "theme.remove", theme=shaping.theme(FORMAL)).seq
    shaping.do("KR-03", "theme.add", title="Care", after=None)
    shaping.do("KR-03", "theme.add", title="Youth")
    shaping.do("KR-02", "undo", event=step)
    positions = [theme["position"] for theme in shaping.snapshot()["themes"]]
    assert len(set(positions)) == len(positions)
    assert {theme["title"] for theme in shaping.snapshot()["themes"]} >= {FORMAL, "Care", "Youth"}


def test_a_card_does_not_go_back_to_a_theme_that_somebody_has_removed(shaping):
    card = shaping.card("Map the villages")
    shaping.do("KR-F", "card.move", card=card, theme=shaping.theme(RURAL))
    step = shaping.do("KR-02", "card.move", card=card, theme=shaping.theme(FORMAL)).seq
    shaping.do("KR-03", "theme.remove", theme=shaping.theme(RURAL))
    with refused("conflict", "Somebody has changed this since"):
        shaping.do("KR-02", "undo", event=step)


def test_what_was_merged_before_is_there_again(shaping):
    shaping.do("KR-F", "card.merge", into=shaping.card("One form"), cards=[shaping.card("Map the villages")])
    before = board(shaping)
    step = shaping.do("KR-02", "card.merge", into=shaping.card("Insure carers"), cards=[shaping.card("One form")]).seq
    shaping.do("KR-02", "undo", event=step)
    assert board(shaping) == before


def test_a_comment_taken_away_by_mistake_comes_back(shaping):
    step = shaping.do("KR-04", "comment.remove", comment=shaping.comment("Who pays?")).seq
    shaping.do("KR-04", "undo", event=step)
    assert shaping.comment("Who pays?")


def test_nobody_takes_back_what_somebody_else_did(shaping):
    step = shaping.do("KR-02", "card.remove", card=shaping.card("One form")).seq
    for who in ("KR-03", "KR-F", "ORG"):
        with refused("not_found"):
            shaping.do(who, "undo", event=step)
    other = shaping.do("KR-03", "ready.set", done=True).seq
    with refused("not_found"):
        shaping.do("KR-03", "undo", event=other)


def test_what_somebody_has_changed_since_stays_as_they_left_it(shaping):
    card = shaping.card("Map the villages")
    step = shaping.do("KR-02", "card.move", card=card, theme=shaping.theme(FORMAL)).seq
    shaping.do("KR-03", "card.move", card=card, theme=None)
    with refused("conflict"):
        shaping.do("KR-02", "undo", event=step)
    assert [each["theme"] for each in shaping.snapshot()["cards"] if each["id"] == card] == [None]


def test_a_step_is_taken_back_once(shaping):
    step = shaping.do("KR-02", "reaction.toggle", card=shaping.card("One form"), reaction="agree").seq
    shaping.do("KR-02", "undo", event=step)
    with refused("not_found"):
        shaping.do("KR-02", "undo", event=step)


def test_where_one_of_several_commands_is_refused_nothing_is_taken_back(shaping):
    step = shaping.do("KR-02", "card.remove", card=shaping.card("One form")).seq
    before = board(shaping)
    shaping.go("vote")
    shaping.open_poll()
    with refused("forbidden"):
        shaping.do("KR-02", "undo", event=step)
    assert board(shaping) == before


def test_a_secret_ballot_leaves_nothing_to_take_it_back_by(shaping):
    poll = shaping.open_poll()
    id = new_id()
    shaping.do("KR-01", "ballot.cast", id=id, poll=poll, choices={shaping.card("One form"): 1})
    (kept,) = shaping.rows(Answered, Answered.command_id == id)
    assert kept.undo is None
