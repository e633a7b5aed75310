"""What is written straight into sockets is heard as what goes through queues: all of it, once, in the same order."""

import contextlib
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import eventlet
import pytest
import websocket
from engineio.packet import MESSAGE, Packet
from eventlet.greenio import GreenSocket
from eventlet.semaphore import Semaphore

from app.live import fanout
from tests.live.client import Shared, new_id
from tests.live.houses import kept_open
from tests.live.workshop import Workshop

WRITERS = ("KR-01", "KR-02", "KR-03", "KR-04", "KR-F")
LONG = "돌봄 노동 " * 700
TINY, SMALL = 4096, 256 * 1024


@pytest.fixture(scope="module", params=["direct", "plain"])
def told(request, tmp_path_factory):
    """A workshop on a server that says things in this way."""
    with (
        kept_open(request, tmp_path_factory, "sqlite", FANOUT=request.param) as product,
        contextlib.closing(Workshop(product.url)) as workshop,
    ):
        yield workshop


class Slow:
    """A connection that is read only when asked, with next to no room for what waits."""

    def __init__(self, workshop, who):
        self.ws = websocket.create_connection(
            workshop.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket",
            sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)],
            timeout=10,
        )
        self.ws.recv()
        self.ws.send("40" + json.dumps({"token": workshop.http(who).token}))
        self.raw = []
        self.read(lambda one: one.startswith("0"))

    def ask(self, number, name, data):
        self.ws.send(f"42{number}" + json.dumps([name, data]))
        self.read(lambda one: one.startswith((f"3{number}[", f"62-{number}[")))

    def read(self, last):
        """Read until something is the last, answering pings."""
        while True:
            one = self.ws.recv()
            if one == "2":
                self.ws.send("3")
                continue
            self.raw.append(one if isinstance(one, bytes) else one[1:])
            if isinstance(one, str) and last(one[1:]):
                return


def said(raw):
    """Of what a connection heard, the events and the letters of texts, as they came."""
    kept, bytes_follow = [], 0
    for one in raw:
        if isinstance(one, bytes):
            kept += [one] * (bytes_follow > 0)
            bytes_follow -= 1
        elif one.startswith(('2["event"', '51-["text"')):
            kept.append(one)
            bytes_follow = 1 if one.startswith("5") else 0
        else:
            bytes_follow = 0
    return kept


def test_who_reads_slowly_and_who_polls_hears_the_same_in_the_same_order(told):
    room = told.rooms["KR"]
    told.start("shape")
    card = told.card("First")
    lines = told.sit(*WRITERS)
    poller = told.line("KR-02", transports=("polling",))
    poller.enter(room)
    slow = Slow(told, "KR-03")
    slow.ask(1, "enter", {"room": room})
    texts = [Shared(line, f"card:{card}") for line in (lines[0], poller)]
    slow.ask(2, "text.open", {"doc": f"card:{card}"})

    def write(number):
        for n in range(30):
            lines[number].command("room", room, "card.add", {"title": f"{number}-{n}", "body": LONG}, id=new_id())
            if number == 0:
                texts[0].type("title", f"{n} ")

    with ThreadPoolExecutor(len(lines)) as pool:
        list(pool.map(write, range(len(lines))))
    last = told.card("The last")
    slow.read(lambda one: one.startswith('2["event"') and last in one)
    for line in (lines[1], poller):
        line.until(lambda line=line: any(last in str(one) for one in said(line.raw)))
    numbers, words = events(lines[1].raw, last)
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    for who in (slow, poller):
        theirs, same = events(who.raw, last)
        assert theirs[-len(numbers) :] == numbers
        assert (same[-len(numbers) :] == words) is True
    letters = [one for one in said(slow.raw) if isinstance(one, bytes)]
    assert len(letters) == 30
    assert (letters == [one for one in said(poller.raw) if isinstance(one, bytes)]) is True


def events(raw, last):
    """(numbers, the whole texts) of the events up to the one that tells of the card `last`."""
    found = [one for one in said(raw) if isinstance(one, str) and one.startswith("2")]
    found = found[: 1 + next(n for n, one in enumerate(found) if last in one)]
    return [json.loads(one[1:])[1]["seq"] for one in found], found


@pytest.fixture
def wire():
    """An Engine.IO connection as far as `write` looks at it, the other end of its wire, and how that end reads."""
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, TINY)
    connection = SimpleNamespace(
        wire=SimpleNamespace(socket=GreenSocket(here), _sendlock=Semaphore()),
        waiting=0,
        upgraded=True,
        closing=False,
        queue=eventlet.Queue(),
        last_ping=None,
        server=SimpleNamespace(ping_timeout=10, start_background_task=eventlet.spawn),
    )
    with here, there:
        yield connection, GreenSocket(there)


def read(there, size):
    heard = b""
    while len(heard) < size:
        heard += there.recv(size - len(heard))
    return heard


def test_what_the_kernel_does_not_take_goes_before_all_else(wire):
    connection, there = wire
    long = fanout.framed("x" * 500_000)
    assert fanout.write(connection, long), "a part of it is on its way"
    assert not fanout.write(connection, fanout.framed("2")), "this one has to wait in the queue"
    assert read(there, len(long)) == long
    eventlet.sleep(0.05)
    short = fanout.framed("3")
    assert fanout.write(connection, short) and read(there, len(short)) == short


def test_nothing_overtakes_who_waits_for_the_wire(wire):
    connection, there = wire
    lock, first, second = connection.wire._sendlock, fanout.framed("1"), fanout.framed("2")
    lock.acquire()

    def wait_and_write():
        with lock:
            connection.wire.socket.sendall(first)

    eventlet.spawn(wait_and_write)
    eventlet.sleep(0)
    lock.release()
    assert not fanout.write(connection, second), "the other one is yet to be woken"
    assert read(there, len(first)) == first


def test_nothing_overtakes_what_waits(wire):
    connection, _ = wire
    connection.queue.put(Packet(MESSAGE, "1"))
    assert not fanout.write(connection, fanout.framed("2"))
    connection.queue.get()
    connection.upgraded = False
    assert not fanout.write(connection, fanout.framed("2")), "who polls has no wire"
    connection.upgraded, connection.last_ping = True, 1.0
    assert not fanout.write(connection, fanout.framed("2")), "who has not answered for long is ended the stock way"


@pytest.mark.parametrize("part", ["", "2" * 120, "가" * 200, "x" * 70_000, b"", b"\x00" * 126, b"\xff" * 70_000])
def test_a_frame_is_read_as_it_was_meant(part):
    here, there = socket.socketpair()
    with here, there:
        there.settimeout(5)
        reader = websocket.WebSocket()
        reader.sock, reader.connected = there, True
        sender = eventlet.spawn(GreenSocket(here).sendall, fanout.framed(part))
        del sender
        eventlet.sleep(0)
        opcode, data = reader.recv_data()
    assert (opcode, data) == ((2, part) if isinstance(part, bytes) else (1, b"4" + part.encode()))


def test_another_version_of_a_library_is_served_the_plain_way(monkeypatch):
    settings = SimpleNamespace(fanout="direct", async_mode="eventlet", redis_url="")
    assert isinstance(fanout.manager(settings), fanout.Direct)
    monkeypatch.setitem(fanout.WRITTEN_FOR, "python-engineio", "0.0")
    assert type(fanout.manager(settings)) is fanout.Plain
