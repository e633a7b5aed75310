"""One's own account, by the API and as a page: password, sessions, and deleting it. Seats list their sessions, too."""

from contextlib import suppress

from flask import Blueprint, redirect, request
from flask import session as cookie
from marshmallow import fields, validate

from app.catalogue import N_
from app.domain import account, password, sessions, workshop
from app.domain.account import Principal
from app.domain.fields import Flag, Strict
from app.refusals import NotFound, Refusal
from app.web import seats
from app.web.asking import house, principal
from app.web.callers import account_holder
from app.web.calls import as_json, call
from app.web.desk import organiser
from app.web.frame import given, show, told

accounts = Blueprint("accounts", __name__, url_prefix="/api/v1")
account_pages = Blueprint("account_pages", __name__)
Known = fields.String(load_default="", validate=validate.Length(max=password.MOST))
New = fields.String(required=True, validate=validate.Length(max=password.MOST))
Confirm = fields.String(required=True, validate=validate.Length(max=254))
CHANGE = Strict.from_dict({"password": Known, "new_password": New}, name="ChangePassword")()
LEAVE = Strict.from_dict({"confirm": Confirm, "password": Known, "erase_workshops": Flag()}, name="Leave")()
NOTHING = {"status": 204, "gives": "nothing"}
DONE = {
    "password": N_("Your password is changed, and all other sessions have ended."),
    "sessions": N_("Signed out there."),
}


def holder(**_: str) -> Principal:
    """Whoever has an account or a seat."""
    who = principal()
    if who.account is None and who.member is None:
        raise NotFound()
    return who


@call(accounts, "POST", "/account/password", "Change your password", by=account_holder, takes=CHANGE, **NOTHING)
def change_password(body):
    seats.change_password(principal("account"), body["password"], body["new_password"])
    return as_json(None, 204)


@call(accounts, "DELETE", "/account", "Delete your account", by=account_holder, takes=LEAVE, **NOTHING)
def delete_account(body):
    erase = body.get("erase_workshops", False)
    seats.leave(principal("account"), body["password"], confirm=body["confirm"], erase=erase)
    return as_json(None, 204)


@call(accounts, "GET", "/sessions", "Where you are signed in", by=holder)
def list_sessions():
    who = principal()
    with house().store.reading() as session:
        return {"sessions": sessions.listed(session, who)}


@call(accounts, "DELETE", "/sessions", "End all sessions but this one", by=holder, **NOTHING)
def end_other_sessions():
    _end(principal(), "")
    return as_json(None, 204)


@call(accounts, "DELETE", "/sessions/{session_id}", "End a session", by=holder, **NOTHING)
def end_session(session_id):
    _end(principal(), session_id)
    return as_json(None, 204)


def _end(who, id):
    with house().store.writing() as session:
        if id:
            sessions.end(session, who, id)
        else:
            sessions.end_others(session, who)


@account_pages.get("/account")
def page():
    return _page(organiser(), done=DONE.get(request.args.get("done", ""), ""))


@account_pages.post("/account/password")
def page_password():
    who = organiser()
    try:
        seats.change_password(who, request.form.get("password", ""), request.form.get("new_password", ""))
    except Refusal as refusal:
        return _page(who, at="password", **told(refusal))
    return redirect("/account?done=password", 303)


@account_pages.post("/account/sessions")
def page_sessions():
    who = organiser()
    with suppress(NotFound):  # it has ended meanwhile
        _end(who, request.form.get("session", ""))
    return redirect("/account?done=sessions#sessions", 303)


@account_pages.post("/account/delete")
def page_delete():
    who, filled = organiser(), given("confirm")
    erase = "erase_workshops" in request.form
    try:
        seats.leave(who, request.form.get("password", ""), confirm=filled["confirm"], erase=erase)
    except Refusal as refusal:
        return _page(who, at="delete", given=filled, **told(refusal))
    cookie.pop("account", None)
    return redirect("/", 303)


def _page(who, *, at="", given=None, status=200, **said):
    with house().store.reading() as db:
        found = db.get(account.Account, who.account)
        known = {"email": found.email, "name": found.name, "password": found.password is not None}
        workshops = [each.title for each in workshop.of_account(db, who.account)]
        known |= {"sessions": sessions.listed(db, who), "workshops": workshops}
    values = {"mine": known, "least": password.LEAST, "at": at, "given": given or {}}
    return show("account.html", status=status, **values, **said)
