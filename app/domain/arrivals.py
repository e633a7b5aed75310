"""How many people join by the code: so many a minute that a hall does not notice, and no more."""

from datetime import timedelta
from math import ceil

from sqlalchemy import select

from app.catalogue import N_
from app.refusals import TooFast
from app.storage.tables import Member

MINUTE = timedelta(minutes=1)
UNUSUAL = 0.75
"""From this share of the limit on the console says how many are joining."""


def by_code(workshop: str):
    """The query of those who have joined by the code: they have no reference, as people on a list do."""
    wanted = select(Member).where(Member.workshop_id == workshop, Member.reference.is_(None))
    return wanted.where(Member.role == "participant", Member.joined_at.is_not(None))


def admit(call) -> dict:
    """What the event tells of a crowd: {lately, most}, or nothing; raises TooFast where too many joined in a minute.

    Counted in the database, under the lock of the workshop: all processes share one limit.
    """
    most = call.limits.joins
    wanted = by_code(call.workshop.id).with_only_columns(Member.joined_at)
    recent = wanted.where(Member.joined_at > call.at - MINUTE).order_by(Member.joined_at.desc())
    times = call.session.scalars(recent.limit(most)).all()
    if len(times) >= most:
        wait_s = (times[-1] + MINUTE - call.at).total_seconds()
        raise TooFast(
            N_("Many people are joining right now. What you typed is still here"), retry_after=max(1, ceil(wait_s))
        )
    lately = len(times) + 1
    return {"lately": lately, "most": most} if lately >= UNUSUAL * most else {}
