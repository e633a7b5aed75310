"""The text is finalised together, and every delegate states a level of agreement."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Declare")
INSTRUCTION = N_(
    "Finish the text together. Then say, each privately, how far you agree; all answers are shown at once."
)
MINUTES = 25
PERMISSIONS = permissions(preamble=True, endorse=True, comment=True, authors=True)
