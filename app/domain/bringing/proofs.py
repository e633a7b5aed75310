"""Proofs in a file: as they were signed, by whichever house. What a room has declared is what the last of them says."""

import rfc8785
from marshmallow import EXCLUDE, fields

from app.catalogue import N_
from app.domain import proof
from app.domain.bringing.shape import AsSet, Correction, Exported, Revealed, each, many, one
from app.domain.clock import moment
from app.domain.command import checked
from app.domain.fields import Text
from app.refusals import Invalid

SIGNED = ("format", "document", "fingerprint", "signature", "key")
LATER = ("workshop", "room", "present")
"""What may change after an agenda has been declared: names are corrected, and delegates come and go."""
UNPROVEN = N_("This agenda is declared: its levels of agreement, its moment and its proof belong to it")
CHANGED = N_("This proof was changed after it was signed: {parts}")
OTHERWISE = N_("This is not what was declared and signed: {parts}")
UNORDERED = N_("Proofs are counted 1, 2, 3 …, each with the version and the moment that were signed")


class SaidMeasure(Exported):
    title, gloss = Text(limit="body"), Text(limit="body")
    plan = fields.Dict(keys=Text(), values=Text(limit="body"))
    by_when, instrument, amount = AsSet(allow_none=True), AsSet(), AsSet(allow_none=True)
    waived = Text(limit="announcement", allow_none=True)


class Said(Exported):
    """What is read of a signed document; whatever else was signed in it stays as it is."""

    class Meta:
        unknown = EXCLUDE

    standing, preamble, contact = (each(("text", "gloss"), lambda: Text(limit="body", required=True)) for _ in "123")
    measures = many(SaidMeasure)
    agreement = one(Revealed, allow_none=True)
    waived = Text(limit="announcement", allow_none=True)
    next_review = fields.Date(allow_none=True)
    corrections = many(Correction)


SAID = Said()


def check(found, limits, mistakes):
    for n, room in enumerate(found["rooms"]):
        for m, kept in enumerate(room["proofs"]):
            with mistakes.within(f"rooms.{n}.proofs.{m}"):
                _check(kept, m + 1, limits)
        declaration = room["declaration"]
        proven = room["proofs"] and declaration["revealed"] and declaration["declared_at"]
        if declaration["state"] == "declared" and not proven:
            mistakes.note(f"rooms.{n}.declaration", UNPROVEN)


def _check(kept, edition, limits):
    try:
        wrong = proof.changed(rfc8785.dumps({name: kept[name] for name in SIGNED}))
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise Invalid(errors={"document": [N_("This is no proof of a declaration, or it is damaged")]}) from error
    if wrong:
        raise Invalid(errors={"document": [(CHANGED, {"parts": ", ".join(wrong)[:200]})]})
    said = kept["document"]["said"]
    checked(SAID, said, limits)
    signed = edition, said.get("version"), said.get("declared_at")
    if (kept["edition"], kept["version"], moment(kept["declared_at"])) != signed:
        raise Invalid(errors={"edition": [UNORDERED]})


def row(kept):
    """A proof as its table keeps it."""
    names = ("edition", "version", "declared_at", "fingerprint", "signature", "key")
    return {name: kept[name] for name in names} | {"document": rfc8785.dumps(kept["document"]).decode()}


def differences(kept, said):
    """The parts of `said`, what a room declares now, that its proof does not say."""
    signed = kept["document"]["said"]
    return sorted(name for name in said if name not in LATER and signed.get(name) != said[name])
