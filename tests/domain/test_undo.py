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
    if type == "theme.add":  # another theme, with the cards of the first, would have to be made
        return
    shaping.do("KR-02", "undo", event=undone)
    again = board(shaping)
    if type == "comment.add":  # said again, it is another comment
        for _, cards in (again, after):
            for card in cards:
                card["comments"] = [comment["text"] for comment in card["comments"]]
    assert again == after


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
