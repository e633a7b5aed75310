"""Many at once: no number is missing, none is given twice, and everybody hears everything."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from tests.live.workshop import Workshop

CROWD = tuple((f"KR-{number:02}", "participant", "KR", None) for number in range(1, 17))


def test_two_hundred_commands_of_sixteen_people_at_once(house):
    with contextlib.closing(Workshop(house.url, seats=CROWD)) as workshop:
        workshop.start("shape")
        room, lines = workshop.rooms["KR"], workshop.sit(*workshop.seats)
        before = lines[0].settle()["seq"][f"room:{room}"]

        def write(writer):
            mine = range(writer, 200, 16)
            return [lines[writer].room(room, "card.add", title=f"Card {number}")["seq"] for number in mine]

        with ThreadPoolExecutor(16) as pool:
            numbers = list(chain.from_iterable(pool.map(write, range(16))))
        assert sorted(numbers) == list(range(before + 1, before + 201))
        log = workshop.organiser.get(f"/rooms/{room}/events?since={before}&limit=1000")["events"]
        assert [event["seq"] for event in log] == list(range(before + 1, before + 201))
        for line in lines:
            assert line.settle()["seq"][f"room:{room}"] == before + 200
            assert sorted(line.events(), key=lambda event: event["seq"]) == log
        cards = workshop.snapshot()["cards"]
        assert sorted(card["title"] for card in cards) == sorted(f"Card {number}" for number in range(200))
        assert [card["id"] for card in cards] == [card["id"] for card in sorted(cards, key=lambda c: c["position"])]


def test_sixteen_raise_and_lower_their_hands_by_both_doors(house):
    """Every tap writes the same rows; afterwards each hand is as its owner left it."""
    with contextlib.closing(Workshop(house.url, seats=CROWD)) as workshop:
        room = workshop.rooms["KR"]
        lines = dict(zip(workshop.seats, workshop.sit(*workshop.seats), strict=True))

        def wave(reference):
            for turn in range(3):
                lines[reference].room(room, "hand.raise", note=f"{turn}")
                workshop.http(reference).room(room, "hand.lower")
            if reference in ("KR-03", "KR-07"):
                lines[reference].room(room, "hand.raise")

        with ThreadPoolExecutor(16) as pool:
            list(pool.map(wave, workshop.seats))
        hands = [member["name"] for member in workshop.snapshot()["members"] if member["hand"]]
        assert hands == ["KR-03", "KR-07"]
        heard = sorted(event["seq"] for event in lines["KR-01"].events() if lines["KR-01"].settle())
        assert heard == list(range(heard[0], heard[0] + 16 * 6 + 2))
