"""After the day: progress on each measure, reviews, and practices that travel."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Follow-up")
INSTRUCTION = N_("Come back to your measures: what has moved, what is in the way, and what can others borrow?")
MINUTES = 8
PERMISSIONS = permissions(comment=True, authors=True)
