"""Attacks at the entrances: floods with right codes, and with wrong ones while somebody comes with a right one."""

import asyncio

from bench.attacks.attack import Target, attack, bearing, web
from tests.live.workshop import PASSWORD

RIGHT_EVERY_S = 1.0


async def _right(target, http, ways):
    """Somebody with a right word, once a second; False where one was refused. ways: {name: (good status, request)}."""
    held = True
    while target.going():
        for name, (good, request) in ways.items():
            async with request() as answer:
                target.told[f"right {name} {answer.status}"] += 1
                held = held and answer.status == good
        await asyncio.sleep(RIGHT_EVERY_S)
    return held


@attack("joining by the code on the wall, over and over")
async def joining(target: Target) -> bool:
    """Who comes by a personal link meanwhile has to get in."""
    workshop, numbers = target.plan["workshop"], iter(range(10**9))
    async with web() as http:

        async def one():
            body = {"code": workshop["code"], "name": f"Nobody {next(numbers)}", "room": workshop["room"]}
            async with http.post(target.url("/api/v1/join"), json=body) as answer:
                await answer.read()
                return f"joining {answer.status}"

        link = {"link": target.plan["links"][0]}
        ways = {"link": (201, lambda: http.post(target.url("/api/v1/join"), json=link))}
        held, _ = await asyncio.gather(_right(target, http, ways), target.at_once(8, one))
    return held


@attack("wrong passwords, and right ones between them")
async def passwords(target: Target) -> bool:
    async with web() as http:

        def signing(word):
            body = {"email": target.plan["organiser"]["email"], "password": word}
            return http.post(target.url("/api/v1/tokens"), json=body)

        async def one():
            async with signing("a wrong password") as answer:
                return f"wrong password {answer.status}"

        ways = {"password": (201, lambda: signing(PASSWORD))}
        held, _ = await asyncio.gather(_right(target, http, ways), target.at_once(4, one))
    return held


@attack("wrong join codes and screen codes, and right ones between them")
async def codes(target: Target) -> bool:
    numbers, code = iter(range(10**9)), target.plan["workshop"]["code"]
    screen = target.plan["screen"]["code"]
    async with web(cookie_jar=None) as http:

        async def join():
            async with http.get(target.url(f"/api/v1/join/{_letters(next(numbers), 6)}")) as answer:
                return f"wrong join code {answer.status}"

        def showing(word):
            return http.post(target.url("/screen"), data={"code": word}, allow_redirects=False)

        async def hall():
            async with showing(_letters(next(numbers), 8)) as answer:
                return f"wrong screen code {answer.status}"

        ways = {
            "join code": (200, lambda: http.get(target.url(f"/api/v1/join/{code}"))),
            "screen code": (303, lambda: showing(screen)),
        }
        held, *_ = await asyncio.gather(_right(target, http, ways), target.at_once(3, join), target.at_once(1, hall))
    return held


@attack("the start page over and over, and right words between them")
async def pages(target: Target) -> bool:
    """All from one address, as a hall has one: who signs in or comes by a link meanwhile has to get in."""
    async with web() as http:

        async def one():
            async with http.get(target.url("/")) as answer:
                await answer.read()
                return f"page {answer.status}"

        signing = {"email": target.plan["organiser"]["email"], "password": PASSWORD}
        link = {"link": target.plan["links"][0]}
        ways = {
            "password": (201, lambda: http.post(target.url("/api/v1/tokens"), json=signing)),
            "link": (201, lambda: http.post(target.url("/api/v1/join"), json=link)),
        }
        held, _ = await asyncio.gather(_right(target, http, ways), target.at_once(16, one))
    return held


def _letters(number, many):
    letters = "ACDEFGHJKMNPQRTUVWXY"
    return "".join(letters[number // len(letters) ** place % len(letters)] for place in range(many))


@attack("snapshots over HTTP, as fast as they come", full=True)
async def snapshots(target: Target) -> None:
    async with web() as http:
        room, token = target.plan["workshop"]["room"], target.plan["guests"][0]["token"]

        async def one():
            async with http.get(target.url(f"/api/v1/rooms/{room}"), headers=bearing(token)) as answer:
                await answer.read()
                return answer.status

        await target.at_once(6, one)
