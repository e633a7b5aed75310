"""What a correction changed: two declared agendas of one room compared, word by word. Pure; read from their proofs."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import zip_longest

from app.catalogue import N_
from app.domain.plan import FIELDS, INSTRUMENTS

LABELS = {
    **{"standing": N_("Standing"), "preamble": N_("Preamble"), "contact": N_("Contact")},
    **{"next_review": N_("Next review"), "what": N_("What")},
    **FIELDS,
    **{"baseline": N_("Baseline"), "target": N_("Target")},
}
WORDS = re.compile(r"\d+(?:[.,]\d+)+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|\s+|.", re.DOTALL)
"""A number with its separators, a word of a script with spaces, or one sign of Chinese or Japanese."""
DATES = ("by_when", "next_review")
MOST_WORDS = 2_000
"""Of a longer text both wordings are told whole: to compare it word by word would take too long."""
MOST_PAIRS = 2_000_000
"""So many pairs of like words are looked at for a whole agenda: a tenth of a second."""


def editions(proofs, say, day):
    """The declared editions of a room, oldest first, from its proofs as exports carry them.

    Each is {edition, version, declared_at, correction | None, changes}: the correction {kind, by, reason, at, version}
    that led to it, and what that changed. say and day put our own words and dates into the reader's language.
    """
    told = []
    for before, after in zip([None, *proofs], proofs, strict=False):
        corrections = after["document"]["said"]["corrections"]
        edition = {name: after[name] for name in ("edition", "version", "declared_at")}
        edition["correction"] = corrections[-1] if corrections else None
        edition["changes"] = changes(before["document"]["said"], after["document"]["said"], say, day) if before else []
        told.append(edition)
    return told


def begun(proofs, declaration, said, say, day):
    """What was opened again and not declared since, told as an edition without a number; None where nothing is open.

    said: the agenda as it stands now, in the words of a proof.
    """
    if declaration["state"] == "declared" or not declaration.get("corrections"):
        return None
    changed = changes(proofs[-1]["document"]["said"], said, say, day) if proofs else []
    known = {"edition": None, "version": declaration["version"], "declared_at": None}
    return known | {"correction": declaration["corrections"][-1], "changes": changed}


def changes(before, after, say, day):
    """[{measure: its title | None, field, parts}] of what is worded otherwise in `after`; parts as of parts().

    Measures stand in priority order and have no ids here: they are paired by title, then by their place.
    """
    effort = Effort()
    compared = [(None, _texts(before, day), _texts(after, day))]
    for old, new in _pairs(before["measures"], after["measures"], effort):
        compared.append(((new or old)["title"], _fields(old, say, day), _fields(new, say, day)))
    return [
        {"measure": measure, "field": say(label), "parts": _parts(key, was.get(key, ""), now.get(key, ""), effort)}
        for measure, was, now in compared
        for key, label in LABELS.items()
        if was.get(key, "") != now.get(key, "")
    ]


def _parts(key, was, now, effort):
    """Nobody reads a date day by month by year."""
    return _whole(was, now) if key in DATES else parts(was, now, effort)


class Effort:
    """How much may still be compared with one another: of what goes beyond, both wordings are told whole."""

    def __init__(self, pairs: int = MOST_PAIRS):
        self.pairs = pairs

    def opcodes(self, old: list[str], new: list[str]) -> list:
        """As SequenceMatcher.get_opcodes(). What both begin and end with need not be looked for."""
        head = _shared(old, new)
        tail = _shared(old[head:][::-1], new[head:][::-1])
        was, now = old[head : len(old) - tail], new[head : len(new) - tail]
        try:
            found = Matcher(was, now, self).get_opcodes()
        except OverflowError:
            found = [("replace", 0, len(was), 0, len(now))]
        inner = [(deed, *(place + head for place in places)) for deed, *places in found]
        first, last = ("equal", 0, head, 0, head), ("equal", len(old) - tail, len(old), len(new) - tail, len(new))
        return [*([first] if head else []), *inner, *([last] if tail else [])]


def _shared(one, other):
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


class Matcher(SequenceMatcher):
    """Compares words with their like alone, but may do so again for each block it finds: cubic where all are alike."""

    def __init__(self, old, new, effort):
        super().__init__(None, old, new, autojunk=False)
        self.effort, self.old, self.like = effort, old, Counter(new)

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        self.effort.pairs -= sum(self.like[word] for word in self.old[alo:ahi])
        if self.effort.pairs < 0:
            raise OverflowError
        return super().find_longest_match(alo, ahi, blo, bhi)


def parts(was, now, effort=None):
    """[(sign, words)] in reading order; sign: `=` as it was, `-` taken out, `+` put in."""
    old, new = WORDS.findall(was), WORDS.findall(now)
    if len(old) + len(new) > MOST_WORDS:
        return _whole(was, now)
    told, out, put = [], "", ""
    for deed, start, end, first, last in _deeds(old, new, effort or Effort()):
        if deed == "equal":
            told += [*_whole(out, put), ("=", "".join(old[start:end]))]
            out = put = ""
        else:
            out, put = out + "".join(old[start:end]), put + "".join(new[first:last])
    return told + _whole(out, put)


def _whole(was, now):
    return [part for part in (("-", was), ("+", now)) if part[1]]


def _deeds(old, new, effort):
    """The opcodes; a space between two words that are both replaced is replaced with them."""
    deeds = effort.opcodes(old, new)
    for n, (deed, *places) in enumerate(deeds):
        beside = [each[0] for each in (*deeds[max(n - 1, 0) : n], *deeds[n + 1 : n + 2])]
        space = deed == "equal" and "".join(old[places[0] : places[1]]).isspace()
        yield ("replace" if space and beside == ["replace"] * 2 else deed, *places)


def _pairs(before, after, effort):
    """[(measure before | None, measure after | None)] in the order of their priority."""
    old, new = ([measure["title"] for measure in said] for said in (before, after))
    for _, start, end, first, last in effort.opcodes(old, new):
        yield from zip_longest(before[start:end], after[first:last])


def _texts(said, day):
    texts = {name: _both(said[name]["text"], said[name]["gloss"]) for name in ("standing", "preamble", "contact")}
    return texts | {"next_review": day(said["next_review"]) if said["next_review"] else ""}


def _fields(measure, say, day):
    """{key: text} of what a measure plans; of none, nothing."""
    if measure is None:
        return {}
    plan, amount = measure["plan"], measure["amount"]
    money = f"{amount['currency']} {amount['value']:,}" if amount and amount["value"] is not None else ""
    told = {key: _both(plan.get(key, ""), plan.get(f"{key}_gloss", "")) for key in LABELS}
    return told | {
        "what": _both(measure["title"], measure["gloss"]),
        "by_when": day(measure["by_when"]) if measure["by_when"] else "",
        "money": _both(money, told["money"]),
        "instrument": ", ".join(say(INSTRUMENTS[key]) for key in measure["instrument"]),
    }


def _both(text, more):
    return "\n".join(each for each in (text, more) if each)
