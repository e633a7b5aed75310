"""Texts made to keep the server busy: what looks at them takes time that grows with their length, and not faster."""

import time
from contextlib import suppress
from uuid import uuid4

import pytest

from app.config import Limits
from app.domain import difference, evidence, fields, roster, table, tongue
from app.domain.command import COMMANDS, checked
from app.domain.synthesis import same
from app.export import md
from app.export.office import legal
from app.export.press import signs
from app.refusals import Refusal
from app.web import desk, frame

SHAPES = {
    "one letter": lambda n: "x" * n,
    "one letter of Korea": lambda n: "한" * n,
    "one letter of China": lambda n: "漢" * n,
    "blanks between letters": lambda n: "a" + " " * n + "b",
    "brackets": lambda n: "([{<" * (n // 8) + ">}])" * (n // 8),
    "lines": lambda n: "\n" * n,
    "lines with blanks": lambda n: "\n " * (n // 2) + "x",
    "lines with words": lambda n: "a b\r\n" * (n // 5),
    "marks": lambda n: "a" + "\u0323\u0301" * (n // 2),
    "joined pictures": lambda n: "\U0001f469\u200d" * (n // 2),
    "nothing to see": lambda n: "\u200b" * n,
    "both directions": lambda n: "\u202ea\u2066א" * (n // 4),
    "addresses": lambda n: "@" * n,
    "an address without an end": lambda n: "a@" * (n // 2),
    "links": lambda n: "https://" * (n // 8),
    "separators": lambda n: ",;" * (n // 2),
    "quotes": lambda n: '"' * n,
    "open quotes": lambda n: 'a,"' * (n // 3),
    "dashes": lambda n: "F-KR-01" + "-" * n,
    "digits": lambda n: "1." * (n // 2),
    "escapes": lambda n: "\\&#<_*" * (n // 6),
}

ROOMS = [{"id": str(uuid4()), "country": "KR", "code": "KR", "name": "Republic of Korea"}]


def read_roster(text):
    return roster.read(text.encode(), rooms=ROOMS, perspectives=[], languages=["en", "ko"])


def json_roster(text):
    return roster.check([dict.fromkeys(roster.COLUMNS, text)], rooms=ROOMS, perspectives=[], languages=["en"])


def lines_of_findings(text):
    return evidence.is_table(text), evidence.lines(text, room=None, taken=[])


READERS = {
    "says": lambda text: tongue._is_worded(text),
    "tongue": lambda text: tongue.tongue(text, room="en", workshop="en"),
    "a room of the form": lambda text: [desk._room(line) for line in text.splitlines()[:100] if line.strip()],
    "where to": frame.inside,
    "cannot be kept": fields.cannot_be_kept,
    "a cell": table.clean,
    "a roster as a file": read_roster,
    "a roster as JSON": json_roster,
    "findings": lines_of_findings,
    "a difference": lambda text: difference.parts(text, text[: len(text) // 2] + "y" + text[len(text) // 2 :]),
    "Markdown": md.paragraphs,
    "a line of Markdown": md.line,
    "office": legal,
    "signs": lambda text: signs.shown(text[:5_000]),  # in a process of its own, and no text is longer
    "the same words": lambda text: same(text[:5_000]),
}
FLOOR_S = 0.02
"""What takes no longer than this tells nothing."""
FASTER = 10
"""Four times the text takes four times as long; sixteen where each letter looks at all others."""


def cost(read, text):
    """Seconds of computing; the least of three runs, so that what else the machine does is not counted."""
    runs = []
    for _ in range(3):
        start = time.thread_time()
        with suppress(Refusal):
            read(text)
        runs.append(time.thread_time() - start)
        if runs[-1] < FLOOR_S:
            break
    return min(runs)


@pytest.mark.parametrize("reader", READERS)
def test_four_times_the_text_takes_four_times_as_long(reader):
    slow = {}
    for name, shape in SHAPES.items():
        before, took = (cost(READERS[reader], shape(n)) for n in (5_000, 20_000))
        if took > max(FLOOR_S, FASTER * max(before, FLOOR_S / 4)):
            slow[name] = (before, took)
    assert slow == {}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("shape", ["one letter", "blanks between letters", "an address without an end"])
def test_half_a_million_letters_are_read_in_a_moment(reader, shape):
    assert cost(READERS[reader], SHAPES[shape](500_000)) < 2


LIMITS = Limits()
LONGEST_S = 0.2


@pytest.mark.parametrize("n", [5_000, 250_000])
@pytest.mark.parametrize("at", sorted(COMMANDS), ids=" ".join)
def test_no_field_of_a_command_keeps_the_others_waiting(at, n):
    """As long as a message may be: read, refused or taken within the time that nobody notices."""
    schema = COMMANDS[at].schema
    for name, shape in SHAPES.items():
        text = shape(n)
        some = n // 50
        for given in (text, [text], [7] * some, [str(uuid4())] * some, {text: text}, {f"f{k}": 1 for k in range(some)}):
            data = dict.fromkeys(schema.fields, given)
            assert cost(lambda data: fields.unkept(checked(schema, data, LIMITS)), data) < LONGEST_S, (at, name, given)
        if n > 5_000:
            break  # a schema looks at the length of a text, not at its shape
    unknown = {f"field {k}": 1 for k in range(n // 20)}
    assert cost(lambda data: checked(schema, data, LIMITS), unknown) < LONGEST_S


def test_two_wordings_made_to_be_compared_for_ever_are_told_whole():
    for was, now in (("漢" * 1000, "漢字" * 499), ("a b " * 250, "b b a " * 160), ("漢字字" * 333, "漢漢字" * 330)):
        assert cost(lambda texts: difference.parts(*texts), (was, now)) < 2
