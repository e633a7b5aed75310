"""Cards are shared, clarified, moved into themes, merged, and tied to findings."""

from app.catalogue import N_
from app.domain.stages import permissions

TITLE = N_("Shape")
INSTRUCTION = N_("Share the cards one by one, ask what is unclear, and put together what belongs together.")
MINUTES = 30
PERMISSIONS = permissions(add=True, edit_own=True, edit_all=True, arrange=True, comment=True)
