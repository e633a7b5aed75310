"""Transactions: the one way to read and the one way to write, on both databases, and what is told after a commit."""

import sqlite3
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from psycopg.errors import ReadOnlySqlTransaction
from psycopg.pq import TransactionStatus
from sqlalchemy import create_engine, event
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, TimeoutError
from sqlalchemy.orm import Session

from app.refusals import Invalid, Refusal, Unavailable
from app.storage.wiping import Wiper

BUSY_S, BUSY_AGAIN_S = 5.0, 0.01
"""How long to wait for another process that writes to the same SQLite file, and how often to ask."""
SLOW_S, SLOW_FOR_S = 0.005, 1.0
"""A commit that takes longer has the next ones, for so long, made by a thread."""
MOST_TOGETHER = 50
"""So many deeds share a transaction at most: the others wait while they are done."""
POSTGRESQL = {
    "connect_timeout": 5,
    # A host that is gone without a word is found out by TCP.
    **{"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000},
    # So that a process that hangs in the middle of something does not hold everybody else for ever.
    "options": "-c lock_timeout=15s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s",
}
"""How long PostgreSQL is waited for; whoever waits in vain gets Unavailable."""
JSON = {"json_serializer": lambda value: orjson.dumps(value).decode(), "json_deserializer": orjson.loads}


class Store:
    """The database of one process. `url` is a SQLAlchemy URL of SQLite or PostgreSQL (psycopg).

    Each session carries `info["secret_key"]`, with which the keys of open polls' ballots are made.
    offload(fn): how to wait for SQLite's disk without stopping everybody else; psycopg lets others go on by itself.
    """

    def __init__(self, url, secret_key, offload=lambda deed: deed()):
        self._lines, self._order = {}, threading.Lock()
        self._info = {"secret_key": secret_key.encode()}
        self.sqlite = url.startswith("sqlite")
        if self.sqlite:
            engine = _sqlite(url)
            self._disk = Disk(offload)
            engine.dialect.do_commit = lambda connection: self._disk.wait(connection.commit)
            self._read = engine
            self._write = engine.execution_options(writing=True)
        else:
            engine = create_engine(
                url,
                **JSON,
                connect_args=POSTGRESQL,
                pool_size=10,
                max_overflow=20,
                pool_timeout=10,
                pool_pre_ping=True,
                hide_parameters=True,
            )
            self._read = engine.execution_options(isolation_level="REPEATABLE READ")
            self._write = engine
            event.listen(engine, "handle_error", _fresh_after_read_only)
        self.engine = engine
        event.listen(engine, "checkin", _left_clean)
        self._listeners = []
        self.writers = 0
        # Without it a greenlet that yields inside BEGIN IMMEDIATE freezes the hub until busy_timeout: tried.
        self._turn = threading.Lock() if self.sqlite else None
        self._wiper = Wiper(self._sole, offload) if self.sqlite else None

    def listen(self, listener):
        """`listener(said)` hears, after each commit, the list of what was said in it, in order."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self, *, gives_way=False):
        """A session that sees one moment of the database and writes nothing.

        gives_way: it reads so much that others have to go on meanwhile. They do before each statement, as they do with
        psycopg by itself; what it sees stays the one moment.
        """
        with _refusing_outages(), Session(self._read, autoflush=False, info=self._info) as session:
            if gives_way:
                event.listen(session.connection(), "before_cursor_execute", lambda *_: time.sleep(0))
            yield session
            session.rollback()

    @contextmanager
    def writing(self):
        """A session whose changes are on disk when the block ends, and announced after that; then `wipe` is heeded.

        Raises Unavailable when they could not be stored; nothing is announced then.
        """
        with self._alone(), _refusing_outages(), Session(self._write, info=self._info) as session:
            yield session
            session.commit()
            spoken, wipes = session.info.pop("said", []), session.info.pop("wipe", False)
        try:
            self._announce(spoken)
        finally:
            self._wipe(wipes)

    def write(self, deed, place):
        """deed(session), its changes on disk and announced when this returns; raises what it raises, or Unavailable.

        Deeds of the same `place` that come while one transaction is being stored share the next one, in the order in
        which they came, each in a savepoint of its own: one that fails takes no other along. (SQLite has one writer,
        so there all of them share.) A deed may be done twice, when the first time could not be stored.
        """
        line = "" if self.sqlite else place
        job = _Job(deed)
        with self._order:
            leads = line not in self._lines
            self._lines.setdefault(line, deque()).append(job)
        if not leads:
            job.turn.wait()
        elif self.sqlite:
            time.sleep(0)  # nothing below lets others go on: who asks in this moment comes along
        if not job.done:
            self._lead(line)
        if job.error is not None:
            raise job.error
        return job.result

    def _lead(self, line):
        """Do what waits in this line, hand it over to the next, and only then announce."""
        waiting, jobs = self._lines[line], []
        try:
            with self._alone():
                jobs = [waiting.popleft() for _ in range(min(len(waiting), MOST_TOGETHER))]
                self._together(jobs)
        except BaseException:  # this greenlet or thread is ended; who waits for it must not wait for ever
            for job in jobs or [waiting.popleft()]:
                job.finish(Unavailable())
            raise
        finally:
            with self._order:
                if waiting:
                    waiting[0].turn.set()
                else:
                    del self._lines[line]
        try:
            self._announce([said for job in jobs for said in job.said])
        finally:
            for job in jobs:
                job.finish(job.error)
            self._wipe(any(job.wipes for job in jobs))

    def _together(self, jobs):
        try:
            if len(jobs) > 1:
                with self._write.connect() as connection, connection.begin() as transaction:
                    for job in jobs:
                        self._in_savepoint(job, connection, transaction)
                return
        except (DBAPIError, TimeoutError, Unavailable):
            pass  # nothing of it is stored: each once more, alone
        for job in jobs:
            job.attempt(Session(self._write, info=self._info))

    def _in_savepoint(self, job, connection, transaction):
        """SQLAlchemy's own savepoints cost more than most deeds. Raises Unavailable where all is lost with this one."""
        connection.exec_driver_sql("SAVEPOINT deed")
        job.attempt(Session(connection, join_transaction_mode="rollback_only", info=self._info))
        if isinstance(job.error, Unavailable) or not transaction.is_active:
            raise Unavailable()
        if job.error is not None:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT deed")
        connection.exec_driver_sql("RELEASE SAVEPOINT deed")

    def empty_log(self):
        """Empty SQLite's log, if nobody reads: what is deleted without `wipe` does not stay in it for ever."""
        if self._wiper:
            self._wiper.empty_log()

    def _wipe(self, wanted):
        if wanted and self._wiper:
            self._wiper.wipe()

    @contextmanager
    def _sole(self):
        """SQLite's own connection, outside a transaction, while nobody else here writes; it waits for no lock."""
        with self._alone(), self._write.connect() as connection:
            driver = connection.connection.driver_connection
            driver.execute("PRAGMA busy_timeout=0")
            try:
                yield driver
            finally:
                driver.execute(f"PRAGMA busy_timeout={BUSY_S * 1000:.0f}")

    @contextmanager
    def _alone(self):
        """SQLite's one writer; and counted, so that a process that ends waits for its writers."""
        self.writers += 1
        if self._turn:
            self._turn.acquire()
        try:
            yield
        finally:
            self.writers -= 1
            if self._turn:
                self._turn.release()

    def _announce(self, spoken):
        if spoken:
            for listener in self._listeners:
                listener(spoken)

    def ping(self):
        with self.reading() as session:
            session.connection().exec_driver_sql("SELECT 1")


class Disk:
    """How SQLite's disk is waited for. Whoever waits in C stops everybody: while it is slow a thread waits instead.

    Handing over costs as much as half a command, and three times the way to the others. Only the driver's own work may
    run in the thread: all other locks are the hub's, and a greenlet of one thread cannot wake another's.
    """

    def __init__(self, offload):
        self._offload, self._slow_until = offload, 0.0

    def wait(self, deed):
        def timed():
            begun = time.monotonic()
            return deed(), time.monotonic() - begun

        result, took = self._offload(timed) if time.monotonic() < self._slow_until else timed()
        if took > SLOW_S:
            self._slow_until = time.monotonic() + SLOW_FOR_S
        return result


@dataclass
class _Job:
    """A deed that waits for its transaction; `turn` is set when it is done, or to lead those behind it."""

    deed: Any
    turn: threading.Event = field(default_factory=threading.Event)
    done: bool = False
    result: Any = None
    error: BaseException | None = None
    said: list = field(default_factory=list)
    wipes: bool = False

    def attempt(self, session):
        """Do it in this session. What goes wrong is its own affair, unless the whole transaction is lost."""
        self.result = self.error = None
        self.said, self.wipes = [], False
        try:
            with _refusing_outages(), session:
                result = self.deed(session)
                session.commit()
        except Exception as error:
            self.error = error
        else:
            self.result, self.said = result, session.info.pop("said", [])
            self.wipes = session.info.pop("wipe", False)

    def finish(self, error):
        self.error, self.done = error, True
        self.turn.set()


def say(session, what):
    """Have `what` told to the listeners once the session's transaction is committed; forgotten if it is rolled back."""
    session.info.setdefault("said", []).append(what)


def wipe(session):
    """Have what this transaction deletes or overwrites leave SQLite's files, too, before its caller goes on."""
    session.info["wipe"] = True


@contextmanager
def _refusing_outages():
    try:
        yield
    except Refusal:
        raise
    except IntegrityError:
        raise
    except DataError as error:  # such as a letter that PostgreSQL cannot keep
        raise Invalid() from error
    except (DBAPIError, TimeoutError) as error:
        raise Unavailable() from error


def _fresh_after_read_only(context):
    """A session that may only read stays so although its database can be written to again: begin new ones."""
    if isinstance(context.original_exception, ReadOnlySqlTransaction):
        context.is_disconnect = True


def _left_clean(connection, _record):
    """A commit that failed, on a full disk or in a deadlock, leaves its transaction and SQLite's lock open."""
    if connection is None:
        return
    busy = connection.in_transaction if isinstance(connection, sqlite3.Connection) else _in_transaction(connection)
    if busy:
        connection.rollback()


def _in_transaction(connection):
    return not connection.closed and connection.info.transaction_status != TransactionStatus.IDLE


def _sqlite(url):
    engine = create_engine(url, **JSON, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _(connection, _record):
        connection.isolation_level = None  # the driver's own BEGIN comes too late and tears snapshots
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={BUSY_S * 1000:.0f}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection):
        writing = connection.get_execution_options().get("writing")
        (_begin_writing if writing else _begin_reading)(connection.connection.driver_connection)

    return engine


def _begin_reading(connection):
    connection.execute("BEGIN")


def _begin_writing(connection):
    """Lock first: a transaction that reads before it writes can fail with SQLITE_BUSY.

    Another process may hold the lock. SQLite's own waiting would stop the hub and everybody with it: ask again instead.
    """
    deadline = time.monotonic() + BUSY_S
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while not _locked(connection):
            if time.monotonic() > deadline:
                raise Unavailable()
            time.sleep(BUSY_AGAIN_S)
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_S * 1000:.0f}")


def _locked(connection):
    """Whether it is our turn to write now."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise Unavailable() from error
    return True
