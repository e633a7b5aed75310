"""Private cards that facilitators may read without names before they are shown, to remove abuse.

Only where the stage says so (its setting `check`), and only cards that were written while it said so: whoever wrote
elsewhere was promised that nobody reads them.
"""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from app.catalogue import N_
from app.domain import access
from app.domain.card import private_count
from app.domain.command import NOTHING, Call, Outcome, command, refuse_if
from app.domain.fields import Id, Text
from app.refusals import Forbidden, NotFound
from app.storage.tables import Card, Room

SHOWN = ("id", "title", "body", "language", "kind")
"""What a check tells of a card: nothing from which its writer, its group, its place or its time could be read."""


def checks(stage: Any) -> bool:
    """Whether facilitators may read private cards in this stage, as people read where they write."""
    return bool(stage.settings.get("check"))


def may_check(call: Call) -> None:
    access.driver(call)
    if not checks(call.stage):
        raise Forbidden(N_("In this stage nobody can read private cards before they are shown"))


@command("card.check", may=may_check, reads=True)
def check(call: Call) -> Outcome:
    """Read the private cards of the others, without their writers. The room is told that it was done.

    The answer is `{cards: [{id, title, body, language, kind}]}`, in the order of the ids, which are random.
    """
    found = call.session.scalars(_checkable(call).where(Card.removed.is_(False)).order_by(Card.id))
    return Outcome({}, answer={"cards": [{name: getattr(card, name) for name in SHOWN} for card in found]})


@command(
    "card.hold",
    may=may_check,
    card=Id(required=True),
    reason=Text(limit="announcement", required=True, filled=True),
)
def hold(call: Call, *, card: str, reason: str) -> Outcome:
    """Remove a private card before it is shown. Only its writer learns which, and why; the room learns the number."""
    found = call.session.scalar(_checkable(call).where(Card.id == card))
    if found is None:
        raise NotFound()
    if found.held is not None:
        return NOTHING
    refuse_if(found.removed, N_("This card has been removed"))
    found.removed, found.held = True, reason
    call.session.flush()
    return Outcome(private_count(call), mine=(found.author_id,) if found.author_id else ())


def _checkable(call: Call) -> Select[Any]:
    theirs = select(Card).where(Card.room_id == call.room.id, Card.private.is_(True), Card.checkable.is_(True))
    return theirs.where(Card.author_id.is_distinct_from(call.actor.id))


def keep_promise(call: Call, stage: Any) -> None:
    """Where people write under the promise that nobody reads private cards, it holds for all that are there."""
    if stage.permissions["cards"] or checks(stage):
        return
    theirs = update(Card).where(Card.room_id == call.room.id, Card.private.is_(True))
    call.session.execute(theirs.values(checkable=False))


def rooms_with_private_cards(session: Session, stage: str) -> list[str]:
    """The names of the rooms in this stage in which somebody has a private card."""
    wanted = select(Room.name).join(Card, Card.room_id == Room.id).where(Room.stage_id == stage)
    wanted = wanted.where(Card.private.is_(True), Card.removed.is_(False))
    return list(session.scalars(wanted.group_by(Room.id, Room.name, Room.position).order_by(Room.position)))
