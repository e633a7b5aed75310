"""How an agenda came about: findings cited, what visitors said, votes, and every card that stands behind no measure."""

from app.catalogue import N_, gettext, ngettext
from app.domain import voting
from app.domain.rule import LEVELS
from app.domain.trace import trace
from app.export import figures, heading, ranking, worded
from app.export.paper.blocks import Figure, Heading, Paragraph, Point, Points, Table
from app.export.paper.cards import card_point, untitled

KINDS = {"challenge": N_("challenge"), "practice": N_("practice")}


def annex(room, words):
    yield from _findings(room, words)
    yield from _visitors(room, words)
    for poll in room["polls"]:
        yield from _vote(poll, room, words)
    yield from _others(room, words)


def _findings(room, words):
    cited = {finding for card in room["cards"] for finding in card["findings"]}
    if found := [finding for finding in room["findings"] if finding["id"] in cited]:
        yield Heading(3, words.say(N_("Findings")))
        yield Points("findings", tuple(_finding(finding, words) for finding in found))


def _finding(finding, words):
    # “finding” has a plural in the catalogue; a message is either with or without one.
    one = ngettext(words.language, "finding", "findings", 1)
    kind = words.say(KINDS[finding["kind"]]) if finding["kind"] in KINDS else words.ours(one)
    day = words.say(N_("Day {n}"), n=finding["day"]) if finding["day"] else ()
    more = words.join([kind, day, words.said(finding["source"])], " · ")
    return Point(
        words.ours(finding["code"]),
        line=words.said(finding["text"]),
        more=(more,),
        anchor=words.anchor("finding", finding["id"]),
    )


def _visitors(room, words):
    """What visitors from other rooms said, measure by measure."""
    if not any(measure["visits"] for measure in room["measures"]):
        return
    yield Heading(3, words.say(N_("What visitors said")))
    for measure in room["measures"]:
        if said := measure["visits"]:
            title, _ = heading(room, measure)
            yield Heading(4, words.said(title) or untitled(words))
            yield Points("notes", tuple(_visitor(each, words) for each in said))


def _visitor(said, words):
    marks = [words.say(N_("We offer"))] if said["offer"] else []
    marks += [words.say(N_("We ask"))] if said["request"] else []
    return Point(words.join([words.said(said["room"]["name"]), *marks], " · "), line=words.said(said["text"]))


def _vote(poll, room, words):
    result, method = poll["result"], voting.methods().get(poll["method"])
    title = words.say(method.TITLE) if method else words.ours(poll["method"])
    turnout = [words.say(N_("{ballots} of {entitled} voted"), ballots=result["ballots"], entitled=result["entitled"])]
    if joint := poll.get("joint"):
        rooms = words.said(", ".join(room["name"] for room in joint["rooms"]))
        turnout.insert(0, words.say(N_("A vote over several rooms: {rooms}."), rooms=rooms))
    if poll["superseded"]:
        turnout.append(words.say(N_("superseded by a later vote")))
    line = words.say(N_("Vote {number}: {method}"), number=poll["number"], method=title)
    yield Heading(3, line, anchor=words.anchor("vote", poll["number"]))
    yield Paragraph("turnout", words.join(turnout, " · "))
    columns, rows = ranking(room, poll, words.language)
    behind = {len(columns) - 1} if result.get("carried") is not None else set()
    places = _table("places", (), columns, rows, {1}, behind, words)
    yield _figure(poll, line, places.columns[2], words)
    yield places
    if more := figures(poll, words.language):
        caption, columns, rows = more
        kind, titles = {"gradients": ("levels", 0), "matrix": ("field", 0), "rank": ("pairs", 1)}[poll["method"]]
        yield _table(kind, words.ours(caption), columns, rows, {titles}, set(), words)
    if "published" in result:
        yield from _ballots(poll, words)
    if result["notes"]:
        yield Points("notes", tuple(Point(line=words.say(note)) for note in result["notes"]))


def _ballots(poll, words):
    """Every ballot, where the organiser had them published, so that anybody can count again."""
    yield Heading(4, words.say(N_("All ballots")))
    how = N_(
        "In random order, without names; each voter can find the own one by its receipt."
        " To count again: python -m app.recount with the json file of this room."
    )
    yield Paragraph("note", words.say(how))
    columns = [gettext(words.language, label) for label in (N_("Receipt"), N_("What it chose"))]
    rows = [[each["receipt"], _chosen(poll, each["choices"])] for each in poll["result"]["published"]]
    yield _table("ballots", (), columns, rows, {1}, {1}, words)


def _chosen(poll, choices):
    """A ballot's choices on one line: a list or a ranking by its titles, else each title with what it was given."""

    def told(card):
        return f"“{worded(poll, card)}”"

    if isinstance(choices, dict):
        given = {card: "/".join(map(str, n.values())) if isinstance(n, dict) else n for card, n in choices.items()}
        return " · ".join(f"{told(card)} {n}" for card, n in given.items()) or "–"
    groups = [[each] if isinstance(each, str) else each for each in choices]
    return (" > " if poll["method"] == "rank" else " · ").join(" = ".join(map(told, group)) for group in groups) or "–"


def _table(kind, caption, columns, rows, titles, sentences, words):
    """titles, sentences: the columns that hold cards, in their writers' words, and words of ours."""
    cells = tuple(tuple(words.said(c) if n in titles else words.ours(c) for n, c in enumerate(row)) for row in rows)
    heads = tuple(words.said(str(column)) for column in columns)
    return Table(kind, caption, heads, cells, frozenset(titles | sentences))


def _figure(poll, caption, unit, words):
    result = poll["result"]
    placed = [(place["score"], card) for place in result["ranking"] for card in place["cards"]]
    facts = result.get("facts")
    if poll["method"] == "gradients" and facts:
        kind, series = "levels", tuple(words.say(label) for label in LEVELS.values())
        told = {card: tuple(facts[card]["levels"][str(level)] for level in LEVELS) for _, card in placed}
    elif poll["method"] == "matrix" and facts:
        kind, series = "field", (words.say(N_("Impact")), words.say(N_("Feasibility")))
        told = {card: (facts[card]["impact"], facts[card]["feasibility"]) for _, card in placed}
    else:
        kind, series, told = "bars", (unit,), {card: (score or 0,) for score, card in placed}
    rows = tuple((words.said(worded(poll, card)), told[card]) for _, card in placed)
    return Figure(kind, caption, series, rows)


def _others(room, words):
    behind = {card["id"] for measure in room["measures"] for card in trace(room, measure)["cards"]}
    others = [card for card in room["cards"] if card["id"] not in behind and not card["removed"]]
    if others:
        yield Heading(3, words.say(N_("Annex: all other cards")))
    themes = {theme["id"]: theme["title"] for theme in room["themes"]} | {None: ""}
    for theme, title in themes.items():
        if cards := [card for card in others if (card["theme"] if card["theme"] in themes else None) == theme]:
            yield Heading(4, words.said(title) or words.say(N_("Without a theme")))
            yield Points("cards", tuple(card_point(card, room, words) for card in cards))
    if removed := sum(card["removed"] for card in room["cards"]):
        yield Paragraph("note", words.say(N_("Removed cards: {n}"), n=removed))
    if room["private_cards"]:
        yield Paragraph("note", words.say(N_("Cards never shown to the room: {n}"), n=room["private_cards"]))
    if room["unrevealed_polls"]:
        yield Paragraph("note", words.say(N_("Votes never revealed: {n}"), n=room["unrevealed_polls"]))
