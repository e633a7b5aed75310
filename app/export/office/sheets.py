"""What the sheets of the workbook tell: their columns, and the lines of a room under the columns' keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.catalogue import N_, gettext
from app.domain import voting
from app.domain.plan import FIELDS, INSTRUMENTS
from app.domain.rule import LEVELS
from app.domain.trace import trace
from app.export import REMOVED, day_of, heading, perspective, score, state, unit


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    width: int = 12


@dataclass(frozen=True)
class Sheet:
    """columns(); lines(room, language) of a `readable` room: {key: text, number, date or None}, …."""

    title: str
    columns: Callable
    lines: Callable
    frozen: int = 0


ROOM = Column("room", N_("Room"), 20)


# A line a measure.


def _plan_columns():
    written = [(field, title) for field, title in FIELDS.items() if field not in ("by_when", "money", "instrument")]
    columns = [
        ROOM,
        Column("number", N_("No."), 6),
        Column("what", N_("Measure"), 44),
        Column("what_gloss", N_("Second language"), 36),
    ]
    columns += [Column("lead", FIELDS["lead"], 28), Column("by_when", FIELDS["by_when"], 12)]
    columns += [
        Column("amount", N_("Amount"), 18),
        Column("currency", N_("Currency"), 10),
        Column("money", FIELDS["money"], 26),
    ]
    columns += [
        Column("indicator", FIELDS["indicator"], 28),
        Column("baseline", N_("Baseline")),
        Column("target", N_("Target")),
    ]
    columns += [Column(field, title, 28) for field, title in written if field not in ("lead", "indicator")]
    columns += [Column("instrument", FIELDS["instrument"], 24), Column("waived", N_("Check waived"), 28)]
    return [
        *columns,
        Column("findings", N_("Findings"), 18),
        Column("cards", N_("Cards"), 40),
        Column("votes", N_("Votes"), 24),
    ]


def _plan_lines(room, language):
    for number, measure in enumerate(room["measures"], start=1):
        plan, path, amount = measure["plan"], trace(room, measure), measure["amount"] or {}
        what, gloss = heading(room, measure)
        yield {field: _both(plan, field) for field in (*FIELDS, "baseline", "target")} | {
            "room": room["name"],
            "number": number,
            "what": what,
            "what_gloss": gloss,
            "by_when": date.fromisoformat(measure["by_when"]) if measure["by_when"] else None,
            "amount": amount.get("value"),
            "currency": amount.get("currency"),
            "instrument": ", ".join(gettext(language, INSTRUMENTS[key]) for key in measure["instrument"]),
            "waived": measure["waived"],
            "findings": ", ".join(finding["code"] for finding in path["findings"]),
            "cards": "\n".join(card["title"] for card in path["cards"]),
            "votes": "\n".join(_vote_told(vote, language) for vote in path["votes"]),
        }


def _both(plan, field):
    """What was written, and its gloss below it."""
    return "\n".join(text for text in (plan.get(field), plan.get(f"{field}_gloss")) if text)


def _vote_told(vote, language):
    told = {"number": vote["poll"]["number"], "place": vote["place"], "of": vote["of"]}
    return gettext(language, N_("vote {number}: place {place} of {of}"), **told)


# A line a card, whatever became of it.


def _card_columns():
    return [
        *(
            ROOM,
            Column("theme", N_("Theme"), 24),
            Column("title", N_("Card"), 40),
            Column("gloss", N_("Second language"), 36),
        ),
        *(Column("body", N_("Details"), 40), Column("language", N_("Language"), 10), Column("kind", N_("Kind"), 12)),
        *(Column("group", N_("Group"), 16), Column("state", N_("State"), 12), Column("into", N_("Merged into"), 30)),
        *(
            Column("late", N_("Came late"), 8),
            Column("findings", N_("Findings"), 16),
            Column("comments", N_("Comments"), 40),
        ),
        *(Column("score", N_("Last score"), 10), Column("measure", N_("Measure no."), 10)),
    ]


STATES = {"adopted": N_("adopted"), "merged": N_("merged"), "removed": N_("removed"), "open": N_("not adopted")}
KINDS = {"proposal": N_("proposal"), "challenge": N_("challenge")}


def _card_lines(room, language):
    themes = {theme["id"]: theme["title"] for theme in room["themes"]}
    titles = {card["id"]: card["title"] for card in room["cards"]}
    codes = {finding["id"]: finding["code"] for finding in room["findings"]}
    paths = [(n, trace(room, measure)["cards"]) for n, measure in enumerate(room["measures"], start=1)]
    measures = {card["id"]: number for number, cards in paths for card in cards}
    for card in room["cards"]:
        yield {field: card[field] for field in ("title", "gloss", "body", "language")} | {
            "room": room["name"],
            "theme": themes.get(card["theme"]),
            "kind": gettext(language, KINDS.get(card["kind"], card["kind"])),
            "group": perspective(room, card["perspective"], language) if card["perspective"] else None,
            "state": gettext(language, STATES[state(card)]),
            "into": titles.get(card["merged_into"]),
            "late": gettext(language, N_("yes")) if card["late"] else None,
            "findings": ", ".join(codes[each] for each in card["findings"] if each in codes),
            "comments": "\n".join(comment["text"] for comment in card["comments"]),
            "score": score(room, card),
            "measure": measures.get(card["id"]),
        }


# A line a card of each vote: of all delegates first, then of each group that may be shown.


def _vote_columns():
    return [
        *(ROOM, Column("vote", N_("Vote"), 8), Column("method", N_("Method"), 20), Column("group", N_("Group"), 18)),
        *(
            Column("ballots", N_("Ballots"), 10),
            Column("entitled", N_("Entitled"), 10),
            Column("place", N_("Place"), 8),
        ),
        *(
            Column("card", N_("Title"), 50),
            Column("score", N_("Score"), 10),
            Column("superseded", N_("Superseded"), 12),
        ),
    ]


def _vote_lines(room, language):
    for poll in room["polls"]:
        result, method = poll["result"], voting.methods().get(poll["method"])
        name = gettext(language, method.TITLE) if method else poll["method"]
        title = gettext(language, N_("Vote {number}: {method}"), number=poll["number"], method=name)
        shared = {"room": room["name"], "vote": poll["number"], "method": name, "title_of_vote": title}
        shared |= {"unit": gettext(language, unit(poll)), "entitled": result["entitled"]}
        shared |= {"superseded": gettext(language, N_("yes")) if poll["superseded"] else None}
        yield from _placed(poll, result, shared | {"group": gettext(language, N_("All delegates")), "everybody": True})
        for key, group in result.get("by_perspective", {}).items():
            alone = {"group": perspective(room, key, language), "everybody": False, "entitled": None}
            yield from _placed(poll, group, shared | alone)


def _placed(poll, told, shared):
    cards = [(place, card) for place in told["ranking"] for card in place["cards"]]
    for n, (place, card) in enumerate(cards):
        line = {"place": place["place"], "card": poll["wording"].get(card) or "–", "score": place["score"]}
        yield shared | line | {"ballots": told["ballots"], "place_in_list": n}


# A line a room: how many took which step of agreement.


def _agreement_columns():
    steps = [Column(str(level), label, 12) for level, label in LEVELS.items()]
    told = [
        Column("support", N_("Support"), 10),
        Column("met", N_("Rule met"), 10),
        Column("waived", N_("Waived because"), 30),
    ]
    return [
        ROOM,
        Column("given", N_("Stated"), 10),
        Column("expected", N_("Expected"), 10),
        *steps,
        *told,
        Column("reservations", N_("Reservations"), 50),
    ]


def _agreement_lines(room, language):
    declaration = room["declaration"]
    line = {"room": room["name"], "given": declaration["endorsed"], "expected": declaration["expected"]}
    if revealed := declaration["revealed"]:
        line |= {str(level): revealed["levels"].get(str(level), 0) for level in LEVELS}
        met = N_("yes") if revealed["rule"]["met"] else N_("no")
        line |= {"support": revealed["rule"]["support"], "met": gettext(language, met), "waived": declaration["waived"]}
        line["reservations"] = "\n".join(_signed(each, room, language) for each in revealed["reservations"])
    yield line


def _signed(reservation, room, language):
    if removed := reservation.get("removed"):
        told = {"day": day_of(removed["at"], room["timezone"], language), "reason": removed["reason"]}
        return gettext(language, REMOVED[removed["by"]], **told)
    return f"{reservation['signed'] or gettext(language, N_('one delegate'))}: {reservation['text']}"


def _finding_columns():
    return [
        *(ROOM, Column("code", N_("Code"), 12), Column("day", N_("Day"), 6)),
        *(
            Column("text", N_("Finding"), 70),
            Column("source", N_("Source"), 40),
            Column("cited", N_("Cited by cards"), 12),
        ),
    ]


def _finding_lines(room, language):
    for finding in room["findings"]:
        cited = sum(finding["id"] in card["findings"] for card in room["cards"])
        yield {key: finding[key] for key in ("code", "day", "text", "source")} | {"room": room["name"], "cited": cited}


def _member_columns():
    return [ROOM, Column("group", N_("Group"), 24), Column("number", N_("Delegates"), 12)]


def _member_lines(room, language):
    for key, number in room["members"].items():
        yield {"room": room["name"], "group": perspective(room, key, language), "number": number}


PLAN = Sheet(N_("Action plan"), _plan_columns, _plan_lines, frozen=3)
CARDS = Sheet(N_("Cards"), _card_columns, _card_lines, frozen=3)
VOTES = Sheet(N_("Votes"), _vote_columns, _vote_lines)
AGREEMENT = Sheet(N_("Agreement"), _agreement_columns, _agreement_lines, frozen=1)
FINDINGS = Sheet(N_("Findings"), _finding_columns, _finding_lines, frozen=2)
MEMBERS = Sheet(N_("Members"), _member_columns, _member_lines, frozen=1)
