"""One simulated delegate: comes in by the personal link, and does in each stage what there is to do."""

import asyncio
import random

from app.rehearsal import deeds
from app.rehearsal.doors import Http, Line, Refused

NEWS = {
    *("stage.started", "stage.changed", "poll.opened", "poll.closed", "card.revealed"),
    *("measure.adopted", "declaration.reopened"),
}
"""After these there may be something else to do."""
LATE = ("conflict", "forbidden", "not_found")
"""The board has moved on while somebody was thinking: that happens to people, too."""
OUT = ("unauthenticated", "not_found")


class Delegate:
    """`seat`: number among the delegates of the room, from 0, of `seats` in all. speed: how many times faster than life."""

    def __init__(self, web, url, link, *, seat, seats, texts, speed):
        self.web, self.url, self.link = web, url, link
        self.seat, self.seats, self.texts, self.speed = seat, seats, list(texts), speed
        self.dice = random.Random(link)
        self.finished, self.late, self.commands = set(), 0, 0
        self._news = asyncio.Event()

    async def enter(self):
        """Take the seat and come into the room."""
        joined = await Http(self.web, self.url).post("/join", {"link": self.link, "consent": True})
        self.id, self.room = joined["member"]["id"], joined["member"]["room"]
        self.line = Line(self.web, self.url, joined["token"], self._heard)
        await self.line.open()
        await self._look()

    async def stay(self):
        """Follow the room until the seat is taken away. What there was to do before is left when there is news."""
        try:
            while True:
                self._news.clear()
                doing = asyncio.create_task(self._do_what_there_is())
                await self._news.wait()
                doing.cancel()
                await asyncio.gather(doing, return_exceptions=True)
                await self._look()
        except Refused as refusal:
            if refusal.code not in OUT:
                raise
        finally:
            doing.cancel()
            await self.line.close()

    async def _look(self):
        entered = await self.line.ask("enter", {"room": self.room})
        self.snapshot, self.mine = entered["snapshot"], entered["mine"]

    def _heard(self, name, payload=None):
        if name == "event" and payload["type"] in NEWS:
            self._news.set()

    async def _do_what_there_is(self):
        if any(poll["state"] == "open" for poll in self.snapshot["polls"]):
            await deeds.vote(self)
        deed = deeds.KINDS.get(self.snapshot["stage"]["kind"])
        if deed is not None and self.snapshot["stage"]["id"] not in self.finished:
            await deed(self)
            self.finished.add(self.snapshot["stage"]["id"])
            await self.do("ready.set", done=True)

    async def think(self, seconds):
        """As long as a person needs, more or less."""
        await asyncio.sleep(self.dice.uniform(0.4, 1.6) * seconds / self.speed)

    async def do(self, type, **data):
        """A command in the room; None where it came too late."""
        return await self.ask("command", {"type": type, "data": data})

    async def ask(self, name, payload):
        self.commands += 1
        try:
            if name == "command":
                return await self.line.command("room", self.room, payload["type"], payload["data"])
            return await self.line.ask(name, payload)
        except Refused as refusal:
            if refusal.code not in LATE:
                raise
            self.late += 1
            return None
