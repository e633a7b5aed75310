"""Seats: joining, moving, changing and losing one; raised hands, and who is done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import account, member
from app.domain.access import Actor
from app.domain.account import Principal
from app.domain.clock import moment, now
from app.domain.command import Ask, perform
from app.storage.tables import Member, new_id
from tests.domain.people import refused


def seats(people, at="KR"):
    return [seat["name"] for seat in people.snapshot(at=at)["members"]]


def seat(people, who):
    return next(seat for seat in people.snapshot()["members"] if seat["id"] == people.seat[who])


def newcomer(people, **traits):
    """Somebody who has typed the code and now wants a seat."""
    actor = Actor(
        id=new_id(),
        workshop=people.workshop,
        room=people.room["KR"],
        role="participant",
        name="Delegate KR-09",
        number=0,
    )
    return replace(actor, **traits)


def take_a_seat(people, actor, **data):
    ask = Ask("workshop", people.workshop, new_id(), "member.join", {"room": actor.room} | data)
    return perform(people.store, lambda _: actor, ask, people.terms, inside=True)


# Joining.


def test_whoever_joins_by_the_code_sits_behind_the_others(seated):
    actor = newcomer(seated, perspective="workers", language="ko")
    take_a_seat(seated, actor)
    snapshot = seated.snapshot()
    assert snapshot["members"][-1] == {
        "id": actor.id,
        "number": 15,
        "name": "Delegate KR-09",
        "role": "participant",
        "perspective": "workers",
        "language": "ko",
        "duties": [],
        "hand": False,
    }
    assert snapshot["declaration"]["expected"] == 7


def test_where_a_newcomer_stands_alone_cards_no_longer_tell_their_groups(shaping):
    assert {card["perspective"] for card in shaping.snapshot()["cards"]} == {"government", "workers"}
    take_a_seat(shaping, newcomer(shaping, perspective="employers"))
    assert {card["perspective"] for card in shaping.snapshot()["cards"]} == {None}
    assert shaping.events()[-1]["reload"] is True


@pytest.mark.parametrize(
    ("traits", "data", "code"),
    [
        ({"room": None}, {}, "invalid"),
        ({"perspective": "pirates"}, {}, "invalid"),
        ({}, {"room": "00000000-0000-4000-8000-000000000000"}, "invalid"),
        ({}, {"colour": "red"}, "invalid"),
    ],
)
def test_a_newcomer_who_names_nothing_that_is_there_gets_no_seat(seated, traits, data, code):
    before = seated.everything()
    with refused(code):
        take_a_seat(seated, newcomer(seated, **traits), **data)
    assert seated.everything() == before


def test_a_newcomer_agrees_to_what_is_asked_and_so_does_whoever_opens_a_link(seated):
    seated.do("ORG", "workshop.change", consent="Your words are kept for a year.")
    with refused("invalid"):
        take_a_seat(seated, newcomer(seated))
    with refused("invalid"):
        seated.join(seated.seat["KR-02"], seated.workshop)
    seated.join(seated.seat["KR-02"], seated.workshop, consent=True)
    assert seated.row(Member, seated.seat["KR-02"]).consent_at is not None
    seated.join(seated.seat["KR-02"], seated.workshop)  # on the next device nobody is asked again


def test_a_workshop_joined_by_roster_gives_no_seat_to_a_newcomer(seated):
    seated.do("ORG", "workshop.change", joining="roster")
    with refused("forbidden"):
        take_a_seat(seated, newcomer(seated))


def test_a_full_workshop_gives_no_seat(seated):
    seated.limited(members=13)  # the organiser does not count
    with refused("too_large"):
        take_a_seat(seated, newcomer(seated))
    with refused("too_large"):
        seated.do("ORG", "roster.set", rows=[{"reference": "KR-07", "name": "Delegate KR-07", "room": "KR"}])


def test_a_personal_link_leads_to_the_same_seat_and_a_renewed_one_replaces_it(seated):
    with seated.store.reading() as session:
        row = session.get(Member, seated.seat["KR-02"])
        link = member.link(session, row)
        assert member.by_link(session, f"https://concord.example.org/me/{link}/").id == row.id
    seated.do("KR-F", "member.renew", member=seated.seat["KR-02"])
    with seated.store.reading() as session:
        with refused("not_found"):
            member.by_link(session, link)
        renewed = member.link(session, session.get(Member, seated.seat["KR-02"]))
        assert member.by_link(session, renewed).id == seated.seat["KR-02"]


@pytest.mark.parametrize("link", ["", "KR-02", "AAAA", "x" * 43, "가나다"])
def test_a_link_that_is_none_leads_nowhere(seated, link):
    with seated.store.reading() as session, refused("not_found"):
        member.by_link(session, link)


def test_everybody_sees_the_language_that_somebody_chooses_on_coming_back(seated):
    before = seated.snapshot()
    seated.join(seated.seat["KR-02"], seated.workshop, language="en")
    assert seat(seated, "KR-02")["language"] == "en"
    (event,) = seated.events(before["seq"])
    assert event["data"]["put"]["members"] == [seat(seated, "KR-02")]
    seated.join(seated.seat["KR-02"], seated.workshop, language="en")
    assert seated.snapshot()["seq"] == event["seq"]


# Changing.


def test_a_moved_delegate_leaves_one_room_and_sits_in_the_other(shaping):
    who = shaping.seat["KR-02"]
    shaping.do("KR-02", "hand.raise", note="Help")
    cards = shaping.snapshot()["cards"]
    shaping.do("ORG", "member.move", member=who, room=shaping.room["JP"])
    assert ("Delegate KR-02" in seats(shaping), "Delegate KR-02" in seats(shaping, "JP")) == (False, True)
    assert [event["type"] for event in (shaping.events()[-1], shaping.events(at="JP")[-1])] == ["member.seated"] * 2
    assert shaping.snapshot()["cards"] == cards
    assert shaping.snapshot(at="JP")["members"][-1]["hand"] is False
    with refused("not_found"):
        shaping.do("KR-02", "hand.raise")
    shaping.do("KR-02", "hand.raise", at="JP")
    seq = shaping.snapshot()["seq"]
    shaping.do("ORG", "member.move", member=who, room=shaping.room["JP"])
    assert shaping.snapshot()["seq"] == seq


def test_a_facilitator_of_one_room_moves_nobody_into_another(shaping):
    for who, room in (("KR-02", "JP"), ("JP-01", "KR")):
        with refused("not_found"):
            shaping.do("KR-F", "member.move", member=shaping.seat[who], room=shaping.room[room])
    with refused("not_found"):
        shaping.do("ORG", "member.move", member=shaping.seat["KR-02"], room=shaping.room["FR"])
    with refused("not_found"):
        shaping.do("ORG", "member.move", member=shaping.seat["FAR-01"], room=shaping.room["KR"])


def test_a_removed_member_is_known_nowhere_and_the_words_stay(shaping):
    shaping.do("KR-F", "member.remove", member=shaping.seat["KR-02"])
    assert "Delegate KR-02" not in seats(shaping)
    for ask in (lambda: shaping.do("KR-02", "hand.raise"), lambda: shaping.look("KR-02")):
        with refused("unauthenticated"):
            ask()
    assert "One form" in [card["title"] for card in shaping.snapshot()["cards"]]
    with refused("not_found"):
        shaping.do("KR-F", "member.remove", member=shaping.seat["KR-02"])
    assert shaping.snapshot()["declaration"]["expected"] == 5


def test_who_goes_is_sent_away_after_the_commit(shaping):
    for who, type, data in (
        ("ORG", "member.move", {"room": shaping.room["JP"]}),
        ("ORG", "member.change", {"role": "observer"}),
        ("ORG", "member.remove", {}),
    ):
        shaping.heard.clear()
        shaping.do(who, type, member=shaping.seat["KR-02"], **data)
        assert {id for said in shaping.heard for id in said.farewell} == {shaping.seat["KR-02"]}


@pytest.mark.parametrize("who", ["ALL-F", "ORG"])
@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("member.move", lambda people: {"room": people.room["KR"]}),
        ("member.change", lambda people: {"role": "participant"}),
        ("member.change", lambda people: {"duties": ["chair"]}),
        ("member.remove", lambda people: {}),
        ("member.renew", lambda people: {}),
        ("member.answer", lambda people: {"answer": "declined"}),
    ],
)
def test_nobody_moves_changes_or_removes_the_organiser(seated, who, type, data):
    before = seated.everything()
    with refused("invalid"):
        seated.do(who, type, member=seated.seat["ORG"], **data(seated))
    assert seated.everything() == before


@pytest.mark.parametrize("type", ["member.change", "member.remove", "member.renew"])
def test_a_seat_that_is_closed_is_not_found_by_any_command(seated, type):
    seated.do("ORG", "member.remove", member=seated.seat["KR-04"])
    with refused("not_found"):
        seated.do("ORG", type, member=seated.seat["KR-04"])


def test_a_facilitator_gives_duties_and_the_organiser_alone_roles_and_groups(seated):
    who = seated.seat["KR-02"]
    seated.do("KR-F", "member.change", member=who, duties=["rapporteur", "host"])
    for change in ({"role": "facilitator"}, {"perspective": "workers"}):
        with refused("forbidden"):
            seated.do("KR-F", "member.change", member=who, **change)
        seated.do("ORG", "member.change", member=who, **change)
    with refused("invalid"):
        seated.do("ORG", "member.change", member=who, perspective="pirates")
    with refused("invalid"):
        seated.do("ORG", "member.change", member=who, role="organiser")
    told = seat(seated, "KR-02")
    assert (told["role"], told["perspective"], told["duties"]) == ("facilitator", "workers", ["rapporteur", "host"])
    assert seated.mine("KR-02")["may"] == {"drive": True}


def test_the_roster_changes_seats_by_their_reference_and_removes_nobody(seated):
    rows = [
        {"reference": "KR-02", "name": "A new name", "room": "JP", "perspective": "workers"},
        {"reference": "KR-07", "name": "Delegate KR-07", "room": "Republic of Korea"},
    ]
    answer = seated.do("ORG", "roster.set", rows=rows)
    assert answer.data["members"][0] == seated.seat["KR-02"]
    assert "A new name" in seats(seated, "JP")
    assert "Delegate KR-07" in seats(seated)
    assert len(seats(seated)) == 7


def test_one_row_changes_the_seat_it_names_whatever_its_reference_was(seated):
    seat = seated.seat["KR-02"]
    row = {"reference": "KR-22", "name": "Delegate KR-22", "room": "KR", "perspective": "government"}
    seated.do("ORG", "roster.set", rows=[row], member=seat)
    assert (seated.row(Member, seat).reference, len(seats(seated))) == ("KR-22", 7)
    for wrong, who, code in (
        ([row | {"reference": "KR-03"}], seat, "invalid"),
        ([row, row | {"reference": "KR-23"}], seat, "invalid"),
        ([row], seated.seat["ORG"], "invalid"),
        ([row], new_id(), "not_found"),
    ):
        with refused(code):
            seated.do("ORG", "roster.set", rows=wrong, member=who)
    assert seated.row(Member, seated.seat["KR-03"]).name == "Delegate KR-03"


def test_one_wrong_row_changes_no_seat(seated):
    before = seated.everything()
    with refused("invalid") as refusal:
        seated.do(
            "ORG",
            "roster.set",
            rows=[{"reference": "KR-02", "name": "New"}, {"reference": "KR-08", "name": "", "room": "Atlantis"}],
        )
    assert set(refusal.value.errors) == {"1.room", "2.name", "2.room"}
    assert seated.everything() == before


# Hands, and being done.


def test_the_room_sees_a_hand_and_the_note_is_for_facilitators(seated):
    seated.do("KR-02", "hand.raise", note="My screen is dark.")
    assert seat(seated, "KR-02")["hand"] is True
    assert "dark" not in repr((seated.events(), seated.snapshot(), seated.mine("KR-03")))
    seated.do("KR-F", "hand.lower", member=seated.seat["KR-02"])
    assert seat(seated, "KR-02")["hand"] is False


def test_a_hand_that_was_lowered_by_mistake_keeps_its_place_among_the_others(seated, clock):
    who = seated.seat["KR-02"]
    seated.do("KR-02", "hand.raise", note="My screen is dark.")
    first = seated.row(Member, who).hand_at
    clock.passes(60)
    seated.do("KR-03", "hand.raise")
    seated.do("KR-F", "hand.lower", member=who)
    seated.do("KR-F", "hand.raise", member=who, note="My screen is dark.", since=moment(first))
    assert seated.row(Member, who).hand_at == first < seated.row(Member, seated.seat["KR-03"]).hand_at


def test_putting_a_hand_back_leaves_one_that_is_up_again_as_it_is(seated, clock):
    who = seated.seat["KR-02"]
    seated.do("KR-02", "hand.raise", note="My screen is dark.")
    first = moment(seated.row(Member, who).hand_at)
    seated.do("KR-F", "hand.lower", member=who)
    clock.passes(60)
    seated.do("KR-02", "hand.raise", note="Now my sound is gone.")
    seated.do("KR-F", "hand.raise", member=who, note="My screen is dark.", since=first)
    again = seated.row(Member, who)
    assert (again.hand_note, moment(again.hand_at) > first) == ("Now my sound is gone.", True)


def test_since_when_a_hand_is_up_nobody_says_of_the_own_one_nor_of_the_future(seated, clock):
    earlier, later = (moment(now() + timedelta(minutes=n)) for n in (-1, 1))
    mine, others = {}, {"member": seated.seat["KR-03"]}
    for who, data in (("KR-02", mine | {"since": earlier}), ("KR-F", others | {"since": later})):
        with refused("invalid") as refusal:
            seated.do(who, "hand.raise", **data)
        assert set(refusal.value.errors) == {"since"}
    with refused("forbidden"):
        seated.do("KR-02", "hand.raise", **others, since=earlier)


def test_nobody_raises_or_lowers_anothers_hand(seated):
    seated.do("KR-02", "hand.raise")
    for type in ("hand.raise", "hand.lower"):
        with refused("forbidden"):
            seated.do("KR-03", type, member=seated.seat["KR-02"])
    with refused("not_found"):
        seated.do("KR-F", "hand.raise", member=seated.seat["JP-01"])


def test_a_hand_that_a_facilitator_raises_for_somebody_is_marked(seated):
    seated.do("KR-02", "hand.raise")
    seated.do("KR-F", "hand.raise", member=seated.seat["KR-03"])
    assert [event["data"].get("assisted") for event in seated.events()[-2:]] == [None, True]


def test_what_is_so_already_tells_nothing(seated):
    for type, data in (
        ("hand.lower", {}),
        ("ready.set", {"done": False}),
        ("hand.raise", {"note": "Help"}),
        ("ready.set", {"done": "passed"}),
    ):
        answer = seated.do("KR-02", type, **data)
        assert seated.do("KR-02", type, **data).seq == answer.seq == seated.snapshot()["seq"]


def test_who_is_done_or_passes_is_counted_and_delegates_alone(gathering):
    for who, done in (("KR-01", True), ("KR-02", "passed"), ("KR-03", True), ("KR-03", False), ("KR-F", True)):
        gathering.do(who, "ready.set", done=done)
    assert gathering.snapshot()["ready"] == 2
    assert [gathering.mine(who)["ready"] for who in ("KR-01", "KR-02", "KR-03")] == [True, "passed", False]
    gathering.do("KR-F", "member.remove", member=gathering.seat["KR-01"])
    assert gathering.snapshot()["ready"] == 1


# Who may read.


def test_who_may_read_a_room(seated):
    readers = {who for who in seated.seat if reads(seated, who)}
    assert readers == {"ORG", "ALL-F", "KR-F", "RES-1", *(f"KR-0{n}" for n in range(1, 7))}


def reads(people, who):
    try:
        people.look(who)
    except Exception as refusal:
        assert refusal.code == "not_found"
        return False
    return True


def test_a_seat_opens_no_other_workshop(seated):
    with seated.store.reading() as session, refused("not_found"):
        account.actor(session, Principal(member=seated.seat["FAR-01"]), workshop=seated.workshop)
