"""Thirty-eight delegates who work at the pace of people, and how long each of them waits: a process of its own.

It reads a plan (a line of JSON) and then one command a line: `phase NAME` counts what follows under that name, `end`
prints what each phase told, as JSON. Deeds begin by the clock whether or not earlier ones were answered, so that a
server that stands still is seen in full.
"""

import asyncio
import contextlib
import random
import sys
import time
from collections import Counter, defaultdict

import orjson
from pycrdt import Doc, Text

from bench.attacks.wire import Closed, Line, Refused
from tests.live.client import new_id

PAUSE_S, CLOCK_S, AGAIN_S, SETTLE_S, LATE_S, ENTER_S, LAG_S = 2.0, 15.0, 0.5, 10.0, 1.0, 20.0, 0.02
"""Each does something every two seconds; two thirds of it in a plan's shared text."""
DEEDS = (("typed", 45), ("commented", 20), ("waved", 15), ("moved_about", 20))


class Told:
    """What one phase showed."""

    def __init__(self):
        self.ops, self.acked, self.delivered = 0, [], []
        self.lost_lines, self.unanswered, self.offline, self.gaps = 0, 0, 0, 0
        self.refused = Counter()
        self.lag = 0.0


class Room:
    """What was said in this phase and where, so that each hearer knows how long it took to come."""

    def __init__(self):
        self.phase, self.phases = "before", defaultdict(Told)
        self.said = {}
        self.missing = self.doubled = self.lost_words = self.unsettled = 0
        self.holes = []

    @property
    def now(self):
        return self.phases[self.phase]

    def say(self, key, by):
        self.said[key] = (time.perf_counter(), self.now, by)

    def heard(self, key, at, by):
        """A neighbour's; that one hears oneself is another matter."""
        if key in self.said:
            begun, told, writer = self.said[key]
            if writer is not by:
                told.delivered.append(at - begun)


class Delegate:
    def __init__(self, plan, house, dice):
        self.plan, self.house, self.dice = plan, house, dice
        self.line = Line(plan["port"], plan["token"], self.hear)
        self.seq, self.inside, self.entering, self.early = None, False, False, []
        self.replayed = 0
        self.doc, self.updates, self.hand = Doc(), set(), False
        self.tasks = set()

    @property
    def room(self):
        return self.plan["room"]

    async def come_in(self):
        """Open the line and enter; what was said meanwhile comes along."""
        self.inside = False
        await self.line.open()
        await self.enter()
        self.inside = True

    async def enter(self):
        """Take what happened since, and the words that are lacking: at the start, after a break, and after a gap."""
        self.entering, self.early = True, []
        try:
            since = {} if self.seq is None else {"since": self.seq}
            answer = await self.line.ask("enter", {"room": self.room} | since, seconds=ENTER_S)
            at = time.perf_counter()
            for event in answer.get("events", ()):
                self.house.heard(event["command"], at, self)
                self.order(event)
            self.seq, self.replayed = max(self.seq or 0, answer["seq"]), answer["seq"]
            for event in self.early:
                if event["seq"] > answer["seq"]:
                    self.order(event)
        finally:
            self.entering = False
        opened = await self.line.ask("text.open", {"doc": self.plan["doc"], "vector": self.doc.get_state()})
        self.doc.apply_update(opened["update"])

    async def catch_up(self):
        """Ask for what was missed, as the page does where a number is left out."""
        if not self.entering:
            self.house.now.gaps += 1
            with contextlib.suppress(Closed, Refused, TimeoutError):
                await self.enter()

    async def arrive(self):
        """At the first attempt, or later: `stay` tries again."""
        try:
            await self.come_in()
        except (Closed, Refused, TimeoutError):
            self.line.close()

    async def stay(self):
        """Come back whenever the line breaks, as the page does."""
        while True:
            await self.line.ended.wait()
            self.house.now.lost_lines += 1
            while self.line.ended.is_set():
                await self.arrive()
                await asyncio.sleep(AGAIN_S)

    async def work(self):
        names, weights = zip(*DEEDS, strict=True)
        await asyncio.sleep(self.dice.uniform(0, PAUSE_S))
        while True:
            self.start(getattr(self, self.dice.choices(names, weights)[0])())
            await asyncio.sleep(self.dice.expovariate(1 / PAUSE_S))

    async def look_at_the_clock(self):
        while True:
            await asyncio.sleep(self.dice.uniform(0, CLOCK_S))
            self.start(self.compared())
            await asyncio.sleep(CLOCK_S)

    async def compared(self):
        """Was the last event missed? What is on its way gets a moment."""
        answer = await self.asked("clock", {})
        if answer:
            await asyncio.sleep(LATE_S)
            if self.seq < answer["seq"].get(f"room:{self.room}", 0):
                await self.catch_up()

    def start(self, deed):
        task = asyncio.create_task(deed)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def asked(self, name, payload, key=None):
        told = self.house.now
        if self.line.ended.is_set() or not self.inside:
            told.offline += 1
            return
        told.ops += 1
        begun = time.perf_counter()
        if key is not None:
            self.house.say(key, self)
        answer = None
        try:
            answer = await self.line.ask(name, payload)
        except Refused as refusal:
            told.refused[refusal.code] += 1
        except (Closed, TimeoutError):
            told.unanswered += 1
            return None
        told.acked.append(time.perf_counter() - begun)
        return answer

    async def commanded(self, type, **data):
        id = new_id()
        await self.asked("command", {"room": self.room, "id": id, "type": type, "data": data}, id)

    async def typed(self):
        before = self.doc.get_state()
        self.doc.get("what", type=Text).insert(0, self.dice.choice(("and ", "we ", "the ", "local ")))
        update = self.doc.get_update(before)
        await self.asked("text.update", {"doc": self.plan["doc"], "update": update}, update)

    async def commented(self):
        await self.commanded("comment.add", card=self.dice.choice(self.plan["cards"]), text="Who pays for year two?")

    async def waved(self):
        self.hand = not self.hand
        await self.commanded("hand.raise" if self.hand else "hand.lower")

    async def moved_about(self):
        await self.asked("presence", {"room": self.room, "card": self.dice.choice(self.plan["cards"])})

    def hear(self, name, payload, at):
        if name == "event" and payload["stream"] == f"room:{self.room}":
            self.house.heard(payload["command"], at, self)
            if self.entering:
                self.early.append(payload)
            else:
                self.order(payload)
        elif name == "text" and payload["doc"] == self.plan["doc"]:
            update = bytes(payload["update"])
            self.house.heard(update, at, self)
            self.house.doubled += update in self.updates
            self.updates.add(update)
            self.doc.apply_update(update)

    def order(self, event):
        """Numbers have no gaps: where there is one, what is behind it waits until it is filled. What was replayed may
        still come by itself; anything else that comes twice is a fault.
        """
        if self.seq is not None and event["seq"] > self.seq + 1:
            self.start(self.catch_up())
            return
        if self.replayed < event["seq"] <= (self.seq or 0):
            self.house.doubled += 1
            self.note(f"{event['type']} {event['seq']} twice")
        self.seq = max(self.seq or 0, event["seq"])

    def note(self, what):
        self.house.holes.append(f"{self.house.phase}: {what}, had {self.seq}")

    async def settle(self):
        """Has everything that happened come, and every word that was typed? The server's answers say what there is."""
        end = time.monotonic() + SETTLE_S
        while not self.inside and time.monotonic() < end:
            await asyncio.sleep(AGAIN_S)
        try:
            numbers = (await self.line.ask("clock", {}, seconds=SETTLE_S))["seq"]
            opened = await self.line.ask("text.open", {"doc": self.plan["doc"]}, seconds=SETTLE_S)
        except (Closed, Refused, TimeoutError):
            self.house.unsettled += 1
            return
        last, whole = numbers.get(f"room:{self.room}", 0), Doc()
        whole.apply_update(opened["update"])
        end = time.monotonic() + SETTLE_S
        while time.monotonic() < end and (self.seq < last or written(self.doc) != written(whole)):
            await asyncio.sleep(AGAIN_S)
            if self.seq < last:
                await self.catch_up()
        if last > self.seq:
            self.house.missing += last - self.seq
            self.note(f"never heard up to {last}")
        self.house.lost_words += written(self.doc) != written(whole)


def written(doc):
    return str(doc.get("what", type=Text))


async def watch_the_lag(house):
    """How late this process itself was: what it measures is not truer than that."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(LAG_S)
        house.now.lag = max(house.now.lag, time.perf_counter() - begun - LAG_S)


async def play(plan, commands, say):
    house = Room()
    people = [Delegate(each, house, random.Random(n)) for n, each in enumerate(plan["people"])]
    await asyncio.gather(*(each.arrive() for each in people))
    tasks = [asyncio.create_task(watch_the_lag(house))]
    for each in people:
        tasks += [asyncio.create_task(deed()) for deed in (each.stay, each.work, each.look_at_the_clock)]
    say({"ready": len(people)})
    while (command := (await commands()).split())[0] != "end":
        house.phase = command[1]
    for task in (task for task in tasks if task.get_coro().__name__ in ("work", "look_at_the_clock")):
        task.cancel()
    outstanding = [task for each in people for task in each.tasks]
    if outstanding:
        _, late = await asyncio.wait(outstanding, timeout=SETTLE_S)
        for task in late:
            task.cancel()
        house.now.unanswered += len(late)
    await asyncio.gather(*(each.settle() for each in people))
    say(told(house))


def told(house):
    """Waits in seconds, whole: what is made of them is the reader's."""
    phases = {
        name: vars(phase) | {"refused": dict(phase.refused)} for name, phase in house.phases.items() if name != "before"
    }
    sums = {name: getattr(house, name) for name in ("missing", "doubled", "lost_words", "unsettled")}
    return {"phases": phases, "holes": house.holes[:20]} | sums


async def main():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=2**24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    async def line():
        return (await reader.readline()).decode() or "end"

    await play(orjson.loads(await line()), line, lambda given: print(orjson.dumps(given).decode(), flush=True))


if __name__ == "__main__":
    asyncio.run(main())
