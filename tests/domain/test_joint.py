"""Votes over several rooms: one list, one count, one result, and in every room a ballot box of its own."""

import uuid

import pytest

from app.domain import command
from app.storage.tables import Answered, Ballot, BallotLink, Poll, new_id
from tests.domain.people import DELEGATES, refused

DOTS = {"method": "dots", "settings": {"budget": 3, "per_card": 2, "adopt": 1}}
HOMES, SHOPS = "Homes for farm hands", "Shops on wheels"


@pytest.fixture
def two(planning):
    """KR has two measures, JP has one of its own and a card that is none."""
    theirs = planning.write("JP-F", HOMES, at="JP")
    planning.write("JP-F", SHOPS, at="JP")
    planning.do("JP-F", "card.reveal", at="JP")
    planning.do("JP-F", "measure.adopt", at="JP", cards=[theirs])
    return planning


def workshop(people, who, type, /, *, id=None, **data):
    return people.ask(who, type, data, id=id, scope="workshop")


def opened(people, who="ALL-F", **data):
    return workshop(people, who, "poll.open", **DOTS | data).data["poll"]


def share(people, at, joint=None):
    found = [poll for poll in people.snapshot(at=at)["polls"] if poll.get("joint")]
    return found[-1] if joint is None else next(poll for poll in found if poll["joint"]["id"] == joint)


def cast(people, who, choices, *, at="KR", joint=None):
    people.do(who, "ballot.cast", at=at, poll=share(people, at, joint)["id"], choices=choices)


def crash_after(people, monkeypatch, type, n, **data):
    """Ask for `type`, and let the process die when the workshop and `n` rooms have been told. Returns the command."""
    alone, told = command._alone, []

    def dying(store, actor, ask, terms):
        if len(told) > n:
            raise KeyboardInterrupt
        told.append(ask)
        return alone(store, actor, ask, terms)

    id = new_id()
    with monkeypatch.context() as patch:
        patch.setattr(command, "_alone", dying)
        with pytest.raises(KeyboardInterrupt):
            workshop(people, "ALL-F", type, id=id, **data)
    return id


# Opening.


def test_every_room_votes_over_the_measures_of_all(two):
    joint = opened(two)
    ids = [two.measure("Insure carers"), two.measure("One form"), two.measure(HOMES)]
    rooms = [
        {"id": two.room["KR"], "name": "Republic of Korea", "country": "KR", "votes": True, "cards": ids[:2]},
        {"id": two.room["JP"], "name": "Japan", "country": "JP", "votes": True, "cards": ids[2:]},
    ]
    for at, entitled in (("KR", 6), ("JP", 2)):
        poll = share(two, at)
        assert poll["id"] == str(uuid.uuid5(uuid.UUID(joint), two.room[at]))
        assert (poll["cards"], poll["joint"]) == (ids, {"id": joint, "rooms": rooms})
        assert [poll["wording"][id] for id in ids] == ["Insure carers", "One form", HOMES]
        assert (poll["state"], poll["entitled"], poll["cast"]) == ("open", entitled, 0)
    assert two.mine("JP-01", at="JP")["entitled"] == [share(two, "JP")["id"]]


def test_it_may_be_over_measures_and_public_cards_of_any_of_the_rooms(two):
    wanted = [two.card(SHOPS), two.measure("One form"), two.card("Map the villages")]
    opened(two, cards=wanted)
    assert share(two, "JP")["cards"] == [wanted[2], wanted[1], wanted[0]]


def test_what_is_on_no_board_is_refused(two):
    two.do("JP-F", "card.remove", at="JP", card=two.card(SHOPS))
    with refused("conflict"):
        opened(two, cards=[two.card(SHOPS), two.measure("One form")])
    with refused("not_found"):
        opened(two, cards=[new_id()])
    with refused("not_found"):
        opened(two, cards=[two.measure(HOMES)], rooms=[two.room["KR"]])


def test_where_a_room_votes_already_nothing_opens_anywhere(two):
    two.do("JP-F", "poll.open", at="JP", method="approval")
    before = two.everything()
    with refused("conflict", "A vote is already open in Japan"):
        opened(two)
    assert two.everything() == before
    opened(two, rooms=[two.room["KR"]])


def test_while_it_is_open_no_room_opens_a_vote_of_its_own(two):
    opened(two)
    with refused("conflict", "A vote is already open in this room"):
        two.open_poll()


def test_a_room_where_nobody_is_there_is_left_out(two):
    for who in ("JP-01", "JP-02"):
        two.do("ORG", "member.remove", member=two.seat[who])
    joint = opened(two)
    assert [room["name"] for room in share(two, "KR")["joint"]["rooms"]] == ["Republic of Korea"]
    assert two.rows(Poll, Poll.room_id == two.room["JP"]) == []
    workshop(two, "ALL-F", "poll.cancel", poll=joint)
    for who in DELEGATES:
        two.do("ORG", "member.remove", member=two.seat[who])
    with refused("conflict", "Nobody has been seen today who could vote"):
        opened(two)


def test_measures_are_nobodys_own_here_either_and_a_card_is_its_writers_in_every_room(two):
    with refused("invalid"):
        opened(two, settings={"self_votes": False})
    cards = [two.card("One form"), two.card(SHOPS)]
    two.do("ORG", "member.move", member=two.seat["KR-02"], room=two.room["JP"])
    opened(two, cards=cards, settings={"self_votes": False})
    with refused("invalid"):
        cast(two, "KR-02", {cards[0]: 1}, at="JP")
    cast(two, "KR-02", {cards[1]: 1}, at="JP")


def test_groups_are_folded_over_all_rooms_together(two):
    """In JP everybody stands alone: with KR the workers are four, and one employer joins the others."""
    opened(two, breakdown="safe")
    poll = share(two, "JP")
    assert poll["groups"] == share(two, "KR")["groups"]
    assert sum(poll["groups"].values()) == 8
    assert min(poll["groups"].values()) >= 3


def test_only_who_drives_all_its_rooms_decides_about_it(two):
    joint = opened(two)
    for type in ("poll.close", "poll.reveal", "poll.cancel", "poll.remind"):
        for who, code in (("KR-F", "not_found"), ("KR-01", "forbidden"), ("OBS-1", "forbidden")):
            with refused(code):
                workshop(two, who, type, poll=joint)


# While it is open.


def test_what_is_voted_on_is_frozen_in_the_room_it_comes_from(two):
    joint = opened(two)
    with refused("conflict"):
        two.do("JP-F", "measure.drop", at="JP", measure=two.measure(HOMES))
    with refused("conflict"):
        two.type("JP-F", f"measure:{two.measure(HOMES)}", "what", 0, "More ")
    workshop(two, "ALL-F", "poll.close", poll=joint)
    two.do("JP-F", "measure.drop", at="JP", measure=two.measure(HOMES))


def test_words_just_written_are_in_it(two):
    two.type("JP-F", f"measure:{two.measure(HOMES)}", "what", 0, "More ")
    opened(two)
    assert share(two, "KR")["wording"][two.measure(f"More {HOMES}")] == f"More {HOMES}"


def test_a_share_is_neither_closed_nor_shown_nor_cancelled_alone(two):
    joint = opened(two)
    said = "This vote is over all rooms: it is closed, shown and cancelled for all at once"
    for type in ("poll.close", "poll.cancel"):
        with refused("conflict", said):
            two.do("KR-F", type, poll=share(two, "KR")["id"])
    workshop(two, "ALL-F", "poll.close", poll=joint)
    with refused("conflict", said):
        two.do("KR-F", "poll.reveal", poll=share(two, "KR")["id"])


def test_each_room_admits_its_own(two):
    opened(two, breakdown="open")
    poll = share(two, "JP")
    two.do("JP-F", "poll.entitle", at="JP", poll=poll["id"], member=two.seat["JP-02"], entitled=False)
    assert share(two, "JP")["entitled"] == 1
    assert share(two, "JP")["groups"] == {"employers": 1, "government": 3, "workers": 3}
    with refused("not_found"):
        two.do("JP-F", "poll.entitle", at="JP", poll=poll["id"], member=two.seat["KR-01"], entitled=True)


def test_all_who_have_not_voted_are_reminded_and_not_at_once_again(two):
    joint = opened(two)
    cast(two, "KR-01", {two.measure(HOMES): 1})
    workshop(two, "ALL-F", "poll.remind", poll=joint)
    reminded = {who: bool(two.mine(who, at=who[:2])["reminded"]) for who in ("KR-01", "KR-02", "JP-01", "JP-02")}
    assert reminded == {"KR-01": False, "KR-02": True, "JP-01": True, "JP-02": True}
    with refused("too_fast"):
        workshop(two, "ALL-F", "poll.remind", poll=joint)


# The count.


def test_the_ballots_of_all_rooms_are_counted_together(two):
    joint = opened(two)
    carers, form, homes = (two.measure(what) for what in ("Insure carers", "One form", HOMES))
    cast(two, "KR-01", {carers: 2, homes: 1})
    cast(two, "KR-02", {form: 1})
    cast(two, "JP-01", {homes: 2}, at="JP")
    with refused("conflict", "Close the vote first"):
        workshop(two, "ALL-F", "poll.reveal", poll=joint)
    workshop(two, "ALL-F", "poll.close", poll=joint)
    assert two.rows(BallotLink) == []
    result = workshop(two, "ALL-F", "poll.reveal", poll=joint).data["result"]
    assert (result["entitled"], result["ballots"]) == (8, 3)
    assert result["ranking"] == [
        {"place": 1, "cards": [homes], "score": 3},
        {"place": 2, "cards": [carers], "score": 2},
        {"place": 3, "cards": [form], "score": 1},
    ]
    assert share(two, "KR")["result"] == share(two, "JP")["result"] == result
    told = two.events(at=None)[-1]
    assert (told["type"], told["data"]["result"]) == ("poll.revealed", result)


def test_a_ranking_over_all_rooms(two):
    joint = opened(two, method="rank", settings={})
    carers, form, homes = (two.measure(what) for what in ("Insure carers", "One form", HOMES))
    cast(two, "KR-01", [[homes], [carers], [form]])
    cast(two, "JP-01", [[homes], [form]], at="JP")
    cast(two, "JP-02", [[form], [homes]], at="JP")
    for type in ("poll.close", "poll.reveal"):
        workshop(two, "ALL-F", type, poll=joint)
    assert [place["cards"] for place in share(two, "KR")["result"]["ranking"]] == [[homes], [form], [carers]]


def test_a_later_one_supersedes_it_and_no_vote_of_a_room_does(two):
    def round(**data):
        joint = opened(two, **data)
        for type in ("poll.close", "poll.reveal"):
            workshop(two, "ALL-F", type, poll=joint)
        return joint

    only = [two.measure("One form"), two.measure("Insure carers")]
    first = round(cards=only)
    own = two.open_poll(cards=only)
    for type in ("poll.close", "poll.reveal"):
        two.do("KR-F", type, poll=own)
    assert share(two, "KR", first)["superseded"] is False
    second = round(cards=only)
    assert [share(two, at, first)["superseded"] for at in ("KR", "JP")] == [True, True]
    assert [share(two, at, second)["superseded"] for at in ("KR", "JP")] == [False, False]
    assert two.row(Poll, own).superseded is False


def test_it_is_cancelled_everywhere_and_its_ballots_are_gone(two):
    joint = opened(two)
    cast(two, "JP-01", {two.measure(HOMES): 1}, at="JP")
    workshop(two, "ALL-F", "poll.cancel", poll=joint)
    assert [share(two, at)["state"] for at in ("KR", "JP")] == ["cancelled", "cancelled"]
    assert two.rows(Ballot, Ballot.poll_id.in_([share(two, at)["id"] for at in ("KR", "JP")])) == []
    with refused("conflict"):
        workshop(two, "ALL-F", "poll.close", poll=joint)


def test_receipts_are_kept_until_all_are_counted_and_then_only_where_enough_have_cast(two):
    two.do("ORG", "workshop.change", recount=True)
    joint = opened(two)
    poll = share(two, "JP")["id"]
    two.do("JP-01", "ballot.cast", at="JP", poll=poll, choices={two.measure(HOMES): 1}, receipt="ab" * 16)
    workshop(two, "ALL-F", "poll.close", poll=joint)
    assert [ballot.receipt for ballot in two.rows(Ballot, Ballot.poll_id == poll)] == ["ab" * 16]
    result = workshop(two, "ALL-F", "poll.reveal", poll=joint).data["result"]
    assert "published" not in result
    assert [ballot.receipt for ballot in two.rows(Ballot, Ballot.poll_id == poll)] == [None]


# A process that dies between two rooms.


def test_an_opening_that_broke_off_goes_on(two, monkeypatch):
    id = crash_after(two, monkeypatch, "poll.open", 1, **DOTS)
    assert [len(two.rows(Poll, Poll.joint_id == id, Poll.room_id == two.room[at])) for at in ("KR", "JP")] == [1, 0]
    with refused("conflict"):  # it is on its way there
        two.do("JP-F", "poll.open", at="JP", method="approval")
    with refused("conflict"):
        two.do("JP-F", "measure.drop", at="JP", measure=two.measure(HOMES))
    opened(two, id=id)
    assert share(two, "JP")["entitled"] == 2
    assert [room["votes"] for room in share(two, "KR")["joint"]["rooms"]] == [True, True]


def test_one_that_was_cancelled_meanwhile_opens_nowhere_else(two, monkeypatch):
    id = crash_after(two, monkeypatch, "poll.open", 1, **DOTS)
    workshop(two, "ALL-F", "poll.cancel", poll=id)
    opened(two, id=id)
    assert two.rows(Poll, Poll.joint_id == id, Poll.room_id == two.room["JP"]) == []


def test_nothing_is_revealed_before_every_room_is_closed(two, monkeypatch):
    joint = opened(two)
    id = crash_after(two, monkeypatch, "poll.close", 1, poll=joint)
    cast(two, "JP-01", {two.measure(HOMES): 1}, at="JP")
    with refused("conflict", "The vote is still open in Japan: close it once more"):
        workshop(two, "ALL-F", "poll.reveal", poll=joint)
    assert all("result" not in share(two, at) for at in ("KR", "JP"))
    workshop(two, "ALL-F", "poll.close", poll=joint, id=id)
    assert workshop(two, "ALL-F", "poll.reveal", poll=joint).data["result"]["ballots"] == 1


@pytest.mark.parametrize("again", ["the same command", "another"])
def test_a_reveal_that_broke_off_goes_on_with_the_same_result(two, monkeypatch, again):
    joint = opened(two)
    cast(two, "JP-01", {two.measure(HOMES): 1}, at="JP")
    workshop(two, "ALL-F", "poll.close", poll=joint)
    id = crash_after(two, monkeypatch, "poll.reveal", 1, poll=joint)
    assert "result" in share(two, "KR")
    assert "result" not in share(two, "JP")
    seq = len(two.events(at=None))
    answer = workshop(two, "ALL-F", "poll.reveal", poll=joint, id=id if again == "the same command" else None)
    assert share(two, "KR")["result"] == share(two, "JP")["result"] == answer.data["result"]
    assert answer.data["result"]["ballots"] == 1
    assert len(two.events(at=None)) == seq


def test_asked_twice_it_is_done_once(two):
    joint = opened(two)
    for type in ("poll.close", "poll.reveal"):
        workshop(two, "ALL-F", type, poll=joint)
        before = {name: rows for name, rows in two.everything().items() if name != Answered.__tablename__}
        workshop(two, "ALL-F", type, poll=joint)
        after = {name: rows for name, rows in two.everything().items() if name != Answered.__tablename__}
        assert after == before
