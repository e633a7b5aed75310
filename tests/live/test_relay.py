"""What is said to other processes: nobody waits for it, its order is kept, and what finds no room is counted."""

import threading
import time

import pytest
import redis

from app.domain.meters import DROPPED
from app.live import relay
from tests.waiting import until

CHANNEL = "a channel"


@pytest.fixture
def line(redis_url):
    """(a Wire whose queue is being published, what others hear of it)."""
    made = relay.Wire(redis_url)
    threading.Thread(target=made.publish, daemon=True).start()
    with redis.Redis.from_url(redis_url).pubsub(ignore_subscribe_messages=True) as others:
        others.subscribe(CHANNEL)
        others.get_message(timeout=1)
        yield made, others


def heard(others, count):
    """At least so many messages, each once, in the order in which they came first."""
    told = {}

    def enough():
        while message := others.get_message(timeout=0.1):
            told[message["data"]] = True
        return len(told) >= count

    until(enough)
    return list(told)


def test_what_is_said_while_redis_hangs_is_heard_in_order_afterwards(line, redis_server):
    said, others = line
    words = [b"%d" % number for number in range(500)]
    with redis_server.hanging():
        begun = time.monotonic()
        for word in words:
            said.say(CHANNEL, word)
        assert time.monotonic() - begun < 1
    assert heard(others, 500) == words


def test_the_oldest_gives_way_when_there_is_no_more_room_and_somebody_learns_it(line, redis_server):
    said, others = line
    told, before = threading.Event(), DROPPED._value.get()
    said.dropped = told.set
    page = relay.MOST_BYTES // 8
    with redis_server.hanging():
        said.say(CHANNEL, b"first" * 10)
        until(lambda: not said._waiting)
        for number in range(12):
            said.say(CHANNEL, b"%d" % (number % 10) * page)
        assert DROPPED._value.get() > before
    assert told.wait(10)
    assert heard(others, 1)
