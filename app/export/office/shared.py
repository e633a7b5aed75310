"""The sheet of what several rooms have in common: a line a room of each theme, instrument, time, group, and request."""

from functools import partial

from app.catalogue import N_, gettext
from app.domain.plan import INSTRUMENTS
from app.domain.synthesis import synthesis
from app.export import percent, perspective
from app.export.office.sheets import ROOM, Column, Sheet
from app.export.paper.across import HALVES, KINDS, WHY


def _columns():
    return [
        *(Column("part", N_("About"), 24), Column("thing", N_("Title"), 40), ROOM),
        *(Column("number", N_("Measures"), 10), Column("told", N_("Details"), 70)),
    ]


SHARED = Sheet(N_("Across the countries"), _columns, lambda room, language: (), frozen=1)


def shared(agenda, language):
    """[(room, line), …] of a whole agenda; none of one room alone."""
    told = synthesis(agenda) or {}
    rooms = {room["id"]: room for room in agenda["rooms"]}
    say = partial(gettext, language)
    for label, part, lines in PARTS:
        for each in told.get(part, ()):
            for id, line in lines(each, say, agenda, language):
                yield rooms[id], {"part": say(label), "room": rooms[id]["name"]} | line


def _theme(theme, say, agenda, language):
    for room in theme["rooms"]:
        titles = room["measures"]
        yield room["id"], {"thing": theme["title"], "number": len(titles), "told": "\n".join(titles)}


def _instrument(each, say, agenda, language):
    return _counted(say(INSTRUMENTS[each["key"]]), each)


def _time(each, say, agenda, language):
    return _counted(say(HALVES[each["half"]], year=each["year"]), each)


def _counted(name, each):
    return [(room["id"], {"thing": name, "number": room["measures"]}) for room in each["rooms"]]


def _agreement(room, say, agenda, language):
    """The whole of a room, and what is told of its groups, or in words why nothing is."""
    if room["revealed"]:
        whole = say(N_("{n} of {all}"), n=room["supporting"], all=room["counted"])
        yield room["id"], {"thing": say(N_("All delegates")), "told": whole}
    named = {"perspectives": {each["key"]: each["title"] for each in agenda["perspectives"]}}
    for key, share in room["groups"].items():
        told = say(N_("all abstained")) if share is None else percent(share, language)
        yield room["id"], {"thing": perspective(named, key, language), "told": told}
    if room["why"]:
        yield room["id"], {"told": say(WHY[room["why"]], rooms=room["name"])}


def _asked(each, say, agenda, language):
    answered = say(N_("Answered") if each["answered"] else N_("Not answered yet"))
    way = f"{each['from']['name']} → {each['to']['name']} · {say(KINDS[each['kind']])} · {answered}"
    yield each["to"]["id"], {"thing": each["measure"], "told": f"{way}\n{each['text']}"}


PARTS = (
    (N_("Themes in common"), "themes", _theme),
    (N_("Instruments used"), "instruments", _instrument),
    (N_("By when"), "times", _time),
    (N_("How far the rooms agree"), "agreement", _agreement),
    (N_("Offers and requests"), "asked", _asked),
)
