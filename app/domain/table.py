"""A table as people send it: from the bytes of a file, or from pasted lines, to rows of clean cells."""

import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice, zip_longest

from app.catalogue import N_
from app.domain.fields import cannot_be_kept
from app.refusals import Invalid, TooLarge

MOST = 2000
LONGEST = 500
MOST_COLUMNS = 256
MOST_LINES = 10 * MOST  # blank ones too
LONGEST_HEADER = 20_000
MOST_NAMED = 5  # columns of a wrong name that one row is told of
OURS = ("id", "link", "answer", "tried")  # what a downloaded table holds besides; it may come back


@dataclass(frozen=True)
class Table:
    """header: names in small letters. rows: [(number, cells)]; the header is row 1, as a spreadsheet shows it."""

    header: list
    rows: list

    def records(self):
        """[(number, {column: cell})]"""
        return [(number, dict(zip(self.header, cells, strict=False))) for number, cells in self.rows]


def read(data, columns, also=None):
    """The Table in `data`: UTF-8 or (by its mark) UTF-16; comma, semicolon or tab. Blank lines count in the numbers.

    data: bytes, or what was pasted. columns: the names that are looked for when the delimiter is guessed; also: {what
    people call a column: its name}. Raises Invalid, with `errors` by row, where it is no table; TooLarge past 2,000
    rows.
    """
    text = data if isinstance(data, str) else _text(data)
    records, sign = [], _delimiter(text, columns)
    _refuse_wide(text.count(sign) // MOST)  # before they are cells
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True, skipinitialspace=True)
        for number, cells in enumerate(reader, start=1):
            _refuse_wide(len(cells))
            if any(cells := [clean(cell) for cell in cells]):
                records.append((number, cells))
            if len(records) > MOST + 1 or number > MOST_LINES:
                raise too_many()
    except csv.Error as error:
        last = records[-1][0] + 1 if records else 1
        raise refused({f"{last}.row": [N_("A quotation mark is open, or stands where none may")]}) from error
    header = [(also or {}).get(cell.lower(), cell.lower()) for cell in records[0][1]] if records else []
    return Table(header, records[1:])


def faults(table, columns, required):
    """{"1.phone": [text]} of what is wrong with the columns, and of cells that stand in none."""
    named = Counter(column for column in table.header if column)
    errors = {f"1.{short(column)}": [N_("Unknown column")] for column in named if column not in columns + OURS}
    errors |= {f"1.{short(column)}": [N_("This column is there twice")] for column, n in named.items() if n > 1}
    if missing := [column for column in required if column not in table.header]:
        raise refused(errors | {f"1.{column}": [N_("This column is missing")] for column in missing})
    for number, cells in table.rows:
        if any(cell and not column for cell, column in zip_longest(cells, table.header, fillvalue="")):
            errors[f"{number}.row"] = [N_("There is something in a column without a name")]
    return errors


def objects(rows, columns, said):
    """(records, errors) of JSON: a list of objects with the columns as keys; the first is row 1. `said` of all else."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows[: MOST + 1]):
        raise Invalid(said, errors={"rows": [said]})
    _refuse_more(rows)
    errors, records = {}, []
    for number, row in enumerate(rows, start=1):
        _refuse_wide(len(row))
        unknown = islice((name for name in row if name not in columns + OURS), MOST_NAMED)
        errors |= {f"{number}.{short(name)}": [N_("Unknown column")] for name in unknown}
        wrong = [name for name in columns if not isinstance(row.get(name), str | None)]
        errors |= {f"{number}.{name}": [N_("This is a text")] for name in wrong}
        records.append((number, {name: clean(row.get(name)) for name in columns}))
    return records, errors


def checked(records, errors, row, *, once):
    """[row, ...] of all records, or Invalid with what is wrong in any of them; TooLarge past 2,000.

    row(cells) -> (row, {column: text}). once: (column, key(row), text that names the earlier {row}): what may stand
    there only once.
    """
    _refuse_more(records)
    column, key, text = once
    found, first = [], {}
    for number, cells in records:
        made, wrong = row(cells)
        if key(made) and first.setdefault(key(made), number) != number:
            wrong[column] = (text, {"row": first[key(made)]})
        for name, said in wrong.items():
            errors.setdefault(f"{number}.{name}", [said])
        found.append(made)
    if errors:
        raise refused(errors)
    return found


def _refuse_more(records):
    if len(records) > MOST:
        raise too_many()


def too_many():
    return TooLarge(N_("A table has at most {most} rows"), most=MOST)


def _refuse_wide(columns):
    if columns > MOST_COLUMNS:
        raise TooLarge(N_("A table has at most {most} columns"), most=MOST_COLUMNS)


def clean(cell):
    """A cell without line breaks, doubled spaces, and the ' that guards what a spreadsheet might take for a formula."""
    text = " ".join(cell.split()) if isinstance(cell, str) else ""
    return text[1:] if re.match("'[=+@-]", text) else text


def finder(things, keys, wanted):
    """A function of a text: what `wanted` is in the only one of `things` that the text names, else None.

    The first of `keys` that fits counts. Made once a table, so that a row costs the same however many things there are.
    """
    named = [defaultdict(list) for _ in keys]
    for thing in things:
        for key, by_name in zip(keys, named, strict=True):
            by_name[(thing.get(key) or "").casefold()].append(thing[wanted])

    def find(text):
        folded = text.casefold()
        found = next((by_name[folded] for by_name in named if folded in by_name), ()) if folded else ()
        return found[0] if len(found) == 1 else None

    return find


def sound(cells, longest):
    """(cells, wrong): {column: text} of what is too long or cannot be kept, and the cells with that left empty.

    longest: {column: characters}, 500 of all others. It comes first: nothing else looks at a text without a bound.
    """
    wrong = {column: said for column, cell in cells.items() if (said := unkept(cell, longest.get(column, LONGEST)))}
    return cells | dict.fromkeys(wrong, ""), wrong


def unkept(cell, longest):
    """What is wrong with the text of a cell, whatever its column; None where nothing is."""
    if len(cell) > longest:
        return (N_("At most {most} characters"), {"most": longest})
    if cannot_be_kept(cell):
        return N_("There is a character in there that cannot be kept")
    return None


def short(text):
    return str(text)[:40]


def refused(errors):
    return Invalid(N_("Nothing was changed. Please correct the rows named here."), errors=errors)


def _text(data):
    sixteen = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if sixteen else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise refused({"file": [N_("This file cannot be read. Save it as CSV UTF-8 and send it again")]})
    return text


def first_line(text: str) -> str:
    """The first line with anything in it; of a very long one its beginning."""
    lines = io.StringIO(text, newline=None)
    return next((line for line in lines if line.strip()), "")[:LONGEST_HEADER].strip("\n")


def _delimiter(text, columns):
    """The sign that finds most of `columns` in the first line with anything in it."""
    first = first_line(text)
    found = {sign: {name.strip(' "').lower() for name in first.split(sign)} & {*columns} for sign in ",;\t"}
    # Where no column is known by its name, the sign that stands there most often.
    return max(found, key=lambda sign: (len(found[sign]), first.count(sign)))
