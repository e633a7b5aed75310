"""Voting rounds: who may vote, what is frozen, what counts, and what comes of it."""

import pytest

from app.domain.tile import tile
from app.storage.tables import Ballot, BallotLink, Entitled, Member, Participation, Room, Stage
from tests.domain.people import DELEGATES, refused


def shown(people, number=1):
    return people.snapshot()["polls"][number - 1]


def cast(people, who, *, poll=None, **dots):
    """`who` puts dots on cards: cast(people, "KR-02", carers=2, form=1)."""
    titles = {
        "carers": "Insure carers",
        "form": "One form",
        "villages": "Map the villages",
        "fund": "A fund for returners",
    }
    choices = {people.card(titles[name]): n for name, n in dots.items()}
    return people.do(who, "ballot.cast", poll=poll or people.poll(), choices=choices)


def finish(people, poll):
    people.do("KR-F", "poll.close", poll=poll)
    return people.do("KR-F", "poll.reveal", poll=poll).data["result"]


# Opening.


def test_a_poll_is_over_every_card_that_is_there_to_be_chosen(shaping):
    removed = shaping.write("KR-02", "Taken away")
    shaping.do("KR-02", "card.remove", card=removed)
    shaping.do("KR-02", "card.merge", into=shaping.card("One form"), cards=[shaping.card("Map the villages")])
    shaping.write("KR-03", "In the tray")
    shaping.open_poll()
    poll = shown(shaping)
    left = {"Insure carers", "One form", "A fund for returners", "In the tray"}
    assert set(poll["wording"].values()) == left
    assert sorted(poll["cards"]) == sorted(poll["wording"])
    assert {name: poll[name] for name in ("number", "state", "secrecy", "breakdown", "entitled", "cast", "groups")} == {
        "number": 1,
        "state": "open",
        "secrecy": "secret",
        "breakdown": "none",
        "entitled": 6,
        "cast": 0,
        "groups": None,
    }
    assert "result" not in poll


def test_private_cards_are_in_no_poll(gathering):
    gathering.do("KR-01", "card.reveal")
    gathering.open_poll()
    assert list(shown(gathering)["wording"].values()) == ["Insure carers"]


def test_there_is_one_open_poll_in_a_room(voting):
    with refused("conflict", "A vote is already open in this room"):
        voting.open_poll()


def test_a_poll_over_nothing_is_refused(seated):
    with refused("conflict"):
        seated.open_poll()
    with refused("conflict"):
        seated.open_poll(cards=[])


def test_a_poll_over_what_was_removed_or_merged_is_refused(shaping):
    shaping.do("KR-02", "card.remove", card=shaping.card("One form"))
    with refused("conflict"):
        shaping.open_poll(cards=[shaping.card("One form"), shaping.card("Insure carers")])


def test_entitled_are_the_delegates_who_were_seen_today(shaping):
    with shaping.store.writing() as session:
        session.get(Member, shaping.seat["KR-05"]).seen_at = None
        yesterday = session.get(Member, shaping.seat["KR-06"])
        yesterday.seen_at = yesterday.seen_at.replace(year=yesterday.seen_at.year - 1)
    shaping.do("KR-F", "member.remove", member=shaping.seat["KR-04"])
    poll = shaping.open_poll()
    entitled = {row.member_id for row in shaping.rows(Entitled, Entitled.poll_id == poll)}
    assert entitled == {shaping.seat[who] for who in ("KR-01", "KR-02", "KR-03")}


def test_where_nobody_was_seen_today_no_poll_opens(shaping):
    with shaping.store.writing() as session:
        for who in DELEGATES:
            session.get(Member, shaping.seat[who]).seen_at = None
    with refused("conflict"):
        shaping.open_poll()


# What is frozen.


@pytest.mark.parametrize("who", ["KR-02", "KR-F", "ORG"])
def test_while_a_poll_is_open_its_cards_are_frozen_for_everybody(voting, who):
    voting.go("shape")
    carers, form, extra = (
        voting.card("Insure carers"),
        voting.card("One form"),
        voting.write("KR-02", "Not in the poll"),
    )
    for type, data in (
        ("card.remove", {"card": carers}),
        ("card.merge", {"into": carers, "cards": [form]}),
        ("card.merge", {"into": extra, "cards": [form]}),
        ("card.merge", {"into": form, "cards": [extra]}),
    ):
        with refused("conflict", "A vote about this is open; it is frozen until the close"):
            voting.do(who, type, **data)
    with refused("conflict"):
        voting.type(who, f"card:{form}", "title", 0, "Two ")
    voting.do(who, "card.move", card=form, after=None)
    voting.do(who, "comment.add", card=form, text="Still to be discussed.")
    voting.do(who, "card.remove", card=extra)


def test_the_facilitator_cannot_adopt_what_is_being_voted_on(voting):
    with refused("conflict"):
        voting.do("KR-F", "measure.adopt", cards=[voting.card("One form")])


def test_measures_that_are_voted_on_are_frozen(planning):
    measure = planning.measure("One form")
    planning.open_poll(cards=[measure, planning.measure("Insure carers")])
    with refused("conflict"):
        planning.do("KR-F", "measure.drop", measure=measure)
    with refused("conflict"):
        planning.type("KR-F", f"measure:{measure}", "what", 0, "Two ")


def test_after_the_close_the_cards_are_free_and_the_poll_keeps_its_wording(voting):
    form = voting.card("One form")
    voting.do("KR-F", "poll.close", poll=voting.poll())
    voting.go("shape")
    voting.type("KR-02", f"card:{form}", "title", 0, "Only ")
    voting.house("text.save", doc=f"card:{form}")
    voting.do("KR-02", "card.remove", card=form)
    assert shown(voting)["wording"][form] == "One form"


# Casting.


def test_every_tap_replaces_the_ballot_before(voting):
    cast(voting, "KR-01", villages=1)
    assert voting.mine("KR-01")["ballots"] == {voting.poll(): {voting.card("Map the villages"): 1}}
    assert shown(voting)["cast"] == 1
    assert [row.choices for row in voting.rows(Ballot)] == [{voting.card("Map the villages"): 1}]


def test_a_ballot_over_the_budget_is_refused_and_the_one_before_stands(voting):
    before = voting.mine("KR-01")["ballots"]
    for dots in ({"carers": 2, "form": 2}, {"carers": 3}, {"carers": -1}):
        with refused("invalid"):
            cast(voting, "KR-01", **dots)
    assert voting.mine("KR-01")["ballots"] == before


def test_an_empty_ballot_counts_as_one(voting):
    cast(voting, "KR-02")
    assert shown(voting)["cast"] == 2


def test_a_ballot_taken_back_is_gone(voting):
    voting.do("KR-01", "ballot.withdraw", poll=voting.poll())
    assert (shown(voting)["cast"], voting.mine("KR-01")["ballots"]) == (0, {})
    assert [voting.rows(table) for table in (Ballot, BallotLink, Participation)] == [[], [], []]
    seq = voting.snapshot()["seq"]
    assert voting.do("KR-01", "ballot.withdraw", poll=voting.poll()).seq == seq


def test_delegates_cast_in_every_stage_that_does_not_say_otherwise(voting):
    voting.go("break")
    cast(voting, "KR-02", carers=1)
    stage = voting.stage["plan"]
    voting.do("ORG", "stage.change", stage=stage, permissions={"vote": False})
    voting.go("plan")
    with refused("forbidden", "This is not possible in the stage “Plan”"):
        cast(voting, "KR-03", carers=1)


def test_who_is_not_on_the_list_casts_nothing_until_admitted(voting):
    poll = voting.poll()
    voting.do("ORG", "member.move", member=voting.seat["JP-02"], room=voting.room["KR"])
    with refused("forbidden", "You are not on the list of this vote; ask the facilitator to admit you"):
        cast(voting, "JP-02", carers=1)
    voting.do("KR-F", "poll.entitle", poll=poll, member=voting.seat["JP-02"], entitled=True)
    cast(voting, "JP-02", carers=1)
    assert (shown(voting)["entitled"], shown(voting)["cast"]) == (7, 2)
    assert voting.mine("JP-02")["entitled"] == [poll]


def test_who_is_marked_absent_takes_the_ballot_along(voting):
    poll = voting.poll()
    voting.do("KR-F", "poll.entitle", poll=poll, member=voting.seat["KR-01"], entitled=False)
    assert (shown(voting)["entitled"], shown(voting)["cast"]) == (5, 0)
    with refused("forbidden"):
        cast(voting, "KR-01", carers=1)


def test_only_delegates_of_the_room_are_admitted(voting):
    for who in ("KR-F", "JP-01", "RES-1", "OBS-1"):
        with refused("not_found"):
            voting.do("KR-F", "poll.entitle", poll=voting.poll(), member=voting.seat[who], entitled=True)


def test_facilitators_have_no_vote_but_cast_for_whom_they_help(voting):
    with refused("forbidden"):
        cast(voting, "KR-F", carers=1)
    choices = {voting.card("One form"): 1}
    voting.do("KR-F", "ballot.cast", poll=voting.poll(), choices=choices, member=voting.seat["KR-06"])
    assert voting.mine("KR-06")["ballots"] == {voting.poll(): choices}
    event = voting.events()[-1]
    assert (event["actor"], event["command"], event["data"]["assisted"]) == (None, None, True)
    with refused("forbidden"):
        voting.do("KR-02", "ballot.cast", poll=voting.poll(), choices={}, member=voting.seat["KR-06"])


def test_the_turnout_tells_how_many_were_cast_for_others_and_never_for_whom(voting):
    poll, help_06 = voting.poll(), {"poll": voting.poll(), "member": voting.seat["KR-06"]}
    before = shown(voting)["cast"]

    def counted():
        return shown(voting)["cast"] - before, shown(voting)["assisted"]

    voting.do("KR-F", "ballot.cast", choices={}, **help_06)
    assert counted() == (1, 1)
    voting.do("KR-06", "ballot.cast", poll=poll, choices={})
    assert counted() == (1, 0)
    voting.do("KR-F", "ballot.cast", choices={voting.card("One form"): 1}, **help_06)
    voting.do("KR-F", "ballot.withdraw", **help_06)
    assert counted() == (0, 0)
    voting.do("KR-F", "ballot.cast", choices={}, **help_06)
    voting.do("KR-F", "poll.close", poll=poll)
    assert counted() == (1, 1)
    events = [event for event in voting.events() if event["type"].startswith("ballot.")]
    assert voting.seat["KR-06"] not in repr([(event["actor"], event["data"]) for event in events])


def offline(people, **present):
    """What the tile says, where these delegates are in the room: {who: whether away}."""
    with people.store.reading() as session:
        here = {people.seat[who.replace("_", "-")]: away for who, away in present.items()}
        return tile(session, session.get(Room, people.room["KR"]), here)["poll"]["offline"]


def test_of_all_who_may_vote_those_not_here_are_counted_whether_they_have_voted_or_not(voting):
    here = {"KR_01": False, "KR_02": False, "KR_03": True}
    assert offline(voting, **here) == 4
    for who in ("KR-01", "KR-03", "KR-04"):
        cast(voting, who, carers=1)
        assert offline(voting, **here) == 4
    voting.do("KR-F", "poll.entitle", poll=voting.poll(), member=voting.seat["KR-06"], entitled=False)
    assert offline(voting, **here) == 3
    voting.do("KR-F", "poll.close", poll=voting.poll())
    assert offline(voting, **here) is None


def test_in_a_vote_stage_a_tile_tells_no_turnout_of_what_an_earlier_stage_has_shown(counted):
    def turnout():
        with counted.store.reading() as session:
            poll = tile(session, session.get(Room, counted.room["KR"]))["poll"]
        return poll and poll["cast"]

    def takes(over):
        with counted.store.writing() as session:
            session.get(Stage, counted.stage["vote"]).settings = {"poll": {"method": "dots", "over": over}}

    takes("cards")
    assert turnout() == 2
    takes("measures")
    assert turnout() is None
    counted.go("plan")
    assert turnout() == 2


def test_a_facilitator_is_told_who_is_not_on_the_list(voting):
    voting.do("KR-F", "poll.entitle", poll=voting.poll(), member=voting.seat["KR-06"], entitled=False)
    with refused("forbidden", "Delegate KR-06 is not on the list of this vote; admit this delegate first"):
        voting.do("KR-F", "ballot.cast", poll=voting.poll(), choices={}, member=voting.seat["KR-06"])


def test_a_poll_of_another_room_is_not_found(voting):
    for type, data in (("poll.close", {}), ("ballot.cast", {"choices": {}})):
        with refused("not_found"):
            voting.do("JP-F", type, at="JP", poll=voting.poll(), **data)


# Own cards.


@pytest.mark.parametrize(
    ("method", "gift", "none"),
    [
        ("dots", lambda own, other: {own: 1}, lambda own, other: {other: 1}),
        ("rank", lambda own, other: [[other], [own]], lambda own, other: [[other]]),
        ("gradients", lambda own, other: {own: 3}, lambda own, other: {own: 4, other: 1}),
        ("approval", lambda own, other: [own, other], lambda own, other: [other]),
        ("score", lambda own, other: {own: 1}, lambda own, other: {own: 0, other: 5}),
        (
            "matrix",
            lambda own, other: {own: {"impact": 5, "feasibility": 5}},
            lambda own, other: {own: {"impact": 3, "feasibility": 3}},
        ),
    ],
)
def test_where_self_votes_are_off_a_ballot_gives_nothing_to_its_voters_own_card(shaping, method, gift, none):
    poll = shaping.open_poll(method=method, settings={"self_votes": False})
    assert shown(shaping)["settings"]["self_votes"] is False
    own, other = shaping.card("One form"), shaping.card("Map the villages")
    with refused("invalid", "In this vote nobody gives anything to a card of their own") as found:
        shaping.do("KR-02", "ballot.cast", poll=poll, choices=gift(own, other))
    assert list(found.value.errors) == ["choices"]
    shaping.do("KR-02", "ballot.cast", poll=poll, choices=none(own, other))
    shaping.do("KR-01", "ballot.cast", poll=poll, choices=gift(own, other))
    assert shown(shaping)["cast"] == 2


def test_unless_the_poll_says_otherwise_one_may_vote_for_the_own_card(shaping):
    poll = shaping.open_poll()
    assert shown(shaping)["settings"]["self_votes"] is True
    cast(shaping, "KR-01", poll=poll, carers=2)
    assert shown(shaping)["cast"] == 1


def test_nobody_learns_from_a_refusal_whose_card_it_is(shaping):
    """A facilitator who casts for others gets the same answer for every card, also for an empty ballot."""
    poll = shaping.open_poll(settings={"self_votes": False})
    seq, cards = shaping.snapshot()["seq"], shown(shaping)["cards"]
    for choices in (*({card: 1} for card in cards), {}, "nonsense"):
        with refused("forbidden") as found:
            shaping.do("KR-F", "ballot.cast", poll=poll, choices=choices, member=shaping.seat["KR-02"])
        assert found.value.detail.startswith("Nobody may vote for an own card here")
    assert (shaping.snapshot()["seq"], shaping.rows(Ballot)) == (seq, [])


def test_where_authors_are_shown_a_facilitator_casts_for_others_under_the_same_rule(shaping):
    poll = shaping.open_poll(settings={"self_votes": False})
    shaping.go("plan")
    own, other = shaping.card("One form"), shaping.card("Insure carers")
    with refused("invalid"):
        shaping.do("KR-F", "ballot.cast", poll=poll, choices={own: 1}, member=shaping.seat["KR-02"])
    shaping.do("KR-F", "ballot.cast", poll=poll, choices={other: 1}, member=shaping.seat["KR-02"])
    assert shown(shaping)["cast"] == 1


def test_a_card_that_was_merged_into_anothers_is_not_its_writers_own_any_more(shaping):
    form, carers = shaping.card("One form"), shaping.card("Insure carers")
    shaping.do("KR-F", "card.merge", into=carers, cards=[form])
    poll = shaping.open_poll(settings={"self_votes": False})
    cast(shaping, "KR-02", poll=poll, carers=1)
    with refused("invalid"):
        cast(shaping, "KR-01", poll=poll, carers=1)


def test_measures_are_nobodys_own(planning):
    with refused("invalid") as found:
        planning.open_poll(cards=[planning.measure("One form")], settings={"self_votes": False})
    assert list(found.value.errors) == ["settings.self_votes"]


# Closing, revealing, and another round.


def test_what_stands_at_the_close_counts(voting):
    cast(voting, "KR-02", carers=2)
    cast(voting, "KR-03", form=2, carers=1)
    cast(voting, "KR-03", form=1)
    carers, form = voting.card("Insure carers"), voting.card("One form")
    result = finish(voting, voting.poll())
    assert (result["entitled"], result["ballots"]) == (6, 3)
    assert result["ranking"][:2] == [
        {"place": 1, "cards": [carers], "score": 4},
        {"place": 2, "cards": [form], "score": 2},
    ]
    assert shown(voting)["result"] == result


def test_after_the_close_nothing_is_cast(voting):
    voting.do("KR-F", "poll.close", poll=voting.poll())
    for who, type, data in (
        ("KR-02", "ballot.cast", {"choices": {}}),
        ("KR-01", "ballot.withdraw", {}),
        ("KR-F", "poll.entitle", {"member": voting.seat["KR-02"], "entitled": False}),
    ):
        with refused("conflict", "This vote has been closed"):
            voting.do(who, type, poll=voting.poll(), **data)


def test_closing_and_revealing_again_changes_nothing(counted):
    seq, result = counted.snapshot()["seq"], shown(counted)["result"]
    assert counted.do("KR-F", "poll.close", poll=counted.poll()).seq == seq
    again = counted.do("KR-F", "poll.reveal", poll=counted.poll())
    assert (again.seq, again.data) == (seq, {"poll": counted.poll(), "result": result})


def test_a_poll_is_closed_before_it_is_revealed(voting):
    with refused("conflict", "Close the vote first"):
        voting.do("KR-F", "poll.reveal", poll=voting.poll())


def test_a_cancelled_poll_has_no_result_and_no_ballots(voting):
    poll = voting.poll()
    voting.do("KR-F", "poll.cancel", poll=poll)
    assert (shown(voting)["state"], shown(voting)["cast"]) == ("cancelled", 0)
    assert [voting.rows(table) for table in (Ballot, BallotLink, Participation)] == [[], [], []]
    for type in ("poll.close", "poll.reveal"):
        with refused("conflict"):
            voting.do("KR-F", type, poll=poll)
    voting.open_poll()
    assert shown(voting, 2)["number"] == 2


def test_a_revealed_poll_is_not_cancelled(counted):
    with refused("conflict"):
        counted.do("KR-F", "poll.cancel", poll=counted.poll())


def test_a_second_round_over_the_same_cards_supersedes_the_first_and_deletes_nothing(counted):
    first = shown(counted)
    poll = counted.open_poll()
    cast(counted, "KR-03", poll=poll, villages=2)
    assert shown(counted) == first
    finish(counted, poll)
    assert shown(counted) == first | {"superseded": True}
    assert (shown(counted, 2)["superseded"], shown(counted, 2)["state"]) == (False, "revealed")


def test_a_round_over_other_cards_supersedes_nothing(counted):
    poll = counted.open_poll(cards=[counted.card("One form"), counted.card("Insure carers")])
    finish(counted, poll)
    assert [poll["superseded"] for poll in counted.snapshot()["polls"]] == [False, False]


def test_a_tie_at_the_cut_is_shown_as_a_tie(shaping):
    poll = shaping.open_poll(settings={"budget": 3, "per_card": 2, "adopt": 2})
    cast(shaping, "KR-01", poll=poll, carers=2, form=1)
    cast(shaping, "KR-02", poll=poll, villages=1)
    result = finish(shaping, poll)
    carers, tied = shaping.card("Insure carers"), sorted([shaping.card("One form"), shaping.card("Map the villages")])
    assert result["cut"] == {"taken": [carers], "tied": tied}
    assert result["ranking"][1] == {"place": 2, "cards": tied, "score": 1}
    assert [place["place"] for place in result["ranking"]] == [1, 2, 4]


def test_a_poll_nobody_cast_in_takes_nothing(shaping):
    result = finish(shaping, shaping.open_poll())
    assert (result["ballots"], result["cut"]) == (0, {"taken": [], "tied": []})


def test_where_groups_are_open_everybody_is_told_the_size_of_theirs_and_sees_what_they_chose(shaping):
    poll = shaping.open_poll(breakdown="open")
    assert shown(shaping)["groups"] == {"government": 3, "workers": 3}
    cast(shaping, "KR-01", poll=poll, carers=1)
    cast(shaping, "KR-04", poll=poll, form=1)
    groups = finish(shaping, poll)["by_perspective"]
    assert {key: (group["ballots"], group["ranking"][0]["cards"]) for key, group in groups.items()} == {
        "government": (1, [shaping.card("Insure carers")]),
        "workers": (1, [shaping.card("One form")]),
    }


def test_where_too_few_of_a_group_have_cast_no_group_is_shown(shaping):
    poll = shaping.open_poll(breakdown="safe")
    assert shown(shaping)["groups"] == {"government": 3, "workers": 3}
    for who in ("KR-01", "KR-02", "KR-03", "KR-04"):
        cast(shaping, who, poll=poll, carers=1)
    result = finish(shaping, poll)
    assert "by_perspective" not in result
    assert result["notes"] == ["Too few have cast to show perspectives without showing people."]


def test_a_room_of_single_people_is_told_no_groups(seated):
    seated.go("shape", at="JP")
    seated.write("JP-01", "One", at="JP")
    seated.do("JP-F", "poll.open", at="JP", method="dots", breakdown="safe")
    (poll,) = seated.snapshot(at="JP")["polls"]
    assert (poll["breakdown"], poll["groups"]) == ("none", None)


# Every method.


@pytest.mark.parametrize(
    ("method", "settings", "choices", "ranking"),
    [
        ("approval", {}, lambda a, b: [[b], [a, b]], [("b", 2), ("a", 1)]),
        ("score", {}, lambda a, b: [{a: 5}, {a: 0, b: 4}], [("a", 5), ("b", 4)]),
        ("rank", {}, lambda a, b: [[[b], [a]], [[b]]], [("b", 1), ("a", 0)]),
        ("rank", {"count": "borda"}, lambda a, b: [[[b], [a]], [[a, b]]], [("b", 1.5), ("a", 0.5)]),
        ("gradients", {}, lambda a, b: [{a: 1, b: 8}, {a: 6, b: 4}], [("a", 50), ("b", 0)]),
        (
            "matrix",
            {},
            lambda a, b: [{a: {"impact": 5, "feasibility": 3}}, {b: {"impact": 4, "feasibility": 4}}],
            [("b", 16), ("a", 15)],
        ),
    ],
)
def test_a_room_can_vote_by_every_method(shaping, method, settings, choices, ranking):
    cards = [shaping.card("Insure carers"), shaping.card("One form")]
    poll = shaping.open_poll(method=method, settings=settings, cards=cards, breakdown="open")
    a, b = shown(shaping)["cards"]
    for who, chosen in zip(("KR-01", "KR-02"), choices(a, b), strict=True):
        shaping.do(who, "ballot.cast", poll=poll, choices=chosen)
        assert shaping.mine(who)["ballots"] == {poll: chosen}
    with refused("invalid"):
        shaping.do("KR-03", "ballot.cast", poll=poll, choices="all of them")
    result = finish(shaping, poll)
    told = [(card, place["score"]) for place in result["ranking"] for card in place["cards"]]
    assert told == [({"a": a, "b": b}[card], score) for card, score in ranking]
    assert sum(group["ballots"] for group in result["by_perspective"].values()) == 2
    assert shown(shaping)["result"] == result


# Reminding.


def reminded(people):
    return {who: people.mine(who)["reminded"] for who in (*DELEGATES, "KR-F", "ORG")}


def test_only_those_who_have_not_voted_are_reminded_and_only_until_they_have(voting, clock):
    poll, at = voting.poll(), "2021-03-31T05:00:00.000Z"
    voting.heard.clear()
    voting.do("KR-F", "poll.remind", poll=poll)
    missing = DELEGATES[1:]
    assert reminded(voting) == {who: {poll: at} if who in missing else {} for who in (*DELEGATES, "KR-F", "ORG")}
    assert [sorted(said.mine) for said in voting.heard] == [sorted(voting.seat[who] for who in missing)]
    cast(voting, "KR-02", form=1)
    assert voting.mine("KR-02")["reminded"] == {}
    voting.do("KR-F", "poll.close", poll=poll)
    assert reminded(voting) == {who: {} for who in (*DELEGATES, "KR-F", "ORG")}


def test_a_reminder_tells_nobody_who_or_how_many(voting):
    before, shown_before = voting.everything(), voting.snapshot()
    voting.do("KR-F", "poll.remind", poll=voting.poll())
    event, after = voting.events()[-1], voting.everything()
    assert (event["type"], event["data"]) == ("poll.reminded", {"poll": voting.poll()})
    assert voting.snapshot() == shown_before | {"seq": event["seq"]}
    assert {table for table in after if after[table] != before[table]} == {"answered", "event", "poll", "room"}


def test_the_room_is_reminded_once_a_minute_at_most(voting, clock):
    poll = voting.poll()
    voting.do("KR-F", "poll.remind", poll=poll)
    clock.passes(20)
    with refused("too_fast", "They were reminded a moment ago; wait a minute") as found:
        voting.do("ORG", "poll.remind", poll=poll)
    assert found.value.retry_after == 40
    clock.passes(40)
    voting.do("KR-F", "poll.remind", poll=poll)
    assert voting.mine("KR-02")["reminded"] == {poll: "2021-03-31T05:01:00.000Z"}


def test_where_everybody_has_voted_nobody_is_reminded(voting):
    for who in DELEGATES[1:]:
        cast(voting, who)
    seq = voting.snapshot()["seq"]
    assert voting.do("KR-F", "poll.remind", poll=voting.poll()).seq == seq


def test_after_the_close_nobody_is_reminded(voting):
    voting.do("KR-F", "poll.close", poll=voting.poll())
    with refused("conflict", "This vote has been closed"):
        voting.do("KR-F", "poll.remind", poll=voting.poll())
