"""Attack the running product while 38 delegates work in it, and see what they notice: `make attacks`.

`python -m bench.attacks.run` runs every attack, `python -m bench.attacks.run enter_unread joining` those named,
`--mode gevent` the other server, `--product DIR` another revision. Delegates and attacker are processes of their own.
"""

import argparse
import signal
import sys
import time
from pathlib import Path

import orjson

from bench.attacks import bodies, doors, lines, several, table
from bench.attacks.attack import ATTACKS
from bench.attacks.house import Attacker, Memory, People, standing
from tests.servers import ROOT

QUIET_S, AFTER_S, CALM_S = 5.0, 4.0, 10.0
QUIET = "quiet"
__all__ = ["bodies", "doors", "lines", "several"]  # each puts its attacks on the list


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


def played(name, mode, folder=ROOT, *, niceness=0):
    """One attack on a house of its own, as a dict of figures; waits in seconds."""
    attack = ATTACKS.get(name)
    options = {"folder": folder, "async_mode": mode, "niceness": niceness}
    if attack:
        options |= {"processes": attack.processes, "descriptors": attack.descriptors, "full": attack.full}
    with standing(**options) as house:
        people, attacker = People(house.plan, niceness=niceness), Attacker(house.plan, niceness=niceness)
        try:
            people.phase("quiet")
            time.sleep(QUIET_S)
            memory = Memory(house.products)
            people.phase("attack")
            outcome = attacker.attack(name, attack.seconds) if attack else calm(CALM_S)
            answers_s = house.answers()
            people.phase("after")
            time.sleep(AFTER_S)
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
                **{name: told[name] for name in ("missing", "doubled", "lost_words", "unsettled", "holes")},
                "phases": {phase: table.summed(figures) for phase, figures in told["phases"].items()},
            }
        finally:
            people.kill()
            attacker.kill()


def calm(seconds):
    time.sleep(seconds)
    return {"told": {}, "held": None}


if __name__ == "__main__":
    main()
