"""One snapshot for all who come in at the same number: as fresh as one read anew, and read once."""

import pytest
from sqlalchemy import event

from app.domain.access import Actor
from app.domain.agenda import Snapshots, snapshot
from app.storage.tables import Member, Room


@pytest.fixture
def shown(shaping):
    """shown(who) -> (what is kept, what is read anew, how many statements the first took)."""
    kept, statements = Snapshots(), []
    event.listen(shaping.store.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    def show(who="KR-01", *, at="KR"):
        with shaping.store.reading() as session:
            room = session.get(Room, shaping.room[at])
            actor = Actor.of(session.get(Member, shaping.seat[who]))
            statements.clear()
            found = kept.of(session, room, actor)
            return found, len(statements), snapshot(session, room, shaping.seat[who])

    show.kept = kept
    return show


def test_it_is_read_once_for_all_who_come_in_at_the_same_number(shown):
    (first, many, fresh), (second, few, _) = shown("KR-01"), shown("KR-02")
    assert first == second == fresh
    assert few < 4 < many


def test_after_every_event_it_is_another(shaping, shown):
    before, *_ = shown()
    shaping.do("KR-02", "card.move", card=shaping.card("One form"), theme=None, after=None)
    after, _, fresh = shown()
    assert before != after == fresh


def test_how_many_private_cards_others_have_depends_on_who_asks(shaping, shown):
    shaping.go("gather")
    shaping.write("KR-01", "Only mine")
    (own, _, fresh), (other, _, others) = shown("KR-01"), shown("KR-02")
    assert (own, other) == (fresh, others)
    assert own["private"]["others"] + 1 == other["private"]["others"]


def test_it_keeps_the_rooms_that_were_looked_at_last(shown):
    shown.kept.MOST = 1
    shown(at="KR")
    shown(at="JP")
    assert shown(at="JP")[1] < 4 < shown(at="KR")[1]
