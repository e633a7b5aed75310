"""The programmes on the shelf: each loads, is of known stages, and takes the time it says."""

import pytest

from app.domain import programmes, rule, stages
from app.refusals import Invalid


def kinds(name):
    return [stage["kind"] for stage in programmes.programme(name)]


@pytest.mark.parametrize("name", programmes.names())
def test_every_programme_is_made_of_complete_stages(name):
    found = programmes.programme(name)
    assert found == [stages.complete(stage) for stage in found]
    about = programmes.about(name)
    assert about["name"] == name and about["title"] and about["summary"]
    assert about["minutes"] == sum(stage["minutes"] for stage in found)


@pytest.mark.parametrize("name", programmes.names())
def test_every_programme_ends_in_declared_agendas(name):
    assert kinds(name)[0] == "brief"
    assert kinds(name)[-3:] == ["declare", "plenary", "follow"]


def test_the_default_programme_takes_three_hours_and_three_quarters():
    assert programmes.names()[0] == programmes.DEFAULT == "day-3"
    minutes = [(stage["kind"], stage["minutes"]) for stage in programmes.programme("day-3")]
    assert minutes == [
        *[("brief", 25), ("gather", 12), ("shape", 30), ("vote", 12), ("break", 10), ("plan", 30), ("plan", 10)],
        *[("visit", 15), ("vote", 8), ("break", 10), ("declare", 25), ("plenary", 30), ("follow", 8)],
    ]
    assert programmes.about("day-3")["minutes"] == 225


def test_the_second_vote_is_over_the_measures():
    over = [stage["settings"]["poll"]["over"] for stage in programmes.programme("day-3") if stage["kind"] == "vote"]
    assert over == ["cards", "measures"]


def test_authors_once_shown_stay_shown():
    shown = [stage["permissions"]["authors"] for stage in programmes.programme("day-3")]
    assert shown == sorted(shown)


def test_the_short_form_fits_into_two_hours():
    assert kinds("short") == ["brief", "gather", "shape", "vote", "plan", "declare", "plenary", "follow"]
    assert programmes.about("short")["minutes"] <= 120


def test_one_workshop_changes_its_programme_and_no_other():
    programmes.programme("day-3")[3]["settings"]["poll"]["method"] = "none"
    assert programmes.programme("day-3")[3]["settings"]["poll"]["method"] == "dots"


def test_an_unknown_template_is_refused():
    with pytest.raises(Invalid) as refusal:
        programmes.programme("day-4")
    assert refusal.value.errors["template"]


def test_the_defaults_can_be_decided_by():
    assert len({perspective["key"] for perspective in programmes.PERSPECTIVES}) == 5
    assert rule.decide([(1, None)], programmes.DECISION_RULE)["met"] is True
    assert programmes.MEASURES_MAX == 5
