"""People who go on working whatever happens: each sends the same thing again until it is acknowledged."""

import time
from collections import Counter

from socketio.exceptions import BadNamespaceError
from socketio.exceptions import ConnectionError as NoLine

from tests.live.client import Live, Refused, Shared, new_id

PASSING = ("unavailable", "too_fast")
"""What goes by if one only waits. Any other refusal of what these people do is a fault."""
PATIENCE_S = 30
REST_S = 0.05


class Lost(Exception):
    """The line broke before the answer came: it may be done or not."""


class Line(Live):
    """A connection that notices at once when the other side is gone."""

    def ask(self, name, payload):
        answers = []

        def hear(answer):
            answers.append(answer)
            self._tell()

        try:
            self.io.emit(name, payload, callback=hear)
        except BadNamespaceError as error:
            raise Lost(name) from error
        self.until(lambda: answers or not self.open, seconds=PATIENCE_S)
        if not answers:
            raise Lost(name)
        answer = answers[0]
        if not answer.pop("ok"):
            raise Refused(answer["error"])
        return answer

    @property
    def open(self):
        return super().open and self.io.eio.state == "connected"


class Person:
    """Somebody at work in a room. `done` counts acknowledgements, `refusals` what they were told instead."""

    def __init__(self, url, token, room):
        self.url, self.token, self.room = url, token, room
        self.line, self.inside = None, False
        self.done, self.refusals = 0, Counter()

    def work(self, stop):
        """One thing after the other; who is told to stop first finishes what was begun."""
        while not stop.is_set():
            self.turn()
            self.done += 1

    def acknowledged(self, ask):
        """What `ask(line)` answers, asked as often as it takes."""
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                return ask(self._there())
            except (Lost, NoLine):
                self.line = None
                wait_s = REST_S
            except Refused as refusal:
                if refusal.code not in PASSING:
                    raise
                self.refusals[refusal.code] += 1
                wait_s = refusal.error.get("retry_after", REST_S)
            assert time.monotonic() < end, f"never acknowledged; told {dict(self.refusals)}"
            time.sleep(wait_s)

    def _there(self):
        if self.line is None or not self.line.open:
            self.line, self.inside = Line(self.url, self.token), False
        if not self.inside:
            self.found(self.line.enter(self.room))
            self.inside = True
        return self.line

    def found(self, entered):
        """What somebody sees who comes in, anew after each loss."""

    def close(self):
        if self.line is not None:
            self.line.close()


class Adder(Person):
    """Adds cards under ids of their own choice. `kept`: {card: the acknowledgement}."""

    def __init__(self, *where):
        super().__init__(*where)
        self.kept = {}

    def turn(self):
        id = new_id()
        self.kept[id] = self.acknowledged(lambda line: self.add(line, id))
        time.sleep(REST_S)  # a room has place for 500 cards

    def add(self, line, id):
        return line.command("room", self.room, "card.add", {"title": f"Card {id}"}, id=id)


class Writer(Person):
    """Writes at the end of a card's body, word by word. `kept`: {card: the acknowledged words, in order}."""

    sign = "w"

    def __init__(self, *where):
        super().__init__(*where)
        self.kept, self.card = {}, None

    def turn_to(self, card):
        self.card, self.kept[card] = card, []

    @property
    def doc(self):
        return f"card:{self.card}"

    def turn(self):
        word = f"{self.sign}{len(self.kept[self.card])} "
        self.write(word)
        self.kept[self.card].append(word)


class Typist(Writer):
    """Has an editor with the shared text in it, and sends each change of it."""

    sign = "말"

    def turn_to(self, card):
        super().turn_to(card)
        self.editor = self.acknowledged(lambda line: Shared(line, self.doc))

    def write(self, word):
        change = self.editor.typed("body", word, at=len(self.editor.read("body").encode()))
        self.acknowledged(lambda line: line.ask("text.update", {"doc": self.doc, "update": change}))


class Plain(Writer):
    """Has no Yjs, and sends the whole text with what it was before."""

    sign = "語"

    def turn_to(self, card):
        super().turn_to(card)
        self.text = ""

    def write(self, word):
        whole = {"doc": self.doc, "field": "body", "value": self.text + word, "base": self.text}
        self.text = self.acknowledged(lambda line: line.ask("text.set", whole))["value"]


class Voter(Person):
    """Votes again and again, each time otherwise. `kept` is the last acknowledged ballot, `sent` the last one sent."""

    def __init__(self, *where, poll, cards):
        super().__init__(*where)
        self.poll, self.cards = poll, cards
        self.kept = self.sent = None

    def turn(self):
        self.sent = dict(zip(self.cards, (1 + self.done % 30, 1 + self.done // 30 % 30, 1), strict=True))
        ballot, id = {"poll": self.poll, "choices": self.sent}, new_id()
        self.acknowledged(lambda line: line.command("room", self.room, "ballot.cast", ballot, id=id))
        self.kept = self.sent

    def found(self, entered):
        ballot = entered["mine"]["ballots"].get(self.poll)
        assert ballot in (self.kept, self.sent), f"{ballot} lies there; {self.kept} was acknowledged"
