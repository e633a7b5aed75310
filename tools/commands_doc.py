"""Write docs/commands.md from the register of commands: `python -m tools.commands_doc`.

Fields and limits are read from the schemas. Who may do what in which stage is found by asking each command's own rule,
for a seat of every kind in a stage of every kind, in a workshop that exists only for this.
"""

import inspect
import sys
from pathlib import Path

from marshmallow import fields, validate

from app.config import Limits
from app.domain import member, nouns, programmes, stages, workshop
from app.domain.access import Actor
from app.domain.clock import now
from app.domain.command import COMMANDS, Call, Terms
from app.domain.fields import Flag, Free, Id, Text, Whole
from app.domain.shapes import Moment
from app.refusals import Refusal
from app.storage.session import Store
from app.storage.tables import Base, Declaration, Stage

FILE = Path(__file__).parents[1] / "docs" / "commands.md"
LIMITS = Limits()
SEATS = {
    "delegates": ("participant", ()),
    "the chair": ("participant", ("chair",)),
    "experts": ("resource", ()),
    "observers": ("observer", ()),
    "facilitators": ("facilitator", ()),
    "facilitators of all rooms": ("facilitator", ()),
    "organisers": ("organiser", ()),
}
DRIVERS = ("facilitators", "organisers")
PLAIN = {
    (
        "ballot.cast",
        "choices",
    ): "the whole ballot, [by the poll's method](protocol.md#ballots-and-results); dots: `{card: n}`",
    (
        "poll.open",
        "settings",
    ): "object, [by the method](protocol.md#ballots-and-results); dots: `budget`, `per_card`;"
    " all: `adopt`, `self_votes`, `recount`",
    ("measure.set", "value"): "date `2021-06-30`, list of instruments, or `{value, currency}`; null empties it",
    ("ready.set", "done"): '`true`, `false` or `"passed"`',
    ("roster.set", "rows"): "list of objects with the columns of the roster",
    ("member.change", "duties"): "list of `chair`, `rapporteur`, `translator`",
    ("finding.set", "rows"): "list of objects with `code`, `text` and, where known, `room`, `day`, `kind`, `source`",
    ("stage.change", "permissions"): "object `{permission: true or false}`; those left out stay",
    ("stage.change", "settings"): "object, by the kind of stage",
    ("stage.change", "instructions"): "object `{language: text}`, for those who read in another language",
    ("stage.add", "kind"): "a kind of stage, as `break`",
    ("stage.add", "permissions"): "object `{permission: true or false}`; those left out are the kind's",
    ("stage.add", "settings"): "object, by the kind of stage",
    ("stage.add", "instructions"): "object `{language: text}`, for those who read in another language",
    ("announcement.post", "stock"): "`five_minutes`, `please_vote` or `back_to_plenary`, instead of a text",
    ("card.add", "late"): "true or false; a late card may come in any stage, and goes to the tray",
    (
        "plenary.show",
        "room",
    ): "id; needed in the views of a room, `result`, `agenda` and `declare`; null or left out else",
    ("visit.plan", "visits"): "object `{room id: id of the room it visits}`; left out: each room visits the next",
    ("room.add", "country"): "two capital letters, or empty",
    ("room.change", "country"): "two capital letters, or empty",
    ("room.add", "call_url"): "web address of at most 200 characters, or empty",
    ("room.change", "call_url"): "web address of at most 200 characters, or empty",
}
OFTEN = {
    "member": "id, from a facilitator: the delegate without a device for whom this is done",
    "rooms": "list of ids; left out: all rooms that the caller drives",
    "after": "id to stand behind; null: first; left out: last",
}
WHO = {
    **dict.fromkeys(("card.check", "card.hold"), "facilitators and organisers, in a stage with the setting `check`"),
    "visit.comment": "delegates and facilitators of the room that visits this one; until the agenda is declared",
    "visit.remove": "its writer, while visiting, and whoever drives the visited room; until the agenda is declared",
}
"""Where it takes another room, or a setting of the stage, to know who may."""
HEAD = """# Commands

Every change of facts is one of these, by either door: `POST /api/v1/rooms/{id}/commands`,
`POST /api/v1/workshops/{id}/commands`, or the Socket.IO event `command`. See [protocol.md](protocol.md).

This page is written from the code by `python -m tools.commands_doc`; a test fails when it is out of date. Who may do
something in which stage is what the kinds of stage say by themselves: a workshop's own programme can say otherwise. A
facilitator is meant in the rooms that he or she drives. While a room is locked its delegates do only what is marked
*also while locked*.
"""


def document():
    parts = [HEAD]
    known = [COMMANDS[key] for key in sorted(COMMANDS, key=lambda key: (key[0] != "room", key[1]))]
    with Rules() as rules:
        for scope in ("room", "workshop"):
            parts.append(f"## In a {scope}\n")
            parts += [_command(each, rules) for each in known if each.scope == scope and each.door]
    inner = [each for each in known if not each.door]
    parts.append(
        _inner([each for each in inner if ("workshop", each.type) not in COMMANDS or each.scope == "workshop"])
    )
    return "\n".join(parts)


class Rules:
    """A room with a stage of every kind and a seat of every kind, to ask a command's rule."""

    def __enter__(self):
        store = Store("sqlite://", "none of it is kept")
        Base.metadata.create_all(store.engine)
        self._open = store.reading()
        self.session = self._open.__enter__()
        made = workshop.create(
            self.session, None, {"title": "All", "rooms": [{"name": "One"}], "programme": _one_of_each()}, LIMITS
        )
        self.workshop, self.room = made, workshop.rooms(self.session, made)[0]
        self.stages = list(self.session.query(Stage).order_by(Stage.position))
        self.seats = {name: self._seat(name, role, duties) for name, (role, duties) in SEATS.items()}
        return self

    def __exit__(self, *raised):
        self._open.__exit__(*raised)

    def _seat(self, name, role, duties):
        room = None if role == "organiser" or name.endswith("of all rooms") else self.room.id
        seat = member.new_seat(self.session, self.workshop, name=name, role=role, room_id=room)
        seat.duties = list(duties)
        return Actor.of(seat)

    def who(self, command):
        """{kind of seat: [kinds of stage in which the rule lets it]}, those with none left out."""
        found = {
            name: [stage.kind for stage in self.stages if self._lets(command, seat, stage)]
            for name, seat in self.seats.items()
        }
        return {name: kinds for name, kinds in found.items() if kinds}

    def still(self, command, name, *, locked=False, declared=False):
        """Whether the rule lets such a seat in any stage of a room that is locked or has declared."""
        state = self.session.get(Declaration, self.room.id)
        self.room.locked, state.state = locked, "declared" if declared else "draft"
        lets = any(self._lets(command, self.seats[name], stage, declared) for stage in self.stages)
        self.room.locked, state.state = False, "draft"
        return lets

    def _lets(self, command, seat, stage, declared=False):
        place = (
            {"room": self.room, "stage": stage, "declared": declared}
            if command.scope == "room"
            else {"workshop": self.workshop}
        )
        self.room.stage_id = stage.id
        self.session.flush()
        call = Call(self.session, seat, None, now(), Terms(LIMITS, key=None), **place)
        try:
            command.may(call)
        except Refusal:
            return False
        return True


def _one_of_each():
    """The kinds of stage in the order of the day, then those that are not in the default programme."""
    day = [stage["kind"] for stage in programmes.programme(programmes.DEFAULT)]
    return [{"kind": kind} for kind in dict.fromkeys([*day, *stages.kinds()])]


def _command(command, rules):
    lines = [f"### `{command.type}`\n", _said(command), f"**Who:** {WHO.get(command.type) or _who(command, rules)}.\n"]
    if command.schema.fields:
        lines += ["| field | | what |", "|---|---|---|"]
        lines += [_field(command, name, field) for name, field in _ordered(command.schema.fields)]
        lines.append("")
    lines.append(_event(command))
    return "\n".join(line for line in lines if line is not None)


def _said(command):
    """The handler's docstring, or that of the room's command which it starts."""
    follow = COMMANDS.get(("room", command.type))
    told = command.handler.__doc__ or (follow and follow.handler.__doc__)
    return inspect.cleandoc(told) + "\n" if told else None


def _event(command):
    hidden = " Where the stage hides authors it has no actor." if command.authored else ""
    return f"Event: `{command.past}`.{hidden}\n"


def _who(command, rules):
    who = rules.who(command)
    if "facilitators" in who:
        who.pop("facilitators of all rooms", None)
    if command.scope == "workshop":
        if who.get("the chair") == who.get("delegates"):
            who.pop("the chair", None)
        kinds = next(iter(who.values()))
        return _listed(list(who)) + ("" if len(kinds) == len(stages.kinds()) else f" in {_kinds(kinds)}")
    if who.get("the chair") == who.get("delegates"):
        who.pop("the chair", None)
    said = [f"{name} in {_kinds(kinds)}" for name, kinds in who.items() if name not in DRIVERS]
    drivers = [name for name in DRIVERS if name in who]
    if drivers:
        said.append(f"{_listed(drivers)} in {_kinds(who[drivers[0]])}")
    told = "; ".join(said)
    if not any(rules.still(command, name, declared=True) for name in who):
        told += "; until the agenda is declared"
    if "delegates" in who and rules.still(command, "delegates", locked=True):
        told += "; also while locked"
    return told


def _kinds(kinds):
    return "any stage" if len(kinds) == len(stages.kinds()) else _listed([f"`{kind}`" for kind in kinds])


def _listed(words):
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _ordered(declared):
    """Those that are needed first, what many commands take last."""
    return sorted(declared.items(), key=lambda item: (not item[1].required, item[0] in OFTEN))


def _field(command, name, field):
    return f"| `{name}` | {'needed' if field.required else ''} | {_what(command, name, field)} |"


def _what(command, name, field):
    if (command.type, name) in PLAIN:
        return PLAIN[command.type, name]
    if name in OFTEN and not field.required:
        return OFTEN[name]
    return _kind(field) + (", or null" if field.allow_none else "")


def _kind(field):
    if isinstance(field, fields.List):
        return "list of ids" if isinstance(field.inner, Id) else f"list of: {_kind(field.inner)}"
    if isinstance(field, fields.Nested):
        return "object: " + "; ".join(f"`{name}` {_kind(inner)}" for name, inner in field.schema.fields.items())
    if choices := _validator(field, validate.OneOf):
        return _or([f"`{choice}`" for choice in choices.choices])
    if isinstance(field, Whole | fields.Float):
        bounds = _validator(field, validate.Range)
        return f"{'whole ' if isinstance(field, Whole) else ''}number from {bounds.min} to {bounds.max}"
    if isinstance(field, fields.String):
        return _text(field)
    return KINDS[type(field)]


KINDS = {
    Flag: "true or false",
    Free: "JSON",
    Moment: "moment, ISO 8601",
    fields.Dict: "object",
}


def _text(field):
    if isinstance(field, Id):
        return "id"
    if any(getattr(each, "__name__", "") == "zone" for each in field.validators):
        return "name of a time zone, as `Asia/Seoul`"
    most = [getattr(LIMITS, field.limit)] if isinstance(field, Text) else []
    most += [length.max] if (length := _validator(field, validate.Length)) and length.max else []
    filled = ", not empty" if getattr(field, "filled", False) else ""
    return f"text of at most {min(most):,} characters{filled}"


def _validator(field, kind):
    return next((each for each in field.validators if isinstance(each, kind)), None)


def _or(words):
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _inner(commands):
    """What nobody asks for at a door."""
    lines = [
        "## What only the house starts\n",
        "Nobody can ask for these at a door. A workshop's command runs, room by room, one of the same name; others are "
        "started by the house itself. What one finds in a stream:\n",
    ]
    for command in commands:
        told = inspect.getdoc(command.handler)
        said = f": {told.splitlines()[0]}" if told else ""
        lines.append(f"- `{command.past}` in a {command.scope}{said}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    assert nouns
    FILE.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"Wrote {FILE}\n")
