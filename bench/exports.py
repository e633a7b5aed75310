"""Export 100 rooms of 100 cards in every format, and see what the rooms notice of it.

`python -m bench.exports` plays every format, `python -m bench.exports pdf docx` those that are named.

For each format: seconds until the file is there; of the process that writes it the seconds it computed (they say more
on a busy machine) and its most memory; and how long a move takes, meanwhile, until its mover is answered and another
delegate has seen it.
"""

import math
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

import sqlalchemy

from app.domain import order
from app.domain.clock import now
from app.storage.tables import Card, new_id
from bench.live.table import number, rows
from tests.live.client import Http
from tests.live.workshop import SMALL, Workshop
from tests.servers import Product

ROOMS, CARDS, QUIET_S, PAUSE_S = 100, 100, 10, 0.12
FORMATS = ("csv", "json", "md", "xlsx", "pptx", "docx", "pdf")
PATIENCE_S = 180


def main():
    print(rows([("", "seconds", "computed", "MB", "size in MB", "p50", "p99"), ("---", *["---:"] * 6)]))
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        product = Product(data_dir=folder, env={"OPEN_REGISTRATION": "1", "LOG_LEVEL": "WARNING"}).start(timeout_s=120)
        try:
            workshop = filled(product)
            print(rows([quiet(workshop, "nothing, just begun")]), flush=True)
            for name in sys.argv[1:] or FORMATS:
                print(rows([exported(product, workshop, name)]), flush=True)
            print(rows([quiet(workshop, "nothing")]), flush=True)
            workshop.close()
        finally:
            product.stop()


def quiet(workshop, name):
    return name, "", "", "", "", *moved(workshop, lambda: time.sleep(QUIET_S))


def filled(product):
    """A workshop of so many rooms, whose cards are laid straight into its database."""
    rooms = SMALL["rooms"] + [{"name": f"Room {n}"} for n in range(3, ROOMS + 1)]
    workshop = Workshop(product.url, SMALL | {"rooms": rooms})
    workshop.start("shape")
    cards = [_card(room["id"], key, n) for room in workshop.told["rooms"] for n, key in enumerate(order.spread(CARDS))]
    engine = sqlalchemy.create_engine(f"sqlite:///{product.data_dir / 'concord.db'}")
    with engine.begin() as connection:
        connection.execute(sqlalchemy.insert(Card), cards)
    engine.dispose()
    return workshop


def _card(room, position, n):
    text = {
        "title": f"Insure carers, {n}: 돌봄 노동자 보험",
        "body": "Contributions are shared. " * 6,
        "gloss": "보험 " * 20,
    }
    row = {"id": new_id(), "room_id": room, "position": position, "kind": "idea", "language": "en", "created_at": now()}
    return row | text


def exported(product, workshop, name):
    """A line of the table."""
    door, found = Http(product.url, workshop.organiser.token), {}

    def export():
        began = time.monotonic()
        headers = {"Authorization": f"Bearer {door.token}"}
        path = f"{door.url}/workshops/{workshop.id}/export/{name}"
        answer = door.session.get(path, headers=headers, timeout=PATIENCE_S)
        found["seconds"], found["size"] = time.monotonic() - began, len(answer.content)
        found["status"] = answer.status_code

    stop, peak, spent = threading.Event(), [0], [0.0]
    watcher = threading.Thread(target=_watch, args=(product.pid, stop, peak, spent))
    watcher.start()
    times = moved(workshop, export)
    stop.set()
    watcher.join()
    took = f"{found['seconds']:.1f}" if found["status"] == 200 else f"refused ({found['status']})"
    return (name, took, f"{spent[0]:.1f}", number(peak[0] / 1024), f"{found['size'] / 1e6:.1f}", *times)


def _watch(pid, stop, peak, spent):
    """The most kB that any child of `pid` has had resident, and the most seconds of a processor that one took."""
    while not stop.wait(0.05):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            try:
                status = Path(f"/proc/{child}/status").read_text()
                ticks = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13]
            except OSError:
                continue
            held = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
            peak[0] = max([peak[0], *held])
            spent[0] = max(spent[0], sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"))


def moved(workshop, deed):
    """(p50, p99) of moves in a room, as text, while `deed` runs."""
    mover, seer = workshop.sit("KR-01", "KR-02")
    snapshot = workshop.snapshot()
    card, themes = snapshot["cards"][0]["id"], [theme["id"] for theme in snapshot["themes"]]
    took, worker = [], threading.Thread(target=deed)
    worker.start()
    while worker.is_alive():
        seer.heard.clear()
        began = time.perf_counter()
        mover.room(snapshot["room"]["id"], "card.move", card=card, theme=themes[len(took) % 2], after=None)
        seer.until(seer.events)
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(PAUSE_S)
    worker.join()
    took.sort()
    return tuple(f"{number(took[math.ceil(len(took) * share) - 1])} ms" for share in (0.5, 0.99))


if __name__ == "__main__":
    main()
