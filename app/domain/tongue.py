"""Which language a text is in, and what of an agenda is not said in another one yet. Pure.

Nobody says in which language they write a plan or a preamble: the script tells, where it can.
"""

import re
from typing import NamedTuple

from app.catalogue import gettext, languages
from app.domain.difference import LABELS

SCRIPTS = {
    "hangul": re.compile("[\uac00-\ud7a3]"),
    "kana": re.compile("[\u3040-\u30ff]"),
    "han": re.compile("[\u4e00-\u9fff]"),
}
DECLARED = ("preamble", "standing", "contact")
PLANNED = tuple(name for name in LABELS if name not in (*DECLARED, "next_review", "by_when", "instrument"))
WORD, LINK = re.compile(r"\S+"), re.compile(r"\b(?:https?://|www\.)\S")
BOTH = "both"


def tongue(text, *, room, workshop, own=None):
    """The language to mark `text` with, from its script, so that Han characters get the right shapes.

    room, workshop, own (what its writer said): language codes; they decide where the script alone does not.
    """
    script = _seen(text).script
    if script == "hangul":
        return "ko"
    if script == "kana":
        return "ja"
    if script == "han":
        return next((code for code in (own, room, workshop) if code and code[:2] in ("zh", "ja", "ko")), "zh-Hans")
    return next((code for code in (own, workshop, room) if code and code[:2] not in ("zh", "ja", "ko")), "en")


def untranslated(declaration, plans, language, *, room, workshop):
    """[(number of a measure, or None, [field])]: what of an agenda is not there in `language`, or in BOTH.

    declaration: {field: text}; plans: one {field: text} a measure, with the words under which it stands as `what`;
    glosses stand in both as `<field>_gloss`. room, workshop: language codes.
    """

    def lacks(holder, name):
        text, gloss = holder.get(name) or "", holder.get(f"{name}_gloss") or ""
        if gloss.strip() or not says(text):
            return False
        return language == BOTH or tongue(text, room=room, workshop=workshop) != language

    places = [(None, declaration, DECLARED), *((n, plan, PLANNED) for n, plan in enumerate(plans, start=1))]
    found = [(n, [name for name in names if lacks(holder, name)]) for n, holder, names in places]
    return [(n, names) for n, names in found if names]


def says(text):
    """Whether it has words to translate: figures and addresses have none, and the usual standing is ours."""
    return _seen(text).words and not _is_ours(text)


class Seen(NamedTuple):
    """What somebody sees of a text at a glance: whether it has words, and the first of SCRIPTS that occurs in it."""

    words: bool
    script: str | None


MOST_SEEN = 20_000
_known: dict[int, Seen] = {}


def _seen(text):
    """Each tile asks this of every text of its room once a second: a text that is as it was is not read again.

    Kept by the hash of the text, which no stranger can guess: the texts themselves would take much more room.
    """
    key = hash(text)
    if key not in _known:
        if len(_known) >= MOST_SEEN:
            _known.clear()
        _known[key] = Seen(
            _is_worded(text), next((name for name, signs in SCRIPTS.items() if signs.search(text)), None)
        )
    return _known[key]


def _is_worded(text):
    """Whether there is a letter outside of its addresses. Most texts show one in their first word."""
    return any(sign.isalpha() for word in WORD.finditer(text) for sign in _beside_addresses(word[0]))


def _beside_addresses(word):
    """What is no address in a word: nothing of one with an @ in it, of others what stands before a link."""
    if "@" in word[1:-1]:
        return ""
    link = LINK.search(word)
    return word[: link.start()] if link else word


def _is_ours(text):
    return any(gettext(code, text) != text for code in languages())
