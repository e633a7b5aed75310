"""Cards: adding, moving, merging, removing and revealing them."""

import secrets

from sqlalchemy import func, select, update

from app.catalogue import N_
from app.domain import access, agenda, wording
from app.domain.command import NOTHING, Inverse, Outcome, command, refuse_if, thing
from app.domain.fields import Flag, Id, Ids, OneOf, Text
from app.domain.theme import LAST, ahead, column, place
from app.domain.theme import there as theme_there
from app.refusals import Forbidden, Invalid, NotFound, TooLarge
from app.storage import rows
from app.storage.tables import Card, JointPoll, Measure, Member, Poll


def may_add(call):
    """As the stage grants; a late card, written before its stage ended, may come in any stage until declared."""
    if not call.values.get("late"):
        return access.stage_lets("add")(call)
    access.undeclared(call)
    access.seated(call)
    access.unlocked(call)


@command(
    "card.add",
    may=may_add,
    authored=True,
    title=Text(required=True, filled=True),
    body=Text(limit="body"),
    gloss=Text(limit="title"),
    language=Text(limit="language"),
    kind=OneOf("proposal", "challenge"),
    theme=Id(allow_none=True),
    after=Id(allow_none=True),
    late=Flag(),
    member=Id(),
)
def add(
    call, *, title, body="", gloss="", language=None, kind="proposal", theme=None, after=LAST, late=False, member=None
):
    """A new card. Where the room writes privately it is a number to all but its writer."""
    author = for_member(call, member)
    _room_left(call)
    theme_there(call, theme)
    texts = {"title": title, "body": body, "gloss": gloss}
    private = call.room.private_writing and not call.stage.permissions["cards"] and not late
    card = Card(
        id=call.id,
        room_id=call.room.id,
        theme_id=None if late else theme,
        author_id=author.id,
        position=_place(call, None if late else theme, after, writer=author.id if private else None),
        kind=kind,
        language=language or author.language,
        private=private,
        checkable=private and bool(call.stage.settings.get("check")),
        late=late,
        created_at=call.at,
        **texts,
    )
    call.session.add(card)
    call.session.flush()
    wording.first(call.session, wording.Name("card", card.id), call.room.id, texts)
    told = {"answer": {"card": card.id}, "mine": (author.id,), "inverse": _inverse(card, "card.remove")}
    if private:
        return Outcome(private_count(call), hidden=True, **told)
    return Outcome({"card": card.id, **put(call, card.id), **assisted(member)}, **told)


def _inverse(card, type, *names, **data):
    """The card goes back by one command, unless somebody has changed what is named of it."""
    left = {name: getattr(card, name) for name in names or ("removed", "merged_into")}
    return Inverse([(type, {"card": card.id, **data})], [("card", card.id, left)])


def for_member(call, member):
    """The writer: the actor, or the delegate without a device for whom a facilitator writes."""
    if member is None or member == call.actor.id:
        return call.actor
    access.driver(call)
    found = call.session.get(Member, member)
    if found is None or found.room_id != call.room.id or found.removed_at:
        raise NotFound()
    return access.Actor.of(found)


def assisted(member):
    """The log marks what was written for a person without a device."""
    return {"assisted": True} if member else {}


def _room_left(call):
    count = call.session.scalar(select(func.count()).where(Card.room_id == call.room.id))
    if count >= call.limits.cards:
        raise TooLarge(N_("At most {most} cards fit in a room"), most=call.limits.cards)


def _place(call, theme_id, after, *, writer=None, but=None):
    if after not in (None, LAST) and plain(call, after).theme_id != theme_id:
        raise Invalid(errors={"after": [N_("That card stands in another theme")]})
    return place(call, Card, after, *column(theme_id, writer, but))


def private_count(call):
    return {"set": {"private": {"total": agenda.private_part(call.session, call.room)["total"]}}}


def put(call, *ids):
    """The patch that shows these cards as they are now."""
    call.session.flush()
    return {"put": {"cards": agenda.cards(call.session, call.room, call.stage, only=ids)}}


def of(call, id):
    """A card of this room that the actor may know of: another's private card is not found."""
    return _known(call, call.session.get(Card, id))


def plain(call, id):
    """The same as a plain row."""
    return _known(call, rows.get(call.session, Card, id))


def _known(call, found):
    card = thing(found, call.room)
    if card.private and card.author_id != call.actor.id:
        raise NotFound()
    return card


def open_card(call, id):
    """A card on which something may still be done."""
    return _unfinished(of(call, id))


def _unfinished(card):
    refuse_if(card.removed, N_("This card has been removed"))
    refuse_if(card.merged_into, N_("This card has been merged into another"))
    return card


def public_card(call, id):
    """The same for what everybody will hear of: nothing is said about a card that only its writer knows."""
    card = open_card(call, id)
    refuse_if(card.private, N_("Reveal this card first"))
    return card


def unfrozen(call, *ids):
    """Raise Conflict where an open poll is about one of these cards or measures."""
    here = select(Poll.cards).where(Poll.room_id == call.room.id, Poll.state == "open")
    # A vote over all rooms may be open without having reached this one yet.
    joint = select(JointPoll.cards).where(JointPoll.workshop_id == call.room.workshop_id, JointPoll.state == "open")
    for cards in (*call.session.scalars(here), *call.session.scalars(joint)):
        refuse_if(not set(cards).isdisjoint(ids), N_("A vote about this is open; it is frozen until the close"))


@command(
    "card.move",
    may=access.stage_lets("arrange"),
    authored=True,
    card=Id(required=True),
    theme=Id(allow_none=True),
    after=Id(allow_none=True),
)
def move(call, *, card, theme=LAST, after=LAST):
    """Put `card` behind `after`. Only the moved row changes: its position lies between its new neighbours."""
    found = _unfinished(plain(call, card))
    target = found.theme_id if theme == LAST else theme
    theme_there(call, target)
    if after == card:
        return NOTHING
    position = _place(call, target, after, writer=call.actor.id if found.private else None, but=card)
    if (found.theme_id, found.position, found.late) == (target, position, False):
        return NOTHING
    back = {"theme": found.theme_id, "after": ahead(call, found, Card, *column(found.theme_id))}
    rows.change(call.session, Card, card, theme_id=target, position=position, late=False)
    if found.private:
        return Outcome(mine=(call.actor.id,))
    moved = found._replace(theme_id=target, position=position)
    row = {"id": card, "theme": target, "position": position, "late": False}
    inverse = _inverse(moved, "card.move", "theme_id", "position", **back)
    return Outcome({"card": card, "put": {"cards": [row]}}, inverse=inverse)


@command(
    "card.merge", may=access.stage_lets("arrange"), authored=True, into=Id(required=True), cards=Ids(required=True)
)
def merge(call, *, into, cards):
    """`cards` go into `into`, with what was merged into them before; they stay readable."""
    target = open_card(call, into)
    if not cards or into in cards or len(set(cards)) < len(cards):
        raise Invalid(errors={"cards": [N_("Name other cards than the one they go into, each once")]})
    merged = [open_card(call, id) for id in cards]
    refuse_if(target.private or any(card.private for card in merged), N_("Reveal private cards before merging them"))
    unfrozen(call, into, *cards)
    earlier = call.session.scalars(select(Card).where(Card.merged_into.in_(cards))).all()
    inverse = _unmerging(merged, earlier, into)
    for card in [*merged, *earlier]:
        card.merged_into = into
    rows = [{"id": card.id, "merged_into": into} for card in [*merged, *earlier]]
    return Outcome({"into": into, "cards": cards, "put": {"cards": rows}}, inverse=inverse)


def _unmerging(merged, earlier, into):
    """Each on its own again, and what had been merged into one of them before, there again."""
    back = [("card.unmerge", {"card": card.id}) for card in [*merged, *earlier]]
    for card in merged:
        its = [each.id for each in earlier if each.merged_into == card.id]
        back += [("card.merge", {"into": card.id, "cards": its})] if its else []
    return Inverse(back, [("card", card.id, {"merged_into": into}) for card in [*merged, *earlier]])


@command("card.unmerge", may=access.stage_lets("arrange"), authored=True, card=Id(required=True))
def unmerge(call, *, card):
    found = of(call, card)
    refuse_if(not found.merged_into, N_("This card is not merged"))
    unfrozen(call, found.merged_into)
    back = ("card.merge", {"into": found.merged_into, "cards": [card]})
    found.merged_into = None
    row = {"id": card, "merged_into": None}
    inverse = Inverse([back], [("card", card, {"merged_into": None, "removed": False})])
    return Outcome({"card": card, "put": {"cards": [row]}}, inverse=inverse)


def may_remove(call):
    """Whoever may arrange; a writer the own card, where the stage lets edit it. Whose it is the handler checks."""
    if not call.actor.drives(call.room.id) and not call.stage.permissions["arrange"]:
        access.stage_lets("edit_own")(call)
    else:
        access.stage_lets("arrange")(call)


@command("card.remove", may=may_remove, authored=True, card=Id(required=True))
def remove(call, *, card):
    return _set_removed(call, of(call, card), True)


@command("card.restore", may=may_remove, authored=True, card=Id(required=True))
def restore(call, *, card):
    return _set_removed(call, of(call, card), False)


def _set_removed(call, card, removed):
    own_or_arranging(call, card)
    if card.removed == removed:
        return NOTHING
    refuse_if(card.held is not None, N_("The facilitator removed this card before it was shown"))
    refuse_if(card.merged_into, N_("This card has been merged into another"))
    refuse_if(removed and _adopted(call, card.id), N_("This card has become a measure"))
    unfrozen(call, card.id)
    card.removed = removed
    inverse = _inverse(card, "card.restore" if removed else "card.remove")
    if card.private:
        call.session.flush()
        return Outcome(private_count(call), hidden=True, mine=(call.actor.id,), inverse=inverse)
    return Outcome({"card": card.id, "put": {"cards": [{"id": card.id, "removed": removed}]}}, inverse=inverse)


def unseen_in(session, member: str) -> list[str]:
    """The ids of the rooms in which a member has private cards."""
    wanted = select(Card.room_id).where(Card.author_id == member, Card.private.is_(True), Card.removed.is_(False))
    return list(session.scalars(wanted.distinct()))


def remove_unseen(call, member: str) -> None:
    """Remove a member's private cards in the room of `call`. Their number falls, and nobody has read a word."""
    theirs = update(Card).where(Card.room_id == call.room.id, Card.author_id == member, Card.private.is_(True))
    call.session.execute(theirs.values(removed=True))


def own_or_arranging(call, card):
    if call.actor.drives(call.room.id) or call.stage.permissions["arrange"]:
        return
    if card.author_id != call.actor.id:
        raise Forbidden(N_("In this stage everybody changes the own cards only"))


def _adopted(call, id):
    measures = select(Measure.cards).where(Measure.room_id == call.room.id, Measure.dropped.is_(False))
    return any(id in cards for cards in call.session.scalars(measures))


def may_reveal(call):
    """The room's delegates their own cards, in any stage until declared; who that is the handler checks."""
    access.undeclared(call)
    access.seated(call)
    if not call.actor.drives(call.room.id):
        access.unlocked(call)


@command("card.reveal", may=may_reveal, authored=True, cards=Ids())
def reveal(call, *, cards=None):
    """Show private cards to the room, in random order.

    Without `cards`: a facilitator shows all, and private writing is over until a gather stage starts again; a writer
    shows the own ones.
    """
    all_of_them = cards is None and call.actor.drives(call.room.id)
    wanted = select(Card).where(Card.room_id == call.room.id, Card.private.is_(True), Card.removed.is_(False))
    if cards is not None:
        for id in cards:
            of(call, id)
        wanted = wanted.where(Card.id.in_(cards))
    if not all_of_them:
        wanted = wanted.where(Card.author_id == call.actor.id)
    shown = list(call.session.scalars(wanted))
    ended = all_of_them and call.room.private_writing
    if not shown and not ended:
        return NOTHING
    secrets.SystemRandom().shuffle(shown)
    for card in shown:  # their old places told who wrote when
        card.private = False
        card.position = _place(call, card.theme_id, LAST, but=card.id)
        call.session.flush()
    if ended:
        call.change(private_writing=False)
    data = put(call, *[card.id for card in shown])
    secrets.SystemRandom().shuffle(data["put"]["cards"])
    data["set"] = private_count(call)["set"] | {"room": {"private_writing": call.room.private_writing}}
    return Outcome(data, mine=tuple({card.author_id for card in shown if card.author_id}))


def may_word(call, card, *, gloss=False):
    """Raise unless the actor may change this card's texts now. gloss: nothing but its gloss."""
    own = card.author_id == call.actor.id and not call.stage.permissions["edit_all"]
    access.words(call, "edit_own" if own else "edit_all", gloss=gloss)
    refuse_if(card.removed, N_("This card has been removed"))
    refuse_if(card.merged_into, N_("This card has been merged into another"))
    unfrozen(call, card.id)
