"""A workshop with people in it: tests say who does what, by reference, and look at what everybody gets to see."""

from contextlib import contextmanager

import pytest
from pycrdt import Doc, Text
from sqlalchemy import event, select, update

from app.config import Limits
from app.domain import access, account, agenda, command, nouns, shapes, texts, workshop
from app.domain.account import Principal
from app.domain.clock import now
from app.domain.command import COMMANDS, Ask, Terms, checked, perform
from app.domain.mine import mine
from app.domain.proof import signing_key
from app.refusals import Refusal
from app.storage.session import Store
from app.storage.tables import Base, Card, Comment, Finding, Measure, Member, Poll, Room, Stage, Theme, new_id

__all__ = ["DELEGATES", "People", "nouns", "refused"]

SECRET_KEY = "a key that only tests know"
KINDS = ("brief", "listen", "gather", "shape", "vote", "break", "plan", "visit", "declare", "plenary", "follow")
FORMAL, RURAL = "Transition to the formal economy", "Decent work in the rural economy"
SHAPE = {
    "title": "Social and solidarity economy",
    "timezone": "Asia/Seoul",
    "programme": [{"kind": kind} for kind in KINDS],
    "themes": [FORMAL, RURAL],
    "findings": [{"code": "F-ALL-01", "text": "Four workers in five work informally.", "day": 2, "kind": "challenge"}],
    "rooms": [
        {
            "name": "Republic of Korea",
            "country": "KR",
            "language": "ko",
            "findings": [{"code": "F-KR-02", "text": "Domestic workers are not insured."}],
        },
        {"name": "Japan", "country": "JP", "language": "ja"},
    ],
}
# reference, role, room, perspective, language. In Korea every group has three, in Japan everybody stands alone.
SEATS = (
    ("KR-F", "facilitator", "KR", "", "en"),
    ("KR-01", "participant", "KR", "government", "ko"),
    ("KR-02", "participant", "KR", "government", "ko"),
    ("KR-03", "participant", "KR", "government", "ko"),
    ("KR-04", "participant", "KR", "workers", "ko"),
    ("KR-05", "participant", "KR", "workers", "en"),
    ("KR-06", "participant", "KR", "workers", "ko"),
    ("JP-F", "facilitator", "JP", "", "ja"),
    ("JP-01", "participant", "JP", "employers", "ja"),
    ("JP-02", "participant", "JP", "workers", "ja"),
    ("ALL-F", "facilitator", "", "", "en"),
    ("RES-1", "resource", "", "", "en"),
    ("OBS-1", "observer", "", "", "en"),
)
DELEGATES = [reference for reference, role, room, *_ in SEATS if role == "participant" and room == "KR"]


class People:
    """The workshop in the database at `url`. ORG made it; FAR-01 sits in another workshop. KR-01 is the chair of KR.

    heard: everything that was said after commits, oldest first.
    """

    def __init__(self, url, *, limits=None):
        self.store = Store(url, SECRET_KEY)
        self.terms = Terms(limits or Limits(), signing_key(SECRET_KEY))
        self.heard = []
        self.store.listen(self.heard.extend)
        if self.store.sqlite:
            event.listen(self.store.engine, "connect", _in_no_hurry_to_the_disk)
        self.seat, self.room, self.stage = {}, {}, {}

    def close(self):
        self.store.engine.dispose()

    def limited(self, **limits):
        """From now on with other limits."""
        self.terms = Terms(Limits(**limits), self.terms.key)

    # Where everybody sits.

    def invite(self):
        """Make both workshops and have everybody take a seat."""
        self._invite(SHAPE, SEATS, "organiser@example.org")
        far = {"title": "Elsewhere", "rooms": [{"name": "Far", "country": "FR"}]}
        self._invite(far, [("FAR-01", "participant", "FR", "", "en")], "far@example.org")
        self.look_around()
        self.do("ORG", "member.change", member=self.seat["KR-01"], duties=["chair"])
        return self

    def _invite(self, shape, seats, email):
        with self.store.writing() as session:
            maker = account.create(session, email=email, name="Organiser", password_hash=None)
            made = workshop.create(
                session, maker, checked(shapes.WORKSHOP, shape, self.terms.limits), self.terms.limits
            )
            place, who = made.id, Principal(account=maker.id)
        columns = ("reference", "role", "room", "perspective", "language")
        rows = [dict(zip(columns, seat, strict=True)) | {"name": f"Delegate {seat[0]}"} for seat in seats]
        roster = Ask("workshop", place, new_id(), "roster.set", {"rows": rows})
        ids = perform(self.store, lambda s: account.actor(s, who, workshop=place), roster, self.terms).data["members"]
        for id in ids:
            self.join(id, place)

    def join(self, id, place, **data):
        """Open the personal link of the seat `id`."""
        ask = Ask("workshop", place, new_id(), "member.join", data)
        perform(self.store, self._actor(id, workshop=place), ask, self.terms, inside=True)

    def look_around(self):
        """Learn the ids of what is there."""
        with self.store.reading() as session:
            self.workshop = session.scalar(select(Room.workshop_id).where(Room.country == "KR"))
            self.seat = {member.reference: member.id for member in session.scalars(select(Member)) if member.reference}
            organiser = select(Member.id).where(Member.workshop_id == self.workshop, Member.role == "organiser")
            self.seat["ORG"] = session.scalar(organiser)
            self.room = {room.country: room.id for room in session.scalars(select(Room))}
            stages = select(Stage).where(Stage.workshop_id == self.workshop)
            self.stage = {stage.kind: stage.id for stage in session.scalars(stages)}
        return self

    @property
    def whereabouts(self):
        return self.workshop, self.seat, self.room, self.stage

    def remember(self, whereabouts):
        """Know the ids of a scene that was played before. Everybody has been seen a moment ago."""
        self.workshop, seat, room, stage = whereabouts
        self.seat, self.room, self.stage = dict(seat), dict(room), dict(stage)
        with self.store.writing() as session:
            session.execute(update(Member).where(Member.joined_at.is_not(None)).values(seen_at=now()))
        return self

    # What they do.

    def do(self, who, type, /, *, at="KR", id=None, **data):
        """`who` asks for a command, in a room (`at`) where it is one of rooms. Returns the Answer."""
        return self.ask(who, type, data, at=at, id=id)

    def ask(self, who, type, data, *, at="KR", id=None, scope=None):
        """scope: `workshop` for a command of the workshop of which rooms have one by the same name."""
        known = COMMANDS.get(("room", type))
        scope = scope or ("room" if known and known.door else "workshop")
        place = self.room[at] if scope == "room" else self.workshop
        asked = Ask(scope, place, id or new_id(), type, data)
        return perform(self.store, self._actor(self.seat[who], **{scope: place}), asked, self.terms)

    def house(self, type, *, at="KR", **data):
        """The house itself does something in a room that nobody may ask for at a door."""
        ask = Ask("room", self.room[at], new_id(), type, data)
        return perform(self.store, lambda _: access.Actor.house(self.workshop), ask, self.terms, inside=True)

    def _actor(self, id, **place):
        return lambda session: account.actor(session, Principal(member=id), **place)

    def actor(self, who):
        with self.store.reading() as session:
            return access.Actor.of(session.get(Member, self.seat[who]))

    def go(self, kind, *, at="KR"):
        """The organiser takes a room to the stage of this kind."""
        self.do("ORG", "stage.start", stage=self.stage[kind], rooms=[self.room[at]])
        return self

    def write(self, who, title, *, at="KR", **data):
        """`who` writes a card; returns its id."""
        return self.do(who, "card.add", at=at, title=title, **data).data["card"]

    def open_poll(self, **data):
        return self.do("KR-F", "poll.open", **{"method": "dots", "settings": {"budget": 3, "per_card": 2}} | data).data[
            "poll"
        ]

    # What they write in shared texts.

    def open_text(self, who, doc):
        """`who` opens a shared text: a Yjs document of their own, as the server has it."""
        with self.store.reading() as session:
            update, _ = texts.opened(session, self.actor(who), doc, None, self.terms)
        own = Doc()
        own.apply_update(update)
        return own

    def send(self, who, doc, change):
        """`who` sends a Yjs update."""
        with self.store.writing() as session:
            texts.update(session, self.actor(who), doc, change, self.terms)

    def type(self, who, doc, field, at, words):
        """`who` opens the text, types `words` at the byte `at` of a field, and sends what is new."""
        own = self.open_text(who, doc)
        before = own.get_state()
        own.get(field, type=Text).insert(at, words)
        self.send(who, doc, own.get_update(before))

    def replace(self, who, doc, field, value, base):
        """`who`, without Yjs, sends a whole field that read `base` before; returns what it reads now."""
        with self.store.writing() as session:
            return texts.replace(session, self.actor(who), doc, field, value, base, self.terms)

    # What is there: ids, by what people call it.

    def card(self, title):
        return self._id(Card, Card.title == title)

    def theme(self, title, *, at="KR"):
        return self._id(Theme, Theme.title == title, Theme.room_id == self.room[at])

    def measure(self, what):
        with self.store.reading() as session:
            (found,) = [each.id for each in session.scalars(select(Measure)) if each.plan.get("what") == what]
        return found

    def finding(self, code):
        return self._id(Finding, Finding.code == code)

    def comment(self, text):
        return self._id(Comment, Comment.text == text)

    def poll(self, number=1):
        return self._id(Poll, Poll.number == number, Poll.room_id == self.room["KR"])

    def _id(self, table, *where):
        with self.store.reading() as session:
            (found,) = session.scalars(select(table.id).where(*where)).all()
        return found

    # What everybody sees.

    def snapshot(self, viewer=None, *, at="KR"):
        with self.store.reading() as session:
            return agenda.snapshot(session, session.get(Room, self.room[at]), self.seat.get(viewer))

    def mine(self, who, *, at="KR"):
        with self.store.reading() as session:
            return mine(session, self.seat[who], session.get(Room, self.room[at]))

    def views(self, viewers, *, at="KR"):
        """({viewer: snapshot}, {viewer: mine}) of one moment; snapshots differ in what is `private` alone."""
        with self.store.reading() as session:
            room = session.get(Room, self.room[at])
            shown = agenda.snapshot(session, room)
            private = {who: agenda.private_part(session, room, self.seat[who]) for who in viewers}
            return {who: shown | {"private": private[who]} for who in viewers}, {
                who: mine(session, self.seat[who], room) for who in viewers
            }

    def look(self, who, *, at="KR"):
        """Snapshot and `mine` of one moment, as the doors give them to `who`; raises NotFound for a stranger."""
        with self.store.reading() as session:
            actor = account.actor(session, Principal(member=self.seat[who]), room=self.room[at])
            room = access.room(session, actor, self.room[at])
            return agenda.snapshot(session, room, actor.id), mine(session, actor.id, room)

    def events(self, since=0, *, at="KR"):
        """What happened in a room after the number `since`; in the workshop where `at` is None."""
        scope, place = ("room", self.room[at]) if at else ("workshop", self.workshop)
        with self.store.reading() as session:
            return command.since(session, scope, place, since, limit=1000)

    def row(self, table, id):
        with self.store.reading() as session:
            found = session.get(table, id)
            session.expunge_all()
        return found

    def rows(self, table, *where):
        with self.store.reading() as session:
            found = session.scalars(select(table).where(*where)).all()
            session.expunge_all()
        return found

    def everything(self):
        """Every row of every table: what a refused command leaves as it was."""
        with self.store.reading() as session:
            tables = Base.metadata.sorted_tables
            return {table.name: sorted(map(repr, session.execute(select(table)).all())) for table in tables}


def _in_no_hurry_to_the_disk(connection, _record):
    connection.execute("PRAGMA synchronous=OFF")


@contextmanager
def refused(code, detail=None):
    """The block is refused with this code, and nothing else; `detail` as people read it."""
    with pytest.raises(Refusal) as found:
        yield found
    assert found.value.code == code
    if detail is not None:
        assert found.value.told()["detail"] == detail
