"""The closed list of delegates: read as people send it, checked as a whole, refused with all mistakes named at once."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from babel import Locale
from marshmallow import ValidationError, validate

from app.catalogue import N_
from app.domain import table
from app.domain.shapes import LANGUAGES

COLUMNS = ("reference", "name", "email", "room", "role", "perspective", "language")
REQUIRED = ("reference", "name")
ROLES = ("facilitator", "participant", "resource", "observer")
LONGEST = dict.fromkeys(COLUMNS, 200)
ALSO = {
    **{"e-mail": "email", "mail": "email", "e-mail address": "email", "email address": "email"},
    **{"country": "room", "group": "perspective", "full name": "name", "ref": "reference", "ref.": "reference"},
}
"""What people call these columns, too."""
EMAIL = validate.Email()
NO_ADDRESS = N_("Not a valid email address.")


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


def read(data, **known):
    """[Row, ...] of a CSV file, as `table.read` reads it, with the columns in any order; `known` as in seats()."""
    return seats(table.read(data, COLUMNS, ALSO), **known)


def seats(found, *, rooms, perspectives, languages):
    """[Row, ...] of a Table.

    rooms: [{id, country, code, name}]; perspectives: [{key, title}]; languages: codes.
    Raises Invalid, with `errors` as {"4.room": [text]} and rows numbered as a spreadsheet shows them (the header is row
    1); TooLarge past 2,000 rows.
    """
    errors = table.faults(found, COLUMNS, REQUIRED)
    return _checked(found.records(), errors, rooms=rooms, perspectives=perspectives, languages=languages)


def check(rows, **known):
    """The same for JSON: a list of objects with the columns as keys; the first is row 1."""
    return _checked(*table.objects(rows, COLUMNS, N_("A roster is a list of objects")), **known)


def country(name):
    """The code of the country that is called so in any of our languages: "South Korea", "대한민국"; "" for none."""
    return _countries().get(name.casefold(), "")


def _checked(records, errors, *, rooms, perspectives, languages):
    once = ("reference", lambda row: row.reference, N_("The same reference stands in row {row}"))
    known = Known(
        room=table.finder(rooms, ("id", "code", "country", "name"), "id"),
        of_country=table.finder(rooms, ("country",), "id"),
        perspective=table.finder(perspectives, ("key", "title"), "key"),
        language=table.finder([{"code": code} for code in languages], ("code",), "code"),
        perspectives=", ".join(each["key"] for each in perspectives),
        languages=", ".join(languages),
    )
    return table.checked(records, errors, lambda cells: _row(cells, known), once=once)


@dataclass(frozen=True)
class Known:
    """What a row may name: functions of a text, and the keys and codes in words."""

    room: Callable
    of_country: Callable
    perspective: Callable
    language: Callable
    perspectives: str
    languages: str


def _row(cells, known):
    """(Row, {column: text}) of one line."""
    cells, unsound = table.sound({column: cells.get(column, "") for column in COLUMNS}, LONGEST)
    wrong = {column: N_("This is missing") for column in REQUIRED if not cells[column]}
    if cells["email"] and not _is_address(cells["email"]):
        wrong["email"] = NO_ADDRESS
    role = cells["role"].lower() or "participant"
    if role not in ROLES:
        wrong["role"] = (N_("A role is one of {known}"), {"known": ", ".join(ROLES)})
    room = known.room(cells["room"]) or known.of_country(country(cells["room"]))
    if cells["room"] and not room:
        wrong["room"] = (N_("No room, or more than one, is called “{room}”"), {"room": table.short(cells["room"])})
    elif role == "participant" and not room:
        wrong["room"] = N_("A delegate needs a room")
    perspective = known.perspective(cells["perspective"])
    if cells["perspective"] and not perspective:
        wrong["perspective"] = (N_("A perspective is one of {known}"), {"known": known.perspectives})
    language = known.language(cells["language"].replace("_", "-"))
    if cells["language"] and not language:
        wrong["language"] = (N_("A language is one of {known}"), {"known": known.languages})
    row = Row(cells["reference"], cells["name"], cells["email"] or None, room, role, perspective, language)
    return row, wrong | unsound


def _is_address(text):
    """Whether mail could go there: one address, in any script on both sides of the @."""
    # Marks above and below letters are no letters to marshmallow, and Thai or Hindi is not written without.
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(s for s in apart if not unicodedata.category(s).startswith("M")))
    try:
        EMAIL(text)
    except ValidationError:
        return False
    return True


@cache
def _countries():
    locales = [Locale.parse(code.replace("-", "_")) for code in LANGUAGES]
    return {name.casefold(): code for locale in locales for code, name in locale.territories.items() if len(code) == 2}
