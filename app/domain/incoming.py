"""What comes in as a Yjs update or state vector, read here before the library reads it.

The library trusts the counts it is told and the bytes of a text: four wrong bytes end the process, not the request.
Only what typing makes is let through: letters and their removal, in the fields that a text has.
"""

from dataclasses import dataclass
from itertools import chain

from app.catalogue import N_
from app.refusals import Invalid

HIGHEST_CLIENT, HIGHEST_CLOCK = 2**53, 2**31
GONE, DELETED, STRING, SKIPPED = 0, 1, 4, 10
HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_KEY, KIND = 0x80, 0x40, 0x20, 0x1F
ROOT = 1


class Unreadable(ValueError):
    """These bytes are not what they are said to be."""


def check_vector(vector):
    """Raise Invalid unless `vector` is a state vector."""
    try:
        _whole(Reader(vector), lambda reader: reader.each(lambda: (reader.client(), reader.clock())))
    except Unreadable as error:
        raise Invalid(errors={"vector": [N_("Not a state vector")]}) from error


@dataclass(frozen=True)
class Change:
    """What an update does. deleted: {client: clock}, before which of whose steps something is deleted.

    ends: [(client, clock)] of all its steps, the clock that each of them ends at.
    """

    deleted: dict[int, int]
    ends: list[tuple[int, int]]

    def new_steps(self, known: dict[int, int]) -> int:
        """How many of its steps are not in a document with these clocks."""
        return sum(clock > known.get(client, 0) for client, clock in self.ends)


def check_update(update: bytes, fields: tuple[str, ...]) -> Change:
    """Raise Invalid unless `update` (Yjs' first encoding) does nothing but type and delete in `fields`."""
    try:
        return _whole(Reader(update), lambda reader: _update(reader, fields))
    except Unreadable as error:
        raise Invalid(errors={"update": [N_("Not a text update")]}) from error


def clocks(vector):
    """A state vector as {client: clock}: how many steps of whom are there."""
    return dict(_whole(Reader(vector), lambda reader: reader.each(lambda: (reader.client(), reader.clock()))))


def _whole(reader, read):
    found = read(reader)
    _demand(reader.at == len(reader.data))
    return found


def _update(reader, fields):
    ends = list(chain.from_iterable(reader.each(lambda: _steps(reader, fields))))
    return Change(dict(reader.each(lambda: _deletions(reader))), ends)


def _steps(reader, fields):
    """What one client did, one step behind the other: [(client, the clock that it ends at)]."""
    count, client, clock = reader.count(), reader.client(), reader.clock()
    ends = []
    for _ in range(count):
        clock += _step(reader, fields, client, clock)
        _demand(clock < HIGHEST_CLOCK)
        ends.append((client, clock))
    return ends


def _step(reader, fields, client, clock):
    """Read one step; returns its length."""
    info = reader.byte()
    kind = info & KIND
    if kind in (GONE, SKIPPED):
        return reader.clock()
    for side in (HAS_ORIGIN, HAS_RIGHT_ORIGIN):
        if info & side:
            whose, when = reader.client(), reader.clock()
            _demand(whose != client or when < clock)
    if not info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN):
        _demand(reader.count() == ROOT and reader.text() in fields and not info & HAS_KEY)
    if kind == DELETED:
        return reader.clock()
    _demand(kind == STRING)
    text = reader.text()
    _demand(text and "\x00" not in text)
    return len(text.encode("utf-16-le")) // 2


def _deletions(reader):
    """(client, where the last stretch of its steps that are gone ends)."""
    client = reader.client()
    ends = reader.each(lambda: reader.clock() + reader.clock())
    _demand(all(end < HIGHEST_CLOCK for end in ends))
    return client, max(ends, default=0)


def _demand(condition):
    if not condition:
        raise Unreadable


class Reader:
    """Bytes and how far they have been read."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def each(self, read):
        return [read() for _ in range(self.count())]

    def count(self):
        """How many follow; each takes a byte at least."""
        given = self.number(len(self.data) + 1)
        _demand(given <= len(self.data) - self.at)
        return given

    def client(self):
        return self.number(HIGHEST_CLIENT)

    def clock(self):
        return self.number(HIGHEST_CLOCK)

    def number(self, below):
        """Seven bits a byte, lowest first; the eighth says that more follow."""
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            _demand(value < below and shift <= 70)
            if byte < 0x80:
                return value

    def byte(self):
        _demand(self.at < len(self.data))
        self.at += 1
        return self.data[self.at - 1]

    def text(self):
        end = self.count() + self.at
        try:
            found = self.data[self.at : end].decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable from error
        self.at = end
        return found
