"""The pieces of a document, as plain data. A line is a tuple of runs; an empty one says nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language (a code such as `zh-Hans`); they may hold line breaks. to: the anchor they lead to.

    mark: `-` where a correction took them out, `+` where it put them in; the words themselves say so too.
    """

    text: str
    language: str
    to: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 3 a section of an agenda, 4 what stands in a section (1 and 2 are the document's and an agenda's titles).

    number: a measure's; it is not in the line.
    """

    level: int
    line: tuple
    gloss: tuple = ()
    number: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """kind: standing, present, preamble, turnout (of the vote below it), or note.

    Of a preamble an empty line parts paragraphs.
    """

    kind: str
    line: tuple
    gloss: tuple = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: `label: line` or a `title`, its gloss, more lines, and the points below it."""

    label: tuple = ()
    title: tuple = ()
    line: tuple = ()
    gloss: tuple = ()
    more: tuple = ()
    points: tuple = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """kind: plan (a measure's fields), reservations, corrections, findings, notes (of a vote or visitors), cards, or
    shared (rooms with their measures).
    """

    kind: str
    points: tuple


@dataclass(frozen=True, slots=True)
class Table:
    """columns: lines; rows: tuples of lines, one a column. words: the indices of the columns that hold no numbers.

    kind: agreement, places, levels, field, pairs, counts (of measures, and whose) or groups.
    """

    kind: str
    caption: tuple
    columns: tuple
    rows: tuple
    words: frozenset


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of numbers that the table after it tells too. series: lines; rows: (line, (a number or None, …)).

    kind: steps (one number for each of the eight steps of agreement), bars (one number a card, best first),
    levels (eight numbers a card, stacked), or field (impact and feasibility of a card, 1 to 5).
    """

    kind: str
    caption: tuple
    series: tuple
    rows: tuple


@dataclass(frozen=True, slots=True)
class Seal:
    """How one knows the agenda again: its fingerprint, and the address where it is checked, drawn as a QR code.

    label, fingerprint, how (to check it) and alt (what the code is) are lines; address is empty where none is known.
    """

    label: tuple
    fingerprint: tuple
    how: tuple
    address: str
    alt: tuple


@dataclass(frozen=True, slots=True)
class Agenda:
    """A room's: it begins on a page of its own, and so does its annex. state: "Declared …" or "Draft, …".

    gloss: the title in the second language of a document in two.
    """

    title: tuple
    name: tuple
    declared: bool
    state: tuple
    blocks: tuple
    annex: tuple
    gloss: tuple = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands before the agendas; it begins on a page of its own."""

    title: tuple
    blocks: tuple


@dataclass(frozen=True, slots=True)
class Document:
    """The cover (title, subtitle, day, and each agenda's name and state), what is across them, then the agendas.

    beside: in two languages, which stand side by side wherever there is room.
    """

    language: str
    title: tuple
    subtitle: tuple
    day: tuple
    across: Chapter | None
    agendas: tuple
    beside: bool = False


def plain(line):
    """The words of a line."""
    return "".join(run.text for run in line)
