"""Shared texts over Socket.IO: opened, updated, set whole and closed; stored before they are acknowledged."""

from datetime import timedelta

import structlog

from app.catalogue import N_
from app.domain import account, saving, texts
from app.domain.access import Actor
from app.domain.command import Ask, perform
from app.domain.fields import only
from app.domain.history import history
from app.refusals import Invalid, NotFound, TooLarge, Unavailable
from app.storage.tables import Document, Room, new_id

LOG = structlog.get_logger()
SLOW_S = 0.02
"""So long no text computes that people write."""


class Wording:
    def __init__(self, inbox, house, pace):
        self.inbox, self.house, self.pace = inbox, house, pace
        inbox.text_left = self.left
        for name in ("open", "update", "set", "history"):
            inbox.on(f"text.{name}", getattr(self, name))
        inbox.on("text.close", self.close, reads_seat=False)

    def open(self, sid, speaker, data):
        """Join first, read second: what arrives twice changes nothing, nothing falls between."""
        only(data, "doc", "vector")
        self.pace.spend(speaker.principal, 0)  # reading such a text is as slow as writing in it
        doc = self._doc(data)
        vector = _bytes(data, "vector") if data.get("vector") is not None else None
        with self.house.store.reading() as session:
            texts.readable(session, self._actor(session, speaker, doc), doc, self.house.terms)
        self.inbox.server.enter_room(sid, f"doc:{doc}")
        speaker.docs.add(doc)
        with self.house.store.reading() as session:
            update, reached = texts.opened(session, self._actor(session, speaker, doc), doc, vector, self.house.terms)
        return {"update": update, "vector": reached}

    def update(self, sid, speaker, data):
        only(data, "doc", "update")
        self.pace.spend(speaker.principal)
        doc, change = self._doc(data), _bytes(data, "update")
        if len(change) > self.house.terms.limits.update:
            raise TooLarge(N_("A text update has at most {most} bytes"), most=self.house.terms.limits.update)
        spent = self._owed(speaker)

        def deed(session):
            texts.update(session, self._actor(session, speaker, doc), doc, change, self.house.terms, spent)

        self.house.store.write(deed, doc)
        self._later_if_not_now(self.save_due, doc)

    def set(self, sid, speaker, data):
        """The acknowledgement carries `value`, the field as it is now with what others wrote."""
        only(data, "doc", "field", "value", "base")
        self.pace.spend(speaker.principal)
        doc = self._doc(data)
        field, value, base = (self._text(data, name) for name in ("field", "value", "base"))
        spent = self._owed(speaker)

        def deed(session):
            actor = self._actor(session, speaker, doc)
            return texts.replace(session, actor, doc, field, value, base, self.house.terms, spent)

        merged = self.house.store.write(deed, doc)
        self._later_if_not_now(self.save_due, doc)
        return {"value": merged}

    def history(self, sid, speaker, data):
        """What has become of it, for whoever may read it."""
        only(data, "doc")
        doc = self._doc(data)
        with self.house.store.reading() as session:
            return {"history": history(session, self._actor(session, speaker, doc), doc, self.house.terms)}

    def close(self, sid, speaker, data):
        """The last editor's leaving saves the text at once."""
        only(data, "doc")
        doc = self._doc(data)
        self.left(sid, speaker, doc)

    def left(self, sid, speaker, doc):
        self.inbox.server.leave_room(sid, f"doc:{doc}")
        speaker.docs.discard(doc)
        if not any(doc in other.docs for other in self.inbox.speakers.values()):
            self._later_if_not_now(self._save, doc)

    def save_due(self, doc=None, older_than=saving.EVERY):
        """Save what rooms have not heard of for two seconds: one document, or all."""
        with self.house.store.reading() as session:
            due = saving.unsaved(session, doc, older_than=older_than)
        for document, room, workshop in due:
            self._save(document, room, workshop)

    def save_all(self):
        """Save what is left, at the start (a server may have been killed) and before the end."""
        self._later_if_not_now(self.save_due, older_than=timedelta(0))

    def _later_if_not_now(self, save, *which, **how):
        """The words are stored and acknowledged; the next round, or start, brings them to the board."""
        try:
            save(*which, **how)
        except Unavailable:
            LOG.warning("texts are not saved yet")

    def _save(self, doc, room=None, workshop=None):
        if room is None:
            with self.house.store.reading() as session:
                document = session.get(Document, doc)
                if document is None or document.rev == document.saved_rev:
                    return
                room, workshop = document.room_id, session.get(Room, document.room_id).workshop_id
        ask = Ask("room", room, new_id(), "text.save", {"doc": doc})
        perform(self.house.store, lambda _: Actor.house(workshop), ask, self.house.terms, inside=True)

    def _actor(self, session, speaker, doc):
        document = session.get(Document, doc)
        if document is None:
            raise NotFound()
        return account.actor(session, speaker.principal, room=document.room_id)

    def _owed(self, speaker):
        """What is told how long a text computed: whoever keeps the server busy with it waits ten times as long."""

        def spent(seconds):
            if seconds > SLOW_S:
                self.pace.owe(speaker.principal, 10 * seconds * self.pace.per_s)

        return spent

    def _doc(self, data):
        return self._text(data, "doc")

    def _text(self, data, name):
        value = data.get(name)
        if value is None and name == "base":
            return ""
        if not isinstance(value, str) or "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Invalid(errors={name: [N_("Not a text")]})
        return value


def _bytes(data, name):
    value = data.get(name)
    if not isinstance(value, (bytes, bytearray)):
        raise Invalid(errors={name: [N_("Send bytes")]})
    return bytes(value)
