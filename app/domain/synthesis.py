"""What the agendas of several rooms have in common, from plain data: for the hall to see and for every export.

Nothing is told here that its room has not told already. Groups are never added up over rooms: what is told of one is
what its room's breakdown allows, and of small ones nothing.
"""

import unicodedata
from collections import Counter
from datetime import date

from app.domain import folds
from app.domain.plan import INSTRUMENTS, heading
from app.domain.rule import LEVELS, SUPPORTING


def synthesis(agenda):
    """{themes, instruments, times, agreement, asked}; None where there are fewer than two rooms.

    agenda: as every export has it; of `rooms` no more is read than `themes`, `cards`, `measures`, `poll` (its
    breakdown) and `declaration` (what it revealed). A room is told as {id, name, language}.
    """
    rooms = agenda["rooms"]
    if len(rooms) < 2:
        return None
    return {
        "themes": _themes(rooms),
        "instruments": _instruments(rooms),
        "times": _times(rooms),
        "agreement": [_agreement(room, [each["key"] for each in agenda["perspectives"]]) for room in rooms],
        "asked": _asked(rooms),
    }


def same(text):
    """What two wordings share that differ in case, width or spaces alone."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _named(room):
    return {name: room[name] for name in ("id", "name", "language")}


def title(room, measure):
    """(title, gloss) of a measure."""
    return heading(measure["plan"], next((c for c in room["cards"] if c["id"] in measure["cards"][:1]), None))


# Themes: columns that bear the same name, or measures that say the same in one of their two languages.


def _themes(rooms):
    """[{title, rooms: [{…, measures: [title]}]}] of two rooms and more, the most shared first.

    One that holds nothing which an earlier one does not hold too is left out.
    """
    found: dict = {}
    for names in (_columns, _wordings):
        for room in rooms:
            for measure in room["measures"]:
                for name in filter(same, names(room, measure)):
                    place = found.setdefault(same(name), {"title": name.strip(), "in": {}})["in"]
                    place.setdefault(room["id"], {})[measure["id"]] = title(room, measure)[0]
    told, seen = [], []
    for theme in sorted(found.values(), key=lambda theme: -len(theme["in"])):
        held = {measure for measures in theme["in"].values() for measure in measures}
        if len(theme["in"]) > 1 and not any(held <= others for others in seen):
            seen.append(held)
            measures = {room: list(titles.values()) for room, titles in theme["in"].items()}
            there = [_named(room) | {"measures": measures[room["id"]]} for room in rooms if room["id"] in measures]
            told.append({"title": theme["title"], "rooms": there})
    return told


def _columns(room, measure):
    columns = {theme["id"]: theme["title"] for theme in room["themes"]}
    cards = {card["id"]: card["theme"] for card in room["cards"]}
    return dict.fromkeys(columns[cards[card]] for card in measure["cards"] if cards.get(card) in columns)


def _wordings(room, measure):
    return dict.fromkeys(title(room, measure))


# Instruments and times: how many measures, and whose.


def _instruments(rooms):
    """[{key, measures: n, rooms: [{…, measures: n}]}] of those that are used; the most shared first."""
    told = _counted(rooms, lambda measure: measure["instrument"])
    order = list(INSTRUMENTS)
    keys = sorted(told, key=lambda key: (-len(told[key]["rooms"]), -told[key]["measures"], order.index(key)))
    return [{"key": key} | told[key] for key in keys]


def _times(rooms):
    """[{year, half: 1 or 2, measures: n, rooms: [{…, measures: n}]}], earliest first; without a date last, as None."""
    told = _counted(rooms, lambda measure: [_half(measure["by_when"])])
    return [dict(zip(("year", "half"), when, strict=True)) | told[when] for when in sorted(told, key=_last_undated)]


def _half(text):
    day = date.fromisoformat(text) if text else None
    return (day.year, 1 + (day.month > 6)) if day else (None, None)


def _last_undated(when):
    return (when[0] is None, when[0] or 0, when[1] or 0)


def _counted(rooms, keys):
    """{key: {measures: n, rooms: [{…, measures: n}]}}; keys(measure): what a measure counts for."""
    told: dict = {}
    for room in rooms:
        for key, n in Counter(key for measure in room["measures"] for key in keys(measure)).items():
            line = told.setdefault(key, {"measures": 0, "rooms": []})
            line["measures"] += n
            line["rooms"].append(_named(room) | {"measures": n})
    return told


# How far the rooms agree.


def _agreement(room, order):
    """{…, revealed, given, counted, supporting, levels: {"1": n, …}, groups: {perspective: share or None}, why}.

    The numbers are there only where they were revealed. groups: the share of each that supports it, None where all of
    them abstained. why: None, or why there are none: `unrevealed`; `whole`: the room's breakdown is `none`; `small`:
    who is in no group of three could be reckoned out.
    """
    revealed = room["declaration"]["revealed"]
    if not revealed:
        return _named(room) | {"revealed": False, "groups": {}, "why": "unrevealed"}
    rule = revealed["rule"]
    levels = {str(level): revealed["levels"].get(str(level), 0) for level in LEVELS}
    supporting = sum(levels[str(level)] for level in SUPPORTING)
    told = {"given": rule["given"], "counted": rule["counted"], "supporting": supporting, "levels": levels}
    groups, why = _groups(room, rule, order)
    return _named(room) | {"revealed": True} | told | {"groups": groups, "why": why}


def _groups(room, rule, order):
    if (room.get("poll") or {}).get("breakdown", "none") == "none":
        return {}, "whole"
    sizes = {key: group["given"] for key, group in rule["by_perspective"].items()}
    rest = rule["given"] - sum(sizes.values())
    labels = folds.fold(sizes | ({folds.OTHERS: rest} if rest else {}), order) or {}
    told = {key: rule["by_perspective"][key]["support"] for key in sizes if labels.get(key) == key}
    return told, None if told else "small"


# What rooms offered and asked on their visits.


def _asked(rooms):
    """[{kind: offer | request, from, to, measure, text, answered}]: the unanswered first, else as they were said.

    A request is answered by an offer of the room that was asked, made on a visit of its own; an offer by a request.
    """
    names = {room["id"]: _named(room) for room in rooms}
    said = [
        {
            "kind": kind,
            "from": names.get(each["room"]["id"], {"id": None, "name": each["room"]["name"], "language": None}),
            "to": _named(room),
            "measure": title(room, measure)[0],
            "text": each["text"],
        }
        for room in rooms
        for measure in room["measures"]
        for each in measure["visits"]
        for kind in ("request", "offer")
        if each[kind]
    ]
    made = {(each["kind"], each["from"]["id"], each["to"]["id"]) for each in said}
    other = {"request": "offer", "offer": "request"}
    for each in said:
        each["answered"] = (other[each["kind"]], each["to"]["id"], each["from"]["id"]) in made
    return sorted(said, key=lambda each: each["answered"])
