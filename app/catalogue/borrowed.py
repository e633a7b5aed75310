"""Marshmallow's own messages, as people may come to see them. They reach us with their {holes} filled in."""

import re
from functools import cache, lru_cache

from app.catalogue import N_

MESSAGES = (
    N_("Missing data for required field."),
    N_("Field may not be null."),
    N_("Invalid input type."),
    N_("Invalid value."),
    N_("Not a valid string."),
    N_("Not a valid utf-8 string."),
    N_("Not a valid number."),
    N_("Number too large."),
    N_("Special numeric values (nan or infinity) are not permitted."),
    N_("Not a valid integer."),
    N_("Not a valid boolean."),
    N_("Not a valid list."),
    N_("Not a valid mapping type."),
    N_("Not a valid datetime."),
    N_("Not a valid aware datetime."),
    N_("Invalid type."),
    N_("Not a valid email address."),
    N_("Unknown field."),
    N_("String does not match expected pattern."),
    N_("Shorter than minimum length {min}."),
    N_("Longer than maximum length {max}."),
    N_("Length must be between {min} and {max}."),
    N_("Must be greater than or equal to {min}."),
    N_("Must be less than or equal to {max}."),
    N_("Must be greater than or equal to {min} and less than or equal to {max}."),
    N_("Must be one of: {choices}."),
)


@lru_cache(1024)  # a long table has the same few mistakes in every row
def taken_apart(text):
    """(message, params) of a text that marshmallow has filled in; any other text is its own message."""
    for message, pattern in _patterns():
        if match := pattern.fullmatch(text):
            return message, match.groupdict()
    return text, {}


@cache
def _patterns():
    """[(message, pattern)] of the messages with holes, the longest first: it says more than the short ones."""
    holed = sorted((message for message in MESSAGES if "{" in message), key=len, reverse=True)
    return [(each, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(each)))) for each in holed]
