"""A name that Socket.IO uses itself is an unknown message: nobody can declare themselves gone, or somebody else."""

import contextlib

import pytest

from tests.live.houses import kept_open
from tests.live.raw import Raw
from tests.live.workshop import Workshop

NAMES = ["connect", "disconnect", "connect_error", "*", "__disconnect_final", "message", "client:clock", ""]
WAYS = {
    "eventlet": {},
    "queues": {"FANOUT": "plain"},
    "gevent": {"SOCKETIO_ASYNC_MODE": "gevent"},
    "eventlet with Redis": {"REDIS_URL": True},
    "gevent with Redis": {"SOCKETIO_ASYNC_MODE": "gevent", "REDIS_URL": True},
}


@pytest.fixture(scope="module", params=WAYS)
def place(request, tmp_path_factory):
    """A workshop on a server that is served in this way."""
    way = dict(WAYS[request.param])
    if way.get("REDIS_URL"):
        way["REDIS_URL"] = request.getfixturevalue("redis_server").url
    with (
        kept_open(request, tmp_path_factory, "sqlite", **way) as product,
        contextlib.closing(Workshop(product.url)) as workshop,
    ):
        workshop.start("shape")
        yield workshop


@pytest.fixture
def raw(place):
    """`raw(reference)`: somebody's connection by hand, which has entered their room."""
    with contextlib.ExitStack() as stack:

        def sit(reference):
            line = stack.enter_context(contextlib.closing(Raw(place.url, place.http(reference).token)))
            assert line.ask("enter", {"room": place.theirs(reference)})["ok"]
            return line

        yield sit


def test_a_reserved_name_is_an_unknown_message_and_changes_nobody(place, raw):
    one = raw("KR-01")
    other = place.http("JP-01").token
    for name in NAMES:
        for data in ((), ({},), ({}, {"token": other}), ("client disconnect",)):
            assert one.ask(name, *data)["error"]["code"] == "invalid", name
    present = {who["name"] for who in one.ask("enter", {"room": place.rooms["KR"]})["present"] if not who["away"]}
    assert "KR-01" in present
    assert one.ask("enter", {"room": place.rooms["JP"]})["error"]["code"] == "not_found", "still KR-01, not JP-01"


@pytest.mark.parametrize("name", ["connect", "disconnect"])
def test_a_removed_delegate_who_has_declared_themselves_gone_hears_nothing_more(place, raw, name):
    reference = {"connect": "KR-02", "disconnect": "KR-03"}[name]
    gone, stays = raw(reference), place.sit("KR-01")
    gone.ask(name, {}, {"token": place.http("JP-01").token})
    place.run("member.remove", member=place.member(reference))
    card = place.card(f"Said after {reference} was removed")
    stays.until(lambda: [event for event in stays.events() if card in str(event)])
    assert gone.ended()
    assert any('"goodbye"' in str(one) for one in gone.heard)
    assert not any(card in str(one) for one in gone.heard)
