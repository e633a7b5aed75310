"""Simulated delegates for a workshop with a roster: `python -m app.rehearsal --workshop ID`.

The organiser's token is read from CONCORD_TOKEN. Without --workshop a server is made for the demo, which is gone
afterwards, and the whole day is played there.
"""

import argparse
import asyncio
import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import aiohttp

from app.rehearsal.doors import Http
from app.rehearsal.play import play

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "app" / "demo"
QUICK = 100.0


def main():
    wanted = arguments()
    options = {"rooms": wanted.rooms, "speed": wanted.speed}
    if wanted.workshop:
        run = play(wanted.url, os.environ["CONCORD_TOKEN"], wanted.workshop, lead=wanted.lead, **options)
        states = asyncio.run(run)
    else:
        with serving() as url:
            states = asyncio.run(demo(url, options | {"speed": wanted.speed or QUICK}))
    for room, state in states.items():
        print(f"  {room}: {state}")
    return 0 if all(state == "declared" for state in states.values()) else 1


def arguments():
    parser = argparse.ArgumentParser(prog="python -m app.rehearsal", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:5000")
    parser.add_argument("--workshop", help="its id; without one the demo's day is played")
    parser.add_argument("--rooms", nargs="+", help="codes or names of the rooms to play; all where left out")
    parser.add_argument("--lead", action="store_true", help="lead the rooms through the programme, too")
    parser.add_argument("--speed", type=float, default=None, help="how many times faster than life")
    return parser.parse_args()


async def demo(url, options):
    """Make an account, the demo's workshop and its roster, as any organiser would, and play the day."""
    async with aiohttp.ClientSession() as web:
        account = {"email": "organiser@example.org", "password": secrets.token_urlsafe(16), "name": "Organiser"}
        api = Http(web, url, (await Http(web, url).post("/accounts", account))["token"])
        made = await api.send((DEMO / "workshop.json").read_bytes(), "/workshops", "application/json")
        await api.send((DEMO / "roster.csv").read_bytes(), f"/workshops/{made['id']}/roster", "text/csv")
    print(f"Watch it at {url}/join/{made['code']}", flush=True)
    return await play(url, api.token, made["id"], lead=True, **options)


@contextlib.contextmanager
def serving():
    """The address of a server of its own, with an empty database, which is gone when the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="concord-rehearsal-") as folder:
        told = {"DATA_DIR": folder, "HOST": "127.0.0.1", "PORT": port, "DEMO": "0", "LOG_LEVEL": "WARNING"}
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")} | told
        server = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        try:
            asyncio.run(_answering(f"http://127.0.0.1:{port}", server))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


async def _answering(url, server):
    async with aiohttp.ClientSession() as web:
        while server.poll() is None:
            with contextlib.suppress(aiohttp.ClientError):
                async with web.get(f"{url}/healthz") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)
    raise SystemExit("The server did not start")


if __name__ == "__main__":
    sys.exit(main())
