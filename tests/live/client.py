"""A client written from docs/protocol.md alone: HTTP with a bearer token, Socket.IO with acknowledgements, Yjs."""

import threading
import time
import uuid

import engineio
import requests
import socketio
from pycrdt import Doc, Text

PONG = engineio.packet.PONG
PATIENCE_S = 15
"""How long a test waits for what has to come; a machine under load is slow, and no test waits longer than it must."""


class Refused(Exception):
    """The server's `error` of an acknowledgement, or its problem document."""

    def __init__(self, error):
        self.code, self.error = error["code"], error
        super().__init__(f"{error['code']}: {error.get('detail')} {error.get('errors', '')}")


class Http:
    """The HTTP door. `token` is an account's or a member's; `heard` keeps every answer as it came."""

    def __init__(self, url, token=None):
        self.url, self.token, self.session = f"{url}/api/v1", token, requests.Session()
        self.heard = []

    def ask(self, method, path, json=None, **rest):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= rest.pop("headers", {})
        answer = self.session.request(method, self.url + path, json=json, headers=headers, timeout=30, **rest)
        self.heard.append(answer)
        return answer

    def open(self, page):
        """A page, as a browser with the cookies of this session gets it."""
        self.heard.append(self.session.get(f"{self.url.removesuffix('/api/v1')}{page}", timeout=30))
        return self.heard[-1]

    def get(self, path, **rest):
        return _good(self.ask("GET", path, **rest))

    def post(self, path, json=None, **rest):
        return _good(self.ask("POST", path, json, **rest))

    def command(self, scope, place, type, data=None, id=None):
        body = {"id": id or new_id(), "type": type, "data": data or {}}
        return self.post(f"/{scope}s/{place}/commands", body)

    def room(self, room, type, **data):
        return self.command("room", room, type, data)

    def snapshot(self, room):
        return self.get(f"/rooms/{room}")


def _good(answer):
    if answer.status_code >= 400:
        raise Refused(answer.json())
    kind = answer.headers.get("Content-Type", "")
    return answer.json() if kind.startswith("application/json") else answer


class InOrder(engineio.Client):
    """Hears messages one after the other, as they came in; the stock client gives each a thread of its own."""

    def _trigger_event(self, event, *args, **options):
        if event == "message":
            self.raw.append(args[0])
        return super()._trigger_event(event, *args, **options | {"run_async": False})

    def _send_packet(self, packet):
        super()._send_packet(packet)
        if packet.packet_type == PONG:
            self.pings.append("pong")

    def disconnect(self, *args, **options):
        """Where the server closes the line, the reading thread cannot wait for its own end."""
        if threading.current_thread() is self.read_loop_task:
            self.start_background_task(super().disconnect, *args, **options)
        else:
            super().disconnect(*args, **options)


class SocketIO(socketio.Client):
    def _engineio_client_class(self):
        return InOrder


class Live:
    """One connection. What it heard: (name, payload) in `heard`, and every frame, answers included, in `raw`."""

    def __init__(self, url, token, *, transports=("websocket",), headers=None, auth=None):
        self.url, self.token = url, token
        self.io = SocketIO(reconnection=False)
        self.io.eio.raw, self.io.eio.pings = self.raw, self.pings = [], []
        self.heard, self.refusal = [], None
        self._news = threading.Condition()
        self.io.on("*", self._hear)
        self.io.on("connect_error", self._refused)
        self.io.on("disconnect", lambda *_: self._tell())
        given = {"token": token} if auth is None else auth
        self.io.connect(url, auth=given, transports=list(transports), headers=headers or {})

    def _hear(self, name, payload=None):
        self.heard.append((name, payload))
        self._tell()

    def _refused(self, payload=None):
        self.refusal = payload

    def _tell(self):
        with self._news:
            self._news.notify_all()

    def until(self, condition, *, seconds=PATIENCE_S):
        """Wait until `condition()` is true and return what it gave; fails when it takes too long."""
        end = time.monotonic() + seconds
        while not (found := condition()):
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds} s in vain; heard {self.heard[-5:]}")
            with self._news:
                self._news.wait(0.05)
        return found

    def ask(self, name, payload):
        try:
            answer = self.io.call(name, payload, timeout=30)
        except socketio.exceptions.TimeoutError as error:
            raise AssertionError(f"no answer to {name}; the line is {'open' if self.open else 'closed'}") from error
        if not answer.pop("ok"):
            raise Refused(answer["error"])
        return answer

    def enter(self, room, since=None):
        return self.ask("enter", {"room": room} | ({} if since is None else {"since": since}))

    def command(self, scope, place, type, data=None, id=None):
        return self.ask("command", {scope: place, "id": id or new_id(), "type": type, "data": data or {}})

    def room(self, room, type, **data):
        return self.command("room", room, type, data)

    def workshop(self, workshop, type, **data):
        return self.command("workshop", workshop, type, data)

    def settle(self):
        """Return once everything that was sent before this moment has been heard: answers keep their place in line."""
        return self.ask("clock", {})

    def told(self, name):
        """The payloads heard under this name, oldest first."""
        return [payload for heard, payload in list(self.heard) if heard == name]

    def events(self, stream=None):
        return [event for event in self.told("event") if stream in (None, event["stream"])]

    def event(self, type, *, seconds=PATIENCE_S):
        """The first event of a type; waits for it."""
        return self.until(lambda: [e for e in self.events() if e["type"] == type], seconds=seconds)[0]

    @property
    def open(self):
        return self.io.connected

    def close(self):
        self.io.disconnect()


class Shared:
    """A shared text as an editor holds it: a Yjs document that is kept in step with the server's."""

    def __init__(self, live, doc):
        self.live, self.name, self.doc = live, doc, Doc()
        self._applied = 0
        self.open()

    def open(self):
        answer = self.live.ask("text.open", {"doc": self.name, "vector": self.doc.get_state()})
        self.doc.apply_update(answer["update"])
        return answer

    def read(self, field):
        return str(self.doc.get(field, type=Text))

    def typed(self, field, text, *, at=0):
        """The update that typing `text` here makes; nobody has been told of it yet. `at` counts bytes."""
        before = self.doc.get_state()
        self.doc.get(field, type=Text).insert(at, text)
        return self.doc.get_update(before)

    def send(self, update):
        return self.live.ask("text.update", {"doc": self.name, "update": update})

    def type(self, field, text, *, at=0):
        return self.send(self.typed(field, text, at=at))

    def hear(self):
        """Take in what others wrote since."""
        told = [text for text in self.live.told("text") if text["doc"] == self.name]
        for text in told[self._applied :]:
            self.doc.apply_update(text["update"])
        self._applied = len(told)

    def close(self):
        self.live.ask("text.close", {"doc": self.name})


def new_id():
    return str(uuid.uuid4())
