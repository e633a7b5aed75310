"""Two processes on one PostgreSQL and one Redis: whichever door a command came by, everybody hears it once."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from tests.live.client import Live, Shared, new_id
from tests.live.workshop import Workshop
from tests.servers import Product
from tests.waiting import until

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def processes(tmp_path_factory, postgresql, migrated_postgresql, redis_server):
    """Two that share a PostgreSQL, a Redis and a secret key."""
    shared = {
        "database_url": postgresql.database(template=migrated_postgresql),
        "redis_url": redis_server.url,
        "env": {"SECRET_KEY": "the same in both processes", "OPEN_REGISTRATION": "1"},
    }
    with contextlib.ExitStack() as stack:
        started = []
        for number in (1, 2):
            started.append(Product(data_dir=tmp_path_factory.mktemp(f"process-{number}"), **shared).start())
            stack.callback(started[-1].stop)
        yield started


@pytest.fixture
def pair(processes):
    """(a workshop on the first process, the second process)."""
    first, second = processes
    with contextlib.closing(Workshop(first.url)) as workshop:
        workshop.start("shape")
        yield workshop, second


@pytest.fixture
def there(pair):
    """`there(reference)`: somebody who has entered on the second process."""
    workshop, second = pair
    with contextlib.ExitStack() as stack:

        def sit(reference):
            line = stack.enter_context(contextlib.closing(Live(second.url, workshop.http(reference).token)))
            line.enter(workshop.theirs(reference))
            return line

        yield sit


def test_commands_on_both_processes_give_numbers_without_holes_and_all_hear_all(pair, there):
    workshop, _ = pair
    room = workshop.rooms["KR"]
    lines = [*workshop.sit("KR-01", "KR-02"), there("KR-03"), there("KR-04")]
    before = lines[0].settle()["seq"][f"room:{room}"]

    def write(writer):
        return [lines[writer].room(room, "card.add", title=f"{writer}/{number}")["seq"] for number in range(15)]

    with ThreadPoolExecutor(4) as pool:
        numbers = list(chain.from_iterable(pool.map(write, range(4))))
    wanted = list(range(before + 1, before + 61))
    assert sorted(numbers) == wanted
    for line in lines:
        line.until(lambda line=line: len(line.events()) >= 60)
        assert sorted(event["seq"] for event in line.events()) == wanted


def test_the_same_command_on_both_processes_is_done_once(pair, there):
    workshop, _ = pair
    room, id = workshop.rooms["KR"], new_id()
    lines = [workshop.line("KR-01"), there("KR-01")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda line: line.command("room", room, "card.add", {"title": "Once"}, id=id), lines))
    assert answers[0] == answers[1]
    assert [card["title"] for card in workshop.snapshot()["cards"]] == ["Once"]


def test_two_people_on_two_processes_write_in_one_text(pair, there):
    workshop, _ = pair
    card = workshop.card("Carers")
    here = Shared(workshop.line("KR-01"), f"card:{card}")
    far = Shared(there("KR-02"), f"card:{card}")
    here.type("title", "Insure ")
    far.type("title", "!", at=len("Carers"))
    for editor in (here, far):
        until(lambda editor=editor: editor.hear() or editor.read("title") == "Insure Carers!")


def test_what_is_mine_comes_to_my_tabs_on_either_process(pair, there):
    workshop, _ = pair
    tab = there("KR-01")
    workshop.line("KR-01").room(workshop.rooms["KR"], "ready.set", done=True)
    tab.until(lambda: [mine for mine in tab.told("mine") if mine["ready"] is True])


def test_guests_are_shut_out_of_either_process_when_the_plenary_is_over(pair, there):
    workshop, second = pair
    room = workshop.rooms["KR"]
    workshop.start("plenary")
    with contextlib.closing(Live(second.url, workshop.http("JP-01").token)) as guest:
        guest.enter(room)
        workshop.start("shape", "KR")
        guest.until(lambda: not guest.open)
        assert guest.told("goodbye") == [{"reason": "shut"}]


def test_while_redis_is_away_nothing_is_lost_and_the_clock_tells_who_missed_it(pair, there, redis_server):
    workshop, _ = pair
    room, far = workshop.rooms["KR"], there("KR-02")
    since = far.settle()["seq"][f"room:{room}"]
    redis_server.stop()
    try:
        workshop.line("KR-01").room(room, "card.add", title="Nobody told them")
        assert far.settle()["seq"][f"room:{room}"] == since + 1
        assert [event["type"] for event in far.enter(room, since=since)["events"]] == ["card.added"]
    finally:
        redis_server.start()
    near = workshop.line("KR-01")
    until(
        lambda: near.room(room, "hand.raise", note=new_id()) and [e for e in far.events() if e["type"] == "hand.raised"]
    )
