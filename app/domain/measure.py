"""Measures: adopted cards with a plan. Their prose is shared text; dates, instruments and amounts are set here."""

import re
from datetime import date

from sqlalchemy import func, select

from app.catalogue import N_
from app.domain import access, agenda, saving, wording
from app.domain.card import of as card_of
from app.domain.card import unfrozen
from app.domain.command import NOTHING, Inverse, Outcome, command, plain, refuse_if, thing
from app.domain.fields import Free, Id, Ids, OneOf, Text
from app.domain.theme import LAST, ahead, besides, place
from app.refusals import Invalid, NotFound
from app.storage.tables import Card, Measure, Member, Workshop

INSTRUMENTS = ("law", "regulation", "programme", "finance", "procurement", "capacity", "data", "social_dialogue")
CURRENCY = re.compile("[A-Z]{3}")
WORK = ("dropped", "plan", "by_when", "instrument", "amount", "assigned", "waived")
"""What people may have done to a measure."""


@command("measure.adopt", may=access.driver_until_declared, cards=Ids(required=True))
def adopt(call, *, cards):
    """Make one measure of each card, in this order; what was merged into a card comes along."""
    if not cards or len(set(cards)) < len(cards):
        raise Invalid(errors={"cards": [N_("Name the cards, each once")]})
    saving.save_all(call)
    found = [card_of(call, id) for id in cards]
    _adoptable(call, *found)
    unfrozen(call, *cards)
    made = [_made(call, card, several=len(found) > 1) for card in found]
    call.session.flush()
    told = put(call, *made) | {"measures": made}
    return Outcome(told, answer={"measures": made}, inverse=_adopting(call, made))


def _adoptable(call, *found):
    """Raise unless these cards can be measures besides those that there are."""
    present = call.session.scalars(_present(call)).all()
    taken = {card for measure in present for card in measure.cards}
    for card in found:
        refuse_if(card.removed, N_("This card has been removed"))
        refuse_if(card.merged_into, N_("This card has been merged into another"))
        refuse_if(card.private, N_("Reveal private cards before adopting them"))
        refuse_if(card.id in taken, N_("This card is a measure already"))
    most = call.session.get(Workshop, call.room.workshop_id).measures_max
    refuse_if(len(present) + len(found) > most, N_("At most {most} measures; drop one first"), most=most)


def _adopting(call, made):
    """They are dropped again, unless somebody has worked on one of them."""
    left = [
        ("measure", id, {name: plain(getattr(call.session.get(Measure, id), name)) for name in WORK}) for id in made
    ]
    return Inverse([("measure.drop", {"measure": id}) for id in reversed(made)], left)


def _present(call):
    return select(Measure).where(Measure.room_id == call.room.id, Measure.dropped.is_(False))


def _made(call, card, several):
    merged = select(Card.id).where(Card.merged_into == card.id).order_by(Card.position, Card.id)
    texts = {"what": card.title, "what_gloss": card.gloss, "problem": ""}
    measure = Measure(
        id=call.made(card.id, several),
        room_id=call.room.id,
        position=place(call, Measure, LAST),
        cards=[card.id, *call.session.scalars(merged)],
        plan={field: text for field, text in texts.items() if text},
    )
    call.session.add(measure)
    call.session.flush()
    wording.first(call.session, wording.Name("measure", measure.id), call.room.id, measure.plan)
    return measure.id


def put(call, *ids):
    """The patch that shows these measures as they are now."""
    call.session.flush()
    return {"put": {"measures": [part for part in agenda.measures(call.session, call.room) if part["id"] in ids]}}


def of(call, id):
    measure = thing(call.session.get(Measure, id), call.room)
    refuse_if(measure.dropped, N_("This measure has been dropped"))
    return measure


@command(
    "measure.assign",
    may=access.stage_lets("plan"),
    authored=True,
    measure=Id(required=True),
    members=Ids(required=True),
)
def assign(call, *, measure, members):
    """Give the measure to a pair, or to any number of the room's members."""
    found = of(call, measure)
    here = select(Member.id).where(Member.room_id == call.room.id, Member.removed_at.is_(None))
    if not set(members) <= set(call.session.scalars(here)):
        raise NotFound()
    wanted = list(dict.fromkeys(members))
    if found.assigned == wanted:
        return NOTHING
    inverse = _inverse(measure, "measure.assign", {"members": found.assigned}, assigned=wanted)
    found.assigned = wanted
    return Outcome({"measure": measure, "put": {"measures": [{"id": measure, "assigned": wanted}]}}, inverse=inverse)


def _inverse(measure, type, back, **left):
    """The measure goes back by one command, unless somebody has changed what is `left` of it, or dropped it."""
    return Inverse([(type, {"measure": measure, **back})], [("measure", measure, {"dropped": False, **left})])


@command("measure.move", may=access.driver_until_declared, measure=Id(required=True), after=Id(allow_none=True))
def move(call, *, measure, after=LAST):
    found = of(call, measure)
    position = (
        found.position if after == measure else place(call, Measure, after, (besides(Measure),), {"besides": measure})
    )
    if found.position == position:
        return NOTHING
    inverse = _inverse(measure, "measure.move", {"after": ahead(call, found, Measure)}, position=position)
    found.position = position
    return Outcome({"measure": measure, "put": {"measures": [{"id": measure, "position": position}]}}, inverse=inverse)


@command("measure.drop", may=access.driver_until_declared, measure=Id(required=True))
def drop(call, *, measure):
    """It leaves the agenda; its cards stay on the board."""
    found = of(call, measure)
    unfrozen(call, measure)
    found.dropped = True
    inverse = _inverse(measure, "measure.restore", {}, dropped=True)
    return Outcome({"measure": measure, "drop": {"measures": [measure]}}, inverse=inverse)


@command("measure.restore", may=access.driver_until_declared, measure=Id(required=True))
def restore(call, *, measure):
    """A dropped measure is on the agenda again, with its plan, as far as its card could be adopted now."""
    found = thing(call.session.get(Measure, measure), call.room)
    if not found.dropped:
        return NOTHING
    _adoptable(call, card_of(call, found.cards[0]))
    unfrozen(call, *found.cards)
    found.dropped = False
    return Outcome(put(call, measure) | {"measure": measure}, inverse=_adopting(call, [measure]))


@command(
    "measure.set",
    may=access.stage_lets("plan"),
    authored=True,
    measure=Id(required=True),
    field=OneOf("by_when", "instrument", "amount", required=True),
    value=Free(required=True, allow_none=True),
)
def set_value(call, *, measure, field, value):
    """by_when: "2021-06-30" or null. instrument: a list of keys. amount: {value, currency} or null."""
    found, wanted = of(call, measure), READ[field](value)
    unfrozen(call, measure)
    if getattr(found, field) == wanted:
        return NOTHING
    back = {"field": field, "value": plain(getattr(found, field))}
    setattr(found, field, wanted)
    inverse = _inverse(measure, "measure.set", back, **{field: plain(wanted)})
    return Outcome(put(call, measure) | {"measure": measure}, inverse=inverse)


def _date(value):
    if value is None:
        return None
    try:
        found = date.fromisoformat(value)
        if found.isoformat() != value:  # it reads weeks and other spellings, too
            raise ValueError
        return found
    except (TypeError, ValueError) as error:
        raise Invalid(errors={"value": [N_("A date as 2021-06-30, or nothing")]}) from error


def _instrument(value):
    if not isinstance(value, list) or not all(isinstance(key, str) and key in INSTRUMENTS for key in value):
        raise Invalid(errors={"value": [N_("A list of instruments")]})
    return [key for key in INSTRUMENTS if key in value]


def _amount(value):
    if value is None:
        return None
    refused = Invalid(errors={"value": [N_("An amount with a currency of three letters, or nothing")]})
    if not isinstance(value, dict) or set(value) != {"value", "currency"}:
        raise refused
    number, code = value["value"], value["currency"]
    money = isinstance(number, (int, float)) and not isinstance(number, bool) and 0 <= number < 10**15
    if not money or not isinstance(code, str) or not CURRENCY.fullmatch(code):
        raise refused
    # 4200000000.0 is the same amount, and in a proof the same text.
    return value | {"value": int(number) if number == int(number) else number}


READ = {"by_when": _date, "instrument": _instrument, "amount": _amount}


@command(
    "check.waive",
    may=access.driver_until_declared,
    measure=Id(required=True),
    reason=Text(limit="announcement", required=True, filled=True, allow_none=True),
)
def waive(call, *, measure, reason):
    """The check of this measure need not pass; the reason is printed. Null: it has to pass after all."""
    found = of(call, measure)
    if found.waived == reason:
        return NOTHING
    inverse = _inverse(measure, "check.waive", {"reason": found.waived}, waived=reason)
    found.waived = reason
    return Outcome({"measure": measure, "put": {"measures": [{"id": measure, "waived": reason}]}}, inverse=inverse)


def may_word(call, measure, *, gloss=False):
    """Raise unless the actor may write in this measure's plan now. gloss: nothing but its glosses."""
    access.words(call, "plan", gloss=gloss)
    refuse_if(measure.dropped, N_("This measure has been dropped"))
    unfrozen(call, measure.id)


def count(session, room):
    wanted = select(func.count()).where(Measure.room_id == room.id, Measure.dropped.is_(False))
    return session.scalar(wanted)
