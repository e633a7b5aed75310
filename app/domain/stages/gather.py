"""Everyone writes at once, each for oneself, until the facilitator reveals all cards."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Gather")
INSTRUCTION = N_(
    "Write one idea per card, in your own language. Your cards stay yours alone until all are shown together."
)
MINUTES = 12
PERMISSIONS = permissions(add=True, edit_own=True, cards=False)
