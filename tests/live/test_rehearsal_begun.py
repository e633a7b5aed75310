"""A rehearsal that the server plays: its delegates come in and write, and all of it goes with whoever goes first."""

import contextlib

import pytest

from tests.live.client import Http, Refused
from tests.live.workshop import Workshop
from tests.players import players, plays, words
from tests.waiting import until

SLOW_S = 60


@contextlib.contextmanager
def begun(server, **options):
    """(the product, a workshop on it, its rehearsal as the API tells it)"""
    product = server(**options)
    with contextlib.closing(Workshop(product.url)) as made:
        told = made.organiser.post(f"/workshops/{made.id}/rehearsal", {"speed": 100})
        copy = made.organiser.get(f"/workshops/{told['id']}")
        yield product, made, copy


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_delegates_come_in_write_and_are_gone_with_the_rehearsal(server, async_mode):
    with begun(server, async_mode=async_mode) as (product, workshop, copy):
        ours = workshop.organiser
        gather = next(stage["id"] for stage in copy["programme"] if stage["kind"] == "gather")
        ours.command("workshop", copy["id"], "stage.start", {"stage": gather})
        rooms = [room["id"] for room in copy["rooms"]]
        until(lambda: all(ours.snapshot(room)["private"]["total"] for room in rooms), seconds=SLOW_S)
        (player,) = players(product)
        assert copy["id"] in words(player) and not [word for word in words(player) if "token" in word.lower()]
        assert ours.ask("DELETE", f"/workshops/{workshop.id}/rehearsal").status_code == 204
        until(lambda: not players(product), seconds=SLOW_S)
        assert workshop.snapshot()["cards"] == []
        assert [line for line in product.stdout if "rehearsal" in line.lower() or "Traceback" in line] == []


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_who_plays_goes_with_the_server_and_the_rehearsal_can_be_removed_after_that(server, how):
    with begun(server) as (product, workshop, copy):
        (player,) = players(product)
        getattr(product, how)()
        until(lambda: not plays(player), seconds=SLOW_S)
        product.start()
        at = f"/workshops/{workshop.id}/rehearsal"
        told = Http(product.url, workshop.organiser.token).get(at)
        assert (told["id"], told["state"]) == (copy["id"], "over" if how == "stop" else "playing")
        assert workshop.organiser.ask("DELETE", at).status_code == 204
        with pytest.raises(Refused, match="not_found"):
            workshop.organiser.get(f"/workshops/{copy['id']}")
