"""Who is here: which connections are in which room, or at the console of which workshop: beside the log, unnumbered."""

import time
from dataclasses import dataclass, field

AWAY_S = 60
"""So long after a lost line somebody is away; then they have left."""


@dataclass
class Connection:
    """`away`: in the background, or lost; `silent`: its line says nothing; `lost_at`: when that was closed.

    `process` is None for one of our own. `doing.draft`: a card is typed and not added; it is counted, never told.
    """

    member: str
    name: str
    role: str
    away: bool = False
    lost_at: float | None = None
    doing: dict = field(default_factory=dict)
    process: str | None = None
    silent: bool = False

    @property
    def absent(self):
        return self.away or self.silent

    @property
    def told(self):
        return {"member": self.member, "name": self.name, "role": self.role, "away": self.absent} | {
            what: value for what, value in self.doing.items() if what != "draft"
        }


class Presence:
    """One member may have several connections in a room (two tabs): present as long as one is.

    `tell(what, **rest)` is what Company puts here to let other processes know.
    """

    now = staticmethod(time.monotonic)

    def __init__(self):
        self._rooms, self._theirs = {}, {}  # {room: {sid: Connection}}, {(room, member): the same}
        self._dirty = {}
        self.tell = lambda what, **rest: None

    def enter(self, room, sid, *, member, name, role):
        before = self._who(room, member)
        for other in [s for s, c in self._theirs.get((room, member), {}).items() if c.lost_at is not None]:
            self._take(room, other)
        self._put(room, sid, Connection(member, name, role))
        self._note(room, member, "changed" if before else "joined")
        self._tell(room, sid)

    def leave(self, room, sid):
        """Gone on purpose, or for so long that it comes to the same."""
        gone = self._take(room, sid)
        if gone:
            self._note(room, gone.member, "changed" if self._who(room, gone.member) else "left")
            self.tell("gone", room=room, sid=sid)

    def lost(self, sid):
        """The line is gone: away for a while, then left."""
        for room, here in self._rooms.items():
            if sid in here:
                self._lose(room, here[sid])
                self._tell(room, sid)

    def silence(self, sid, silent):
        """A line that does not answer may be a lost one: whoever is at it is away until it answers again."""
        for room, here in self._rooms.items():
            if sid in here and here[sid].silent != silent:
                here[sid].silent = silent
                self._note(room, here[sid].member, "changed")
                self._tell(room, sid)

    def do(self, room, sid, doing):
        """What somebody is at: card, field, typing, cursor, draft; `away` while the page is in the background."""
        connection = self._rooms.get(room, {}).get(sid)
        if connection is None:
            return
        before, wrote = connection.told, connection.doing.get("draft")
        connection.away = doing.pop("away", False)
        connection.doing = doing
        if connection.told != before:
            self._note(room, connection.member, "changed")
        elif wrote != doing.get("draft"):
            # Only the room's count changes. Who it is stays unsaid: a card comes in the moment in which a draft ends.
            self._dirty.setdefault(room, {})
        self._tell(room, sid)

    def sweep(self):
        """Forget those whose line has been lost for long."""
        limit = self.now() - AWAY_S
        for room, here in list(self._rooms.items()):
            for sid in [sid for sid, c in here.items() if c.lost_at is not None and c.lost_at < limit]:
                self.leave(room, sid)

    def present(self, room):
        """Everybody in the room, once each, as they are told to others."""
        members = dict.fromkeys(c.member for c in self._rooms.get(room, {}).values())
        return [self._who(room, member) for member in members]

    def delegates(self, room):
        """{member: whether away} of the delegates in the room."""
        return {one["member"]: one["away"] for one in self.present(room) if one["role"] == "participant"}

    def drafts(self, room):
        """How many delegates in the room have typed a card that they have not added."""
        here = self._rooms.get(room, {}).values()
        return len({c.member for c in here if c.role == "participant" and c.doing.get("draft")})

    def leaders(self, room):
        """[{member, name, away}] of the facilitators and organisers in the room, its visitors too."""
        here = [one for one in self.present(room) if one["role"] in ("organiser", "facilitator")]
        return [{name: one[name] for name in ("member", "name", "away")} for one in here]

    def changes(self):
        """{room: {room, joined, changed, left}} since it was asked last."""
        dirty, self._dirty = self._dirty, {}
        told = {}
        for room, members in dirty.items():
            told[room] = {"room": room, "joined": [], "changed": [], "left": []}
            for member, what in members.items():
                here = self._who(room, member)
                told[room]["left" if here is None else what if what != "left" else "changed"].append(here or member)
        return told

    # What other processes tell. They announce it themselves: nothing is noted here, unless they were taken for dead.

    def own(self):
        """Every connection to this process, as it is told to a newcomer among the processes."""
        for room, here in self._rooms.items():
            yield from (self._shared(room, sid) for sid, c in list(here.items()) if c.process is None)

    def elsewhere(self, process, *, room, sid, member, name, role, away, doing):
        before = self._rooms.get(room, {}).get(sid)
        self._put(room, sid, Connection(member, name, role, away, None, doing, process))
        if before is not None and before.lost_at is not None:
            self._note(room, member, "changed")

    def gone_elsewhere(self, *, room, sid):
        self._take(room, sid)

    def lost_process(self, process):
        for room, here in self._rooms.items():
            for connection in here.values():
                if connection.process == process and connection.lost_at is None:
                    self._lose(room, connection)

    def _lose(self, room, connection):
        kept = {"draft": True} if connection.doing.get("draft") else {}
        connection.away, connection.lost_at, connection.doing = True, self.now(), kept
        self._note(room, connection.member, "changed")

    def _tell(self, room, sid):
        self.tell("here", **self._shared(room, sid))

    def _shared(self, room, sid):
        c = self._rooms[room][sid]
        return {
            "room": room,
            "sid": sid,
            "member": c.member,
            "name": c.name,
            "role": c.role,
            "away": c.absent,
            "doing": c.doing,
        }

    def _note(self, room, member, what):
        earlier = self._dirty.setdefault(room, {}).get(member)
        self._dirty[room][member] = "joined" if earlier == "joined" and what == "changed" else what

    def _who(self, room, member):
        """A member's livelier connection: one that is there before one that is away, the latest of them."""
        own = self._theirs.get((room, member), {}).values()
        return max(enumerate(own), key=lambda pair: (not pair[1].absent, pair[0]))[1].told if own else None

    def _put(self, room, sid, connection):
        self._take(room, sid)
        self._rooms.setdefault(room, {})[sid] = connection
        self._theirs.setdefault((room, connection.member), {})[sid] = connection

    def _take(self, room, sid):
        gone = self._rooms.get(room, {}).pop(sid, None)
        if gone:
            theirs = self._theirs[room, gone.member]
            del theirs[sid]
            if not theirs:
                del self._theirs[room, gone.member]
        return gone
