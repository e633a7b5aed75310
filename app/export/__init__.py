"""What leaves the house as a file, one format a file: pure functions from an agenda, as plain data, to bytes.

A format's file holds
    TYPE      its media type
    SUFFIX    what its file names end in, with the dot
    write(agenda, *, language)    bytes; labels in `language`, people's words as they are

An agenda is the shape in which a workshop is made, with ids, and in each of its `rooms` what became of it, in order:
`themes`, `cards`, `measures`, `polls` and `declaration` as in a snapshot. Each card says whether it was `adopted`; the
polls are the revealed ones; `private_cards` and `unrevealed_polls` are numbers, `members` is {perspective: how many}.
Findings stand with the workshop or with a room. Nothing in it tells who sat where.
"""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from app.catalogue import best, gettext
from app.domain.plan import FIELDS, INSTRUMENTS
from app.shelf import shelf


@cache
def formats():
    """{name: module}."""
    return shelf(__name__)


# What the formats share: how to read an agenda.


def readable(agenda, room):
    """`room` with all it refers to: every finding its cards may cite, by code, and {perspective: title}."""
    findings = {finding["id"]: finding for finding in [*agenda["findings"], *room["findings"]]}
    return room | {
        "findings": sorted(findings.values(), key=lambda finding: finding["code"]),
        "perspectives": {each["key"]: each["title"] for each in agenda["perspectives"]},
    }


def state(card):
    """removed, merged, adopted or open: the first that is true."""
    if card["removed"]:
        return "removed"
    if card["merged_into"]:
        return "merged"
    return "adopted" if card["adopted"] else "open"


def score(room, card):
    """What the last revealed poll over this card gave it, or None."""
    ranked = [poll["result"]["ranking"] for poll in room["polls"] if poll.get("result") and card["id"] in poll["cards"]]
    return next((place["score"] for place in ranked[-1] if card["id"] in place["cards"]), None) if ranked else None


def heading(room, measure):
    """(title, gloss) of a measure: as its plan words it, else as its first card does."""
    plan = measure["plan"]
    if plan.get("what"):
        return plan["what"], plan.get("what_gloss", "")
    card = next((card for card in room["cards"] if card["id"] in measure["cards"][:1]), {"title": "", "gloss": ""})
    return card["title"], card["gloss"]


def plan(measure, language):
    """[(label, text, gloss), ...] of the fields that say something, in reading order."""
    said = [(label, _said(measure, field, language), _gloss(measure, field)) for field, label in FIELDS.items()]
    return [(gettext(language, label), text, gloss) for label, text, gloss in said if text.strip()]


def _said(measure, field, language):
    text = measure["plan"].get(field, "")
    if field == "by_when":
        return day(measure["by_when"], language)
    if field == "instrument":
        return ", ".join(gettext(language, INSTRUMENTS[key]) for key in measure["instrument"])
    if field == "money":
        amount = measure["amount"]
        return " · ".join(
            part for part in (f"{amount['currency']} {amount['value']:,}" if amount else "", text) if part
        )
    if field == "indicator":
        steps = [measure["plan"].get(end) or "–" for end in ("baseline", "target")]
        return ": ".join(part for part in (text, " → ".join(steps) if steps != ["–", "–"] else "") if part)
    return text


def _gloss(measure, field):
    return measure["plan"].get(f"{field}_gloss", "")


def day(text, language):
    """ "2021-06-30" as people write it; nothing for None."""
    return format_date(date.fromisoformat(text), "long", _locale(language)) if text else ""


def moment(text, timezone, language):
    """A moment as people write it, in the time of the room, which is named."""
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError):
        zone, timezone = UTC, "UTC"
    at = datetime.fromisoformat(text).astimezone(zone)
    return f"{format_date(at, 'long', _locale(language))}, {at:%H:%M} ({timezone})"


def number(value, language):
    """A number as people write it, with two decimals at most."""
    return format_decimal(value, format="#,##0.##", locale=_locale(language))


def _locale(language):
    code = best(language)
    return "en_GB" if code == "en" else code.replace("-", "_")
