"""A workshop made through the doors that everybody uses, and the people who come to it by their personal links."""

import csv
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.live.client import Http, Live, new_id

DEMO = Path(__file__).parents[2] / "app" / "demo"
SMALL = {
    "title": "Day 3",
    "themes": ["Formal economy", "Rural economy"],
    "rooms": [
        {"name": "Republic of Korea", "country": "KR", "language": "ko", "timezone": "Asia/Seoul"},
        {"name": "Japan", "country": "JP", "language": "ja", "timezone": "Asia/Tokyo"},
    ],
    "findings": [{"code": "F-ALL-01", "day": 1, "kind": "finding", "text": "Most work is informal.", "source": "ILO"}],
}
SEATS = (
    *(("KR-F", "facilitator", "KR", None), ("JP-F", "facilitator", "JP", None), ("ALL-F", "facilitator", None, None)),
    *(("KR-01", "participant", "KR", "government"), ("KR-02", "participant", "KR", "workers")),
    *(("KR-03", "participant", "KR", "employers"), ("KR-04", "participant", "KR", "practitioners")),
    *(("JP-01", "participant", "JP", "government"), ("JP-02", "participant", "JP", "workers")),
    *(("EXPERT", "resource", None, None), ("DONOR", "observer", None, None)),
)
PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


class Workshop:
    """KR and JP with four and two delegates, each with a facilitator; one of all rooms, an expert and an observer.

    A seat goes by its reference (`KR-04`). Everybody connected is disconnected by `close`. `made_by` is what account()
    gave; a new account where it is left out.
    """

    def __init__(self, url, shape=SMALL, seats=SEATS, made_by=None):
        self.url = url
        made = made_by or account(url)
        self.organiser, self.email = Http(url, made["token"]), made["account"]["email"]
        self.told = self.organiser.post("/workshops", shape)
        self.id, self.code = self.told["id"], self.told["code"]
        self.rooms = {room["country"]: room["id"] for room in self.told["rooms"]}
        self._lines, self._doors = [], {}
        self.take_in({"rows": [_row(*seat) for seat in seats]} if seats else None)

    def take_in(self, roster):
        """Set the roster: bytes of a CSV file, or {"rows": [...]}."""
        as_file = {"data": roster, "headers": {"Content-Type": "text/csv"}} if isinstance(roster, bytes) else {}
        path = f"/workshops/{self.id}/roster"
        given = self.organiser.post(path, None if as_file else roster, **as_file) if roster else {"members": []}
        self.seats = {seat["reference"]: seat for seat in given["members"]}

    def member(self, reference):
        return self.seats[reference]["id"]

    def theirs(self, reference):
        """The id of the room somebody sits in; KR's for those who sit in none."""
        return self.seats[reference]["room"] or self.rooms["KR"]

    def http(self, reference):
        """The HTTP door of somebody who has joined by their link."""
        if reference not in self._doors:
            joined = Http(self.url).post("/join", {"link": self.seats[reference]["link"]})
            self._doors[reference] = Http(self.url, joined["token"])
        return self._doors[reference]

    def line(self, reference=None, **options):
        """A new connection of somebody, the organiser where nobody is named; it has entered nothing yet."""
        door = self.http(reference) if reference else self.organiser
        self._lines.append(Live(self.url, door.token, **options))
        return self._lines[-1]

    def sit(self, *references):
        """One who has entered the own room; a list of them where several are named."""
        lines = [self.line(reference) for reference in references]
        for line, reference in zip(lines, references, strict=True):
            line.enter(self.theirs(reference))
        return lines[0] if len(lines) == 1 else lines

    def stage(self, kind, title=None):
        fits = [s["id"] for s in self.told["programme"] if s["kind"] == kind and title in (None, s["title"])]
        return fits[0]

    def start(self, kind, *rooms, title=None):
        """Bring all rooms, or those named by country, into a stage."""
        wanted = {"rooms": [self.rooms[country] for country in rooms]} if rooms else {}
        return self.run("stage.start", stage=self.stage(kind, title), **wanted)

    def run(self, type, **data):
        """A workshop command of the organiser."""
        return self.organiser.command("workshop", self.id, type, data)

    def card(self, title, *, by="KR-01", **data):
        """Somebody's card, added over HTTP; returns its id."""
        return self.http(by).room(self.theirs(by), "card.add", title=title, **data)["data"]["card"]

    def snapshot(self, country="KR"):
        return self.organiser.snapshot(self.rooms[country])

    def close(self):
        """All at once: a client waits up to three seconds for the server to close its side, too."""
        with ThreadPoolExecutor(max_workers=50) as pool:
            list(pool.map(Live.close, self._lines))


def account(url, **rest):
    """A new account: {token, account}."""
    body = {"email": f"organiser-{next(_numbers)}-{new_id()}@example.org", "password": PASSWORD, "name": "Organiser"}
    return Http(url).post("/accounts", body | rest)


def _row(reference, role, room, perspective):
    return {"reference": reference, "name": reference, "role": role, "room": room, "perspective": perspective}


def demo_shape():
    return json.loads((DEMO / "workshop.json").read_text("utf-8"))


def demo_cards():
    with (DEMO / "cards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def demo_roster():
    return (DEMO / "roster.csv").read_bytes()
