"""During inputs and tours: one box, what do I take home?"""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Listen")
INSTRUCTION = N_("Listen, and write down what you want to take home, one thought at a time.")
MINUTES = 30
PERMISSIONS = permissions(note=True)
