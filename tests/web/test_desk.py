"""The organiser's pages: the list, a new workshop, the console, links on paper."""

import json

import pytest

from app.domain import agenda
from app.storage.tables import Room


def embedded(page, id):
    """What a page brings along for its scripts."""
    return json.loads(page.text.split(f'id="{id}">')[1].split("</script>")[0])


def test_the_list_shows_each_workshop_with_its_day_rooms_code_and_state(organiser):
    client, _, code = organiser
    page = client.get("/workshops").text
    found = [text for text in ("Day 3", "31 March 2021", f"{code[:3]} {code[3:]}", "Not begun") if text in page]
    assert len(found) == 4


def test_an_empty_list_says_how_to_begin(browser, app):
    from app.domain import account

    with app.house.store.writing() as db:
        made = account.create(db, email="new@example.org", name="New", password_hash=None)
        raw = account.sign_in_link(db, made)
    client = browser()
    client.post(f"/sign-in/{raw}")
    assert "No workshop yet" in client.get("/workshops").text


@pytest.mark.parametrize("path", ["/workshops", "/workshops/new"])
def test_a_stranger_is_asked_to_sign_in(browser, path):
    assert browser().get(path).location == f"/sign-in?next={path}"


def test_a_workshop_is_made_from_a_title_a_template_and_lines(organiser):
    client, _, _ = organiser
    filled = {"title": "Follow-up", "template": "short", "joining": "roster", "language": "en"}
    times = {"begins": "2027-03-31T14:00", "zone": "Asia/Seoul"}
    lines = "KR Republic of Korea https://call.example.org/kr\n\nJapan\nMalaysia, east; https://call.example.org/my\nAtlantis"
    answer = client.post("/workshops/new", data={**filled, **times, "rooms": lines})
    assert answer.status_code == 303
    told = embedded(client.get(answer.location.removesuffix("/setup")), "desk")["workshop"]
    assert [(room["name"], room["country"], room["call_url"]) for room in told["rooms"]] == [
        ("Republic of Korea", "KR", "https://call.example.org/kr"),
        ("Japan", "JP", ""),
        ("Malaysia, east", "", "https://call.example.org/my"),
        ("Atlantis", "", ""),
    ]
    assert (told["starts_at"], told["joining"], told["template"]) == ("2027-03-31T05:00:00.000Z", "roster", "short")


@pytest.mark.parametrize(("ticked", "published"), [({"recount": "yes"}, True), ({}, False)])
def test_ballots_are_published_only_where_the_organiser_ticks_it(organiser, ticked, published):
    client, _, _ = organiser
    filled = {"title": "Follow-up", "template": "short", "joining": "open", "language": "en", "rooms": "Japan"}
    answer = client.post("/workshops/new", data=filled | ticked)
    assert embedded(client.get(answer.location.removesuffix("/setup")), "desk")["workshop"]["recount"] is published


@pytest.mark.parametrize(("chosen", "kept"), [("none", "none"), ("safe", "safe"), ("open", "open")])
def test_what_votes_show_by_group_is_chosen_in_words_and_kept_for_each_room(organiser, app, chosen, kept):
    client, _, _ = organiser
    assert "Whoever is the only one of a group is seen through." in client.get("/workshops/new").text
    filled = {"title": "Follow-up", "template": "short", "joining": "open", "language": "en", "rooms": "Japan\nChina"}
    answer = client.post("/workshops/new", data=filled | {"breakdown": chosen})
    rooms = [
        room["id"] for room in embedded(client.get(answer.location.removesuffix("/setup")), "desk")["workshop"]["rooms"]
    ]
    with app.house.store.reading() as db:
        assert [agenda.room_part(db, db.get(Room, id))["poll"] for id in rooms] == [{"breakdown": kept}] * 2


def test_what_is_wrong_with_a_new_workshop_is_said_at_its_field(organiser):
    client, _, _ = organiser
    filled = {"title": "", "template": "day-3", "joining": "open", "begins": "tomorrow", "rooms": ""}
    answer = client.post("/workshops/new", data=filled)
    assert answer.status_code == 422
    for text in ("Give the workshop a title", "A day and a time, please", "Name at least one room"):
        assert text in answer.text
    long = client.post("/workshops/new", data={**filled, "title": "T", "begins": "", "rooms": "Japan\n" + "x" * 201})
    assert "Line 2:" in long.text


def test_the_console_comes_with_its_tiles(organiser):
    client, workshop_id, _ = organiser
    page = client.get(f"/workshops/{workshop_id}")
    desk = embedded(page, "desk")
    assert [room["name"] for room in desk["rooms"]] == ["Republic of Korea", "Japan"]
    assert embedded(page, "page")["as"] == "account"


def test_a_delegate_sees_no_console(make, browser, link):
    workshop_id, _ = make()
    client = browser()
    client.post(link(workshop_id), data={"language": "en"})
    assert 'id="desk"' not in client.get(f"/workshops/{workshop_id}").text
    assert client.get(f"/workshops/{workshop_id}/links").status_code == 403
    assert client.get(f"/workshops/{workshop_id}/join.svg").status_code == 403


def test_the_facilitator_of_one_room_gets_its_tile_alone(make, browser, link):
    workshop_id, _ = make()
    client = browser()
    client.post(link(workshop_id, "KR facilitator", role="facilitator", perspective=None), data={"language": "en"})
    desk = embedded(client.get(f"/workshops/{workshop_id}"), "desk")
    assert [room["name"] for room in desk["rooms"]] == ["Republic of Korea"]


def test_another_organisers_workshop_is_not_found(organiser, browser, app):
    from app.domain import account

    _, workshop_id, _ = organiser
    with app.house.store.writing() as db:
        stranger = account.create(db, email="other@example.org", name="Other", password_hash=None)
        raw = account.sign_in_link(db, stranger)
    client = browser()
    client.post(f"/sign-in/{raw}")
    assert client.get(f"/workshops/{workshop_id}").status_code == 404


def test_personal_links_are_printed_for_the_organiser_only(organiser, link):
    client, workshop_id, _ = organiser
    address = link(workshop_id)
    page = client.get(f"/workshops/{workshop_id}/links").text
    assert address in page
    assert page.count("<svg") == 1


def test_the_account_opens_the_console_where_the_seat_is_in_another_workshop(organiser, make, link):
    client, workshop_id, _ = organiser
    other, _ = make(title="Another")
    client.post(link(other), data={"language": "en"})
    assert client.get(f"/workshops/{workshop_id}").status_code == 200
