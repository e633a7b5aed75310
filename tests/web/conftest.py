"""The pages without a server: a workshop of two rooms in a database of its own, and browsers that keep cookies."""

import pytest

from app import create_app
from app.config import Settings
from app.domain import account, shapes, workshop
from app.domain import member as members
from app.domain.command import checked
from app.storage.tables import Member, Room, Workshop

PASSWORD = "correct horse battery"
SHAPE = {
    "title": "Day 3",
    "starts_at": "2021-03-31T05:00:00Z",
    "timezone": "Asia/Seoul",
    "rooms": [
        {"name": "Republic of Korea", "country": "KR", "code": "KR", "language": "ko", "timezone": "Asia/Seoul"},
        {"name": "Japan", "country": "JP", "code": "JP", "language": "ja", "timezone": "Asia/Tokyo"},
    ],
}


@pytest.fixture
def app(database_url, tmp_path):
    return create_app(Settings(secret_key="a secret of the tests", data_dir=tmp_path, database_url=database_url))


@pytest.fixture
def make(app):
    """Make a workshop: `make(joining="roster", consent="…")` → (id, code)."""

    def made(**changes):
        limits = app.house.terms.limits
        with app.house.store.writing() as db:
            owner = account.by_email(db, "organiser@example.org") or _organiser(db)
            found = workshop.create(db, owner, checked(shapes.WORKSHOP, SHAPE | changes, limits), limits)
            return found.id, found.code

    return made


def _organiser(db):
    hashed = account.hashed(PASSWORD)
    return account.create(db, email="organiser@example.org", name="Organiser", password_hash=hashed)


@pytest.fixture
def browser(app):
    """`browser()` is a new one, without cookies; it asks for pages, as browsers do."""

    def opened(language="en"):
        client = app.test_client()
        client.environ_base["HTTP_ACCEPT"] = "text/html"
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        return client

    return opened


@pytest.fixture
def organiser(app, make, browser):
    """A browser that is signed in with the password, and the workshop's id and code."""
    workshop_id, code = make()
    client = browser()
    client.post("/sign-in", data={"email": "organiser@example.org", "password": PASSWORD})
    return client, workshop_id, code


@pytest.fixture
def link(app, make):
    """`link(reference, **seat)`: the personal link of a new seat in the room KR, as its address within the site."""

    def made(workshop_id, name="Delegate KR-04", **values):

        with app.house.store.writing() as db:
            room = db.query(Room).filter_by(workshop_id=workshop_id, country="KR").one()
            seat = {"room_id": room.id, "role": "participant", "perspective": "workers", "language": "ko"} | values
            found = members.new_seat(db, db.get(Workshop, workshop_id), name=name, **seat)
            return f"/me/{members.link(db, found)}"

    return made


@pytest.fixture
def count(app):
    """How many rows of a table there are, by a condition on its columns."""

    def counted(table=Member, **values):
        with app.house.store.reading() as db:
            return db.query(table).filter_by(**values).count()

    return counted
