"""Private cards that facilitators may read without names, where the stage says so: nobody else, and never whose."""

import json

import pytest

from app.domain.command import Said
from app.domain.stages import complete
from app.domain.stages.gather import CHECKED, INSTRUCTION
from app.refusals import Invalid
from app.storage.tables import Answered, Card, new_id
from tests.domain.commands import rude
from tests.domain.people import refused
from tests.domain.test_secrets import EVERYBODY, alone, found, public

REASON = "It insults people."
RUDE = ("Go home", "All of you.")


@pytest.fixture
def checked(play):
    """Facilitators may check private cards; KR-02 has written one, and KR-04 an abusive one."""
    people = play("seated")
    rude(people)
    return people


def read(people, who="KR-F"):
    return people.do(who, "card.check").data["cards"]


def allow(people, allowed=True):
    people.do("ORG", "stage.change", stage=people.stage["gather"], settings={"check": allowed})


def test_the_facilitator_reads_the_words_and_nothing_that_tells_whose_they_are(checked):
    cards = read(checked)
    assert {card["title"]: card["body"] for card in cards} == {"One form": "", "Go home": "All of you."}
    assert {frozenset(card) for card in cards} == {frozenset({"id", "title", "body", "language", "kind"})}
    assert cards == sorted(cards, key=lambda card: card["id"])
    whose = [*(checked.seat[who] for who in ("KR-02", "KR-04")), "KR-02", "KR-04"]
    assert found(whose, {"answer": json.dumps(cards)}) == []


def test_own_cards_are_not_among_those_that_a_facilitator_checks(checked):
    own = checked.write("KR-F", "From the chair")
    assert own not in [card["id"] for card in read(checked)]
    with refused("not_found"):
        checked.do("KR-F", "card.hold", card=own, reason=REASON)


def test_nobody_but_who_drives_the_room_can_check(checked):
    for who in ("KR-01", "KR-04", "RES-1"):
        with refused("forbidden"):
            checked.do(who, "card.check")
    for who in ("JP-F", "OBS-1", "FAR-01"):
        with refused("not_found"):
            checked.do(who, "card.check")
    assert {len(read(checked, who)) for who in ("KR-F", "ALL-F", "ORG")} == {2}


def test_the_room_learns_that_cards_were_checked_and_no_word_of_them(checked):
    read(checked)
    (event,) = [event for event in checked.events() if event["type"] == "card.checked"]
    assert (event["data"], event["actor"]["id"]) == ({}, checked.seat["KR-F"])
    assert found(RUDE, public(checked) | alone(checked, "KR-04")) == []


def test_no_word_that_was_checked_is_remembered_and_asked_again_it_is_read_again(checked):
    id = new_id()
    first = checked.do("KR-F", "card.check", id=id)
    (kept,) = checked.rows(Answered, Answered.command_id == id)
    assert (kept.data, kept.follow, kept.undo) == ({}, [], None)
    before = len(checked.events())
    assert checked.do("KR-F", "card.check", id=id) == first
    assert len(checked.events()) == before
    checked.go("shape")
    with refused("forbidden"):
        checked.do("KR-F", "card.check", id=id)


def test_where_the_stage_does_not_say_so_nobody_can_check(gathering):
    for who in EVERYBODY:
        with refused("forbidden"):
            gathering.do(who, "card.check")
        with refused("forbidden"):
            gathering.do(who, "card.hold", card=gathering.card("Insure carers"), reason=REASON)


def test_it_cannot_be_allowed_while_a_room_in_the_stage_has_private_cards(gathering):
    with refused("conflict"):
        allow(gathering)
    gathering.do("KR-F", "card.reveal")
    allow(gathering)
    gathering.go("gather")
    gathering.write("KR-05", "A new one")
    assert [card["title"] for card in read(gathering)] == ["A new one"]


def test_cards_brought_along_from_a_stage_where_nobody_could_read_them_stay_unread(gathering):
    gathering.go("shape")
    allow(gathering)
    gathering.go("gather")
    gathering.write("KR-05", "A new one")
    assert [card["title"] for card in read(gathering)] == ["A new one"]
    with refused("not_found"):
        gathering.do("KR-F", "card.hold", card=gathering.card("Insure carers"), reason=REASON)


def test_once_the_stage_promises_again_that_nobody_reads_no_earlier_card_can_be_read_either(checked):
    allow(checked, False)
    with refused("forbidden"):
        read(checked)
    checked.go("shape")
    allow(checked)
    checked.go("gather")
    assert read(checked) == []


def test_a_look_at_the_next_stage_and_back_changes_nothing(checked):
    checked.go("shape")
    checked.go("gather")
    assert len(read(checked)) == 2


# Removing one.


@pytest.fixture
def held(checked):
    checked.heard.clear()
    checked.do("KR-F", "card.hold", card=checked.card("Go home"), reason=REASON)
    return checked


def test_a_removed_card_is_never_shown_and_its_number_falls(held):
    assert held.snapshot("KR-F")["private"]["total"] == 1
    assert [card["title"] for card in read(held)] == ["One form"]
    held.do("KR-04", "card.reveal")
    held.do("KR-F", "card.reveal")
    assert [card["title"] for card in held.snapshot()["cards"]] == ["One form"]
    assert found([*RUDE, REASON], public(held) | alone(held, "KR-04")) == []


def test_its_writer_and_nobody_else_learns_of_it_with_the_reason(held):
    (told,) = held.mine("KR-04")["held"]
    assert (told["title"], told["body"], told["reason"]) == (*RUDE, REASON)
    assert held.mine("KR-04")["cards"] == []
    assert {who: held.mine(who)["held"] for who in EVERYBODY if who != "KR-04"} == {
        who: [] for who in EVERYBODY if who != "KR-04"
    }
    views = [said.mine for said in held.heard if isinstance(said, Said) and said.mine]
    assert [set(view) for view in views] == [{held.seat["KR-04"]}]


def test_what_the_room_is_told_names_no_card_no_writer_and_no_reason(held):
    (event,) = [event for event in held.events() if event["type"] == "card.held"]
    assert event["data"] == {"set": {"private": {"total": 1}}}
    hidden = [held.card("Go home"), held.seat["KR-04"], REASON, *RUDE]
    assert found(hidden, {"event": json.dumps(event)}) == []
    assert found([REASON, *RUDE], {"answers": repr([row.data for row in held.rows(Answered)])}) == []


def test_removing_it_twice_is_once_and_keeps_the_first_reason(held):
    before = len(held.events())
    held.do("KR-F", "card.hold", card=held.card("Go home"), reason="Another.")
    assert len(held.events()) == before
    assert held.mine("KR-04")["held"][0]["reason"] == REASON


def test_its_writer_cannot_bring_it_back(held):
    card = held.card("Go home")
    with refused("conflict"):
        held.do("KR-04", "card.restore", card=card)
    with refused("conflict"):
        held.replace("KR-04", f"card:{card}", "title", "Please leave", "Go home")
    assert held.row(Card, card).removed


def test_what_its_writer_has_removed_or_shown_is_not_removed_again(checked):
    checked.do("KR-04", "card.remove", card=checked.card("Go home"))
    with refused("conflict"):
        checked.do("KR-F", "card.hold", card=checked.card("Go home"), reason=REASON)
    checked.do("KR-02", "card.reveal")
    with refused("not_found"):
        checked.do("KR-F", "card.hold", card=checked.card("One form"), reason=REASON)


# The setting.


@pytest.mark.parametrize("value", ["yes", 1, None, []])
def test_the_setting_is_true_or_false(value):
    with pytest.raises(Invalid):
        complete({"kind": "gather", "settings": {"check": value}})


def test_the_instruction_of_ours_says_what_the_setting_says():
    assert complete({"kind": "gather"})["instruction"] == INSTRUCTION
    assert complete({"kind": "gather", "settings": {"check": True}})["instruction"] == CHECKED
    assert complete({"kind": "gather", "instruction": CHECKED})["instruction"] == INSTRUCTION
    own = {"kind": "gather", "instruction": "Write.", "settings": {"check": True}}
    assert complete(own)["instruction"] == "Write."
