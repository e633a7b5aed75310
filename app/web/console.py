"""A workshop's own pages: the console, and what brings people in, on paper and on the wall."""

from flask import Blueprint, Response
from markupsafe import Markup
from sqlalchemy import select

from app import qr
from app.catalogue import N_, best, gettext
from app.domain import access, agenda, invitation, plenary, visit
from app.domain import workshop as workshops
from app.domain.sight import sight
from app.domain.tile import tile
from app.refusals import Forbidden
from app.storage.tables import Member, Room, Workshop
from app.web import seats
from app.web.asking import house
from app.web.frame import show
from app.web.seated import seated

console = Blueprint("console", __name__)


@console.get("/workshops/<workshop_id>")
def show_console(workshop_id):
    """The console for those who drive rooms; the list of rooms for those who only read them."""
    who, actor = seated(workshop=seats.identified(workshop_id))
    with house().store.reading() as db:
        workshop = db.get(Workshop, workshop_id)
        if actor.role not in ("organiser", "facilitator"):
            return _rooms_page(db, workshop, actor)
        asked = plenary.questions(db, workshop, "waiting", "shown") if actor.drives_all else []
        told_of = workshops.told(db, workshop, actor) | {"members": invitation.counted(db, workshop)}
        told_of["visits"] = visit.planned(db, workshop)
        told_of["unseated"] = invitation.unseated(db, workshop) if actor.drives_all else []
        # Who is here is known to the line alone; it says so as soon as it is open.
        rooms = [tile(db, room, present=None) for room in workshops.rooms(db, workshop) if actor.drives(room.id)]
        polls = agenda.joint_polls(db, workshop)
        first = {"seq": workshop.seq, "workshop": told_of, "rooms": rooms, "polls": polls, "questions": asked}
        first["screen"] = sight(db, workshop)
    page = {"as": "account" if who.account else "seat", "workshop": workshop_id, "member": actor.id}
    page |= {"role": actor.role, "leads": actor.drives_all, "address": house().settings.address}
    return show("console.html", workshop=told_of, desk=first, page=page)


def _rooms_page(db, workshop, actor):
    rooms = db.scalars(access.readable_rooms(actor).order_by(Room.position)).all()
    return show("rooms.html", workshop=workshop, rooms=rooms, name=actor.name)


@console.get("/workshops/<workshop_id>/join.svg")
def join_code(workshop_id):
    """The QR code of the address where people join."""
    _, actor = seated(workshop=seats.identified(workshop_id))
    if actor.role not in ("organiser", "facilitator"):
        raise Forbidden(N_("Only facilitators may do that"))
    with house().store.reading() as db:
        code = db.get(Workshop, workshop_id).code
    return Response(qr.svg(f"{house().settings.address}/j/{code}"), mimetype="image/svg+xml")


@console.get("/workshops/<workshop_id>/links")
def personal_links(workshop_id):
    """A slip for each seat, to print and cut apart. Whose link it is may be read by the organiser alone."""
    _, actor = seated(workshop=seats.identified(workshop_id))
    if actor.role != "organiser":
        raise Forbidden(N_("Only the organiser may do that"))
    with house().store.reading() as db:
        workshop = db.get(Workshop, workshop_id)
        wanted = select(Member, Room.name).outerjoin(Room, Member.room_id == Room.id).order_by(Member.number)
        wanted = wanted.where(Member.workshop_id == workshop_id, Member.removed_at.is_(None))
        rows = db.execute(wanted.where(Member.role != "organiser")).all()
        slips = [_slip(db, seat, room) for seat, room in rows]
        about = {name: getattr(workshop, name) for name in ("id", "title", "joining", "code", "rehearsal_of")}
    for slip in slips:  # drawn after the session has ended
        slip["qr"] = Markup(qr.svg(slip["link"]))
    return show("links.html", workshop=about, seats=slips)


def _slip(db, seat, room):
    """What one person gets in the hand, in the own language where the interface speaks it."""
    spoken = best(seat.language)
    said = {name: gettext(spoken, text) for name, text in SLIP.items()}
    return {"name": seat.name, "room": room, "language": spoken, "said": said, "link": seats.row(db, seat)["link"]}


SLIP = {
    "scan": N_("Your own seat: point the camera of your phone here. On a computer open the link in your invitation."),
    "all": N_("All rooms"),
    "code": N_("Code"),
    "alone": N_("This link is for you alone."),
    "rehearsal": N_("Rehearsal"),
}
