"""Attacks with what a request carries: too much, too wrong, or such that reading it takes long."""

import asyncio

import orjson

from bench.attacks.attack import Target, attack, bearing, web
from bench.attacks.lines import commanded
from bench.attacks.wire import Closed, Line, Refused
from tests.live.workshop import PASSWORD

ROOMS = orjson.dumps({"title": "x", "rooms": [{"a": 1}] * 930_000})
"""8.3 MB, just below what a request may have."""
FIELDS = orjson.dumps({f"f{n}": 1 for n in range(400_000)})
LINE = "a" + " " * 40_000 + "b"


def posting(http, target, path, body, headers=None):
    async def one():
        sent = {"Content-Type": "application/json"} | (headers or {})
        async with http.post(target.url(path), data=body, headers=sent) as answer:
            size = sum([len(part) async for part in answer.content.iter_chunked(2**16)])
            target.told["MB of answers"] += size / 2**20
            return answer.status

    return one


@attack("8 MB of invalid rooms, without a token", seconds=12)
async def body_without_token(target: Target) -> None:
    async with web() as http:
        await target.at_once(2, posting(http, target, "/api/v1/workshops", ROOMS))


@attack("8 MB of invalid rooms, by a delegate and by an organiser", seconds=12)
async def body_with_token(target: Target) -> None:
    async with web() as http:
        bearers = (target.plan["guests"][0]["token"], target.plan["organiser"]["token"])
        deeds = [posting(http, target, "/api/v1/workshops", ROOMS, bearing(token)) for token in bearers]
        await asyncio.gather(*(target.at_once(1, deed) for deed in deeds))


@attack("400,000 unknown fields, without a token")
async def unknown_fields(target: Target) -> None:
    async with web() as http:
        paths = ("/api/v1/tokens", "/api/v1/join", "/api/v1/accounts")
        await asyncio.gather(*(target.at_once(1, posting(http, target, path, FIELDS)) for path in paths))


@attack("a form of 40,000 spaces, by an organiser")
async def spaces(target: Target) -> None:
    async with web(cookie_jar=None) as http:
        signing = {"email": target.plan["organiser"]["email"], "password": PASSWORD}
        async with http.post(target.url("/sign-in"), data=signing, allow_redirects=False) as answer:
            target.told[f"sign-in {answer.status}"] += 1
            cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
        form = {"title": "x", "template": "day-3", "joining": "open", "breakdown": "none", "rooms": LINE}

        async def one():
            sent = {"Cookie": cookie}
            async with http.post(
                target.url("/workshops/new"), data=form, headers=sent, allow_redirects=False
            ) as answer:
                return answer.status

        await target.at_once(1, one)


FIELDS_OF_A_PLAN = ("lead", "money", "indicator", "baseline", "target", "first_step", "problem")
MORE_FIELDS = ("builds_on", "partners", "target_group", "risks")


@attack("5,000 letters without a space in 110 fields of the plan, and hands", seconds=15)
async def long_words(target: Target) -> None:
    """All of it is allowed; then a hand goes up and down, so that the room is looked at once a second."""
    line = await Line(target.port, target.plan["guests"][0]["token"]).open()
    room, fields = target.plan["workshop"]["room"], (*FIELDS_OF_A_PLAN, *MORE_FIELDS)
    await line.ask("enter", {"room": room})
    waiting = [(doc, field) for doc in target.plan["docs"] for field in fields][: target.many(110)]
    while waiting and target.going():
        doc, field = waiting[-1]
        try:
            value = ("x" if len(waiting) % 2 else "가") * 5_000
            await line.ask("text.set", {"doc": doc, "field": field, "value": value, "base": ""})
            target.told["fields filled"] += 1
            waiting.pop()
        except Refused as refusal:
            target.told[refusal.code] += 1
            if refusal.code != "too_fast":
                waiting.pop()
            await asyncio.sleep(0.1)
        except (Closed, TimeoutError):
            break
    async with web() as http:
        while target.going():
            for type in ("hand.raise", "hand.lower"):
                target.told[f"hands {await commanded(http, target, 'room', room, type, {})}"] += 1
                await asyncio.sleep(0.3)
    line.close()
