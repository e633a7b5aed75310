"""What is erased for good leaves the files of SQLite, and not only its tables; on PostgreSQL its rows are gone."""

import random
from contextlib import closing

import pytest
from sqlalchemy import select, text

from app.domain import rehearsing, workshop
from app.storage import erased
from app.storage.tables import Account, Workshop, new_id
from tests.domain.people import FORMAL, People
from tests.waiting import until

WORDS = "Canary"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def people(database_url):
    with closing(People(database_url).invite()) as people:
        people.go("shape")
        yield people


def erase(people):
    with people.store.writing() as session:
        workshop.erase(session, session.get(Workshop, people.workshop))


def in_files(folder):
    """In which files below the folder the words are."""
    return [file.name for file in sorted(folder.rglob("*")) if file.is_file() and WORDS.encode() in file.read_bytes()]


def write(people):
    people.write("KR-02", f"{WORDS} card", theme=people.theme(FORMAL), body=WORDS)
    people.do("KR-03", "comment.add", card=people.card(f"{WORDS} card"), text=f"{WORDS} comment")


def test_an_erased_workshop_leaves_no_row_and_another_one_keeps_all_of_its_own(people):
    write(people)
    before = people.everything()
    erase(people)
    left = people.everything()
    assert [name for name, rows in left.items() if WORDS in str(rows) or people.workshop in str(rows)] == []
    for name in ("workshop", "member", "room", "account"):
        assert left[name] == [row for row in before[name] if people.workshop not in row]
    assert (len(left["workshop"]), len(left["room"]), left["card"]) == (1, 1, [])


@on_sqlite
def test_an_erased_workshop_is_in_no_file_right_after(people, tmp_path):
    write(people)
    assert "concord.db-wal" in in_files(tmp_path)
    erase(people)
    assert in_files(tmp_path) == []


@on_sqlite
def test_copies_that_sqlite_left_in_unused_parts_of_its_pages_are_gone_as_well(people, tmp_path):
    """Rows of two owners, of many sizes, in one table: to fit one in, SQLite moves others and leaves copies."""
    rnd = random.Random(1)
    with people.store.writing() as session:
        session.execute(text("CREATE TABLE pages (id TEXT PRIMARY KEY, owner INTEGER, words TEXT)"))
        session.execute(text("CREATE INDEX by_words ON pages (owner, words)"))
        for n in range(2000):
            words = (f"{WORDS} " if n % 2 else "other ") + "x" * rnd.choice((5, 50, 200, 900, 5000))
            row = {"id": f"{rnd.getrandbits(64):016x}", "owner": n % 2, "words": words}
            session.execute(text("INSERT INTO pages VALUES (:id, :owner, :words)"), row)
    people.store.empty_log()
    assert in_files(tmp_path) == ["concord.db"]
    with people.store.writing() as session:
        session.execute(text("DELETE FROM pages WHERE owner = 1"))
        workshop.erase(session, session.get(Workshop, people.workshop))
    assert in_files(tmp_path) == []


@on_sqlite
def test_where_somebody_reads_for_long_it_is_gone_as_soon_as_they_have_read(people, tmp_path, monkeypatch):
    """Nobody has to write anything for that."""
    monkeypatch.setattr("app.storage.wiping.PATIENCE_S", 0.1)
    write(people)
    with people.store.reading() as session:
        assert session.get(Workshop, people.workshop)
        erase(people)
        assert in_files(tmp_path) != []
    until(lambda: in_files(tmp_path) == [])


@on_sqlite
def test_a_removed_rehearsal_is_in_no_file_right_after(people, tmp_path):
    with people.store.writing() as session:
        made, maker = session.get(Workshop, people.workshop), select(Account).order_by(Account.email.desc())
        copy = rehearsing.make(session, made, session.scalar(maker), people.terms.limits)
        copy.title = WORDS
    assert in_files(tmp_path) != []
    with people.store.writing() as session:
        rehearsing.remove(session, people.workshop)
    assert in_files(tmp_path) == []


def test_what_was_erased_is_noted_once_it_is_stored_and_not_where_that_failed(people, tmp_path):
    people.store.listen(erased.listener(tmp_path))
    with pytest.raises(RuntimeError), people.store.writing() as session:
        workshop.erase(session, session.get(Workshop, people.workshop))
        raise RuntimeError
    assert erased.noted(tmp_path) is None
    erase(people)
    assert erased.noted(tmp_path) == {people.workshop}
    assert (tmp_path / "erased.txt").stat().st_mode & 0o777 == 0o600
    other = new_id()
    erased.note(tmp_path, [other])
    assert erased.noted(tmp_path) == {people.workshop, other}
