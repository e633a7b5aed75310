"""Two thousand members cast in a minute on one process: `python -m bench.live.votes`. No ballot may be lost or late.

The organiser is one of them; the others sit in six rooms, each with an open vote over 60 cards.
"""

import json
import tempfile
from types import SimpleNamespace

from bench.live import run
from tests.servers import Product

VOTERS = 1_999


def main():
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        product = Product(data_dir=folder, env=run.OPEN)
        try:
            product.start()
            plan = run.workshop(product.url, VOTERS)
            plan |= {"load": "votes", "kind": "product", "pid": product.pid, "port": product.port}
            found = run.loaded(plan, SimpleNamespace(steady=0, saturated=0))["votes"]
        finally:
            product.stop()
    print(json.dumps(found, indent=1))
    lost = {name: found[name] for name in ("missing", "doubled", "unanswered", "refused", "cut") if found[name]}
    if lost or found["counted"] != VOTERS:
        raise SystemExit(f"lost: {lost}, counted {found['counted']} of {VOTERS}")


if __name__ == "__main__":
    main()
