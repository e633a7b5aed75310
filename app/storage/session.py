"""Transactions: the one way to read and the one way to write, on both databases, and what is told after a commit."""

import sqlite3
import threading
import time
from contextlib import contextmanager

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, TimeoutError
from sqlalchemy.orm import Session

from app.refusals import Invalid, Refusal, Unavailable

BUSY_S, BUSY_AGAIN_S = 5.0, 0.01
"""How long to wait for another process that writes to the same SQLite file, and how often to ask."""


class Store:
    """The database of one process. `url` is a SQLAlchemy URL of SQLite or PostgreSQL (psycopg).

    Each session carries `info["secret_key"]`, with which the keys of open polls' ballots are made.
    """

    def __init__(self, url, secret_key):
        self._info = {"secret_key": secret_key.encode()}
        self.sqlite = url.startswith("sqlite")
        if self.sqlite:
            engine = _sqlite(url)
            self._read = engine
            self._write = engine.execution_options(writing=True)
        else:
            engine = create_engine(
                url, pool_size=10, max_overflow=20, pool_timeout=10, pool_pre_ping=True, hide_parameters=True
            )
            self._read = engine.execution_options(isolation_level="REPEATABLE READ")
            self._write = engine
        self.engine = engine
        self._listeners = []
        self.writers = 0
        # Without it a greenlet that yields inside BEGIN IMMEDIATE freezes the hub until busy_timeout: tried.
        self._turn = threading.Lock() if self.sqlite else None

    def listen(self, listener):
        """`listener(said)` hears, after each commit, the list of what was said in it, in order."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self):
        """A session that sees one moment of the database and writes nothing."""
        with _refusing_outages(), Session(self._read, autoflush=False, info=self._info) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self):
        """A session whose changes are on disk when the block ends, and announced after that.

        Raises Unavailable when they could not be stored; nothing is announced then.
        """
        self.writers += 1
        if self._turn:
            self._turn.acquire()
        try:
            with _refusing_outages(), Session(self._write, info=self._info) as session:
                yield session
                session.commit()
                spoken = session.info.pop("said", [])
        finally:
            self.writers -= 1
            if self._turn:
                self._turn.release()
        if spoken:
            for listener in self._listeners:
                listener(spoken)

    def ping(self):
        with self.reading() as session:
            session.connection().exec_driver_sql("SELECT 1")


def say(session, what):
    """Have `what` told to the listeners once the session's transaction is committed; forgotten if it is rolled back."""
    session.info.setdefault("said", []).append(what)


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


def _sqlite(url):
    engine = create_engine(url, hide_parameters=True)

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
