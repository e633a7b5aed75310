"""A database that does not answer is not waited for without end."""

import socket
import threading
import time

import pytest

from app.refusals import Unavailable
from app.storage.session import Store
from app.web.health import Question


def test_a_database_that_takes_connections_and_never_answers_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = Store(f"postgresql+psycopg://concord@127.0.0.1:{silent.getsockname()[1]}/concord", "key")
        begun = time.monotonic()
        with pytest.raises(Unavailable):
            store.ping()
        assert time.monotonic() - begun < 15


def test_nobody_waits_without_end_for_a_lock_that_another_process_holds(postgresql, migrated_postgresql):
    store = Store(postgresql.database(template=migrated_postgresql), "key")
    with store.writing() as session:
        limits = [session.connection().exec_driver_sql(f"SHOW {name}_timeout").scalar() for name in NAMES]
    assert limits == ["15s", "1min", "1min"]
    store.engine.dispose()


NAMES = ("lock", "statement", "idle_in_transaction_session")


def test_whoever_asks_whether_it_is_ready_has_an_answer_although_the_database_hangs():
    hangs = threading.Event()
    question = Question(hangs.wait)
    with pytest.raises(Unavailable):
        question.answer(0.1)
    assert question.open
    hangs.set()
    question.answer()
