"""Many join by the code at once: a hall does not notice, a flood has to wait, and all of it can be removed together."""

from dataclasses import replace

import pytest

from app import create_app
from app.config import Limits, Settings
from app.domain import account
from app.domain.account import Principal
from app.domain.command import Ask, since
from app.storage.tables import Member, Token, new_id

JOINER = {"name": "KR-04", "room": "KR", "perspective": "workers", "language": "en"}


@pytest.fixture
def app(database_url, tmp_path):
    limits = replace(Limits(), joins=4)
    given = {"secret_key": "a secret of the tests", "data_dir": tmp_path, "database_url": database_url}
    return create_app(Settings(**given, limits=limits))


def join(browser, code, number):
    return browser().post(f"/j/{code}", data=JOINER | {"name": f"KR-1{number}"})


def told(app, workshop_id):
    with app.house.store.reading() as db:
        return [
            event["data"]
            for event in since(db, "workshop", workshop_id, 0, limit=50)
            if event["type"] == "member.joined"
        ]


def test_who_comes_in_a_crowd_is_told_when_to_try_again_and_keeps_what_they_typed(make, browser, app, count):
    workshop_id, code = make()
    assert [join(browser, code, number).status_code for number in range(4)] == [303] * 4
    late = browser().post(f"/j/{code}", data=JOINER | {"name": "KR-19"})
    assert (late.status_code, count(role="participant")) == (429, 4)
    assert "Many people are joining right now. What you typed is still here. Please try again in" in late.text
    assert 'value="KR-19"' in late.text
    door = app.test_client().post("/api/v1/join", json={"code": code, "name": "KR-19", "room": "KR"})
    assert (door.status_code, door.json["code"], 0 < door.json["retry_after"] <= 60) == (429, "too_fast", True)
    assert [event.get("lately") for event in told(app, workshop_id)] == [None, None, 3, 4]
    assert told(app, workshop_id)[-1]["most"] == 4


def test_a_crowd_at_the_code_holds_up_nobody_with_a_personal_link(make, browser, link):
    workshop_id, code = make()
    [join(browser, code, number) for number in range(5)]
    assert browser().post(link(workshop_id, reference="KR-05"), data={"language": "en"}).status_code == 303


def test_a_minute_later_the_next_may_join(make, browser, app, count):
    _, code = make()
    [join(browser, code, number) for number in range(5)]
    with app.house.store.writing() as db:
        for seat in db.query(Member).filter_by(role="participant"):
            seat.joined_at = account.now() - account.timedelta(seconds=61)
    assert join(browser, code, 6).status_code == 303


def test_an_organiser_removes_those_who_joined_lately_together_and_restores_them(organiser, browser, link, count):
    client, workshop_id, code = organiser
    link(workshop_id, "Delegate KR-05", reference="KR-05")
    seated = browser()
    room = seated.post(f"/j/{code}", data=JOINER | {"name": "KR-10"}).location
    [join(browser, code, number) for number in range(1, 3)]
    place = f"/workshops/{workshop_id}/setup"
    listed = client.get(f"{place}?state=recent").text
    ids = ticked(listed)
    assert (len(ids), "Delegate KR-05" in listed.split("<tbody>")[-1]) == (3, False)
    form = {"at": "several", "id": new_id(), "several-members": ids}
    assert client.post(f"{place}/members-remove", data=form).status_code == 303
    assert (count(removed_at=None, role="participant"), seated.get(room).status_code) == (1, 401)
    assert sorted(ticked(client.get(f"{place}?state=removed").text)) == sorted(ids)
    form |= {"id": new_id()}
    assert client.post(f"{place}/members-restore", data=form).status_code == 303
    assert (count(removed_at=None, role="participant"), seated.get(room).status_code) == (4, 200)
    nobody = client.post(f"{place}/members-remove", data={"at": "several", "id": new_id()})
    assert (nobody.status_code, "Select at least one person" in nobody.text) == (422, True)


def test_several_are_removed_all_or_none(organiser, app, link, count):
    _, workshop_id, _ = organiser
    link(workshop_id)
    with app.house.store.reading() as db:
        seats = [seat.id for seat in db.query(Member).filter_by(workshop_id=workshop_id)]
        who = Principal(account=db.query(Token).filter(Token.account_id.is_not(None)).first().account_id)
    with pytest.raises(Exception, match="Something in there does not fit"):
        app.house.command(who, Ask("workshop", workshop_id, new_id(), "members.remove", {"members": seats}))
    assert count(removed_at=None) == 2


def ticked(page):
    boxes = page.split('name="several-members" value="')[1:]
    return [box.split('"')[0] for box in boxes if " checked" in box.split(">")[0]]
