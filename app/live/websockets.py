"""The WebSocket under an Engine.IO connection, with bounds: frames a second, bytes in a message, nothing into the log.

Both kinds give Engine.IO what it expects of one: wait, send, close. `shut` ends the TCP connection under it.
"""

import contextlib
import socket

FRAGMENTS = 1000
KINDS = set("13456")
"""What a client may send: close, pong (with the probe of an upgrade: ping), message, upgrade, and noop."""


class Bounded:
    """Counts every frame, also those below messages: pings, fragments."""

    def __init__(self, ws, line):
        self.ws, self.line = ws, line

    def wait(self):
        """The next packet as text or bytes; None where the connection has ended, or ends since it was none."""
        try:
            given = self._wait()
        except OSError:
            return None
        except Exception:  # whatever the reader of frames makes of nonsense
            self.line.end("malformed")
            return None
        if isinstance(given, str) and given[:1] not in KINDS and given != "2probe":
            self.line.end("malformed")
            return None
        return given

    def send(self, data):
        self.ws.send(data)

    def close(self):
        self.ws.close()

    def shut(self):
        with contextlib.suppress(OSError):
            self._socket().shutdown(socket.SHUT_RDWR)


class EventletWire(Bounded):
    """Around eventlet's WebSocket. `socket` and `_sendlock` are for what is written directly (fanout.py)."""

    def __init__(self, ws, line):
        super().__init__(ws, line)
        self.socket, self._sendlock = ws.socket, ws._sendlock
        ws.log = Unheard()
        self._frame, ws._recv_frame = ws._recv_frame, self._recv_frame

    def _recv_frame(self, message=None):
        self.line.breathe()
        read = self._frame(message=message)
        if not read.finished and (len(read.data) > FRAGMENTS or sum(map(len, read.data)) > self.ws.max_frame_length):
            raise ValueError("too long in its fragments")
        return read

    def _wait(self):
        return self.ws.wait()

    def _socket(self):
        return self.socket


class GeventWire(Bounded):
    """Around simple_websocket."""

    def _wait(self):
        return self.ws.wait()

    def _socket(self):
        return self.ws.ws.sock


class Unheard:
    """Where eventlet writes what it makes of a client's address and path."""

    def write(self, text):
        pass


def gevent_websocket():
    """Engine.IO's WebSocket for gevent: bounded in what it reads ahead, and whole in what it writes."""
    import gevent
    from engineio.async_drivers.gevent import Thread, WebSocketWSGI
    from gevent.event import Event
    from gevent.lock import RLock
    from gevent.selectors import DefaultSelector
    from simple_websocket import Server

    class Whole:
        """A socket that sends all it is given; stock send() stops where the kernel takes no more, amid a frame."""

        def __init__(self, sock):
            self._sock, self._lock = sock, RLock()

        def send(self, data):
            with self._lock:
                self._sock.sendall(data)

        def __getattr__(self, name):
            return getattr(self._sock, name)

    class Reader(Server):
        AHEAD = 64

        def __init__(self, environ, line, **options):
            self.line = line
            super().__init__(environ, **options)

        def handshake(self):
            self.sock = Whole(self.sock)
            super().handshake()
            events = self.ws.events
            self.ws.events = lambda: self._counted(events())

        def _counted(self, events):
            for event in events:
                self.line.breathe()
                yield event

        def _handle_events(self):
            while self.connected and len(self.input_buffer) > self.AHEAD:
                gevent.sleep(0.01)
            return super()._handle_events()

        def _thread(self):
            try:
                super()._thread()
            except Exception:  # whatever the reader of frames makes of nonsense
                self.line.end("malformed")
            finally:
                self.connected = False
                self.event.set()

    class WebSocket(WebSocketWSGI):
        def __call__(self, environ, start_response):
            start_response.__self__.close_connection = True  # no request follows the frames
            line = self.app.__self__
            try:
                self.ws = Reader(
                    environ,
                    line,
                    thread_class=Thread,
                    event_class=Event,
                    selector_class=DefaultSelector,
                    max_message_size=line.server.max_http_buffer_size,
                )
            except Exception:  # a handshake that is none
                return line.server._bad_request()
            return self.app(self)

    return WebSocket
