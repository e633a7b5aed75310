"""Which language a text is in, and what of an agenda is not said in another one yet. Pure.

Nobody says in which language they write a plan or a preamble: the script tells, where it can.
"""

import re

from app.catalogue import gettext, languages
from app.domain.difference import LABELS

HANGUL, KANA, HAN = (re.compile(f"[{signs}]") for signs in ("\uac00-\ud7a3", "\u3040-\u30ff", "\u4e00-\u9fff"))
DECLARED = ("preamble", "standing", "contact")
PLANNED = tuple(name for name in LABELS if name not in (*DECLARED, "next_review", "by_when", "instrument"))
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+")
BOTH = "both"


def tongue(text, *, room, workshop, own=None):
    """The language to mark `text` with, from its script, so that Han characters get the right shapes.

    room, workshop, own (what its writer said): language codes; they decide where the script alone does not.
    """
    if HANGUL.search(text):
        return "ko"
    if KANA.search(text):
        return "ja"
    if HAN.search(text):
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
    return any(sign.isalpha() for sign in ADDRESS.sub("", text)) and not _is_ours(text)


def _is_ours(text):
    return any(gettext(code, text) != text for code in languages())
