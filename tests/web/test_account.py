"""An organiser's account: passwords that are hard to guess, where one is signed in, and deleting it."""

from datetime import timedelta

import pytest

from app.domain import account, password
from app.refusals import Invalid
from app.storage.tables import Account, Token, Workshop
from tests.web.conftest import PASSWORD

NEW = "seven quiet rivers"
EMAIL = "organiser@example.org"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def program(app, given=PASSWORD, agent="program"):
    """The headers of somebody who has signed in by the API; None where they could not."""
    client = app.test_client()
    answer = client.post("/api/v1/tokens", json={"email": EMAIL, "password": given}, headers={"User-Agent": agent})
    return {"Authorization": f"Bearer {answer.json['token']}"} if answer.status_code == 201 else None


@pytest.mark.parametrize(
    "weak",
    [
        *("elevenchars", "x" * 201, "password1234", "PASSWORD2026!", "qwerty123456", "concordconcord", "abcabcabcabc"),
        *("organiser@example.org", "Organiser 2026", "12-Concord-2026"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(weak):
    with pytest.raises(Invalid) as refused:
        password.refuse_weak(weak, EMAIL, "Organiser")
    assert list(refused.value.errors) == ["password"]


@pytest.mark.parametrize("good", [NEW, "돌봄 노동자 네 명의 봄날", PASSWORD])
def test_words_of_any_language_make_a_password(good):
    password.refuse_weak(good, EMAIL, "Organiser")


def test_a_new_password_needs_the_old_one_and_ends_all_other_sessions(organiser, app):
    client, _, _ = organiser
    door, other = app.test_client(), program(app)
    wrong = client.post("/account/password", data={"password": "not the right one", "new_password": NEW})
    assert (wrong.status_code, "This is not your password" in wrong.text) == (422, True)
    weak = client.post("/account/password", data={"password": PASSWORD, "new_password": "password1234"})
    assert (weak.status_code, "Many people use this password" in weak.text) == (422, True)
    assert door.get("/api/v1/workshops", headers=other).status_code == 200
    done = client.post("/account/password", data={"password": PASSWORD, "new_password": NEW})
    assert (done.status_code, client.get("/workshops").status_code) == (303, 200)
    assert door.get("/api/v1/workshops", headers=other).status_code == 401
    assert (program(app), program(app, NEW) is not None) == (None, True)


def test_sessions_are_listed_in_words_without_addresses_and_ended_one_by_one_or_together(organiser, app):
    client, _, _ = organiser
    mine, far = program(app, agent=FIREFOX), program(app)
    door = app.test_client()
    listed = door.get("/api/v1/sessions", headers=mine).json["sessions"]
    assert sorted((each["client"], each["here"]) for each in listed) == [
        ("", False),
        ("", False),
        ("Firefox, Windows", True),
    ]
    assert set(listed[0]) == {"id", "client", "made_at", "used_at", "here"}
    page = client.get("/account").text
    assert ("Firefox, Windows" in page, "this browser" in page, "127.0.0.1" in page) == (True, True, False)
    theirs = next(each["id"] for each in door.get("/api/v1/sessions", headers=far).json["sessions"] if each["here"])
    assert door.delete(f"/api/v1/sessions/{theirs}", headers=mine).status_code == 204
    assert door.get("/api/v1/sessions", headers=far).status_code == 401
    assert door.delete(f"/api/v1/sessions/{theirs}", headers=mine).status_code == 404
    assert client.post("/account/sessions").status_code == 303
    assert (door.get("/api/v1/sessions", headers=mine).status_code, client.get("/account").status_code) == (401, 200)


def test_a_seat_lists_and_ends_its_own_devices_and_no_others(make, link, app):
    workshop_id, _ = make()
    address, door = link(workshop_id), app.test_client()
    tokens = [door.post("/api/v1/join", json={"link": address}).json["token"] for _ in range(2)]
    phone, laptop = ({"Authorization": f"Bearer {token}"} for token in tokens)
    organiser = door.get("/api/v1/sessions", headers=program(app)).json["sessions"][0]["id"]
    assert len(door.get("/api/v1/sessions", headers=phone).json["sessions"]) == 2
    assert door.delete(f"/api/v1/sessions/{organiser}", headers=phone).status_code == 404
    assert door.delete("/api/v1/sessions", headers=phone).status_code == 204
    assert door.get("/api/v1/sessions", headers=laptop).status_code == 401


def test_a_session_that_nobody_uses_for_thirty_days_ends_and_use_is_noted_once_an_hour(organiser, app):
    client, _, _ = organiser

    def last_used(**ago):
        with app.house.store.writing() as db:
            token = db.query(Token).one()
            if ago:
                token.used_at = account.now() - timedelta(**ago)
            return token.used_at

    before = last_used(minutes=50)
    assert (client.get("/account").status_code, abs(last_used() - before) < timedelta(seconds=1)) == (200, True)
    before = last_used(days=29)
    assert (client.get("/account").status_code, last_used() - before > timedelta(days=28)) == (200, True)
    last_used(days=31)
    assert client.get("/workshops").location == "/sign-in?next=/workshops"


def test_an_account_is_deleted_with_its_workshops_only_where_that_was_agreed_to(organiser, app, count):
    client, _, _ = organiser
    given = {"confirm": EMAIL, "password": PASSWORD}
    for changes, status in (({"confirm": "no"}, 422), ({"password": "wrong"}, 422), ({}, 409)):
        refused = client.post("/account/delete", data=given | changes)
        assert (refused.status_code, count(Account), count(Workshop)) == (status, 1, 1)
    door, body = app.test_client(), given | {"erase_workshops": True}
    assert client.post("/account/delete", data=given | {"erase_workshops": "yes"}).location == "/"
    assert (count(Account), count(Workshop), count(Token)) == (0, 0, 0)
    assert client.get("/workshops").location == "/sign-in?next=/workshops"
    assert door.delete("/api/v1/account", json=body).status_code == 401
