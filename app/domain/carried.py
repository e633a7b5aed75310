"""Proofs as a file carries them: a proof file its one, the JSON export all of its rooms'. Pure; knows no database.

Signed is what was declared, and nothing else of an export: neither its cards, nor its votes, nor its drafts. Where an
export tells of a declared agenda, its words are compared with what the last proof beside them says.
"""

import json
from dataclasses import dataclass

import rfc8785

from app.domain import proof
from app.domain.plan import heading
from app.refusals import Invalid

EXPORT = "concord/1"
NAMES = ("format", "document", *proof.HEX)
"""Of a proof in an export, what its proof file holds; beside it stands which edition of the room it is."""


@dataclass(frozen=True)
class Found:
    """A proof, whose it is, and what of it is not as it was signed: parts by name, as proof.changed() gives them."""

    room: str
    edition: int | None
    fingerprint: str
    key: str
    wrong: tuple


def found(data):
    """[Found] of every proof in the bytes of a proof file or of a JSON export; raises Invalid where there is none."""
    told = _read(data)
    if not isinstance(told, dict) or told.get("format") != EXPORT:
        return [_found(data, edition=None)]
    try:
        proofs = [each for room in told["rooms"] for each in _of_room(room)]
    except (LookupError, TypeError, AttributeError, rfc8785.CanonicalizationError, RecursionError) as error:
        raise Invalid(proof.NONE) from error
    if not proofs:
        raise Invalid(proof.NONE)
    return proofs


def _read(data):
    try:
        return json.loads(data, object_pairs_hook=proof.once)
    except (ValueError, RecursionError) as error:
        raise Invalid(proof.NONE) from error


def _found(data, *, edition, more=()):
    told = proof.read(data)
    room = told["document"]["said"].get("room")
    name = room.get("name") if isinstance(room, dict) else None
    known = {name: told[name] for name in ("fingerprint", "key")}
    return Found(str(name or ""), edition, wrong=(*proof.changed(data), *more), **known)


def _of_room(room):
    kept = room.get("proofs", [])
    for edition, each in enumerate(kept, start=1):
        said = each["document"]["said"]
        beside = {"edition": edition} | {name: said.get(name) for name in ("version", "declared_at")}
        more = [name for name, value in beside.items() if each.get(name) != value]
        if edition == len(kept) and room["declaration"]["state"] == "declared":
            more += _otherwise(room, said)
        yield _found(rfc8785.dumps({name: each[name] for name in NAMES}), edition=edition, more=more)


def _otherwise(room, said):
    """The parts of which the export itself says something else than its proof."""
    cards = {card["id"]: card for card in room["cards"]}
    now = declared(room["declaration"], room["measures"], cards)
    return [f"{name} of the export" for name in now if rfc8785.dumps(now[name]) != rfc8785.dumps(said.get(name))]


def declared(declaration, measures, cards):
    """What declaring freezes, {part: value}, of plain data as snapshots and exports have it; cards: {id: card}."""
    return {
        **{name: _both(declaration, name) for name in ("standing", "preamble", "contact")},
        "measures": [_measure(measure, cards) for measure in measures],
        "agreement": declaration["revealed"],
        **{name: declaration[name] for name in ("waived", "next_review", "version", "declared_at", "corrections")},
    }


def _both(declaration, name):
    return {"text": declaration[name], "gloss": declaration[f"{name}_gloss"]}


def _measure(measure, cards):
    title, gloss = heading(measure["plan"], cards.get(measure["cards"][0]) if measure["cards"] else None)
    kept = ("plan", "by_when", "instrument", "amount", "waived")
    return {"title": title, "gloss": gloss, **{name: measure[name] for name in kept}}
