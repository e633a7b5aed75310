"""Play the same work against Concord and its peers in turn, and print how they compare: `make bench`.

Each server is a process of its own; the load comes from one Node process (`load.js`).
"""

import argparse
import json
import math
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.live import table
from tests.live.workshop import Workshop
from tests.servers import Process, Product, free_port

HERE = Path(__file__).parent
PEERS = {
    "stock": [sys.executable, "-W", "ignore", str(HERE / "stock_server.py")],
    "node": ["node", str(HERE / "node_server.js")],
    "hocuspocus": ["node", str(HERE / "hocuspocus_server.js")],
}
ROOMS, SEATS, CROWD, CARDS = 6, 50, 1000, 60
COUNTRIES = ("KR", "JP", "MN", "PH", "VN", "TH")
OPEN = {"OPEN_REGISTRATION": "1", "LOG_LEVEL": "WARNING"}


def main():
    wanted = arguments()
    if not (HERE / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    found = {name: [] for name in wanted.servers}
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        template = Path(folder) / "template"
        plans = prepared(template) if "product" in wanted.servers else {}
        for turn in range(wanted.rounds):
            for name in wanted.servers:
                print(f"round {turn + 1}: {name}", file=sys.stderr, flush=True)
                found[name].append(played(name, plans, template, wanted))
    if wanted.json:
        Path(wanted.json).write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(table.drawn({name: middle(rounds) for name, rounds in found.items()}))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.live.run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--steady", type=int, default=20, help="seconds of one op a second each")
    parser.add_argument("--saturated", type=int, default=10, help="seconds of as many ops as are answered")
    parser.add_argument("--servers", nargs="+", default=["product", *PEERS], choices=["product", *PEERS])
    parser.add_argument("--json", help="a file for the figures of every round")
    return parser.parse_args()


def played(name, plans, template, wanted):
    """One round of one server: freshly started for the rooms, and again for the crowd at its door."""
    told = {}
    for load in ("room", "connect"):
        plan = plans[load] if name == "product" else bare(load)
        with serving(name, template) as (pid, port):
            told |= loaded({**plan, "load": load, "kind": name, "pid": pid, "port": port}, wanted)
    return told


def bare(load):
    """The same seats for a peer, which knows no members."""
    rooms = [{"id": f"room-{n}"} for n in range(ROOMS)]
    many = ROOMS * SEATS if load == "room" else CROWD
    return {"rooms": rooms, "clients": [{"room": rooms[n % ROOMS]["id"]} for n in range(many)]}


def loaded(plan, wanted):
    for room in plan["rooms"]:
        if "door" in room:
            room["poll"] = {"url": f"http://127.0.0.1:{plan['port']}{room['door']}", "token": plan["organiser"]}
    plan |= {"steady_s": wanted.steady, "saturated_s": wanted.saturated}
    done = subprocess.run(["node", HERE / "load.js"], input=json.dumps(plan), stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"The load on {plan['kind']} ended with {done.returncode}")
    return json.loads(done.stdout)


@contextmanager
def serving(name, template):
    """(process id, port) of a server that answers; it is gone when the block ends."""
    if name == "product":
        with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
            data = Path(folder) / "data"
            shutil.copytree(template, data)
            product = Product(data_dir=data, env=OPEN)
            try:
                product.start()
                yield product.pid, product.port
            finally:
                product.stop()
        return
    port = free_port()
    process = Process(PEERS[name], cwd=HERE, env=os.environ | {"PORT": str(port), "NODE_ENV": "production"})
    try:
        process.wait_until(lambda: answers(port))
        yield process.pid, port
    finally:
        process.end(signal.SIGTERM, timeout_s=3)


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def prepared(template):
    """Make both workshops once, through the doors that everybody uses; returns {load: plan} and leaves the data."""
    print("preparing 1,300 members and 720 cards", file=sys.stderr, flush=True)
    product = Product(data_dir=template, env=OPEN)
    try:
        product.start()
        return {
            "room": workshop(product.url, ROOMS * SEATS),
            "connect": workshop(product.url, CROWD),
        }
    finally:
        product.stop()


def workshop(url, many):
    """A workshop of six rooms in `shape`, its members joined, and 60 cards on every board."""
    rooms = [{"name": country, "country": country, "language": "en", "timezone": "UTC"} for country in COUNTRIES]
    keys = ("government", "workers", "employers", "practitioners")
    seats = [(f"M{n:04}", "participant", COUNTRIES[n % ROOMS], keys[n // ROOMS % len(keys)]) for n in range(many)]
    made = Workshop(url, {"title": "Bench", "rooms": rooms, "themes": ["Now", "Later"]}, seats)
    made.start("shape")
    with ThreadPoolExecutor(4) as pool:
        doors = list(pool.map(made.http, (seat[0] for seat in seats)))
        writers = [seats[n % many][0] for n in range(CARDS * ROOMS)]
        cards = list(
            pool.map(lambda by: (made.theirs(by), made.card("A card about what is to be done", by=by)), writers)
        )
    themes = {id: [theme["id"] for theme in made.snapshot(country)["themes"]] for country, id in made.rooms.items()}
    return {
        "organiser": made.organiser.token,
        "rooms": [
            {
                "id": id,
                "door": f"/api/v1/rooms/{id}/commands",
                "cards": [card for room, card in cards if room == id],
                "themes": themes[id],
            }
            for id in made.rooms.values()
        ],
        "clients": [
            {"room": made.theirs(seat[0]), "token": door.token} for seat, door in zip(seats, doors, strict=True)
        ],
    }


def middle(rounds):
    """The median of each figure over the rounds; of what must never happen the sum."""
    told = {}
    for load, figures in rounds[0].items():
        for figure in figures:
            values = [one[load].get(figure) for one in rounds]
            counted = [value for value in values if value is not None] or [math.nan]
            told[load, figure] = sum(counted) if figure in table.NEVER else statistics.median(counted)
    return told


if __name__ == "__main__":
    main()
