"""What an attack is: a function that does harm for some seconds, and says what it was told.

`@attack("title")` puts one on the list. The function gets a Target and returns None, or whether the house held: False
where the attacker got what nobody may get, or somebody with a right word was kept out.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from bench.attacks.wire import Closed, Refused

ATTACKS: dict[str, "Attack"] = {}
PATIENCE_S = 60


@dataclass
class Target:
    """`plan` as bench.attacks.house makes it; `told` counts every answer the attacker got."""

    plan: dict
    seconds: float
    scale: float = 1.0
    told: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.began = time.monotonic()

    @property
    def port(self):
        return self.plan["ports"][0]

    def url(self, path, process=0):
        return f"http://127.0.0.1:{self.plan['ports'][process]}{path}"

    def going(self) -> bool:
        return time.monotonic() - self.began < self.seconds

    def many(self, number: int) -> int:
        """So many, or fewer where the attack is a short one."""
        return max(1, round(number * self.scale))

    async def at_once(self, many: int, deed: Callable) -> None:
        """`deed()` over and over, by so many at the same time, as long as the attack lasts."""

        async def one():
            while self.going():
                try:
                    self.told[await deed()] += 1
                except (Closed, Refused, TimeoutError, OSError, aiohttp.ClientError) as error:
                    self.told[said(error)] += 1
                    await asyncio.sleep(0.05)

        await asyncio.gather(*(one() for _ in range(many)))


@dataclass(frozen=True)
class Attack:
    name: str
    title: str
    deed: Callable
    seconds: float
    processes: int
    descriptors: int | None
    full: bool


def attack(title, *, seconds=10.0, processes=1, descriptors=None, full=False):
    """`processes`: two share PostgreSQL and Redis. `descriptors`: so many each. `full`: a board of 4.5 MB."""

    def register(deed):
        ATTACKS[deed.__name__] = Attack(deed.__name__, title, deed, seconds, processes, descriptors, full)
        return deed

    return register


def said(error):
    """An error in a word or two, for the count of answers."""
    if isinstance(error, Refused):
        return error.code
    return str(error) if isinstance(error, Closed) and str(error) else type(error).__name__


def web(**options):
    """A session without a bound of its own on connections."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout, **options)


def bearing(token):
    return {"Authorization": f"Bearer {token}"}
