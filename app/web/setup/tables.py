"""Tables that people send, the roster and findings: read, checked, and mended in the page where something is wrong."""

from dataclasses import asdict

import orjson

from app.catalogue import N_
from app.domain import evidence, roster, table
from app.domain.table import Table
from app.refusals import Invalid, TooLarge
from app.web.seats import ROSTER_BYTES

MOST_SHOWN = 50
"""Wrong rows that are shown at once: those that are left come with the next try."""
COLUMNS = {"roster": roster.COLUMNS, "findings": evidence.COLUMNS}
ALSO = {"roster": roster.ALSO}


class ToMend(Exception):
    """A table with mistakes: what the page shows for mending. refusal: what was wrong with it."""

    def __init__(self, kind, found, refusal):
        self.kind, self.found, self.refusal = kind, found, refusal
        super().__init__(kind)


def roster_rows(form, known, files):
    found = _sent(form, "roster", files)
    rows = _checked("roster", found, lambda: roster.seats(found, **known))
    return "roster.set", {"rows": [asdict(row) for row in rows]}


def finding_rows(form, known, files):
    """A table, or one finding on each line, of the room that is chosen beside it."""
    text, rooms = form.typed("text"), known["rooms"]
    if form.at == "findings" and text and not evidence.is_table(text) and not _file(form, files):
        room = next((each for each in rooms if each["id"] == form.typed("room")), None)
        lines = evidence.lines(text, room=room, taken=known["codes"])
        more = {"kind": form.typed("kind"), "day": form.typed("day")}
        found = _table([line | more for line in lines])
    else:
        found = _sent(form, "findings", files)
    rows = _checked("findings", found, lambda: evidence.findings(found, rooms=rooms))
    return "finding.set", {"rows": [asdict(row) | {"day": row.day and str(row.day)} for row in rows]}


def _table(rows):
    columns = list(evidence.COLUMNS)
    return Table(columns, [(n, [row.get(name, "") for name in columns]) for n, row in enumerate(rows, start=1)])


def _sent(form, kind, files):
    """The Table of a file or of pasted lines; or the one on the page, with what was mended in it."""
    if form.at == f"{kind}-mend":
        return _mended(form, kind)
    data = _file(form, files) or form.typed("text")
    if not data:
        raise Invalid(errors={"text": [N_("Choose a file, or paste the lines")]})
    return table.read(data, COLUMNS[kind], ALSO.get(kind))


def _file(form, files):
    file = files.get(f"{form.at}-file")
    data = file.read(ROSTER_BYTES + 1) if file else b""
    if len(data) > ROSTER_BYTES:
        raise TooLarge(N_("A roster has at most {most} bytes"), most=ROSTER_BYTES)
    return data


def _checked(kind, found, check):
    try:
        return check()
    except Invalid as refusal:
        raise ToMend(kind, found, refusal) from refusal


def _mended(form, kind):
    """What is carried in the page, with what was typed over it, without columns and rows that are to be left out."""
    header, rows = _carried(form.typed("table"))
    named = [form.sent.get(f"{form.at}-column-{n}", name) for n, name in enumerate(header)]
    kept = [n for n, name in enumerate(named) if name in (*COLUMNS[kind], *table.OURS)]
    left_out = set(form.ticked("drop"))
    mended = []
    for number, cells in rows:
        if str(number) in left_out:
            continue
        typed = [form.sent.get(f"{form.at}-{number}-{n}", cells[n] if n < len(cells) else "") for n in kept]
        if any(clean := [table.clean(cell) for cell in typed]):
            mended.append((number, clean))
    return Table([named[n] for n in kept], mended)


def _carried(text):
    try:
        told = orjson.loads(text)
        header = [str(name) for name in told["header"]]
        rows = [(int(number), [str(cell) for cell in cells]) for number, cells in told["rows"]]
    except (orjson.JSONDecodeError, TypeError, KeyError, ValueError) as error:
        text = N_("The table has been cut short: please send the file again")
        raise Invalid(errors={"file": [text]}) from error
    return header, rows


def to_show(mend, said):
    """What the page shows of a table with mistakes.

    {carried: JSON, header: [{name, errors}], rows: [{number, cells: [{column, text, errors}], errors}], wrong, left}
    """
    by_row = {}
    for where, texts in said["errors"].items():
        number, _, column = where.partition(".")
        by_row.setdefault(int(number) if number.isdecimal() else 0, {})[column] = texts
    header = list(mend.found.header)
    wanted = [c for number, told in by_row.items() if number > 1 for c in told if c in COLUMNS[mend.kind]]
    header += [column for column in COLUMNS[mend.kind] if column in wanted and column not in header]
    rows = [(number, cells + [""] * (len(header) - len(cells))) for number, cells in mend.found.rows]
    wrong = [(number, cells) for number, cells in rows if number in by_row and number != 1]
    heads, first = by_row.get(1, {}) if 1 not in dict(rows) else {}, dict(rows).get(1)
    if first is not None:  # lines without a header count from one
        wrong = [(number, cells) for number, cells in rows if number in by_row]
    return {
        "kind": mend.kind,
        "columns": COLUMNS[mend.kind],
        "carried": orjson.dumps({"header": header, "rows": rows}).decode(),
        "header": [{"name": name, "errors": heads.get(table.short(name), [])} for name in header],
        "missing": [name for name in heads if name not in header],
        "rows": [_row(number, cells, header, by_row[number]) for number, cells in wrong[:MOST_SHOWN]],
        "wrong": len(wrong),
        "all": len(rows),
    }


def _row(number, cells, header, told):
    shown = [{"column": column, "text": cells[n], "errors": told.get(column, [])} for n, column in enumerate(header)]
    return {"number": number, "cells": shown, "errors": told.get("row", [])}
