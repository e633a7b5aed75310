"""Say where the product's processor time goes while 300 members do a command a second each.

With the word `connect`: while 1,000 come in; with `vote`: while 300 cast at once. See docs/performance.md.
"""

import collections
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

from bench.live import run
from tests.servers import Process, free_port

STEADY_S = 15


def main():
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        data, samples = Path(folder) / "data", Path(folder) / "samples.json"
        wanted = sys.argv[1] if len(sys.argv) > 1 else "room"
        plan = run.prepared(data)["connect" if wanted == "connect" else "room"]
        port = free_port()
        told = {"DATA_DIR": str(data), "PORT": str(port), "HOST": "127.0.0.1", "DEMO": "0", "SAMPLES": str(samples)}
        product = Process([sys.executable, run.HERE / "sampled.py"], cwd=run.HERE.parents[1], env=os.environ | told)
        try:
            product.wait_until(lambda: run.answers(port))
            plan |= {"load": f"profile_{wanted}", "kind": "product", "pid": product.pid, "port": port}
            found = run.loaded(plan, SimpleNamespace(steady=STEADY_S, saturated=0))
        finally:
            product.end(signal.SIGTERM)
        stacks = json.loads(samples.read_text("utf-8"))
    print(json.dumps(found))
    report(stacks)


def report(stacks):
    everything = sum(count for count, _ in stacks)
    print(f"{everything} samples")
    inclusive, own, packages, ours = (collections.Counter() for _ in range(4))
    for count, stack in stacks:
        own[stack[0]] += count
        packages[stack[0].partition("/")[0] if not stack[0].startswith("app/") else "app"] += count
        for place in set(stack):
            inclusive[place] += count
            if place.startswith("app/"):
                ours[place] += count
    for title, counted, most in (
        ("the product's own, with all it calls", ours, 45),
        ("with all it calls", inclusive, 60),
        ("by itself", own, 25),
        ("by itself, by package", packages, 20),
    ):
        print(f"\n{title}")
        for place, count in counted.most_common(most):
            print(f"{count / everything:7.1%}  {place}")


if __name__ == "__main__":
    main()
