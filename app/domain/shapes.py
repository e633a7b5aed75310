"""The shape of a workshop as it is sent, in full or in part, with a limit on everything."""

from copy import copy
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from zoneinfo import available_timezones

from marshmallow import ValidationError, fields, missing, pre_load, validate

from app.catalogue import N_
from app.config import Limits
from app.domain.fields import MOST_LISTED, Flag, Id, Many, Share, Strict, Text, Whole, refuse_many, unkept

LANGUAGES = ("en", "ko", "ja", "zh-Hans", "id", "ms", "fil")
A_COUNTRY = N_("Two capital letters, such as KR")
AN_ADDRESS = N_("An address that begins with https:// or http://")
A_KEY = N_("Small letters, digits and _, a letter first; at most 32")
Language = Text(validate=validate.Length(2, 16))


ZONES = cache(available_timezones)  # they are looked for on the disk: 20 ms


def zone(name):
    if name not in ZONES():
        raise ValidationError([N_("There is no such time zone")])


class Moment(fields.AwareDateTime):
    """A moment with its time zone, or in UTC; not so far away that it could not be told in another one."""

    def __init__(self, **options):
        within = validate.Range(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
        super().__init__(default_timezone=UTC, validate=within, **options)


class FindingShape(Strict):
    id = Id()
    code = Text(required=True, filled=True, validate=validate.Length(max=32))
    day = Whole(1, 31, allow_none=True)
    kind = Text(validate=validate.OneOf(("finding", "challenge", "practice")), load_default="finding")
    text = Text(limit="body", required=True, filled=True)
    source = Text(limit="address", load_default="")


class PollShape(Strict):
    breakdown = Text(validate=validate.OneOf(("none", "safe", "open")))


class RoomShape(Strict):
    name = Text(required=True, filled=True)
    code = Text(validate=validate.Length(max=16), load_default="")
    country = Text(validate=validate.Regexp(r"([A-Z]{2})?\Z", error=A_COUNTRY), load_default="")
    language = Text(validate=validate.Length(2, 16))
    timezone = Text(validate=zone)
    call_url = Text(
        limit="address", validate=validate.Regexp(r"(https?://\S{1,490})?\Z", error=AN_ADDRESS), load_default=""
    )
    poll = fields.Nested(PollShape)
    findings = Many(fields.Nested(FindingShape), load_default=list)


class PerspectiveShape(Strict):
    key = Text(required=True, validate=validate.Regexp(r"[a-z][a-z0-9_]{0,31}\Z", error=A_KEY))
    title = Text(required=True, filled=True, validate=validate.Length(max=100))


def kept(programme):
    if wrong := unkept({"programme": programme}):
        raise ValidationError(wrong["programme"])


def each_key_once(perspectives):
    keys = [perspective["key"] for perspective in perspectives]
    if len(set(keys)) < len(keys):
        raise ValidationError([N_("Each perspective has a key of its own")])


class RuleShape(Strict):
    support = Share(required=True)
    per_perspective = Share(required=True)
    quorum = Share(allow_none=True)


class WorkshopShape(Strict):
    """The shape of `POST /workshops`; only `title` is needed."""

    title = Text(required=True, filled=True)
    subtitle = Text()
    note = Text(limit="body")
    starts_at = Moment(allow_none=True)
    timezone = Text(validate=zone)
    language = Text(validate=validate.Length(2, 16))
    languages = Many(Text(validate=validate.Length(2, 16)), least=1, most=30)
    template = Text()
    programme = Many(fields.Dict(), least=1, most=60, also=[kept])
    themes = Many(Text(filled=True), most=Limits.themes)
    perspectives = Many(fields.Nested(PerspectiveShape), least=1, most=12, also=[each_key_once])
    decision_rule = fields.Nested(RuleShape)
    measures_max = Whole(1, 100)
    recount = Flag()
    joining = Text(validate=validate.OneOf(("open", "roster", "closed")))
    consent = Text(limit="body")
    kept_until = Moment(allow_none=True)
    findings = Many(fields.Nested(FindingShape))
    rooms = Many(fields.Nested(RoomShape), most=Limits.rooms)


class NewWorkshop(WorkshopShape):
    """What a call asks for. A file that is imported may hold the findings of many tables."""

    @pre_load
    def few_findings(self, data, **_):
        """As many as a table has, whichever rooms they are of."""
        rooms = data.get("rooms") if isinstance(data, dict) else None
        if isinstance(rooms, list):
            given = (room.get("findings") for room in rooms[: Limits.rooms] if isinstance(room, dict))
            refuse_many(list(chain(*(some for some in given if isinstance(some, list)))), MOST_LISTED, "findings")
        return data


WORKSHOP = NewWorkshop()


def parts(shape, *names, **more):
    """Some fields of a shape, for a command that changes them; none is needed, none has a default."""
    declared = shape._declared_fields
    return {name: _optional(declared[name]) for name in names} | more


def _optional(field):
    again = copy(field)
    again.required, again.load_default = False, missing
    return again
