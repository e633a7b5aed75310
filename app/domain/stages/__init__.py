"""The kinds of stage, one a file: what such a stage says, how long it takes, and what participants may do in it.

A kind's file holds
    TITLE, INSTRUCTION  shown to everybody unless the programme says otherwise; marked for translation
    MINUTES             the time it is given unless the programme says otherwise
    PERMISSIONS         permissions(...)
    SETTINGS            optional: what else the kind goes by, with its defaults
    check(settings)     optional: refuses settings that would fail on the day
    INSTRUCTIONS        optional: all texts that the kind may say itself, and with them
    instruction(settings)  which of them goes with these settings
"""

from functools import cache

from app.catalogue import N_
from app.refusals import Invalid, TooLarge
from app.shelf import shelf

FIELDS = ("id", "kind", "title", "instruction", "instructions", "minutes", "permissions", "settings")
LONGEST = {"title": 200, "instruction": 2000}
DAY_MINUTES = 24 * 60
MOST_LANGUAGES = 30

# What a participant may do, in this order everywhere; `cards` and `authors` are what one sees of the others.
PERMISSIONS = (
    *("add", "edit_own", "edit_all", "arrange", "comment", "vote", "note", "plan", "preamble", "endorse"),
    *("cards", "authors"),
)


@cache
def kinds():
    """{kind: module}."""
    return shelf(__name__)


def permissions(**granted):
    """All permissions as {name: bool}. Casting, wherever a poll is open, and seeing cards are granted unless denied."""
    granted = {"vote": True, "cards": True} | granted
    wrong = [name for name, value in granted.items() if name not in PERMISSIONS or not isinstance(value, bool)]
    if wrong:
        raise Invalid(
            N_("A stage can only allow or deny {known}"), known=", ".join(PERMISSIONS), errors=_not_known(wrong)
        )
    return {name: granted.get(name, False) for name in PERMISSIONS}


def complete(stage):
    """Fill in from its kind whatever `stage` leaves out (or gives as None): {id?, kind, title, instruction, ...}.

    stage: {kind, id?, title?, instruction?, instructions?, minutes?, permissions?, settings?}; an `id` is passed on as
    it is. instructions: {language: text} for those who read in another language than the instruction's.
    Raises Invalid, with `errors` by field, where it would not work; TooLarge where a text is too long.
    """
    given = _given(stage)
    kind = _kind(given)
    settings = _settings(kind, _table(given, "settings"))
    done = {"id": given["id"]} if "id" in given else {}
    return done | {
        "kind": given["kind"],
        "title": _text(given, "title") or kind.TITLE,
        "instruction": _instruction(kind, _text(given, "instruction"), settings),
        "instructions": _instructions(_table(given, "instructions")),
        "minutes": _minutes(given.get("minutes", kind.MINUTES)),
        "permissions": permissions(**(kind.PERMISSIONS | _table(given, "permissions"))),
        "settings": settings,
    }


def _given(stage):
    if not isinstance(stage, dict):
        raise Invalid(N_("A stage is an object with a kind"))
    if unknown := [name for name in stage if name not in FIELDS]:
        raise Invalid(N_("A stage has only {known}"), known=", ".join(FIELDS), errors=_not_known(unknown, at=""))
    return {name: value for name, value in stage.items() if value is not None}


def _kind(given):
    name = given.get("kind")
    if not isinstance(name, str) or name not in kinds():
        raise _refused("kind", N_("A stage is one of {known}"), known=", ".join(kinds()))
    return kinds()[name]


def _text(given, field):
    text = given.get(field, "")
    if not isinstance(text, str):
        raise _refused(field, N_("This is a text"))
    if len(text) > LONGEST[field]:
        raise TooLarge(N_("This has at most {most} characters"), most=LONGEST[field])
    return text.strip()


def _instruction(kind, text, settings):
    """The stage's own words, or else what its kind says where these are the settings."""
    if text not in ("", *getattr(kind, "INSTRUCTIONS", ())):
        return text
    return kind.instruction(settings) if hasattr(kind, "instruction") else kind.INSTRUCTION


def _instructions(given):
    """{language: text} without those left empty."""
    if len(given) > MOST_LANGUAGES or any(not 2 <= len(language) <= 16 for language in given):
        raise _refused("instructions", N_("An instruction is kept by the code of its language"))
    told = {}
    for language, text in given.items():
        if not isinstance(text, str):
            raise _refused("instructions", N_("This is a text"))
        if len(text) > LONGEST["instruction"]:
            raise TooLarge(N_("This has at most {most} characters"), most=LONGEST["instruction"])
        if text.strip():
            told[language] = text.strip()
    return told


def _minutes(minutes):
    if type(minutes) is not int or not 0 <= minutes <= DAY_MINUTES:
        raise _refused("minutes", N_("Minutes are a whole number from 0 to {most}"), most=DAY_MINUTES)
    return minutes


def _table(given, field):
    table = given.get(field, {})
    if not isinstance(table, dict) or not all(isinstance(name, str) for name in table):
        raise _refused(field, N_("This is an object"))
    return table


def _settings(kind, given):
    """The kind's settings with `given` laid over them, one level deep: a poll over measures keeps its method."""
    settings = {name: dict(table) for name, table in getattr(kind, "SETTINGS", {}).items()}
    for name, value in given.items():
        both = isinstance(value, dict) and name in settings
        settings[name] = settings[name] | value if both else value
    if hasattr(kind, "check"):
        kind.check(settings)
    return settings


def _refused(field, text, **params):
    return Invalid(text, errors={field: [(text, params)]}, **params)


def _not_known(names, at="permissions."):
    return {f"{at}{name}": [N_("This does not belong here")] for name in names}
