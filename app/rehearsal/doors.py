"""The two public doors, as a program comes through them: HTTP with a bearer token, Socket.IO with acknowledgements."""

import asyncio
import contextlib
import time
import uuid

import aiohttp
import socketio

PATIENCE_S = 30
GONE_S = 120
"""A server that has not answered for so long is gone."""
CLOSING_S = 5
AGAIN_S = 1.0
"""How long to wait before asking again where the server names no time, or the line is down."""
LINE_DOWN = (socketio.exceptions.SocketIOError, asyncio.TimeoutError, aiohttp.ClientError, OSError)


FOR_GOOD = ("removed", "renewed", "revoked")
"""With these words of farewell the token is worth nothing any more."""


class Refused(Exception):
    """The `error` of an acknowledgement, or a problem document. `code` as in docs/protocol.md."""

    def __init__(self, error):
        self.code, self.wait_s = error["code"], error.get("retry_after")
        super().__init__(f"{error['code']}: {error.get('detail')} {error.get('errors', '')}")


class Gone(Exception):
    """The server has not answered for `GONE_S` seconds."""


class Http:
    """The API under `url`, asked with `token` where there is one. `web` is a session of aiohttp that others share."""

    def __init__(self, web, url, token=None):
        self.web, self.url, self.token = web, url, token

    async def get(self, path):
        return await self._ask("GET", path)

    async def post(self, path, body):
        return await self._ask("POST", path, json=body)

    async def delete(self, path, body):
        return await self._ask("DELETE", path, json=body, nothing=True)

    async def send(self, data, path, kind):
        """Post bytes of a media type."""
        return await self._ask("POST", path, data=data, headers={"Content-Type": kind})

    async def text(self, path):
        """A file, as text."""
        return await self._ask("GET", path, words=True)

    async def _ask(self, method, path, *, words=False, nothing=False, headers=None, **body):
        headers = (headers or {}) | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        end = time.monotonic() + GONE_S
        while True:
            async with self.web.request(method, f"{self.url}/api/v1{path}", headers=headers, **body) as answer:
                if answer.status < 400:
                    return None if nothing else await (answer.text() if words else answer.json())
                refusal = Refused(await answer.json(content_type=None))
            if not await _waited(refusal, end):
                raise refusal


class Line:
    """One connection. `heard(name, payload)` is called with whatever the server says, in its order.

    When the line breaks it hears `goodbye`, too: whoever has entered a place then has to enter it again.
    """

    def __init__(self, web, url, token, heard):
        self.url, self.token, self.heard = url, token, heard
        self.shut_out = None
        # The stock client does not come back where it was the server that hung up; this one does, when it is asked.
        self.io = socketio.AsyncClient(http_session=web, handle_sigint=False, reconnection=False)
        self._opening, self._down = asyncio.Lock(), asyncio.Event()
        self.io.on("*", self._told)
        self.io.on("connect_error", self._not_let_in)
        self.io.on("disconnect", self._broken)

    async def open(self):
        """Several hundred at once may find the server busy: whoever is not let in tries again."""
        end = time.monotonic() + GONE_S
        async with self._opening:
            while not self.io.connected:
                self._down.clear()
                try:
                    await self.io.connect(self.url, auth={"token": self.token}, transports=["websocket"])
                except socketio.exceptions.ConnectionError as error:
                    await self._again(end, error)

    async def ask(self, name, payload):
        """The answer, without its `ok`. Where the line is down, or the server says wait, the same is asked again."""
        end = time.monotonic() + GONE_S
        while True:
            try:
                answer = await self._answered(name, payload)
            except LINE_DOWN as error:
                await self._again(end, error)
                await self.open()
                continue
            if answer.pop("ok"):
                return answer
            refusal = Refused(answer["error"])
            if not await _waited(refusal, end):
                raise refusal

    async def _answered(self, name, payload):
        """The acknowledgement; raises as soon as the line breaks, over which none will come."""
        asking = asyncio.create_task(self.io.call(name, payload, timeout=PATIENCE_S))
        breaking = asyncio.create_task(self._down.wait())
        try:
            await asyncio.wait([asking, breaking], return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
            raise ConnectionError("The line broke")
        finally:
            await ended(asking, breaking)

    async def command(self, scope, place, type, data):
        """What the command made, as its answer names it. Its id stays the same however often it is sent."""
        asked = {scope: place, "id": str(uuid.uuid4()), "type": type, "data": data}
        return (await self.ask("command", asked))["data"]

    async def close(self):
        """Hang up; a server that does not take notice is not waited for."""
        with contextlib.suppress(*LINE_DOWN):
            await asyncio.wait_for(self.io.shutdown(), CLOSING_S)

    async def _again(self, end, error):
        """A pause before the next attempt; raises where one would be in vain."""
        if self.shut_out:
            raise self.shut_out from error
        if time.monotonic() > end:
            raise Gone(f"The server has not answered for {GONE_S} seconds") from error
        await asyncio.sleep(AGAIN_S)

    def _told(self, name, payload=None):
        if name == "goodbye" and payload["reason"] in FOR_GOOD:
            self.shut_out = Refused({"code": "unauthenticated"})
        self.heard(name, payload)

    def _not_let_in(self, why):
        if isinstance(why, dict) and why.get("code") == "unauthenticated":
            self.shut_out = Refused(why)

    def _broken(self, reason=None):
        self._down.set()
        self.heard("goodbye", {"reason": reason})


async def _waited(refusal, end):
    """Wait as long as the server says, if it says so; False where asking again would not help, or `end` has come."""
    if refusal.code not in ("too_fast", "unavailable") or time.monotonic() > end:
        return False
    await asyncio.sleep(refusal.wait_s or AGAIN_S)
    return True


async def ended(*tasks):
    """Cancel, until all are gone: an answer that comes in the same moment takes a cancellation along (Python 3.11)."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_S)
