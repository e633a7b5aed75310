"""One WebSocket and one Socket.IO line, with as little work as possible: the load must not be what is measured.

An attacker needs what a client library hides: bytes of its own, and not reading. A `Wire` reads nothing until asked.
"""

import asyncio
import struct
import time

import orjson
from socketio.packet import EVENT, Packet

PATH = "/socket.io/?EIO=4&transport=websocket"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
OPENING_S = 10
NO_MASK = b"\0\0\0\0"
"""A key of zeros is a mask as the protocol asks for it, and leaves the bytes as they are."""


class Closed(Exception):
    """The other side has ended the connection, or did not open it."""


class Refused(Exception):
    """The server's `error` of an acknowledgement, or what it said to a connection that it did not accept."""

    def __init__(self, error):
        self.code = (error or {}).get("code", "unknown")
        super().__init__(self.code)


class Wire:
    """A WebSocket: `send` returns at once, `read` gives the next message; both raise Closed."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int, path: str = PATH) -> "Wire":
        try:
            async with asyncio.timeout(OPENING_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(greeting(port, path))
                head = await reader.readuntil(b"\r\n\r\n")
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise Closed(type(error).__name__) from error
        if b" 101" not in head[:16]:
            writer.close()
            raise Closed(head[:32].decode("latin-1").partition("\r")[0])
        return cls(reader, writer)

    def send(self, message: str | bytes) -> None:
        text = isinstance(message, str)
        self.raw(framed(TEXT if text else BINARY, message.encode() if text else message))

    def raw(self, data: bytes) -> None:
        if self.writer.is_closing():
            raise Closed("closed")
        self.writer.write(data)

    async def drain(self, seconds: float = 5.0) -> None:
        """Wait until the other side has taken most of it; Closed where it takes nothing for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self.writer.drain()
        except (OSError, TimeoutError) as error:
            raise Closed(type(error).__name__) from error

    async def read(self) -> str | bytes:
        try:
            while True:
                first, second = await self.reader.readexactly(2)
                size = second & 127
                if size == 126:
                    (size,) = struct.unpack("!H", await self.reader.readexactly(2))
                elif size == 127:
                    (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
                data = await self.reader.readexactly(size)
                kind = first & 15
                if kind in (TEXT, BINARY):
                    return data.decode() if kind == TEXT else data
                if kind == PING:
                    self.raw(framed(PONG, data))
                elif kind == CLOSE:
                    raise Closed("closed")
        except (OSError, asyncio.IncompleteReadError) as error:
            raise Closed(type(error).__name__) from error

    def close(self) -> None:
        self.writer.transport.abort()


class Line:
    """One Socket.IO connection. `hear(name, payload, at)` gets what the server says, `at` by our clock."""

    def __init__(self, port: int, token: str, hear=lambda name, payload, at: None):
        self.port, self.token, self.hear = port, token, hear
        self.ended = asyncio.Event()
        self._asked, self._number, self._wire, self._reading = {}, 0, None, None

    async def open(self) -> "Line":
        """Raises Closed or Refused where it is not let in."""
        self.ended.clear()
        self._wire = await Wire.open(self.port)
        try:
            async with asyncio.timeout(OPENING_S):
                await self._wire.read()
                self._wire.send("40" + orjson.dumps({"token": self.token}).decode())
                answer = await self._wire.read()
                while answer == "2":
                    self._wire.send("3")
                    answer = await self._wire.read()
        except TimeoutError as error:
            self._wire.close()
            raise Closed("no answer") from error
        if not answer.startswith("40"):
            self._wire.close()
            raise Refused(orjson.loads(answer[2:] or "{}"))
        self._reading = asyncio.create_task(self._read())
        return self

    def send(self, name, payload=None, id=None) -> None:
        """Say it, and wait for nothing. Raises Closed."""
        encoded = Packet(EVENT, data=[name, *([] if payload is None else [payload])], id=id).encode()
        for part in encoded if isinstance(encoded, list) else [encoded]:
            self._wire.send("4" + part if isinstance(part, str) else part)

    async def ask(self, name, payload=None, *, seconds=60.0):
        """The acknowledgement, without its `ok`; raises Refused, Closed, or TimeoutError."""
        self._number += 1
        number, answer = self._number, asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            self.send(name, payload, number)
            async with asyncio.timeout(seconds):
                given = await answer
        finally:
            self._asked.pop(number, None)
        if not isinstance(given, dict) or not given.pop("ok", False):
            raise Refused(given.get("error") if isinstance(given, dict) else None)
        return given

    async def _read(self):
        pending = None
        try:
            while True:
                message = await self._wire.read()
                at = time.perf_counter()
                if isinstance(message, bytes):
                    if pending is not None and pending.add_attachment(message):
                        self._take(pending, at)
                        pending = None
                elif message == "2":
                    self._wire.send("3")
                elif message.startswith("4"):
                    packet = Packet(encoded_packet=message[1:])
                    if packet.attachment_count:
                        pending = packet
                    elif packet.packet_type == 1:
                        raise Closed("disconnected")
                    else:
                        self._take(packet, at)
        except Closed as error:
            self._end(error)

    def _take(self, packet, at):
        if packet.packet_type in (2, 5):
            name, *payload = packet.data
            self.hear(name, payload[0] if payload else None, at)
        elif packet.packet_type in (3, 6) and (answer := self._asked.get(packet.id)) and not answer.done():
            answer.set_result(packet.data[0] if packet.data else None)

    def _end(self, error):
        self._wire.close()
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(error)
        self.ended.set()

    def close(self) -> None:
        if self._reading:
            self._reading.cancel()
        if self._wire:
            self._wire.close()
        self.ended.set()


def greeting(port: int, path: str = PATH) -> bytes:
    """The request that opens a WebSocket."""
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "",
        "",
    )
    return "\r\n".join(lines).encode()


def framed(kind: int, data: bytes) -> bytes:
    """A final, masked frame."""
    size = len(data)
    if size < 126:
        return struct.pack("!BB", 0x80 | kind, 0x80 | size) + NO_MASK + data
    if size < 65536:
        return struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size) + NO_MASK + data
    return struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size) + NO_MASK + data
