"""Who leads the rooms through the whole programme, where no person does. Comes with the organiser's token."""

import asyncio
import contextlib
import time

from app.rehearsal.doors import Line, Refused

GLANCE_S = 0.2
PATIENCE_S = 20
"""However fast the rehearsal, so long a stage lasts where not all are done: the server is not faster than in life."""
SHOWN_S = 60
WAIVED = "A rehearsal: the agenda is declared to practise."


class Lead:
    """Leads `rooms` (ids). A stage ends when all are done, and at the latest when its minutes are over."""

    def __init__(self, web, url, token, workshop, *, rooms, speed):
        self.workshop, self.speed = workshop, speed
        self.line = Line(web, url, token, self._heard)
        self.rooms = rooms
        self.tiles, self._lost = {}, False

    async def run(self, told):
        """Play the programme up to its last stage. `told`: called with a line for people at each step."""
        try:
            await self.line.open()
            await self._look()
            for stage in self.workshop["programme"]:
                if stage["kind"] == "follow":
                    break
                told(stage["title"])
                if stage["kind"] == "visit":
                    await self._plan_visits()
                await self._command("stage.start", stage=stage["id"], rooms=self.rooms)
                act = ACTS.get(stage["kind"], Lead.wait)
                await asyncio.gather(*(act(self, room, stage) for room in self.rooms))
                if stage["kind"] == "plenary":
                    await self._show()
        finally:
            await self.line.close()

    async def _look(self):
        """The workshop as facilitators have it before them."""
        self._lost = False
        entered = await self.line.ask("enter", {"workshop": self.workshop["id"]})
        self.tiles = {tile["id"]: tile for tile in entered["rooms"]}
        return entered["workshop"]

    async def _plan_visits(self):
        """Each room visits the next, where nobody has planned it otherwise and there is another one."""
        if len(self.rooms) > 1 and not (await self._look())["visits"]:
            hosts = self.rooms[1:] + self.rooms[:1]
            await self._command("visit.plan", visits=dict(zip(self.rooms, hosts, strict=True)))

    def _heard(self, name, payload=None):
        if name == "tile":
            self.tiles[payload["id"]] = payload
        elif name == "goodbye":
            self._lost = True

    async def wait(self, room, stage, until=None):
        """Until everybody in the room is done, or `until` (of its tile) holds, or the minutes are over."""
        over = until or (lambda tile: tile["stage"]["id"] == stage["id"] and tile["done"] >= tile["here"] > 0)
        end = time.monotonic() + max(stage["minutes"] * 60 / self.speed, PATIENCE_S)
        while time.monotonic() < end and not over(self.tiles[room]):
            await asyncio.sleep(GLANCE_S)
            if self._lost:
                await self._look()

    async def gather(self, room, stage):
        await self.wait(room, stage)
        await self._do(room, "card.reveal")

    async def vote(self, room, stage):
        """Open the poll that the stage asks for, close it when all have cast, show it, and adopt what came first."""
        snapshot = await self._snapshot(room)
        wanted = snapshot["stage"]["settings"]["poll"]
        over = {"cards": [measure["id"] for measure in snapshot["measures"]]} if wanted["over"] == "measures" else {}
        with contextlib.suppress(Refused):  # nothing to vote on, nobody to vote
            poll = (await self._do(room, "poll.open", method=wanted["method"], **over))["poll"]
            await self.wait(room, stage, lambda tile: _all_cast(tile, poll))
            await self._do(room, "poll.close", poll=poll)
            result = (await self._do(room, "poll.reveal", poll=poll))["result"]
            if not over:
                first = [card for place in result["ranking"] for card in place["cards"]]
                await self._do(room, "measure.adopt", cards=first[: self.workshop["measures_max"]][:3])

    async def declare(self, room, stage):
        await self.wait(room, stage)
        await self._do(room, "declaration.reveal")

    async def plenary(self, room, stage):
        """Declare; where the rule is not met, with a reason. A room without measures has nothing to declare."""
        try:
            await self._do(room, "declaration.declare")
        except Refused:
            with contextlib.suppress(Refused):
                await self._do(room, "declaration.declare", waive=WAIVED)

    async def _show(self):
        """One agenda after the other on the big screen."""
        for room in self.rooms:
            await self._command("plenary.show", view="agenda", room=room)
            await asyncio.sleep(SHOWN_S / self.speed)
        await self._command("plenary.show", view="side")

    async def _snapshot(self, room):
        return (await self.line.ask("enter", {"room": room}))["snapshot"]

    async def _do(self, room, type, **data):
        return await self.line.command("room", room, type, data)

    async def _command(self, type, **data):
        return await self.line.command("workshop", self.workshop["id"], type, data)


def _all_cast(tile, poll):
    return tile["poll"] is not None and tile["poll"]["id"] == poll and tile["poll"]["cast"] >= tile["poll"]["entitled"]


ACTS = {"gather": Lead.gather, "vote": Lead.vote, "declare": Lead.declare, "plenary": Lead.plenary}
