"""What a room declares, as plain data, and its proofs: one for each time it was declared, never changed again."""

import json

from sqlalchemy import select

from app.domain import agenda, carried, proof
from app.domain.clock import moment
from app.domain.mark import marked
from app.storage.tables import Card, Declaration, Proof, Workshop


def keep(call):
    """Store the proof of what call.room declares now."""
    call.session.flush()
    sealed = proof.seal(said(call.session, call.room), call.terms.key)
    version = call.session.get(Declaration, call.room.id).version
    edition = len(of(call.session, call.room)) + 1
    call.session.add(Proof(room_id=call.room.id, edition=edition, version=version, declared_at=call.at, **sealed))


def of(session, room):
    """The room's proofs, oldest first."""
    return session.scalars(select(Proof).where(Proof.room_id == room.id).order_by(Proof.edition)).all()


def part(kept):
    """A proof as exports carry it: all that a proof file holds, and which edition it is."""
    return {
        "edition": kept.edition,
        "version": kept.version,
        "declared_at": moment(kept.declared_at),
        **json.loads(proof.file(sealed(kept))),
    }


def sealed(kept):
    return {name: getattr(kept, name) for name in ("document", "fingerprint", "signature", "key")}


def said(session, room):
    """{part: value} of the room's agenda: words and numbers, without anybody's id."""
    workshop = session.get(Workshop, room.workshop_id)
    declaration, measures = agenda.declaration_part(session, room), agenda.measures(session, room)
    titles = {each["key"]: each["title"] for each in workshop.perspectives}
    present = agenda.present(session, room)
    return {
        "workshop": {"title": marked(workshop, workshop.title), "subtitle": workshop.subtitle},
        "room": {"name": room.name, "country": room.country, "language": room.language},
        "present": [{"group": titles.get(key, key), "delegates": n} for key, n in present.items()],
        **carried.declared(declaration, measures, _cards(session, measures)),
    }


def _cards(session, measures):
    """{id: {title, gloss}} of the cards by which measures without words of their own are called."""
    first = [measure["cards"][0] for measure in measures if measure["cards"]]
    found = session.execute(select(Card.id, Card.title, Card.gloss).where(Card.id.in_(first)))
    return {id: {"title": title, "gloss": gloss} for id, title, gloss in found}
