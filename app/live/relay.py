"""The wire between processes: one subscription, and one queue of what is to be published. Nobody waits for Redis.

What is said is put into the queue and published by a task of its own, in order. While Redis is away it waits there;
when there is no more room, the oldest is dropped. What may have been missed is never guessed: `missed` is called after
every new subscription, and `dropped` when something was; then the database is looked at.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

import structlog

from app.domain.meters import DROPPED, WAITING
from app.storage.queue import queue

LOG = structlog.get_logger()
MOST_BYTES = 8 * 1024 * 1024
TOGETHER = 100
"""So many messages are published in one round trip."""
AGAIN_S = 0.5
SILENT_S = 10.0
"""Each process hears its own beats: after so long without any message the subscription is dead, whatever TCP says."""


class Wire:
    """say(channel, bytes) never waits. on(channel, hear): hear(bytes) is called for each message, in order."""

    def __init__(self, url: str):
        self._redis = queue(url)
        self._hear: dict[bytes, Callable] = {}
        self._waiting: deque = deque()
        self._bytes = 0
        self._wake = threading.Event()
        self._lost = False
        self.heard_at = time.monotonic()
        self.missed: Callable = lambda: None
        self.dropped: Callable = lambda: None

    def on(self, channel: str, hear: Callable) -> None:
        self._hear[channel.encode()] = hear

    def say(self, channel: str, message: bytes) -> None:
        self._waiting.append((channel, message))
        self._bytes += len(message)
        self._make_room()
        self._wake.set()

    def _make_room(self):
        while self._bytes > MOST_BYTES and self._waiting:
            _, oldest = self._waiting.popleft()
            self._bytes -= len(oldest)
            self._lost = True
            DROPPED.inc()
        WAITING.set(len(self._waiting))

    def publish(self) -> None:
        """Publish what waits, for ever."""
        away = False
        while True:
            self._wake.wait()
            self._wake.clear()
            while self._waiting:
                reached = self._published(away)
                if away and reached:
                    LOG.info("the queue between the processes is back")
                away = not reached
                if away:
                    time.sleep(AGAIN_S)
            if self._lost:
                self._lost = False
                self.dropped()

    def _published(self, away):
        """Whether the oldest were published. Where that is not known, they are once more: hearers drop what is old."""
        batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), TOGETHER))]
        try:
            if away:
                self._redis.ping()  # a Redis that hangs would do all that was tried meanwhile once it goes on
            with self._redis.pipeline(transaction=False) as pipe:
                for channel, message in batch:
                    pipe.publish(channel, message)
                pipe.execute()
        except Exception as error:  # of Redis, of the network, or for lack of a descriptor
            if not away:
                LOG.warning("the queue between the processes is out of reach", why=str(error))
            self._waiting.extendleft(reversed(batch))
            self._make_room()
            return False
        self._bytes -= sum(len(message) for _, message in batch)
        WAITING.set(len(self._waiting))
        return True

    def listen(self) -> None:
        """Hear what the others say, for ever: a lost subscription is made again at once, then ever more slowly."""
        pause = 0.0
        while True:
            begun = self.heard_at
            try:
                self._follow()
            except Exception as error:
                LOG.warning("the subscription was lost", why=str(error))
            pause = 0.0 if self.heard_at > begun else min(pause + 0.1, 1.0)
            time.sleep(pause)

    def _follow(self):
        with self._redis.pubsub() as line:
            line.subscribe(*self._hear)
            answered = time.monotonic()
            confirmed = 0
            while True:
                message = line.get_message(timeout=1.0)
                if message is None:
                    if time.monotonic() - answered > SILENT_S:
                        raise TimeoutError("nothing was heard for too long")
                    continue
                answered = self.heard_at = time.monotonic()
                if message["type"] == "subscribe":
                    confirmed += 1
                    if confirmed == len(self._hear):
                        self.missed()
                elif message["type"] == "message":
                    self._heard(message)

    def _heard(self, message):
        try:
            self._hear[message["channel"]](message["data"])
        except Exception:
            LOG.exception("a message of another process could not be used")
