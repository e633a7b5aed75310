"""The kinds of data that commands take: strict, bounded, and the same for both doors."""

import re
import uuid
from collections.abc import Iterable
from itertools import islice

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from app.catalogue import N_
from app.refusals import Invalid, NotFound, TooLarge

DEEPEST = 20
"""What lies deeper in a message cannot be given back: the next reader would stumble over it."""
MOST_NUMBER = 2**53
"""Beyond it browsers cannot tell a whole number from the next."""
MOST_PARTS = 50_000
"""So many values may lie in what a schema leaves open, however deep."""
MOST_LISTED = 2_000
"""The longest list that a command takes: the people of a workshop."""
MOST_UNKNOWN = 20
"""So many fields of a wrong name are looked at, and named, before the rest is not read any more."""
LONGEST_NAME = 100
CANNOT_BE_KEPT = N_("There is a character in there that cannot be kept")


_HALF = re.compile("[\ud800-\udfff]")


class Strict(Schema):
    """A shape that refuses fields it does not know, and does not read on where there are very many of them."""

    class Meta:
        unknown = RAISE

    @pre_load
    def few_unknown(self, data, **_):
        if self.unknown == RAISE and isinstance(data, dict) and len(data) > len(self.fields) + MOST_UNKNOWN:
            raise ValidationError(unknown_fields(name for name in data if name not in self.fields))
        return data


class Text(fields.String):
    """Words. `limit` names an entry of Limits; what is longer is refused as too large, not as invalid."""

    default_error_messages = {"nul": CANNOT_BE_KEPT}

    def __init__(self, *, limit="title", filled=False, **options):
        self.limit = limit
        self.filled = filled
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **rest):
        text = super()._deserialize(value, attr, data, **rest)
        if cannot_be_kept(text):
            raise self.make_error("nul")
        if self.filled and not text.strip():
            raise self.make_error("required")
        return text.strip() if self.filled else text


def cannot_be_kept(text):
    if text.isascii():
        return "\x00" in text
    return "\x00" in text or _HALF.search(text) is not None


class Id(fields.String):
    default_error_messages = {"not_an_id": N_("Not a valid id")}

    def _deserialize(self, value, attr, data, **rest):
        try:
            return str(uuid.UUID(super()._deserialize(value, attr, data, **rest)))
        except ValueError as error:
            raise self.make_error("not_an_id") from error


class Whole(fields.Integer):
    """A whole number: no text, no fraction, no truth value."""

    def __init__(self, lowest, highest, **options):
        super().__init__(strict=True, validate=validate.Range(lowest, highest), **options)

    def _deserialize(self, value, attr, data, **rest):
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **rest)


class Flag(fields.Boolean):
    def _deserialize(self, value, attr, data, **rest):
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Share(fields.Float):
    """A number from 0 to 1: no text, no truth value."""

    def __init__(self, **options):
        super().__init__(validate=validate.Range(0, 1), **options)

    def _deserialize(self, value, attr, data, **rest):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **rest)


class Number(fields.Float):
    """A number as it came, whole or not: no text, no truth value."""

    def __init__(self, lowest, highest, **options):
        super().__init__(validate=validate.Range(lowest, highest), **options)

    def _deserialize(self, value, attr, data, **rest):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.make_error("invalid")
        return value


class Free(fields.Raw):
    """JSON whose shape another part of the house checks."""


def Receipt(**options):
    """32 hexadecimal digits, as a browser's random numbers are written."""
    return Text(validate=validate.Regexp(r"[0-9a-f]{32}\Z"), **options)


class Many(fields.List):
    """A list of `most` at most: they are counted before any of them is looked at."""

    def __init__(self, inner, *, most: int = MOST_LISTED, least: int = 0, also=(), **options):
        self.most = most
        super().__init__(inner, validate=[validate.Length(least or None, most), *also], **options)

    def _deserialize(self, value, attr, data, **rest):
        refuse_many(value, self.most, attr)
        return super()._deserialize(value, attr, data, **rest)


class Pairs(fields.Dict):
    """An object of `most` names at most, counted before any of them is looked at."""

    def __init__(self, *, most: int = MOST_LISTED, **options):
        self.most = most
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **rest):
        refuse_many(value, self.most, attr)
        return super()._deserialize(value, attr, data, **rest)


def refuse_many(value, most: int, name: str) -> None:
    """Raise TooLarge where a list or an object holds more than `most`."""
    if isinstance(value, (list, tuple, dict)) and len(value) > most:
        raise TooLarge(errors={name: [(N_("At most {most}"), {"most": most})]})


def Ids(**options):
    return Many(Id(), **options)


def OneOf(*choices, **options):
    return fields.String(validate=validate.OneOf(choices), **options)


def over_limit(schema, values, limits):
    """{dotted field: [(message, params)]} of the texts in `values`, however deep, that are too long for `limits`."""
    found = {}
    for name, field in schema.fields.items():
        if values.get(name) is not None:
            found |= _too_long(field, values[name], limits, name)
    return found


def _too_long(field, value, limits, name):
    if isinstance(field, Text):
        most = getattr(limits, field.limit)
        return {name: [(N_("At most {most} characters"), {"most": most})]} if len(value) > most else {}
    if isinstance(field, fields.List):
        parts = [_too_long(field.inner, part, limits, f"{name}.{n}") for n, part in enumerate(value)]
        return {key: told for part in parts for key, told in part.items()}
    if isinstance(field, fields.Dict) and isinstance(field.value_field, Text):
        parts = [_too_long(field.value_field, part, limits, f"{name}.{key}") for key, part in value.items()]
        return {key: told for part in parts for key, told in part.items()}
    if isinstance(field, fields.Nested):
        return {f"{name}.{key}": told for key, told in over_limit(field.schema, value, limits).items()}
    return {}


def unkept(values):
    """{field: [message]} of what no database keeps or no door gives back, wherever a schema leaves the shape open."""
    return {name: [told] for name, value in values.items() if (told := _refused(value))}


def _refused(value):
    parts = [(value, 1)]
    for part, depth in parts:  # grows while it is read
        if depth > DEEPEST:
            return N_("This lies too deep")
        if len(parts) > MOST_PARTS:
            return N_("There is too much in there")
        if isinstance(part, str) and cannot_be_kept(part):
            return CANNOT_BE_KEPT
        if isinstance(part, (int, float)) and not abs(part) <= MOST_NUMBER:
            return N_("A number in there is too large to be kept")
        inside = [*part, *part.values()] if isinstance(part, dict) else part if isinstance(part, list) else ()
        parts += [(each, depth + 1) for each in inside]
    return None


def only(data, *names):
    """Refuse fields that do not belong in a message."""
    if unknown := unknown_fields(name for name in data if name not in names):
        raise Invalid(errors=unknown)


def unknown_fields(names: Iterable) -> dict:
    """{name: [message]} of fields that nobody knows: of very many the first, and of a long name its beginning."""
    return {str(name)[:LONGEST_NAME]: [N_("Unknown field.")] for name in islice(names, MOST_UNKNOWN)}


def identifier(data, name):
    """The id under `name` in a message; a text that is no id names nothing."""
    value = data.get(name)
    if not isinstance(value, str):
        raise Invalid(errors={name: [N_("Not a valid id")]})
    try:
        return str(uuid.UUID(value))
    except ValueError as error:
        raise NotFound() from error
