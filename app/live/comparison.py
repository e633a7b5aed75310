"""Compare this process's connections with the database: a message that ends one may have been lost, the state has not.

Done every `EVERY_S`, and immediately after a refused token spoke or messages of other processes may have been missed.
After the latter everybody who is connected also hears how far the database is, and fetches what they lack.
"""

import threading

from sqlalchemy import select

from app.domain import access, account, bearing
from app.refusals import Refusal
from app.storage.tables import Room, Workshop

EVERY_S = 10.0
TABLES = {"room": Room, "workshop": Workshop}


class Comparison:
    def __init__(self, inbox, outbox, house):
        self.inbox, self.outbox, self.house = inbox, outbox, house
        self._wanted, self._missed = threading.Event(), False
        inbox.doubt = self.soon

    def soon(self) -> None:
        """Have it done now, by the round in the background."""
        self._wanted.set()

    def missed(self) -> None:
        """Something that other processes said may not have been heard here."""
        self._missed = True
        self.soon()

    def wait(self) -> None:
        """Return when it is time."""
        self._wanted.wait(EVERY_S)
        self._wanted.clear()

    def compare(self) -> None:
        missed, self._missed = self._missed, False
        try:
            self._end_those_who_have_to_go()
            if missed:
                self._tell_how_far_it_is()
        except Exception:
            self._missed |= missed  # the next round tells them
            raise

    def _tell_how_far_it_is(self):
        here = [(sid, frozenset(speaker.streams)) for sid, speaker in self.inbox.speakers.items()]
        followed = {stream for _, streams in here for stream in streams}
        with self.house.store.reading() as session:
            numbers = _numbers(session, followed)
        for sid, streams in here:
            seq = {f"{scope}:{place}": numbers[scope, place] for scope, place in streams if (scope, place) in numbers}
            self.outbox.clock(sid, seq)
        tiles = {tile for speaker in list(self.inbox.speakers.values()) for of in speaker.tiles.values() for tile in of}
        for room in {place for scope, place in followed if scope == "room"} | {t.partition(":")[2] for t in tiles}:
            self.outbox.touch(room)

    def _end_those_who_have_to_go(self):
        """End each connection whose token, seat, room or workshop is not there for it any more, and say why."""
        here = [(sid, speaker.principal, frozenset(speaker.streams)) for sid, speaker in self.inbox.speakers.items()]
        if not here:
            return
        with self.house.store.reading() as session:
            there = _numbers(session, {stream for _, _, streams in here for stream in streams}).keys()
            reasons = bearing.reasons(session, [who for _, who, _ in here])
            known: dict = {}
            for at, (_, who, streams) in enumerate(here):
                if not streams <= there and reasons[at] in (None, "moved"):
                    reasons[at] = "gone"
                elif reasons[at] is None and _shut_out(session, who, streams, known):
                    reasons[at] = "shut"
        for (sid, _, _), reason in zip(here, reasons, strict=True):
            if reason is not None:
                self.inbox.end(sid, reason)


def _numbers(session, streams):
    """{stream: number of its last event}, of those whose room or workshop has not been removed."""
    found = {}
    for scope, table in TABLES.items():
        wanted = {place for kind, place in streams if kind == scope}
        if wanted:
            rows = session.execute(select(table.id, table.seq).where(table.id.in_(wanted)))
            found |= {(scope, row.id): row.seq for row in rows}
    return found


def _shut_out(session, who, streams, known):
    """Whether one of the rooms may no longer be read. `known` keeps what was found for others with the same rights."""
    for room in [place for scope, place in streams if scope == "room"]:
        if who.seat and who.seat.room == room and who.seat.role in ("participant", "facilitator"):
            continue
        rights = (who.account, who.seat and (who.seat.role, who.seat.room), room)
        if rights not in known:
            known[rights] = reads(session, who, room)
        if not known[rights]:
            return True
    return False


def reads(session, who, room):
    """Whether somebody may read a room."""
    try:
        access.room(session, account.actor(session, who, room=room), room)
    except Refusal:
        return False
    return True
