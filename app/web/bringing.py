"""A workshop brought back from a file that somebody sends: read and written by a process of its own (app/bring.py)."""

from dataclasses import asdict

import orjson
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from app import refusals
from app.catalogue import N_, gettext
from app.domain import bringing
from app.export import apart
from app.refusals import Invalid, TooLarge
from app.web.asking import house
from app.web.downloads import waiting

KINDS = {kind.code: kind for kind in (refusals.Invalid, refusals.TooLarge, refusals.Conflict, refusals.Unavailable)}
FORM_BYTES = 64 * 1024  # what a form has around its file
THINGS = {
    "rooms": N_("Room {n}"),
    "cards": N_("Card {n}"),
    "comments": N_("Comment {n}"),
    "themes": N_("Theme {n}"),
    "findings": N_("Finding {n}"),
    "polls": N_("Vote {n}"),
    "measures": N_("Measure {n}"),
    "visits": N_("Visitor’s comment {n}"),
    "programme": N_("Stage {n}"),
    "perspectives": N_("Group {n}"),
    "proofs": N_("Proof {n}"),
    "corrections": N_("Correction {n}"),
    "reservations": N_("Reservation {n}"),
}
"""What stands in lists, as people count it."""
NOT_BROUGHT = N_("The workshop could not be brought back; nothing was stored. Please try again")


def brought(who, data):
    """The id of the workshop that these bytes hold; the account of the Principal `who` organises it."""
    settings = house().settings
    given = {"database": settings.database_url, "account": who.account, "memory": apart.MOST_BYTES}
    line = orjson.dumps(given | {"limits": asdict(settings.limits)})
    wanted = waiting(request.environ)
    told = orjson.loads(apart.answered("app.bring", line + b"\n" + data, failed=NOT_BROUGHT, wanted=wanted))
    if refused := told.get("refused"):
        params = refused.pop("params")
        raise KINDS.get(refused.pop("code"), refusals.Invalid)(refused.pop("detail"), **refused, **params)
    return told["made"]


def sent():
    """The bytes of the body, or of the file in a form."""
    request.max_content_length = bringing.MOST_BYTES + FORM_BYTES
    try:
        if request.mimetype != "multipart/form-data":
            return request.get_data()
        file = request.files.get("file")
    except RequestEntityTooLarge as error:
        raise TooLarge(bringing.TOO_LARGE, most=bringing.MOST_BYTES) from error
    if not file or not file.filename:
        raise Invalid(errors={"": [N_("Choose a file")]})
    return file.read()


def place(dotted, language):
    """Where a mistake is, in words: [{text, ours}]. rooms.3.name: Room 4, and “name”, which only the file calls so."""
    told, parts = [], dotted.split(".") if dotted else []
    while parts:
        name = parts.pop(0)
        if name in THINGS and parts and parts[0].isdecimal():
            told.append({"text": gettext(language, THINGS[name], n=int(parts.pop(0)) + 1), "ours": True})
        else:
            told.append({"text": name, "ours": False})
    return told
