"""Joining by a code, from the organiser's side: a new code, when the old one is known to too many."""

from app.domain import access, codes
from app.domain.command import Outcome, command
from app.domain.workshop import free_code


@command("code.renew", scope="workshop", may=access.organiser)
def renew(call):
    """A new join code. The old one lets nobody in; people who type it learn that it was replaced. Seats stay."""
    workshop = call.workshop
    codes.retire(call.session, "join", workshop.id, codes.hashed(workshop.code))
    workshop.code = free_code(call.session)
    return Outcome({}, answer={"code": workshop.code})
