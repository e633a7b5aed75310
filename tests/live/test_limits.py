"""How much one connection, one person and one address may take, at the numbers where it begins to be too much."""

import json
from dataclasses import replace

import pytest
from engineio.packet import MESSAGE, Packet
from werkzeug.test import Client

from app import create_app
from app.config import Limits, Settings
from app.domain.account import Principal
from app.domain.pace import Pace
from app.live.crowd import Crowd
from app.live.door import Door
from app.refusals import TooFast

AT = "/socket.io/?EIO=4&transport=polling"
MB = 1024 * 1024


@pytest.fixture
def app(tmp_path):
    limits = replace(Limits(), connections_address=2, waiting=8 * MB)
    return create_app(
        Settings(secret_key="x", database_url=f"sqlite:///{tmp_path}/x.db", trusted_proxies=1, limits=limits)
    )


def opened(app, address):
    """The answer to somebody who opens a connection from there, as their proxy says."""
    return Client(app).get(AT, headers={"X-Forwarded-For": f"made up, {address}"})


def test_an_address_has_so_many_connections_and_a_closed_one_makes_room(app):
    first, second = opened(app, "192.0.2.1"), opened(app, "192.0.2.1")
    refused = opened(app, "192.0.2.1")
    assert (first.status_code, second.status_code, refused.status_code) == (200, 200, 429)
    assert refused.headers["Retry-After"] == "10"
    assert opened(app, "192.0.2.2").status_code == 200, "somebody else is not concerned"
    assert Client(app).post(f"{AT}&sid={json.loads(first.text[1:])['sid']}", data="1").status_code == 200
    assert opened(app, "192.0.2.1").status_code == 200


@pytest.mark.parametrize(
    ("hops", "told", "found"), [(0, "a, b", "near"), (1, "a, b", "b"), (2, "a, b", "a"), (2, "a", "near")]
)
def test_only_as_many_proxies_are_believed_as_there_are(app, hops, told, found):
    door = Door(app, app.live.lines, hops)
    assert door.address({"HTTP_X_FORWARDED_FOR": told, "REMOTE_ADDR": "near"}) == found


@pytest.fixture
def line(app):
    """A connection of which nobody reads anything."""
    return app.live.lines.of(json.loads(opened(app, "192.0.2.1").text[1:])["sid"])


def send(line, size, letter="x"):
    line.send(Packet(MESSAGE, letter * size))


def test_a_board_of_any_size_waits_for_a_slow_reader_with_what_happens_meanwhile(line):
    send(line, 8 * MB, "돌")
    for _ in range(3):
        send(line, MB)
    assert line.queue.qsize() == 4


def test_more_than_the_limit_waits_for_nobody(line):
    for _ in range(12):
        send(line, MB)
    assert line.queue.qsize() == 8, "those that came after are not kept"
    assert line.waiting < 9 * MB


def test_what_has_been_read_waits_no_more(line):
    for _ in range(5):
        send(line, 5 * MB)
        line.poll()
    send(line, 10)
    line.poll()
    send(line, 10)
    assert line.queue.qsize() == 1 and line.waiting < 1000


def test_a_seat_has_so_many_connections_and_dead_ones_make_room():
    crowd, who = Crowd(replace(Limits(), connections_seat=3)), Principal(member="KR-01", token="a")
    for sid in ("1", "2", "3"):
        assert crowd.in_the_way(who, lambda sid: False) == []
        crowd.came(sid, who)
    with pytest.raises(TooFast) as refused:
        crowd.in_the_way(who, lambda sid: False)
    assert refused.value.retry_after == 10
    assert crowd.in_the_way(who, lambda sid: sid == "2") == ["2"]
    crowd.left("2", who)
    assert crowd.in_the_way(who, lambda sid: False) == []
    assert crowd.in_the_way(Principal(member="KR-02", token="b"), lambda sid: False) == []


def test_a_token_has_so_many_connections_where_an_account_has_more():
    crowd = Crowd(replace(Limits(), connections_account=9, connections_token=2))
    for sid, token in (("1", "a"), ("2", "a"), ("3", "b")):
        crowd.came(sid, Principal(account="organiser", token=token))
    with pytest.raises(TooFast):
        crowd.in_the_way(Principal(account="organiser", token="a"), lambda sid: False)
    assert crowd.in_the_way(Principal(account="organiser", token="b"), lambda sid: False) == []


def test_what_costs_more_is_waited_for_longer_and_what_is_owed_is_paid():
    pace = Pace(20, 10)
    pace.spend("KR-01", 10)
    pace.owe("KR-01", 15)
    with pytest.raises(TooFast) as refused:
        pace.spend("KR-01", 10)
    assert refused.value.retry_after == pytest.approx(1.5, abs=0.1)
    pace.spend("KR-02", 10)
