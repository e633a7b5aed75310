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
    """What the hall sees; a field for the code where this browser is no screen, or no longer one."""
    given = request.args.get("code", "").strip()
    if given:
        return _by_code(given)
    try:
        with house().store.reading() as db:
            workshop = db.get(Workshop, _here(db).workshop_id)
            g.tongue = request.cookies.get("language") or workshop.language
            first = sight(db, workshop)
            page = {"as": "screen", "workshop": workshop.id, "address": house().settings.address}
    except Unauthenticated:
        return show("screen_code.html")
    return show("screen.html", first=first, page=page)


@hall.get("/screen/<given>")
def opened(given):
    """By the link, or by a code as an address."""
    if len(given) <= CODE_MOST:
        return _by_code(given)
    with house().store.reading() as db:
        if account.principal(db, given).screen is None:
            raise NotFound()
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


def _by_code(given):
    try:
        house().codes.check(request.remote_addr)
        with house().store.writing() as db:
            token = screen.enter_by_code(db, screen.typed(given))
    except NotFound as refusal:
        return _wrong(given, _missed(refusal))
    except Refusal as refusal:
        return _wrong(given, refusal)
    return _let_in(token)


def _missed(refusal):
    """Somebody who guesses has to wait: what they are told of a wrong code."""
    try:
        house().codes.missed(request.remote_addr)
    except Refusal as slower:
        return slower
    return refusal


def _wrong(given, refusal):
    said = told(refusal)
    return show("screen_code.html", code=given, errors={"code": [said["detail"]]}, status=refusal.status)


def _let_in(token):
    sign_in(token, "screen")
    return redirect("/screen", 303)


def _here(db):
    return screen.borne(db, identified("", session, "screen"))
