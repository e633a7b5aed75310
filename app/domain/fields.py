"""The kinds of data that commands take: strict, bounded, and the same for both doors."""

import uuid

from marshmallow import fields, validate

from app.catalogue import N_
from app.refusals import Invalid, NotFound

DEEPEST = 20
"""What lies deeper in a message cannot be given back: the next reader would stumble over it."""
MOST_NUMBER = 2**53
"""Beyond it browsers cannot tell a whole number from the next."""
CANNOT_BE_KEPT = N_("There is a character in there that cannot be kept")


class Text(fields.String):
    """Words. `limit` names an entry of Limits; what is longer is refused as too large, not as invalid."""

    default_error_messages = {"nul": CANNOT_BE_KEPT}

    def __init__(self, *, limit="title", filled=False, **options):
        self.limit = limit
        self.filled = filled
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **rest):
        text = super()._deserialize(value, attr, data, **rest)
        if _unkept(text):
            raise self.make_error("nul")
        if self.filled and not text.strip():
            raise self.make_error("required")
        return text.strip() if self.filled else text


def _unkept(text):
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


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


def Ids(**options):
    return fields.List(Id(), **options)


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
        if isinstance(part, str) and _unkept(part):
            return CANNOT_BE_KEPT
        if isinstance(part, (int, float)) and not abs(part) <= MOST_NUMBER:
            return N_("A number in there is too large to be kept")
        inside = [*part, *part.values()] if isinstance(part, dict) else part if isinstance(part, list) else ()
        parts += [(each, depth + 1) for each in inside]
    return None


def only(data, *names):
    """Refuse fields that do not belong in a message."""
    unknown = [name for name in data if name not in names]
    if unknown:
        raise Invalid(errors={str(name)[:100]: [N_("Unknown field.")] for name in unknown})


def identifier(data, name):
    """The id under `name` in a message; a text that is no id names nothing."""
    value = data.get(name)
    if not isinstance(value, str):
        raise Invalid(errors={name: [N_("Not a valid id")]})
    try:
        return str(uuid.UUID(value))
    except ValueError as error:
        raise NotFound() from error
