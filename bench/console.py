"""Play a day with 300 simulated delegates in 30 rooms, and see whether the console that leads them stays fluent.

`python -m bench.console` plays it, `python -m bench.console --rooms 6 --speed 200` a smaller or a quicker one.

For the console at rest and during the day: how far apart its frames are (17 ms at 60 a second), how much of the time
its page is busy for longer than 50 ms at a stretch, and how long a hand takes from the delegate's command to the tile.
"""

import argparse
import asyncio
import math
import multiprocessing
import tempfile
import time

from playwright.sync_api import sync_playwright

from app.rehearsal.play import play
from bench.live.table import number, rows
from tests.browser.people import sign_in
from tests.browsers import Visitors, launch
from tests.live.workshop import SMALL, Workshop
from tests.servers import Product

ROOMS, SEATS, SPEED, REST_S, PROBE_S = 30, 10, 40, 20, 2
PATIENCE_MS = 120_000
GROUPS = ("government", "workers", "employers", "practitioners", "researchers")
FRAMES = """() => {
  const told = (window.told = { frames: [], busy_ms: 0, began: performance.now() });
  let last = performance.now();
  const frame = (now) => { told.frames.push(now - last); last = now; told.next = requestAnimationFrame(frame); };
  cancelAnimationFrame(window.next_frame);
  window.next_frame = requestAnimationFrame(frame);
  window.watch?.disconnect();
  window.watch = new PerformanceObserver((list) => {
    for (const each of list.getEntries()) told.busy_ms += each.duration;
  });
  window.watch.observe({ type: "longtask" });
}"""
TOLD = "() => ({ frames: told.frames, busy: told.busy_ms / (performance.now() - told.began) })"


def main():
    wanted = arguments()
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder, sync_playwright() as playwright:
        product = Product(data_dir=folder, env={"OPEN_REGISTRATION": "1", "LOG_LEVEL": "WARNING"}).start(timeout_s=120)
        browser = launch(playwright)
        try:
            workshop = peopled(product, wanted.rooms)
            console = opened(browser, workshop)
            print(rows([("console", "frame p50", "frame p99", "longest", "busy", "hand p50", "hand p99")]))
            print(rows([("---", *["---:"] * 6)]))
            end = time.monotonic() + REST_S
            print(rows([("at rest", *watched(console, workshop, lambda: time.monotonic() < end))]), flush=True)
            given = (workshop.url, workshop.organiser.token, workshop.id, wanted.speed)
            day = multiprocessing.get_context("spawn").Process(target=played, args=given)
            began = time.monotonic()
            day.start()
            line = watched(console, workshop, day.is_alive)
            print(rows([("during the day", *line)]), flush=True)
            rooms_now = [workshop.organiser.snapshot(room["id"]) for room in workshop.told["rooms"]]
            states = [room["declaration"]["state"] for room in rooms_now]
            print(
                f"\n{states.count('declared')} of {len(states)} agendas declared after {time.monotonic() - began:.0f} s"
            )
            workshop.close()
        finally:
            browser.close()
            product.stop()


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.console", description=__doc__)
    parser.add_argument("--rooms", type=int, default=ROOMS)
    parser.add_argument("--speed", type=float, default=SPEED, help="how many times faster than life the day goes by")
    return parser.parse_args()


def peopled(product, rooms):
    """So many rooms of ten delegates each."""
    named = [{"name": f"Room {n}", "code": f"R{n}"} for n in range(1, rooms + 1)]
    places = [(n, k) for n in range(1, rooms + 1) for k in range(SEATS)]
    seats = [(f"R{n}-{k:02}", "participant", f"R{n}", GROUPS[k % len(GROUPS)]) for n, k in places]
    return Workshop(product.url, SMALL | {"rooms": named}, seats=seats)


def opened(browser, workshop):
    page = sign_in(Visitors(browser), workshop)
    page.get_by_role("link", name=SMALL["title"], exact=True).click()
    page.get_by_role("region", name="Room 1", exact=True).wait_for()
    return page


def watched(console, workshop, going):
    """A line of the table, of the time while `going()`."""
    hands, prober = [], workshop.http("R1-00")
    room = workshop.theirs("R1-00")
    console.evaluate(FRAMES)
    while going():
        began = time.perf_counter()
        prober.room(room, "hand.raise")
        console.locator(".tile.call").first.wait_for(timeout=PATIENCE_MS)
        hands.append((time.perf_counter() - began) * 1000)
        prober.room(room, "hand.lower")
        console.locator(".tile.call").first.wait_for(state="detached", timeout=PATIENCE_MS)
        console.wait_for_timeout(PROBE_S * 1000)
    told = console.evaluate(TOLD)
    frames = told["frames"]
    shown = (share(frames, 0.5), share(frames, 0.99), max(frames), None, share(hands, 0.5), share(hands, 0.99))
    return tuple(f"{told['busy']:.1%}" if value is None else f"{number(value)} ms" for value in shown)


def share(values, part):
    return sorted(values)[math.ceil(len(values) * part) - 1]


def played(url, token, workshop, speed):
    asyncio.run(play(url, token, workshop, lead=True, speed=speed))


if __name__ == "__main__":
    main()
