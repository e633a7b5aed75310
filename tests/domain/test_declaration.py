"""The declaration: how far a room agrees, and what its agenda is once it has been declared."""

import pytest

from app.storage.tables import Declaration, Endorsement, new_id
from tests.domain.people import DELEGATES, refused


def declaration(people):
    return people.snapshot()["declaration"]


def endorse(people, levels, **data):
    """KR-01, KR-02, … state these levels, in this order."""
    for who, level in zip(DELEGATES, levels, strict=False):
        people.do(who, "declaration.endorse", level=level, **data)


# Stating a level.


def test_until_the_reveal_the_room_knows_how_many_have_said_something(declaring):
    endorse(declaring, [1, 8, 3])
    assert {name: declaration(declaring)[name] for name in ("state", "endorsed", "expected", "revealed")} == {
        "state": "endorsing",
        "endorsed": 3,
        "expected": 6,
        "revealed": None,
    }
    assert declaring.mine("KR-02")["endorsement"] == {"level": 8, "reservation": "", "signed": "one"}
    assert declaring.mine("KR-04")["endorsement"] is None


def test_a_level_is_changed_until_the_reveal(declaring):
    endorse(declaring, [8])
    endorse(declaring, [2], reservation=" The budget is thin. ", signed="name")
    assert declaring.mine("KR-01")["endorsement"] == {
        "level": 2,
        "reservation": "The budget is thin.",
        "signed": "name",
    }
    assert declaration(declaring)["endorsed"] == 1
    declaring.do("KR-F", "declaration.reveal")
    with refused("conflict", "The levels of agreement have been revealed"):
        endorse(declaring, [1])
    with refused("conflict"):
        declaring.do("KR-F", "declaration.reveal")


def test_levels_are_the_delegates_own(declaring):
    with refused("forbidden", "Levels of agreement are the delegates'"):
        declaring.do("KR-F", "declaration.endorse", level=1)
    with refused("forbidden"):
        declaring.do("RES-1", "declaration.endorse", level=1)
    declaring.do("KR-F", "declaration.endorse", level=2, member=declaring.seat["KR-06"])
    assert declaring.mine("KR-06")["endorsement"]["level"] == 2
    with refused("forbidden"):
        declaring.do("KR-01", "declaration.endorse", level=2, member=declaring.seat["KR-06"])


def test_all_levels_are_shown_at_once_and_reservations_as_their_authors_sign_them(declaring):
    endorse(declaring, [1, 1, 4])
    for who, signed, text in (
        ("KR-04", "name", "A: too late."),
        ("KR-05", "group", "B: too thin."),
        ("KR-06", "one", "C: too much."),
    ):
        declaring.do(who, "declaration.endorse", level=3, reservation=text, signed=signed)
    declaring.do("KR-F", "declaration.reveal")
    assert declaration(declaring)["revealed"] == {
        "levels": {"1": 2, "2": 0, "3": 3, "4": 1, "5": 0, "6": 0, "7": 0, "8": 0},
        "reservations": [
            {"text": "A: too late.", "signed": "Delegate KR-04"},
            {"text": "B: too thin.", "signed": "Workers"},
            {"text": "C: too much.", "signed": None},
        ],
        "rule": {
            "met": True,
            "support": 1.0,
            "needed": 0.7,
            "given": 6,
            "counted": 5,
            "by_perspective": {
                "government": {"given": 3, "support": 1.0, "met": True},
                "workers": {"given": 3, "support": 1.0, "met": True},
            },
            "quorum": None,
        },
    }
    assert declaring.rows(Endorsement) == []


@pytest.mark.parametrize(
    ("levels", "support", "met"),
    [
        ([1, 2, 3, 1, 1, 8], 5 / 6, True),
        ([1, 1, 1, 5, 7, 3], 4 / 6, False),
        ([4, 4, 4, 4, 4, 4], None, False),
        ([1, 4, 4, 4, 4, 4], 1.0, True),
        ([], None, False),
        ([1, 1, 1, 1, 8, 8], 4 / 6, False),
    ],
)
def test_the_rule_is_computed_at_the_reveal(declaring, levels, support, met):
    endorse(declaring, levels)
    declaring.do("KR-F", "declaration.reveal")
    rule = declaration(declaring)["revealed"]["rule"]
    assert (rule["support"], rule["met"], rule["given"]) == (support, met, len(levels))


def test_a_group_of_three_can_stand_in_the_way(declaring):
    declaring.do("ORG", "workshop.change", decision_rule={"support": 0.5, "per_perspective": 0.5})
    endorse(declaring, [1, 1, 1, 1, 7, 8])
    declaring.do("KR-F", "declaration.reveal")
    rule = declaration(declaring)["revealed"]["rule"]
    assert (rule["met"], rule["by_perspective"]["workers"]["met"]) == (False, False)


def test_too_few_make_no_quorum(declaring):
    declaring.do("ORG", "workshop.change", decision_rule={"support": 0.7, "per_perspective": 0.5, "quorum": 0.5})
    endorse(declaring, [1, 1])
    declaring.do("KR-F", "declaration.reveal")
    rule = declaration(declaring)["revealed"]["rule"]
    assert (rule["met"], rule["quorum"]) == (False, {"needed": 3, "given": 2, "met": False})


def test_who_said_that_they_stay_away_is_not_missed_by_the_quorum(declaring):
    declaring.do("ORG", "workshop.change", decision_rule={"support": 0.7, "per_perspective": 0.5, "quorum": 0.5})
    for who in ("KR-05", "KR-06"):
        declaring.do("ORG", "member.answer", member=declaring.seat[who], answer="declined")
    endorse(declaring, [1, 1])
    declaring.do("KR-F", "declaration.reveal")
    assert declaration(declaring)["revealed"]["rule"]["quorum"] == {"needed": 2, "given": 2, "met": True}


# Declaring.


def test_the_chair_declares_and_what_was_not_revealed_is(declaring):
    endorse(declaring, [1] * 6)
    declaring.do("KR-01", "declaration.declare")
    declared = declaration(declaring)
    assert (declared["state"], declared["revealed"]["levels"]["1"], declared["waived"]) == ("declared", 6, None)
    assert declared["declared_at"] == declaring.events()[-1]["at"]


def test_a_rule_that_is_not_met_is_waived_with_a_reason_that_is_printed(declaring):
    endorse(declaring, [1, 8])
    declaring.do("KR-F", "declaration.reveal")
    before = declaring.everything()
    with refused("conflict", "The decision rule is not met; to declare all the same, give the reason"):
        declaring.do("KR-01", "declaration.declare")
    assert declaring.everything() == before
    declaring.do("KR-01", "declaration.declare", waive="The others had to leave.")
    assert declaration(declaring)["waived"] == "The others had to leave."
    assert declaration(declaring)["revealed"]["rule"]["met"] is False


def test_nobody_tries_until_the_rule_is_met(declaring):
    """The levels are revealed by the first try: no second one tells what the delegate who spoke in between has said."""
    endorse(declaring, [1, 8])
    declaring.heard.clear()
    id = new_id()
    with refused("conflict"):
        declaring.do("KR-01", "declaration.declare", id=id)
    event = declaring.events()[-1]
    assert (event["type"], event["data"]["set"]["declaration"]) == ("declaration.revealed", declaration(declaring))
    assert declaration(declaring)["revealed"]["levels"]["8"] == 1
    assert [sorted(said.mine) for said in declaring.heard] == [sorted(declaring.seat[who] for who in DELEGATES[:2])]
    assert declaring.rows(Endorsement) == []
    with refused("conflict"):
        declaring.do("KR-03", "declaration.endorse", level=1)
    with refused("conflict"):
        declaring.do("KR-01", "declaration.declare", id=id)
    declaring.do("KR-01", "declaration.declare", id=id, waive="The others had to leave.")
    assert declaration(declaring)["state"] == "declared"


def test_where_there_is_a_chair_nobody_else_waives_the_rule(declaring):
    endorse(declaring, [1, 8])
    for who in ("KR-F", "ORG"):
        with refused("forbidden", "The decision rule is not met; only the chair can let that pass"):
            declaring.do(who, "declaration.declare", waive="It is late.")
    assert declaration(declaring)["state"] == "endorsing"
    declaring.do("KR-F", "member.change", member=declaring.seat["KR-01"], duties=[])
    declaring.do("KR-F", "declaration.declare", waive="It is late.")
    assert declaration(declaring)["waived"] == "It is late."


def test_a_facilitator_declares_where_the_rule_is_met(declaring):
    endorse(declaring, [1] * 6)
    declaring.do("KR-F", "declaration.declare")
    assert declaration(declaring)["state"] == "declared"


def test_a_rule_changed_after_the_reveal_is_not_applied_to_it(declaring):
    endorse(declaring, [1, 8])
    declaring.do("KR-F", "declaration.reveal")
    before = declaration(declaring)["revealed"]
    declaring.do("ORG", "workshop.change", decision_rule={"support": 0, "per_perspective": 0})
    assert declaration(declaring)["revealed"] == before
    with refused("conflict"):
        declaring.do("KR-01", "declaration.declare")


def test_a_rule_that_is_met_is_not_waived(declaring):
    endorse(declaring, [1] * 6)
    declaring.do("KR-01", "declaration.declare", waive="To be sure.")
    assert declaration(declaring)["waived"] is None


def test_without_a_measure_there_is_nothing_to_declare(shaping):
    shaping.go("declare")
    with refused("conflict", "There is no measure to declare yet"):
        shaping.do("KR-F", "declaration.declare", waive="Even so.")


def test_the_chair_declares_in_the_plenary_too(declaring):
    endorse(declaring, [1] * 6)
    declaring.go("plenary")
    with refused("forbidden"):
        declaring.do("KR-02", "declaration.declare")
    declaring.do("KR-01", "declaration.declare")
    assert declaration(declaring)["state"] == "declared"


def test_a_chair_of_another_room_declares_nothing_here(declaring):
    declaring.do("ORG", "member.change", member=declaring.seat["JP-01"], duties=["chair"])
    declaring.go("plenary")
    with refused("forbidden"):
        declaring.do("JP-01", "declaration.declare", waive="For you.")


@pytest.mark.parametrize("who", ["KR-02", "KR-F", "ORG"])
def test_a_declared_agenda_no_longer_changes(declared, who):
    declared.go("shape")
    declared.go("plan") if who == "KR-02" else None
    before = declared.snapshot()
    card, measure = declared.card("One form"), declared.measure("One form")
    for type, data in (
        ("card.add", {"title": "New"}),
        ("card.add", {"title": "New", "late": True}),
        ("card.move", {"card": card}),
        ("card.remove", {"card": declared.card("Map the villages")}),
        ("card.merge", {"into": card, "cards": [declared.card("Map the villages")]}),
        ("card.reveal", {}),
        ("theme.add", {"title": "New"}),
        ("comment.add", {"card": card, "text": "New"}),
        ("finding.cite", {"card": card, "finding": declared.finding("F-KR-02")}),
        ("measure.set", {"measure": measure, "field": "by_when", "value": "2021-06-30"}),
        ("measure.assign", {"measure": measure, "members": []}),
        ("declaration.endorse", {"level": 1}),
    ):
        with refused("conflict"):
            declared.do(who, type, **data)
    for doc in (f"card:{card}", f"measure:{measure}", f"declaration:{declared.room['KR']}"):
        with refused("conflict"):
            declared.send(who, doc, declared.open_text(who, doc).get_update())
    assert declared.snapshot() == before


def test_a_declared_agenda_is_no_longer_adopted_voted_on_or_declared(declared):
    measure = declared.measure("One form")
    for type, data in (
        ("measure.adopt", {"cards": [declared.card("Map the villages")]}),
        ("measure.drop", {"measure": measure}),
        ("measure.move", {"measure": measure, "after": None}),
        ("check.waive", {"measure": measure, "reason": "It costs nothing."}),
        ("poll.open", {"method": "dots"}),
        ("declaration.reveal", {}),
        ("declaration.declare", {}),
    ):
        with refused("conflict", "The agenda has been declared; it no longer changes"):
            declared.do("KR-F", type, **data)


def test_everybody_of_the_workshop_reads_what_was_declared(declared):
    assert declared.look("OBS-1")[0]["declaration"]["state"] == "declared"
    with refused("not_found"):
        declared.look("FAR-01")


# Reopening.


def test_an_editorial_correction_keeps_version_and_agreement(declared):
    before = declaration(declared)
    declared.do("KR-01", "declaration.reopen", kind="editorial", reason="A date was wrong.")
    after = declaration(declared)
    kept = ("version", "revealed", "preamble", "endorsed", "expected")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert (after["state"], after["declared_at"]) == ("endorsing", None)
    assert [{**correction, "at": None} for correction in after["corrections"]] == [
        {"kind": "editorial", "by": "chair", "reason": "A date was wrong.", "version": 1, "at": None}
    ]
    declared.do("KR-01", "declaration.declare")
    assert (declaration(declared)["state"], declaration(declared)["version"]) == ("declared", 1)


def test_a_change_of_substance_is_a_new_version_endorsed_again(declared):
    declared.do("ORG", "declaration.reopen", kind="substance", reason="The measure was illegal.")
    after = declaration(declared)
    assert {name: after[name] for name in ("state", "version", "revealed", "endorsed", "waived", "declared_at")} == {
        "state": "draft",
        "version": 2,
        "revealed": None,
        "endorsed": 0,
        "waived": None,
        "declared_at": None,
    }
    endorse(declared, [1] * 6)
    declared.do("KR-01", "declaration.declare")
    assert (declaration(declared)["state"], declaration(declared)["version"]) == ("declared", 2)
    assert len(declared.row(Declaration, declared.room["KR"]).corrections) == 1


DAY_S = 24 * 3600


def renew(people, **data):
    """The organiser opens a new version of what was declared."""
    people.do("ORG", "declaration.reopen", kind="substance", reason="The measure was illegal.", **data)


def test_a_new_version_is_endorsed_within_the_days_that_were_set_in_any_stage(play, clock):
    declared = play("declared").go("follow")
    renew(declared, days=3)
    assert declaration(declared)["endorse_until"] == "2021-04-03T05:00:00.000Z"
    clock.passes(3 * DAY_S - 1)
    endorse(declared, [1] * 3)
    with refused("forbidden"):
        declared.do("JP-01", "declaration.endorse", level=8)
    clock.passes(1)
    over = "The time to endorse this version is over; it can be declared with the answers that were given"
    before = declared.everything()
    with refused("conflict", over):
        declared.do("KR-04", "declaration.endorse", level=8)
    with refused("conflict", over):
        declared.do("KR-F", "declaration.endorse", level=8, member=declared.seat["KR-04"])
    assert declared.everything() == before
    with refused("forbidden"):
        declared.do("KR-02", "declaration.declare")
    declared.do("KR-01", "declaration.declare")
    after = declaration(declared)
    assert (after["state"], after["version"], after["endorse_until"]) == ("declared", 2, None)
    assert after["revealed"]["levels"]["1"] == 3


def test_after_the_time_the_rule_stands_in_the_way_as_ever(play, clock):
    declared = play("declared")
    renew(declared)
    assert declaration(declared)["endorse_until"] == "2021-04-07T05:00:00.000Z"
    endorse(declared, [1, 8])
    clock.passes(8 * DAY_S)
    with refused("conflict", "The decision rule is not met; to declare all the same, give the reason"):
        declared.do("KR-01", "declaration.declare")
    declared.do("KR-01", "declaration.declare", waive="Two answered.")
    assert declaration(declared)["revealed"]["rule"]["given"] == 2


@pytest.mark.parametrize("days", [0, 31, 1.5, "7", True])
def test_a_new_version_is_open_for_one_to_thirty_days(declared, days):
    with refused("invalid"):
        renew(declared, days=days)


def test_a_correction_of_the_wording_is_not_endorsed_and_has_no_days(declared):
    with refused("invalid") as found:
        declared.do("ORG", "declaration.reopen", kind="editorial", reason="A date was wrong.", days=3)
    assert found.value.told()["errors"] == {"days": ["Only a new version is endorsed again"]}
    declared.do("ORG", "declaration.reopen", kind="editorial", reason="A date was wrong.")
    assert declaration(declared)["endorse_until"] is None


def test_what_was_not_declared_is_not_reopened(declaring):
    with refused("conflict", "This agenda has not been declared"):
        declaring.do("ORG", "declaration.reopen", kind="editorial", reason="To be sure.")


def test_once_levels_are_given_the_text_is_fixed_for_delegates(declaring):
    doc = f"declaration:{declaring.room['KR']}"
    declaring.type("KR-02", doc, "preamble", 0, "We, ")
    endorse(declaring, [1])
    with refused("conflict", "The levels of agreement are being given; the text is fixed"):
        declaring.type("KR-02", doc, "preamble", 0, "Not so fast: ")
    declaring.type("KR-F", doc, "preamble", 4, "the delegates,")
    declaring.house("text.save", doc=doc)
    assert declaration(declaring)["preamble"] == "We, the delegates,"
