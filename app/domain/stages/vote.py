"""One poll: everybody casts, nobody sees a tally before the reveal, and nothing on the board changes meanwhile."""

from app.catalogue import N_
from app.domain import voting
from app.domain.stages import permissions
from app.refusals import Invalid

TITLE = N_("Prioritise")
INSTRUCTION = N_(
    "Choose what should come first. Every tap is saved, and nobody sees a result before it is shown to all."
)
MINUTES = 12
PERMISSIONS = permissions(comment=True)
SETTINGS = {"poll": {"method": "dots", "over": "cards"}}  # over: cards or measures


def check(settings):
    """Refuse a poll that could not be opened on the day."""
    poll = settings["poll"]
    if not isinstance(poll, dict) or poll.get("over") not in ("cards", "measures"):
        raise Invalid(N_("A poll is over cards or over measures"), errors={"settings.poll.over": [N_("Unknown")]})
    voting.method(poll.get("method"))
