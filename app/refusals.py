"""The ways to say no: every door turns a Refusal into the same code, text and fields, and shows nothing else."""

from itertools import islice

from app.catalogue import N_, gettext, ngettext
from app.catalogue.borrowed import taken_apart

MOST_ERRORS = 20
"""So many fields are named in a refusal, and so many texts of each."""
MORE = "more"
"""The name under which a refusal says how many fields it leaves out."""
LONGEST_QUOTED = 1_000
"""So much of what somebody sent is said to them again."""


class Refusal(Exception):
    """`detail` is a message id with {placeholders} filled from `params`; `errors` is {field: [text]}."""

    code = "invalid"
    status = 422
    title = N_("That is not possible")

    def __init__(self, detail=None, *, errors=None, retry_after=None, **params):
        self.detail = detail or self.title
        self.params = params
        self.errors = errors
        self.retry_after = retry_after
        super().__init__(self.detail.format(**params) if params else self.detail)

    def told(self, language="en", most: int | None = MOST_ERRORS):
        """What both doors answer: {code, detail, errors?, retry_after?}, in the listener's language.

        The first `most` fields are named, all where it is None; how many more there are stands under MORE.
        """
        told = {"code": self.code, "detail": gettext(language, self.detail, **_spoken(language, self.params))}
        if self.errors:
            told["errors"] = {
                field: [_translated(language, text) for text in texts[:MOST_ERRORS]]
                for field, texts in islice(self.errors.items(), most)
            }
            if most is not None and (left := len(self.errors) - most) > 0:
                told["errors"][MORE] = [
                    ngettext(language, "{n} more mistake is not listed", "{n} more mistakes are not listed", left)
                ]
        if self.retry_after is not None:
            told["retry_after"] = self.retry_after
        return told


class Unauthenticated(Refusal):
    code, status, title = "unauthenticated", 401, N_("Please join or sign in first")


class Forbidden(Refusal):
    code, status, title = "forbidden", 403, N_("You may not do that here")


class NotFound(Refusal):
    code, status, title = "not_found", 404, N_("There is no such thing, or it is not yours to see")


class Replaced(NotFound):
    """A code that was right once: whoever types it has guessed nothing, and is told that it is old."""


class Invalid(Refusal):
    code, status, title = "invalid", 422, N_("Something in there does not fit")


class Conflict(Refusal):
    code, status, title = "conflict", 409, N_("The board has moved on")


class TooLarge(Refusal):
    code, status, title = "too_large", 413, N_("That is too much")


class TooFast(Refusal):
    code, status, title = "too_fast", 429, N_("That was too fast: please wait a moment")


class Unavailable(Refusal):
    code, status, title = "unavailable", 503, N_("The database is out of reach; nothing was stored. Please try again")


def _spoken(language, params):
    """A stage goes by its title, which is a message id unless the organiser made it up."""
    said = {name: _quoted(value) for name, value in params.items()}
    return said | ({"stage": gettext(language, params["stage"])} if "stage" in params else {})


def _quoted(value):
    return f"{value[:LONGEST_QUOTED]}…" if isinstance(value, str) and len(value) > LONGEST_QUOTED else value


def _translated(language, text):
    """A field's text is a message id, one of marshmallow's filled in, or a pair (message id, parameters)."""
    message, params = taken_apart(text) if isinstance(text, str) else text
    return gettext(language, message, **params)
