"""Each room's agenda as a Markdown document: what was declared, then how it came about, then all the other cards."""

import re

from app.catalogue import N_, ngettext
from app.catalogue import gettext as say
from app.domain import voting
from app.domain.rule import LEVELS
from app.domain.trace import trace
from app.export import day, figures, heading, moment, perspective, plan, ranking, readable, state

TYPE = "text/markdown; charset=utf-8"
SUFFIX = ".md"


def write(agenda, *, language):
    """UTF-8. What people wrote is escaped, so that it reads as they wrote it."""
    rooms = [_room(readable(agenda, room), language) for room in agenda["rooms"]]
    opening = [_heading(1, line(agenda["title"])), line(agenda["subtitle"])]
    return (_blocks(*opening, *rooms) + "\n").encode()


def _room(room, language):
    paths = [trace(room, measure) for measure in room["measures"]]
    behind = {card["id"] for path in paths for card in path["cards"]}
    measures = [
        _measure(number, room, measure, path, language)
        for number, (measure, path) in enumerate(zip(room["measures"], paths, strict=True), start=1)
    ]
    return _blocks(
        _heading(2, say(language, N_("Policy agenda of {room}"), room=line(room["name"]))),
        *_opening(room, language),
        _heading(3, say(language, N_("Measures, in order of priority"))),
        *(measures or [say(language, N_("No measure has been adopted yet."))]),
        _heading(3, say(language, N_("How far we agree"))),
        *_agreement(room, language),
        *_findings(paths, language),
        *_votes(room, language),
        *_annex(room, behind, language),
    )


# What was declared.


def _opening(room, language):
    declaration = room["declaration"]
    if declaration["declared_at"]:
        when = moment(declaration["declared_at"], room["timezone"], language)
        yield say(language, N_("Declared {when}"), when=when) + ", " + _version(declaration, language)
    else:
        yield say(language, N_("Draft")) + ", " + _version(declaration, language)
    for text in ("standing", "standing_gloss", "preamble", "preamble_gloss"):
        yield paragraphs(declaration[text])


def _version(declaration, language):
    return say(language, N_("version {n}"), n=declaration["version"])


def _measure(number, room, measure, path, language):
    title, gloss = heading(room, measure)
    points = [_point(label, *lines(text), *lines(gloss)) for label, text, gloss in plan(measure, language)]
    if measure["waived"]:
        points.append(_point(say(language, N_("Check waived")), *lines(measure["waived"])))
    if steps := _trace(path, language):
        points.append(_point(say(language, N_("Rests on")), steps))
    return _blocks(
        _heading(4, f"{number}. {line(title) or _untitled(language)}"),
        line(gloss),
        "\n".join(points + [_card(card, room, language, indent="  ") for card in path["cards"]]),
    )


def _trace(path, language):
    steps = [line(finding["code"]) for finding in path["findings"]]
    if path["cards"]:
        steps.append(ngettext(language, "{n} card", "{n} cards", len(path["cards"])))
    for vote in path["votes"]:
        told = {"number": vote["poll"]["number"], "place": vote["place"], "of": vote["of"]}
        step = say(language, N_("vote {number}: place {place} of {of}"), **told)
        steps.append(step + ", " + say(language, N_("tied")) if vote["tied"] else step)
    return " → ".join(steps)


def _agreement(room, language):
    declaration = room["declaration"]
    if revealed := declaration["revealed"]:
        counts = [revealed["levels"].get(str(level), 0) for level in LEVELS]
        yield _table([say(language, label) for label in LEVELS.values()], [counts])
        yield _rule(room, sum(counts[:3]), language)
        yield "\n".join(_reservation(each, language) for each in revealed["reservations"])
    else:
        yield say(language, N_("How far the delegates agree has not been shown yet."))
    yield " · ".join(f"{_perspective(room, key, language)}: {n}" for key, n in room["members"].items())
    if declaration["contact"]:
        yield say(language, N_("Contact: {contact}."), contact=line(declaration["contact"]))
    if declaration["next_review"]:
        yield say(language, N_("Next review: {day}."), day=day(declaration["next_review"], language))


def _rule(room, supporting, language):
    rule, waived = room["declaration"]["revealed"]["rule"], room["declaration"]["waived"]
    share = {"supporting": supporting, "counted": rule["counted"], "needed": f"{rule['needed']:.0%}"}
    told = [
        say(language, N_("Rule met.") if rule["met"] else N_("Rule not met.")),
        say(language, N_("{supporting} of {counted} who did not abstain support it ({needed} needed)."), **share),
    ]
    for key, group in rule["by_perspective"].items():
        if not group["met"]:
            share = {"perspective": _perspective(room, key, language), "share": f"{group['support']:.0%}"}
            told.append(say(language, N_("{perspective}: {share} support it."), **share))
    if waived:
        told.append(say(language, N_("The rule was waived by the chair.")))
        told.append(say(language, N_("Reason: {reason}"), reason=line(waived)))
    return " ".join(told)


def _reservation(reservation, language):
    whose = line(reservation["signed"] or "") or say(language, N_("one delegate"))
    return _point(say(language, N_("Reservation, {whose}"), whose=whose), *lines(reservation["text"]))


# How it came about.


def _findings(paths, language):
    cited = {finding["code"]: finding for path in paths for finding in path["findings"]}
    if cited:
        yield _heading(3, say(language, N_("Findings")))
        yield "\n".join(
            _point(line(code), *lines(finding["text"]), *lines(finding["source"]))
            for code, finding in sorted(cited.items())
        )


def _votes(room, language):
    for poll in room["polls"]:
        result, method = poll["result"], voting.methods().get(poll["method"])
        title = say(language, method.TITLE) if method else line(poll["method"])
        turnout = {"ballots": result["ballots"], "entitled": result["entitled"]}
        counted = [say(language, N_("{ballots} of {entitled} voted"), **turnout)]
        if joint := poll.get("joint"):
            rooms = ", ".join(line(each["name"]) for each in joint["rooms"])
            counted.insert(0, say(language, N_("A vote over several rooms: {rooms}."), rooms=rooms))
        if poll["superseded"]:
            counted.append(say(language, N_("superseded by a later vote")))
        yield _heading(3, say(language, N_("Vote {number}: {method}"), number=poll["number"], method=title))
        yield " · ".join(counted)
        yield _cells(*ranking(room, poll, language))
        if more := figures(poll, language):
            title, columns, rows = more
            yield f"**{line(title)}**"
            yield _cells(columns, rows)
        yield "\n".join(f"- {say(language, note)}" for note in result["notes"])


def _cells(columns, rows):
    """A table of other people's words and of numbers."""
    return _table([_cell(each) for each in columns], [[_cell(each) for each in row] for row in rows])


def _cell(told):
    return line(told) if isinstance(told, str) else told


def _annex(room, behind, language):
    others = [card for card in room["cards"] if card["id"] not in behind]
    if others:
        yield _heading(3, say(language, N_("Annex: all other cards")))
    themes = {theme["id"]: theme["title"] for theme in room["themes"]} | {None: ""}
    for theme, title in themes.items():
        if cards := [card for card in others if (card["theme"] if card["theme"] in themes else None) == theme]:
            yield _heading(4, line(title) or say(language, N_("Without a theme")))
            yield "\n".join(_card(card, room, language) for card in cards)
    if room["private_cards"]:
        yield say(language, N_("Cards never shown to the room: {n}"), n=room["private_cards"])
    if room["unrevealed_polls"]:
        yield say(language, N_("Votes never revealed: {n}"), n=room["unrevealed_polls"])


STATES = {"removed": N_("removed"), "merged": N_("merged into “{title}”")}


def _card(card, room, language, indent=""):
    """One card as a point: its title, its other words, what it is marked with, and below it what was said about it."""
    codes = {finding["id"]: line(finding["code"]) for finding in room["findings"]}
    titles = {other["id"]: line(other["title"]) for other in room["cards"]}
    marks = [say(language, N_("challenge"))] if card["kind"] == "challenge" else []
    marks += [_perspective(room, card["perspective"], language)] if card["perspective"] else []
    marks += [codes[finding] for finding in card["findings"] if finding in codes]
    if told := STATES.get(state(card)):
        marks.append(say(language, told, title=titles.get(card["merged_into"], "")))
    title = f"**{line(card['title']) or _untitled(language)}**"
    card_point = _item(title, *lines(card["gloss"]), *lines(card["body"]), *filter(None, [" · ".join(marks)]))
    # An empty point would turn the words above it into a heading.
    comments = [_item(*said, indent="  ") for comment in card["comments"] if (said := lines(comment["text"]))]
    return "\n".join(f"{indent}{each}" for point in [card_point, *comments] for each in point.split("\n"))


def _untitled(language):
    return say(language, N_("Without a title yet"))


def _perspective(room, key, language):
    return line(perspective(room, key, language))


# Markdown. People's words come in through `line`, `lines` and `paragraphs` only.


def line(text):
    """`text` on one line, its signs as signs."""
    flat = " ".join(text.split())
    flat = re.sub(r"[\\`*_\[\]#|~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)", r"\\\g<0>", flat)
    return re.sub(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=>:]))", r"\1\\", flat)


def lines(text):
    """The lines of `text` that hold anything."""
    return [line(each) for each in text.splitlines() if each.strip()]


def paragraphs(text):
    return _blocks(*("\\\n".join(lines(part)) for part in re.split(r"\n\s*\n", text)))


def _blocks(*blocks):
    return "\n\n".join(block for block in blocks if block)


def _heading(level, text):
    return f"{'#' * level} {text}"


def _point(label, *lines):
    first, *rest = lines or [""]
    return _item(f"**{label}:** {first}", *rest)


def _item(*lines, indent=""):
    return f"{indent}- " + f"\\\n{indent}  ".join(lines)


def _table(columns, rows):
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in [columns, ["---"] * len(columns), *rows])
