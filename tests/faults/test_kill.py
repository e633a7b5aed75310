"""The server is killed in the middle of everybody's work, again and again: what it acknowledged is there, once."""

import contextlib
import os
import random
import time

import pytest

from tests.faults.room import BusyRoom
from tests.soaked import note

KILLS = int(os.environ.get("CONCORD_KILLS", "5"))
EACH = 5
"""So many kills a room goes through; a long soak begins a new one then, for a room has place for 500 cards."""


@pytest.mark.parametrize("kills", [min(EACH, KILLS - gone) for gone in range(0, KILLS, EACH)])
def test_a_room_outlasts_hard_kills_without_losing_or_doubling_anything(server, database_url, kills):
    product = server(database_url=database_url)

    def kill():
        time.sleep(random.uniform(0, 1))  # any moment may be the wrong one
        product.kill()
        product.start()

    with contextlib.closing(BusyRoom(product.url)) as room:
        for _ in range(kills):
            room.outlast(kill)
        room.count()
        note("kills", database_url, kills=kills, events=len(room.log()))
