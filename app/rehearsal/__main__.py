"""Simulated delegates for a workshop with a roster: `python -m app.rehearsal --workshop ID`.

They play in a copy of it, which is erased at the end; the workshop itself is not touched. The organiser's token is read
from CONCORD_TOKEN. Without --workshop a server is made for the demo, which is gone afterwards, and the whole day is
played there. The server starts the program with --copy: in a copy that is there, until it is gone or nobody holds the
other end of the program's input.
"""

import argparse
import asyncio
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import aiohttp

from app.rehearsal.copied import copied
from app.rehearsal.delegate import OUT
from app.rehearsal.doors import Gone, Http, Refused
from app.rehearsal.play import play, say

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "app" / "demo"
ORGANISER = "organiser@example.org"
QUICK = 100.0
STOPPING_S = 20


def main():
    """0 where every agenda that was to be declared is; 1 where one is not, or the rehearsal was broken off."""
    wanted = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        states = rehearse(wanted)
    except (Refused, Gone, aiohttp.ClientError) as error:
        print(f"The rehearsal was broken off: {error}", file=sys.stderr)
        return 1
    except TimeoutError:
        print("The rehearsal was broken off: it took too long", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("The rehearsal was broken off by hand", file=sys.stderr)
        return 1
    for room, state in states.items():
        print(f"  {room}: {state}")
    return 0 if all(state == "declared" for state in states.values()) else 1


def rehearse(wanted):
    """{room: state of its declaration}, of the rooms that were led."""
    options = {"rooms": wanted.rooms, "lead": wanted.lead, "speed": wanted.speed or 1.0}
    if wanted.copy:
        _give_way()
        return asyncio.run(until_it_goes(wanted.url, os.environ["CONCORD_TOKEN"], wanted.copy, **options))
    if wanted.workshop:
        return asyncio.run(in_a_copy(wanted.url, os.environ["CONCORD_TOKEN"], wanted.workshop, **options))
    with serving() as (url, env):
        return asyncio.run(demo(url, env, rooms=wanted.rooms, speed=wanted.speed or QUICK))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m app.rehearsal", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:5000")
    parser.add_argument("--workshop", help="its id; without one the demo's day is played")
    parser.add_argument("--copy", help="the id of a copy that is there already, to play in")
    parser.add_argument("--rooms", nargs="+", help="codes or names of the rooms to play; all where left out")
    parser.add_argument("--lead", action="store_true", help="lead the rooms through the programme, too")
    parser.add_argument("--speed", type=float, default=None, help="how many times faster than life")
    return parser.parse_args()


async def in_a_copy(url, token, workshop, **options):
    async with aiohttp.ClientSession() as web, copied(Http(web, url, token), workshop, say) as copy:
        return await play(url, token, copy, **options)


async def until_it_goes(url, token, copy, **options):
    """Play; that somebody removes the copy is an end like any other."""
    try:
        return await play(url, token, copy, **options)
    except Refused as refusal:
        if refusal.code not in OUT:
            raise
        return {}


def _give_way():
    """What is live goes first, and whoever started the program goes last: nothing of one's own is to be tidied up."""
    os.nice(5)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_left_alone, daemon=True).start()


def _left_alone():
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


async def demo(url, env, **options):
    """Make an account, the demo's workshop and its roster, as any organiser would, and play the day."""
    async with aiohttp.ClientSession() as web:
        account = {"email": ORGANISER, "password": secrets.token_urlsafe(16), "name": "Organiser"}
        api = Http(web, url, (await Http(web, url).post("/accounts", account))["token"])
        made = await api.send((DEMO / "workshop.json").read_bytes(), "/workshops", "application/json")
        await api.send((DEMO / "roster.csv").read_bytes(), f"/workshops/{made['id']}/roster", "text/csv")
    say(f"{sign_in(env).strip()}\nThen watch at {url}/workshops/{made['id']}")
    return await play(url, api.token, made["id"], lead=True, **options)


def sign_in(env):
    """A line with a link that lets the organiser in once."""
    asked = [sys.executable, "-m", "app.account", ORGANISER]
    return subprocess.run(asked, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def serving():
    """(address, environment) of a server of its own, with an empty database, which is gone when the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="concord-rehearsal-") as folder:
        told = {"DATA_DIR": folder, "HOST": "127.0.0.1", "PORT": port, "DEMO": "0", "LOG_LEVEL": "WARNING"}
        env = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "SOCKETIO_ASYNC_MODE")
        } | told
        server = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        try:
            asyncio.run(_answering(f"http://127.0.0.1:{port}", server))
            yield f"http://127.0.0.1:{port}", env
        finally:
            stop(server)


def stop(server):
    server.terminate()
    try:
        server.wait(STOPPING_S)
    except subprocess.TimeoutExpired:
        server.kill()
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
