"""The front door: every change of facts, by whichever way it came, goes through run()."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError
from sqlalchemy.exc import IntegrityError

from app.catalogue import N_
from app.domain import access
from app.domain.clock import moment, now
from app.domain.fields import LONGEST_NAME, Strict, over_limit, unkept
from app.domain.mine import mine
from app.refusals import Conflict, Invalid, NotFound, Refusal, TooLarge
from app.storage import log, rows
from app.storage.session import say
from app.storage.tables import Event, Room, Workshop

COMMANDS = {}


@dataclass(frozen=True)
class Command:
    type: str
    scope: str
    may: object
    schema: Schema
    handler: object
    authored: bool
    door: bool
    reads: bool

    @property
    def past(self):
        """`card.add` → `card.added`: the type of its event."""
        if self.type == "undo":
            return "undone"
        noun, verb = self.type.split(".")
        return f"{noun}.{PAST.get(verb, verb + ('d' if verb.endswith('e') else 'ed'))}"


PAST = {
    **{"set": "set", "cast": "cast", "withdraw": "withdrawn", "drop": "dropped", "cancel": "cancelled"},
    "hold": "held",
    **{"show": "shown", "give": "given", "try": "tried", "plan": "planned"},
}


def command(type, *, may, scope="room", authored=False, door=True, reads=False, **data):
    """Register a handler as the command `type`.

    may: a rule of `access`, called with the Call. data: the marshmallow field of each argument.
    authored: its event tells no actor where the stage hides authors. door: False for what only other commands start.
    reads: its handler changes nothing, and its answer is kept nowhere: asked again, it reads again.
    """
    schema = Strict.from_dict(data, name=type)()

    def register(handler):
        COMMANDS[scope, type] = Command(type, scope, may, schema, handler, authored, door, reads)
        return handler

    return register


@dataclass(frozen=True)
class Ask:
    """What somebody wants: a command as it came in. `place` is the id of a room or workshop.

    at: the moment of the command that this one follows; None for what comes in by a door.
    """

    scope: str
    place: str
    id: str
    type: str
    data: dict
    at: datetime | None = None


@dataclass(frozen=True)
class Terms:
    """What every decision needs to know of this installation."""

    limits: object
    key: object  # what signs declarations


@dataclass
class Call:
    """One command on its way through the house: what a rule and a handler get to see.

    room and stage are plain rows, as they are at this moment of the command; `change` writes into the room.
    """

    session: Any
    actor: access.Actor
    id: str | None
    at: datetime
    terms: Terms
    workshop: object = None
    room: Any = None
    stage: object = None
    declared: bool = False
    values: dict = field(default_factory=dict)

    @property
    def limits(self):
        return self.terms.limits

    @property
    def place(self):
        """The room or workshop in whose stream this is told."""
        return self.room or self.workshop

    def change(self, **values):
        """Write `values` into the room."""
        rows.change(self.session, Room, self.room.id, **values)
        self.room = self.room._replace(**values)

    def made(self, source, several):
        """The id of what this command makes: its own, or, where it makes several things, one from each source's id."""
        return str(uuid.uuid5(uuid.UUID(self.id), source)) if several else self.id


@dataclass(frozen=True)
class Inverse:
    """How to take a step back. steps: [(type, data)], one after the other.

    left: [(kind, id, {attribute: value})], cards, themes and measures as the step left them: what others changed since
    stays.
    """

    steps: Sequence
    left: Sequence = ()

    def kept(self, place):
        return {"place": place, "steps": list(self.steps), "left": list(self.left)}


def plain(value):
    """A row's value as an Inverse keeps it, in JSON."""
    return value.isoformat() if isinstance(value, date) else value


@dataclass
class Outcome:
    """What a handler did.

    event: the data of the event, None where nothing changed. answer: the acknowledgement's data.
    hidden: the event tells neither actor nor command. kept: False for what is not remembered beyond its number.
    mine: ids of members whose own view changed. follow: [(room id, type, data)] to run room by room.
    together: what follows is done in the same transaction, or nothing is.
    farewell: ids of members whose connections end. shuts: ids of rooms; whoever may no longer read them has to leave.
    inverse: how its doer takes it back, where that is possible.
    past: the type of its event where it is another than the command's.
    refusal: what its doer is told although this much was done; the command is not remembered, and may be sent again.
    """

    event: dict | None = None
    answer: dict = field(default_factory=dict)
    hidden: bool = False
    reload: bool = False
    mine: Sequence = ()
    follow: Sequence = ()
    together: bool = False
    farewell: Sequence = ()
    shuts: Sequence = ()
    inverse: Inverse | None = None
    past: str | None = None
    refusal: Refusal | None = None


NOTHING = Outcome()


@dataclass(frozen=True)
class Answer:
    """What was done. at: when, for what follows: in all rooms a stage starts at the same moment."""

    seq: int
    data: dict
    follow: tuple = ()
    together: bool = field(default=False, compare=False)
    refusal: Refusal | None = field(default=None, compare=False)
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Said:
    """An event as it is told after the commit, with what single members are to know."""

    scope: str
    place: str
    workshop: str
    event: dict | None
    mine: dict = field(default_factory=dict)
    farewell: tuple = ()
    shuts: tuple = ()


def run(session, actor, ask, terms):
    """Decide and do one command inside the transaction of `session`; returns its Answer or raises a Refusal.

    schema → lock → who asks → seen before? → may? → apply → append → remember; telling comes after the commit.
    """
    wanted, values = _checked(ask, terms.limits)
    workshop = _locked(session, ask)
    call = Call(session, actor(session), ask.id, ask.at or now(), terms, values=values)
    earlier = call.actor.id and log.answered(session, call.actor.id, ask.id)
    if earlier and not wanted.reads:
        return Answer(earlier.seq, earlier.data, tuple(earlier.follow), at=_moment_of(session, ask, earlier.seq))
    _admit(call, ask, workshop)
    wanted.may(call)
    outcome = wanted.handler(call, **values)
    if earlier:
        return Answer(earlier.seq, outcome.answer, at=_moment_of(session, ask, earlier.seq))
    return _written(call, wanted, outcome)


def _moment_of(session, ask, seq):
    """When the command was done whose event has this number; None where that was none of its own."""
    line = rows.get(session, Event, ask.place, seq)
    return line.at if line is not None and line.command == ask.id else None


def known(ask):
    """The Command that `ask` names, or None."""
    return COMMANDS.get((ask.scope, ask.type)) if isinstance(ask.type, str) else None


def _checked(ask, limits):
    wanted = known(ask)
    if wanted is None:
        raise Invalid(N_("There is no such command"), errors={"type": [N_("There is no such command")]})
    try:
        ask_id = uuid.UUID(ask.id)
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid(errors={"id": [N_("Not a valid id")]}) from error
    if str(ask_id) != ask.id:
        raise Invalid(errors={"id": [N_("Not a valid id")]})
    if not isinstance(ask.data, dict):
        raise Invalid(errors={"data": [N_("Not an object")]})
    values = checked(wanted.schema, ask.data, limits)
    if wrong := unkept(values):
        raise Invalid(errors=wrong)
    return wanted, values


def checked(schema, data, limits):
    """`data` as `schema` understands it; raises Invalid or TooLarge with {field: [text]}."""
    try:
        values = schema.load(data)
    except ValidationError as error:
        raise Invalid(errors=_flat(error.messages)) from error
    long = over_limit(schema, values, limits)
    if long:
        raise TooLarge(errors=long)
    return values


def _flat(messages, prefix=""):
    """marshmallow's nested messages as {dotted field: [text]}."""
    found = {}
    for key, told in messages.items():
        name = f"{prefix}{str(key)[:LONGEST_NAME]}"
        if isinstance(told, dict):
            found |= _flat(told, f"{name}.")
        else:
            found[name] = list(told)
    return found


def _locked(session, ask):
    if ask.scope == "workshop":
        return access.lock_workshop(session, ask.place)
    access.lock_room(session, ask.place)
    return None


def _admit(call, ask, workshop):
    if ask.scope == "room":
        call.room, call.stage, call.declared = access.door(call.session, call.actor, ask.place)
    elif workshop is None or workshop.id != call.actor.workshop:
        raise NotFound()
    else:
        call.workshop = workshop


def _written(call, wanted, outcome):
    views = {member: mine(call.session, member, call.room) for member in outcome.mine} if call.room else {}
    hidden = outcome.hidden or (wanted.authored and not call.stage.permissions["authors"])
    if outcome.event is not None:
        after = {"mine": views, "farewell": tuple(outcome.farewell), "shuts": tuple(outcome.shuts)}
        tell(call, outcome.past or wanted.past, outcome.event, hidden, reload=outcome.reload, **after)
    elif views or outcome.farewell:
        say(call.session, Said(*_where(call), None, views, tuple(outcome.farewell)))
    for view in views.values():  # as of after this event, before which it is told
        view["seq"] = call.place.seq
    call.session.flush()
    follow = [{"room": room, "type": type, "data": data} for room, type, data in outcome.follow]
    if call.actor.id is not None and outcome.refusal is None:
        undo = outcome.inverse.kept(call.room.id) if outcome.inverse and call.room else None
        kept = {} if wanted.reads else outcome.answer
        log.remember(call.session, call.actor.id, call.id, call.place.seq, kept, follow=follow, undo=undo)
    return Answer(call.place.seq, outcome.answer, tuple(follow), outcome.together, outcome.refusal, call.at)


def tell(call, type, data, hidden=False, *, reload=False, **after):
    """Append an event to the call's stream and have it told after the commit. A hidden one has no actor, no command.

    after: what else is to happen then, as Said carries it.
    """
    line = {
        "type": type,
        "data": data,
        "actor": None if hidden or call.actor.id is None else call.actor.public,
        "command": None if hidden else call.id,
        "at": call.at,
        "reload": reload,
    }
    scope, place, workshop = _where(call)
    seq = log.append(call.session, Room if scope == "room" else Workshop, place, **line)
    if call.room is not None:
        call.room = call.room._replace(seq=seq)
    say(call.session, Said(scope, place, workshop, told(scope, place, seq, **line), **after))


def _where(call) -> tuple[str, str, str]:
    scope, place = ("room", call.room) if call.room is not None else ("workshop", call.workshop)
    return scope, place.id, call.actor.workshop


def told(scope, place, seq, *, type, data, actor, command, at, reload):
    """An event as it goes out."""
    event = {"stream": f"{scope}:{place}", "seq": seq, "type": type, "data": data}
    event |= {"actor": actor, "at": moment(at), "command": command}
    return event | {"reload": True} if reload else event


def since(session, scope, place, seq, *, limit):
    """The events of a stream after `seq` as they went out, oldest first, at most `limit`."""
    return [
        told(
            scope,
            place,
            line.seq,
            type=line.type,
            data=line.data,
            actor=line.actor,
            command=line.command,
            at=line.at,
            reload=line.reload,
        )
        for line in log.since(session, place, seq, limit=limit)
    ]


def perform(store, actor, ask, terms, *, inside=False):
    """Run one command in a transaction of its own, and, for one that touches rooms, room by room what follows.

    actor: a function of the session, so that rights are read in the same moment as the rest. inside: the house itself
    asks, not somebody at a door. Asked again after a crash in between, what was done answers as before and what was
    not is done.
    """
    wanted = known(ask)
    if wanted is not None and not wanted.door and not inside:
        raise Invalid(N_("There is no such command"), errors={"type": [N_("There is no such command")]})
    answer = _alone(store, actor, ask, terms)
    for step in () if answer.together else answer.follow:
        _alone(store, actor, _next(ask, answer, step), terms)
    return answer


def _next(ask, answer, step):
    own_id = str(uuid.uuid5(uuid.UUID(ask.id), step["room"]))
    return Ask("room", step["room"], own_id, step["type"], step["data"], answer.at)


def _alone(store, actor, ask, terms):
    """Run a command, done whole or not at all. Conflict where its id is that of something somebody else has made."""

    def deed(session):
        answer = run(session, actor, ask, terms)
        for step in answer.follow if answer.together else ():
            run(session, actor, _next(ask, answer, step), terms)
        return answer

    try:
        answer = store.write(deed, ask.place)
    except IntegrityError as error:
        raise Conflict() from error
    if answer.refusal is not None:
        raise answer.refusal
    return answer


def thing(found, room):
    """`found`, if it is of this room; raises NotFound otherwise."""
    if found is None or found.room_id != room.id:
        raise NotFound()
    return found


def refuse_if(condition, detail, **params):
    if condition:
        raise Conflict(detail, **params)
