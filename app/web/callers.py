"""Who may make a call at all: asked before its body is read, so that a stranger's body is never looked at.

Each takes the parts of the call's path and raises a Refusal. What a call does asks again, in its own transaction.
"""

from app.catalogue import N_
from app.domain import account
from app.domain.account import Principal
from app.refusals import Forbidden
from app.web.asking import house, principal


def signed_in(**_: str) -> None:
    principal()


def account_holder(**_: str) -> Principal:
    """Whoever has an account."""
    who = principal("account")
    if who.account is None:
        raise Forbidden(N_("This needs an account"))
    return who


def reads_workshop(workshop_id: str) -> None:
    """Anybody in the workshop."""
    _actor(workshop=workshop_id)


def reads_room(room_id: str) -> None:
    """Anybody who may be in the room."""
    _actor(room=room_id)


def organiser(workshop_id: str) -> None:
    """The organiser of the workshop."""
    if _actor(workshop=workshop_id).role != "organiser":
        raise Forbidden(N_("Only the organiser may do that"))


def owner(workshop_id: str) -> None:
    """Whoever has the account that organises the workshop, whichever seat the browser holds besides."""
    account_holder()
    organiser(workshop_id)


def leads_all(workshop_id: str) -> None:
    """The organiser, and facilitators of all rooms."""
    if not _actor(workshop=workshop_id).drives_all:
        raise Forbidden(N_("Only who facilitates all rooms may do that"))


def _actor(**place):
    who = principal()
    with house().store.reading() as session:
        return account.actor(session, who, **place)
