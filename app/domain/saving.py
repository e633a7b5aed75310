"""When rows and rooms hear what was written in shared texts: the only way in which a row's text changes."""

from datetime import timedelta

from sqlalchemy import select

from app.domain import access, agenda, wording
from app.domain.clock import now
from app.domain.command import NOTHING, Outcome, Said, command, tell
from app.domain.fields import Text
from app.domain.mine import mine
from app.storage.session import say
from app.storage.tables import Card, Declaration, Document, Measure, Room

EVERY = timedelta(seconds=2)
"""A document is saved to its row, and the room told, at most this often."""


@command("text.save", may=access.driver, door=False, doc=Text(required=True))
def save(call, *, doc):
    """Bring a document's row up to date and tell the room."""
    document = call.session.get(Document, doc, with_for_update=True)
    return _saved(call, document)


def save_all(call):
    """Save every document of the call's room, before something that fixes its wording."""
    unsaved = select(Document).where(Document.room_id == call.room.id, Document.rev > Document.saved_rev)
    for document in call.session.scalars(unsaved.order_by(Document.id)).all():
        outcome = _saved(call, document)
        if outcome.event is not None:
            tell(call, "text.saved", outcome.event, hidden=True)
        for writer in outcome.mine:
            call.session.flush()
            own = {writer: mine(call.session, writer, call.room)}
            say(call.session, Said("room", call.room.id, call.room.workshop_id, None, own))
    call.session.flush()


def unsaved(session, doc=None, *, older_than=EVERY):
    """[(document, room, workshop)] of all documents (or one) whose room has not heard their last words for a while."""
    wanted = select(Document.id, Document.room_id, Room.workshop_id).join(Room, Room.id == Document.room_id)
    wanted = wanted.where(Document.rev > Document.saved_rev, Document.saved_at < now() - older_than)
    if doc is not None:
        wanted = wanted.where(Document.id == doc)
    return session.execute(wanted.order_by(Document.id)).all()


def _saved(call, document):
    if document is None or document.saved_rev == document.rev:
        return NOTHING
    name = wording.Name.read(document.id)
    texts = wording.texts(wording.load(call.session, document), name.kind)
    by = wording.writers(call.session, document) if call.stage.permissions["authors"] else []
    document.saved_rev, document.saved_at = document.rev, call.at
    outcome = SAVE[name.kind](call, name, texts)
    if outcome.event is not None and by:
        outcome.event["by"] = by
    return outcome


def _save_card(call, name, texts):
    row = call.session.get(Card, name.owner)
    changed = {field: text for field, text in texts.items() if getattr(row, field) != text}
    for field, text in changed.items():
        setattr(row, field, text)
    if row.private:
        return Outcome(mine=(row.author_id,) if row.author_id else ())
    return _told(name, changed)


def _save_measure(call, name, texts):
    row = call.session.get(Measure, name.owner)
    changed = {field: text for field, text in texts.items() if row.plan.get(field, "") != text}
    row.plan = row.plan | changed
    call.session.flush()
    checks = [part for part in agenda.measures(call.session, call.room) if part["id"] == row.id]
    missing = {"put": {"measures": [{"id": row.id, "missing": part["missing"]} for part in checks]}}
    return _told(name, changed, missing if checks else {})


def _save_declaration(call, name, texts):
    row = call.session.get(Declaration, name.owner)
    changed = {field: text for field, text in texts.items() if getattr(row, field) != text}
    for field, text in changed.items():
        setattr(row, field, text)
    return _told(name, changed)


SAVE = {"card": _save_card, "measure": _save_measure, "declaration": _save_declaration}


def _told(name, changed, patch=None):
    if not changed:
        return NOTHING
    return Outcome({"doc": str(name), "texts": changed, **(patch or {})}, hidden=True)
