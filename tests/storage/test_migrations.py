"""The migrations: up, down and up again on both databases, also with a day in them; and what order means there."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select

from app.domain import rehearsing
from app.storage import migrate
from app.storage.tables import Account, Workshop
from tests.domain.people import FORMAL, RURAL, People

REVISIONS = [script.revision for script in ScriptDirectory(str(migrate.FOLDER)).walk_revisions()][::-1]


def tables(url):
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def a_day(url):
    """A short day in the database at `url`; returns all that is in it."""
    people = People(url).invite()
    people.go("shape")
    for who in ("KR-01", "KR-02"):
        people.write(who, f"A card of {who}", theme=people.theme(FORMAL))
    poll = people.open_poll()
    people.do("KR-01", "ballot.cast", poll=poll, choices={people.card("A card of KR-01"): 1})
    people.do("KR-F", "poll.close", poll=poll)
    everything = people.everything()
    people.close()
    return everything


def test_the_migrations_make_the_tables_of_the_code(database_url):
    assert migrate.drift(database_url) == []


def test_up_down_and_up_again_with_a_day_in_it(empty_database_url):
    url = empty_database_url
    migrate.upgrade(url)
    a_day(url)
    migrate.downgrade(url, "base")
    assert tables(url) == {"alembic_version"}
    migrate.upgrade(url)
    assert migrate.drift(url) == []
    a_day(url)


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_day_survives_going_back_and_coming_up_again(empty_database_url, revision):
    """What the newer columns held is gone, all else is there, and a new day goes on from it."""
    url = empty_database_url
    migrate.upgrade(url)
    before = a_day(url)
    migrate.downgrade(url, revision)
    migrate.upgrade(url)
    assert migrate.drift(url) == []
    people = People(url)
    after = people.everything()
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    assert [after[name] for name in ("card", "event", "participation")] == [
        before[name] for name in ("card", "event", "participation")
    ]
    people.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_step_can_be_taken_back(empty_database_url, revision):
    url, before = empty_database_url, REVISIONS.index(revision) - 1
    migrate.upgrade(url, revision)
    there = tables(url)
    migrate.downgrade(url, REVISIONS[before] if before >= 0 else "base")
    migrate.upgrade(url, revision)
    assert tables(url) == there


def test_coming_up_once_more_changes_nothing(database_url):
    everything = a_day(database_url)
    migrate.upgrade(database_url)
    people = People(database_url)
    assert people.everything() == everything
    people.close()


def test_order_is_the_same_whatever_language_the_database_speaks(postgresql):
    """In the order of a dictionary `f` stands before `K`: columns, cards and measures would change places."""
    url = postgresql.database()
    postgresql.drop(url)
    name = url.rpartition("/")[2]
    postgresql.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'")
    try:
        migrate.upgrade(url)
        people = People(url).invite()
        people.go("shape")
        assert [theme["title"] for theme in people.snapshot()["themes"]] == [FORMAL, RURAL]
        for n in range(40):
            people.write("KR-02", f"{n:02}")
        people.do("KR-02", "card.move", card=people.card("39"), after=people.card("00"))
        assert [card["title"] for card in people.snapshot()["cards"]] == [
            "00",
            "39",
            *(f"{n:02}" for n in range(1, 39)),
        ]
        for code in ("f-1", "F-2", "G-1"):
            people.do("ALL-F", "finding.add", code=code, text="An example.")
        codes = [finding["code"] for finding in people.snapshot()["findings"]]
        assert codes == sorted(codes)
        people.close()
    finally:
        postgresql.drop(url)


def test_going_back_a_rehearsal_says_in_its_title_what_it_is(empty_database_url):
    """Without its mark it would stand there as the real thing."""
    url = empty_database_url
    migrate.upgrade(url)
    people = People(url).invite()
    before = people.everything()
    with people.store.writing() as session:
        real = session.get(Workshop, people.workshop)
        real.title = "x" * 200
        rehearsing.make(
            session, real, session.scalar(select(Account).order_by(Account.email.desc())), people.terms.limits
        )
    people.close()
    migrate.downgrade(url, "0012")
    migrate.upgrade(url)
    assert migrate.drift(url) == []
    people = People(url)
    with people.store.reading() as session:
        found = session.execute(select(Workshop.title, Workshop.rehearsal_of)).all()
    rehearsed = f"Rehearsal: {'x' * 189}"
    assert sorted(map(tuple, found), key=str) == [("Elsewhere", None), (rehearsed, None), ("x" * 200, None)]
    assert [row for row in people.everything()["member"] if row in before["member"]] == before["member"]
    people.close()


def test_going_back_takes_what_was_voted_over_all_rooms_along_and_nothing_else(empty_database_url):
    """Without its head a share would stand there as a vote of its room alone."""
    url = empty_database_url
    migrate.upgrade(url)
    people = People(url).invite()
    people.go("shape")
    card = people.write("KR-01", "A card of KR-01")
    own = people.open_poll()
    people.do("KR-01", "ballot.cast", poll=own, choices={card: 1})
    people.do("KR-F", "poll.close", poll=own)
    before = people.everything()
    people.ask("ALL-F", "poll.open", {"method": "dots", "cards": [card]}, scope="workshop")
    share = people.snapshot()["polls"][-1]["id"]
    people.do("KR-02", "ballot.cast", poll=share, choices={card: 1})
    people.close()
    migrate.downgrade(url, "0004")
    migrate.upgrade(url)
    assert migrate.drift(url) == []
    people = People(url)
    after = people.everything()
    for table in ("poll", "ballot", "ballot_link", "participation", "entitled", "joint_poll"):
        assert len(after[table]) == len(before[table]), table
    assert after["ballot"] == before["ballot"]
    people.close()
