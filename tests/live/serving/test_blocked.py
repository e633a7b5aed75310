"""Somebody holds a lock in the database: whoever needs it waits, and nobody else does."""

import contextlib
import sqlite3
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import psycopg
import pytest

from tests.live.client import Refused
from tests.live.workshop import Workshop
from tests.waiting import until


def quick(url):
    """Ask whether it is alive; how long the answer took."""
    begun = time.monotonic()
    with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:
        assert answer.status == 200
    return time.monotonic() - begun


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_a_locked_room_of_postgresql_makes_nobody_else_wait(server, postgresql, migrated_postgresql, async_mode):
    url = postgresql.database(template=migrated_postgresql)
    product = server(database_url=url, async_mode=async_mode)
    with contextlib.closing(Workshop(product.url)) as workshop, ThreadPoolExecutor(8) as pool:
        workshop.start("shape")
        room, other = workshop.rooms["KR"], workshop.rooms["JP"]
        *lines, far = workshop.sit("KR-01", "KR-02", "KR-03", "KR-04", "KR-F", "KR-01", "KR-02", "KR-03", "JP-01")
        with psycopg.connect(url.replace("+psycopg", "")) as holder:
            holder.execute("SELECT 1 FROM room WHERE id = %s FOR UPDATE", [room])
            asked = [pool.submit(line.room, room, "card.add", title="Wait") for line in lines]
            # One waits in the database, and the others behind it.
            until(lambda: _waiting_for_locks(postgresql) == 1)
            assert median(quick(product.url) for _ in range(5)) < 1
            assert far.room(other, "card.add", title="Not held up")["data"]
            assert workshop.snapshot("KR")["cards"] == []
            assert [one.done() for one in asked] == [False] * 8
            holder.rollback()
        numbers = sorted(one.result(30)["seq"] for one in asked)
        assert numbers == list(range(numbers[0], numbers[0] + 8))


def _waiting_for_locks(cluster):
    with psycopg.connect(cluster.url("postgres", driver="")) as connection:
        return connection.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()[0]


@pytest.fixture(params=["eventlet", "gevent"])
def on_sqlite(request, server):
    """(product, workshop, a second process's connection to the same file)."""
    product = server(async_mode=request.param)
    with (
        contextlib.closing(Workshop(product.url)) as workshop,
        contextlib.closing(sqlite3.connect(product.data_dir / "concord.db", isolation_level=None)) as holder,
    ):
        workshop.start("shape")
        yield product, workshop, holder


def test_another_process_that_writes_to_sqlite_makes_only_writers_wait(on_sqlite):
    product, workshop, holder = on_sqlite
    room, (near, far) = workshop.rooms["KR"], workshop.sit("KR-01", "JP-01")
    with ThreadPoolExecutor(2) as pool:
        holder.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        asked = [
            pool.submit(near.room, room, "card.add", title="Wait"),
            pool.submit(far.room, workshop.rooms["JP"], "card.add", title="Wait, too"),
        ]
        times = []
        while time.monotonic() - begun < 1:
            times.append(quick(product.url))
            assert workshop.snapshot()["cards"] == []
        assert median(times) < 0.5
        assert [one.done() for one in asked] == [False, False]
        holder.execute("ROLLBACK")
        assert [bool(one.result(30)["data"]["card"]) for one in asked] == [True, True]


def test_who_has_waited_too_long_for_sqlite_is_told_and_nothing_is_kept(on_sqlite):
    _, workshop, holder = on_sqlite
    room, line = workshop.rooms["KR"], workshop.sit("KR-01")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused) as refused:
        line.room(room, "card.add", title="Too long")
    assert refused.value.code == "unavailable"
    holder.execute("ROLLBACK")
    assert workshop.snapshot()["cards"] == [] and line.events() == []
    line.room(room, "card.add", title="Now")
    assert [card["title"] for card in workshop.snapshot()["cards"]] == ["Now"]


def test_while_postgresql_is_away_the_server_says_so_and_comes_back(server, postgresql, migrated_postgresql):
    product = server(database_url=postgresql.database(template=migrated_postgresql))
    with contextlib.closing(Workshop(product.url)) as workshop:
        workshop.start("shape")
        room, line, door = workshop.rooms["KR"], workshop.sit("KR-01"), workshop.http("KR-02")
        assert _status(f"{product.url}/readyz") == 200
        postgresql.stop()
        try:
            assert _status(f"{product.url}/readyz") == 503
            assert median(quick(product.url) for _ in range(5)) < 1
            for ask in (line.room, door.room):
                with pytest.raises(Refused) as refused:
                    ask(room, "card.add", title="Nobody there")
                assert refused.value.code == "unavailable"
            answer = door.ask("GET", f"/rooms/{room}")
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
            assert "psycopg" not in answer.text and "connection" not in answer.text
        finally:
            postgresql.start()
        assert _status(f"{product.url}/readyz") == 200
        line.room(room, "card.add", title="Back")
        assert [card["title"] for card in workshop.snapshot()["cards"]] == ["Back"]


def _status(url):
    try:
        with urllib.request.urlopen(url, timeout=15) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
