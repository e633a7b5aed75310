"""One simulated delegate: comes in by the personal link, and does in each stage what there is to do."""

import asyncio
import random

from app.rehearsal import deeds
from app.rehearsal.doors import Http, Line, Refused, ended

NEWS = {
    *("stage.started", "stage.changed", "poll.opened", "poll.closed", "card.revealed"),
    *("measure.adopted", "visit.planned", "declaration.reopened", "plenary.shown"),
}
"""After these there may be something else to do."""
LATE = ("conflict", "forbidden", "not_found")
"""The board has moved on while somebody was thinking: that happens to people, too."""
OUT = ("unauthenticated", "not_found")


class Delegate:
    """`seat`: number among the `seats` delegates of the room, from 0. speed: how many times faster than life."""

    def __init__(self, web, url, link, *, seat, seats, texts, speed):
        self.web, self.url, self.link = web, url, link
        self.seat, self.seats, self.texts, self.speed = seat, seats, list(texts), speed
        self.dice = random.Random(link)
        self.finished, self.late, self.commands = set(), 0, 0
        self._news = asyncio.Event()

    async def enter(self):
        """Take the seat and come into the room."""
        joined = await Http(self.web, self.url).post("/join", {"link": self.link, "consent": True})
        self.room, self.workshop = joined["member"]["room"], joined["workshop"]["id"]
        self.line = Line(self.web, self.url, joined["token"], self._heard)
        await self.line.open()
        await self._look()

    async def stay(self):
        """Follow the room until the seat is taken away."""
        try:
            while True:
                await self._until_news()
                self._news.clear()
                await self._look()
        except Refused as refusal:
            if refusal.code not in OUT:
                raise
        finally:
            await self.line.close()

    async def _until_news(self):
        """Do what there is to do; what is not finished when there is news is left as it is."""
        doing = asyncio.create_task(self._do_what_there_is())
        news = asyncio.create_task(self._news.wait())
        try:
            await asyncio.wait([doing, news], return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                doing.result()
                await news
        finally:
            await ended(doing, news)

    async def _look(self):
        entered = await self.line.ask("enter", {"room": self.room})
        self.snapshot, self.mine = entered["snapshot"], entered["mine"]

    def _heard(self, name, payload=None):
        if name == "goodbye" or (name == "event" and payload["type"] in NEWS):
            self._news.set()

    async def _do_what_there_is(self):
        if any(poll["state"] == "open" for poll in self.snapshot["polls"]):
            await deeds.vote(self)
        stage = self.snapshot["stage"]
        if stage["kind"] in deeds.IN_PLENARY and self.snapshot["plenary"]:
            await deeds.applaud(self)
        if (task := self._task()) not in self.finished:
            await deeds.KINDS.get(stage["kind"], deeds.arrive)(self)
            self.finished.add(task)
        if not self.mine["ready"]:  # also where the stage was started anew, or news came before one could say it
            await self.do("ready.set", done=True)

    def _task(self):
        """What is done once: a stage, and in a gallery walk each room that is visited, however late that is planned."""
        stage, visit = self.snapshot["stage"], self.snapshot["visit"]
        return stage["id"], visit["id"] if visit and stage["kind"] == "visit" else None

    async def think(self, seconds):
        """As long as a person needs, more or less."""
        await asyncio.sleep(self.dice.uniform(0.4, 1.6) * seconds / self.speed)

    async def do(self, type, **data):
        """A command in the room; None where it came too late."""
        return await self.do_in(self.room, type, **data)

    async def do_in(self, room, type, **data):
        """The same in a room that one visits."""
        return await self._done(self.line.command("room", room, type, data))

    async def do_in_hall(self, type, **data):
        """A command of the workshop; None where it came too late."""
        return await self._done(self.line.command("workshop", self.workshop, type, data))

    async def read(self, room):
        """The snapshot of a room that one visits; None where the visit is over already."""
        entered = await self._done(self.line.ask("enter", {"room": room}))
        if entered:
            await self.line.ask("leave", {"room": room})
        return entered and entered["snapshot"]

    async def write(self, doc, field, text):
        """Words in an empty field; None where somebody else was quicker."""
        return await self._done(self.line.ask("text.set", {"doc": doc, "field": field, "value": text, "base": ""}))

    async def _done(self, deed):
        self.commands += 1
        try:
            return await deed
        except Refused as refusal:
            if refusal.code not in LATE:
                raise
            self.late += 1
            return None
