"""People arrive, choose a language, read the room's brief and findings, and see who is here."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Brief")
INSTRUCTION = N_("Welcome. Choose your language, read what was found for your room, and see who is here.")
MINUTES = 25
PERMISSIONS = permissions()
