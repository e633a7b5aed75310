"""The words of a measure's plan: what its fields and instruments are called, in the order in which they are read."""

from app.catalogue import N_

# Shown first, then under "More". `baseline` and `target` are read with the indicator, the amount with the money.
FIELDS = {
    "lead": N_("Lead"),
    "by_when": N_("By when"),
    "money": N_("Money"),
    "indicator": N_("Indicator"),
    "first_step": N_("First step"),
    "problem": N_("Problem"),
    "instrument": N_("Instrument"),
    "builds_on": N_("Builds on"),
    "partners": N_("Partners"),
    "target_group": N_("For whom"),
    "risks": N_("Risks"),
}
INSTRUMENTS = {
    "law": N_("law"),
    "regulation": N_("regulation"),
    "programme": N_("public programme"),
    "finance": N_("finance"),
    "procurement": N_("procurement"),
    "capacity": N_("capacity"),
    "data": N_("data"),
    "social_dialogue": N_("social dialogue"),
}


def heading(plan, card):
    """(title, gloss) of a measure: its own words, or those of the `card` {title, gloss} it was made of, None if gone.

    A card's gloss is no gloss of other words.
    """
    card = card or {"title": "", "gloss": ""}
    fits = plan.get("what") in (None, "", card["title"])
    return plan.get("what") or card["title"], plan.get("what_gloss") or (card["gloss"] if fits else "")
