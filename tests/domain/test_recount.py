"""Ballots that everybody may count again: when they are published, what they tell, and what a false count is called."""

import json
import re

import pytest

from app import catalogue, export, recount
from app.domain import workshop
from app.domain.archive import archive
from app.domain.recount import TOO_FEW
from app.storage.tables import Ballot, Poll, Room, Workshop
from tests.domain.conftest import MANY
from tests.domain.people import refused


def receipt(n):
    return f"{n + 1:02}" * 16


def cast(people, poll, who, *, receipt, **data):
    title = ("Insure carers", "One form", "Map the villages")[MANY.index(who) % 3]
    people.do(
        who, "ballot.cast", poll=poll, choices={people.card(title): 1}, **({"receipt": receipt} if receipt else {})
    )


def all_cast(people, poll, voters=MANY):
    for n, who in enumerate(voters):
        cast(people, poll, who, receipt=receipt(n))


def finish(people, poll):
    people.do("KR-F", "poll.close", poll=poll)
    return people.do("KR-F", "poll.reveal", poll=poll).data["result"]


def shown(people):
    return people.snapshot()["polls"][-1]


def text(people, only=None):
    with people.store.reading() as session:
        return export.formats()["json"].write(
            archive(session, session.get(Workshop, people.workshop), only), language="en"
        )


def test_the_reveal_publishes_every_ballot_with_its_receipt_and_nothing_else(crowd):
    poll = crowd.open_poll()
    assert shown(crowd)["settings"]["recount"] is True
    all_cast(crowd, poll)
    result = finish(crowd, poll)
    cards = [crowd.card(title) for title in ("Insure carers", "One form", "Map the villages")]
    assert {ballot["receipt"]: ballot["choices"] for ballot in result["published"]} == {
        receipt(n): {cards[n % 3]: 1} for n in range(16)
    }
    assert {frozenset(ballot) for ballot in result["published"]} == {frozenset(("receipt", "choices"))}
    assert (shown(crowd)["result"], result["notes"]) == (result, [])


def test_of_fewer_than_fifteen_ballots_none_is_published_and_receipts_are_gone_at_the_close(crowd):
    poll = crowd.open_poll()
    all_cast(crowd, poll, MANY[:14])
    crowd.do("KR-F", "poll.close", poll=poll)
    assert {row.receipt for row in crowd.rows(Ballot, Ballot.poll_id == poll)} == {None}
    result = crowd.do("KR-F", "poll.reveal", poll=poll).data["result"]
    assert ("published" in result, result["notes"], result["ballots"]) == (False, [TOO_FEW], 14)


def test_why_none_is_published_is_read_on_the_screen_in_ones_own_language():
    assert TOO_FEW in catalogue.for_browser("ko")["messages"]


def test_fifteen_ballots_are_enough(crowd):
    poll = crowd.open_poll()
    all_cast(crowd, poll, MANY[:15])
    assert len(finish(crowd, poll)["published"]) == 15


def test_unless_the_organiser_wants_it_no_receipt_is_kept_and_no_ballot_published(crowd):
    crowd.do("ORG", "workshop.change", recount=False)
    poll = crowd.open_poll()
    assert shown(crowd)["settings"]["recount"] is False
    all_cast(crowd, poll)
    assert {row.receipt for row in crowd.rows(Ballot)} == {None}
    result = finish(crowd, poll)
    assert ("published" in result, result["notes"]) == (False, [])


def test_the_organiser_turns_it_on_for_one_vote_a_facilitator_does_not(shaping):
    asked = {"method": "dots", "settings": {"recount": True}}
    with refused("forbidden", "Only the organiser decides that ballots are published"):
        shaping.do("KR-F", "poll.open", **asked)
    shaping.do("ORG", "poll.open", **asked)
    assert shown(shaping)["settings"]["recount"] is True


def test_it_is_fixed_once_the_vote_is_open(crowd):
    poll = crowd.open_poll()
    crowd.do("ORG", "workshop.change", recount=False)
    all_cast(crowd, poll)
    assert len(finish(crowd, poll)["published"]) == 16


def test_ballots_that_give_the_own_card_nothing_are_never_published(crowd):
    with refused("invalid") as found:
        crowd.open_poll(settings={"self_votes": False})
    assert list(found.value.errors) == ["settings.recount"]
    crowd.open_poll(settings={"self_votes": False, "recount": False})


@pytest.mark.parametrize("wrong", ["", "ab" * 15, "AB" * 16, "ab" * 16 + "\n", "g" * 32, "ab" * 17])
def test_a_receipt_is_32_hexadecimal_digits(voting, wrong):
    with refused("invalid") as found:
        voting.do("KR-02", "ballot.cast", poll=voting.poll(), choices={}, receipt=wrong)
    assert list(found.value.errors) == ["receipt"]


def test_the_receipt_of_the_last_ballot_counts(crowd):
    poll = crowd.open_poll()
    for n in (1, 1, 2):
        cast(crowd, poll, "KR-01", receipt=receipt(n))
    assert [row.receipt for row in crowd.rows(Ballot, Ballot.poll_id == poll)] == [receipt(2)]
    cast(crowd, poll, "KR-01", receipt=None)
    assert [row.receipt for row in crowd.rows(Ballot, Ballot.poll_id == poll)] == [None]


def test_a_ballot_cast_for_somebody_without_a_device_does_not_stand_out(crowd):
    poll = crowd.open_poll()
    all_cast(crowd, poll, MANY[:14])
    for who in MANY[14:]:
        crowd.do("KR-F", "ballot.cast", poll=poll, choices={}, member=crowd.seat[who])
    receipts = [ballot["receipt"] for ballot in finish(crowd, poll)["published"]]
    assert len(set(receipts)) == 16
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in receipts)


def test_before_the_reveal_a_receipt_is_nowhere_but_on_its_ballot(crowd):
    poll = crowd.open_poll()
    all_cast(crowd, poll)
    for state in ("open", "closed"):
        if state == "closed":
            crowd.do("KR-F", "poll.close", poll=poll)
        everything = crowd.everything()
        assert {table for table, rows in everything.items() if receipt(3) in repr(rows)} == {"ballot"}
        own = {who: json.dumps(crowd.mine(who)) for who in (*MANY, "KR-F", "ORG")}
        told = {"snapshot": json.dumps(crowd.snapshot()), "heard": repr(crowd.heard), "export": text(crowd).decode()}
        assert [place for place, words in (own | told).items() if receipt(3) in words] == []


# The script.


@pytest.fixture
def exported(crowd, tmp_path):
    """The export of the room, in a file: two votes with published ballots, one without."""
    everybody, cards = MANY, [crowd.card(title) for title in ("Insure carers", "One form")]
    poll = crowd.open_poll()
    all_cast(crowd, poll)
    finish(crowd, poll)
    poll = crowd.open_poll(method="gradients", settings={}, breakdown="open")
    for n, who in enumerate(everybody):
        crowd.do(who, "ballot.cast", poll=poll, choices={cards[0]: n % 8 + 1, cards[1]: 1}, receipt=receipt(n))
    finish(crowd, poll)
    finish(crowd, crowd.open_poll(method="rank", settings={}))
    file = tmp_path / "room.json"
    file.write_bytes(text(crowd, crowd.room["KR"]))
    return file


def test_who_counts_an_export_again_comes_to_the_same_result(exported, capsys):
    assert recount.main([str(exported)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Republic of Korea, vote 1 (dots): 16 ballots counted again, equal",
        "Republic of Korea, vote 2 (gradients): 16 ballots counted again, equal; groups are not counted again",
        "Republic of Korea, vote 3 (rank): no ballots are published",
    ]


def a_ballot_more(poll):
    poll["result"]["published"].append({"receipt": "ff" * 16, "choices": {}})


def a_ballot_changed(poll):
    poll["result"]["published"][0]["choices"] = {}


def a_ballot_over_the_budget(poll):
    poll["result"]["published"][0]["choices"] = {poll["cards"][0]: 99}


def a_ballot_twice(poll):
    poll["result"]["published"][0]["receipt"] = poll["result"]["published"][1]["receipt"]


def another_winner(poll):
    poll["result"]["cut"]["taken"] = poll["cards"][:1]


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (a_ballot_more, "ballots"),
        (a_ballot_changed, "ranking"),
        (a_ballot_over_the_budget, "choices"),
        (a_ballot_twice, "receipts"),
        (another_winner, "cut"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"])
def test_a_result_that_does_not_follow_from_its_ballots_is_called_different(exported, capsys, tamper, named):
    agenda = json.loads(exported.read_text("utf-8"))
    tamper(agenda["rooms"][0]["polls"][0])
    exported.write_text(json.dumps(agenda), "utf-8")
    assert recount.main([str(exported)]) == 1
    first, second, _ = capsys.readouterr().out.splitlines()
    assert named in first.partition("counted again, different: ")[2].split(", ")
    assert second.endswith("equal; groups are not counted again")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"rooms": [{}]}', '{"rooms": [{"name": "x", "polls": [{}]}]}'])
def test_what_is_no_export_is_said_to_be_none(tmp_path, capsys, content):
    file = tmp_path / "other.json"
    file.write_text(content, "utf-8")
    assert (recount.main([str(file)]), recount.main([]), recount.main([str(tmp_path / "none")])) == (2, 2, 2)
    assert capsys.readouterr().out.count("Usage:") == 3


# Not with folded groups.

TOGETHER = "Published ballots and folded groups do not go together: from the sums of a group its ballots could be"


def test_ballots_are_not_published_where_small_groups_are_folded_together(crowd):
    with refused("invalid") as error:
        crowd.open_poll(breakdown="safe")
    assert list(error.value.errors) == ["settings.recount"]
    assert error.value.told()["detail"].startswith(TOGETHER)
    assert crowd.snapshot()["polls"] == []
    assert crowd.row(Poll, crowd.open_poll(breakdown="safe", settings={"recount": False})).breakdown == "safe"


def test_a_rooms_own_folds_are_refused_too_and_so_is_a_workshop_that_begins_with_both(crowd):
    with crowd.store.writing() as session:
        session.get(Room, crowd.room["KR"]).poll_defaults = {"breakdown": "safe"}
    with refused("invalid"):
        crowd.open_poll()
    crowd.do("ORG", "workshop.change", recount=False)
    with refused("invalid") as error:
        crowd.do("ORG", "workshop.change", recount=True)
    assert list(error.value.errors) == ["recount"]
    assert crowd.row(Workshop, crowd.workshop).recount is False


def test_no_workshop_is_made_that_publishes_ballots_and_folds_groups(play):
    people = play("seated")
    rooms = [{"name": "Japan"}, {"name": "China", "poll": {"breakdown": "safe"}}]
    with refused("invalid") as error, people.store.writing() as session:
        workshop.create(session, None, {"title": "Both", "recount": True, "rooms": rooms}, people.terms.limits)
    assert list(error.value.errors) == ["recount"]
