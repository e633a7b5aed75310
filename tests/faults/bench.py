"""Every kind of writing, tried again and again while storage is broken, and what it has acknowledged."""

import time

from tests.live.client import Refused, Shared, new_id
from tests.live.workshop import SEATS, Workshop
from tests.waiting import until

KEPT = "acknowledged"


class Bench:
    """A room in shape with an open poll. `cards`, `typed`, `whole` and `ballot` are what was acknowledged."""

    def __init__(self, url):
        self.workshop = Workshop(url, seats=SEATS)
        self.workshop.start("shape")
        self.room, self.organiser = self.workshop.rooms["KR"], self.workshop.organiser
        self.typing, self.setting, choice = (self.workshop.card(title) for title in ("Typed", "Whole", "Choice"))
        self.cards, self.choice = ["Typed", "Whole", "Choice"], choice
        self.one, self.two, self.three = self.workshop.sit("KR-01", "KR-02", "KR-03")
        self.door = self.workshop.http("KR-04")
        dots = {"budget": 100, "per_card": 100}
        asked = {"method": "dots", "cards": [choice], "settings": dots}
        self.poll = self.organiser.room(self.room, "poll.open", **asked)["data"]["poll"]
        self.editor = Shared(self.one, f"card:{self.typing}")
        self.typed = self.whole = ""
        self.unsent, self.ballot, self.tries, self.title = None, None, 0, "Day 3"
        self.kinds = (self.add, self.add_by_http, self.type, self.set, self.cast, self.rename, self.join)
        assert set(self.attempt().values()) == {KEPT}

    def attempt(self):
        """Write once in every way: {way: "acknowledged", or the code of the refusal}."""
        self.tries += 1
        return {kind.__name__: self._answer(kind) for kind in self.kinds}

    def _answer(self, kind):
        while True:
            try:
                kind()
            except Refused as refusal:
                if refusal.code != "too_fast":
                    return refusal.code
                time.sleep(refusal.error["retry_after"])
            else:
                return KEPT

    def add(self):
        title = f"By Socket.IO {self.tries}"
        self.two.room(self.room, "card.add", title=title, body="그대로 " * 200)
        self.cards.append(title)

    def add_by_http(self):
        title = f"By HTTP {self.tries}"
        self.door.room(self.room, "card.add", title=title)
        self.cards.append(title)

    def type(self):
        """What is typed is not typed anew when it is refused: an editor sends the same change again."""
        if self.unsent is None:
            self.unsent = self.editor.typed("body", "말 ")
        self.editor.send(self.unsent)
        self.unsent = None
        self.typed += "말 "

    def set(self):
        doc, value = f"card:{self.setting}", f"The whole text, version {len(self.whole)}.{'.' * len(self.whole)}"
        self.one.ask("text.set", {"doc": doc, "field": "body", "value": value, "base": self.whole})
        self.whole = value

    def cast(self):
        choices = {self.choice: 1 + self.tries % 100}
        self.three.room(self.room, "ballot.cast", poll=self.poll, choices=choices)
        self.ballot = choices

    def rename(self):
        title = f"Day {self.tries}"
        self.organiser.command("workshop", self.workshop.id, "workshop.change", {"title": title})
        self.title = title

    def join(self):
        """A new person on a link nobody has used: a seat is written."""
        given = {"code": self.workshop.code, "name": f"Guest {new_id()}", "room": self.room}
        self.organiser.post("/join", given)

    def check(self):
        """Whoever reads finds what was acknowledged, and nothing else."""
        snapshot = self.workshop.snapshot()
        assert sorted(card["title"] for card in snapshot["cards"]) == sorted(self.cards)
        assert snapshot["workshop"]["title"] == self.title
        log = self.organiser.get(f"/rooms/{self.room}/events?limit=1000")["events"]
        assert [event["seq"] for event in log] == list(range(1, snapshot["seq"] + 1))
        assert self.three.enter(self.room)["mine"]["ballots"] == {self.poll: self.ballot}
        assert Shared(self.two, f"card:{self.typing}").read("body") == self.typed
        assert Shared(self.two, f"card:{self.setting}").read("body") == self.whole

    def recover(self):
        """Nobody does anything: every kind of writing is acknowledged again, and the board has all texts."""
        until(lambda: set(self.attempt().values()) == {KEPT}, seconds=30)
        until(lambda: self.bodies() == {self.typing: self.typed, self.setting: self.whole})
        self.check()

    def bodies(self):
        """How the board shows the two texts, which is up to two seconds late."""
        cards = self.workshop.snapshot()["cards"]
        return {card["id"]: card["body"] for card in cards if card["id"] in (self.typing, self.setting)}

    def close(self):
        self.workshop.close()
