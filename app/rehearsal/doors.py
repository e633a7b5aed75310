"""The two public doors, as a program comes through them: HTTP with a bearer token, Socket.IO with acknowledgements."""

import asyncio
import uuid

import aiohttp
import socketio

PATIENCE_S = 30
AGAIN_S = 1.0
"""How long to wait before asking again where the server names no time, or the line is down."""
LINE_DOWN = (socketio.exceptions.SocketIOError, asyncio.TimeoutError, aiohttp.ClientError, OSError)


class Refused(Exception):
    """The `error` of an acknowledgement, or a problem document. `code` as in docs/protocol.md."""

    def __init__(self, error):
        self.code, self.wait_s = error["code"], error.get("retry_after")
        super().__init__(f"{error['code']}: {error.get('detail')} {error.get('errors', '')}")


class Http:
    """The API under `url`, asked with `token` where there is one. `web` is a session of aiohttp that others share."""

    def __init__(self, web, url, token=None):
        self.web, self.url, self.token = web, url, token

    async def get(self, path):
        return await self._ask("GET", path)

    async def post(self, path, body):
        return await self._ask("POST", path, json=body)

    async def send(self, data, path, kind):
        """Post bytes of a media type."""
        return await self._ask("POST", path, data=data, headers={"Content-Type": kind})

    async def text(self, path):
        """A file, as text."""
        return await self._ask("GET", path, file=True)

    async def _ask(self, method, path, *, file=False, headers=None, **body):
        headers = (headers or {}) | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        while True:
            async with self.web.request(method, f"{self.url}/api/v1{path}", headers=headers, **body) as answer:
                if answer.status < 400:
                    return await (answer.text() if file else answer.json())
                refusal = Refused(await answer.json(content_type=None))
            if not await _waited(refusal):
                raise refusal


class Line:
    """One connection. `heard(name, payload)` is called with whatever the server says, in its order."""

    def __init__(self, web, url, token, heard):
        self.url, self.token = url, token
        self.io = socketio.AsyncClient(http_session=web, reconnection_delay=AGAIN_S, reconnection_delay_max=5)
        self.io.on("*", heard)

    async def open(self):
        """Several hundred at once may find the server busy: whoever is not let in tries again."""
        while not self.io.connected:
            try:
                await self.io.connect(self.url, auth={"token": self.token}, transports=["websocket"])
            except socketio.exceptions.ConnectionError as error:
                if "unauthenticated" in str(error):
                    raise Refused({"code": "unauthenticated"}) from error
                await asyncio.sleep(AGAIN_S)

    async def ask(self, name, payload):
        """The answer, without its `ok`. Where the line is down, or the server says wait, the same is asked again."""
        while True:
            try:
                answer = await self.io.call(name, payload, timeout=PATIENCE_S)
            except LINE_DOWN:
                await asyncio.sleep(AGAIN_S)
                continue
            if answer.pop("ok"):
                return answer
            refusal = Refused(answer["error"])
            if not await _waited(refusal):
                raise refusal

    async def command(self, scope, place, type, data):
        """What the command made, as its answer names it. Its id stays the same however often it is sent."""
        asked = {scope: place, "id": str(uuid.uuid4()), "type": type, "data": data}
        return (await self.ask("command", asked))["data"]

    async def close(self):
        await self.io.disconnect()


async def _waited(refusal):
    """Wait as long as the server says, if it says so; False where asking again would not help."""
    if refusal.code not in ("too_fast", "unavailable"):
        return False
    await asyncio.sleep(refusal.wait_s or AGAIN_S)
    return True
