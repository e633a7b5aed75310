"""A workshop brought back from a file that somebody sends: read and written by a process of its own (app/bring.py)."""

from dataclasses import asdict

import orjson
from flask import request

from app import refusals
from app.catalogue import N_
from app.export import apart
from app.web.asking import house
from app.web.downloads import waiting

KINDS = {kind.code: kind for kind in (refusals.Invalid, refusals.TooLarge, refusals.Conflict, refusals.Unavailable)}
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
