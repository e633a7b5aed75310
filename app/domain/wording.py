"""Shared texts: one Yjs document per card, measure and declaration, merged here and stored before it is acknowledged.

The stored updates are the truth; a row's text is what was last saved of it and changes only with `text.saved`.
"""

import hashlib
import time
from contextlib import contextmanager
from dataclasses import dataclass

from pycrdt import Doc, Text, get_update
from sqlalchemy import insert, select

from app.catalogue import N_
from app.domain import incoming
from app.domain.clock import now
from app.refusals import Conflict, Invalid, TooLarge
from app.storage.tables import Document, Member, Update

PLAN_FIELDS = (
    "what",
    "lead",
    "money",
    "indicator",
    "baseline",
    "target",
    "first_step",
    "problem",
    "builds_on",
    "partners",
    "target_group",
    "risks",
)
KEPT = 50
"""So many of the last updates stay as they came, so that the text which a slow writer started from is found again."""
MOST_WORK = 1_500_000
"""New steps of an update times pieces of its text. A step made for it is compared with every piece, in a tenth of a
microsecond each; what an hour without a connection brings is far below."""
LEAST_STEP = 4
"""Bytes that a step takes besides its letters."""
MOST_S = 0.1
"""Seconds of computing to read a text with what was added; one that people write takes a few thousandths."""
FIELDS = {
    "card": ("title", "body", "gloss"),
    "measure": tuple(name for field in PLAN_FIELDS for name in (field, f"{field}_gloss")),
    "declaration": ("preamble", "preamble_gloss", "standing", "standing_gloss", "contact", "contact_gloss"),
}


@dataclass(frozen=True)
class Name:
    """A document's name in its parts: `card:<id>`."""

    kind: str
    owner: str

    @classmethod
    def read(cls, doc):
        kind, _, owner = doc.partition(":") if isinstance(doc, str) else ("", "", "")
        if kind not in FIELDS or not owner:
            raise Invalid(errors={"doc": [N_("There is no such text")]})
        return cls(kind, owner)

    def __str__(self):
        return f"{self.kind}:{self.owner}"


def only_glosses(fields):
    return all(field.endswith("gloss") for field in fields)


def first(session, name, room_id, texts):
    """Store a new document's first update, in the transaction that makes its owner. It is never rebuilt from the row:
    two processes that rebuild double the text."""
    session.execute(insert(Document).values(id=str(name), room_id=room_id, rev=1, saved_rev=1, saved_at=now()))
    session.execute(insert(Update).values(document_id=str(name), rev=1, update=begun(texts), at=now()))


def begun(texts):
    """The first update of a document that reads {field: text}."""
    doc = Doc()
    for field, text in texts.items():
        if text:
            doc.get(field, type=Text).insert(0, text)
    return doc.get_update()


def load(session, document):
    """The document as its stored updates make it."""
    return _replayed(updates(session, document))


def _replayed(stored):
    doc = Doc()
    for update in stored:
        doc.apply_update(update)
    return doc


def updates(session, document):
    wanted = select(Update.update).where(Update.document_id == document.id).order_by(Update.rev)
    return list(session.scalars(wanted))


def texts(doc, kind):
    """{field: text} of all fields of such a document."""
    return {field: str(doc.get(field, type=Text)) for field in FIELDS[kind]}


def add(session, document, update, member_id):
    """Store one update behind the others; returns its number."""
    document.rev += 1
    line = {"document_id": document.id, "rev": document.rev, "update": update, "member_id": member_id, "at": now()}
    session.execute(insert(Update).values(**line))
    if document.rev % KEPT == 0:
        _compact(session, document)
    return document.rev


def _compact(session, document):
    """Make one update of the old ones: a document is read by replaying them. The unsaved ones keep their writers."""
    last = min(document.saved_rev, document.rev - KEPT)
    old = select(Update).where(Update.document_id == document.id, Update.rev <= last).order_by(Update.rev)
    found = session.scalars(old).all()
    if len(found) < 2:
        return
    whole = Doc()
    for update in found:
        whole.apply_update(update.update)
        session.delete(update)
    session.flush()
    session.add(Update(document_id=document.id, rev=last, update=whole.get_update(), at=found[-1].at))


def writers(session, document):
    """[{id, name}] of those who wrote what is not saved yet, in the order of the list of members."""
    wrote = select(Update.member_id).where(Update.document_id == document.id, Update.rev > document.saved_rev)
    found = session.execute(select(Member.id, Member.name).where(Member.id.in_(wrote)).order_by(Member.number))
    return [{"id": id, "name": name} for id, name in found]


@contextmanager
def timed(spent):
    """spent(seconds) is called with what the block computed; others may not go on inside it."""
    begun = time.thread_time()
    try:
        yield
    finally:
        spent(time.thread_time() - begun)


def merged(stored, kind, update, limits):
    """What a client's update does to a text of these stored ones: (the fields that read otherwise, changed at all).

    Raises Invalid for bytes that are no update, Conflict where predecessors are missing here, TooLarge over a limit
    or where the merging would keep the server from everybody else.
    """
    change = incoming.check_update(update, FIELDS[kind])
    begun = time.thread_time()
    doc = _replayed(stored)
    clocks, before = incoming.clocks(doc.get_state()), texts(doc, kind)
    if change.new_steps(clocks) * (_pieces(doc, before) + 2 * len(change.ends)) > MOST_WORK:
        raise TooLarge(N_("There is too much in there"))
    try:
        doc.apply_update(update)
        left = get_update(update, doc.get_state())
    except ValueError as error:
        raise Invalid(errors={"update": [N_("Not a text update")]}) from error
    if time.thread_time() - begun > MOST_S:
        raise TooLarge(N_("There is too much in there"))
    there = incoming.clocks(doc.get_state())
    # How many clients' steps are still not part of the document; a deletion of such steps leaves no trace in there.
    if left[0] != 0 or any(there.get(client, 0) < clock for client, clock in change.deleted.items()):
        raise Conflict(N_("Something before this change is missing here; send all that the server lacks"))
    after = texts(doc, kind)
    check_limits(after, kind, limits)
    touched = {field for field in after if after[field] != before[field]}
    return touched, bool(touched) or there != clocks


def _pieces(doc, texts):
    """Of how many pieces a document is, at most: what it takes besides the letters of its texts."""
    return (len(doc.get_update()) - sum(len(text.encode()) for text in texts.values())) // LEAST_STEP


def replaced(stored, kind, field, base, value, limits):
    """Put `value` for `field`, as a difference to `base`, the text its writer last saw: (doc, update or None).

    What others wrote since `base` stays. Raises Conflict where `base` was never, or is no longer, the text here.
    """
    check_limits({field: value}, kind, limits)  # before it is compared letter by letter
    doc = _replayed(stored)
    known, came_after = _at(stored, field, base) if str(doc.get(field, type=Text)) != base else (None, set())
    # Sent again because its answer was lost: the words are in there, and would stand there twice.
    if value in came_after:
        return doc, None
    known = known if known is not None else doc.get_update()
    fork = Doc(client_id=_same(known, field, base, value))
    fork.apply_update(known)
    if str(fork.get(field, type=Text)) != base:
        raise Conflict(N_("The text has changed too much since; please look at it again"))
    before = fork.get_state()
    _splice(fork, field, base, value)
    update = fork.get_update(before)
    if value == base:
        return doc, None
    doc.apply_update(update)
    check_limits(texts(doc, kind), kind, limits)
    return doc, update


def _same(known, field, base, value):
    """The same words on the same text are one writer's same change, also when sent again: Yjs takes that once."""
    start = Doc()
    start.apply_update(known)
    change = repr((sorted(incoming.clocks(start.get_state()).items()), field, base, value))
    return int.from_bytes(hashlib.sha256(change.encode()).digest()[:6]) >> 1


def _at(stored, field, base):
    """(the document's whole update at the latest moment when `field` read `base`, or None; what it has read since)."""
    doc, found, since = Doc(), None, set()
    for update in stored:
        doc.apply_update(update)
        text = str(doc.get(field, type=Text))
        if text == base:
            found, since = doc.get_update(), set()
        else:
            since.add(text)
    return found, since


def _splice(doc, field, base, value):
    """Change only what differs. pycrdt counts UTF-8 bytes; ends are compared by code point, so no letter is cut."""
    start = 0
    while start < min(len(base), len(value)) and base[start] == value[start]:
        start += 1
    end = 0
    while end < min(len(base), len(value)) - start and base[-1 - end] == value[-1 - end]:
        end += 1
    at = len(base[:start].encode())
    gone = len(base[start : len(base) - end].encode())
    text = doc.get(field, type=Text)
    with doc.transaction():
        if gone:
            del text[at : at + gone]
        if value[start : len(value) - end]:
            text.insert(at, value[start : len(value) - end])


def check_limits(texts, kind, limits):
    """Raise TooLarge where a text is longer than it may be."""
    short = {"title", "gloss"} if kind == "card" else set()
    for field, text in texts.items():
        most = limits.title if field in short else limits.body
        if len(text) > most:
            raise TooLarge(errors={field: [(N_("At most {most} characters"), {"most": most})]})
