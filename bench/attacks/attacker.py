"""One attack, in a process of its own: `python -m bench.attacks.attacker NAME SECONDS SCALE`, the plan on stdin.

Prints {told: {answer: how often}, held: true, false or null} as JSON.
"""

import asyncio
import resource
import sys

import orjson

from bench.attacks import bodies, doors, lines, several
from bench.attacks.attack import ATTACKS, Target

__all__ = ["bodies", "doors", "lines", "several"]


async def attacked(name: str, plan: dict, seconds: float, scale: float) -> dict:
    target = Target(plan, seconds, scale)
    held = await ATTACKS[name].deed(target)
    return {"told": {str(key): round(many, 1) for key, many in target.told.items()}, "held": held}


def main():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    name, seconds, scale = sys.argv[1:]
    plan = orjson.loads(sys.stdin.buffer.read())
    print(orjson.dumps(asyncio.run(attacked(name, plan, float(seconds), float(scale)))).decode())


if __name__ == "__main__":
    main()
