"""The chosen cards become measures; pairs write their plans, translators fill in the glosses."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Plan")
INSTRUCTION = N_(
    "Turn each chosen idea into a measure: who leads, by when, with what money, how you will know. Write all at once."
)
MINUTES = 40
PERMISSIONS = permissions(plan=True, comment=True, authors=True)
