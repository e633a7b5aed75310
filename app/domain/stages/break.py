"""A pause with a timer. Nothing on the board changes; whoever has not voted yet still may."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Break")
INSTRUCTION = N_("Have a break. Everything stays as it is until you are back.")
MINUTES = 10
PERMISSIONS = permissions()
