"""Coming in: by the code, by a personal link, by a password. Opening an address changes nothing."""

import pytest

from app.storage.tables import Member, Room, Token, Workshop

JOINER = {"name": "Delegate X-01", "perspective": "workers", "language": "ko"}


def room_of(client, code, name="Republic of Korea"):
    """The id of a room, read from the form as a person would choose it."""
    page = client.get(f"/j/{code}").text
    before = page.split(f"<span>{name}</span>")[0]
    return before.rsplit('value="', 1)[1].split('"')[0]


def test_a_code_is_taken_as_people_type_it(make, browser):
    _, code = make()
    answer = browser().get("/", query_string={"code": f" {code[:3].lower()} {code[3:].lower()}"})
    assert (answer.status_code, answer.location) == (303, f"/j/{code}")


def test_a_wrong_code_is_told_beside_the_field(browser):
    answer = browser().get("/", query_string={"code": "ZZZZZZ"})
    assert answer.status_code == 404
    assert "There is no workshop with this code" in answer.text
    assert 'aria-describedby="code-error code-hint"' in answer.text


def test_whoever_guesses_codes_has_to_wait_and_a_right_one_passes(make, browser):
    _, code = make()
    guesser = browser()
    told = [guesser.get("/?code=ZZZZZZ").status_code for _ in range(36)]
    assert (told[:30], told[-1]) == ([404] * 30, 429)
    assert guesser.get(f"/?code={code}").status_code == 303


def test_a_delegate_joins_with_five_answers(make, browser):
    _, code = make()
    client = browser()
    answer = client.post(f"/j/{code}", data={**JOINER, "room": room_of(client, code)})
    assert answer.status_code == 303
    room = client.get(answer.location)
    assert room.status_code == 200
    assert '<html lang="ko"' in room.text
    assert "Delegate X-01" in room.text


def test_everything_that_is_missing_is_named_at_once_and_what_was_typed_stays(make, browser, count):
    _, code = make(consent="We keep what you write.")
    answer = browser().post(f"/j/{code}", data={"name": "Delegate X-01"})
    assert answer.status_code == 422
    said = [
        text
        for text in ("Choose a room", "Choose whom you speak for", "Please agree to this first")
        if text in answer.text
    ]
    assert len(said) == 3
    assert 'value="Delegate X-01"' in answer.text
    assert count(role="participant") == 0


def test_without_consent_nobody_gets_a_seat(make, browser, count):
    _, code = make(consent="We keep what you write.")
    client = browser()
    data = {**JOINER, "room": room_of(client, code)}
    assert client.post(f"/j/{code}", data=data).status_code == 422
    assert count(role="participant") == 0
    assert client.post(f"/j/{code}", data={**data, "consent": "yes"}).status_code == 303


def test_a_workshop_by_roster_says_so_and_takes_nobody_by_code(make, browser, count):
    _, code = make(joining="roster")
    client = browser()
    assert "This workshop is by invitation" in client.get(f"/j/{code}").text
    assert client.post(f"/j/{code}", data={**JOINER, "room": "KR"}).status_code == 403
    assert count(role="participant") == 0


def test_a_closed_workshop_takes_nobody_new_and_who_was_there_comes_back(make, browser, link, count, app):
    workshop_id, code = make()
    known, late = link(workshop_id), link(workshop_id, reference="KR-05")
    assert browser().post(known, data={"language": "en"}).status_code == 303
    with app.house.store.writing() as db:
        db.get(Workshop, workshop_id).joining = "closed"
    for address in (f"/j/{code}", late):
        page = browser().get(address)
        assert (page.status_code, "Nobody new comes in any more" in page.text) == (200, True)
        assert ("Yes, I am" in page.text, "Join the room" in page.text) == (False, False)
    before = count()
    assert browser().post(f"/j/{code}", data={**JOINER, "room": "KR"}).status_code == 403
    assert browser().post(late, data={"language": "en"}).status_code == 403
    with app.house.store.reading() as db:
        assert (count(), db.query(Member).filter_by(reference="KR-05").one().joined_at) == (before, None)
    assert "Yes, I am" in browser().get(known).text
    assert browser().post(known, data={"language": "en"}).status_code == 303


def test_who_has_a_seat_is_shown_the_way_back_to_it(make, browser):
    _, code = make()
    client = browser()
    client.post(f"/j/{code}", data={**JOINER, "language": "en", "room": room_of(client, code)})
    assert "You have a seat here already, as Delegate X-01." in client.get(f"/j/{code}").text
    assert "You have a seat here already" not in browser().get(f"/j/{code}").text


def test_whoever_comes_to_a_room_that_is_not_theirs_is_shown_the_way_to_their_own(make, browser):
    _, code = make()
    client = browser()
    own, other = room_of(client, code), room_of(client, code, "Japan")
    client.post(f"/j/{code}", data={**JOINER, "language": "en", "room": own})
    refused = client.get(f"/rooms/{other}")
    assert (refused.status_code, '<a class="cta" href="/seat">Go to your room</a>' in refused.text) == (404, True)
    assert client.get("/seat").location == f"/rooms/{own}"
    assert "Go to your room" not in browser().get(f"/rooms/{other}").text


def test_whose_link_was_replaced_is_told_who_has_the_new_one(make, browser, link, app):
    workshop_id, _ = make(joining="roster")
    client = browser()
    room = client.post(link(workshop_id), data={"language": "en"}).location
    with app.house.store.writing() as db:
        db.query(Token).filter(Token.member_id.is_not(None)).delete()
    refused = client.get(room)
    assert refused.status_code == 401
    assert "the organiser has a new one for you" in refused.text
    assert "Go to your room" not in refused.text


def test_opening_a_personal_link_changes_nothing(make, browser, link, app):
    workshop_id, _ = make()
    address = link(workshop_id)
    client = browser()
    page = client.get(address)
    assert "Are you Delegate KR-04, Republic of Korea?" in page.text
    assert "Set-Cookie" not in page.headers
    with app.house.store.reading() as db:
        assert db.query(Member).filter_by(name="Delegate KR-04").one().joined_at is None


def test_a_personal_link_brings_back_the_same_seat_on_any_device(make, browser, link, count):
    workshop_id, _ = make()
    address = link(workshop_id)
    laptop, phone = browser(), browser()
    first, second = (client.post(address, data={"language": "ko"}) for client in (laptop, phone))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert count(name="Delegate KR-04") == 1


def test_an_invalid_link_is_refused_kindly(browser):
    answer = browser().get("/me/nonsense")
    assert answer.status_code == 404
    assert "ask the organiser for a new one" in answer.text


def test_an_observer_without_a_room_comes_to_the_list_of_rooms(make, browser, link):
    workshop_id, _ = make()
    client = browser()
    answer = client.post(
        link(workshop_id, "Observer 1", role="observer", room_id=None, perspective=None, language="en"),
        data={"language": "en"},
    )
    assert answer.location == f"/workshops/{workshop_id}"
    assert "The rooms are still at work" in client.get(answer.location).text


def test_a_wrong_password_is_refused_and_the_address_stays(organiser, browser):
    answer = browser().post("/sign-in", data={"email": "organiser@example.org", "password": "guessed"})
    assert answer.status_code == 401
    assert 'value="organiser@example.org"' in answer.text


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example.org/", "//elsewhere.example.org", "/\\elsewhere.example.org"]
)
def test_nobody_is_sent_to_a_strangers_page(browser, wanted):
    answer = browser().post("/language", data={"language": "ko", "back": wanted})
    assert answer.location == "/"


def test_signing_out_ends_the_session_for_good(organiser):
    client, _, _ = organiser
    assert client.get("/workshops").status_code == 200
    assert client.post("/sign-out").headers["Clear-Site-Data"] == '"storage"'
    assert client.get("/workshops").location == "/sign-in?next=/workshops"


def test_the_worker_is_asked_for_anew_each_time(browser):
    answer = browser().get("/worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_revoked_account_is_asked_to_sign_in_and_not_sent_round(organiser, app):
    client, _, _ = organiser
    from app.storage.tables import Token

    with app.house.store.writing() as db:
        db.query(Token).delete()
    assert client.get("/workshops").location == "/sign-in?next=/workshops"
    assert client.get("/sign-in").status_code == 200


def test_a_one_time_link_signs_in_once_and_only_by_the_button(make, browser, app):
    from app.domain import account

    make()
    with app.house.store.writing() as db:
        raw = account.sign_in_link(db, account.by_email(db, "organiser@example.org"))
    client = browser()
    assert client.get(f"/sign-in/{raw}").status_code == client.get(f"/sign-in/{raw}").status_code == 200
    assert client.post(f"/sign-in/{raw}").location == "/workshops"
    assert browser().post(f"/sign-in/{raw}").status_code == 401


def test_the_seat_that_a_browser_holds_is_found_where_it_is_now(app, make, browser, link):
    workshop_id, _ = make()
    client = browser()
    assert client.get("/seat").status_code == 401
    room = client.post(link(workshop_id)).location
    assert (client.get("/seat").status_code, client.get("/seat").location) == (303, room)
    with app.house.store.writing() as db:
        seat = db.query(Member).filter_by(name="Delegate KR-04").one()
        seat.room_id = db.query(Room).filter_by(workshop_id=workshop_id, country="JP").one().id
        moved = f"/rooms/{seat.room_id}"
    assert client.get("/seat").location == moved != room


def test_whoever_opens_another_link_at_a_shared_device_is_told_whose_seat_is_signed_out(make, browser, link):
    workshop_id, _ = make()
    one = link(workshop_id, language="en")
    other, client = link(workshop_id, name="Delegate KR-05", language="en"), browser()
    assert "sits at this device" not in client.get(other).text
    client.post(one)
    assert "sits at this device" not in client.get(one).text
    assert "Delegate KR-04 sits at this device until now." in client.get(other).text


@pytest.mark.parametrize(
    ("agent", "named", "way"),
    [
        ("Mozilla/5.0 (iPhone) KAKAOTALK 10.8.2", "KakaoTalk", "kakaotalk://web/openExternal?url=http%3A%2F%2Flocal"),
        ("Mozilla/5.0 (iPhone) Safari Line/13.1.0", "LINE", "?openExternalBrowser=1"),
        ("Mozilla/5.0 (Linux; Android 12; wv) MicroMessenger/8.0", "WeChat", "intent://localhost/j/"),
        ("Mozilla/5.0 (iPhone) MicroMessenger/8.0", "WeChat", "Choose “Open in browser” in its menu"),
    ],
)
def test_a_browser_inside_an_app_is_named_with_the_way_out(make, browser, agent, named, way):
    _, code = make()
    page = browser().get(f"/j/{code}", headers={"User-Agent": agent}).text
    assert f"This is the browser of {named}." in page
    assert way in page


def test_a_browser_of_its_own_is_shown_no_way_out(make, browser):
    _, code = make()
    agent = "Mozilla/5.0 (Linux; Android 12; Pixel 5) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
    assert "This is the browser of" not in browser().get(f"/j/{code}", headers={"User-Agent": agent}).text
