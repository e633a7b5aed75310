"""What has become of a card, a measure or the declaration: who did what to it, when, and how it read then."""

from sqlalchemy import String, cast, select

from app.domain import texts
from app.domain.clock import moment
from app.storage.tables import Event

MOST = 200
ROWS = {"card": "cards", "measure": "measures"}
"""Where a patch holds the rows of a kind; the declaration is one part of the room."""


def history(session, actor, doc, terms):
    """The last steps of a text's owner that the actor may know of, oldest first.

    [{seq, type, at, actor, by?, became}]: `became` holds what the step set, a plan's fields and texts by their names;
    `by`, who wrote. Names are there where authors were shown at the time. Raises NotFound, as opening the text does.
    """
    page = texts.readable(session, actor, doc, terms)
    about = cast(Event.data, String).contains(page.name.owner if page.name.kind != "declaration" else "declaration")
    wanted = select(Event).where(Event.stream == page.call.room.id, about).order_by(Event.seq.desc()).limit(MOST)
    return [_told(event, page.name) for event in reversed(session.scalars(wanted).all()) if _became(event, page.name)]


def _told(event, name):
    told = {"seq": event.seq, "type": event.type, "at": moment(event.at), "actor": event.actor}
    return told | {"became": _became(event, name)} | ({"by": event.data["by"]} if "by" in event.data else {})


def _became(event, name):
    """What the event set of this owner; {} where it was about something else."""
    if event.data.get("doc") == str(name):
        return event.data.get("texts", {})
    if name.kind == "declaration":
        return event.data.get("set", {}).get("declaration", {})
    for row in event.data.get("put", {}).get(ROWS[name.kind], ()):
        if row["id"] == name.owner:
            return {key: value for key, value in row.items() if key not in ("id", "plan")} | row.get("plan", {})
    return {}
