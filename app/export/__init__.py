"""What leaves the house as a file, one format a file: pure functions from an agenda, as plain data, to bytes.

A format's file holds
    TYPE      its media type
    SUFFIX    what its file names end in, with the dot
    write(agenda, *, language)    bytes; labels in `language`, people's words as they are. It may take seconds: the
              server has it done in a process of its own (apart/)
    BESIDE    True where `language` may also be `both`: two languages side by side

An agenda is the shape in which a workshop is made, with ids, and in each of its `rooms` what became of it, in order:
`themes`, `cards`, `measures`, `polls` and `declaration` as in a snapshot. Each card says whether it was `adopted`; the
polls are the revealed ones; `private_cards` and `unrevealed_polls` are numbers, `members` is {perspective: how many}.
Findings stand with the workshop or with a room. Nothing in it tells who sat where. `verify` is the address of the page
on which proofs are checked, where that is known.
"""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from babel.numbers import format_decimal, format_percent

from app.catalogue import N_, best, gettext
from app.domain import voting
from app.domain.plan import FIELDS, INSTRUMENTS
from app.domain.plan import heading as plan_heading
from app.domain.rule import LEVELS
from app.domain.voting import OTHERS
from app.shelf import shelf


@cache
def formats():
    """{name: module}."""
    return shelf(__name__)


def filename(name):
    """What a file about `name` is called, without its suffix."""
    return "".join(letter if letter.isalnum() else "-" for letter in name).strip("-")[:80] or "agenda"


# What the formats share: how to read an agenda.

REMOVED = {
    "facilitator": N_("A reservation was removed by the facilitator on {day}: {reason}"),
    "organiser": N_("A reservation was removed by the organiser on {day}: {reason}"),
}
"""What is told in the place of a reservation, by the role of who removed it."""


def readable(agenda, room):
    """`room` with all it refers to: findings it may cite, by code, {perspective: title}, and where it is verified."""
    findings = {finding["id"]: finding for finding in [*agenda["findings"], *room["findings"]]}
    return room | {
        "findings": sorted(findings.values(), key=lambda finding: finding["code"]),
        "perspectives": {each["key"]: each["title"] for each in agenda["perspectives"]},
        "verify": agenda.get("verify", ""),
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


def perspective(room, key, language):
    """A group as it is named in the workshop of a `readable` room."""
    return gettext(language, ({OTHERS: N_("Others")} | room["perspectives"]).get(key, key))


def ranking(room, poll, language):
    """(columns, rows) of a poll's places; where it shows groups, what each of them says, and who is behind a card."""
    result = poll["result"]
    groups, carried = result.get("by_perspective", {}), result.get("carried")
    columns = [gettext(language, label) for label in (N_("Place"), N_("Title"), unit(poll))]
    columns += [f"{perspective(room, key, language)} ({group['ballots']})" for key, group in groups.items()]
    columns += [gettext(language, N_("Who is behind it"))] if carried is not None else []
    rows = []
    for place, card in _placed(result):
        line = [told(poll, place, language), *(_of_group(poll, group, card, language) for group in groups.values())]
        line += [_behind(room, carried.get(card), groups, language)] if carried is not None else []
        rows.append([place["place"], worded(poll, card), *line])
    return columns, rows


def worded(poll, card):
    """The title as voted, a dash where it was removed; in a vote over several rooms with the room it comes from."""
    title = poll["wording"].get(card) or "–"
    rooms = poll.get("joint", {}).get("rooms", ())
    return next((f"{title} ({room['name']})" for room in rooms if card in room["cards"]), title)


def _placed(result):
    return [(place, card) for place in result["ranking"] for card in place["cards"]]


def unit(poll):
    """What the scores of a poll count, as a heading: a message id."""
    method = voting.methods().get(poll["method"])
    return method.unit(poll["settings"]) if method else N_("Score")


def told(poll, place, language):
    """A place's score as one reads it; in words where nobody took a side."""
    if place["score"] is None:
        return gettext(language, N_("nobody took a side"))
    return (
        percent(place["score"] / 100, language) if poll["method"] == "gradients" else number(place["score"], language)
    )


def _of_group(poll, group, card, language):
    """What a group's own ballots say of a card: in a ranking its place, else its score."""
    place = next((place for place in group["ranking"] if card in place["cards"]), None)
    if place is None:
        return ""
    if poll["method"] == "rank":
        return gettext(language, N_("place {n}"), n=place["place"])
    return told(poll, place, language)


def _behind(room, told, groups, language):
    if told is None:
        return ""
    name = {key: perspective(room, key, language) for key in groups}
    none = [key for key in groups if key in told["none"]]
    if told["mostly"] and len(none) == len(groups) - 1 > 0:
        return gettext(language, N_("{group} alone"), group=name[told["mostly"]])
    said = [] if none else [gettext(language, N_("Carried by every group"))]
    if told["mostly"]:
        said.append(gettext(language, N_("Mostly {group}"), group=name[told["mostly"]]))
    if none:
        without = N_("none from {groups}") if told["mostly"] else N_("None from {groups}")
        said.append(gettext(language, without, groups=", ".join(name[key] for key in none)))
    return " · ".join(said)


def figures(poll, language):
    """(heading, columns, rows) of what a method tells beside its places, or None."""
    told = {"gradients": _levels, "matrix": _field, "rank": _pairs}.get(poll["method"])
    return told(poll, language) if told and (poll["result"].get("facts") or poll["result"].get("pairs")) else None


def _levels(poll, language):
    columns = [gettext(language, N_("Title"))]
    columns += [f"{level}: {gettext(language, label)}" for level, label in LEVELS.items()]
    columns += [gettext(language, label) for label in (N_("Mean level"), N_("Polarisation"))]
    rows = []
    for _, card in _placed(poll["result"]):
        facts = poll["result"]["facts"][card]
        apart = "–" if facts["polarisation"] is None else percent(facts["polarisation"], language)
        levels = [facts["levels"][str(level)] for level in LEVELS]
        rows.append([worded(poll, card), *levels, _mean(facts["mean"], language), apart])
    return gettext(language, N_("How far the delegates agree with each card")), columns, rows


def _field(poll, language):
    labels = (N_("Title"), N_("Impact"), N_("Feasibility"), N_("Judged by"))
    facts = poll["result"]["facts"]
    rows = [
        [
            worded(poll, card),
            *(_mean(facts[card][axis], language) for axis in ("impact", "feasibility")),
            facts[card]["given"],
        ]
        for _, card in _placed(poll["result"])
    ]
    return gettext(language, N_("Impact and feasibility")), [gettext(language, label) for label in labels], rows


def _pairs(poll, language):
    """A row and a column a card, both in order of place: how many put the one before the other, and how many behind."""
    cards, pairs = poll["cards"], poll["result"]["pairs"]
    order = [cards.index(card) for _, card in _placed(poll["result"])]
    rows = [
        [n, worded(poll, cards[a]), *("" if a == b else f"{pairs[a][b]} : {pairs[b][a]}" for b in order)]
        for n, a in enumerate(order, start=1)
    ]
    columns = ["", gettext(language, N_("Title")), *range(1, len(order) + 1)]
    return gettext(language, N_("Who beats whom")), columns, rows


def _mean(value, language):
    return "–" if value is None else number(value, language)


def heading(room, measure):
    """(title, gloss) of a measure: as its plan words it, else as its first card does."""
    return plan_heading(measure["plan"], first_card(room, measure))


def first_card(room, measure):
    """The card that a measure was made of, or None where it is gone."""
    return next((card for card in room["cards"] if card["id"] in measure["cards"][:1]), None)


def plan(measure, language):
    """[(field, label, text, gloss), ...] of the fields that say something, in reading order."""
    said = [(field, _said(measure, field, language), _gloss(measure, field)) for field in FIELDS]
    return [(field, gettext(language, FIELDS[field]), text, gloss) for field, text, gloss in said if text.strip()]


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


def version(declaration):
    """Which version a declaration is, as a message: one declared again with other words alone is corrected."""
    last = (declaration.get("corrections") or [{}])[-1]
    corrected = declaration["declared_at"] and last.get("kind") == "editorial"
    return N_("version {n}, corrected") if corrected else N_("version {n}")


def moment(text, timezone, language):
    """A moment as people write it, in the time of the room, whose city is named."""
    at, zone = _there(text, timezone)
    city = get_timezone_location(zone, locale=_locale(language), return_city=True) if "/" in zone else zone
    return f"{format_date(at, 'long', _locale(language))}, {at:%H:%M} ({city})"


def day_of(text, timezone, language):
    """The day of a moment at a place as people write it; nothing for None."""
    return format_date(_there(text, timezone)[0], "long", _locale(language)) if text else ""


def _there(text, timezone):
    try:
        zone = ZoneInfo(timezone or "UTC")
    except (KeyError, ValueError):
        zone = UTC
    return datetime.fromisoformat(text).astimezone(zone), str(zone)


def number(value, language):
    """A number as people write it, with two decimals at most."""
    return format_decimal(value, format="#,##0.##", locale=_locale(language))


def percent(share, language):
    """A share of 0..1 as people write it, with one decimal at most."""
    return format_percent(share, format="#,##0.#%", locale=_locale(language))


def _locale(language):
    code = best(language)
    return "en_GB" if code == "en" else code.replace("-", "_")
