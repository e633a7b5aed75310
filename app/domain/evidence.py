"""Findings as people send them, a table or one on each line: read as a whole, refused with all mistakes at once."""

import re
from dataclasses import dataclass
from itertools import count

from app.catalogue import N_
from app.domain import table

COLUMNS = ("code", "room", "day", "kind", "text", "source")
REQUIRED = ("code", "text")
KINDS = ("finding", "challenge", "practice")
LONGEST = {"code": 32, "text": 5_000}
ALL = ("all", "*")
CODE = re.compile(r"(F(?:-[A-Z0-9]{1,8}){1,3})[\s:.;,–-]+(\S.*)")


@dataclass(frozen=True)
class Row:
    """One finding as wanted. room: an id, None for all rooms."""

    code: str
    room: str | None
    day: int | None
    kind: str
    text: str
    source: str


def findings(found, *, rooms):
    """[Row, ...] of a Table with the columns in any order; raises Invalid with `errors` by row and column."""
    return _checked(found.records(), table.faults(found, COLUMNS, REQUIRED), rooms)


def is_table(text):
    """Whether the first line names our columns."""
    names = re.split("[,;\t]", table.first_line(text))
    return {*REQUIRED} <= {name.strip(' "\ufeff').lower() for name in names}


def lines(text, *, room, taken):
    """[{code, room, text}] of text with one finding on each line: "F-KR-03 Two towns …", or without a code.

    room: {id, code} they are of, None for all. taken: the codes that are there; new ones are counted on from them.
    """
    found, used, counted = [], set(taken), _counted(room)
    for line in filter(None, map(table.clean, text.splitlines())):
        if len(found) == table.MOST:
            raise table.too_many()
        match = CODE.fullmatch(line)
        code, said = (match[1], match[2]) if match else (next(code for code in counted if code not in used), line)
        used.add(code)
        found.append({"code": code, "room": room["id"] if room else "", "text": said})
    return found


def _counted(room):
    """F-KR-01, F-KR-02, …"""
    stem = f"F-{(room['code'] or 'ROOM') if room else 'ALL'}"
    return (f"{stem}-{n:02}" for n in count(1))


def check(rows, *, rooms):
    """The same for JSON: a list of objects with the columns as keys; a day may be a number there."""
    given = [_with_day(row) for row in rows] if isinstance(rows, list) else rows
    records, errors = table.objects(given, COLUMNS, N_("Findings are a list of objects"))
    return _checked(records, errors, rooms)


def _with_day(row):
    return row | {"day": str(row["day"])} if isinstance(row, dict) and type(row.get("day")) is int else row


def _checked(records, errors, rooms):
    once = ("code", lambda row: row.code and (row.room, row.code), N_("The same code stands in row {row}"))
    find = table.finder(rooms, ("id", "code", "country", "name"), "id")
    return table.checked(records, errors, lambda cells: _row(cells, find), once=once)


def _row(cells, find):
    """(Row, {column: text}) of one line; find(text): the id of the room that it names."""
    cells, unsound = table.sound({column: cells.get(column, "") for column in COLUMNS}, LONGEST)
    wrong = {column: N_("This is missing") for column in REQUIRED if not cells[column]}
    everywhere = not cells["room"] or cells["room"].lower() in ALL
    room = None if everywhere else find(cells["room"])
    if not everywhere and not room:
        wrong["room"] = (N_("No room, or more than one, is called “{room}”"), {"room": table.short(cells["room"])})
    day = int(cells["day"]) if re.fullmatch(r"[0-9]{1,2}", cells["day"]) else None
    if cells["day"] and not (day and 1 <= day <= 31):
        wrong["day"] = N_("A day is a number from 1 to 31, or empty")
    kind = cells["kind"].lower() or "finding"
    if kind not in KINDS:
        wrong["kind"] = (N_("A kind is one of {known}"), {"known": ", ".join(KINDS)})
    return Row(cells["code"], room, day, kind, cells["text"], cells["source"]), wrong | unsound
