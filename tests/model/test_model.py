"""Several devices, random deeds, lines that lose, double, delay and reorder, two tabs, reloads: all agree."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.live.workshop import Workshop
from tests.soaked import note

CROWD = Path(__file__).with_name("crowd.js")
STEPS = int(os.environ.get("CONCORD_MODEL_STEPS", "2000"))
"""So many steps in all, on the two databases together."""
PLAN = 250
"""So many before everybody is compared."""
FAULTS = {"loss": 0.03, "double": 0.05, "late_ms": 60}
DEEDS = (
    *("add", "move", "place", "merge", "remove", "react", "comment", "theme", "ready", "undo", "redo"),
    *("title", "title", "title", "body", "body", "body"),
    *("cut", "mend", "mend", "reload", "wait", "wait", "stage"),
)
numbers = st.integers(0, 10**6)
steps = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(DEEDS), numbers, numbers), min_size=PLAN, max_size=PLAN)


class Crowd:
    """The devices, in a process of their own."""

    def __init__(self):
        self.process = subprocess.Popen(["node", CROWD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def play(self, plan):
        self.process.stdin.write(f"{json.dumps(plan)}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the crowd has ended"
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture(scope="module")
def crowd():
    crowd = Crowd()
    yield crowd
    crowd.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def product(request, server):
    if request.param == "sqlite":
        return server(env={"OPEN_REGISTRATION": "1"})
    template = request.getfixturevalue("migrated_postgresql")
    url = request.getfixturevalue("postgresql").database(template=template)
    return server(database_url=url, env={"OPEN_REGISTRATION": "1"})


@pytest.mark.timeout(0)
def test_whatever_happens_on_the_way_everybody_ends_with_the_same(product, crowd):
    played = []

    @settings(
        max_examples=-(-STEPS // 2 // PLAN),
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a plan that fails takes a minute: made smaller by hand
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=steps, seed=numbers)
    def everybody_agrees(steps, seed):
        workshop = Workshop(product.url)
        workshop.start("shape")
        for title in ("First;", "Second;"):
            workshop.card(title, by="KR-01")
        seats = [workshop.http(who).token for who in ("KR-01", "KR-02", "KR-F")]
        plan = {"url": product.url, "room": workshop.rooms["KR"], "seats": [*seats, seats[0]], "faults": FAULTS}
        verdict = crowd.play(plan | {"seed": seed, "steps": steps})
        played.append((len(steps), verdict["words"], verdict["events"]))
        assert not verdict["problems"], "\n".join(verdict["problems"])

    everybody_agrees()
    done = dict(zip(("steps", "words", "events"), (sum(column) for column in zip(*played, strict=True)), strict=True))
    note("random devices", product.database_url, **done)
