"""Attacks over Socket.IO and below it: what is asked too often, what is not read, what is no message at all."""

import asyncio
import contextlib
import os
import random

from bench.attacks.attack import Target, attack, bearing, said, web
from bench.attacks.wire import PATH, Closed, Line, Refused, Wire, framed, greeting
from tests.live.client import new_id

WAIT_S = 3.0


class Listener(Line):
    """A line that counts what it hears of a room, once it should hear nothing any more."""

    def __init__(self, port, token):
        super().__init__(port, token, self._hear)
        self.heard, self.goodbye, self.gone = 0, None, False

    def _hear(self, name, payload, at):
        if name == "goodbye":
            self.goodbye = payload["reason"]
        elif self.gone:
            self.heard += 1


async def commanded(http, target, scope, place, type, data, *, process=0):
    body = {"id": new_id(), "type": type, "data": data}
    path = target.url(f"/api/v1/{scope}s/{place}/commands", process)
    async with http.post(path, json=body, headers=bearing(target.plan["organiser"]["token"])) as answer:
        return answer.status


@attack("events with reserved names, then the seat is removed", seconds=8)
async def reserved_names(target: Target) -> bool:
    """Say that one is gone, or somebody else, and listen on."""
    guests, held = target.plan["guests"], True
    async with web() as http:
        for number, (name, payload) in enumerate((("disconnect", None), ("connect", {"token": guests[3]["token"]}))):
            line = await Listener(target.port, guests[number]["token"]).open()
            await line.ask("enter", {"room": target.plan["workshop"]["room"]})
            try:
                await line.ask(name, payload, seconds=WAIT_S)
            except (Refused, Closed, TimeoutError) as error:
                target.told[f"`{name}` {said(error)}"] += 1
            workshop, member = target.plan["workshop"]["id"], guests[number]["member"]
            await commanded(http, target, "workshop", workshop, "member.remove", {"member": member})
            await asyncio.sleep(0.5)
            line.gone = True
            await asyncio.sleep(max(0.5, target.seconds / 2 - 1))
            target.told["closed" if line.ended.is_set() else "left open"] += 1
            target.told["events heard after the removal"] += line.heard
            held = held and line.ended.is_set() and not line.heard
            line.close()
    return held


async def _exhausted(target, many):
    """Three times as many handshakes as there are descriptors, held for a while, and let go."""
    while target.going():
        opened = []

        async def knock(opened=opened):
            try:
                async with asyncio.timeout(5):
                    _, writer = await asyncio.open_connection("127.0.0.1", target.port)
                    writer.write(greeting(target.port))
                    opened.append(writer)
            except (OSError, TimeoutError) as error:
                target.told[said(error)] += 1

        await asyncio.gather(*(knock() for _ in range(many)))
        target.told["connected"] += len(opened)
        await asyncio.sleep(min(3.0, target.seconds / 3))
        for writer in opened:
            writer.transport.abort()
        await asyncio.sleep(0.5)


@attack("more handshakes than descriptors (1,024)", descriptors=1024)
async def descriptors_1024(target: Target) -> None:
    await _exhausted(target, 1300)


@attack("more handshakes than descriptors (256)", descriptors=256)
async def descriptors_256(target: Target) -> None:
    await _exhausted(target, 400)


@attack("`enter` over and over on a board of 4.5 MB, reading nothing", seconds=10, full=True)
async def enter_unread(target: Target) -> None:
    """One delegate, 200 requests of 60 bytes; pings are answered blindly, so that the line looks alive."""
    while target.going():
        try:
            wire = await _entered(target)
        except Closed as error:
            target.told[f"not let in: {error}"] += 1
            await asyncio.sleep(0.2)
            continue
        await _asked_unread(target, wire)
        wire.close()


async def _asked_unread(target, wire):
    with contextlib.suppress(Closed):
        for _ in range(target.many(200)):
            wire.send('421["enter",{"room":"' + target.plan["workshop"]["room"] + '"}]')
            await asyncio.sleep(0.02)
        while target.going():
            wire.send("3")
            await wire.drain()
            await asyncio.sleep(1)
    try:
        async with asyncio.timeout(WAIT_S):
            while True:
                message = await wire.read()
                if isinstance(message, str) and message.startswith("431"):
                    target.told["board" if '"ok":true' in message[:40] else "too_fast"] += 1
    except Closed:
        target.told["closed by the server"] += 1
    except TimeoutError:
        target.told["left open"] += 1


async def _entered(target, guest=0):
    """A bare wire that has said who it is; nobody reads from it but the caller."""
    wire = await Wire.open(target.port)
    await wire.read()
    wire.send('40{"token":"' + target.plan["guests"][guest]["token"] + '"}')
    await wire.read()
    return wire


@attack("400 connections with one token, each enters")
async def one_token(target: Target) -> None:
    lines = []

    async def one():
        line = Line(target.port, target.plan["guests"][0]["token"])
        try:
            await line.open()
            lines.append(line)
            await line.ask("enter", {"room": target.plan["workshop"]["room"]})
            target.told["entered"] += 1
        except (Closed, Refused, TimeoutError) as error:
            target.told[said(error)] += 1

    for _ in range(target.many(40)):
        await asyncio.gather(*(one() for _ in range(10)))
    while target.going():
        await asyncio.sleep(0.2)
    target.told["open at the end"] = sum(not line.ended.is_set() for line in lines)
    for line in lines:
        line.close()


@attack("every request without a rate of its own, as fast as it goes, by four connections")
async def every_request(target: Target) -> None:
    room, doc = target.plan["workshop"]["room"], target.plan["docs"][0]
    asked = (
        *(("clock", {}), ("presence", {"room": room, "card": "x"}), ("text.history", {"doc": doc})),
        *(
            ("text.open", {"doc": doc}),
            ("text.close", {"doc": doc}),
            ("leave", {"room": room}),
            ("enter", {"room": room}),
        ),
    )
    lines = [await Line(target.port, guest["token"]).open() for guest in target.plan["guests"][:4]]

    async def one(line):
        if line.ended.is_set():
            await line.open()
        await line.ask(*random.choice(asked))
        return "ok"

    await asyncio.gather(*(target.at_once(4, lambda line=line: one(line)) for line in lines))
    for line in lines:
        line.close()


TINY = {
    "noop": framed(1, b"6"),
    "ping": framed(9, b""),
    "empty": framed(1, b""),
    "unknown": framed(1, b'42["x"]'),
    "fragments": b"\x00\x80\0\0\0\0",
}


@attack("tiny frames, as many as the wire takes, by five connections")
async def tiny_frames(target: Target) -> None:
    async def one(name, frame):
        guest = list(TINY).index(name) % 4
        while target.going():
            try:
                wire = await _entered(target, guest)
            except Closed as error:
                target.told[f"not let in: {error}"] += 1
                await asyncio.sleep(0.2)
                continue
            reading = asyncio.create_task(_drained(wire))
            if name == "fragments":
                wire.raw(b"\x01\x80\0\0\0\0")
            try:
                while target.going():
                    wire.raw(frame * 200)
                    await wire.drain()
                    await asyncio.sleep(0)
                    target.told["frames"] += 200
            except Closed:
                target.told["closed"] += 1
            reading.cancel()
            wire.close()

    await asyncio.gather(*(one(name, frame) for name, frame in TINY.items()))


@attack("a message in fragments of 64 KB that never ends, by two connections")
async def endless_message(target: Target) -> None:
    async def one():
        wire = await _entered(target)
        try:
            wire.raw(b"\x01" + framed(1, b"4" + b"x" * 65_534)[1:])
            for _ in range(target.many(4_000)):
                wire.raw(b"\x00" + framed(1, b"x" * 65_535)[1:])
                await wire.drain()
                target.told["MB sent"] += 1 / 16
                if not target.going():
                    break
        finally:
            wire.close()
        return "sent"

    await target.at_once(2, one)


async def _drained(wire):
    with contextlib.suppress(Closed):
        while True:
            await wire.read()


MALFORMED = (
    *(b"", b"4", b"9", b"z", b"42", b"42[", b"42{}", b"42[]", b"42[1]", b'42["enter"', b'42["enter",1]', b"43[]"),
    *(
        b"4299999999999999999[]",
        b"45-[]",
        b'459-["x",{"_placeholder":true,"num":0}]',
        b"452-[]",
        b"46[]",
        b"47",
        b"2probe",
    ),
    *(
        b"5",
        b"1",
        b"40/admin,",
        b'42/x,["enter",{}]',
        b'42["__proto__",{}]',
        b"\xff\xfe",
        b"4" * 10_000,
        b"4" + b"[" * 50_000,
    ),
)
FRAMES = (
    *(b"\x83\x80\0\0\0\0", b"\xf1\x80\0\0\0\0", b"\x81\x01a", b"\x81\xff" + b"\x40" + b"\0" * 11, b"\x88\x80\0\0\0\0"),
    *(b"\x89\xfe\xff\xff\0\0\0\0", b"\x00\x80\0\0\0\0", b"\x82\xfe\x00\x05\0\0\0\0abcde", os.urandom(400)),
)


@attack("malformed packets and frames over connections of their own")
async def malformed(target: Target) -> None:
    dice = random.Random(7)

    async def one():
        wire = await (_entered(target, dice.randrange(4)) if dice.random() < 0.5 else Wire.open(target.port))
        try:
            for _ in range(5):
                wire.raw(dice.choice(FRAMES) if dice.random() < 0.3 else framed(1, dice.choice(MALFORMED)))
            await wire.drain()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.2):
                    await _drained(wire)
        finally:
            wire.close()
        return "sent"

    await target.at_once(4, one)


@attack("slow loris: 600 connections, a byte a second each")
async def slow_loris(target: Target) -> None:
    request = f"POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{' ' * 5000}".encode()

    async def one(number):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", target.port)
            at = 0 if number % 2 else 60
            writer.write(request[:at])
            while target.going():
                writer.write(request[at : at + 1])
                at += 1
                await writer.drain()
                await asyncio.sleep(1)
            target.told["still open"] += 1
            writer.transport.abort()
        except OSError as error:
            target.told[said(error)] += 1

    await asyncio.gather(*(one(n) for n in range(target.many(600))))


@attack("sessions by polling without a token, as many as are given")
async def polling(target: Target) -> None:
    path = PATH.replace("websocket", "polling")
    async with web() as http:

        async def one():
            async with http.get(target.url(path)) as answer:
                await answer.read()
                return answer.status

        await target.at_once(6, one)
