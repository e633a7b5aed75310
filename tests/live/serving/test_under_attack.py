"""While somebody attacks the server, a dozen delegates go on working. `make attacks` measures it at full strength."""

import pytest

from bench.attacks.house import Attacker, People, standing
from bench.attacks.table import summed

DELEGATES, SCALE = 12, 0.3
WORST_MS = 12_000
"""A machine under load is slow. A server that stood still for one of these did so for up to 25 s, or for good."""
LINES = {"enter_unread": 3, "one_token": 1, "every_request": 2, "tiny_frames": 2, "malformed": 1, "endless_message": 2}
MORE = {"slow_loris": 2, "polling": 2, "snapshots": 2}
BODIES = {"body_without_token": 1, "body_with_token": 1, "unknown_fields": 1, "spaces": 1, "long_words": 5}
DOORS = {"joining": 2, "passwords": 2, "codes": 2, "reserved_names": 3}
"""Seconds of each."""


@pytest.fixture(params=["eventlet", "gevent"])
def work(request):
    """Delegates at work: `work(attacks, …)` attacks them for so many seconds each, and says what they noticed."""

    def begin(attacks, **options):
        with standing(async_mode=request.param, delegates=DELEGATES, **options) as house:
            people, attacker = People(house.plan), Attacker(house.plan)
            try:
                return _noticed(house, people, attacker, attacks)
            finally:
                people.kill()
                attacker.kill()
                print("---", *house.products[0].stdout[-40:], sep="\n")

    return begin


def _noticed(house, people, attacker, attacks):
    """What broke, in words: nothing, where all is well."""
    broken = []
    for name, seconds in attacks.items():
        people.phase(name)
        outcome = attacker.attack(name, seconds, SCALE)
        if outcome["held"] is False or "the attack did not end" in outcome["told"]:
            broken.append(f"{name}: {outcome['told']}")
        if house.answers() is None:
            return [*broken, f"{name}: the server does not answer any more"]
    told = people.end()
    for name in attacks:
        noticed = summed(told["phases"][name])
        broken += [
            f"{name}: {what} {noticed[what]}" for what in ("lost_lines", "unanswered", "offline") if noticed[what]
        ]
        if noticed["refused"]:
            broken.append(f"{name}: refused {noticed['refused']}")
        waited = max(noticed[kind]["worst"] or 0 for kind in ("answer", "neighbour"))
        if waited > WORST_MS:
            broken.append(f"{name}: somebody waited {waited:.0f} ms")
    lost = {what: told[what] for what in ("missing", "doubled", "lost_words", "unsettled")}
    return broken + [f"{what}: {many}" for what, many in lost.items() if many]


def test_delegates_work_on_while_somebody_floods_their_connection(work):
    assert work(LINES, full=True) == []


def test_delegates_work_on_while_somebody_opens_what_leads_nowhere(work):
    assert work(MORE) == []


def test_delegates_work_on_while_somebody_sends_bodies_that_take_long_to_read(work):
    assert work(BODIES) == []


def test_delegates_work_on_and_the_right_ones_get_in_while_somebody_tries_the_doors(work):
    assert work(DOORS) == []


def test_delegates_work_on_while_somebody_takes_all_the_descriptors(work):
    assert work({"descriptors_256": 6}, descriptors=256) == []
