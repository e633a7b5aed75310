"""Attack the running product while 38 delegates work in it, and see what they notice: `make attacks`.

`python -m bench.attacks.run` runs every attack, `python -m bench.attacks.run enter_unread joining` those named,
`--mode gevent` the other server, `--product DIR` another revision. Delegates and attacker are processes of their own.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson

from bench.attacks import attacker, table
from bench.attacks.attack import ATTACKS
from bench.attacks.house import Memory, People, prefer, standing
from tests.servers import ROOT

QUIET_S, AFTER_S, BEYOND_S = 6.0, 5.0, 120.0
LATER = 4
QUIET = "quiet"


def main():
    wanted = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended on the way out
    found = []
    for name in wanted.attacks or [QUIET, *ATTACKS]:
        for mode in wanted.mode:
            print(f"{name} on {mode}", file=sys.stderr, flush=True)
            found.append(played(name, mode, wanted.product, niceness=wanted.niceness))
            print(table.rows([table.line(found[-1])]), file=sys.stderr, flush=True)
            if wanted.json:
                Path(wanted.json).write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    print(table.drawn(found))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.attacks.run", description=__doc__)
    parser.add_argument("attacks", nargs="*", metavar="ATTACK", help=", ".join((QUIET, *ATTACKS)))
    parser.add_argument("--mode", nargs="+", default=["eventlet"], choices=["eventlet", "gevent"])
    parser.add_argument("--product", default=ROOT, help="a folder with the revision that is attacked")
    parser.add_argument("--niceness", type=int, default=0, help="below 0 where others compute on this machine, too")
    parser.add_argument("--json", help="a file for the figures")
    wanted = parser.parse_args()
    if unknown := set(wanted.attacks) - {QUIET, *ATTACKS}:
        parser.error(f"there is no attack {', '.join(sorted(unknown))}")
    return wanted


def played(
    name, mode, folder=ROOT, *, delegates=38, seconds=None, scale=1.0, quiet_s=QUIET_S, after_s=AFTER_S, niceness=0
):
    """One attack on a house of its own, as a dict of figures; waits in seconds."""
    attack = ATTACKS.get(name)
    options = {"folder": folder, "async_mode": mode, "delegates": delegates, "niceness": niceness}
    if attack:
        options |= {"processes": attack.processes, "descriptors": attack.descriptors, "full": attack.full}
    with standing(**options) as house:
        people = People({"people": house.plan["people"]}, niceness=niceness)
        try:
            people.phase("quiet")
            time.sleep(quiet_s)
            memory = Memory(house.products)
            people.phase("attack")
            outcome = (
                attacked(name, house.plan, seconds or attack.seconds, scale, niceness)
                if attack
                else calm(seconds or 15.0)
            )
            answers_s = house.answers()
            people.phase("after")
            time.sleep(after_s)
            told = people.end()
            return {
                "attack": name,
                "title": attack.title if attack else "nothing",
                "mode": mode,
                "processes": len(house.products),
                "alive": all(product.running for product in house.products),
                "answers_s": answers_s,
                "memory": memory.end(),
                "attacker": outcome,
                **{name: told[name] for name in ("missing", "doubled", "lost_words", "unsettled")},
                "phases": {phase: table.summed(figures) for phase, figures in told["phases"].items()},
            }
        finally:
            people.kill()


def calm(seconds):
    time.sleep(seconds)
    return {"told": {}, "held": None}


def attacked(name, plan, seconds, scale, niceness=0):
    """Run the attacker's process; one that does not end is ended. It would not share the server's processors, and here
    it does: it comes after all others."""
    child = subprocess.Popen(
        [sys.executable, "-m", attacker.__name__, name, str(seconds), str(scale)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    prefer(child.pid, niceness + LATER)
    try:
        given, _ = child.communicate(orjson.dumps(plan), timeout=seconds + BEYOND_S)
        return orjson.loads(given) if child.returncode == 0 else {"told": {"the attacker broke": 1}, "held": None}
    except subprocess.TimeoutExpired:
        return {"told": {"the attacker did not end": 1}, "held": None}
    finally:
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    main()
