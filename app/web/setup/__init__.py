"""The organiser's desk for one workshop: everything that is set up before the day, and may change while it runs."""

import uuid
from contextlib import suppress

from flask import Blueprint, redirect, request

from app.catalogue import N_
from app.domain import account
from app.domain import member as members
from app.domain.command import Ask, checked
from app.refusals import Forbidden, NotFound, Refusal
from app.storage.tables import Workshop, new_id
from app.web import seats
from app.web.asking import house, language
from app.web.calls import LONG
from app.web.desk import organiser
from app.web.frame import countries, country, path_to, show, told
from app.web.rehearsals import REHEARSAL, begin, remove
from app.web.setup.deeds import DEEDS, NAMES
from app.web.setup.forms import Form
from app.web.setup.marks import FIELDS, mark, merged
from app.web.setup.tables import ToMend, finding_rows, roster_rows, to_show
from app.web.setup.view import known, seen, thing
from app.web.setup.words import words

setup = Blueprint("setup", __name__)
TABLE_BYTES = 8 * 1024 * 1024  # a table of two thousand rows comes back in one field
TABLES = {"roster": roster_rows, "findings": finding_rows}


@setup.get("/workshops/<workshop_id>/setup")
def show_setup(workshop_id):
    _organises(workshop_id)
    return _page(workshop_id, saved=request.args.get("saved", ""))


@setup.post("/workshops/<workshop_id>/setup/<deed>")
def change(workshop_id, deed):
    """Do what a form asks for, and show the page anew; where it is refused, with what was typed and what is wrong."""
    who = _organises(workshop_id)
    if deed in TABLES and request.mimetype == "multipart/form-data":  # to read the other kind takes much longer
        request.max_content_length = request.max_form_memory_size = TABLE_BYTES
    form = Form.of(request.form)
    try:
        type, data = _wanted(workshop_id, deed, form)
        house().command(who, Ask("workshop", workshop_id, form.id, type, data))
    except ToMend as mend:
        said = told(mend.refusal)
        form.detail = "" if said["errors"] else said["detail"]
        return _page(workshop_id, form=form, status=422, mend=to_show(mend, said))
    except Refusal as refusal:
        said = told(refusal)
        form.at = deed if deed in TABLES else form.at  # a table that cannot be read leaves nothing to mend
        form.refused(_of_a_row(said) if deed == "person" else said, NAMES)
        return _page(workshop_id, form=form, status=refusal.status)
    return redirect(path_to("workshops", workshop_id, "setup", saved=form.at, fragment=form.at), 303)


@setup.post("/workshops/<workshop_id>/setup/rehearsal")
def rehearse(workshop_id):
    """Begin a rehearsal; where it is refused, with what was chosen and why."""
    _organises(workshop_id)
    form = Form.of(request.form)
    wanted = {"rooms": form.ticked("rooms"), "speed": form.typed("speed"), "lead": bool(form.typed("lead"))}
    return _rehearsed(workshop_id, form, lambda who: begin(who, workshop_id, **_checked(wanted)))


@setup.post("/workshops/<workshop_id>/setup/rehearsal-remove")
def end_rehearsal(workshop_id):
    """Remove it. Sent twice, it is gone all the same."""

    def gone(who):
        with suppress(NotFound):
            remove(who, workshop_id)

    _organises(workshop_id)
    return _rehearsed(workshop_id, Form.of(request.form), gone)


def _rehearsed(workshop_id, form, deed):
    who = _organises(workshop_id)
    try:
        deed(who)
    except Refusal as refusal:
        form.refused(told(refusal))
        return _page(workshop_id, form=form, status=refusal.status)
    return redirect(path_to("workshops", workshop_id, "setup", saved=form.at, fragment="rehearsal"), 303)


def _checked(wanted):
    return checked(REHEARSAL, wanted, house().terms.limits)


def _organises(workshop_id):
    """The Principal, if it is the organiser of this workshop."""
    who = organiser()
    with house().store.reading() as db:
        if account.actor(db, who, workshop=seats.identified(workshop_id)).role != "organiser":
            raise Forbidden(N_("Only the organiser may do that"))
    return who


def _wanted(workshop_id, deed, form):
    """(type, data) of the command."""
    with house().store.reading() as db:
        found = db.get(Workshop, workshop_id)
        if deed in TABLES:
            more = members.known(db, found) if deed == "roster" else known(db, found)
            files = request.files
            with LONG:
                return house().offload(lambda: TABLES[deed](form, more, files))
        if deed not in DEEDS:
            raise NotFound()
        shown = seen(db, found, person=_identified(form.typed("member")))
    type, data = DEEDS[deed](form, shown["workshop"])
    return type, merged(form, deed, data, thing(shown, deed, form)) if deed in FIELDS else data


def _of_a_row(said):
    """The roster of one person: "1.name" is the name, and of rows nobody knows."""
    return said | {"errors": {name.removeprefix("1."): texts for name, texts in said["errors"].items()}}


def _page(workshop_id, *, form=None, saved="", status=200, mend=None):
    with house().store.reading() as db:
        found = db.get(Workshop, workshop_id)
        sought, among = (request.args.get(name, "").strip()[:100] for name in ("q", "state"))
        person = form.typed("member") if form and form.at == "person" else request.args.get("person", "")
        shown = seen(db, found, sought=sought, among=among, person=_identified(person))
    spoken = language()
    page = {"countries": countries(spoken), "country": lambda code: country(code, spoken)}
    page |= {"fresh": new_id, "mark": mark} | shown | words(spoken, shown)
    return show("setup/page.html", status=status, sent=form or Form(), saved=saved, mend=mend, **page)


def _identified(given):
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return None
