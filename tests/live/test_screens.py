"""Big screens from outside: let in by a link or a code, told what to show, ended at once, and able to do nothing."""

import json

import pytest
import requests

from tests.live.client import Http, Live, Refused, new_id


@pytest.fixture
def screen(workshop):
    """A new screen: {id, number, link, code, qr, …}."""
    return made(workshop)


def made(workshop):
    return workshop.organiser.post(f"/workshops/{workshop.id}/screens")


def line(workshop, screen):
    live = Live(workshop.url, token(screen))
    workshop._lines.append(live)
    return live


def token(screen):
    return screen["link"].rpartition("/")[2]


def show(workshop, view, country=None, **data):
    room = {"room": workshop.rooms[country]} if country else {}
    return workshop.run("plenary.show", view=view, **room, **data)


def test_a_screen_gets_what_is_shown_and_follows(workshop, screen):
    live = line(workshop, screen)
    answer = live.ask("enter", {"workshop": workshop.id})
    assert set(answer) == {"seq", "screen"} and answer["screen"]["view"] is None
    show(workshop, "agenda", "KR", seconds=60)
    told = live.until(lambda: [told for told in live.told("screen") if told["view"] == "agenda"])[-1]
    assert (told["room"]["name"], told["measures"], told["timer"]["total_s"]) == ("Republic of Korea", [], 60)
    assert live.events() == [] and live.settle()["seq"] == {}


def test_arrivals_are_told_as_numbers(workshop, screen):
    show(workshop, "lobby")
    live = line(workshop, screen)
    first = live.ask("enter", {"workshop": workshop.id})["screen"]
    assert [(room["name"], room["here"], room["expected"]) for room in first["rooms"]] == [
        ("Republic of Korea", 0, 4),
        ("Japan", 0, 2),
    ]
    workshop.sit("KR-01", "JP-01")
    live.until(lambda: [t for t in live.told("screen") if [room["here"] for room in t["rooms"]] == [1, 1]])


def test_a_screen_finds_no_room_and_commands_nothing_by_either_door(workshop, screen):
    workshop.start("plenary")
    live, http, room = line(workshop, screen), Http(workshop.url, token(screen)), workshop.rooms["KR"]
    live.ask("enter", {"workshop": workshop.id})
    asks = [
        lambda: live.enter(room),
        lambda: live.workshop(workshop.id, "plenary.show", view="lobby"),
        lambda: live.workshop(workshop.id, "applause.give"),
        lambda: live.room(room, "hand.raise"),
        lambda: live.ask("text.open", {"doc": f"declaration:{room}"}),
        lambda: http.get(f"/workshops/{workshop.id}"),
        lambda: http.snapshot(room),
        lambda: http.get(f"/rooms/{room}/events"),
        lambda: http.get(f"/workshops/{workshop.id}/export/json"),
        lambda: http.post(f"/workshops/{workshop.id}/screens"),
        lambda: http.command("workshop", workshop.id, "question.ask", {"text": "Hm?"}),
        lambda: live.ask("enter", {"workshop": new_id()}),
    ]
    told = []
    for ask in asks:
        with pytest.raises(Refused) as refused:
            ask()
        told.append(refused.value.code)
    assert told == ["not_found"] * len(asks)


def test_ending_a_screen_closes_its_line_and_every_way_back(workshop, screen):
    live, other = line(workshop, screen), line(workshop, made(workshop))
    for each in (live, other):
        each.ask("enter", {"workshop": workshop.id})
    workshop.organiser.ask("DELETE", f"/workshops/{workshop.id}/screens/{screen['id']}")
    live.until(lambda: not live.open)
    assert live.told("goodbye") == [{"reason": "revoked"}] and other.open
    assert requests.get(f"{workshop.url}/screen/{token(screen)}").status_code == 401
    assert requests.post(f"{workshop.url}/screen/{token(screen)}").status_code == 401
    assert requests.post(f"{workshop.url}/screen", data={"code": screen["code"]}).status_code == 404
    listed = workshop.organiser.get(f"/workshops/{workshop.id}/screens")["screens"]
    assert [(each["number"], set(each)) for each in listed] == [(2, {"id", "number", "made_at", "seen_at"})]


def test_no_address_turns_a_browser_into_a_screen_only_its_button_does(workshop, screen):
    visitor, site = requests.Session(), workshop.url
    ways = (f"/screen/{token(screen)}", f"/screen/{screen['code']}", f"/screen?code={screen['code']}")
    pages = [visitor.get(site + way, headers={"Accept": "text/html"}) for way in ways]
    assert [(page.status_code, "Set-Cookie" in page.headers, "<form" in page.text) for page in pages] == [
        (200, False, True)
    ] * 3
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example.org"}
    told = [visitor.post(site + way, headers=elsewhere).status_code for way in (ways[0], "/screen")]
    assert (told, len(visitor.cookies)) == ([403, 403], 0)
    assert visitor.post(site + ways[0]).url == f"{site}/screen"
    assert visitor.get(f"{site}/screen/join.svg").status_code == 404  # it is a screen now, and shows no lobby


def test_a_code_opens_the_page_in_any_spelling_and_no_address_keeps_it(workshop, screen):
    visitor = requests.Session()
    code = screen["code"]
    page = visitor.post(f"{workshop.url}/screen", data={"code": f" {code[:4].lower()}-{code[4:]} "})
    assert (page.status_code, page.url) == (200, f"{workshop.url}/screen")
    assert visitor.get(f"{workshop.url}/screen/join.svg").status_code == 404
    show(workshop, "lobby")
    assert visitor.get(f"{workshop.url}/screen/join.svg").headers["Content-Type"].startswith("image/svg+xml")
    assert visitor.get(f"{workshop.url}/rooms/{workshop.rooms['KR']}").status_code == 401
    assert "/sign-in" in visitor.get(f"{workshop.url}/workshops/{workshop.id}").url


def test_a_wrong_code_is_said_to_be_wrong(workshop):
    page = requests.post(f"{workshop.url}/screen", data={"code": "AAAA AAAA"})
    assert page.status_code == 404 and "There is no screen with this code" in page.text


def test_who_drives_one_room_or_none_makes_no_screen(workshop):
    for who in ("KR-F", "KR-01", "EXPERT", "DONOR"):
        with pytest.raises(Refused, match="forbidden"):
            workshop.http(who).post(f"/workshops/{workshop.id}/screens")
    assert workshop.http("ALL-F").post(f"/workshops/{workshop.id}/screens")["number"] == 1


def test_questions_come_to_those_who_lead_and_to_the_screen_when_chosen(workshop, screen):
    workshop.start("plenary")
    show(workshop, "questions")
    live, lead, driver = line(workshop, screen), workshop.line("ALL-F"), workshop.line("KR-F")
    for each in (live, lead, driver):
        each.ask("enter", {"workshop": workshop.id})
    asked = workshop.http("KR-02").command("workshop", workshop.id, "question.ask", {"text": "Who pays?"})["data"]
    lead.event("question.asked")
    (waiting,) = lead.ask("enter", {"workshop": workshop.id})["questions"]
    assert (waiting["text"], waiting["state"]) == ("Who pays?", "waiting")
    assert driver.ask("enter", {"workshop": workshop.id})["questions"] == []
    live.settle()
    assert "Who pays?" not in json.dumps([live.told("screen"), driver.raw, lead.events()])
    workshop.run("question.set", question=asked["question"], state="shown")
    live.until(lambda: [t for t in live.told("screen") if [each["text"] for each in t["questions"]] == ["Who pays?"]])
    assert workshop.member("KR-02") not in json.dumps(live.told("screen"))


def test_applause_comes_to_the_screen_as_one_number(workshop, screen):
    workshop.start("plenary")
    live = line(workshop, screen)
    live.ask("enter", {"workshop": workshop.id})
    for who in ("KR-01", "KR-02", "JP-01", "KR-01"):
        workshop.http(who).command("workshop", workshop.id, "applause.give")
    live.until(lambda: [told for told in live.told("screen") if told["applause"] == 3])


def test_delegates_hear_in_their_room_what_is_shown(workshop):
    workshop.start("plenary")
    delegate = workshop.sit("JP-01")
    show(workshop, "declare", "KR")
    shown = delegate.event("plenary.shown")["data"]["set"]["plenary"]
    assert (shown["view"], shown["room"]) == ("declare", workshop.rooms["KR"])
    assert workshop.http("JP-01").snapshot(workshop.rooms["KR"])["plenary"] == shown


TALLIES = ("choices", "ranking", "cast", "entitled", "ballots", "author", "receipt", "reservation")


def test_while_a_secret_vote_runs_no_screen_hears_a_choice_a_tally_a_private_card_or_a_name(workshop, screen):
    visitor = requests.Session()
    visitor.post(screen["link"])
    live = line(workshop, screen)
    live.ask("enter", {"workshop": workshop.id})
    room, pages = workshop.rooms["KR"], []
    workshop.start("gather")
    workshop.card("Sikrit-card", body="Sikrit-body")
    workshop.start("shape", "KR")
    cards = [workshop.card(title, by="KR-02") for title in ("One", "Two")]
    workshop.start("vote", "KR")
    facilitator = workshop.http("KR-F")
    poll = facilitator.room(room, "poll.open", method="dots", settings={"budget": 9, "per_card": 9}, cards=cards)
    poll = poll["data"]["poll"]
    for who, dots in (("KR-01", 7), ("KR-02", 8)):
        workshop.http(who).room(room, "ballot.cast", poll=poll, choices={cards[0]: dots})
    for view in ("lobby", "stages", "side", "across", "questions", "result", "agenda", "declare"):
        show(workshop, view, "KR" if view in ("result", "agenda", "declare") else None)
        live.ask("enter", {"workshop": workshop.id})
        pages.append(visitor.get(f"{workshop.url}/screen").text)
    live.settle()
    heard = [frame if isinstance(frame, str) else frame.decode() for frame in live.raw]
    embedded = [page.split('id="screen">')[1].split("</script>")[0] for page in pages]
    names = [workshop.member(who) for who in ("KR-01", "KR-02")]
    for text in (*heard, *embedded):
        assert [word for word in ("Sikrit", poll, *cards, *names, "KR-01") if word in text] == []
        assert [word for word in TALLIES if f'"{word}"' in text] == []
    facilitator.room(room, "poll.close", poll=poll)
    show(workshop, "result", "KR")
    assert live.ask("enter", {"workshop": workshop.id})["screen"]["poll"] is None
    facilitator.room(room, "poll.reveal", poll=poll)
    told = live.ask("enter", {"workshop": workshop.id})["screen"]["poll"]
    assert [place["score"] for place in told["result"]["ranking"]] == [15, 0]
