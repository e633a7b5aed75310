"""Big screens over HTTP: made, listed and ended by those who lead the plenary."""

from flask import Blueprint

from app import qr
from app.catalogue import N_
from app.domain import account, screen
from app.refusals import Forbidden
from app.web import seats
from app.web.asking import house, principal
from app.web.callers import leads_all
from app.web.calls import as_json, call

screens = Blueprint("screens", __name__, url_prefix="/api/v1")
PATH = "/workshops/{workshop_id}/screens"


@call(screens, "GET", PATH, "The big screens of a workshop", by=leads_all)
def list_screens(workshop_id):
    who = principal()
    with house().store.reading() as session:
        _leads(session, who, workshop_id)
        return {"screens": [screen.told(each) for each in screen.of(session, workshop_id)]}


@call(screens, "POST", PATH, "Let a big screen in", by=leads_all, status=201)
def make_screen(workshop_id):
    """The link and the code are told this once; only their hashes are kept."""
    who = principal()  # before: to note that somebody is there is a transaction of its own
    with house().store.writing() as session:
        _leads(session, who, workshop_id)
        made, token, code = screen.make(session, workshop_id)
        link = f"{house().settings.address}/screen/{token}"
        return screen.told(made) | {"link": link, "code": code, "qr": qr.svg(link)}


@call(screens, "DELETE", f"{PATH}/{{screen_id}}", "End a big screen", gives="nothing", status=204)
def end_screen(workshop_id, screen_id):
    who = principal()
    with house().store.writing() as session:
        _leads(session, who, workshop_id)
        screen.end(session, workshop_id, seats.identified(screen_id))
    return as_json(None, 204)


def _leads(session, who, workshop_id):
    actor = account.actor(session, who, workshop=seats.identified(workshop_id))
    if not actor.drives_all:
        raise Forbidden(N_("Only who facilitates all rooms may do that"))
