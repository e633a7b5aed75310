"""A vote over three rooms, from outside: one count, and before it nothing of a choice on anybody's line."""

import contextlib
import json

import pytest

from tests.live.client import Refused, new_id
from tests.live.workshop import SEATS, SMALL, Workshop

ROOMS = [*SMALL["rooms"], {"name": "Indonesia", "country": "ID", "language": "id", "timezone": "Asia/Jakarta"}]
MORE = (("ID-F", "facilitator", "ID", None), ("ID-01", "participant", "ID", "workers"))
VOTERS = ("KR-01", "KR-02", "JP-01", "ID-01")
MANY = 89
"""So many dots on one card that the number stands nowhere else."""


@pytest.fixture
def three(house, organisers):
    """Three rooms with a measure each, and somebody in each of them."""
    with contextlib.closing(Workshop(house.url, SMALL | {"rooms": ROOMS}, SEATS + MORE, next(organisers))) as made:
        made.start("shape")
        for who in VOTERS:
            made.http(who)
        made.ids = []
        for who in ("KR-01", "JP-01", "ID-01"):
            card = made.card(f"The measure of {who}", by=who)
            made.ids += made.organiser.room(made.theirs(who), "measure.adopt", cards=[card])["data"]["measures"]
        yield made


def ask(workshop, type, id=None, **data):
    return workshop.organiser.command("workshop", workshop.id, type, data, id)


def shown(workshop):
    """The poll as each room has it."""
    return [workshop.snapshot(country)["polls"][-1] for country in ("KR", "JP", "ID")]


def heard(line):
    """All that came in on the line, as one text without spaces."""
    return "".join(frame if isinstance(frame, str) else repr(frame) for frame in line.raw).replace(" ", "")


def test_three_rooms_vote_as_one_and_nobody_sees_a_choice_before_the_result(three):
    console = three.line()
    console.ask("enter", {"workshop": three.id})
    people = dict(zip(VOTERS, three.sit(*VOTERS), strict=True))
    others = three.sit("KR-03", "KR-F", "JP-F", "ID-F")
    settings = {"budget": 97, "per_card": 97, "adopt": 1}
    opening = {"method": "dots", "settings": settings, "secrecy": "secret", "breakdown": "safe"}
    id = new_id()
    assert ask(three, "poll.open", id, **opening)["data"] == {"poll": id}
    polls = dict(zip(("KR", "JP", "ID"), shown(three), strict=True))
    assert {tuple(poll["cards"]) for poll in polls.values()} == {tuple(three.ids)}
    given = {"KR-01": 1, "KR-02": 2, "JP-01": 2, "ID-01": 2}
    for who, card in given.items():
        choices = {three.ids[card]: MANY}
        people[who].room(three.theirs(who), "ballot.cast", poll=polls[who[:2]]["id"], choices=choices)
    workshop_tiles = console.ask("enter", {"workshop": three.id})
    assert sum(tile["joint"][0]["cast"] for tile in workshop_tiles["rooms"]) == 4
    assert (workshop_tiles["polls"][0]["cast"], "result" in workshop_tiles["polls"][0]) == (4, False)
    ask(three, "poll.close", poll=id)
    again = three.sit("KR-04")
    lines = [console, *others, again, *people.values()]
    for line in lines:
        line.settle()
    for who, line in [*people.items(), *((None, each) for each in (console, *others, again))]:
        for card in three.ids:
            own = who and three.ids[given[who]] == card
            assert own or f'"{card}":{MANY}' not in heard(line)
        assert '"ranking"' not in heard(line)
    for text in (json.dumps(three.organiser.get(f"/workshops/{three.id}/export/json")), *map(json.dumps, shown(three))):
        assert f": {MANY}" not in text
    result = ask(three, "poll.reveal", poll=id)["data"]["result"]
    assert (result["entitled"], result["ballots"]) == (5, 4)
    assert [place["score"] for place in result["ranking"]] == [3 * MANY, MANY, 0]
    assert [poll["result"] for poll in shown(three)] == [result] * 3
    console.until(lambda: [e for e in console.told("event") if e["type"] == "poll.revealed"])
    assert console.told("event")[-1]["data"]["result"] == result
    for line, who in zip(people.values(), VOTERS, strict=True):
        line.until(lambda line=line: any(event["type"] == "joint.revealed" for event in line.events()))
        assert line.enter(three.theirs(who))["snapshot"]["polls"][-1]["joint"]["id"] == id


def test_sent_again_it_is_done_once_and_a_room_that_votes_stops_all(three):
    kr, jp = three.rooms["KR"], three.rooms["JP"]
    own = three.http("JP-F").room(jp, "poll.open", method="dots", cards=[three.ids[1]])["data"]["poll"]
    before = [three.organiser.snapshot(room)["seq"] for room in three.rooms.values()]
    id = new_id()
    with pytest.raises(Refused, match="A vote is already open in Japan"):
        ask(three, "poll.open", id, method="rank")
    assert [three.organiser.snapshot(room)["seq"] for room in three.rooms.values()] == before
    three.http("JP-F").room(jp, "poll.cancel", poll=own)
    first = ask(three, "poll.open", id, method="rank")
    seqs = [three.organiser.snapshot(room)["seq"] for room in three.rooms.values()]
    assert ask(three, "poll.open", id, method="rank") == first
    assert [three.organiser.snapshot(room)["seq"] for room in three.rooms.values()] == seqs
    share = three.snapshot("KR")["polls"][-1]["id"]
    for type in ("poll.close", "poll.reveal", "poll.cancel"):
        with pytest.raises(Refused, match="This vote is over all rooms"):
            three.http("KR-F").room(kr, type, poll=share)
    with pytest.raises(Refused, match="not_found"):
        three.http("KR-F").command("workshop", three.id, "poll.close", {"poll": id})
