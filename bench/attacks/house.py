"""The product as it is attacked: its processes, a workshop that is planning, and the delegates who work in it."""

import contextlib
import dataclasses
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import orjson

from tests.live.workshop import Workshop
from tests.servers import ROOT, PostgreSQL, Process, Product, Redis

COUNTRIES = ("KR", "JP", "MN", "PH", "VN", "TH")
DELEGATES, GUESTS, CARDS, MANY_CARDS = 38, 6, 10, 300
"""`GUESTS` are seats of the first room that the attackers hold; they are no delegates of the table."""
KEYS = ("government", "workers", "employers", "practitioners")
SAMPLE_S, ASK_S, GIVE_UP_S, BEYOND_S, LATER = 0.05, 0.25, 20.0, 40.0, 4
ENVIRONMENT = {"OPEN_REGISTRATION": "1"}


class Tree(Product):
    """The product from a folder, with so many file descriptors where a number is given."""

    def __init__(self, *, folder=ROOT, descriptors=None, **options):
        super().__init__(**options)
        self.folder, self.descriptors = Path(folder), descriptors

    def start(self, *, timeout_s=60):
        limit = ["prlimit", f"--nofile={self.descriptors}:{self.descriptors}"] if self.descriptors else []
        self._process = Process([*limit, sys.executable, "wsgi.py"], cwd=self.folder, env=self._env)
        self._process.wait_until(self.healthy, timeout_s=timeout_s)
        return self

    def memory(self):
        """Resident bytes; 0 once it is gone."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text().split()[1]
        except OSError:
            return 0
        return int(pages) * resource.getpagesize()


@dataclasses.dataclass
class House:
    """`products` that share one workshop, and the Redis between them where there are two."""

    products: list
    plan: dict
    redis: Redis | None = None

    def answers(self) -> float | None:
        """Seconds until every process answers; None where one does not within 20 s."""
        begun = time.monotonic()
        while not all(_healthy(product) for product in self.products):
            if time.monotonic() - begun > GIVE_UP_S:
                return None
            time.sleep(ASK_S)
        return time.monotonic() - begun


def prefer(pid, niceness):
    """Set the niceness of a process, and that of its session: Linux shares the processors among sessions first."""
    os.setpriority(os.PRIO_PROCESS, pid, niceness)
    if niceness and (group := Path(f"/proc/{pid}/autogroup")).exists():
        group.write_text(str(niceness))


def _healthy(product):
    try:
        with urllib.request.urlopen(product.url + "/healthz", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextlib.contextmanager
def standing(
    *, folder=ROOT, async_mode="eventlet", processes=1, descriptors=None, delegates=DELEGATES, full=False, niceness=0
):
    """A House; all of it is gone when the block ends. `full`: 300 long cards lie in the first room."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="concord-attacks-"))
        shared, redis, env = {}, None, dict(ENVIRONMENT)
        if processes > 1:
            cluster, redis = PostgreSQL(), Redis().start()
            stack.callback(redis.stop)
            stack.callback(cluster.remove)
            cluster.start()
            for each in (cluster, redis):
                prefer(each._process.pid, niceness)
            shared = {"database_url": cluster.database(), "redis_url": redis.url}
            env["SECRET_KEY"] = "the same in all the processes of an attack"
        products = []
        for number in range(processes):
            product = Tree(
                folder=folder,
                descriptors=descriptors,
                data_dir=f"{place}/{number}",
                async_mode=async_mode,
                env=env,
                **shared,
            )
            stack.callback(product.kill)
            products.append(product.start())
            prefer(product.pid, niceness)
        plan = prepared(products, delegates, full)
        if redis:
            plan["redis"] = {"port": redis.port, "pid": redis._process.pid}
        yield House(products, plan, redis)


def prepared(products, delegates, full):
    """What the delegates and the attackers need to know, as JSON can tell it."""
    rooms = [{"name": country, "country": country, "language": "en", "timezone": "UTC"} for country in COUNTRIES]
    seats = [(f"D-{n:02}", "participant", COUNTRIES[n % 6], KEYS[n // 6 % 4]) for n in range(delegates)]
    guests = [(f"X-{n:02}", "participant", COUNTRIES[0], KEYS[n % 4]) for n in range(GUESTS)]
    shape = {"title": "Under attack", "rooms": rooms, "themes": ["Now"], "measures_max": CARDS}
    made = Workshop(products[0].url, shape, [*seats, *guests])
    made.start("shape")
    docs, cards = {}, {}
    for country, room in made.rooms.items():
        writers = [name for name, _, where, _ in seats if where == country] or ["X-00"]
        named = cards[room] = [made.card(f"A card of {country}", by=writers[n % len(writers)]) for n in range(CARDS)]
        measures = made.organiser.room(room, "measure.adopt", cards=named)["data"]["measures"]
        docs[room] = [f"measure:{measure}" for measure in measures]
    if full:
        _fill(made, [name for name, _, where, _ in (*seats, *guests) if where == COUNTRIES[0]])
    made.start("plan")
    screen = made.organiser.post(f"/workshops/{made.id}/screens")
    ports = [product.port for product in products]
    people = [
        {
            "port": ports[n % len(ports)],
            "token": made.http(name).token,
            "room": made.theirs(name),
            "doc": docs[made.theirs(name)][n // 6 % 2],
            "cards": cards[made.theirs(name)],
        }
        for n, (name, *_) in enumerate(seats)
    ]
    return {
        "ports": ports,
        "people": people,
        "workshop": {"id": made.id, "code": made.code, "room": made.rooms[COUNTRIES[0]]},
        "organiser": {"token": made.organiser.token, "email": made.email},
        "screen": {"id": screen["id"], "code": screen["code"], "token": screen["link"].rpartition("/")[2]},
        "links": [made.seats[name]["link"] for name, *_ in seats],
        "guests": [
            {"token": made.http(name).token, "link": made.seats[name]["link"], "member": made.member(name)}
            for name, *_ in guests
        ],
        "docs": docs[made.rooms[COUNTRIES[0]]],
    }


def _fill(made, writers):
    """Long cards, written by many: each has a pace of their own."""
    for n in range(MANY_CARDS):
        made.card(f"Long card {n}", by=writers[n % len(writers)], body="가" * 4_900)


class Apart:
    """A process of this bench, in a session of its own, that is spoken to line by line."""

    def __init__(self, module, plan, niceness):
        self._child = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        prefer(self._child.pid, niceness)
        self.say(orjson.dumps(plan))

    def say(self, line: bytes):
        self._child.stdin.write(line + b"\n")
        self._child.stdin.flush()

    def hear(self, *, seconds=None) -> dict | None:
        """The next line as JSON; None where none comes in time, or ever."""
        ready, _, _ = select.select([self._child.stdout], [], [], seconds)
        return orjson.loads(self._child.stdout.readline() or b"null") if ready else None

    def kill(self):
        if self._child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()


class People(Apart):
    """The delegates at work. `phase` counts what follows under a name, `end` gives the figures."""

    def __init__(self, plan, *, niceness=0):
        super().__init__("bench.attacks.people", {"people": plan["people"]}, niceness)
        self.hear()

    def phase(self, name):
        self.say(f"phase {name}".encode())

    def end(self) -> dict:
        self.say(b"end")
        return self.hear()


class Attacker(Apart):
    """It would not share the server's processors, and here it does: it comes after all others."""

    def __init__(self, plan, *, niceness=0):
        super().__init__("bench.attacks.attacker", plan, niceness + LATER if niceness else 0)

    def attack(self, name, seconds, scale=1.0) -> dict:
        """{told, held}; `held` is None, too, where the attack does not end."""
        self.say(f"{name} {seconds} {scale}".encode())
        return self.hear(seconds=seconds + BEYOND_S) or {"told": {"the attack did not end": 1}, "held": None}


class Memory:
    """Resident bytes of all processes together, looked at twenty times a second."""

    def __init__(self, products):
        self.products = products
        self.before = self.peak = self.now()
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()

    def now(self):
        return sum(product.memory() for product in self.products)

    def _watch(self):
        while not self._over.wait(SAMPLE_S):
            self.peak = max(self.peak, self.now())

    def end(self):
        self._over.set()
        self._watching.join()
        return {"before": self.before, "peak": self.peak, "after": self.now()}
