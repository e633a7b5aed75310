"""The plenary: what the big screen shows, questions from the phones, and applause."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from app.catalogue import N_
from app.domain import access
from app.domain.clock import moment
from app.domain.command import NOTHING, Outcome, Said, command, refuse_if
from app.domain.fields import Id, OneOf, Text, Whole
from app.domain.workshop import rooms
from app.refusals import Invalid, NotFound
from app.storage.session import say
from app.storage.tables import Clap, Event, Question, Room, Workshop

OF_A_ROOM = ("result", "agenda", "declare")
OF_ALL = ("lobby", "stages", "side", "across", "questions")
IN_PAGES = ("side", "across")
HOUR_S = 3600
PAGES_MOST = 500
WAITING_MOST = 3
SHOWN_MOST = 3
MERGED = timedelta(seconds=2)
"""Applause within so short a time of the last event is counted, but has no event of its own."""


@command(
    "plenary.show",
    scope="workshop",
    may=access.plenary_driver,
    view=OneOf(*OF_A_ROOM, *OF_ALL, required=True, allow_none=True),
    room=Id(allow_none=True),
    seconds=Whole(0, HOUR_S),
    page=Whole(1, PAGES_MOST),
)
def show(call, *, view, room=None, seconds=0, page=None):
    """Put something on every big screen; `view` None: the quiet start. Speaking time, where given, runs from now.

    page: of `side` and `across`, from 1; behind the last one it shows the last.
    The applause for what was shown before is over.
    """
    if (view in OF_A_ROOM) != (room is not None):
        raise Invalid(errors={"room": [N_("This view shows one room") if room is None else N_("Not a view of a room")]})
    if page is not None and view not in IN_PAGES:
        raise Invalid(errors={"page": [N_("This view has one page")]})
    if room is not None:
        found = call.session.get(Room, room)
        if found is None or found.workshop_id != call.workshop.id:
            raise NotFound()
    ends = moment(call.at + timedelta(seconds=seconds)) if seconds else None
    timer = {"ends_at": ends, "left_s": seconds, "total_s": seconds}
    call.workshop.shown = view and {"view": view, "room": room, "timer": timer}
    if view in IN_PAGES:
        call.workshop.shown["page"] = page or 1
    call.session.execute(delete(Clap).where(Clap.workshop_id == call.workshop.id))
    follow = [(each.id, "plenary.show", {}) for each in rooms(call.session, call.workshop)]
    return Outcome({"shown": call.workshop.shown}, follow=follow)


@command("plenary.show", may=access.driver, door=False)
def tell_room(call):
    return Outcome({"set": {"plenary": call.session.get(Workshop, call.room.workshop_id).shown}})


@command(
    "question.ask",
    scope="workshop",
    may=access.in_plenary,
    text=Text(limit="question", required=True, filled=True),
)
def ask(call, *, text):
    """A question for the facilitators to choose from: its text stands in no event, and its writer is told to nobody."""
    own = select(func.count()).where(Question.member_id == call.actor.id, Question.state == "waiting")
    refuse_if(
        call.session.scalar(own.where(Question.workshop_id == call.workshop.id)) >= WAITING_MOST,
        N_("Three of your questions are waiting; ask again when one has been taken up"),
    )
    question = {"id": call.id, "workshop_id": call.workshop.id, "room_id": call.actor.room, "text": text}
    call.session.add(Question(**question, member_id=call.actor.id, state="waiting", at=call.at))
    return Outcome({"question": call.id}, answer={"question": call.id}, hidden=True)


@command(
    "question.set",
    scope="workshop",
    may=access.plenary_driver,
    question=Id(required=True),
    state=OneOf("waiting", "shown", "done", required=True),
)
def choose(call, *, question, state):
    """shown: on the screen, in the view of questions, where three find room; done: answered, or put away.

    The answer tells what it `was`, to take the step back.
    """
    found = call.session.get(Question, question)
    if found is None or found.workshop_id != call.workshop.id:
        raise NotFound()
    if found.state == state:
        return NOTHING
    shown = select(func.count()).where(Question.workshop_id == call.workshop.id, Question.state == "shown")
    full = state == "shown" and call.session.scalar(shown) >= SHOWN_MOST
    refuse_if(full, N_("Three questions find room on the screen; take one down first"))
    was, found.state = found.state, state
    return Outcome({"question": question, "state": state}, answer={"was": was})


@command("applause.give", scope="workshop", may=access.in_plenary)
def applaud(call):
    """Once for each delegate and each thing that is shown. Who applauds is told to nobody."""
    if call.session.get(Clap, (call.workshop.id, call.actor.id)):
        return NOTHING
    call.session.add(Clap(workshop_id=call.workshop.id, member_id=call.actor.id))
    call.session.flush()
    last = call.session.get(Event, (call.workshop.id, call.workshop.seq))
    if last is not None and last.type == "applause.given" and call.at - last.at < MERGED:
        say(call.session, Said("workshop", call.workshop.id, call.workshop.id, None))  # the screens look again
        return NOTHING
    return Outcome({"applause": applause(call.session, call.workshop)}, hidden=True)


def applause(session, workshop):
    """How many delegates applaud what is shown now."""
    return session.scalar(select(func.count()).where(Clap.workshop_id == workshop.id))


def questions(session, workshop, *states):
    """[{id, text, room, at, state}], oldest first: never whose they are."""
    wanted = select(Question).where(Question.workshop_id == workshop.id, Question.state.in_(states))
    found = session.scalars(wanted.order_by(Question.at, Question.id))
    return [
        {"id": each.id, "text": each.text, "room": each.room_id, "at": moment(each.at), "state": each.state}
        for each in found
    ]
