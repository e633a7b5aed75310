"""The personal link before the day: an answer, and the practice. No seat is taken, the browser keeps nothing."""

import pytest

from app.domain import account, invitation
from app.domain.command import Ask, perform
from app.storage.tables import Member, Stage, new_id

LATER = "2121-03-31T05:00:00Z"


@pytest.fixture
def seat(app):
    """The row of the seat that `link` makes."""

    def found():
        with app.house.store.reading() as db:
            member = db.query(Member).filter_by(name="Delegate KR-04").one()
            db.expunge_all()
        return member

    return found


def start(app, workshop_id):
    """The organiser starts the first stage."""
    with app.house.store.reading() as db:
        stage = db.query(Stage).filter_by(workshop_id=workshop_id, position=0).one().id
        who = account.Principal(account=account.by_email(db, "organiser@example.org").id)
    ask = Ask("workshop", workshop_id, new_id(), "stage.start", {"stage": stage})
    perform(app.house.store, lambda db: account.actor(db, who, workshop=workshop_id), ask, app.house.terms)


def test_who_is_invited_says_whether_they_come_and_has_not_come_in(make, browser, link, seat):
    address, client = link(make(starts_at=LATER)[0]), browser()
    page = client.get(address).text
    assert "Will you come, Delegate KR-04?" in page and page.index("I will come") < page.index("Yes, I am")
    answer = client.post(f"{address}/answer", data={"answer": "confirmed"})
    assert (answer.status_code, answer.location, "Set-Cookie" in answer.headers) == (303, address, False)
    assert "You have said that you will come." in client.get(address).text
    client.post(f"{address}/answer", data={"answer": "declined"})
    assert "You have said that you cannot come." in client.get(address).text
    assert (seat().answer, seat().joined_at, seat().seen_at) == ("declined", None, None)


def test_without_a_day_coming_in_stands_first_and_nothing_is_asked_once_it_has_begun(app, make, browser, link):
    workshop_id, _ = make(starts_at=None)
    address, client = link(workshop_id), browser()
    page = client.get(address).text
    assert page.index("Yes, I am") < page.index("I will come")
    start(app, workshop_id)
    assert "I will come" not in client.get(address).text
    assert client.get(f"{address}/practice").status_code == 404


def test_once_the_hour_has_come_nobody_is_asked_whether_they_come(make, browser, link):
    page = browser().get(link(make()[0])).text
    assert "I will come" not in page
    assert page.index("Yes, I am") < page.index("Try it out")


def test_opening_the_practice_changes_nothing_and_a_step_is_kept_without_a_seat(make, browser, link, seat):
    address, client = link(make()[0]), browser()
    page = client.get(f"{address}/practice")
    assert (page.status_code, "Set-Cookie" in page.headers, seat().tried) == (200, False, None)
    for step in invitation.STEPS:
        assert client.post(f"{address}/practice", json={"step": step, "result": "slow"}).status_code == 200
    assert invitation.has_tried(seat()) and seat().joined_at is None
    assert "You have tried it out." in client.get(address).text


@pytest.mark.parametrize("given", [None, [], {"step": "dance"}, {"step": "card", "title": "words"}])
def test_what_is_no_step_is_refused(make, browser, link, seat, given):
    address = link(make()[0])
    assert browser().post(f"{address}/practice", json=given).status_code == 422
    assert seat().tried is None


def test_only_delegates_practise_and_facilitators_answer(make, browser, link):
    address, client = link(make(starts_at=LATER)[0], role="facilitator", perspective=None, language="en"), browser()
    page = client.get(address).text
    assert "I will come" in page and "Try it out" not in page
    assert client.get(f"{address}/practice").status_code == 404
    assert client.post(f"{address}/practice", json={"step": "card"}).status_code == 403


def test_another_link_is_nobodys(browser):
    for path in ("/me/nonsense/practice", "/me/nonsense/answer"):
        assert browser().post(path, json={"step": "card"}).status_code == 404
