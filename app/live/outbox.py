"""Say what happened. The only file that emits room events, and only after a commit."""

import structlog
from sqlalchemy import select

from app.domain.account import Revoked
from app.domain.clock import moment, now
from app.domain.command import Said
from app.domain.sight import sight
from app.domain.texts import Wrote
from app.domain.tile import desk, tile
from app.refusals import Unavailable
from app.storage.tables import Card, Room, Stage, Workshop

LOG = structlog.get_logger()
REASONS = {"member.moved": "moved", "member.removed": "removed", "member.renewed": "renewed"}
REASONS["members.removed"] = "removed"
SEEN = {"member", "name", "role", "away"}
"""What everybody in a room may know of each other at any time."""


class Outbox:
    """Hears the store's commits and tells the browsers, whichever door a command came by."""

    def __init__(self, server, house, presence):
        self.server, self.house, self.presence = server, house, presence
        self._rooms_to_tile, self._to_show = set(), set()
        self.cut = lambda member, reason: None  # how the inbox ends a member's connections to this process
        self.shut = lambda room: None  # and those of guests of a room that may no longer read it
        house.store.listen(self.tell)

    def tell(self, spoken):
        """What goes to one browser goes there in one piece; what cannot be told stops nothing that comes after it."""
        with self.server.manager.together():
            for said in spoken:
                try:
                    self._tell(said)
                except Exception:
                    LOG.exception("not told", said=type(said).__name__)

    def _tell(self, said):
        if isinstance(said, Wrote):
            self._text(said)
        elif isinstance(said, Said):
            self._event(said)
        elif isinstance(said, Revoked):
            self.farewell(said.token, "revoked")

    def _event(self, said):
        for member, view in said.mine.items():
            self.server.emit("mine", view, to=f"member:{member}")
        if said.event is not None:
            self.server.emit("event", said.event, to=f"{said.scope}:{said.place}")
        self._to_show.add(said.workshop)
        if said.scope == "room":
            self.touch(said.place)
        for member in said.farewell:
            self.farewell(member, REASONS.get(said.event["type"], "changed") if said.event else "removed")
        for room in said.shuts:
            self.presence.tell("shut", room=room)
            self.shut(room)

    def _text(self, wrote):
        told = {"doc": wrote.doc, "update": wrote.update}
        self.server.emit("text", told | ({"member": wrote.member} if wrote.member else {}), to=f"doc:{wrote.doc}")

    def farewell(self, member, reason):
        """A seat was closed or moved, or a token (by its hash) revoked: who is there hears why, and hears no more."""
        self.presence.tell("farewell", member=member, reason=reason)
        self.cut(member, reason)

    def clock(self, sid, seq):
        """What `clock` answers, without being asked: whoever is behind asks for what is missing."""
        self.server.emit("clock", {"now": moment(now()), "seq": seq}, to=sid, ignore_queue=True)

    def touch(self, room):
        self._rooms_to_tile.add(room)

    def tiles(self):
        """Tell the facilitators of each room in which something happened how it looks; others go between two rooms."""
        for id in list(self._rooms_to_tile):
            self._rooms_to_tile.discard(id)
            try:
                with self.house.store.reading() as session:
                    room = session.get(Room, id)
                    line = room and self.desk(session, room)
            except Unavailable:
                self._rooms_to_tile.add(id)  # and those behind it: the next round tells them
                raise
            if line:
                self.server.emit("tile", {k: v for k, v in line.items() if k != "notes"}, to=f"tile:{id}")
                self.server.emit("desk", line, to=f"desk:{id}")
            self.server.sleep(0)

    def tile(self, session, room):
        return tile(session, room, **self._here(room.id))

    def desk(self, session, room):
        return desk(session, room, **self._here(room.id))

    def _here(self, room):
        here = self.presence
        return {"present": here.delegates(room), "drafts": here.drafts(room), "leaders": here.leaders(room)}

    def screens(self):
        """Have what the big screens show follow what happened, whole each time: one that missed one hears the next."""
        workshops, self._to_show = self._to_show, set()
        if not workshops:
            return
        try:
            with self.house.store.reading() as session:
                found = [session.get(Workshop, workshop) for workshop in workshops]
                shown = [(each.id, self.sight(session, each)) for each in found if each is not None]
        except Unavailable:
            self._to_show |= workshops
            raise
        for workshop, told in shown:
            self.server.emit("screen", told, to=f"screen:{workshop}")

    def sight(self, session, workshop):
        return sight(session, workshop, self.presence.delegates)

    def presences(self):
        """Tell each room who came, went or does something else; volatile, so several changes go out as one."""
        for room, changes in self.presence.changes().items():
            with self.house.store.reading() as session:
                found = session.get(Room, room)
                if found is None:  # a console, or a room that was erased meanwhile
                    self._at_consoles(room, changes)
                    continue
                told = {kind: discreet(session, found, changes[kind]) for kind in ("joined", "changed")}
                self._to_show.add(found.workshop_id)
            if changes["joined"] or changes["left"] or changes["changed"]:
                self.server.emit("presence", changes | told, to=f"room:{room}")
            self.touch(room)

    def _at_consoles(self, workshop, changes):
        told = {kind: seen(changes[kind]) for kind in ("joined", "changed")}
        self.server.emit("presence", {"workshop": workshop, "left": changes["left"]} | told, to=f"workshop:{workshop}")


def seen(people):
    """What everybody in a place may know of each other at any time."""
    return [{name: one[name] for name in SEEN} for one in people]


def discreet(session, room, people):
    """What a room may know of its people: of what they do only where authors are shown, of private cards never."""
    if not any(one.keys() - SEEN for one in people):
        return people
    shown = session.get(Stage, room.stage_id).permissions["authors"]
    private = set(session.scalars(select(Card.id).where(Card.room_id == room.id, Card.private.is_(True))))
    return [one if shown and one.get("card") not in private else {k: one[k] for k in SEEN} for one in people]
