"""What has come of an invitation: who says that they will come, and who has tried out how it works."""

from sqlalchemy import select

from app.catalogue import N_
from app.domain import access, agenda
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Id, OneOf
from app.domain.people import seat
from app.refusals import Forbidden
from app.storage.tables import Event, Member

ANSWERS = ("confirmed", "declined")
STEPS = ("language", "card", "vote", "line")
RESULTS = ("good", "slow", "failed")


def _own_or_driver(call):
    if call.values.get("member") not in (None, call.actor.id):
        access.workshop_driver(call)


@command(
    "member.answer",
    scope="workshop",
    may=_own_or_driver,
    answer=OneOf(*ANSWERS, required=True, allow_none=True),
    member=Id(),
)
def answer(call, *, answer, member=None):
    """Whether one comes; null takes it back. Whoever drives says it for somebody who has told them."""
    found = seat(call, member) if member else call.session.get(Member, call.actor.id)
    if found.role == "organiser":
        raise Forbidden(N_("The organiser is not invited"))
    if state(found) == (answer or "invited"):
        return NOTHING
    found.answer, found.answered_at = answer, call.at
    return Outcome({"member": found.id, "answer": answer})


@command("member.try", scope="workshop", may=access.delegate, step=OneOf(*STEPS, required=True), result=OneOf(*RESULTS))
def try_out(call, *, step, result="good"):
    """One step of the practice is done. How well it went is all that is kept of it: no word, no vote."""
    found = call.session.get(Member, call.actor.id)
    tried = found.tried or {}
    if tried.get(step) == result:
        return NOTHING
    found.tried = tried | {step: result}
    return Outcome({"member": found.id, "step": step, "result": result})


def state(member):
    """invited, confirmed or declined. Whoever declined and came in afterwards has come after all."""
    came = member.seen_at is not None and member.answered_at is not None and member.seen_at > member.answered_at
    return "invited" if member.answer == "declined" and came else member.answer or "invited"


def has_tried(member):
    """Every step is done, and the line has held."""
    tried = member.tried or {}
    return all(tried.get(step, "failed") != "failed" for step in STEPS)


def comes(member):
    return state(member) != "declined"


def expected(session, room):
    """How many delegates of the room have not said that they stay away."""
    return sum(comes(member) for member in agenda.members(session, room, "participant"))


def unseated(session, workshop):
    """Who sits in no room, organisers apart: facilitators of all rooms, experts, observers, a delegate without one."""
    wanted = select(Member).where(Member.workshop_id == workshop.id, Member.role != "organiser")
    found = session.scalars(wanted.where(Member.room_id.is_(None), Member.removed_at.is_(None)).order_by(Member.number))
    return [agenda.member_part(each) for each in found if comes(each)]


def counted(session, workshop):
    """Of the delegates on the list: {invited: all of them, expected: but for who declined, confirmed, tried, …}."""
    seats = select(Member).where(Member.workshop_id == workshop.id, Member.role == "participant")
    found = session.scalars(seats.where(Member.removed_at.is_(None))).all()
    states = [state(each) for each in found]
    return {
        "invited": len(found),
        "expected": len(found) - states.count("declined"),
        "confirmed": states.count("confirmed"),
        "declined": states.count("declined"),
        "tried": sum(has_tried(each) for each in found),
        "joined": sum(each.joined_at is not None for each in found),
    }


def begun(session, workshop):
    """Whether a stage has been started: from then on it is the day itself."""
    started = select(Event.seq).where(Event.stream == workshop.id, Event.type == "stage.started").limit(1)
    return session.scalar(started) is not None
