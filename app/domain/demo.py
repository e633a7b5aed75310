"""The demo workshop: real input of a real event, put into an empty database so that a newcomer can play the day."""

import csv
import json
from pathlib import Path

from sqlalchemy import select

from app.domain import account, member, shapes, workshop
from app.domain.command import Ask, checked, perform
from app.storage.tables import Member, Workshop, new_id

FOLDER = Path(__file__).parents[1] / "demo"
EMAIL = "organiser@example.org"


def is_empty(session):
    return session.scalar(select(Workshop.id).limit(1)) is None


def make(store, terms):
    """Make the demo's organiser (who signs in by a one-time link), its workshop and its roster; returns its id."""
    shape = checked(shapes.WORKSHOP, json.loads((FOLDER / "workshop.json").read_text("utf-8")), terms.limits)
    with store.writing() as session:
        organiser = account.by_email(session, EMAIL) or account.create(
            session, email=EMAIL, name="Organiser", password_hash=None
        )
        made = workshop.create(session, organiser, shape, terms.limits)
        made_id, who = made.id, account.Principal(account=organiser.id)
    rows = list(csv.DictReader((FOLDER / "roster.csv").open(encoding="utf-8", newline="")))
    ask = Ask("workshop", made_id, new_id(), "roster.set", {"rows": rows})
    perform(store, lambda session: account.actor(session, who, workshop=made_id), ask, terms)
    return made_id


def doors(session, address):
    """Where to open the newest demo: {title, code, organiser: one-time link, facilitator, delegate: personal links}."""
    organiser = account.by_email(session, EMAIL)
    if organiser is None:
        return None
    found = next(iter(workshop.of_account(session, organiser.id)), None)
    if found is None:
        return None
    seats = select(Member).where(Member.workshop_id == found.id, Member.reference.in_(("KR-04", "KR-F")))
    links = {seat.reference: f"{address}/me/{member.link(session, seat)}" for seat in session.scalars(seats)}
    return {
        "title": found.title,
        "code": found.code,
        "organiser": f"{address}/sign-in/{account.sign_in_link(session, organiser)}",
        "facilitator": links.get("KR-F"),
        "delegate": links.get("KR-04"),
    }
