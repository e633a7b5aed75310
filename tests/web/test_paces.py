"""How many requests one may make: enough for a hall behind one address, and not enough to keep the server busy."""

import dataclasses

import pytest

from app import create_app
from app.config import Limits, Settings
from app.domain import account
from app.domain.command import Ask
from app.storage.tables import Room, new_id
from tests.web.conftest import PASSWORD


@pytest.fixture
def app(database_url, tmp_path):
    few = dataclasses.replace(Limits(), calls=8, calls_pace=0.01, stranger_calls=12, stranger_pace=0.01)
    known = {"data_dir": tmp_path, "database_url": database_url, "limits": few}
    return create_app(Settings(secret_key="a secret of the tests", **known))


def codes(client, path, n, **how):
    return [client.get(path, **how).status_code for _ in range(n)]


def test_a_stranger_who_asks_again_and_again_has_to_wait(browser):
    client = browser()
    assert codes(client, "/", 12) == [200] * 12
    answer = client.get("/")
    assert (answer.status_code, "text/html" in answer.content_type, int(answer.headers["Retry-After"]) > 0) == (
        429,
        True,
        True,
    )
    answer = client.get("/api/v1/key")
    assert (answer.json["code"], answer.json["retry_after"] > 0) == ("too_fast", True)


def test_whoever_is_signed_in_is_counted_alone_and_not_with_their_hall(app, organiser):
    client, _, _ = organiser
    assert codes(client, "/workshops", 9) == [200] * 8 + [429]
    assert codes(app.test_client(), "/", 1) == [200]
    assert codes(app.test_client(), "/", 20)[-1] == 429


def test_right_secrets_work_at_an_address_that_asks_too_often(app, organiser, link):
    _, workshop_id, code = organiser
    personal = link(workshop_id)
    assert codes(app.test_client(), "/", 20)[-1] == 429
    password = {"email": "organiser@example.org", "password": PASSWORD}
    assert app.test_client().post("/api/v1/tokens", json=password).status_code == 201
    joined = app.test_client().post("/api/v1/join", json={"link": personal, "consent": True})
    assert joined.status_code == 201
    assert [codes(app.test_client(), path, 1) for path in ("/sign-in", f"/j/{code}", personal)] == [[200]] * 3
    assert codes(app.test_client(), "/", 1) == [429]


def test_a_false_token_buys_no_more_calls(app):
    client = app.test_client()
    told = [
        client.get("/api/v1/workshops", headers={"Authorization": f"Bearer made-up-{n}"}).status_code for n in range(14)
    ]
    assert told == [401] * 12 + [429] * 2


def test_files_and_health_are_not_counted(app):
    client = app.test_client()
    assert codes(client, "/healthz", 30) == [200] * 30
    assert codes(client, "/worker.js", 30) == [200] * 30
    assert codes(client, "/", 1) == [200]


def test_a_large_board_can_be_read_less_often(app, organiser):
    client, workshop_id, _ = organiser
    with app.house.store.writing() as db:
        room = db.query(Room).filter_by(workshop_id=workshop_id, country="KR").one().id
        who = account.principal(db, account.issue(db, account=account.by_email(db, "organiser@example.org").id))
    for number in range(40):
        app.house.command(who, Ask("room", room, new_id(), "card.add", {"title": f"Card {number}"}))
    assert codes(client, f"/api/v1/rooms/{room}", 4) == [200] * 3 + [429]
