"""Presence by itself, with a clock that is set by hand."""

import pytest

from app.live.presence import Presence

KR_01 = {"member": "KR-01", "name": "Delegate KR-01", "role": "participant"}


@pytest.fixture
def presence():
    presence = Presence()
    presence.at = 0
    presence.now = lambda: presence.at
    return presence


def told(presence):
    return {one["member"]: one["away"] for one in presence.present("KR")}


def test_whoever_lost_the_line_is_away_for_a_minute_and_then_has_left(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.changes()
    presence.lost("tab")
    presence.at = 60
    presence.sweep()
    assert told(presence) == {"KR-01": True}
    assert presence.changes() == {"KR": {"room": "KR", "joined": [], "changed": [KR_01 | {"away": True}], "left": []}}
    presence.at = 60.1
    presence.sweep()
    assert told(presence) == {}
    assert presence.changes() == {"KR": {"room": "KR", "joined": [], "changed": [], "left": ["KR-01"]}}


def test_whoever_comes_back_within_the_minute_has_never_left(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.lost("tab")
    presence.at = 59
    presence.enter("KR", "new tab", **KR_01)
    presence.at = 200
    presence.sweep()
    assert told(presence) == {"KR-01": False}


def test_a_page_in_the_background_is_away_and_stays_as_long_as_it_is_open(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.do("KR", "tab", {"away": True})
    presence.at = 10_000
    presence.sweep()
    assert told(presence) == {"KR-01": True}


def test_a_silent_line_is_away_until_it_answers(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.silence("tab", True)
    assert told(presence) == {"KR-01": True}
    presence.changes()
    presence.silence("tab", True)
    assert presence.changes() == {}
    presence.silence("tab", False)
    assert told(presence) == {"KR-01": False}


def test_whoever_has_another_tab_open_is_here(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.enter("KR", "other tab", **KR_01)
    presence.lost("other tab")
    assert told(presence) == {"KR-01": False}
    presence.silence("tab", True)
    assert told(presence) == {"KR-01": True}


def test_who_came_and_went_between_two_rounds_is_told_once(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.do("KR", "tab", {"card": "a card"})
    assert presence.changes()["KR"]["joined"] == [KR_01 | {"away": False, "card": "a card"}]
    presence.enter("KR", "other tab", **KR_01)
    presence.leave("KR", "tab")
    presence.leave("KR", "other tab")
    assert presence.changes()["KR"] == {"room": "KR", "joined": [], "changed": [], "left": ["KR-01"]}
    assert presence.changes() == {}


def test_a_card_half_written_is_counted_and_nobody_is_told_whose(presence):
    presence.enter("KR", "tab", **KR_01)
    presence.changes()
    presence.do("KR", "tab", {"draft": True})
    assert presence.changes() == {"KR": {"room": "KR", "joined": [], "changed": [], "left": []}}
    assert (presence.drafts("KR"), presence.present("KR")) == (1, [KR_01 | {"away": False}])
    presence.lost("tab")
    assert presence.drafts("KR") == 1
    presence.at = 61
    presence.sweep()
    assert presence.drafts("KR") == 0
