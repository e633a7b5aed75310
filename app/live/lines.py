"""The connections themselves, below what is said over them: how many, how fast, how much waits, and who has no name."""

import time
from collections import Counter

import engineio.socket
from engineio.exceptions import EngineIOError, SocketIsClosedError, UnknownPacketError
from engineio.socket import Socket

from app.config import Limits
from app.domain.meters import ENDED
from app.domain.tries import network
from app.live import websockets
from app.live.flow import Flow
from app.live.packets import Malformed

HANG_UP_S = 2.0
"""Who is told that it is over has so long to read it."""
UNANSWERED_S = 3.0
"""Who has not answered a ping for so long is shown as away; with a ping every five seconds that is within ten."""
PACKET = 200
"""What a packet takes in memory beside its text, in bytes."""


class Line(Socket):
    """An Engine.IO connection. `wire`: the WebSocket that carries it, None while it polls; `waiting`: bytes to send."""

    def __init__(self, server, sid):
        super().__init__(server, sid)
        limits = server.lines.limits
        self.address, self.wire = None, None
        self.waiting, self.limit, self._flying = 0, limits.waiting, 0
        self.polling = self.naming = self._ending = False
        self._flow = Flow(limits.frames, limits.frame_pace)

    def breathe(self):
        """Count a frame; who sends too many is read more slowly, and lets others have their turn."""
        pause = self._flow.pause()
        if pause is not None:
            self.server.sleep(pause)

    def send(self, pkt):
        """Queue a packet. One message of any size may wait, but nothing behind more than the limit."""
        if self._ending:
            return
        if self.waiting > self.limit:
            self.end("slow")
            return
        self.waiting += self._weight(pkt)
        super().send(pkt)

    def poll(self):
        """Called again once what it returned before has been written."""
        self.waiting, self._flying = self.waiting - self._flying, 0
        packets = super().poll()
        self._flying = sum(map(self._weight, packets))
        return packets

    def _weight(self, pkt):
        """Bytes, at most half of the limit: a board of any size reaches a slow reader, with what happens meanwhile."""
        data = pkt.data if isinstance(pkt.data, (str, bytes)) else ""
        size = len(data) if isinstance(data, bytes) or data.isascii() else 3 * len(data)
        return PACKET + min(size, self.limit // 2)

    def receive(self, pkt):
        if self._ending or self.closing:
            raise SocketIsClosedError()
        if self.wire is None:
            self.breathe()
        super().receive(pkt)

    def handle_post_request(self, environ):
        try:
            super().handle_post_request(environ)
        except EngineIOError:
            raise
        except Exception as error:  # whatever Engine.IO makes of a body that is no packets
            self.end("malformed")
            raise UnknownPacketError() from error

    def _upgrade_websocket(self, environ, start_response):
        """One wire at a time, and none of the kinds that came before RFC 6455."""
        fits = self.wire is None and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        stock = super()._upgrade_websocket
        answer = stock(environ, start_response) if fits else self.server._bad_request()
        if self.wire is None and not self.connected:
            self.end("malformed")
        return answer

    def _websocket_handler(self, ws):
        wire = self.wire = (websockets.GeventWire if hasattr(ws, "ws") else websockets.EventletWire)(ws, self)
        try:
            return super()._websocket_handler(wire)
        finally:
            wire.shut()
            if not self.upgraded:
                self.wire = None

    def end(self, why: str) -> None:
        """Close, drop what waits, and count why. In the background: it may be found out while others are being told."""
        if not self._ending:
            self._ending = True
            ENDED.labels(why).inc()
            self.server.start_background_task(self._end)

    def _end(self):
        while not self.queue.empty():
            self.queue.get(block=False)
            self.queue.task_done()
        self.close(abort=True, reason=self.server.reason.TRANSPORT_ERROR)
        if self.wire is not None:
            self.wire.shut()

    def close(self, wait=False, abort=False, reason=None):
        """As the stock one, but never waiting for somebody to read what is left."""
        super().close(wait=False, abort=abort, reason=reason)
        self.server.lines.hang_up(self)


class Lines:
    """All of them. Between Engine.IO and Socket.IO, where it sees every connection and message first."""

    def __init__(self, server, limits: Limits):
        self.limits, self.eio = limits, server.eio
        self.eio.lines, engineio.socket.Socket = self, Line
        if server.async_mode == "gevent":
            self.eio._async = self.eio._async | {"websocket": websockets.gevent_websocket()}
        self._stock = {name: self.eio.handlers[name] for name in ("connect", "message", "disconnect")}
        for name, handler in (("connect", self._opened), ("message", self._heard), ("disconnect", self._closed)):
            self.eio.on(name, handler)
        self.at_address, self._due = Counter(), {}

    def of(self, id: str) -> Line | None:
        """The connection of an Engine.IO session."""
        return self.eio.sockets.get(id)

    def named(self, line: Line) -> None:
        """It has said who it is: it may stay."""
        self._due.pop(line, None)

    def hang_up(self, line: Line | None) -> None:
        """Nothing is said over it any more: end it in a moment, when its client has read why."""
        if line is not None:
            soon = time.monotonic() + HANG_UP_S
            self._due[line] = min(self._due.get(line, soon), soon)

    def end(self, line: Line | None, why: str) -> None:
        if line is not None:
            line.end(why)

    def silent(self, line: Line | None) -> bool:
        """Whether it leaves a ping unanswered, or is gone."""
        return line is None or (line.last_ping is not None and line.last_ping < time.time() - UNANSWERED_S)

    def sweep(self) -> None:
        """End what has not said in time who it is, and what has been left."""
        now = time.monotonic()
        for line in [line for line, due in self._due.items() if due <= now]:
            del self._due[line]
            if line.naming:
                self._due[line] = now + HANG_UP_S  # it waits for our answer, not we for its name
            elif line.closed:
                if line.wire is not None:
                    line.wire.shut()
            else:
                line.end("nameless")

    def _opened(self, id, environ):
        line = self.eio.sockets[id]
        line.address = network(environ.get("REMOTE_ADDR", ""))
        self.at_address[line.address] += 1
        self._due[line] = time.monotonic() + self.limits.nameless_s
        return self._stock["connect"](id, environ)

    def _heard(self, id, message):
        """Who has no name, or none any more, may say it (0) or go (1); what else they say is not heard."""
        if self.eio.sockets[id] in self._due and str(message)[:1] not in ("0", "1"):
            return
        try:
            self._stock["message"](id, message)
        except Malformed:
            self.eio.sockets[id].end("malformed")

    def _closed(self, id, reason):
        line = self.eio.sockets.get(id)
        if line is not None and line.address is not None:
            self.at_address[line.address] -= 1
            if self.at_address[line.address] <= 0:
                del self.at_address[line.address]
        return self._stock["disconnect"](id, reason)
