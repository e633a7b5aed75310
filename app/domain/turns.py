"""Whose turn it is to compute: a flood from one address waits for itself, and everybody else is served in between."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.tries import network
from app.refusals import TooFast

BUSY_S = 2


class Turns:
    """Who may compute now: `together` at the same time, one of each address, and the addresses in turn.

    A password takes a tenth of a second of a processor and 64 MiB. A flood of them from one address waits for itself.
    """

    def __init__(self, together: int, most_waiting: int = 200):
        self.together, self.most_waiting = together, most_waiting
        self._lock = threading.Lock()
        self._running: set[str] = set()
        self._queues: OrderedDict[str, list[threading.Event]] = OrderedDict()

    @contextmanager
    def turn(self, address: str | None) -> Iterator[None]:
        """Wait for one's turn; raises TooFast where too many of the same address, or in all, are waiting."""
        place = network(address)
        with self._lock:
            mine = self._waits(place)
        try:
            if mine is not None:
                mine.wait()
            yield
        finally:
            with self._lock:
                self._leave(place, mine)

    def _waits(self, place: str) -> threading.Event | None:
        """An event to wait for, or None where the turn has come already."""
        if place not in self._running and len(self._running) < self.together:
            self._running.add(place)
            return None
        queue = self._queues.setdefault(place, [])
        waiting = sum(map(len, self._queues.values()))
        # The last places are for addresses that have nobody in the line yet.
        if len(queue) >= self.most_waiting // 4 or (queue and waiting >= self.most_waiting):
            raise TooFast(retry_after=BUSY_S)
        queue.append(threading.Event())
        return queue[-1]

    def _leave(self, place: str, mine: threading.Event | None) -> None:
        """Hand the turn to the next address; who gave up before it came leaves the line."""
        queue = self._queues.get(place, [])
        if mine in queue:
            queue.remove(mine)
        else:
            self._running.discard(place)
        for next_place in list(self._queues):
            if not self._queues[next_place]:
                del self._queues[next_place]
            elif next_place not in self._running and len(self._running) < self.together:
                self._running.add(next_place)
                self._queues[next_place].pop(0).set()
                self._queues.move_to_end(next_place)
