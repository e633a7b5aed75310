"""What must not be known, looked for in every frame and every answer that each kind of person gets, and in the log."""

import contextlib
import io
import json
import re
import zipfile

import pytest
import requests
from pypdf import PdfReader

from tests.live.client import Http, Live, Refused, Shared, new_id
from tests.live.workshop import PASSWORD, Workshop
from tests.servers import Product

ROLES = {
    "writer": "KR-01",
    "neighbour": "KR-02",
    "facilitator": "KR-F",
    "facilitator of all": "ALL-F",
    "organiser": None,
    "expert": "EXPERT",
    "observer": "DONOR",
    "other room": "JP-01",
    "other facilitator": "JP-F",
    "big screen": None,
}
PAGES = (
    "/screen",
    "/rooms/{room}",
    "/rooms/{room}/declaration",
    "/workshops/{workshop}",
    "/workshops/{workshop}/setup",
)
PRINTED = {"facilitator": ("xlsx",), "organiser": ("xlsx", "docx", "pptx", "pdf")}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def talkative(request, tmp_path_factory):
    """A server that logs as much as it can."""
    url = None
    if request.param == "postgresql":
        cluster = request.getfixturevalue("postgresql")
        url = cluster.database(template=request.getfixturevalue("migrated_postgresql"))
    env = {"OPEN_REGISTRATION": "1", "LOG_LEVEL": "DEBUG"}
    product = Product(data_dir=tmp_path_factory.mktemp("talkative"), database_url=url, env=env).start()
    yield product
    product.stop()


@pytest.fixture
def watch(talkative):
    with contextlib.closing(Watch(talkative)) as watch:
        yield watch


class Watch(Workshop):
    """One of each kind of person, with an open line, who ask for everything there is and keep what they get."""

    def __init__(self, product):
        super().__init__(product.url)
        self.product, self.room = product, self.rooms["KR"]
        # Asked for at a door that nobody watches: whoever makes a screen is told its link, and may be.
        screen = Http(self.url, self.organiser.token).post(f"/workshops/{self.id}/screens")["link"].rpartition("/")[2]
        self.people = {role: self.line(reference) for role, reference in ROLES.items() if role != "big screen"}
        self.doors = {role: self.http(ref) if ref else self.organiser for role, ref in ROLES.items()}
        self._lines.append(Live(self.url, screen))
        self.people["big screen"], self.doors["big screen"] = self._lines[-1], Http(self.url, screen)
        self._open_browsers(screen)
        for person in self.people.values():
            for place in ({"room": self.room}, {"workshop": self.id}):
                self.attempt(person.ask, "enter", place)

    def _open_browsers(self, screen):
        """Pages are for who holds a cookie: everybody comes in by the door that gives it."""
        for role, reference in ROLES.items():
            browser = self.doors[role].session
            if reference:
                browser.post(self.seats[reference]["link"], data={"consent": "yes"}, timeout=30).raise_for_status()
        self.organiser.session.post(f"{self.url}/sign-in", data={"email": self.email, "password": PASSWORD}, timeout=30)
        self.doors["big screen"].session.post(f"{self.url}/screen/{screen}", timeout=30)

    def attempt(self, do, *asked, **rest):
        """The refusal, or None; whether it may be done is another test's."""
        try:
            do(*asked, **rest)
        except Refused as refused:
            return refused.error
        return None

    def look(self):
        """Everybody asks for everything by every way; what is refused is kept like the rest."""
        for role, person in self.people.items():
            for place in ({"room": self.room}, {"room": self.room, "since": 0}, {"workshop": self.id, "since": 0}):
                self.attempt(person.ask, "enter", place)
            person.settle()
            for path in (f"/rooms/{self.room}", f"/workshops/{self.id}"):
                for rest in ("", "/events?limit=1000", *(f"/export/{format}" for format in ("json", "csv", "md"))):
                    self.doors[role].ask("GET", path + rest)
            for path in (f"/workshops/{self.id}/roster.csv", "/workshops", f"/join/{self.code}"):
                self.doors[role].ask("GET", path)
            for page in PAGES:
                self.doors[role].open(page.format(room=self.room, workshop=self.id))
        shown = [bool(self._embedded(role)) for role in ("writer", "facilitator", "organiser", "big screen")]
        assert shown == [True] * 4

    def printed(self):
        """{(role, format): its words} of the files to be read: the room’s for its leader, all for the organiser."""
        taken = {}
        for role, place in (("facilitator", f"/rooms/{self.room}"), ("organiser", f"/workshops/{self.id}")):
            for format in PRINTED[role]:
                taken[role, format] = _unpacked(self.doors[role].get(f"{place}/export/{format}").content)
        return taken

    def heard(self, role):
        """Everything somebody got, as text; how a thing was called when it was asked for is not in it."""
        frames = [frame if isinstance(frame, str) else frame.decode("utf-8", "replace") for frame in self._raw(role)]
        return "\n".join(frames + [answer.text for answer in self.doors[role].heard])

    def things(self, role):
        """Every object in everything somebody got: events, snapshots, errors and what lies in them."""
        texts = [re.sub(r"^[^\[{]*", "", frame) for frame in self._raw(role) if isinstance(frame, str)]
        for answer in self.doors[role].heard:
            if "json" in answer.headers.get("Content-Type", ""):
                texts.append(answer.text)
        texts += self._embedded(role)
        return [thing for text in texts if text for thing in _objects(json.loads(text))]

    def _embedded(self, role):
        """What somebody's pages brought along for their scripts."""
        return [text for answer in self.doors[role].heard for text in EMBEDDED.findall(answer.text)]

    def events(self, role, *types):
        return [t for t in self.things(role) if "stream" in t and "seq" in t and t.get("type") in types]

    def _raw(self, role):
        return self.people[role].raw

    def who_knows(self, *secrets):
        """{role: [what they know]} of those who know anything; the log is one of them."""
        heard = {role: self.heard(role) for role in ROLES} | {"the log": "\n".join(self.product.stdout)}
        known = {role: [secret for secret in secrets if secret in text] for role, text in heard.items()}
        return {role: found for role, found in known.items() if found}


EMBEDDED = re.compile(r'<script type="application/json" id="(?:snapshot|desk|screen)">(.*?)</script>', re.DOTALL)


def _unpacked(data):
    """The words of a file: of a PDF what its readers find, of an Office file every part but when it was made."""
    if data.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    parts = zipfile.ZipFile(io.BytesIO(data))
    return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if "docProps" not in name)


def _objects(value):
    """Every object in it, but for those that say which field is wrong."""
    if isinstance(value, dict):
        yield value
        value = [part for name, part in value.items() if name != "errors"]
    if isinstance(value, list):
        for part in value:
            yield from _objects(part)


def test_a_private_card_its_id_and_its_text_are_for_its_writer_alone(watch):
    watch.start("gather")
    writer, room = watch.people["writer"], watch.room
    card = writer.room(room, "card.add", title="Sikrit-title", body="Sikrit-body", gloss="Sikrit-gloss")["data"]["card"]
    by_http = watch.doors["writer"].room(room, "card.add", title="Sikrit-by-http")["data"]["card"]
    editor = Shared(writer, f"card:{card}")
    editor.type("body", "Sikrit-typed ")
    writer.ask("text.set", {"doc": f"card:{card}", "field": "gloss", "value": "Sikrit-set", "base": "Sikrit-gloss"})
    editor.close()
    writer.room(room, "card.remove", card=by_http)
    writer.room(room, "card.restore", card=by_http)
    writer.ask("presence", {"room": room, "card": card, "field": "title", "typing": True})
    for wrong in ({"title": "Sikrit-long" * 99}, {"title": "Sikrit-extra", "Sikrit-field": 1}, {"body": "Sikrit-none"}):
        assert watch.attempt(writer.room, room, "card.add", **wrong)
    _probe(watch, card)
    watch.look()
    secrets = (card, by_http, "Sikrit")
    assert watch.who_knows(*secrets) == {"writer": list(secrets)}
    watch.start("shape")
    writer.room(room, "card.move", card=card, theme=watch.snapshot()["themes"][0]["id"])
    watch.start("plan")
    writer.ask("presence", {"room": room, "card": card, "field": "title", "typing": True})
    watch.look()
    assert watch.who_knows(*secrets) == {"writer": list(secrets)}


def _probe(watch, card):
    """Whoever knows the id from elsewhere learns nothing: it is as if there were no such card."""
    finding, theme = watch.snapshot()["findings"][0]["id"], watch.snapshot()["themes"][0]["id"]
    for role in ("neighbour", "facilitator", "organiser", "expert", "other room"):
        for type, data in (
            ("card.move", {"card": "?", "theme": theme}),
            ("card.merge", {"into": "?", "cards": [new_id()]}),
            ("card.remove", {"card": "?"}),
            ("card.restore", {"card": "?"}),
            ("card.reveal", {"cards": ["?"]}),
            ("card.add", {"title": "Behind", "after": "?"}),
            ("comment.add", {"card": "?", "text": "I know"}),
            ("reaction.toggle", {"card": "?", "reaction": "agree"}),
            ("finding.cite", {"card": "?", "finding": finding}),
            ("measure.adopt", {"cards": ["?"]}),
            ("poll.open", {"method": "dots", "cards": ["?"]}),
        ):
            told = [_refused(watch, role, type, data, id) for id in (card, new_id())]
            assert told[0] == told[1] and told[0]["code"] in ("not_found", "forbidden", "conflict"), (role, type)
        for name, rest in (("text.open", {}), ("text.set", {"field": "title", "value": "x", "base": ""})):
            for id in (card, new_id()):
                error = watch.attempt(watch.people[role].ask, name, {"doc": f"card:{id}", **rest})
                assert error["code"] == "not_found"


def _refused(watch, role, type, data, id):
    filled = json.loads(json.dumps(data).replace("?", id))
    answer = watch.doors[role].ask(
        "POST", f"/rooms/{watch.room}/commands", {"id": new_id(), "type": type, "data": filled}
    )
    return answer.json()


def test_nobody_learns_who_wrote_which_card_while_authors_are_hidden(watch):
    watch.start("gather")
    writer, neighbour, room = watch.people["writer"], watch.people["neighbour"], watch.room
    theme = watch.snapshot()["themes"][0]["id"]
    first = writer.room(room, "card.add", title="From KR", theme=theme)["data"]["card"]
    second = neighbour.room(room, "card.add", title="From another")["data"]["card"]
    writer.room(room, "card.reveal")
    watch.people["facilitator"].room(room, "card.reveal")
    watch.start("shape")
    writer.room(room, "card.move", card=second, theme=theme, after=None)
    writer.room(room, "theme.rename", theme=theme, title="Named")
    writer.room(room, "comment.add", card=second, text="A question")
    writer.room(room, "reaction.toggle", card=second, reaction="important")
    writer.room(room, "finding.cite", card=first, finding=watch.snapshot()["findings"][0]["id"])
    writer.room(room, "card.merge", into=first, cards=[second])
    writer.room(room, "card.unmerge", card=second)
    writer.room(room, "ready.set", done=True)
    editors = [Shared(person, f"card:{first}") for person in (writer, neighbour)]
    editors[0].type("title", "Typed ")
    for editor in editors:
        editor.close()
    writer.ask("presence", {"room": room, "card": first, "field": "title", "typing": True, "cursor": b"\x01"})
    watch.look()
    done = ("card.added", "card.revealed", "card.moved", "theme.renamed", "comment.added", "reaction.toggled")
    done += ("finding.cited", "card.merged", "card.unmerged", "ready.set", "text.saved")
    for role in ROLES:
        things, events = watch.things(role), watch.events(role, *done)
        assert [thing for thing in things if thing.get("author")] == []
        assert [(event["type"], event["actor"], event["command"]) for event in events] == [
            (event["type"], None, None) for event in events
        ]
        assert [thing for thing in things if thing.keys() & {"typing", "cursor"}] == []
        assert [thing for thing in things if set(thing) >= {"doc", "update", "member"}] == []
    assert {event["type"] for event in watch.events("neighbour", *done)} == {*done}
    assert [bool(watch.events(role, *done)) for role in ("observer", "other room", "other facilitator")] == [False] * 3


TALLIES = {"ranking", "score", "cut", "by_perspective", "result", "tally", "choices"}


@pytest.mark.timeout(300)
def test_nobody_sees_a_choice_or_a_tally_before_the_reveal_and_nobody_a_ballot_after_it(watch):
    watch.start("shape")
    cards = [watch.card(f"Card {number}") for number in range(4)]
    watch.start("vote")
    watch.run("workshop.change", recount=True)
    people, room = watch.people, watch.room
    facilitator = people["facilitator"]
    opened = {"method": "dots", "settings": {"budget": 9, "per_card": 9}, "secrecy": "secret"}
    poll = facilitator.room(room, "poll.open", **opened)["data"]["poll"]
    before = watch.printed()
    receipts = ["5e" * 16, "6f" * 16, "7a" * 16]
    people["writer"].room(room, "ballot.cast", poll=poll, choices={cards[0]: 9}, receipt=receipts[0])
    people["writer"].room(room, "ballot.cast", poll=poll, choices={cards[1]: 7, cards[0]: 2}, receipt=receipts[1])
    facilitator.room(room, "poll.remind", poll=poll)
    watch.doors["neighbour"].room(room, "ballot.cast", poll=poll, choices={cards[2]: 8}, receipt=receipts[2])
    watch.doors["neighbour"].room(room, "ballot.withdraw", poll=poll)
    watch.doors["neighbour"].room(room, "ballot.cast", poll=poll, choices={cards[3]: 5})
    for wrong in ({cards[0]: 10}, {cards[0]: 9, cards[1]: 9}, {new_id(): 1}, {cards[0]: -1}, "all", [cards[0]]):
        assert watch.attempt(people["writer"].room, room, "ballot.cast", poll=poll, choices=wrong)
        assert watch.attempt(people["expert"].room, room, "ballot.cast", poll=poll, choices=wrong)
    watch.look()
    _no_ballots(watch, cards, open=True)
    for role in ROLES:
        for type in ("ballot.cast", "ballot.withdrawn"):
            for event in watch.events(role, type):
                cast = event["data"]["put"]["polls"][0]["cast"]
                turnout = {"id": poll, "entitled": 2, "cast": cast, "assisted": 0}
                assert event["data"] == {"poll": poll, "put": {"polls": [turnout]}}
                assert (event["actor"], event["command"]) == (None, None)
    assert len({event["seq"] for event in watch.events("neighbour", "ballot.cast", "ballot.withdrawn")}) == 5
    assert [role for role in ROLES if any(t.get("reminded") for t in watch.things(role))] == ["neighbour"]
    assert watch.printed() == before
    facilitator.room(room, "poll.close", poll=poll)
    watch.look()
    _no_ballots(watch, cards, open=False)
    assert watch.printed() == before
    told = facilitator.room(room, "poll.reveal", poll=poll)["data"]["result"]
    watch.look()
    assert all(words != before[whose] for whose, words in watch.printed().items())
    assert (watch.who_knows(*receipts), "published" in told) == ({}, False)
    assert (told["ballots"], [place["score"] for place in told["ranking"]]) == (2, [7, 5, 2, 0])
    for role in ("writer", "neighbour", "facilitator", "organiser", "expert"):
        results = [thing["result"] for thing in watch.things(role) if thing.get("result")]
        assert results and [result for result in results if result != told] == []
    assert _choices(watch, "observer", cards) == _choices(watch, "other room", cards) == []
    assert [line for line in watch.product.stdout if poll in line or any(card in line for card in cards)] == []


def _no_ballots(watch, cards, *, open):
    own = {"writer": [{cards[0]: 9}, {cards[1]: 7, cards[0]: 2}], "neighbour": [{cards[2]: 8}, {cards[3]: 5}]}
    for role in ROLES:
        assert [sorted(t.keys() & TALLIES) for t in watch.things(role) if t.keys() & TALLIES] == []
        seen = _choices(watch, role, cards)
        assert [choice for choice in seen if choice not in own.get(role, [])] == []
        ballots = [thing["ballots"] for thing in watch.things(role) if "may" in thing and "ballots" in thing]
        assert all(ballots[-1:]) is (open if role in own else not ballots), role


def _choices(watch, role, cards):
    """Whatever says a number for cards; a poll's wording says their titles."""
    found = [thing for thing in watch.things(role) if thing and set(thing) <= set(cards)]
    return [thing for thing in found if all(isinstance(dots, int) for dots in thing.values())]


def test_levels_of_agreement_and_reservations_stay_private_until_they_are_revealed_and_unsigned_after(watch):
    watch.start("shape")
    card, room = watch.card("Insure carers"), watch.room
    facilitator, writer = watch.people["facilitator"], watch.people["writer"]
    facilitator.room(room, "measure.adopt", cards=[card])
    watch.start("declare")
    writer.room(room, "declaration.endorse", level=7, reservation="Sikrit doubt", signed="one")
    writer.room(room, "declaration.endorse", level=3, reservation="Sikrit reservation", signed="one")
    watch.doors["neighbour"].room(room, "declaration.endorse", level=1)
    assert watch.attempt(writer.room, room, "declaration.endorse", level=9, reservation="Sikrit mistake")
    assert watch.attempt(watch.people["expert"].room, room, "declaration.endorse", level=1, reservation="Sikrit expert")
    watch.look()
    assert watch.who_knows("Sikrit") == {"writer": ["Sikrit"]}
    for role in ROLES:
        things = watch.things(role)
        levels = {thing["level"] for thing in things if "level" in thing}
        assert levels == {"writer": {7, 3}, "neighbour": {1}}.get(role, set())
        assert [thing for thing in things if thing.keys() & {"levels", "reservations", "rule"}] == []
        for event in watch.events(role, "declaration.endorsed"):
            assert (event["actor"], event["command"], set(event["data"])) == (None, None, {"set"})
    facilitator.room(room, "declaration.reveal")
    watch.look()
    revealed = watch.snapshot()["declaration"]["revealed"]
    assert revealed["reservations"] == [{"text": "Sikrit reservation", "signed": None}]
    assert {role for role in ROLES if "Sikrit reservation" in watch.heard(role)} == {
        *("writer", "neighbour", "facilitator", "facilitator of all", "organiser", "expert")
    }
    mine = watch.people["neighbour"].enter(room)["mine"]["endorsement"]
    assert (mine, watch.who_knows("Sikrit doubt")) == (None, {"writer": ["Sikrit doubt"]})


def test_links_and_tokens_are_told_to_nobody_but_those_they_are_for(watch):
    links = [seat["link"].rpartition("/")[2] for seat in watch.seats.values()]
    tokens = [door.token for door in watch.doors.values()]
    watch.run("member.renew", member=watch.member("KR-04"))
    page = requests.get(watch.seats["KR-03"]["link"], timeout=10)
    assert page.status_code == 200
    for wrong in (links[0][:-2], f"{links[0]}x", "Sikrit-link"):
        assert requests.get(f"{watch.url}/me/{wrong}", timeout=10).status_code == 404
        assert requests.get(f"{watch.url}/sign-in/{wrong}", timeout=10).status_code in (401, 404)
    watch.look()
    assert watch.who_knows(*links) == {"organiser": links}
    assert watch.who_knows(*tokens, PASSWORD, "Sikrit") == {}
    assert [role for role in ROLES if watch.code in _export(watch, role)] == []


def _export(watch, role):
    return watch.doors[role].ask("GET", f"/workshops/{watch.id}/export/json").text


def test_what_goes_wrong_is_logged_without_what_people_wrote(watch):
    watch.start("gather")
    id, room = new_id(), watch.room
    watch.doors["writer"].command("room", room, "card.add", {"title": "Sikrit one"}, id=id)
    for door in (watch.doors["neighbour"], watch.people["neighbour"]):
        assert watch.attempt(door.command, "room", room, "card.add", {"title": "Sikrit two"}, id=id)
    door, path = watch.doors["writer"], f"/rooms/{room}/commands"
    for body in (b'{"title": "Sikrit broken', b'{"type": "Sikrit.type", "id": "Sikrit", "data": {"Sikrit": 1}}'):
        assert door.ask("POST", path, data=body).status_code == 422
    assert door.ask("POST", "/tokens", {"email": "sikrit@example.org", "password": "Sikrit word"}).status_code == 401
    assert door.ask("GET", "/join/Sikrit").status_code == 404
    watch.people["writer"].io.emit("command", "Sikrit text")
    watch.people["writer"].io.emit("Sikrit", {"room": "Sikrit"})
    watch.people["writer"].settle()
    log = "\n".join(watch.product.stdout)
    assert "sikrit" not in log.lower() and "Traceback" not in log
