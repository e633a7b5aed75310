"""An agenda in one language, or in two side by side: which it has, and what of it is not translated yet. Pure.

A text and its gloss are in different languages, and only of a card did anybody say in which: else the script tells.
Where it does not, as between two languages in Latin letters, both are kept, so that nothing is lost.
"""

from app.catalogue import languages
from app.domain import tongue
from app.domain.difference import LABELS
from app.domain.tongue import BOTH, DECLARED, PLANNED
from app.export import first_card, heading

__all__ = ["BOTH", "labels", "single", "spoken", "untranslated"]


def spoken(agenda, room):
    """The languages of a room's agenda, its own first: one code, or two."""
    return list(dict.fromkeys(_known(agenda, room).values()))


def labels(agenda, room):
    """The languages for our own words in an agenda of both: those of its own that the interface speaks, or English."""
    return [code for code in spoken(agenda, room) if code in languages()] or ["en"]


def single(agenda, language):
    """`agenda` with each text in `language` alone where it is there in that, else as it was written."""
    return agenda | {"rooms": [_single(agenda, room, language) for room in agenda["rooms"]]}


def _single(agenda, room, language):
    def chosen(holder, names, own=None):
        told = {}
        for name, gloss in names:
            both = [holder.get(name), holder.get(gloss)]
            fits = [text for text, code in zip(both, _codes(agenda, room, *both, own), strict=True) if code == language]
            if all(both) and len(fits) == 1:
                told |= {name: fits[0], gloss: ""}
        return holder | told

    def planned(measure):
        plan, card = _plan(room, measure), first_card(room, measure)
        own = card["language"] if card and plan["what"] == card["title"] else None
        plan = chosen(plan, [("what", "what_gloss")], own)
        return measure | {"plan": chosen(plan, [(name, f"{name}_gloss") for name in PLANNED if name != "what"])}

    return room | {
        "declaration": chosen(room["declaration"], [(name, f"{name}_gloss") for name in DECLARED]),
        "measures": [planned(measure) for measure in room["measures"]],
        "cards": [chosen(card, [("title", "gloss")], card["language"]) for card in room["cards"]],
    }


def _codes(agenda, room, text, gloss, own):
    """The languages of a text and its gloss. own: what the writer of the text said, or None."""
    known = _known(agenda, room)
    codes = tongue.tongue(text or "", own=own, **known), tongue.tongue(gloss or "", **known)
    if codes != (own, own):
        return codes
    # A gloss is in another language than its text: the workshop's, or where that is the text's, the room's.
    return own, next((code for code in (known["workshop"], known["room"]) if code != own), own)


def _known(agenda, room):
    return {"room": room["language"] or agenda["language"], "workshop": agenda["language"]}


def _plan(room, measure):
    """A measure's plan with the words under which it stands, which may be those of its card."""
    title, gloss = heading(room, measure)
    return measure["plan"] | {"what": title, "what_gloss": gloss}


def untranslated(agenda, room, language):
    """[(number of a measure, or None, [message id of each text])]: what is not there in `language`, or in BOTH."""
    plans = [_plan(room, measure) for measure in room["measures"]]
    found = tongue.untranslated(room["declaration"], plans, language, **_known(agenda, room))
    return [(n, [LABELS[name] for name in names]) for n, names in found]
