"""A gallery walk: a room reads another room's agenda, comments, offers or asks for help."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Visit")
INSTRUCTION = N_("Read another room's agenda. Leave a comment, offer what you can share, or ask for help.")
MINUTES = 15
PERMISSIONS = permissions(comment=True, authors=True)
