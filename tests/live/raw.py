"""A client below the client library: it speaks Engine.IO and Socket.IO by hand, so it can also speak them wrongly."""

import contextlib
import json
import socket
import time

import websocket

PATIENCE_S = 15
CLOSED = (websocket.WebSocketConnectionClosedException, ConnectionError, BrokenPipeError)


class Raw:
    """One WebSocket. `room_b` is how much the kernel keeps of what nobody reads, in bytes; `heard` is what was read."""

    def __init__(self, url, token=None, *, room_b=None):
        small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, room_b)] if room_b else []
        address = url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self.ws = websocket.create_connection(address, sockopt=small, timeout=PATIENCE_S)
        self.heard, self._asked = [], 0
        self.ws.recv()
        if token is not None:
            self.send("40" + json.dumps({"token": token}))
            self.until(lambda one: one[:2] in ("40", "44"))

    def send(self, packet):
        """A text or bytes, as one frame."""
        self.ws.send(packet, websocket.ABNF.OPCODE_TEXT if isinstance(packet, str) else websocket.ABNF.OPCODE_BINARY)

    def ask(self, name, *data):
        """Send an event and return its acknowledgement; None where that is empty."""
        self._asked += 1
        self.send(f"42{self._asked}" + json.dumps([name, *data]))
        start = (f"43{self._asked}[", f"46{self._asked}-")
        answer = self.until(lambda one: one.startswith(start))
        given = json.loads(answer[answer.index("[") :])
        return given[0] if given else None

    def until(self, wanted):
        """Read, answering pings, up to a text for which `wanted(text)` holds; returns it."""
        end = time.monotonic() + PATIENCE_S
        while True:
            assert time.monotonic() < end, f"waited {PATIENCE_S} s in vain; heard {self.heard[-5:]}"
            one = self.ws.recv()
            if one == "":  # websocket-client returns this for a closing frame
                raise websocket.WebSocketConnectionClosedException("closed by the server")
            if one == "2":
                self.ws.send("3")
                continue
            self.heard.append(one)
            if isinstance(one, str) and wanted(one):
                return one

    def ended(self):
        """Wait until the server closes the connection; what is heard until then is kept in `heard`."""
        with contextlib.suppress(*CLOSED):
            self.until(lambda one: False)
        return True

    def close(self):
        with contextlib.suppress(OSError, websocket.WebSocketException):
            self.ws.close(timeout=0.1)
