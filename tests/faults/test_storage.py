"""Storage goes away, is full, or takes no writing: a clear no, reading goes on, and it recovers by itself."""

import contextlib

import pytest

from tests.faults.bench import Bench
from tests.faults.disks import READ_ONLY, FileLimit, nothing, small_disk
from tests.faults.room import BusyRoom
from tests.live.client import Live, Shared
from tests.waiting import until


def test_a_room_outlasts_a_database_that_is_started_anew(server, postgresql, migrated_postgresql):
    product = server(database_url=postgresql.database(template=migrated_postgresql))
    with contextlib.closing(BusyRoom(product.url)) as room:

        def refused():
            return sum(person.refusals["unavailable"] for person in room.people)

        def restart():
            before = refused()
            postgresql.stop()
            try:
                until(lambda: refused() > before, seconds=30)
            finally:
                postgresql.start()

        for _ in range(2):
            room.outlast(restart)
        room.count()


@pytest.fixture(params=["full disk", "disk that takes nothing", *READ_ONLY])
def storage(request, tmp_path):
    """Something of `disks`; taken away after the server, which lives on it."""
    if request.param == "full disk":
        with small_disk(tmp_path / "disk") as disk:
            yield disk
    elif request.param == "disk that takes nothing":
        yield FileLimit(tmp_path / "disk", nothing)
    else:
        cluster = request.getfixturevalue("postgresql")
        url = cluster.database(template=request.getfixturevalue("migrated_postgresql"))
        yield READ_ONLY[request.param](cluster, url)
        cluster.drop(url)


@contextlib.contextmanager
def nothing_stored(storage, product, bench):
    """A little may still fit in; then all writing is refused, until the end of the block."""
    storage.fail(product)
    try:
        until(lambda: set(bench.attempt().values()) == {"unavailable"}, seconds=30)
        yield
    finally:
        storage.mend(product)


def test_what_cannot_be_stored_is_not_acknowledged_and_is_again_once_it_can(storage, server):
    product = server(**storage.options)
    with contextlib.closing(Bench(product.url)) as bench:
        with nothing_stored(storage, product, bench):
            bench.check()
            assert set(bench.attempt().values()) == {"unavailable"}
            bench.check()
        bench.recover()


def test_who_has_not_been_here_yet_can_read_although_nothing_can_be_stored(storage, server):
    """Not even that they were seen today."""
    product = server(**storage.options)
    with contextlib.closing(Bench(product.url)) as bench:
        workshop, japan = bench.workshop, bench.workshop.rooms["JP"]
        door, token = workshop.http("JP-01"), workshop.http("JP-02").token
        with nothing_stored(storage, product, bench), contextlib.closing(Live(product.url, token)) as line:
            assert door.snapshot(japan) == line.enter(japan)["snapshot"] == workshop.snapshot("JP")


@contextlib.contextmanager
def words_unsaved(product):
    """A bench with words that are stored, and that the board has not heard of."""
    with contextlib.closing(Bench(product.url)) as bench:
        bench.type()
        bench.type()
        yield bench


def test_a_server_that_is_stopped_while_nothing_can_be_stored_goes_in_order_and_loses_no_word(storage, server):
    product = server(**storage.options)
    with words_unsaved(product) as bench:
        with nothing_stored(storage, product, bench):
            code = product.stop()
        product.start()
        assert bench.bodies() == {bench.typing: bench.typed, bench.setting: bench.whole}
        assert code == 0


@pytest.mark.parametrize("storage", ["full disk", "read-only database", "read-only cluster"], indirect=True)
def test_a_server_that_is_started_while_nothing_can_be_stored_shows_what_it_acknowledged(storage, server):
    """The words of a killed one wait to be saved: those who read need not."""
    product = server(**storage.options)
    with words_unsaved(product) as bench:
        with nothing_stored(storage, product, bench):
            product.kill()
            product.start()
            assert Shared(bench.workshop.line(), f"card:{bench.typing}").read("body") == bench.typed
        until(lambda: bench.bodies() == {bench.typing: bench.typed, bench.setting: bench.whole})
