"""The rehearsal on the organiser's pages, and its mark on every page of it. Played it is in tests/live."""

import html
import uuid

import pytest

from app.domain import account, rehearsing
from app.domain import member as members
from app.storage.tables import Member, Room, Workshop
from tests.web.conftest import PASSWORD


@pytest.fixture
def rehearsed(app, organiser):
    """(the organiser's browser, the workshop's id, the id of its rehearsal)"""
    client, workshop_id, _ = organiser
    with app.house.store.writing() as db:
        maker = account.by_email(db, "organiser@example.org")
        return client, workshop_id, rehearsing.make(db, db.get(Workshop, workshop_id), maker, app.house.terms.limits).id


def part(client, workshop_id, **query):
    """What the set-up page says of the rehearsal."""
    page = client.get(f"/workshops/{workshop_id}/setup", query_string=query).text
    return html.unescape(page.split('id="rehearsal-part"')[1].split("</section>")[0])


def send(client, workshop_id, deed, **typed):
    data = {"at": deed, "id": str(uuid.uuid4())} | {f"{deed}-{name}": value for name, value in typed.items()}
    return client.post(f"/workshops/{workshop_id}/setup/{deed}", data=data)


def pages(app, workshop_id):
    """{name: address} of everything one can open of a workshop, and the delegate's personal link."""
    with app.house.store.reading() as db:
        code = db.get(Workshop, workshop_id).code
        room = db.query(Room).filter_by(workshop_id=workshop_id, country="KR").one().id
        link = (
            f"/me/{members.link(db, db.query(Member).filter_by(workshop_id=workshop_id, role='participant').first())}"
        )
    return {
        "console": f"/workshops/{workshop_id}?as=account",
        "set-up": f"/workshops/{workshop_id}/setup",
        "slips": f"/workshops/{workshop_id}/links?as=account",
        "room": f"/rooms/{room}?as=account",
        "declaration": f"/rooms/{room}/declaration?as=account",
        "joining": f"/j/{code}",
        "personal link": link,
        "practice": f"{link}/practice",
    }


def test_every_page_of_it_says_that_it_is_one(app, rehearsed, link):
    client, workshop_id, copy = rehearsed
    link(workshop_id)
    marks = ('class="tag warn">Rehearsal<', f'"rehearsal_of":"{workshop_id}"', f'"rehearsal_of": "{workshop_id}"')
    marks = (*marks, "<b>Rehearsal</b>")

    def marked(place):
        return {name: any(mark in client.get(at).text for mark in marks) for name, at in pages(app, place).items()}

    assert set(marked(copy).values()) == {True}
    assert set(marked(workshop_id).values()) == {False}


def test_the_set_up_leads_to_its_console_and_removes_it(rehearsed):
    client, workshop_id, copy = rehearsed
    assert f'href="/workshops/{copy}?as=account"' in part(client, workshop_id)
    assert f'href="/workshops/{workshop_id}/setup#rehearsal"' in part(client, copy)
    for _ in range(2):
        answer = send(client, workshop_id, "rehearsal-remove")
        assert answer.location == f"/workshops/{workshop_id}/setup?saved=rehearsal-remove#rehearsal"
    assert client.get(f"/workshops/{copy}/setup").status_code == 404
    assert ">Rehearse<" in part(client, workshop_id)


def test_the_list_shows_one_line_with_the_way_into_it(rehearsed):
    client, workshop_id, copy = rehearsed
    page = client.get("/workshops").text
    assert page.count('class="panel entry"') == 1
    assert f'href="/workshops/{copy}?as=account"' in page and f"/workshops/{workshop_id}/setup#rehearsal" not in page


def test_what_is_refused_is_said_in_its_place_and_nothing_begins(organiser, count, app):
    client, workshop_id, _ = organiser
    page = send(client, workshop_id, "rehearsal", speed="20", lead="yes")
    assert page.status_code == 422 and "Choose a room" in page.text
    assert 'value="20" checked' in page.text and 'value="yes" checked' in page.text
    with app.house.store.reading() as db:
        room = db.query(Room).filter_by(workshop_id=workshop_id, country="KR").one().id
    # This process serves nobody, so nobody could come in.
    assert send(client, workshop_id, "rehearsal", speed="5", lead="", rooms=room).status_code == 503
    assert count(Workshop) == 1


def test_a_stranger_finds_nothing_to_rehearse_or_to_remove(rehearsed, app, browser, count):
    _, workshop_id, _ = rehearsed
    with app.house.store.writing() as db:
        hashed = account.hashed(PASSWORD)
        account.create(db, email="stranger@example.org", name="Stranger", password_hash=hashed)
    stranger = browser()
    stranger.post("/sign-in", data={"email": "stranger@example.org", "password": PASSWORD})
    for deed in ("rehearsal", "rehearsal-remove"):
        assert send(stranger, workshop_id, deed).status_code == 404
    assert count(Workshop) == 2
