"""The pages of a room: the room itself and its declaration. The organiser's pages hang on here too."""

from functools import partial

from flask import Blueprint
from markupsafe import Markup

from app import qr
from app.catalogue import gettext
from app.domain import access, agenda, carried, declaring, difference
from app.domain import workshop as workshops
from app.domain.mine import mine
from app.domain.proof import grouped, public
from app.export import day
from app.export.paper.words import tongue
from app.refusals import Unauthenticated
from app.storage.tables import Workshop
from app.web import seats
from app.web.asking import house, language
from app.web.console import console
from app.web.desk import ask_to_sign_in, desk
from app.web.document import document
from app.web.frame import formats, show
from app.web.seated import seated
from app.web.sending import sending
from app.web.setup import setup

pages = Blueprint("pages", __name__)
for part in (desk, setup, console, sending):
    part.register_error_handler(Unauthenticated, ask_to_sign_in)
    pages.register_blueprint(part)
pages.app_context_processor(formats)


@pages.get("/rooms/<room_id>")
def room(room_id):
    """The room as it stands, in the page itself: the first sight needs no further request."""
    who, actor = seated(room=seats.identified(room_id))
    with house().store.reading() as db:
        found = access.room(db, actor, room_id)
        first = {
            "snapshot": house().snapshots.of(db, found, actor),
            "mine": mine(db, actor.id, found),
            "present": [],
        }
        rooms = [{"id": each.id, "name": each.name} for each in workshops.rooms(db, db.get(Workshop, actor.workshop))]
    page = {"as": _as(who), "room": room_id, "member": actor.id, "title": first["snapshot"]["room"]["name"]}
    page["rooms"] = rooms
    return show("room.html", snapshot=first, page=page)


@pages.get("/rooms/<room_id>/declaration")
def declaration(room_id):
    who, actor = seated(room=seats.identified(room_id))
    with house().store.reading() as db:
        found = access.room(db, actor, room_id)
        snapshot = agenda.snapshot(db, found, actor.id)
        proofs = [declaring.part(kept) for kept in declaring.of(db, found)]
    asked = "?as=account" if who.account else ""
    back = f"/rooms/{room_id}{asked}"
    takes = actor.drives(room_id) or snapshot["declaration"]["state"] == "declared"
    given = {
        "takes": takes,
        "proofs": proofs,
        "grouped": grouped,
        "qr": _code(proofs),
        "back": back,
        "asked": asked,
        "marked": _marker(snapshot),
        "key": public(house().terms.key),
    }
    said = partial(gettext, language()), partial(day, language=language())
    cards = {card["id"]: card for card in snapshot["cards"]}
    now = carried.declared(snapshot["declaration"], snapshot["measures"], cards)
    begun = difference.begun(proofs, snapshot["declaration"], now, *said)
    editions = [*difference.editions(proofs, *said), *([begun] if begun else [])]
    return show("declaration.html", snapshot=snapshot, paper=document(snapshot), editions=editions, **given)


@pages.get("/verify")
def verify():
    """For everybody: the proof file is checked by the page's script, and never comes here."""
    return show("verify.html", key=public(house().terms.key), grouped=grouped)


def _code(proofs):
    """The QR code that leads to where the last of `proofs` is verified; nothing where there is none."""
    return Markup(qr.svg(f"{house().settings.address}/verify#{proofs[-1]['fingerprint']}")) if proofs else ""


def _as(who):
    return "account" if who.account else "seat"


def _marker(snapshot):
    """For the template: the `lang` attribute of a text, so that it is spoken and drawn in its own language."""
    languages = {"room": snapshot["room"]["language"], "workshop": snapshot["workshop"]["language"]}
    return lambda text: Markup(' lang="{}"').format(tongue(text, **languages)) if text else ""
