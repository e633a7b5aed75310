"""Clients that speak Engine.IO and Socket.IO wrongly, too much, or without listening: nobody else notices."""

import contextlib
import json
import os
import random
import re
import socket
import threading
import time

import pytest
import requests
import websocket

from tests.live.houses import kept_open
from tests.live.raw import CLOSED, Raw
from tests.live.workshop import Workshop
from tests.waiting import until

SEED = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
SEATS = tuple((f"KR-{number:02}", "participant", "KR", None) for number in range(1, 10))
FORGED = '2026-11-30T09:00:00Z level=info event="everything is fine"'
PACKETS = [
    *(
        "",
        "0",
        "1",
        "2",
        "2probe",
        "3",
        "5",
        "6",
        "7",
        "9",
        "x",
        "b",
        "b!",
        "bQQ==",
        "4",
        "40",
        "40{}",
        '40{"token":5}',
    ),
    *("41", "42", "42[]", "42{}", "42[1]", "42[[]]", '42["enter"', '42["clock"]', '42["clock",{}]', '421["clock",5]'),
    *('42["disconnect"]', '427["connect",{},{}]', '42["*"]', '42["__disconnect_final"]', '42["connect_error"]'),
    *("43[]", "431[]", "44{}", "45", '451-["presence",{"_placeholder":true,"num":0}]', '4599999-["a"]', "461-[]", "49"),
    *("40/other,", '42/other,["clock"]', "4" + "[" * 3000, '42["' + "x" * 9000 + '"]', '42["clock",' + "9" * 999 + "]"),
    *("42" + "9" * 300 + '["clock"]', '42["\\ud800"]', "4\x00", "²", "4²", FORGED, "\r\n" + FORGED, b"", b"\xff", b"4"),
]


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def product(request, tmp_path_factory):
    print(f"FUZZ_SEED={SEED}")
    with kept_open(request, tmp_path_factory, "sqlite", SOCKETIO_ASYNC_MODE=request.param) as served:
        yield served


@pytest.fixture(scope="module")
def unnamed(product):
    """A connection that never says who it is, opened before all else."""
    with contextlib.closing(Raw(product.url)) as line:
        yield line


@pytest.fixture(scope="module")
def place(product, unnamed):
    """A workshop with a large board, on which nobody but KR-01 and the facilitators does what they should."""
    seats = (*SEATS, ("KR-F", "facilitator", "KR", None))
    with contextlib.closing(Workshop(product.url, seats=seats)) as workshop:
        workshop.start("shape")
        for number in range(30):
            workshop.card(f"Card {number}", by=f"KR-0{number % 3 + 1}", body="돌봄 노동 " * 800)
        yield workshop


@pytest.fixture
def bystander(place, product):
    """KR-01, who keeps working: what they ask is answered while others do harm, and the log says nothing of it."""
    line = place.sit("KR-01")
    stop, waits = threading.Event(), []

    def work():
        while not stop.wait(0.1):
            began = time.monotonic()
            line.ask("clock", {})
            waits.append(time.monotonic() - began)

    worker = threading.Thread(target=work)
    worker.start()
    yield line
    stop.set()
    worker.join()
    assert line.open
    print(f"worst wait of a bystander: {max(waits, default=0) * 1000:.0f} ms of {len(waits)}")
    assert product.healthy()
    assert [one for one in product.stdout if "Traceback" in one or one.startswith(("  File", FORGED))] == []


def counted(product, why):
    told = requests.get(product.url + "/metrics", timeout=10).text
    found = re.search(rf'^concord_connections_ended_total{{why="{why}"}} (\S+)$', told, re.MULTILINE)
    return float(found[1]) if found else 0


def bent(chance):
    """A packet, whole or with something wrong in it."""
    packet = chance.choice(PACKETS)
    if chance.random() < 0.4 and packet:
        at = chance.randrange(len(packet))
        packet = packet[:at] + packet[at + chance.randrange(3) :] + packet[: chance.randrange(3)]
    return packet


def frame(chance):
    """Bytes that may or may not be a frame: any header, any length said, little after it."""
    length = chance.choice([bytes([chance.randrange(128, 256)]), b"\xfe\xff\xff", b"\xff" + b"\x7f" * 8, b"\x00"])
    return bytes([chance.randrange(256)]) + length + chance.randbytes(chance.randrange(40))


def test_nothing_that_a_client_sends_begins_a_line_of_the_log(place, bystander, product):
    at = place.url + "/socket.io/"
    forged = {"EIO": "4", "transport": "polling", "sid": f"nobody\n{FORGED}"}
    assert requests.get(at, params=forged, timeout=10).status_code == 400
    requests.get(at, params=forged | {"transport": f"pigeon\n{FORGED}"}, timeout=10)
    other = {"Origin": f"http://{FORGED}\x1b[1m"}
    requests.get(at, params={"EIO": "4", "transport": "polling"}, headers=other, timeout=10)
    until(lambda: [line for line in product.stdout if "\\n" + FORGED in line])
    assert not [line for line in product.stdout if "\x1b" in line or line.startswith(FORGED)]


def test_nonsense_ends_the_connection_that_sends_it_and_no_other(place, bystander, product):
    chance, before = random.Random(SEED), counted(product, "malformed")
    token = place.http("KR-04").token
    for number in range(30):
        line = Raw(place.url, token if number % 3 else None)
        with contextlib.suppress(OSError, websocket.WebSocketException), contextlib.closing(line):
            for _ in range(chance.randrange(1, 12)):
                line.send(bent(chance))
            if number % 4 == 0:
                line.ws.sock.sendall(frame(chance))
    assert counted(product, "malformed") > before


def test_nonsense_by_plain_requests_ends_the_session(place, bystander, product):
    chance = random.Random(SEED)
    at = place.url + "/socket.io/?EIO=4&transport=polling"
    for _ in range(20):
        sid = json.loads(requests.get(at, timeout=10).text[1:])["sid"]
        body = "\x1e".join(str(bent(chance)) for _ in range(chance.choice([1, 2, 40])))
        requests.post(f"{at}&sid={sid}", body.encode("utf-8", "replace") + chance.choice([b"", b"\xff"]), timeout=10)
    for body in (b"\xff\xfe", b"d", b"d=", b"4" * 300_000):
        sid = json.loads(requests.get(at, timeout=10).text[1:])["sid"]
        requests.post(f"{at}&sid={sid}", body, timeout=10)
        assert requests.get(f"{at}&sid={sid}", timeout=20).status_code == 400


@pytest.mark.parametrize("flood", ["clock", "enter", "nothing of the kind", "ping", "pong", "fragments"])
def test_a_flood_is_slowed_down_or_ended(place, bystander, product, flood):
    line, room = Raw(place.url, place.http("KR-05").token), {"room": place.rooms["KR"]}
    with contextlib.closing(line):
        with contextlib.suppress(*CLOSED, TimeoutError, websocket.WebSocketTimeoutException):
            line.ws.settimeout(5)
            for number in range(3000):
                if flood == "ping":
                    line.ws.ping(b"x")
                elif flood == "pong":
                    line.send("3")
                elif flood == "fragments":
                    line.ws.send_frame(websocket.ABNF(0, 0, 0, 0, 0 if number else 1, 1, "42"))
                else:
                    line.send(f"42{number}" + json.dumps([flood, room if flood == "enter" else {}]))
        if flood in ("clock", "enter", "nothing of the kind"):
            assert line.ended()
            assert any("too_fast" in str(one) for one in line.heard) or flood == "enter"


def test_who_reads_nothing_is_closed_and_comes_back_to_all_they_missed(place, bystander, product):
    before, room = counted(product, "slow"), place.rooms["KR"]
    seq = place.snapshot()["seq"]
    line = Raw(place.url, place.http("KR-06").token, room_b=4096)
    with contextlib.closing(line):
        for number in range(30):
            line.send(f"42{number}" + json.dumps(["enter", {"room": room}]))
        until(lambda: counted(product, "slow") > before, seconds=20)
        assert line.ended()
    place.http("KR-F").room(room, "hand.raise")
    with contextlib.closing(Raw(place.url, place.http("KR-06").token)) as back:
        missed = back.ask("enter", {"room": room, "since": seq})["events"]
        assert [event["type"] for event in missed] == ["hand.raised"]


def test_who_polls_and_reads_nothing_is_closed_as_well(place, bystander, product):
    before, at = counted(product, "slow"), place.url + "/socket.io/?EIO=4&transport=polling"
    at += "&sid=" + json.loads(requests.get(at, timeout=10).text[1:])["sid"]
    requests.post(at, "40" + json.dumps({"token": place.http("KR-07").token}), timeout=10)
    ask = "42" + json.dumps(["enter", {"room": place.rooms["KR"]}])
    for number in range(3):
        requests.post(at, "\x1e".join(ask[:2] + str(number * 10 + n) + ask[2:] for n in range(10)), timeout=10)
    until(lambda: counted(product, "slow") > before, seconds=20)


def test_a_seat_has_so_many_connections_and_a_closed_one_makes_room(place, bystander):
    with contextlib.ExitStack() as stack:
        token = place.http("KR-08").token
        lines = [stack.enter_context(contextlib.closing(Raw(place.url, token))) for _ in range(12)]
        with contextlib.closing(Raw(place.url, token)) as one_more:
            refused = next(json.loads(one[2:]) for one in one_more.heard if one.startswith("44"))
            assert (refused["data"]["code"], refused["data"]["retry_after"]) == ("too_fast", 10)
            assert one_more.ended()
        lines.pop().close()
        until(lambda: any(one.startswith("40") for one in tried(place.url, token)))


def tried(url, token):
    with contextlib.closing(Raw(url, token)) as line:
        return line.heard


def test_who_does_not_say_who_they_are_is_closed_soon(product, unnamed, place):
    with contextlib.closing(Raw(product.url, "a wrong token")) as refused:
        assert refused.ended()
    assert unnamed.ended()
    assert counted(product, "nameless") >= 1
    with contextlib.closing(socket.create_connection(("127.0.0.1", product.port))) as old:
        old.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Key1: 1 1\r\nSec-WebSocket-Key2: 1 1\r\n\r\n12345678"
        )
        assert b" 400 " in old.recv(100), "a protocol older than the bounds"
