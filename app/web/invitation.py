"""What an invited person does before the day, by the personal link alone: says whether they come, and tries it out.

The link is all they show: no seat is taken, nothing is kept in the browser, and nothing reaches a room.
"""

from datetime import timedelta

from flask import Blueprint, redirect, request

from app.domain import invitation as invitations
from app.domain import member
from app.domain.access import Actor
from app.domain.account import Principal
from app.domain.clock import moment, now
from app.domain.command import Ask, perform
from app.refusals import NotFound
from app.storage.tables import Workshop, new_id
from app.web import seats
from app.web.asking import house
from app.web.calls import as_json
from app.web.frame import inside, show

invitation = Blueprint("invitation", __name__)
EARLY = timedelta(hours=1)
"""So long before the beginning one comes to try it out rather than to come in."""


def before(db, found):
    """What the link's page says before the day; None once it has begun.

    early: one comes to answer and to try it out rather than to come in. asks: whether they come; not any more once the
    hour has come. tries: whether the practice is for them.
    """
    workshop = db.get(Workshop, found.workshop_id)
    if found.role == "organiser" or invitations.begun(db, workshop):
        return None
    early = workshop.starts_at is not None and workshop.starts_at - now() > EARLY
    return {
        "early": early,
        "asks": early or workshop.starts_at is None,
        "starts_at": moment(workshop.starts_at),
        "zone": workshop.timezone,
        "state": invitations.state(found),
        "tries": found.role == "participant",
        "tried": invitations.has_tried(found),
    }


@invitation.post("/me/<link>/answer")
def answer(link):
    """From the link's page or the end of the practice; `back` says which."""
    _does(link, "member.answer", lambda: {"answer": request.form.get("answer")})
    return redirect(inside(request.form.get("back"), f"/me/{link}"), 303)


@invitation.get("/me/<link>/practice")
def practice(link):
    """The practice: it is offered until a stage has been started."""
    with house().store.reading() as db:
        found = seats.by_link(db, link)
        shown = before(db, found)
        if shown is None or not shown["tries"]:
            raise NotFound()
        workshop = db.get(Workshop, found.workshop_id)
        about = {name: getattr(workshop, name) for name in ("title", "languages", "rehearsal_of")}
        seat = {"id": found.id, "name": found.name, "language": found.language}
        steps = dict(found.tried or {})
    page = {"link": link, "workshop": about, "member": seat, "steps": steps, "before": shown}
    return show("practice.html", workshop=about, page=page)


@invitation.post("/me/<link>/practice")
def practised(link):
    """One step is done: {step, result}."""
    _does(link, "member.try", _sent)
    return as_json({"ok": True})


def _sent():
    given = request.get_json(silent=True)
    return given if isinstance(given, dict) else {}


def _does(link, type, sent):
    """Run a command as the member whose link this is, who need not have come in. It does not count as being there.

    sent() reads the command's data out of the request, once it is clear who asks.
    """
    with house().store.reading() as db:
        found = seats.by_link(db, link)
        id, workshop = found.id, found.workshop_id
    house().pace.spend(Principal(invited=id))
    ask = Ask("workshop", workshop, new_id(), type, sent())
    perform(house().store, lambda db: Actor.of(member.by_link(db, link)), ask, house().terms)
