"""Cards: written, moved, merged, taken away and brought back; and whose they are while the room writes privately."""

import pytest

from app.storage.tables import Card, new_id
from tests.domain.people import FORMAL, RURAL, refused


def titles(people, theme=None, *, viewer=None):
    """The titles of a column, in order; of the tray where no theme is named."""
    column = theme and people.theme(theme)
    return [card["title"] for card in people.snapshot(viewer)["cards"] if card["theme"] == column]


def one(people, title):
    (card,) = [card for card in people.snapshot()["cards"] if card["title"] == title]
    return card


def test_a_card_has_the_id_of_the_command_and_the_language_of_its_writer(shaping):
    id = new_id()
    answer = shaping.do("KR-05", "card.add", id=id, title="  Cold storage ", kind="challenge")
    assert answer.data == {"card": id}
    assert one(shaping, "Cold storage") == {
        "id": id,
        "theme": None,
        "position": one(shaping, "Cold storage")["position"],
        "kind": "challenge",
        "language": "en",
        "title": "Cold storage",
        "body": "",
        "gloss": "",
        "perspective": "workers",
        "author": None,
        "merged_into": None,
        "removed": False,
        "late": False,
        "findings": [],
        "comments": [],
        "reactions": {"agree": 0, "question": 0, "important": 0},
    }


def test_a_card_stands_first_last_or_behind_another(shaping):
    rural = shaping.theme(RURAL)
    fund = shaping.card("A fund for returners")
    shaping.write("KR-02", "last", theme=rural)
    shaping.write("KR-02", "first", theme=rural, after=None)
    shaping.write("KR-02", "second", theme=rural, after=shaping.card("first"))
    shaping.write("KR-02", "behind the fund", theme=rural, after=fund)
    assert titles(shaping, RURAL) == ["first", "second", "A fund for returners", "behind the fund", "last"]


def test_a_card_moves_between_two_others_and_only_its_row_changes(shaping):
    formal = shaping.theme(FORMAL)
    for title in ("b", "c"):
        shaping.write("KR-02", title, theme=formal)
    before = {card["id"]: card["position"] for card in shaping.snapshot()["cards"]}
    moved = shaping.card("Map the villages")
    shaping.do("KR-03", "card.move", card=moved, theme=formal, after=shaping.card("b"))
    column = titles(shaping, FORMAL)
    assert column[column.index("b") :] == ["b", "Map the villages", "c"]
    after = {card["id"]: card["position"] for card in shaping.snapshot()["cards"]}
    assert {id for id in after if after[id] != before[id]} <= {moved}


def test_a_card_moves_within_its_theme_when_none_is_named(shaping):
    formal = shaping.theme(FORMAL)
    first, *_, last = titles(shaping, FORMAL)
    shaping.do("KR-02", "card.move", card=shaping.card(last), after=None)
    assert titles(shaping, FORMAL)[0] == last
    shaping.do("KR-02", "card.move", card=shaping.card(last))
    assert titles(shaping, FORMAL)[-1] == last
    assert one(shaping, first)["theme"] == one(shaping, last)["theme"] == formal


def test_a_card_cannot_stand_behind_one_of_another_theme(shaping):
    with refused("invalid"):
        shaping.do("KR-02", "card.move", card=shaping.card("One form"), after=shaping.card("A fund for returners"))
    with refused("invalid"):
        shaping.write("KR-02", "Nowhere", after=shaping.card("A fund for returners"))


def test_a_card_moved_to_where_it_stands_changes_nothing(shaping):
    seq = shaping.snapshot()["seq"]
    answer = shaping.do("KR-02", "card.move", card=shaping.card("One form"), after=shaping.card("One form"))
    assert (answer.seq, shaping.snapshot()["seq"]) == (seq, seq)


def test_a_hundred_cards_put_first_stay_in_order(shaping):
    rural = shaping.theme(RURAL)
    for n in range(100):
        shaping.write("KR-F", f"{n:03}", theme=rural, after=None)
    assert titles(shaping, RURAL) == [*(f"{n:03}" for n in reversed(range(100))), "A fund for returners"]


# Merging.


def test_a_merged_card_stays_readable_and_brings_along_what_was_merged_into_it(shaping):
    carers, form, map_ = (shaping.card(title) for title in ("Insure carers", "One form", "Map the villages"))
    shaping.do("KR-02", "card.merge", into=form, cards=[map_])
    shaping.do("KR-03", "card.merge", into=carers, cards=[form])
    assert {card["title"]: card["merged_into"] for card in shaping.snapshot()["cards"]} == {
        "Insure carers": None,
        "One form": carers,
        "Map the villages": carers,
        "A fund for returners": None,
    }
    assert one(shaping, "One form")["gloss"] == "하나의 양식"


def test_unmerge_is_one_click(shaping):
    before = shaping.snapshot()["cards"]
    form = shaping.card("One form")
    shaping.do("KR-02", "card.merge", into=shaping.card("Insure carers"), cards=[form])
    shaping.do("KR-06", "card.unmerge", card=form)
    assert shaping.snapshot()["cards"] == before
    with refused("conflict"):
        shaping.do("KR-06", "card.unmerge", card=form)


@pytest.mark.parametrize("cards", [[], ["Insure carers"], ["One form", "One form"]])
def test_a_card_is_merged_into_another_once(shaping, cards):
    with refused("invalid"):
        shaping.do(
            "KR-02",
            "card.merge",
            into=shaping.card("Insure carers"),
            cards=[shaping.card(title) for title in cards],
        )


def test_what_is_merged_away_takes_no_more_part(shaping):
    form, carers = shaping.card("One form"), shaping.card("Insure carers")
    shaping.do("KR-02", "card.merge", into=carers, cards=[form])
    for type, data in (
        ("card.move", {"card": form}),
        ("card.remove", {"card": form}),
        ("card.merge", {"into": form, "cards": [shaping.card("Map the villages")]}),
        ("card.merge", {"into": shaping.card("Map the villages"), "cards": [form]}),
        ("comment.add", {"card": form, "text": "And this?"}),
        ("reaction.toggle", {"card": form, "reaction": "agree"}),
    ):
        with refused("conflict"):
            shaping.do("KR-02", type, **data)


def test_a_private_card_is_not_merged(gathering):
    gathering.do("KR-F", "card.reveal")
    gathering.go("gather")
    own = gathering.write("KR-F", "Train them")
    with refused("conflict"):
        gathering.do("KR-F", "card.merge", into=gathering.card("One form"), cards=[own])
    with refused("conflict"):
        gathering.do("KR-F", "card.merge", into=own, cards=[gathering.card("One form")])


# Taking away.


def test_a_removed_card_comes_back_as_it_was(shaping):
    before = shaping.snapshot()["cards"]
    card = shaping.card("Insure carers")
    shaping.do("KR-06", "card.remove", card=card)
    assert one(shaping, "Insure carers") == next(c for c in before if c["id"] == card) | {"removed": True}
    shaping.do("KR-02", "card.restore", card=card)
    assert shaping.snapshot()["cards"] == before


def test_nothing_is_done_to_a_removed_card(shaping):
    card = shaping.card("One form")
    shaping.do("KR-06", "card.remove", card=card)
    seq = shaping.snapshot()["seq"]
    for type, data in (
        ("card.move", {}),
        ("comment.add", {"text": "And this?"}),
        ("reaction.toggle", {"reaction": "agree"}),
        ("finding.cite", {"finding": shaping.finding("F-KR-02")}),
    ):
        with refused("conflict"):
            shaping.do("KR-02", type, card=card, **data)
    with refused("conflict"):
        shaping.do("KR-F", "measure.adopt", cards=[card])
    assert shaping.do("KR-02", "card.remove", card=card).seq == seq


def test_while_gathering_everybody_removes_the_own_cards_only(gathering):
    gathering.do("KR-01", "card.reveal")
    with refused("forbidden"):
        gathering.do("KR-02", "card.remove", card=gathering.card("Insure carers"))
    gathering.do("KR-01", "card.remove", card=gathering.card("Insure carers"))
    assert one(gathering, "Insure carers")["removed"]


def test_a_card_that_became_a_measure_is_not_removed(planning):
    with refused("conflict"):
        planning.do("KR-F", "card.remove", card=planning.card("Insure carers"))
    planning.do("KR-F", "measure.drop", measure=planning.measure("Insure carers"))
    planning.do("KR-F", "card.remove", card=planning.card("Insure carers"))
    assert one(planning, "Insure carers")["removed"]


# Private writing.


def test_what_is_written_privately_is_a_number_to_all_but_its_writer(gathering):
    assert [card["title"] for card in gathering.mine("KR-01")["cards"]] == ["Insure carers"]
    seen = {who: gathering.snapshot(who) for who in ("KR-01", "KR-04", "KR-F", "ORG")}
    assert {who: snapshot["private"] for who, snapshot in seen.items()} == {
        "KR-01": {"others": 2, "total": 3},
        "KR-04": {"others": 3, "total": 3},
        "KR-F": {"others": 3, "total": 3},
        "ORG": {"others": 3, "total": 3},
    }
    assert [snapshot["cards"] for snapshot in seen.values()] == [[], [], [], []]


def test_a_facilitators_own_card_is_private_like_everybodys(gathering):
    gathering.write("KR-F", "Train them")
    assert gathering.snapshot()["cards"] == []
    assert [card["title"] for card in gathering.mine("KR-F")["cards"]] == ["Train them"]


def test_a_card_written_for_somebody_without_a_device_is_theirs(gathering):
    card = gathering.write("KR-F", "Said aloud", member=gathering.seat["KR-06"])
    assert gathering.mine("KR-F")["cards"] == []
    assert [mine["id"] for mine in gathering.mine("KR-06")["cards"]] == [card]
    assert gathering.row(Card, card).author_id == gathering.seat["KR-06"]


def test_only_a_facilitator_writes_for_somebody_of_the_room(gathering):
    with refused("forbidden"):
        gathering.write("KR-01", "In your name", member=gathering.seat["KR-02"])
    with refused("not_found"):
        gathering.write("KR-F", "In your name", member=gathering.seat["JP-01"])


def test_anothers_private_card_is_not_found(gathering):
    private = gathering.card("Insure carers")
    for who in ("KR-02", "KR-F", "ORG"):
        for type, data in (
            ("card.remove", {}),
            ("card.restore", {}),
            ("card.reveal", {"cards": [private]}),
        ):
            with refused("not_found"):
                gathering.ask(who, type, data or {"card": private})
    for type, data in (
        ("card.move", {"card": private}),
        ("card.merge", {"into": private, "cards": [private]}),
        ("comment.add", {"card": private, "text": "I see."}),
        ("reaction.toggle", {"card": private, "reaction": "agree"}),
        ("finding.cite", {"card": private, "finding": gathering.finding("F-KR-02")}),
        ("measure.adopt", {"cards": [private]}),
        ("poll.open", {"method": "dots", "cards": [private]}),
        ("card.add", {"title": "Behind it", "after": private}),
    ):
        with refused("not_found"):
            gathering.do("KR-F", type, **data)


def test_a_writer_reveals_the_own_cards_and_private_writing_goes_on(gathering):
    gathering.do("KR-01", "card.reveal")
    gathering.write("KR-01", "And a pension")
    assert [card["title"] for card in gathering.snapshot()["cards"]] == ["Insure carers"]
    assert gathering.snapshot("KR-01")["private"] == {"others": 2, "total": 3}
    assert gathering.snapshot()["room"]["private_writing"]


def test_when_the_facilitator_reveals_all_private_writing_is_over_until_a_gather_stage_starts_again(gathering):
    gathering.do("KR-F", "card.reveal")
    assert {card["title"] for card in gathering.snapshot()["cards"]} == {
        "Insure carers",
        "One form",
        "Map the villages",
    }
    gathering.write("KR-04", "In the open")
    assert one(gathering, "In the open")["removed"] is False
    gathering.go("gather")
    gathering.write("KR-04", "In private again")
    assert gathering.snapshot()["private"]["total"] == 1


def test_a_facilitator_who_reveals_cards_by_name_reveals_the_own_ones_alone(gathering):
    own = gathering.write("KR-F", "Train them")
    gathering.do("KR-F", "card.reveal", cards=[own])
    assert [card["title"] for card in gathering.snapshot()["cards"]] == ["Train them"]
    assert gathering.snapshot()["room"]["private_writing"]


def test_leaving_gather_without_a_reveal_keeps_the_cards_private(gathering):
    gathering.go("shape")
    assert gathering.snapshot()["cards"] == []
    assert [card["title"] for card in gathering.mine("KR-01")["cards"]] == ["Insure carers"]
    gathering.do("KR-01", "card.reveal")
    assert [card["title"] for card in gathering.snapshot()["cards"]] == ["Insure carers"]


def test_a_removed_private_card_is_not_revealed(gathering):
    gathering.do("KR-01", "card.remove", card=gathering.card("Insure carers"))
    assert gathering.snapshot()["private"]["total"] == 2
    gathering.do("KR-F", "card.reveal")
    assert {card["title"] for card in gathering.snapshot()["cards"]} == {"One form", "Map the villages"}


def test_revealed_cards_come_in_random_order(gathering):
    """Of twenty cards nobody can tell the order in which they were written: by chance one time in 20!."""
    written = [gathering.write("KR-F", f"{n:02}", member=gathering.seat["KR-04"]) for n in range(20)]
    gathering.do("KR-F", "card.reveal")
    (told,) = [event for event in gathering.events() if event["type"] == "card.revealed"]
    in_the_event = [card["id"] for card in told["data"]["put"]["cards"] if card["id"] in written]
    on_the_board = [card["id"] for card in gathering.snapshot()["cards"] if card["id"] in written]
    assert sorted(in_the_event) == sorted(on_the_board) == sorted(written)
    assert written not in (in_the_event, on_the_board)
    assert in_the_event != on_the_board


# Late, too many, locked, declared.


def test_a_late_card_waits_in_the_tray_until_it_is_moved(voting):
    card = voting.write("KR-05", "Written on the train", theme=voting.theme(RURAL), late=True)
    shown = one(voting, "Written on the train")
    assert (shown["late"], shown["theme"]) == (True, None)
    voting.do("KR-F", "card.move", card=card, theme=voting.theme(RURAL))
    shown = one(voting, "Written on the train")
    assert (shown["late"], shown["theme"]) == (False, voting.theme(RURAL))


def test_a_card_that_is_not_late_cannot_come_while_the_room_votes(voting):
    with refused("forbidden", "This is not possible in the stage “Prioritise”"):
        voting.write("KR-05", "A new idea", late=False)


def test_a_late_card_of_a_stranger_is_refused(voting):
    with refused("forbidden"):
        voting.write("RES-1", "From outside", late=True)


def test_a_room_holds_so_many_cards_and_no_more(shaping):
    shaping.limited(cards=6)
    shaping.do("KR-F", "card.remove", card=shaping.card("One form"))
    for n in range(2):
        shaping.write("KR-02", f"{n}")
    with refused("too_large", "At most 6 cards fit in a room"):
        shaping.write("KR-F", "One too many")


def test_while_the_room_is_locked_its_delegates_change_nothing(shaping):
    shaping.do("KR-F", "room.lock", rooms=[shaping.room["KR"]], locked=True)
    card = shaping.card("One form")
    for type, data in (
        ("card.add", {"title": "New"}),
        ("card.add", {"title": "New", "late": True}),
        ("card.move", {"card": card}),
        ("card.remove", {"card": card}),
        ("card.merge", {"into": card, "cards": [shaping.card("Insure carers")]}),
        ("theme.add", {"title": "New"}),
        ("comment.add", {"card": card, "text": "New"}),
    ):
        with refused("conflict"):
            shaping.do("KR-02", type, **data)
    shaping.write("KR-F", "The facilitator may")
    shaping.do("KR-02", "hand.raise", note="May I?")
    shaping.do("KR-02", "ready.set", done=True)
    shaping.do("KR-F", "room.lock", rooms=[shaping.room["KR"]])
    shaping.write("KR-02", "Open again")
    assert titles(shaping)[-2:] == ["The facilitator may", "Open again"]


def test_a_locked_room_keeps_its_private_cards_to_itself(gathering):
    gathering.do("KR-F", "room.lock", rooms=[gathering.room["KR"]], locked=True)
    with refused("conflict"):
        gathering.do("KR-01", "card.reveal")


def test_an_id_that_somebody_else_has_used_is_refused(shaping):
    with refused("conflict"):
        shaping.do("KR-03", "card.add", id=shaping.card("One form"), title="In its place")
    with refused("conflict"):
        shaping.do("JP-F", "card.add", at="JP", id=shaping.card("One form"), title="In its place")
    assert one(shaping, "One form")["gloss"] == "하나의 양식"
