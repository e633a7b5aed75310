"""An agenda in one language, or in two side by side: which it has, and what of it is not translated yet. Pure.

A text and its gloss are in different languages, and nobody says which is in which: the script tells. Where it does not,
as between two languages in Latin letters, both are kept, so that nothing is lost.
"""

from app.catalogue import gettext, languages
from app.domain.difference import LABELS
from app.export import heading
from app.export.paper.words import tongue

BOTH = "both"
DECLARED = ("preamble", "standing", "contact")
PLANNED = tuple(name for name in LABELS if name not in (*DECLARED, "next_review", "by_when", "instrument"))


def spoken(agenda, room):
    """The languages of a room's agenda, its own first: one code, or two."""
    return list(dict.fromkeys((room["language"] or agenda["language"], agenda["language"])))


def labels(agenda, room):
    """The languages for our own words in an agenda of both: those of its own that the interface speaks, or English."""
    return [code for code in spoken(agenda, room) if code in languages()] or ["en"]


def single(agenda, language):
    """`agenda` with each text in `language` alone where it is there in that, else as it was written."""
    return agenda | {"rooms": [_single(agenda, room, language) for room in agenda["rooms"]]}


def _single(agenda, room, language):
    is_in = _told_by(agenda, room)

    def chosen(holder, names, own=None):
        told = {}
        for name, gloss in names:
            both = [
                (text, is_in(text, whose))
                for text, whose in ((holder.get(name), own), (holder.get(gloss), None))
                if text
            ]
            fits = [text for text, code in both if code == language]
            if len(both) == 2 and len(fits) == 1:
                told |= {name: fits[0], gloss: ""}
        return holder | told

    planned = [(name, f"{name}_gloss") for name in PLANNED]
    return room | {
        "declaration": chosen(room["declaration"], [(name, f"{name}_gloss") for name in DECLARED]),
        "measures": [measure | {"plan": chosen(_plan(room, measure), planned)} for measure in room["measures"]],
        "cards": [chosen(card, [("title", "gloss")], card["language"]) for card in room["cards"]],
    }


def _told_by(agenda, room):
    known = {"room": room["language"] or agenda["language"], "workshop": agenda["language"]}
    return lambda text, own=None: tongue(text, own=own, **known)


def _plan(room, measure):
    """A measure's plan with the words under which it stands, which may be those of its card."""
    title, gloss = heading(room, measure)
    return measure["plan"] | {"what": title, "what_gloss": gloss}


def untranslated(agenda, room, language):
    """[(number of a measure, or None, [message id of each text])]: what is not there in `language`, or in BOTH."""
    is_in = _told_by(agenda, room)

    def lacks(holder, name):
        text, gloss = holder.get(name, ""), holder.get(f"{name}_gloss", "")
        if not any(sign.isalpha() for sign in text) or _is_ours(text):
            return False  # a number is the same in every language, and the usual standing is there in ours
        return not gloss and (language == BOTH or is_in(text) != language)

    places = [(None, room["declaration"], DECLARED)]
    places += [(n, _plan(room, measure), PLANNED) for n, measure in enumerate(room["measures"], start=1)]
    found = [(n, [LABELS[name] for name in names if lacks(holder, name)]) for n, holder, names in places]
    return [(n, told) for n, told in found if told]


def _is_ours(text):
    return any(gettext(code, text) != text for code in languages())
