"""A room at work while something breaks, and what has to be true of it afterwards."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.domain.browser import apply
from tests.faults.people import Adder, Person, Plain, Typist, Voter
from tests.live.client import Shared
from tests.live.workshop import Workshop
from tests.waiting import until

SEATS = tuple((f"KR-{number:02}", "participant", "KR", None) for number in range(1, 8))
FURTHER = 3
"""So many things more everybody has to get done after each fault."""


class BusyRoom:
    """One adds cards, two write texts, and four vote, each on a line of their own."""

    def __init__(self, url):
        self.workshop = Workshop(url, seats=SEATS)
        self.workshop.start("shape")
        self.room = self.workshop.rooms["KR"]
        self.made = [self.workshop.card(f"Choice {number}") for number in range(3)]
        self.tokens = [self.workshop.http(reference).token for reference in self.workshop.seats]
        dots = {"budget": 61, "per_card": 30}
        asked = {"method": "dots", "cards": list(self.made), "settings": dots}
        self.poll = self.workshop.organiser.room(self.room, "poll.open", **asked)["data"]["poll"]
        self.before = self.workshop.snapshot()
        adder, typist, plain, *voters = ((url, token, self.room) for token in self.tokens)
        self.adder, self.writers = Adder(*adder), [Typist(*typist), Plain(*plain)]
        self.voters = [Voter(*voter, poll=self.poll, cards=list(self.made)) for voter in voters]
        self.people = [self.adder, *self.writers, *self.voters]

    def outlast(self, fault):
        """Everybody works while `fault()` happens and until all have gone on after it; then look what is there."""
        for writer in self.writers:
            self.made.append(self.workshop.card("A text"))
            writer.turn_to(self.made[-1])
        stop = threading.Event()
        with ThreadPoolExecutor(len(self.people)) as pool:
            working = [pool.submit(person.work, stop) for person in self.people]
            try:
                fault()
                until(self._all_go_on(working), seconds=40)
            finally:
                stop.set()
        for work in working:
            work.result()
        self.check()

    def _all_go_on(self, working):
        """Whether all have got something done since; also where somebody has failed, who is heard of then."""
        goals = [(person, person.done + FURTHER) for person in self.people]
        return lambda: any(work.done() for work in working) or all(person.done >= goal for person, goal in goals)

    def check(self):
        """Nobody is in the middle of anything: what is there is what was acknowledged, once."""
        for writer in self.writers:
            for card, words in writer.kept.items():
                text = writer.acknowledged(lambda line, card=card: Shared(line, f"card:{card}")).read("body")
                assert text == "".join(words)
                until(lambda card=card, text=text: self._body(card) == text)
        snapshot, log = self.workshop.snapshot(), self.log()
        assert [event["seq"] for event in log] == list(range(1, snapshot["seq"] + 1))
        assert Counter(card["id"] for card in snapshot["cards"]) == Counter([*self.made, *self.adder.kept])
        for card, answer in self.adder.kept.items():
            event = log[answer["seq"] - 1]
            assert (event["type"], event["data"]["card"]) == ("card.added", card)
        for card in list(self.adder.kept)[-10:]:
            assert self.adder.acknowledged(lambda line, card=card: self.adder.add(line, card)) == self.adder.kept[card]
        assert [poll["cast"] for poll in snapshot["polls"]] == [len([v for v in self.voters if v.kept])]
        replayed = self.before
        for event in log[self.before["seq"] :]:
            replayed = apply(replayed, event, {"cards": []})
        assert replayed == snapshot == self.workshop.snapshot()

    def _body(self, card):
        return next(row["body"] for row in self.workshop.snapshot()["cards"] if row["id"] == card)

    def log(self):
        """All events of the room, oldest first."""
        events, more = [], True
        while more:
            since = events[-1]["seq"] if events else 0
            page = self.workshop.organiser.get(f"/rooms/{self.room}/events?since={since}&limit=1000")
            events, more = events + page["events"], page["more"]
        return events

    def count(self):
        """Close and reveal the poll: each voter counts once, with the last ballot that was acknowledged."""
        organiser = self.workshop.organiser
        organiser.room(self.room, "poll.close", poll=self.poll)
        result = organiser.room(self.room, "poll.reveal", poll=self.poll)["data"]["result"]
        scores = {card: place["score"] for place in result["ranking"] for card in place["cards"]}
        wanted = Counter()
        for voter in self.voters:
            wanted.update(voter.kept)
        assert (result["entitled"], result["ballots"]) == (len(SEATS), len(self.voters))
        assert scores == wanted

    def close(self):
        with ThreadPoolExecutor(len(self.people)) as pool:
            list(pool.map(Person.close, self.people))
        self.workshop.close()
