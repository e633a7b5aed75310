"""The declaration: levels of agreement given privately, revealed at once, and the moment of declaring."""

from datetime import timedelta

from sqlalchemy import delete, select

from app.catalogue import N_
from app.domain import access, agenda, declaring, invitation, measure, rule, saving
from app.domain.card import assisted, for_member
from app.domain.command import NOTHING, Outcome, command, refuse_if
from app.domain.fields import Id, OneOf, Text, Whole
from app.refusals import Conflict, Forbidden, Invalid, NotFound
from app.storage.session import wipe
from app.storage.tables import Declaration, Endorsement, Member, Workshop

STANDING = N_("Adopted by participants in their expert capacity; does not commit their institutions")


DAYS = 7
"""So long a new version is open to be endorsed where nobody says otherwise."""


def may_endorse(call):
    """In the stage that asks for it. A new version in any: it is endorsed after the day, where the room was left."""
    access.undeclared(call)
    if call.actor.drives(call.room.id):
        return
    if of(call).endorse_until is None:
        access.stage_lets("endorse")(call)
    access.seated(call)
    access.unlocked(call)


@command(
    "declaration.endorse",
    may=may_endorse,
    level=Whole(1, 8, required=True),
    reservation=Text(limit="comment"),
    signed=OneOf("name", "group", "one"),
    member=Id(),
)
def endorse(call, *, level, reservation="", signed="one", member=None):
    """State, or change, one's level of agreement. Until the reveal the room learns the number of levels given.

    Of a new version in any stage, but within its days.
    """
    voter = for_member(call, member)
    if voter.role != "participant":
        raise Forbidden(N_("Levels of agreement are the delegates'"))
    declaration = of(call)
    refuse_if(declaration.revealed, N_("The levels of agreement have been revealed"))
    over = declaration.endorse_until is not None and call.at >= declaration.endorse_until
    refuse_if(over, N_("The time to endorse this version is over; it can be declared with the answers that were given"))
    row = call.session.get(Endorsement, (call.room.id, voter.id))
    given = (level, reservation.strip(), signed)
    if row is None:
        row = Endorsement(room_id=call.room.id, member_id=voter.id)
        call.session.add(row)
    elif (row.level, row.reservation, row.signed) == given:
        return NOTHING
    row.level, row.reservation, row.signed = given
    declaration.state = "endorsing"
    return Outcome(_put(call) | assisted(member), hidden=True, mine=(voter.id,))


def of(call):
    return call.session.get(Declaration, call.room.id)


def _put(call):
    call.session.flush()
    return {"set": {"declaration": agenda.declaration_part(call.session, call.room)}}


@command("declaration.reveal", may=access.driver_until_declared)
def reveal(call):
    """Show all levels at once, by number; who gave which is forgotten. The decision rule is computed here."""
    declaration = of(call)
    refuse_if(declaration.revealed, N_("The levels of agreement have been revealed"))
    voters = _reveal(call, declaration)
    return Outcome(_put(call), mine=voters)


def _reveal(call, declaration):
    given = call.session.execute(
        select(Endorsement, Member)
        .join(Member)
        .where(Endorsement.room_id == call.room.id)
        .order_by(Endorsement.member_id)
    ).all()
    workshop = call.session.get(Workshop, call.room.workshop_id)
    titles = {perspective["key"]: perspective["title"] for perspective in workshop.perspectives}
    groups = sorted(((row.level, member.perspective) for row, member in given), key=lambda each: _rank(each[1], titles))
    declaration.state = "endorsing"
    declaration.revealed = {
        "levels": {str(n): sum(row.level == n for row, _ in given) for n in range(1, 9)},
        "reservations": sorted(
            (
                {"text": row.reservation, "signed": _signature(row, member, titles)}
                for row, member in given
                if row.reservation
            ),
            key=lambda reservation: reservation["text"],
        ),
        "rule": rule.decide(
            groups,
            workshop.decision_rule,
            expected=invitation.expected(call.session, call.room),
            order=list(titles),
        ),
    }
    call.session.execute(delete(Endorsement).where(Endorsement.room_id == call.room.id))
    wipe(call.session)
    return tuple(member.id for _, member in given)


@command(
    "reservation.remove",
    may=access.driver,
    number=Whole(1, 2_000, required=True),
    reason=Text(limit="announcement", required=True, filled=True),
)
def remove_reservation(call, *, number, reason):
    """Take the words of a reservation off the record, for good. That it was removed, when and why, stays in its place.

    number: its place among those that were revealed, from 1. Of a declared agenda this is a correction: it is declared
    and signed again in the same moment. Proofs that were issued before keep what they say.
    """
    declaration = of(call)
    refuse_if(not declaration.revealed, N_("The levels of agreement have not been shown yet"))
    reservations = list(declaration.revealed["reservations"])
    if number > len(reservations):
        raise NotFound()
    refuse_if(reservations[number - 1].get("removed"), N_("This reservation has been removed"))
    by, at = ("organiser" if call.actor.role == "organiser" else "facilitator"), agenda.moment(call.at)
    trace = {"by": by, "at": at, "reason": reason}
    reservations[number - 1] = {"text": "", "signed": None, "removed": trace}
    declaration.revealed = declaration.revealed | {"reservations": reservations}
    if declaration.state == "declared":
        correction = {"kind": "editorial", "version": declaration.version, **trace}
        declaration.corrections = [*declaration.corrections, correction]
        declaration.declared_at = call.at
        declaring.keep(call)
    return Outcome(_put(call))


def _rank(perspective, titles):
    """Groups are told in the order in which the workshop names them."""
    return list(titles).index(perspective) if perspective in titles else len(titles)


def _signature(row, member, titles):
    return {"name": member.name, "group": titles.get(member.perspective)}.get(row.signed)


def may_declare(call):
    """The chair, in declare or plenary, a new version in any stage; whoever drives the room always."""
    access.undeclared(call)
    if call.actor.drives(call.room.id):
        return
    if call.actor.room != call.room.id or "chair" not in call.actor.duties:
        raise Forbidden(N_("The chair declares, or the facilitator where there is none"))
    if call.stage.kind not in ("declare", "plenary") and of(call).endorse_until is None:
        raise Forbidden(N_("This is not possible in the stage “{stage}”"), stage=call.stage.title)


@command("declaration.declare", may=may_declare, waive=Text(limit="announcement", filled=True))
def declare(call, *, waive=None):
    """Declare the agenda: reveals what is not yet revealed, checks the decision rule, and freezes the room's agenda.

    Where the rule is not met it needs `waive`, the chair's reason, which is printed. Refused without it, it reveals all
    the same: who could try until the rule is met would read single levels off the answers.
    """
    saving.save_all(call)
    declaration = of(call)
    refuse_if(not measure.count(call.session, call.room), N_("There is no measure to declare yet"))
    revealed = bool(declaration.revealed)
    voters = () if revealed else _reveal(call, declaration)
    met = declaration.revealed["rule"]["met"]
    refusal = None if met else _unwaived(call, waive)
    if refusal is not None and revealed:
        raise refusal
    if refusal is not None:
        return Outcome(_put(call), mine=voters, past="declaration.revealed", refusal=refusal)
    declaration.waived = None if met else waive
    declaration.state = "declared"
    declaration.declared_at, declaration.endorse_until = call.at, None
    declaring.keep(call)
    return Outcome(_put(call), mine=voters)


def _unwaived(call, waive):
    """Why the decision rule still stands in the way, or None. Where a room has a chair, nobody else lets it pass."""
    if not waive:
        return Conflict(N_("The decision rule is not met; to declare all the same, give the reason"))
    chairs = {seat.id for seat in agenda.members(call.session, call.room) if "chair" in (seat.duties or ())}
    if chairs and call.actor.id not in chairs:
        return Forbidden(N_("The decision rule is not met; only the chair can let that pass"))
    return None


def may_reopen(call):
    if call.actor.role == "organiser":
        return
    if call.actor.room != call.room.id or "chair" not in call.actor.duties:
        raise Forbidden(N_("Only the chair or the organiser reopens a declared agenda"))


@command(
    "declaration.reopen",
    may=may_reopen,
    reason=Text(limit="announcement", required=True, filled=True),
    kind=OneOf("editorial", "substance", required=True),
    days=Whole(1, 30),
)
def reopen(call, *, reason, kind, days=None):
    """Editorial: the same version, with the agreement it has. Substance: a new version, to be endorsed again in time.

    days: how long the delegates may endorse it, 7 where left out; later it is declared with the answers there are.
    """
    declaration = of(call)
    if kind == "editorial" and days is not None:
        raise Invalid(errors={"days": [N_("Only a new version is endorsed again")]})
    refuse_if(declaration.state != "declared", N_("This agenda has not been declared"))
    by = "organiser" if call.actor.role == "organiser" else "chair"
    correction = {"kind": kind, "by": by, "reason": reason, "version": declaration.version}
    declaration.corrections = [*declaration.corrections, correction | {"at": agenda.moment(call.at)}]
    declaration.state = "endorsing"
    declaration.declared_at = None
    if kind == "substance":
        declaration.version += 1
        declaration.state, declaration.revealed, declaration.waived = "draft", None, None
        declaration.endorse_until = call.at + timedelta(days=days or DAYS)
    return Outcome(_put(call), shuts=(call.room.id,))


def may_word(call, *, gloss=False):
    """Raise unless the actor may write in the declaration now: until endorsement begins; a driver until declared."""
    access.words(call, "preamble", gloss=gloss)
    started = of(call).state != "draft" and not call.actor.drives(call.room.id)
    refuse_if(started, N_("The levels of agreement are being given; the text is fixed"))
