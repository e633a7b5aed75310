"""While the database is away no console and no big screen is told; once it is back both are, without another event."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from app.live.outbox import Outbox
from app.refusals import Unavailable


class Away:
    """A store that cannot be read the first `times`."""

    def __init__(self, times):
        self.times = times

    def listen(self, _):
        pass

    @contextmanager
    def reading(self):
        self.times -= 1
        if self.times >= 0:
            raise Unavailable()
        yield SimpleNamespace(get=lambda table, id: SimpleNamespace(id=id))


@pytest.fixture
def outbox(monkeypatch):
    told = []
    server = SimpleNamespace(emit=lambda name, line, to: told.append((name, to)), sleep=lambda _: None)
    made = Outbox(server, SimpleNamespace(store=Away(2)), None)
    made.told = told
    monkeypatch.setattr(made, "desk", lambda session, room: {"id": room.id})
    monkeypatch.setattr(made, "sight", lambda session, workshop: {"id": workshop.id})
    return made


def test_a_tile_that_could_not_be_read_is_told_in_a_later_round(outbox):
    for room in ("KR", "JP", "MY"):
        outbox.touch(room)
    for _ in range(2):
        with pytest.raises(Unavailable):
            outbox.tiles()
    outbox.tiles()
    assert sorted(to for name, to in outbox.told if name == "tile") == ["tile:JP", "tile:KR", "tile:MY"]
    outbox.tiles()
    assert len(outbox.told) == 6


def test_a_big_screen_that_could_not_be_read_is_told_in_a_later_round(outbox):
    outbox._to_show.add("one")
    for _ in range(2):
        with pytest.raises(Unavailable):
            outbox.screens()
    outbox.screens()
    assert outbox.told == [("screen", "screen:one")]
