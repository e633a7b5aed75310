"""A workshop that comes back from its `json` export, whole or not at all, on this server or from another one.

read() checks a file and makes rows of it; it is pure, and may take seconds (app/bring.py is the process that does it).
bring() writes them in one transaction. Nothing is told to anybody: the workshop begins with these rows, as a new one
does. People do not come back, only their numbers (docs/adr/0019).
"""

from dataclasses import dataclass

import orjson
from sqlalchemy import insert

from app.catalogue import N_
from app.domain import declaring, recount
from app.domain import workshop as workshops
from app.domain.bringing import polls, proofs, references
from app.domain.bringing.mistakes import Mistakes
from app.domain.bringing.rows import TABLES, rows
from app.domain.bringing.shape import FILE, FORMAT
from app.domain.clock import now
from app.domain.command import checked
from app.domain.member import new_seat
from app.refusals import Invalid, TooLarge
from app.storage.tables import Base, Room, Workshop

MOST_BYTES = 32 * 1024 * 1024  # a hundred rooms of a hundred cards with a comment each have 15
TOO_LARGE = N_("A file to bring back has at most {most} bytes")
NO_EXPORT = N_("This is no workshop that was exported as JSON")
NEWER = N_("This file is of another version ({format}); this server reads {known}")
ABOUT = (
    *("title", "subtitle", "note", "starts_at", "timezone", "language", "languages", "template", "joining", "consent"),
    *("perspectives", "decision_rule", "measures_max", "recount", "kept_until"),
)


@dataclass(frozen=True)
class File:
    """A file that may come in: as its schema read it, {id in it: id here}, and its rows."""

    found: dict
    ids: dict
    rows: dict


def read(data, limits):
    """The File in these bytes; raises Invalid or TooLarge, whose `errors` name the first mistakes by their places."""
    if len(data) > MOST_BYTES:
        raise TooLarge(TOO_LARGE, most=MOST_BYTES)
    mistakes = Mistakes()
    with mistakes.within(""):
        given = _exported(data)
        found = checked(FILE, given, limits)
        _small_enough(found, limits)
    mistakes.refuse()
    with mistakes.within(""):
        workshops.planned(found["programme"])
    if found["recount"]:
        with mistakes.within(""):
            recount.refuse_with_folds([room["poll"].get("breakdown") for room in found["rooms"]], "recount")
    references.check(found, mistakes)
    polls.check(found, limits, mistakes)
    proofs.check(found, limits, mistakes)
    for n, room in enumerate(given["rooms"]):
        if room.get("comments") not in (None, _comments(room)):
            mistakes.note(f"rooms.{n}.comments", N_("These are not the comments that its cards have"))
    mistakes.refuse()
    ids = references.anew(found)
    return File(found, ids, rows(found, ids))


def _exported(data):
    """The object in these bytes, if it says that it is one of ours."""
    try:
        given = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Invalid(errors={"": [N_("This is not JSON")]}) from error
    if not isinstance(given, dict) or not isinstance(given.get("format"), str):
        raise Invalid(errors={"format": [NO_EXPORT]})
    if given["format"] != FORMAT:
        raise Invalid(errors={"format": [(NEWER, {"format": given["format"][:40], "known": FORMAT})]})
    return given


def _small_enough(found, limits):
    workshops.small_enough(found, limits)
    for n, room in enumerate(found["rooms"]):
        for name, most in (("themes", limits.themes), ("cards", limits.cards)):
            if len(room[name]) > most:
                raise TooLarge(errors={f"rooms.{n}.{name}": [(N_("At most {most}"), {"most": most})]})


def _comments(room):
    return [comment | {"card": card["id"]} for card in room["cards"] for comment in card["comments"]]


def bring(session, account, file):
    """Write a File; `account` becomes its organiser. Returns the Workshop; Invalid where it was not signed so."""
    about = {name: file.found[name] for name in ABOUT}
    made = Workshop(id=file.ids[file.found["id"]], code=workshops.free_code(session), created_at=now(), **about)
    session.add(made)
    session.flush()
    for table in TABLES:
        if file.rows[table]:
            session.execute(insert(Base.metadata.tables[table.__tablename__]), file.rows[table])
    _as_signed(session, file)
    seat = {"name": account.name, "role": "organiser", "language": made.language}
    new_seat(session, made, account_id=account.id, room_id=None, perspective=None, **seat)
    return made


def _as_signed(session, file):
    mistakes = Mistakes()
    for n, room in enumerate(file.found["rooms"]):
        if room["declaration"]["state"] == "declared":
            said = declaring.said(session, session.get(Room, file.ids[room["id"]]))
            if parts := proofs.differences(room["proofs"][-1], said):
                mistakes.note(f"rooms.{n}.declaration", proofs.OTHERWISE, parts=", ".join(parts))
    mistakes.refuse()
