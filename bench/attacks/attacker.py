"""The attacker, a process of its own: a plan on stdin, then `NAME SECONDS SCALE` a line.

For each it prints {told: {answer: how often}, held: true, false or null} as a line of JSON.
"""

import asyncio
import resource
import sys

import orjson

from bench.attacks import bodies, doors, lines, several
from bench.attacks.attack import ATTACKS, Target

BEYOND_S = 30
__all__ = ["bodies", "doors", "lines", "several"]


async def attacked(name: str, plan: dict, seconds: float, scale: float) -> dict:
    target, held = Target(plan, seconds, scale), None
    try:
        async with asyncio.timeout(seconds + BEYOND_S):
            held = await ATTACKS[name].deed(target)
    except TimeoutError:
        target.told["no answer any more"] += 1
    return {"told": {str(key): round(many, 1) for key, many in target.told.items()}, "held": held}


def main():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    plan = orjson.loads(sys.stdin.readline())
    for line in sys.stdin:
        name, seconds, scale = line.split()
        print(orjson.dumps(asyncio.run(attacked(name, plan, float(seconds), float(scale)))).decode(), flush=True)


if __name__ == "__main__":
    main()
