"""All rooms come back: one agenda at a time on the big screen, questions, applause, and the moment of declaring."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Plenary")
INSTRUCTION = N_("All rooms come back together. Listen to each agenda, ask your questions, and applaud.")
MINUTES = 30
PERMISSIONS = permissions(comment=True, authors=True)
