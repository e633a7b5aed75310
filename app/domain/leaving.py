"""Deleting an account: never by accident, and never so that a workshop is left with nobody who organises it."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.catalogue import N_
from app.domain import sessions, workshop
from app.domain.account import Principal
from app.refusals import Conflict, Invalid
from app.storage.session import wipe
from app.storage.tables import Account, Token, Workshop


def leave(session: Session, who: Principal, *, confirm: str, erase: bool) -> None:
    """Delete the account of `who`. confirm: its e-mail address. erase: its workshops go, too, with all in them.

    Raises Conflict where there are workshops and `erase` does not say so: nobody else could run or erase them.
    """
    found = session.get_one(Account, who.account)
    if confirm.strip().casefold() != found.email.casefold():
        raise Invalid(errors={"confirm": [N_("Type the e-mail address of your account to delete it")]})
    mine = select(Workshop).where(Workshop.id.in_([each.id for each in workshop.of_account(session, found.id)]))
    workshops = session.scalars(mine.order_by(Workshop.id).with_for_update()).all()
    if workshops and not erase:
        raise Conflict(
            N_("You are the only organiser of workshops that are still here. Erase them, or agree to it here")
        )
    for each in workshops:
        workshop.erase(session, each)
    sessions.end_all(session, who)
    session.execute(delete(Token).where(Token.account_id == found.id))
    session.execute(delete(Account).where(Account.id == found.id))
    wipe(session)
