"""The closed list of delegates: read as people send it, checked as a whole, refused with all mistakes named at once."""

import csv
import io
import re
from dataclasses import dataclass
from itertools import zip_longest

from app.catalogue import N_
from app.refusals import Invalid, TooLarge

COLUMNS = ("reference", "name", "email", "room", "role", "perspective", "language")
REQUIRED = ("reference", "name")
OURS = ("id", "link")  # what a downloaded roster holds besides; it may come back
ROLES = ("facilitator", "participant", "resource", "observer")
LONGEST = 200
MOST = 2000


@dataclass(frozen=True)
class Row:
    """One seat as wanted. Ids and keys are those of the workshop; None where the cell is empty."""

    reference: str
    name: str
    email: str | None
    room: str | None
    role: str
    perspective: str | None
    language: str | None


def read(data, *, rooms, perspectives, languages):
    """[Row, ...] of a CSV file: UTF-8 or (by its mark) UTF-16; comma, semicolon or tab; columns in any order.

    data: bytes. rooms: [{id, country, code, name}]; perspectives: [{key, title}]; languages: codes.
    Raises Invalid, with `errors` as {"4.room": [text]} and rows numbered as a spreadsheet shows them (the header is row
    1); TooLarge past 2,000 rows.
    """
    header, records = _table(_text(data))
    errors = _header_errors(header)
    if missing := [column for column in REQUIRED if column not in header]:
        raise _refused(errors | {f"1.{column}": [N_("This column is missing")] for column in missing})
    for number, cells in records:
        if any(cell and not column for cell, column in zip_longest(cells, header, fillvalue="")):
            errors[f"{number}.row"] = [N_("There is something in a column without a name")]
    rows = [(number, dict(zip(header, cells, strict=False))) for number, cells in records]
    return _checked(rows, errors, rooms=rooms, perspectives=perspectives, languages=languages)


def check(rows, *, rooms, perspectives, languages):
    """The same for JSON: a list of objects with the columns as keys; the first is row 1."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid(N_("A roster is a list of objects"), errors={"rows": [N_("A roster is a list of objects")]})
    errors, numbered = {}, list(enumerate(rows, start=1))
    for number, row in numbered:
        errors |= {f"{number}.{_short(name)}": [N_("Unknown column")] for name in row if name not in COLUMNS + OURS}
        wrong = [name for name in COLUMNS if not isinstance(row.get(name), str | None)]
        errors |= {f"{number}.{name}": [N_("This is a text")] for name in wrong}
    clean = [(number, {name: _clean(row.get(name)) for name in COLUMNS}) for number, row in numbered]
    return _checked(clean, errors, rooms=rooms, perspectives=perspectives, languages=languages)


# From bytes to cells.


def _text(data):
    sixteen = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if sixteen else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise _refused({"file": [N_("This file cannot be read. Save it as CSV UTF-8 and send it again")]})
    return text


def _table(text):
    """(header, [(row number, cells), ...]). Blank lines are left out, but they count in the numbers."""
    records = []
    try:
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True, skipinitialspace=True
        )
        for number, cells in enumerate(reader, start=1):
            if any(cells := [_clean(cell) for cell in cells]):
                records.append((number, cells))
    except csv.Error as error:
        last = records[-1][0] + 1 if records else 1
        raise _refused({f"{last}.row": [N_("A quotation mark is open, or stands where none may")]}) from error
    header = [cell.lower() for cell in records[0][1]] if records else []
    return header, records[1:]


def _delimiter(text):
    """The sign that finds most of our columns in the first line with anything in it."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda sign: len({name.strip(' "').lower() for name in first.split(sign)} & {*COLUMNS}))


def _header_errors(header):
    named = [column for column in header if column]
    unknown = {f"1.{_short(column)}": [N_("Unknown column")] for column in named if column not in COLUMNS + OURS}
    return unknown | {f"1.{_short(c)}": [N_("This column is there twice")] for c in named if named.count(c) > 1}


def _clean(cell):
    """A cell without line breaks, doubled spaces, and the ' that guards what a spreadsheet might take for a formula."""
    text = " ".join(cell.split()) if isinstance(cell, str) else ""
    return text[1:] if re.match("'[=+@-]", text) else text


# From cells to seats.


def _checked(rows, errors, **known):
    if len(rows) > MOST:
        raise TooLarge(N_("A roster has at most {most} rows"), most=MOST)
    found, first = [], {}
    for number, cells in rows:
        row, wrong = _row(cells, **known)
        if row.reference and first.setdefault(row.reference, number) != number:
            wrong["reference"] = (N_("The same reference stands in row {row}"), {"row": first[row.reference]})
        for column, text in wrong.items():
            errors.setdefault(f"{number}.{column}", [text])
        found.append(row)
    if errors:
        raise _refused(errors)
    return found


def _row(cells, *, rooms, perspectives, languages):
    """(Row, {column: text}) of one line."""
    cells = {column: cells.get(column, "") for column in COLUMNS}
    wrong = {column: N_("This is missing") for column in REQUIRED if not cells[column]}
    role = cells["role"].lower() or "participant"
    if role not in ROLES:
        wrong["role"] = (N_("A role is one of {known}"), {"known": ", ".join(ROLES)})
    room = _one_of(cells["room"], rooms, ("id", "code", "country", "name"), "id")
    if cells["room"] and not room:
        wrong["room"] = (N_("No room, or more than one, is called “{room}”"), {"room": _short(cells["room"])})
    elif role == "participant" and not room:
        wrong["room"] = N_("A participant needs a room")
    perspective = _one_of(cells["perspective"], perspectives, ("key", "title"), "key")
    if cells["perspective"] and not perspective:
        wrong["perspective"] = (
            N_("A perspective is one of {known}"),
            {"known": ", ".join(each["key"] for each in perspectives)},
        )
    codes = [{"code": code} for code in languages]
    language = _one_of(cells["language"].replace("_", "-"), codes, ("code",), "code")
    if cells["language"] and not language:
        wrong["language"] = (N_("A language is one of {known}"), {"known": ", ".join(languages)})
    for column, cell in cells.items():
        if len(cell) > LONGEST:
            wrong[column] = (N_("At most {most} characters"), {"most": LONGEST})
        elif "\0" in cell or any("\ud800" <= sign <= "\udfff" for sign in cell):
            wrong[column] = N_("There is a character in there that cannot be kept")
    return Row(cells["reference"], cells["name"], cells["email"] or None, room, role, perspective, language), wrong


def _one_of(text, things, keys, wanted):
    """What `wanted` is in the only one of `things` that `text` names by the first of `keys` that fits, else None."""
    for key in keys:
        named = [thing[wanted] for thing in things if text and (thing.get(key) or "").casefold() == text.casefold()]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _short(text):
    return str(text)[:40]


def _refused(errors):
    return Invalid(N_("Nothing was changed. Please correct the rows named here."), errors=errors)
