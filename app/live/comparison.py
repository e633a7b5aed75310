"""Compare this process's connections with the database: a message that ends one may have been lost, the state has not.

Done every `EVERY_S`, and at once where something may have been missed: after a gap, or when a refused token spoke.
"""

import threading

from sqlalchemy import select

from app.domain import access, account, bearing
from app.refusals import Refusal
from app.storage.tables import Room, Workshop

EVERY_S = 10.0
TABLES = {"room": Room, "workshop": Workshop}


class Comparison:
    def __init__(self, inbox, house):
        self.inbox, self.house = inbox, house
        self._wanted = threading.Event()
        inbox.doubt = self.soon

    def soon(self) -> None:
        """Have it done now, by the round in the background."""
        self._wanted.set()

    def wait(self) -> None:
        """Return when it is time."""
        self._wanted.wait(EVERY_S)
        self._wanted.clear()

    def compare(self) -> None:
        """End each connection whose token, seat, room or workshop is not there for it any more, and say why."""
        here = [(sid, speaker.principal, frozenset(speaker.streams)) for sid, speaker in self.inbox.speakers.items()]
        if not here:
            return
        with self.house.store.reading() as session:
            there = _there(session, {stream for _, _, streams in here for stream in streams})
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


def _there(session, streams):
    """Those of the streams whose room or workshop has not been removed."""
    found = set()
    for scope, table in TABLES.items():
        wanted = {place for kind, place in streams if kind == scope}
        if wanted:
            found |= {(scope, id) for id in session.scalars(select(table.id).where(table.id.in_(wanted)))}
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
