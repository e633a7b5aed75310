"""What is cut into pages of the big screen: so much on each that it is read from the back row."""

from itertools import pairwise
from unicodedata import east_asian_width

FULL = {"themes": 16, "instruments": 8, "times": 8, "agreement": 6, "asked": 4}
ROOMS_MOST = 8
ABREAST = 4
LETTERS = 18
"""So many letters of a title go into one line of a theme where four rooms stand abreast."""
SIDE_MOST, SIDE_LEAST = 3, 2
NARROW = 450
"""So many letters of an agenda are read from the back row in a third of the screen; a Korean one counts twice."""


def pages(told):
    """[{part, lines}, …] of a `synthesis`, at least one: of themes, though there be none. A part without lines is none.

    The line of a theme, an instrument or a time names eight rooms at most, and how many `more` there are.
    """
    lines = {part: [_short(line) for line in told.get(part, ())] for part in FULL}
    if not any(line["revealed"] for line in lines["agreement"]):
        lines["agreement"] = []
    found = [{"part": part, "lines": page} for part in FULL for page in _cut(part, lines[part])]
    return found if lines["themes"] else [{"part": "themes", "lines": []}, *found]


def side_by_side(agendas):
    """[[agenda, …], …], at least one page: three agendas on each or, where one is too long for a third of it, two.

    agendas: [{measures: [{title, gloss}]}]. Pages are as full as one another: of four agendas no page has one alone.
    """
    most = SIDE_MOST if all(_written(agenda) <= NARROW for agenda in agendas) else SIDE_LEAST
    n = max(1, -(-len(agendas) // most))
    ends = [-(-len(agendas) * page // n) for page in range(n + 1)]
    return [agendas[start:end] for start, end in pairwise(ends)]


def _written(agenda):
    return _letters("".join(measure["title"] + measure["gloss"] for measure in agenda["measures"]))


def _letters(words):
    return sum(1 + (east_asian_width(letter) in "WF") for letter in words)


def _short(line):
    if "rooms" not in line:
        return line
    return line | {"rooms": line["rooms"][:ROOMS_MOST], "more": max(0, len(line["rooms"]) - ROOMS_MOST)}


def _cut(part, lines):
    page, height = [], 0
    for line in lines:
        if page and height + _height(part, line) > FULL[part]:
            yield page
            page, height = [], 0
        page.append(line)
        height += _height(part, line)
    if page:
        yield page


def _height(part, line):
    """In lines; of a theme two for its head, one for the name of each room."""
    if part != "themes":
        return 1
    wide = LETTERS * ABREAST // min(len(line["rooms"]), ABREAST)
    lines = [1 + sum(-(-_letters(title) // wide) for title in room["measures"]) for room in line["rooms"]]
    return 2 + sum(max(lines[n : n + ABREAST]) for n in range(0, len(lines), ABREAST))
