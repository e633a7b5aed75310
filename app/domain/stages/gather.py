"""Everyone writes at once, each for oneself, until the facilitator reveals all cards."""

from app.catalogue import N_
from app.domain.stages import permissions
from app.refusals import Invalid

TITLE = N_("Gather")
INSTRUCTION = N_(
    "Write one idea per card, in your own language. Your cards stay yours alone until all are shown together."
)
CHECKED = N_(
    "Write one idea per card, in your own language. All cards are shown together. Before that, the facilitator can "
    "read them, without names."
)
INSTRUCTIONS = (INSTRUCTION, CHECKED)
MINUTES = 12
PERMISSIONS = permissions(add=True, edit_own=True, cards=False)


def instruction(settings):
    """What the stage says unless it is given other words: people read there who can read their cards."""
    return CHECKED if settings.get("check") else INSTRUCTION


def check(settings):
    """check: whether facilitators may read private cards, without names, before they are shown."""
    if not isinstance(settings.get("check", False), bool):
        raise Invalid(
            N_("This is either true or false"), errors={"settings.check": [N_("This is either true or false")]}
        )
