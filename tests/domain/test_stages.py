"""What a stage of each kind says and allows, and what a programme may change about it."""

import pytest

from app.domain import stages
from app.refusals import Invalid, TooLarge

KINDS = ["brief", "listen", "gather", "shape", "vote", "break", "plan", "visit", "declare", "plenary", "follow"]

# Beyond casting wherever a poll is open. "cards" and "authors": what one sees of the others.
MAY = {
    "brief": {"cards"},
    "listen": {"cards", "note"},
    "gather": {"add", "edit_own"},
    "shape": {"cards", "add", "edit_own", "edit_all", "arrange", "comment"},
    "vote": {"cards", "comment"},
    "break": {"cards"},
    "plan": {"cards", "comment", "plan", "authors"},
    "visit": {"cards", "comment", "authors"},
    "declare": {"cards", "comment", "preamble", "endorse", "authors"},
    "plenary": {"cards", "comment", "authors"},
    "follow": {"cards", "comment", "authors"},
}


def test_the_shelf_holds_every_kind_of_the_product():
    assert sorted(stages.kinds()) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_and_times_itself(kind):
    stage = stages.complete({"kind": kind})
    assert stage["title"] and stage["instruction"] and 0 < stage["minutes"] <= 60
    assert list(stage) == ["kind", "title", "instruction", "instructions", "minutes", "permissions", "settings"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_allows_what_the_protocol_promises(kind):
    permissions = stages.complete({"kind": kind})["permissions"]
    assert {name for name, granted in permissions.items() if granted} == MAY[kind] | {"vote"}
    assert tuple(permissions) == stages.PERMISSIONS


def test_voting_is_shown_as_prioritising_with_dots_over_cards():
    stage = stages.complete({"kind": "vote"})
    assert stage["title"] == "Prioritise"
    assert stage["settings"] == {"poll": {"method": "dots", "over": "cards"}}


def test_a_programme_changes_what_it_names_and_nothing_else():
    stage = stages.complete(
        {
            "kind": "vote",
            "id": "7c9e",
            "title": " Put in order ",
            "minutes": 8,
            "permissions": {"comment": False},
            "settings": {"poll": {"over": "measures"}},
        }
    )
    assert stage["id"] == "7c9e"
    assert (stage["title"], stage["minutes"]) == ("Put in order", 8)
    assert stage["permissions"] == stages.permissions()
    assert stage["settings"] == {"poll": {"method": "dots", "over": "measures"}}


def test_a_complete_stage_is_complete():
    stage = stages.complete({"kind": "plan", "minutes": None, "title": ""})
    assert stages.complete(stage) == stage


def test_what_one_programme_changes_no_other_sees():
    stages.complete({"kind": "vote"})["settings"]["poll"]["over"] = "measures"
    assert stages.complete({"kind": "vote"})["settings"]["poll"]["over"] == "cards"


@pytest.mark.parametrize(
    ("stage", "field"),
    [
        ({}, "kind"),
        ({"kind": "pause"}, "kind"),
        ({"kind": ["plan"]}, "kind"),
        ({"kind": "plan", "length": 3}, "length"),
        ({"kind": "plan", "title": 3}, "title"),
        ({"kind": "plan", "minutes": 2.5}, "minutes"),
        ({"kind": "plan", "minutes": True}, "minutes"),
        ({"kind": "plan", "minutes": -1}, "minutes"),
        ({"kind": "plan", "permissions": ["add"]}, "permissions"),
        ({"kind": "plan", "permissions": {"fly": True}}, "permissions.fly"),
        ({"kind": "plan", "permissions": {"add": "yes"}}, "permissions.add"),
        ({"kind": "vote", "settings": 3}, "settings"),
        ({"kind": "vote", "settings": {"poll": "dots"}}, "settings.poll.over"),
        ({"kind": "vote", "settings": {"poll": {"over": "rooms"}}}, "settings.poll.over"),
        ({"kind": "vote", "settings": {"poll": {"method": "shouting"}}}, "method"),
    ],
)
def test_what_would_fail_on_the_day_is_refused_in_set_up(stage, field):
    with pytest.raises(Invalid) as refusal:
        stages.complete(stage)
    assert list(refusal.value.errors) == [field]
    assert refusal.value.told()["errors"][field]


def test_a_stage_is_an_object():
    with pytest.raises(Invalid):
        stages.complete("plan")


def test_a_title_fits_on_a_screen():
    with pytest.raises(TooLarge):
        stages.complete({"kind": "plan", "title": "x" * 201})
