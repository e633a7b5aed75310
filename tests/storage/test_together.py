"""Deeds of one moment share a transaction: all are on disk before any is answered, and none takes another along."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.domain.clock import now
from app.refusals import Forbidden, Unavailable
from app.storage.session import SLOW_FOR_S, Disk, Store, say
from app.storage.tables import Account, Base
from tests.waiting import until

PLACE = "one place"


class Desk:
    """Writers of one place. The first is not stored before `gate` opens; others gather behind it."""

    def __init__(self, url):
        self.gate, self.commits, self.heard = threading.Event(), 0, []
        self.store = Store(url, "key")
        self.store.listen(self.heard.append)
        self.failing = set()
        event.listen(self.store.engine, "commit", self._committing)
        self.answers, self.threads = {}, []

    def _committing(self, connection):
        self.commits += 1
        if self.commits in self.failing:
            raise OperationalError("COMMIT", {}, Exception("deadlock"))

    def write(self, name, *, email=None, after=lambda: None):
        """Start to write an account of this name; `after` runs at the end of the deed. Returns once it waits."""
        waiting = len(self.queued) + bool(self.threads)

        def deed(session):
            session.add(Account(email=f"{email or name}@example.org", name=name, created_at=now()))
            session.flush()
            self.gate.wait(10)
            say(session, name)
            after()
            return name

        def run():
            try:
                self.answers[name] = self.store.write(deed, PLACE)
            except BaseException as error:
                self.answers[name] = error

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()
        if len(self.threads) == 1:  # this one leads, and takes along whoever has come by then
            until(lambda: (self.store.writers and not self.queued) or name in self.answers)
        else:
            until(lambda: len(self.queued) + 1 > waiting or name in self.answers)

    @property
    def queued(self):
        return [job for line in list(self.store._lines.values()) for job in line]

    def finish(self):
        self.gate.set()
        for thread in self.threads:
            thread.join(10)
            assert not thread.is_alive(), "a writer waits for ever"
        with self.store.reading() as session:
            return set(session.scalars(select(Account.name)))


@pytest.fixture
def desk(database_url):
    desk = Desk(database_url)
    yield desk
    desk.gate.set()
    desk.store.engine.dispose()


def test_what_gathers_behind_one_transaction_shares_the_next(desk):
    for name in ("first", "second", "third", "fourth"):
        desk.write(name)
    assert desk.heard == [], "nothing is announced before it is stored"
    assert desk.answers == {}
    assert desk.finish() == {"first", "second", "third", "fourth"}
    assert desk.commits == 2
    assert desk.heard == [["first"], ["second", "third", "fourth"]]
    assert desk.answers == {name: name for name in ("first", "second", "third", "fourth")}


def test_one_that_fails_takes_no_other_along(desk):
    def refuse():
        raise Forbidden("no")

    desk.write("first")
    desk.write("second")
    desk.write("refused", after=refuse)
    desk.write("broken", after=lambda: 1 // 0)
    desk.write("second again")
    assert desk.finish() == {"first", "second", "second again"}
    assert isinstance(desk.answers["refused"], Forbidden)
    assert isinstance(desk.answers["broken"], ZeroDivisionError)
    assert [said for together in desk.heard for said in together] == ["first", "second", "second again"]


def test_one_that_is_there_already_takes_no_other_along(desk):
    desk.write("first")
    desk.write("second")
    desk.write("first again", email="first")
    desk.write("third")
    assert desk.finish() == {"first", "second", "third"}
    assert desk.commits == 3, "the others once more, each alone"
    assert isinstance(desk.answers["first again"], IntegrityError)


def test_what_could_not_be_stored_together_is_stored_one_by_one(desk):
    desk.failing = {2}
    for name in ("first", "second", "third"):
        desk.write(name)
    assert desk.finish() == {"first", "second", "third"}
    assert desk.commits == 4
    assert [said for together in desk.heard for said in together] == ["first", "second", "third"]


def test_what_cannot_be_stored_at_all_is_unavailable_and_not_announced(desk):
    desk.failing = {2, 3}
    for name in ("first", "second", "third"):
        desk.write(name)
    assert desk.finish() == {"first", "third"}
    assert isinstance(desk.answers["second"], Unavailable)
    assert [said for together in desk.heard for said in together] == ["first", "third"]


def test_whoever_is_ended_in_the_middle_leaves_nobody_waiting(desk):
    def end():
        raise SystemExit

    desk.write("first")
    desk.write("ended", after=end)
    desk.write("second")
    desk.gate.set()
    until(lambda: len(desk.answers) == 3)
    assert isinstance(desk.answers["ended"], SystemExit)
    assert isinstance(desk.answers["second"], Unavailable)
    desk.write("third")
    assert desk.finish() == {"first", "third"}


def test_places_do_not_wait_for_each_other_where_the_database_has_many_writers(desk):
    desk.write("first")
    done = []
    other = threading.Thread(target=lambda: done.append(desk.store.write(lambda session: "done", "another place")))
    other.start()
    if not desk.store.sqlite:
        until(lambda: done)
    assert "first" not in desk.answers
    desk.finish()
    other.join(10)
    assert done == ["done"]


def test_only_while_the_disk_is_slow_a_thread_waits_for_it(monkeypatch):
    """Handing a commit over costs more than a quick one; one that takes long would stop everybody else."""
    handed, clock = [], SimpleNamespace(now=0.0)

    def offload(deed):
        handed.append(True)
        return deed()

    def takes(seconds):
        clock.now += seconds
        return seconds

    monkeypatch.setattr("app.storage.session.time", SimpleNamespace(monotonic=lambda: clock.now))
    disk, seen = Disk(offload), []
    for seconds in (0.001, 0.02, 0.02, 0.001, SLOW_FOR_S, 0.001):
        assert disk.wait(lambda seconds=seconds: takes(seconds)) == seconds
        seen.append(len(handed))
    clock.now += SLOW_FOR_S
    disk.wait(lambda: None)
    assert (*seen, len(handed)) == (0, 0, 1, 2, 3, 4, 4)


def test_only_the_driver_commits_in_the_thread(tmp_path):
    """Whatever else took a lock there would wait for a greenlet of another thread."""
    threads, here = [], threading.get_ident()

    def offload(deed):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(deed).result()

    store = Store(f"sqlite:///{tmp_path / 'one.db'}", "key", offload)
    Base.metadata.create_all(store.engine)
    store._disk._slow_until = time.monotonic() + 60
    event.listen(store.engine, "commit", lambda _: threads.append(threading.get_ident()))
    event.listen(store.engine, "checkin", lambda *_: threads.append(threading.get_ident()))
    store.write(lambda session: session.connection(), PLACE)
    with store.writing() as session:
        session.connection()
    store.engine.dispose()
    assert set(threads) == {here} and len(threads) >= 4


def test_who_reads_at_length_lets_others_write_and_still_sees_one_moment(desk, monkeypatch):
    desk.gate.set()
    desk.write("first")
    desk.finish()
    turns = []

    def others_go_on(_):
        turns.append(len(turns))
        if len(turns) == 2:
            with desk.store.writing() as session:
                session.add(Account(email="second@example.org", name="second", created_at=now()))

    monkeypatch.setattr(time, "sleep", others_go_on)
    with desk.store.reading(gives_way=True) as session:
        seen = [session.scalars(select(Account.name)).all() for _ in range(3)]
    with desk.store.reading() as session:
        after = set(session.scalars(select(Account.name)))
    assert (seen, turns, after) == ([["first"]] * 3, [0, 1, 2], {"first", "second"})
