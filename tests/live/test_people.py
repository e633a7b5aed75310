"""Who is here, what is mine, what only facilitators know, and who has to go."""

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest

from tests.live.client import Http, Live, Refused
from tests.live.workshop import Workshop

# What is decided is the same on both databases, and tested there; here it is about what is heard.
pytestmark = pytest.mark.parametrize("house", ["sqlite"], indirect=True)


def present(line, room):
    return {one["name"]: one["away"] for one in line.enter(room)["present"]}


def news(line, kind, member):
    """The first thing that presence told of a member under joined or changed, or whether it told they left."""
    told = [one for heard in line.told("presence") for one in heard[kind]]
    return next((one for one in told if one == member or (isinstance(one, dict) and one["member"] == member)), None)


def test_the_room_learns_who_comes_and_who_leaves(workshop):
    here = workshop.sit("KR-01")
    there = workshop.sit("KR-02")
    joined = here.until(lambda: news(here, "joined", workshop.member("KR-02")))
    assert joined == {"member": workshop.member("KR-02"), "name": "KR-02", "role": "participant", "away": False}
    assert present(here, workshop.rooms["KR"]) == {"KR-01": False, "KR-02": False}
    there.ask("leave", {"room": workshop.rooms["KR"]})
    here.until(lambda: news(here, "left", workshop.member("KR-02")))
    assert present(here, workshop.rooms["KR"]) == {"KR-01": False}
    assert [heard["room"] for heard in here.told("presence")] == [workshop.rooms["KR"]] * len(here.told("presence"))


def test_somebody_with_two_tabs_is_here_once_and_as_long_as_one_is_open(workshop):
    here, one, other = workshop.sit("KR-01", "KR-02", "KR-02")
    assert present(here, workshop.rooms["KR"]) == {"KR-01": False, "KR-02": False}
    one.close()
    other.ask("presence", {"room": workshop.rooms["KR"], "away": True})
    here.until(lambda: present(here, workshop.rooms["KR"])["KR-02"])
    other.ask("presence", {"room": workshop.rooms["KR"]})
    here.until(lambda: not present(here, workshop.rooms["KR"])["KR-02"])


def test_where_a_workshop_is_erased_with_people_in_it_all_others_hear_on(workshop, house):
    with contextlib.closing(Workshop(house.url)) as other:
        there, here = other.sit("KR-01"), workshop.sit("KR-01")
        said = len(house.stdout)
        other.organiser.ask("DELETE", f"/workshops/{other.id}", {"confirm": other.told["title"]})
        assert there.until(lambda: there.told("goodbye")) == [{"reason": "removed"}]
        there.until(lambda: not there.open)
        workshop.sit("KR-02")
        here.until(lambda: news(here, "joined", workshop.member("KR-02")))
        here.settle()
        assert [line for line in house.stdout[said:] if "round failed" in line] == []


def test_a_closed_page_is_away_and_keeps_its_seat(workshop):
    here, there = workshop.sit("KR-01", "KR-02")
    there.close()
    away = here.until(lambda: [one for one in changes(here, workshop.member("KR-02")) if one["away"]])
    assert away[0]["name"] == "KR-02"
    workshop.sit("KR-02")
    here.until(lambda: not present(here, workshop.rooms["KR"])["KR-02"])


def changes(line, member):
    told = [one for heard in line.told("presence") for one in (*heard["changed"], *heard["joined"])]
    return [one for one in told if one["member"] == member]


def test_a_lost_line_is_away_within_ten_seconds_and_back_when_it_answers(workshop):
    """Nobody closes a lost line: it falls silent. The worst moment for that is right after an answer to a ping."""
    here, member = workshop.sit("KR-01"), workshop.member("KR-02")
    with contextlib.closing(Cable(workshop.url)) as cable:
        there = Live(cable.url, workshop.http("KR-02").token)
        there.enter(workshop.rooms["KR"])
        there.until(lambda: "pong" in there.pings)
        cable.hold()
        held_at = time.monotonic()
        here.until(lambda: [one for one in changes(here, member) if one["away"]])
        assert 3 <= time.monotonic() - held_at <= 10
        cable.let_go()
        here.until(lambda: changes(here, member)[-1]["away"] is False)
        assert there.settle()["now"]
        there.close()


class Cable:
    """Between a client and the server. While it is held nothing passes, and neither side is told."""

    def __init__(self, url):
        self._far = urlsplit(url)
        self._free = threading.Event()
        self._free.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends = [self._listening]
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._take_in, daemon=True).start()

    def hold(self):
        self._free.clear()

    def let_go(self):
        self._free.set()

    def close(self):
        self.let_go()
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _take_in(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection((self._far.hostname, self._far.port))
                self._ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._free.wait()
                target.sendall(data)


def test_what_somebody_does_is_seen_where_authors_are(workshop):
    here, there = workshop.sit("KR-01", "KR-02")
    room, card = workshop.rooms["KR"], None
    workshop.start("shape")
    card = workshop.card("Insure carers")
    there.ask("presence", {"room": room, "card": card, "field": "body", "typing": True})
    here.until(lambda: changes(here, workshop.member("KR-02")))
    here.settle()
    assert {key for one in changes(here, workshop.member("KR-02")) for key in one} == {"member", "name", "role", "away"}
    workshop.start("plan")
    doing = {"card": card, "field": "lead", "typing": True, "cursor": b"\x01\x02"}
    there.ask("presence", {"room": room, **doing})
    last = here.until(lambda: [one for one in changes(here, workshop.member("KR-02")) if "cursor" in one])[-1]
    assert {name: last[name] for name in doing} == doing
    assert [one for one in here.enter(room)["present"] if one["name"] == "KR-02"] == [last]


def test_what_was_seen_is_hidden_again_with_the_authors(workshop):
    """From plan back to shape: who comes in now must not learn who has which card in hand."""
    room = workshop.rooms["KR"]
    workshop.start("shape")
    card = workshop.card("Insure carers")
    workshop.start("plan")
    here, there = workshop.sit("KR-01", "KR-02")
    there.ask("presence", {"room": room, "card": card, "typing": True})
    here.until(lambda: [one for one in changes(here, workshop.member("KR-02")) if "card" in one])
    workshop.start("shape")
    assert [set(one) for one in here.enter(room)["present"]] == [{"member", "name", "role", "away"}] * 2


def test_presence_that_does_not_fit_is_invalid(workshop):
    line, room = workshop.sit("KR-01"), workshop.rooms["KR"]
    for doing in (
        *({"card": 7}, {"typing": "yes"}, {"cursor": "text"}, {"cursor": b"x" * 201}, {"field": "x" * 201}),
        {"mood": "good"},
    ):
        with pytest.raises(Refused, match="invalid"):
            line.ask("presence", {"room": room, **doing})
    other = workshop.line("JP-01")
    other.ask("presence", {"room": room, "away": True})
    assert present(line, room) == {"KR-01": False}


def test_ten_news_of_presence_a_second_are_enough(workshop):
    here, there = workshop.sit("KR-01", "KR-02")
    workshop.start("plan")
    here.settle()
    before, begun = len(here.told("presence")), time.monotonic()
    for number in range(300):
        there.io.emit("presence", {"room": workshop.rooms["KR"], "field": f"field-{number}"})
    here.until(lambda: [one for one in changes(here, workshop.member("KR-02")) if one.get("field") == "field-299"])
    assert len(here.told("presence")) - before <= 10 * (time.monotonic() - begun) + 2


def test_mine_is_whole_each_time_and_goes_to_all_tabs_of_one_person(workshop):
    room = workshop.rooms["KR"]
    workshop.start("gather")
    tab, other, neighbour = workshop.sit("KR-01", "KR-01", "KR-02")
    first = tab.room(room, "card.add", title="First")["data"]["card"]
    second = tab.room(room, "card.add", title="Second", body="More")["data"]["card"]
    tab.room(room, "ready.set", done=True)
    other.settle()
    neighbour.settle()
    views = other.told("mine")
    assert tab.told("mine") == views and neighbour.told("mine") == []
    keys = {
        "room",
        "seq",
        "member",
        "cards",
        "own",
        "comments",
        "ballots",
        "entitled",
        "ready",
        "reminded",
        "nudged",
        "notes",
        "endorsement",
        "held",
        "reactions",
        "visits",
        "may",
    }
    assert [set(view) for view in views] == [keys] * 3
    assert [[card["title"] for card in view["cards"]] for view in views] == [["First"], *[["First", "Second"]] * 2]
    assert (views[-1]["own"], views[-1]["ready"]) == (sorted([first, second]), True)
    assert workshop.line("KR-01").enter(room)["mine"] == views[-1]


def test_mine_comes_before_the_event_that_counts_it(workshop):
    workshop.start("gather")
    line = workshop.sit("KR-01")
    line.room(workshop.rooms["KR"], "card.add", title="Mine")
    line.settle()
    names = [name for name, payload in line.heard if name == "mine" or payload.get("type") == "card.added"]
    assert names == ["mine", "event"]


def test_the_desk_hears_of_its_room_once_a_second_at_most(workshop):
    room = workshop.rooms["KR"]
    desk, delegate, console = workshop.sit("KR-F", "KR-01", "KR-F")
    console.ask("enter", {"workshop": workshop.id})
    before, begun = (len(desk.told("desk")), len(console.told("tile"))), time.monotonic()
    for number in range(20):
        delegate.room(room, "hand.raise", note=f"Note {number}")
    last = desk.until(lambda: [one for one in desk.told("desk") if one["hands"] and _note(one) == "Note 19"])[-1]
    console.until(lambda: [one for one in console.told("tile") if one["hands"] and _note(one) == "Note 19"])
    most = time.monotonic() - begun + 1
    heard = [len(desk.told("desk")) - before[0], len(console.told("tile")) - before[1]]
    assert [count <= most for count in heard] == [True, True], (heard, most)
    assert (last["id"], last["here"], last["expected"]) == (room, 1, 4)
    assert delegate.told("desk") == delegate.told("tile") == []


def test_who_drives_learns_how_many_voters_are_offline_when_they_come_and_go(workshop):
    workshop.start("shape")
    workshop.card("First")
    workshop.card("Second")
    workshop.start("vote")
    desk, voter = workshop.sit("KR-F", "KR-01")
    workshop.organiser.room(workshop.rooms["KR"], "poll.open", method="dots")

    def offline():
        return [one["poll"]["offline"] for one in desk.told("desk") if one["poll"]][-1:]

    desk.until(lambda: offline() == [0])
    voter.ask("presence", {"room": workshop.rooms["KR"], "away": True})
    desk.until(lambda: offline() == [1])
    assert voter.told("desk") == []


def _note(desk):
    return desk["hands"][0]["note"]


def test_a_raised_hand_is_seen_by_all_and_its_note_by_the_facilitator(workshop):
    room = workshop.rooms["KR"]
    desk, here, there = workshop.sit("KR-F", "KR-01", "KR-02")
    there.room(room, "hand.raise", note="The sound is gone")
    raised = here.event("hand.raised")
    assert raised["data"] == {
        "member": workshop.member("KR-02"),
        "put": {"members": [{"id": workshop.member("KR-02"), "hand": True}]},
    }
    hands = desk.until(lambda: [one["hands"] for one in desk.told("desk") if one["hands"]])[-1]
    assert [(hand["name"], hand["note"]) for hand in hands] == [("KR-02", "The sound is gone")]
    desk.room(room, "hand.lower", member=workshop.member("KR-02"))
    assert here.event("hand.lowered")["data"]["put"]["members"][0]["hand"] is False


# Who has to go.


def test_a_removed_member_is_told_and_stops_receiving_at_once(workshop):
    workshop.start("shape")
    room, member = workshop.rooms["KR"], workshop.member("KR-02")
    here, gone, other_tab = workshop.sit("KR-01", "KR-02", "KR-02")
    workshop.run("member.remove", member=member)
    for tab in (gone, other_tab):
        tab.until(lambda tab=tab: not tab.open)
        assert tab.told("goodbye") == [{"reason": "removed"}]
        assert [event["type"] for event in tab.events()] == []
    workshop.card("Without KR-02")
    assert here.event("card.added") and gone.events() == []
    assert [one["id"] for one in workshop.snapshot()["members"] if one["id"] == member] == []
    with pytest.raises(Refused, match="unauthenticated"):
        workshop.http("KR-02").snapshot(room)
    with pytest.raises(Refused, match="not_found"):
        Http(workshop.url).post("/join", {"link": workshop.seats["KR-02"]["link"]})
    here.until(lambda: news(here, "left", member))


def test_a_removed_member_is_cut_off_before_having_entered_anything(workshop):
    line = workshop.line("KR-02")
    workshop.run("member.remove", member=workshop.member("KR-02"))
    line.until(lambda: not line.open)


def test_a_moved_member_is_told_comes_back_and_finds_the_other_room(workshop):
    workshop.start("shape")
    room, other, member = workshop.rooms["KR"], workshop.rooms["JP"], workshop.member("KR-02")
    card = workshop.card("Stays in Korea", by="KR-02")
    here, there, moved = workshop.sit("KR-01", "JP-01", "KR-02")
    workshop.run("member.move", member=member, room=other)
    moved.until(lambda: not moved.open)
    assert moved.told("goodbye") == [{"reason": "moved"}]
    left = here.event("member.seated")
    came = there.event("member.seated")
    assert (left["data"]["drop"], left["reload"]) == ({"members": [member]}, True)
    assert (came["data"]["put"]["members"][0]["id"], came["reload"]) == (member, True)
    here.until(lambda: news(here, "left", member))
    back = workshop.line("KR-02")
    with pytest.raises(Refused, match="not_found"):
        back.enter(room)
    assert back.enter(other)["mine"]["member"]["room"] == other
    assert [one["id"] for one in workshop.snapshot("KR")["cards"]] == [card]


def test_who_no_longer_facilitates_hears_no_more_of_the_desk(workshop):
    room = workshop.rooms["KR"]
    former, still = workshop.sit("KR-F", "ALL-F")
    still.enter(room)
    former.ask("enter", {"workshop": workshop.id})
    workshop.run("member.change", member=workshop.member("KR-F"), role="participant")
    former.until(lambda: not former.open)
    assert former.told("goodbye") == [{"reason": "changed"}]
    heard = len(former.told("desk")) + len(former.told("tile"))
    workshop.http("KR-01").room(room, "hand.raise", note="For the facilitator alone")
    still.until(lambda: [one for one in still.told("desk") if one["hands"]])
    assert len(former.told("desk")) + len(former.told("tile")) == heard
    back = workshop.line("KR-F")
    assert back.enter(room)["mine"]["may"] == {"drive": False}


def test_a_new_link_makes_the_old_one_worthless(workshop):
    old = workshop.seats["KR-02"]["link"]
    workshop.run("member.renew", member=workshop.member("KR-02"))
    with pytest.raises(Refused, match="not_found"):
        Http(workshop.url).post("/join", {"link": old})
    lines = workshop.organiser.get(f"/workshops/{workshop.id}/roster.csv").text.splitlines()
    new = next(line for line in lines if line.startswith("KR-02")).rpartition(",")[2]
    joined = Http(workshop.url).post("/join", {"link": new})
    assert (new != old, joined["member"]["id"]) == (True, workshop.member("KR-02"))


def test_a_socket_that_says_nothing_at_all_is_let_go(house):
    with socket.create_connection(("127.0.0.1", house.port), timeout=5) as line:
        line.sendall(b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 4")
