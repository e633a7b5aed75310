"""The page of a big screen: opened by its link or its code, and from then on by a cookie, so that no address tells."""

from flask import Blueprint, Response, g, redirect, request, session

from app import qr
from app.domain import account, screen
from app.domain.sight import sight
from app.refusals import NotFound, Refusal, Unauthenticated
from app.storage.tables import Workshop
from app.web.asking import house, identified, sign_in
from app.web.frame import show, told

hall = Blueprint("hall", __name__)
CODE_MOST = 2 * screen.CODE_LETTERS


@hall.get("/screen")
def big_screen():
    """What the hall sees; a field for the code where this browser is no screen, or no longer one.

    Opening an address changes nothing, with a code in it neither: the button does.
    """
    given = request.args.get("code", "").strip()
    if given:
        return show("screen_code.html", code=given)
    try:
        with house().store.reading() as db:
            workshop = db.get(Workshop, _here(db).workshop_id)
            g.tongue = request.cookies.get("language") or workshop.language
            first = sight(db, workshop)
            page = {"as": "screen", "workshop": workshop.id, "address": house().settings.address}
    except Unauthenticated:
        return show("screen_code.html")
    return show("screen.html", first=first, page=page)


@hall.post("/screen")
def by_code():
    given = request.form.get("code", "").strip()

    def check():
        with house().store.reading() as db:
            return account.screen_by_code(db, screen.typed(given))

    try:
        found = house().tries.screen_codes.guess(request.remote_addr, check)
        with house().store.writing() as db:
            return _let_in(account.issue(db, screen=found))
    except Refusal as refusal:
        said = told(refusal)
        return show("screen_code.html", code=given, errors={"code": [said["detail"]]}, status=refusal.status)


@hall.get("/screen/<given>")
def opened(given):
    """By the link, or by a code as an address."""
    if len(given) <= CODE_MOST:
        return show("screen_code.html", code=given)
    _refuse_other(given)
    return show("screen_link.html")


@hall.post("/screen/<given>")
def by_link(given):
    _refuse_other(given)
    return _let_in(given)


@hall.get("/screen/join.svg")
def join_code():
    """The QR code of the address where people join, as long as the screen shows it."""
    with house().store.reading() as db:
        workshop = db.get(Workshop, _here(db).workshop_id)
        if (workshop.shown or {}).get("view") != "lobby" or workshop.joining != "open":
            raise NotFound()
        code = workshop.code
    return Response(qr.svg(f"{house().settings.address}/j/{code}"), mimetype="image/svg+xml")


def _refuse_other(link):
    """Raise NotFound or Unauthenticated where this is the link of no screen; wrong ones count against the address."""

    def check():
        with house().store.reading() as db:
            if account.principal(db, link).screen is None:
                raise NotFound()

    house().tries.links.guess(request.remote_addr, check)


def _let_in(token):
    sign_in(token, "screen")
    return redirect("/screen", 303)


def _here(db):
    return screen.borne(db, identified("", session, "screen"))
