"""Big screens: each let in by tokens of its own, which can be ended at once. A screen reads, and can do nothing."""

import secrets

from sqlalchemy import func, select, update

from app.domain import account, bearing, codes
from app.domain.access import lock_workshop
from app.domain.clock import moment, now
from app.domain.workshop import LETTERS
from app.refusals import NotFound, Unauthenticated
from app.storage.session import wipe
from app.storage.tables import Screen

CODE_LETTERS = 8
CODE_HOURS = 0.5


def make(session, workshop_id):
    """(Screen, token, code): the token for its link, and for half an hour a code that can be typed."""
    lock_workshop(session, workshop_id)
    last = session.scalar(select(func.max(Screen.number)).where(Screen.workshop_id == workshop_id)) or 0
    made = Screen(workshop_id=workshop_id, number=last + 1, created_at=now())
    session.add(made)
    session.flush()
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
    account.issue(session, screen=made.id, purpose="code", hours=CODE_HOURS, raw=code)
    return made, account.issue(session, screen=made.id), code


def typed(given):
    """A code as it was typed: in small letters, in halves."""
    return "".join(given.split()).replace("-", "").upper()


def end(session, workshop_id, screen_id):
    """End a screen: its tokens are worth nothing, and its connections close."""
    found = session.get(Screen, screen_id)
    if found is None or found.workshop_id != workshop_id:
        raise NotFound()
    codes.retire_screen(session, found)
    account.revoke_all(session, screen=found.id)
    session.delete(found)
    wipe(session)


def of(session, workshop_id):
    """The screens of a workshop, by number."""
    return session.scalars(select(Screen).where(Screen.workshop_id == workshop_id).order_by(Screen.number)).all()


def told(screen):
    return {
        "id": screen.id,
        "number": screen.number,
        "made_at": moment(screen.created_at),
        "seen_at": moment(screen.seen_at),
    }


def borne(session, who, workshop_id=None):
    """The Screen of a Principal that bears one; NotFound where it belongs to another workshop.

    Raises Unauthenticated where it was ended, or its token revoked.
    """
    bearing.check(session, who)
    found = session.get(Screen, who.screen) if who.screen else None
    if found is None:
        raise Unauthenticated()
    if workshop_id not in (None, found.workshop_id):
        raise NotFound()
    return found


def seen(session, screen_id):
    """Note that a screen is there."""
    session.execute(update(Screen).where(Screen.id == screen_id).values(seen_at=now()))
