"""The whole day, played by 38 delegates in six rooms through a client that knows nothing but the contract."""

import contextlib
import csv
import io
from collections import Counter
from itertools import cycle

import pytest

from tests.live.client import Shared
from tests.live.workshop import Workshop, demo_cards, demo_roster, demo_shape

HOUSES = {
    "sqlite": {"async_mode": "eventlet"},
    "postgresql": {"async_mode": "eventlet", "database": True},
    "gevent": {"async_mode": "gevent"},
}


@pytest.fixture(params=HOUSES)
def day(request, server):
    options = dict(HOUSES[request.param])
    if options.pop("database", False):
        cluster = request.getfixturevalue("postgresql")
        options["database_url"] = cluster.database(template=request.getfixturevalue("migrated_postgresql"))
    with contextlib.closing(Day(server(**options).url)) as day:
        yield day


class Day(Workshop):
    """Everybody of the demo's roster sits in the own room."""

    def __init__(self, url):
        super().__init__(url, demo_shape(), seats=())
        self.take_in(demo_roster())
        self.people = dict(zip(self.seats, self.sit(*self.seats), strict=True))

    def delegates(self, country):
        return {ref: self.people[ref] for ref in self.seats if ref.startswith(country) and not ref.endswith("F")}

    def facilitator(self, country):
        return self.people[f"{country}-F"]

    def do(self, country, who, type, **data):
        return self.people[who].room(self.rooms[country], type, **data)["data"]

    def lead(self, country, type, **data):
        return self.do(country, f"{country}-F", type, **data)


def test_thirty_eight_delegates_play_the_day_and_find_every_card_again(day):
    assert sum(len(day.delegates(country)) for country in day.rooms) == 38
    gather(day)
    shape(day)
    adopted = vote(day)
    plan(day, adopted)
    declare(day)
    everybody_heard_the_same(day)
    exports_hold_every_card(day)


def gather(day):
    """Everybody writes in private; nobody knows of others' cards more than their number, until all are shown."""
    day.start("gather")
    writers = {country: cycle(day.delegates(country)) for country in day.rooms}
    written = Counter()
    for card in demo_cards():
        country, writer = card["room"], next(writers[card["room"]])
        theme = next(t["id"] for t in day.snapshot(country)["themes"] if t["title"] == card["theme"])
        words = {name: card[name] for name in ("title", "body", "gloss", "language")}
        made = day.do(country, writer, "card.add", theme=theme, **words)["card"]
        written[country] += 1
        mine = day.people[writer].until(lambda id=made, who=writer: _mine_with(day.people[who], id))
        assert [c["title"] for c in mine["cards"] if c["id"] == made] == [card["title"]]
    for country in day.rooms:
        seen = day.facilitator(country).enter(day.rooms[country])["snapshot"]
        assert (seen["cards"], seen["private"]) == ([], {"others": written[country], "total": written[country]})
        day.lead(country, "card.reveal")
        shown = day.snapshot(country)
        assert len(shown["cards"]) == written[country] and shown["private"]["total"] == 0
        assert [c["author"] for c in shown["cards"]] == [None] * written[country]


def _mine_with(person, card):
    return next((m for m in reversed(person.told("mine")) if card in m["own"]), None)


def shape(day):
    """In each room a delegate merges two cards, names a theme, moves a card there and ties it to a finding."""
    day.start("shape")
    for country in day.rooms:
        first, second, third, *_ = day.snapshot(country)["cards"]
        by = next(iter(day.delegates(country)))
        day.do(country, by, "card.merge", into=first["id"], cards=[second["id"]])
        theme = day.do(country, by, "theme.add", title="Named together")["theme"]
        day.do(country, by, "card.move", card=third["id"], theme=theme, after=None)
        finding = day.snapshot(country)["findings"][0]["id"]
        day.do(country, by, "finding.cite", card=first["id"], finding=finding)
        now = {card["id"]: card for card in day.snapshot(country)["cards"]}
        assert now[second["id"]]["merged_into"] == first["id"]
        assert now[third["id"]]["theme"] == theme
        assert now[first["id"]]["findings"] == [finding]


def vote(day):
    """Dots, secretly: the turnout is seen, a tally is not. Returns {country: measures}."""
    day.start("vote")
    adopted = {}
    for country in day.rooms:
        poll = day.lead(country, "poll.open", method="dots", settings={}, secrecy="secret")["poll"]
        opened = _poll(day, country)
        favourites = opened["cards"][: opened["settings"]["budget"]]
        for who in day.delegates(country):
            day.do(country, who, "ballot.cast", poll=poll, choices=dict.fromkeys(favourites, 1))
        seen = _poll(day, country)
        voters = len(day.delegates(country))
        assert (seen["cast"], seen["entitled"], "result" in seen) == (voters, voters, False)
        day.lead(country, "poll.close", poll=poll)
        result = day.lead(country, "poll.reveal", poll=poll)["result"]
        assert result["ranking"][0] == {"place": 1, "cards": sorted(favourites), "score": voters}
        chosen = (result["cut"]["taken"] or sorted(result["cut"]["tied"]))[:3]
        adopted[country] = day.lead(country, "measure.adopt", cards=chosen)["measures"]
        assert len(adopted[country]) == len(chosen)
    return adopted


def _poll(day, country):
    return day.snapshot(country)["polls"][0]


def plan(day, adopted):
    """Two write in one field at once, one without Yjs; dates, instruments and money are set; a pair is responsible."""
    day.start("plan")
    for country, measures in adopted.items():
        one, other, *_ = day.delegates(country)
        for measure in measures:
            doc = f"measure:{measure}"
            editor = Shared(day.people[one], doc)
            editor.type("lead", "Ministry of Labour")
            answer = day.people[other].ask(
                "text.set",
                {"doc": doc, "field": "lead", "value": "The Ministry of Labour", "base": editor.read("lead")},
            )
            assert answer["value"] == "The Ministry of Labour"
            for field in ("indicator", "money", "first_step"):
                day.people[other].ask(
                    "text.set", {"doc": doc, "field": field, "value": f"As agreed: {field}", "base": ""}
                )
            day.do(country, one, "measure.set", measure=measure, field="by_when", value="2022-06-30")
            day.do(country, one, "measure.set", measure=measure, field="instrument", value=["law", "finance"])
            day.do(
                *(country, one, "measure.set"),
                **{"measure": measure, "field": "amount", "value": {"value": 250000, "currency": "USD"}},
            )
            pair = [day.member(one), day.member(other)]
            day.do(country, one, "measure.assign", measure=measure, members=pair)
            editor.close()
    for country in day.rooms:
        for measure in day.facilitator(country).until(lambda at=country: _planned(day, at)):
            assert measure["plan"]["lead"] == "The Ministry of Labour"
            assert (measure["by_when"], measure["instrument"]) == ("2022-06-30", ["law", "finance"])
            assert len(measure["assigned"]) == 2


def _planned(day, country):
    measures = day.snapshot(country)["measures"]
    return all(not set(m["missing"]) - {"finding"} for m in measures) and measures


def declare(day):
    """All endorse in private; the levels are shown at once; the facilitator declares."""
    day.start("declare")
    for country in day.rooms:
        people = day.delegates(country)
        day.people[next(iter(people))].ask(
            "text.set",
            {
                **{"doc": f"declaration:{day.rooms[country]}", "field": "preamble"},
                **{"value": "We, the delegates,", "base": ""},
            },
        )
        for number, who in enumerate(people):
            day.do(country, who, "declaration.endorse", level=1 + number % 3)
        waiting = day.snapshot(country)["declaration"]
        assert (waiting["state"], waiting["endorsed"], waiting["revealed"]) == ("endorsing", len(people), None)
        day.lead(country, "declaration.reveal")
        day.lead(country, "declaration.declare")
        done = day.snapshot(country)["declaration"]
        assert (done["state"], done["preamble"]) == ("declared", "We, the delegates,")
        assert sum(done["revealed"]["levels"].values()) == len(people)
        assert done["revealed"]["rule"]["met"] is True


def everybody_heard_the_same(day):
    """Each of a room heard every number of its stream once, and the same event under it."""
    for country, room in day.rooms.items():
        stream = f"room:{room}"
        last = day.organiser.get(f"/rooms/{room}/events?limit=1000")
        for person in (*day.delegates(country).values(), day.facilitator(country)):
            assert person.settle()["seq"][stream] == last["seq"]
            heard = sorted(person.events(stream), key=lambda event: event["seq"])
            first = heard[0]["seq"]
            assert [event["seq"] for event in heard] == list(range(first, last["seq"] + 1))
            assert heard == last["events"][first - 1 :]


def exports_hold_every_card(day):
    wanted = sorted((card["room"], card["title"], card["body"]) for card in demo_cards())
    whole = day.organiser.get(f"/workshops/{day.id}/export/json")
    found = [(r["country"], c["title"], c["body"]) for r in whole["rooms"] for c in r["cards"]]
    assert len(found) == 45 and sorted(found) == wanted
    assert [room["declaration"]["state"] for room in whole["rooms"]] == ["declared"] * 6
    names = {room["name"]: room["country"] for room in whole["rooms"]}
    table = day.organiser.get(f"/workshops/{day.id}/export/csv").content.decode("utf-8")
    lines = csv.DictReader(io.StringIO(table, newline=""))
    assert sorted((names[line["room"]], line["title"], line["body"]) for line in lines) == wanted
    text = day.organiser.get(f"/workshops/{day.id}/export/md").content.decode("utf-8")
    assert [title for _, title, _ in wanted if title not in text] == []
