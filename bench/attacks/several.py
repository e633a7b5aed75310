"""Attacks on two processes, or faults between them: Redis stands still, or loses a subscription at the wrong moment."""

import asyncio
import os
import signal

from bench.attacks.attack import Target, attack, bearing, web
from bench.attacks.lines import Listener, commanded

HANGS_S, LATE_S = 10.0, 20.0


@attack("Redis hangs for 10 s", seconds=HANGS_S + 2, processes=2)
async def redis_hangs(target: Target) -> None:
    redis = target.plan["redis"]["pid"]
    os.kill(redis, signal.SIGSTOP)
    try:
        await asyncio.sleep(target.seconds - 2)
    finally:
        os.kill(redis, signal.SIGCONT)
    await asyncio.sleep(2)


async def _kill_subscriptions(target):
    reader, writer = await asyncio.open_connection("127.0.0.1", target.plan["redis"]["port"])
    writer.write(b"CLIENT KILL TYPE pubsub\r\n")
    target.told[f"killed {(await reader.readline()).decode().strip()}"] += 1
    writer.close()


@attack("subscriptions are killed, and a right is taken back in that moment", seconds=LATE_S + 6, processes=2)
async def revocations(target: Target) -> bool:
    """Each on a line to the second process, taken back through the first: none may be open 20 s later."""
    plan, workshop = target.plan, target.plan["workshop"]["id"]
    guests, owner = plan["guests"], bearing(plan["organiser"]["token"])
    async with web() as http:

        def removed():
            return commanded(http, target, "workshop", workshop, "member.remove", {"member": guests[0]["member"]})

        def renewed():
            return commanded(http, target, "workshop", workshop, "member.renew", {"member": guests[1]["member"]})

        async def revoked():
            async with http.delete(target.url("/api/v1/tokens"), headers=bearing(guests[2]["token"])) as answer:
                return answer.status

        async def screen_ended():
            path = f"/api/v1/workshops/{workshop}/screens/{plan['screen']['id']}"
            async with http.delete(target.url(path), headers=owner) as answer:
                return answer.status

        ways = {"removed": removed, "renewed": renewed, "token revoked": revoked, "screen ended": screen_ended}
        tokens = [*(guest["token"] for guest in guests[:3]), plan["screen"]["token"]]
        lines = [await Listener(plan["ports"][1], token).open() for token in tokens]
        for line in lines[:3]:
            await line.ask("enter", {"room": plan["workshop"]["room"]})
        await lines[3].ask("enter", {"workshop": workshop})
        held = await asyncio.gather(
            *(_cut(target, name, way, line) for (name, way), line in zip(ways.items(), lines, strict=True)),
            _kill_subscriptions(target),
        )
    return all(held[:-1])


async def _cut(target, name, way, line):
    """Whether the line is closed in time; how long it took is told."""
    await asyncio.sleep(0.05)
    target.told[f"{name} {await way()}"] += 1
    begun = asyncio.get_running_loop().time()
    await asyncio.sleep(0.3)
    line.gone = True
    try:
        async with asyncio.timeout(LATE_S):
            await line.ended.wait()
    except TimeoutError:
        target.told[f"{name}: left open"] += 1
        line.close()
        return False
    target.told[f"{name}: closed after {asyncio.get_running_loop().time() - begun:.1f} s"] += 1
    target.told["heard between"] += line.heard
    return True
