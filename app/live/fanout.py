"""Say one thing to many quickly: one WebSocket frame for all, written straight into each one's socket.

Stock Socket.IO puts a packet into each connection's queue, wakes its greenlet, and has that make a frame of its own.
Here a frame goes out at once wherever nothing waits before it. Where something does, where the kernel takes no more,
and for those who poll, it goes the stock way, so that everybody hears the same in the same order.

Touches the inside of three libraries, so only in the versions it was written for, and only under eventlet. With others,
and where FANOUT=plain says so, everything goes through the queues.
"""

import struct
import time
from contextlib import contextmanager
from importlib.metadata import version

import orjson
from engineio.packet import MESSAGE, Packet
from socketio import Manager, PubSubManager
from socketio.packet import EVENT

from app.live.relay import Wire

CHANNEL = "concord"
WRITTEN_FOR = {"eventlet": "0.41.3", "python-engineio": "4.15.1", "python-socketio": "5.18.1"}


def manager(settings):
    """Socket.IO's manager of who is to hear what, for one process or for several, quick or plain."""
    direct = settings.fanout != "plain" and settings.async_mode == "eventlet" and fits()
    if settings.redis_url:
        return (DirectOfSeveral if direct else PlainOfSeveral)(settings.redis_url)
    return Direct() if direct else Plain()


def fits():
    return all(version(name) == wanted for name, wanted in WRITTEN_FOR.items())


class Plain(Manager):
    """The stock way, but that each hears by a packet of its own.

    A packet keeps how it was encoded first. Shared by one who polls and one who does not, bytes reach neither.
    `known` are the connections of the inbox, by sid: whatever channel another one is in, nothing is delivered to it.
    """

    known = {}

    def get_participants(self, namespace, room):
        for sid, line in super().get_participants(namespace, room):
            if sid in self.known:
                yield sid, line

    def emit(self, event, data, namespace, room=None, skip_sid=None, callback=None, to=None, **kwargs):
        room = to or room
        if callback or namespace not in self.rooms:
            return super().emit(event, data, namespace, room=room, skip_sid=skip_sid, callback=callback)
        arguments = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        encoded = self.server.packet_class(EVENT, namespace=namespace, data=[event, *arguments]).encode()
        skipped = skip_sid if isinstance(skip_sid, list) else [skip_sid]
        hearers = [line for sid, line in self.get_participants(namespace, room) if sid not in skipped]
        self._pass(hearers, encoded if isinstance(encoded, list) else [encoded])

    def _pass(self, hearers, parts):
        for line in hearers:
            self._queue(line, parts)

    def _queue(self, line, parts):
        for part in parts:
            self.server._send_eio_packet(line, Packet(MESSAGE, part))

    @contextmanager
    def together(self):
        """What is said in here may reach each one by one write."""
        yield


class Direct(Plain):
    """The quick way."""

    def __init__(self):
        super().__init__()
        self._gathered = None

    def _pass(self, hearers, parts):
        frame = b"".join(framed(part) for part in parts)
        if self._gathered is None:
            for line in hearers:
                self._write(line, frame, parts)
            return
        for line in hearers:
            before = self._gathered.get(line)
            self._gathered[line] = (before[0] + frame, before[1] + parts) if before else (frame, parts)

    def _write(self, line, frame, parts):
        socket = self.server.eio.sockets.get(line)
        if socket is None or not write(socket, frame):
            self._queue(line, parts)

    @contextmanager
    def together(self):
        self._gathered = {} if self._gathered is None else self._gathered
        try:
            yield
        finally:
            self._spread()

    def _spread(self):
        gathered, self._gathered = self._gathered or {}, None
        for line, (frame, parts) in gathered.items():
            self._write(line, frame, parts)

    def pre_disconnect(self, sid, namespace):
        """Whose line is ended hears first what was said before."""
        self._spread()
        return super().pre_disconnect(sid, namespace)


class Several(PubSubManager):
    """Each process of several emits to its own connections, and tells the others by `wire` to do the same."""

    def __init__(self, url):
        super().__init__(
            channel=CHANNEL, write_only=True
        )  # what others say comes by the wire, not by a thread of its own
        self.wire = Wire(url)
        self.wire.on(CHANNEL, self._heard)

    def _publish(self, data):
        self.wire.say(CHANNEL, orjson.dumps(data))

    def _heard(self, message):
        told = orjson.loads(message)
        if told["host_id"] != self.host_id and told["method"] == "emit":  # all else is about connections of its process
            self._handle_emit(told)


class PlainOfSeveral(Several, Plain):
    """Several, the stock way."""


class DirectOfSeveral(Several, Direct):
    """Several, the quick way."""


def framed(part):
    """A Socket.IO packet's text or bytes as one unmasked WebSocket frame (RFC 6455, 5.2), in an Engine.IO message."""
    opcode, data = (0x82, part) if isinstance(part, bytes) else (0x81, b"4" + part.encode())
    if len(data) < 126:
        return struct.pack("!BB", opcode, len(data)) + data
    if len(data) < 65536:
        return struct.pack("!BBH", opcode, 126, len(data)) + data
    return struct.pack("!BBQ", opcode, 127, len(data)) + data


def write(socket, frame):
    """Write `frame` to the connection, now or (what the kernel does not take) before all else; False: it has to queue.

    An Engine.IO socket's greenlet takes the lock before it can lose its turn: nobody is between its queue and its wire.
    """
    wire = socket.wire
    if wire is None or not socket.upgraded or socket.closing or socket.queue.qsize() or _taken(wire._sendlock):
        return False
    if socket.last_ping and time.time() - socket.last_ping > socket.server.ping_timeout:
        return False  # the stock way ends this line
    try:
        sent = wire.socket.fd.send(frame)
    except OSError:
        return False
    if sent < len(frame):
        wire._sendlock.acquire()
        socket.waiting += len(frame) - sent
        socket.server.start_background_task(_finish, socket, wire, frame[sent:])
    return True


def _taken(lock):
    """A lock that was let go is not free while somebody still waits to be woken with it."""
    return lock.locked() or lock._waiters


def _finish(socket, wire, rest):
    try:
        wire.socket.sendall(rest)
    except OSError:
        wire.shut()  # half a frame is on it: nothing may follow
    finally:
        socket.waiting -= len(rest)
        wire._sendlock.release()
