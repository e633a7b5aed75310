"""Writing in shared texts: who may open one, and what an update does to it."""

from dataclasses import dataclass

from pycrdt import Doc

from app.catalogue import N_
from app.domain import access, card, declaration, incoming, measure, wording
from app.domain.clock import now
from app.domain.command import Call
from app.refusals import Invalid, NotFound
from app.storage.session import say
from app.storage.tables import Card, Declaration, Document, Measure


@dataclass(frozen=True)
class Wrote:
    """A stored update as it is told to those who have the document open. `member` is None where authors are hidden."""

    doc: str
    update: bytes
    member: str | None


@dataclass(frozen=True)
class Page:
    """A document with its room, its owner's row and its name, opened by somebody who may read it."""

    call: Call
    name: wording.Name
    owner: object
    document: Document


def opened(session, actor, doc, vector, terms):
    """(what the client lacks, what the server has), in Yjs' encoding. A client without anything gives no vector."""
    page = _page(session, actor, doc, terms)
    if vector:
        incoming.check_vector(vector)
    shared = wording.load(session, page.document)
    return shared.get_update(vector or Doc().get_state()), shared.get_state()


def readable(session, actor, doc, terms):
    """The text's Page; raises NotFound where the actor may not open it."""
    return _page(session, actor, doc, terms)


def update(session, actor, doc, change, terms, spent=lambda seconds: None):
    """Merge a client's update and store it; a repeated one changes nothing. spent: told how long that computed."""
    page = _page(session, actor, doc, terms, lock=True)
    stored = wording.updates(session, page.document)
    with wording.timed(spent):
        touched, changed = wording.merged(stored, page.name.kind, change, terms.limits)
    _may_word(page, touched)
    if changed:
        _store(page, change)


def replace(session, actor, doc, field, value, base, terms, spent=lambda seconds: None):
    """The whole `field` of a client without Yjs, merged as a difference to `base`; returns the text as it is now."""
    page = _page(session, actor, doc, terms, lock=True)
    _may_word(page, {field})
    if field not in wording.FIELDS[page.name.kind]:
        raise Invalid(errors={"field": [N_("This text has no such field")]})
    stored = wording.updates(session, page.document)
    with wording.timed(spent):
        shared, change = wording.replaced(stored, page.name.kind, field, base, value, terms.limits)
    if change is not None:
        _store(page, change)
    return wording.texts(shared, page.name.kind)[field]


def _store(page, change):
    wording.add(page.call.session, page.document, change, page.call.actor.id)
    shown = page.call.stage.permissions["authors"] and not getattr(page.owner, "private", False)
    say(page.call.session, Wrote(str(page.name), change, page.call.actor.id if shown else None))


def _page(session, actor, doc, terms, *, lock=False):
    name = wording.Name.read(doc)
    document = session.get(Document, str(name))
    if document is None:
        raise NotFound()
    if lock:
        access.lock_room(session, document.room_id, shared=True)
        document = session.get(Document, str(name), with_for_update=True, populate_existing=True)
    room, stage, declared = access.door(session, actor, document.room_id)
    if access.visiting(actor, room, stage):  # visitors read what was saved, not what is being written
        raise NotFound()
    table = {"card": Card, "measure": Measure, "declaration": Declaration}[name.kind]
    owner = session.get(table, name.owner)
    if name.kind == "card" and owner.private and owner.author_id != actor.id:
        raise NotFound()
    call = Call(session, actor, None, now(), terms, room=room, stage=stage, declared=declared)
    return Page(call, name, owner, document)


def _may_word(page, fields):
    """Raise unless the actor may change these fields of the text now."""
    gloss = wording.only_glosses(fields)
    if page.name.kind == "card":
        card.may_word(page.call, page.owner, gloss=gloss)
    elif page.name.kind == "measure":
        measure.may_word(page.call, page.owner, gloss=gloss)
    else:
        declaration.may_word(page.call, gloss=gloss)
