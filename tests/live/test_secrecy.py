"""What nobody may learn of others' private cards, from no answer, event, number or place on the board."""

import pytest

from tests.live.client import Http, Live, Refused, new_id


def own(line, room):
    """(title, position) of the own private cards, as the writer is told of them."""
    return [(card["title"], card["position"]) for card in line.enter(room)["mine"]["cards"]]


def test_the_place_of_an_own_card_does_not_tell_how_many_others_wrote(workshop):
    room = workshop.rooms["KR"]
    theme = workshop.snapshot()["themes"][0]["id"]
    workshop.start("gather")
    one, other = workshop.sit("KR-01", "KR-02")
    for line, titles in ((one, ["a"]), (other, ["x", "y", "z"]), (one, ["b"])):
        for title in titles:
            line.room(room, "card.add", title=title, theme=theme)
    alone = workshop.line("JP-01")
    elsewhere = workshop.snapshot("JP")["themes"][0]["id"]
    for title in ("a", "b"):
        alone.room(workshop.rooms["JP"], "card.add", title=title, theme=elsewhere)
    assert own(one, room) == own(alone, workshop.rooms["JP"])


def test_cards_left_private_leave_no_gap_between_the_others(workshop):
    room = workshop.rooms["KR"]
    theme = workshop.snapshot()["themes"][0]["id"]
    workshop.start("gather")
    for title in ("x", "y"):
        workshop.card(title, theme=theme)
    workshop.start("shape")
    first, second = (workshop.card(title, by="KR-02", theme=theme) for title in ("p", "q"))
    workshop.http("KR-02").room(room, "card.move", card=first, theme=theme, after=second)
    elsewhere = workshop.snapshot("JP")["themes"][0]["id"]
    third, fourth = (workshop.card(title, by="JP-01", theme=elsewhere) for title in ("p", "q"))
    workshop.http("JP-01").room(workshop.rooms["JP"], "card.move", card=third, theme=elsewhere, after=fourth)
    here, there = ([card["position"] for card in workshop.snapshot(country)["cards"]] for country in ("KR", "JP"))
    assert here == there


@pytest.mark.parametrize("type", ["comment.add", "reaction.toggle", "finding.cite"])
def test_nothing_is_said_about_a_card_that_only_its_writer_knows(workshop, type):
    room = workshop.rooms["KR"]
    workshop.start("gather")
    card = workshop.card("Still mine")
    workshop.start("shape")
    line = workshop.sit("KR-02")
    finding = workshop.snapshot()["findings"][0]["id"]
    rest = {
        "comment.add": {"text": "To myself"},
        "reaction.toggle": {"reaction": "agree"},
        "finding.cite": {"finding": finding},
    }
    with pytest.raises(Refused) as refused:
        workshop.http("KR-01").room(room, type, card=card, **rest[type])
    assert refused.value.code == "conflict"
    line.settle()
    assert line.events() == []
    for who in ("KR-02", "KR-F"):
        answers = []
        for id in (card, new_id()):
            with pytest.raises(Refused) as refused:
                workshop.http(who).room(room, type, card=id, **rest[type])
            answers.append(refused.value.error)
        assert answers[0] == answers[1]


def test_a_card_that_stays_where_it_is_says_nothing(workshop):
    workshop.start("shape")
    one, two = (workshop.card(title) for title in ("One", "Two"))
    line = workshop.sit("KR-01")
    line.room(workshop.rooms["KR"], "card.move", card=two, after=one)
    line.settle()
    assert line.events() == []


def test_a_revoked_token_hears_nothing_more_and_other_lines_stay(workshop):
    room = workshop.rooms["KR"]
    gone = workshop.sit("KR-01")
    joined = Http(workshop.url).post("/join", {"link": workshop.seats["KR-01"]["link"]})
    other = Live(workshop.url, joined["token"])
    other.enter(room)
    workshop.http("KR-01").ask("DELETE", "/tokens")
    gone.until(lambda: not gone.open)
    assert gone.told("goodbye") == [{"reason": "revoked"}]
    assert other.room(room, "hand.raise")["seq"]
    other.close()


def test_a_room_that_is_none_of_the_workshop_is_not_found_at_the_door(workshop):
    asked = {"code": workshop.code, "name": "Somebody", "perspective": "workers"}
    for room, status in ((new_id(), 404), ("nowhere", 422), ("", 422)):
        assert Http(workshop.url).ask("POST", "/join", asked | {"room": room}).status_code == status


def test_to_leave_one_names_a_room_or_a_workshop(workshop):
    line = workshop.sit("KR-01")
    for payload in ({}, {"room": workshop.rooms["KR"], "workshop": workshop.id}):
        with pytest.raises(Refused, match="invalid"):
            line.ask("leave", payload)
    assert line.ask("leave", {"room": workshop.rooms["KR"]}) == {}
    assert line.settle()["seq"] == {}


def seat(reference, perspective):
    row = {"reference": reference, "name": reference, "role": "participant", "room": "JP"}
    return row | ({"perspective": perspective} if perspective else {})


def test_a_lone_delegate_of_no_group_does_not_stand_out_either(workshop):
    pairs = [("JP-01", "government"), ("JP-02", "workers"), ("JP-03", "government"), ("JP-04", "workers")]
    workshop.take_in({"rows": [seat(*pair) for pair in pairs]})
    workshop.start("shape")
    workshop.card("Ours", by="JP-01")
    room = workshop.snapshot("JP")
    assert (room["room"]["groups_shown"], room["cards"][0]["perspective"]) == (True, "government")
    workshop.take_in({"rows": [seat("JP-05", None)]})
    room = workshop.snapshot("JP")
    assert (room["room"]["groups_shown"], room["cards"][0]["perspective"]) == (False, None)
    workshop.take_in({"rows": [seat("JP-06", None)]})
    assert workshop.snapshot("JP")["room"]["groups_shown"] is True


def test_by_either_entry_point_only_who_drives_the_room_reads_private_cards_and_only_their_words(workshop):
    room = workshop.rooms["KR"]
    workshop.run("stage.change", stage=workshop.stage("gather"), settings={"check": True})
    workshop.start("gather")
    card = workshop.card("Go home", by="KR-01", body="All of you.")
    told = [{"id": card, "title": "Go home", "body": "All of you.", "language": "en", "kind": "proposal"}]
    writer, other, lead = workshop.sit("KR-01", "KR-02", "KR-F")
    assert workshop.http("KR-F").room(room, "card.check")["data"] == {"cards": told}
    assert lead.room(room, "card.check")["data"] == {"cards": told}
    for who in ("KR-01", "KR-02"):
        for door in (workshop.http(who), workshop.line(who)):
            with pytest.raises(Refused) as refused:
                door.room(room, "card.check")
            assert refused.value.code == "forbidden"
    lead.room(room, "card.hold", card=card, reason="It insults people.")
    writer.event("card.held")
    writer.until(lambda: writer.told("mine"))
    (held,) = writer.told("mine")[-1]["held"]
    assert (held["title"], held["reason"]) == ("Go home", "It insults people.")
    other.event("card.held")
    other.settle()
    for line in (other, lead):
        heard = repr([line.told(name) for name in ("event", "mine", "desk", "presence")])
        assert [word for word in ("Go home", "All of you", "insults", card) if word in heard] == []
