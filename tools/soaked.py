"""Write docs/soak.md from what a long run has kept: `python -m tools.soaked build/soak.jsonl`."""

import json
import platform
import sys
from collections import Counter
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "soak.md"
HEAD = """# The long run

`make soak` does for hours what the tests do for a minute. After each round everybody's screen, the rows and the log are
held against each other, and against every word that was acknowledged. One difference ends it.

- **Random devices**: the browser's own code on four devices, one a second tab, on lines that lose, double, delay
  and reorder; typing in Korean, Japanese and emoji, moving, merging, undoing, cuts, reloads (`tests/model`).
- **Kills**: the server is killed in the middle of a room's work and started again (`tests/faults/test_kill.py`).

`make soak` does 100,000 steps on the two databases together and 50 kills on each; `make soak STEPS=20000 KILLS=10` does
less. What the last one that came to its end did without a difference:
"""


def main(file):
    total = Counter()
    for line in Path(file).read_text("utf-8").splitlines():
        told = json.loads(line)
        place = told.pop("what"), told.pop("database")
        for name, number in told.items():
            total[*place, name] += number
    rows = [
        f"| {what} | {database} | {name} | {number:,} |" for (what, database, name), number in sorted(total.items())
    ]
    table = ["| | database | | |", "|---|---|---|---:|", *rows]
    when = f"{date.today():%-d %B %Y}, Python {platform.python_version()}."
    PAGE.write_text("\n".join([HEAD, *table, "", when, ""]), encoding="utf-8")
    print(f"written to {PAGE.name}: {len(rows)} figures")


if __name__ == "__main__":
    main(sys.argv[1])
