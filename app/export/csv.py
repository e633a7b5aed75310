"""One table, a line a card: whatever became of it. The columns and their keys are the same in every language."""

import csv
import io

from app.domain.trace import trace
from app.export import readable, score, state

TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
COLUMNS = (
    *("room", "theme", "title", "body", "gloss", "language", "kind", "perspective"),
    *("state", "merged_into", "findings", "comments", "votes", "measure"),
)


def write(agenda, *, language):
    """UTF-8 without a mark, comma-separated, lines end in CRLF (RFC 4180)."""
    return table(COLUMNS, [line for room in agenda["rooms"] for line in _lines(readable(agenda, room))])


def table(columns, lines):
    """A CSV file of `lines`, lists of cells; None is an empty one. Every cell is guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return out.getvalue().encode()


def guarded(cell):
    """A spreadsheet takes what begins like this for a formula, and runs it."""
    return f"'{cell}" if str(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _lines(room):
    themes = {theme["id"]: theme["title"] for theme in room["themes"]}
    titles = {card["id"]: card["title"] for card in room["cards"]}
    codes = {finding["id"]: finding["code"] for finding in room["findings"]}
    measures = {
        card["id"]: number
        for number, measure in enumerate(room["measures"], start=1)
        for card in trace(room, measure)["cards"]
    }
    for card in room["cards"]:
        yield [
            *(room["name"], themes.get(card["theme"])),
            *(card[column] for column in ("title", "body", "gloss", "language", "kind", "perspective")),
            *(state(card), titles.get(card["merged_into"])),
            " ".join(codes[finding] for finding in card["findings"] if finding in codes),
            "\n".join(comment["text"] for comment in card["comments"]),
            *(score(room, card), measures.get(card["id"])),
        ]
