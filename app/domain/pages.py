"""A synthesis cut into pages of the big screen: so much on each that it is read from the back row."""

FULL = {"themes": 8, "instruments": 8, "times": 8, "agreement": 6, "asked": 4}
ROOMS_MOST = 8
ABREAST = 4


def pages(told):
    """[{part, lines}, …] of a `synthesis`, at least one: of themes, though there be none. A part without lines is none.

    The line of a theme, an instrument or a time names eight rooms at most, and how many `more` there are.
    """
    lines = {part: [_short(line) for line in told.get(part, ())] for part in FULL}
    if not any(line["revealed"] for line in lines["agreement"]):
        lines["agreement"] = []
    found = [{"part": part, "lines": page} for part in FULL for page in _cut(part, lines[part])]
    return found if lines["themes"] else [{"part": "themes", "lines": []}, *found]


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
    if part != "themes":
        return 1
    rows = [line["rooms"][n : n + ABREAST] for n in range(0, len(line["rooms"]), ABREAST)]
    return 1 + sum(max(len(room["measures"]) for room in row) for row in rows)
