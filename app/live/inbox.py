"""Who is speaking, and what they ask over Socket.IO: every handler answers with an acknowledgement."""

import time
from dataclasses import dataclass, field

import structlog
from socketio.exceptions import ConnectionRefusedError as Refused
from sqlalchemy.exc import IntegrityError

from app.catalogue import N_
from app.domain import access, account, agenda, bearing, command, invitation, plenary, screen, visit, workshop
from app.domain.account import Principal
from app.domain.clock import moment, now
from app.domain.fields import identifier, only
from app.domain.meters import CONNECTIONS
from app.domain.mine import mine
from app.domain.pace import Pace
from app.live.comparison import reads
from app.live.crowd import Crowd
from app.live.flow import Flow
from app.live.outbox import discreet, seen
from app.live.packets import FROM_CLIENT
from app.refusals import Conflict, Forbidden, Invalid, Refusal, TooFast, Unauthenticated, Unavailable
from app.storage.tables import Room, Workshop

LOG = structlog.get_logger()
FLOOD_S = 20.0
REPLAY_MOST = 1000
"""A client that missed more than this takes a fresh snapshot."""
SURE_S = 1.0
"""So long a token that was found good is not asked for again by what reads no seat: carets come many a second."""
COSTS = {"enter": 10, "text.open": 2, "text.history": 5}
"""What a message takes of its sender's pace: one, where it is not named. Commands and texts have another as well."""
DOING = {"card": str, "field": str, "typing": bool, "cursor": bytes, "away": bool, "draft": bool}
"""What somebody may say of what they are at."""


@dataclass
class Speaker:
    """One connection: who bears it, in which language, and what it follows: streams, texts, a workshop's tiles.

    `patience`: how often it may be too fast before it is ended.
    """

    principal: Principal
    language: str
    patience: Flow
    streams: set = field(default_factory=set)
    docs: set = field(default_factory=set)
    tiles: dict = field(default_factory=dict)
    sure_until: float = 0.0


class Inbox:
    def __init__(self, server, house, *, identify, outbox, presence, lines):
        """identify(environ, auth) -> (Principal, language), or a Refusal."""
        self.server, self.house, self.identify = server, house, identify
        self.outbox, self.people, self.lines = outbox, presence, lines
        self.limits = house.terms.limits
        self.pace = Pace(self.limits.messages, self.limits.message_pace)
        self.speakers, self.crowd = {}, Crowd(self.limits)
        server.manager.known = self.speakers
        self.text_left = lambda sid, speaker, doc: None
        self.doubt = lambda: None  # called when somebody is connected whose token is not valid any more
        self._handlers = {}
        server.on("connect", self.connect)
        server.on("disconnect", self.disconnect)
        server.on("*", self.hear)
        for name in ("enter", "command"):
            self.on(name, getattr(self, name))
        for name in ("leave", "presence", "clock"):
            self.on(name, getattr(self, name), reads_seat=False)

    def on(self, name, handler, *, reads_seat=True):
        """Register `handler(sid, speaker, data) -> dict`; refusals become the acknowledgement's error.

        reads_seat: the handler reads the seat itself, and the token with it; otherwise the token is checked before.
        """
        self._handlers[FROM_CLIENT + name] = (handler if reads_seat else self._checked(handler), COSTS.get(name, 1))

    def hear(self, name, sid, data=None, *_more):
        """Answer one message of a client, of whatever name: Socket.IO itself calls `connect` and `disconnect` alone."""
        speaker = self.speakers.get(sid)
        if speaker is None:
            return None
        try:
            handler, cost = self._handlers.get(name, (None, 1))
            self.pace.spend(speaker.principal, cost)
            if handler is None:
                raise Invalid(N_("There is no such message"))
            if not isinstance(data, dict):
                raise Invalid(N_("Send an object"))
            return {"ok": True, **(handler(sid, speaker, data) or {})}
        except Refusal as refusal:
            if isinstance(refusal, Unauthenticated):
                self.doubt()
            if isinstance(refusal, TooFast) and not speaker.patience.spend():
                self.lines.end(self.line(sid), "flood")
            return {"ok": False, "error": refusal.told(speaker.language)}
        except IntegrityError:
            return {"ok": False, "error": Conflict().told(speaker.language)}
        except Exception:
            LOG.exception("live handler failed", handler=name)
            return {"ok": False, "error": Unavailable(N_("Something went wrong here")).told(speaker.language)}

    def _checked(self, handler):
        def checked(sid, speaker, data):
            if time.monotonic() > speaker.sure_until:
                with self.house.store.reading() as session:
                    bearing.check(session, speaker.principal)
                speaker.sure_until = time.monotonic() + SURE_S
            return handler(sid, speaker, data)

        return checked

    def connect(self, sid, environ, auth=None):
        line = self.line(sid)
        line.naming = True
        try:
            principal, language = self.identify(environ, auth if isinstance(auth, dict) else {})
            for other in self.crowd.in_the_way(principal, self._dead):
                self._close(other)
        except Refusal as refusal:
            self.lines.hang_up(line)
            told = refusal.told()
            raise Refused(told["detail"], told) from refusal
        finally:
            line.naming = False
        self.lines.named(line)
        patience = Flow(self.limits.flood, self.limits.flood / FLOOD_S)
        self.speakers[sid] = Speaker(principal, language, patience)
        self.crowd.came(sid, principal)
        CONNECTIONS.set(len(self.speakers))

    def line(self, sid):
        """The Engine.IO connection of one of ours; None where it is gone."""
        return self.lines.of(self.server.manager.eio_sid_from_sid(sid, "/"))

    def _dead(self, sid):
        return self.lines.silent(self.line(sid))

    def disconnect(self, sid, reason=None):
        """Forget a connection. From its first line on nothing more is delivered to it, even if what follows fails."""
        speaker = self.speakers.pop(sid, None)
        if speaker is None:
            return
        CONNECTIONS.set(len(self.speakers))
        self.crowd.left(sid, speaker.principal)
        self.lines.hang_up(self.line(sid))
        try:
            self.people.lost(sid)
            for doc in list(speaker.docs):
                self.text_left(sid, speaker, doc)
        except Exception:
            LOG.exception("others not told that a connection ended")

    def cut(self, member, reason):
        """Say why, then end every connection of a member, or by a token (its hash), to this process."""
        bearers = [(sid, speaker.principal) for sid, speaker in self.speakers.items()]
        for sid in [sid for sid, who in bearers if member in (who.member, who.invited, who.token)]:
            self.end(sid, reason)

    def shut(self, room):
        """End the connections to this process whose people may no longer read the room: the plenary is over."""
        with self.house.store.reading() as session:
            reason = "shut" if session.get(Room, room) else "gone"
            guests = [
                sid for sid, speaker in self._following("room", room) if not reads(session, speaker.principal, room)
            ]
        for sid in guests:
            self.end(sid, reason)

    def _following(self, scope, place):
        return [(sid, speaker) for sid, speaker in self.speakers.items() if (scope, place) in speaker.streams]

    def end(self, sid, reason):
        """Gone on purpose: the others need not wait for somebody whose line we closed ourselves."""
        speaker = self.speakers.get(sid)
        if speaker is None:
            return
        try:
            for _, place in list(speaker.streams):
                self.people.leave(place, sid)
            self.server.emit("goodbye", {"reason": reason}, to=sid, ignore_queue=True)
        except Exception:
            LOG.exception("connection ended without a goodbye")
        finally:
            self._close(sid)

    def _close(self, sid):
        """End a connection of this process; it is out of every channel whatever fails on the way."""
        line = self.line(sid)
        try:
            self.server.disconnect(sid, ignore_queue=True)
        except Exception:
            LOG.exception("connection not closed the usual way")
        finally:
            self.disconnect(sid)
            self.server.manager.disconnect(sid, "/", ignore_queue=True)
            self.lines.hang_up(line)

    def enter(self, sid, speaker, data):
        only(data, "room", "workshop", "since")
        since = data.get("since")
        if since is not None and (isinstance(since, bool) or not isinstance(since, int) or since < 0):
            raise Invalid(errors={"since": [N_("A whole number")]})
        if ("room" in data) == ("workshop" in data):
            raise Invalid(N_("Name a room or a workshop"))
        if "room" in data:
            return self._enter_room(sid, speaker, identifier(data, "room"), since)
        return self._enter_workshop(sid, speaker, identifier(data, "workshop"), since)

    def _enter_room(self, sid, speaker, room_id, since):
        """Join first, read second: what arrives twice is dropped as old, nothing falls between."""
        with self.house.store.reading() as session:
            actor = account.actor(session, speaker.principal, room=room_id)
            access.door(session, actor, room_id)
        for channel in (
            f"room:{room_id}",
            f"member:{actor.id}",
            *([f"desk:{room_id}"] if actor.drives(room_id) else []),
        ):
            self.server.enter_room(sid, channel)
        speaker.streams.add(("room", room_id))
        self.house.seen(speaker.principal)
        self.people.enter(room_id, sid, member=actor.id, name=actor.name, role=actor.role)
        with self.house.store.reading() as session:
            room, _, _ = access.door(session, actor, room_id)
            answer = {"seq": room.seq, "mine": mine(session, actor.id, room)}
            answer["present"] = discreet(session, room, self.people.present(room_id))
            answer |= self._since(session, "room", room, since) or {
                "snapshot": self.house.snapshots.of(session, room, actor)
            }
            if actor.drives(room_id):
                answer["desk"] = self.outbox.desk(session, room)
        if "snapshot" in answer:
            self.house.board_read(self.pace, speaker.principal, answer["snapshot"])
        return answer

    def _since(self, session, scope, row, since):
        """{events}, or None where the log does not reach back (or `since` lies ahead of it)."""
        if since is None or since > row.seq or row.seq - since > REPLAY_MOST:
            return None
        return {"events": command.since(session, scope, row.id, since, limit=REPLAY_MOST)}

    def _enter_workshop(self, sid, speaker, workshop_id, since):
        if speaker.principal.screen is not None:
            return self._enter_screen(sid, speaker, workshop_id)
        with self.house.store.reading() as session:
            actor = account.actor(session, speaker.principal, workshop=workshop_id)
            if actor.role not in ("organiser", "facilitator"):
                raise Forbidden(N_("Only facilitators may do that"))
            driven = [
                room for room in workshop.rooms(session, session.get(Workshop, workshop_id)) if actor.drives(room.id)
            ]
            rooms = [room.id for room in driven]
        tiles = speaker.tiles[workshop_id] = [f"tile:{room}" for room in rooms]
        for channel in (f"workshop:{workshop_id}", f"screen:{workshop_id}", f"member:{actor.id}", *tiles):
            self.server.enter_room(sid, channel)
        speaker.streams.add(("workshop", workshop_id))
        self.people.enter(workshop_id, sid, member=actor.id, name=actor.name, role=actor.role)
        with self.house.store.reading() as session:
            row = session.get(Workshop, workshop_id)
            told = workshop.told(session, row, actor) | {"members": invitation.counted(session, row)}
            told["visits"] = visit.planned(session, row)
            told["unseated"] = invitation.unseated(session, row) if actor.drives_all else []
            lines = [self.outbox.tile(session, session.get(Room, room)) for room in rooms]
            asked = plenary.questions(session, row, "waiting", "shown") if actor.drives_all else []
            answer = {"seq": row.seq, "workshop": told, "rooms": lines, "questions": asked}
            answer["polls"] = agenda.joint_polls(session, row)
            answer["screen"] = self.outbox.sight(session, row)
            answer["present"] = seen(self.people.present(workshop_id))
            return answer | (self._since(session, "workshop", row, since) or {})

    def _enter_screen(self, sid, speaker, workshop_id):
        """A screen follows what is shown to the hall, and no stream: what happened is not for it."""
        with self.house.store.reading() as session:
            screen.borne(session, speaker.principal, workshop_id)
        self.server.enter_room(sid, f"screen:{workshop_id}")
        self.house.screen_seen(speaker.principal.screen)
        with self.house.store.reading() as session:
            row = session.get(Workshop, workshop_id)
            return {"seq": row.seq, "screen": self.outbox.sight(session, row)}

    def leave(self, sid, speaker, data):
        only(data, "room", "workshop")
        if ("room" in data) == ("workshop" in data):
            raise Invalid(N_("Name a room or a workshop"))
        for scope in ("room", "workshop"):
            if scope in data:
                place = identifier(data, scope)
                for channel in (f"{scope}:{place}", f"desk:{place}", f"screen:{place}", *speaker.tiles.pop(place, ())):
                    self.server.leave_room(sid, channel)
                speaker.streams.discard((scope, place))
                self.people.leave(place, sid)

    def command(self, sid, speaker, data):
        ask = asked(data)
        answer = self.house.command(speaker.principal, ask)
        return {"seq": answer.seq, "data": answer.data}

    def presence(self, sid, speaker, data):
        """What somebody is at. What of it the others may know is decided when it is told."""
        only(data, "room", *DOING)
        room_id = identifier(data, "room")
        doing = {name: data[name] for name in DOING if data.get(name) is not None}
        if any(not isinstance(value, DOING[name]) for name, value in doing.items()):
            raise Invalid(N_("Something in there does not fit"))
        if any(len(doing.get(name, "")) > 200 for name in ("card", "field", "cursor")):
            raise Invalid(N_("Something in there does not fit"))
        self.people.do(room_id, sid, doing)

    def clock(self, sid, speaker, data):
        """The server's time, and the number of each stream the client follows: did it miss the last event?"""
        only(data)
        with self.house.store.reading() as session:
            rows = [
                (scope, session.get(Room if scope == "room" else Workshop, place)) for scope, place in speaker.streams
            ]
            return {
                "now": moment(now()),
                "seq": {f"{scope}:{row.id}": row.seq for scope, row in rows if row is not None},
            }


def asked(data):
    """A `command` message as an Ask."""
    only(data, "room", "workshop", "id", "type", "data")
    if ("room" in data) == ("workshop" in data):
        raise Invalid(N_("Name a room or a workshop"))
    if _has_bytes(data.get("data")):
        raise Invalid(errors={"data": [N_("Bytes are for texts only")]})
    scope = "room" if "room" in data else "workshop"
    return command.Ask(scope, identifier(data, scope), data.get("id"), data.get("type"), data.get("data", {}))


def _has_bytes(given):
    """Socket.IO carries bytes anywhere; JSON, in which commands are kept, does not."""
    parts = [given]
    for part in parts:  # grows while it is read: what lies deep would exhaust a recursion
        if isinstance(part, (bytes, bytearray)):
            return True
        parts += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return False
