"""Redis hangs, or is away: people go on, and afterwards those at the other process catch up without waiting."""

import statistics
import time

import pytest
import requests

from tests.waiting import until

ACKNOWLEDGED_S, CAUGHT_UP_S = 1.0, 8


@pytest.fixture
def reader(near, far):
    """KR-02, in the room on the second process."""
    line = far(near.http("KR-02").token)
    line.enter(near.rooms["KR"])
    return line


def writes(near, cards):
    """KR-01 adds cards on the first process: (the number of the last one, seconds each took)."""
    line, took = near.sit("KR-01"), []
    for number in range(cards):
        begun = time.monotonic()
        seq = line.room(near.rooms["KR"], "card.add", title=f"Card {number}")["seq"]
        took.append(time.monotonic() - begun)
    return seq, took


def heard(line):
    """The numbers of the events it heard, each once, in the order in which they came first."""
    return list(dict.fromkeys(event["seq"] for event in line.events()))


def test_while_redis_hangs_commands_are_acknowledged_and_afterwards_all_is_heard_in_order(
    processes, near, reader, redis_server
):
    before = reader.settle()["seq"][f"room:{near.rooms['KR']}"]
    with redis_server.hanging():
        last, took = writes(near, 10)
        assert statistics.median(took) < ACKNOWLEDGED_S
        until(lambda: any("out of reach" in line for line in processes[0].stdout))
        assert reader.settle()["seq"][f"room:{near.rooms['KR']}"] == last
    reader.until(lambda: heard(reader)[-1:] == [last], seconds=CAUGHT_UP_S)
    assert heard(reader) == list(range(before + 1, last + 1))


def test_while_redis_hangs_the_process_lives_and_is_not_ready(processes, redis_server):
    with redis_server.hanging():
        for process in processes:
            begun = time.monotonic()
            assert requests.get(f"{process.url}/readyz", timeout=20).status_code == 503
            assert time.monotonic() - begun < 10
            assert requests.get(f"{process.url}/healthz", timeout=20).status_code == 200
    until(lambda: all(requests.get(f"{process.url}/readyz", timeout=20).ok for process in processes))


def test_whoever_missed_something_while_redis_was_away_is_told_how_far_the_room_is(near, reader, redis_server):
    room = f"room:{near.rooms['KR']}"
    redis_server.stop()
    try:
        last, _ = writes(near, 3)
    finally:
        redis_server.start()
    reader.until(lambda: [told for told in reader.told("clock") if told["seq"][room] >= last], seconds=CAUGHT_UP_S)


def test_people_of_the_other_process_are_not_taken_for_gone_because_redis_hung(near, reader, redis_server):
    here = near.sit("KR-01")
    theirs = near.member("KR-02")
    with redis_server.hanging():
        writes(near, 1)
    assert [one["away"] for one in here.enter(near.rooms["KR"])["present"] if one["member"] == theirs] == [False]
