"""Themes: the columns of a board, and where their cards go."""

from tests.domain.people import FORMAL, RURAL, refused
from tests.domain.test_card import titles


def columns(people):
    return [theme["title"] for theme in people.snapshot()["themes"]]


def test_a_theme_stands_first_last_or_behind_another(shaping):
    shaping.do("KR-02", "theme.add", title="Last")
    shaping.do("KR-02", "theme.add", title=" First ", after=None)
    shaping.do("KR-02", "theme.add", title="Between", after=shaping.theme(FORMAL))
    assert columns(shaping) == ["First", FORMAL, "Between", RURAL, "Last"]


def test_a_theme_moves(shaping):
    shaping.do("KR-02", "theme.move", theme=shaping.theme(RURAL), after=None)
    assert columns(shaping) == [RURAL, FORMAL]
    shaping.do("KR-02", "theme.move", theme=shaping.theme(RURAL))
    assert columns(shaping) == [FORMAL, RURAL]


def test_a_theme_that_stands_there_already_or_is_called_so_already_tells_nothing(shaping):
    seq = shaping.snapshot()["seq"]
    formal = shaping.theme(FORMAL)
    assert shaping.do("KR-02", "theme.move", theme=formal, after=formal).seq == seq
    assert shaping.do("KR-02", "theme.rename", theme=formal, title=FORMAL).seq == seq


def test_the_cards_of_a_removed_theme_stand_behind_those_of_the_tray_in_their_order(shaping):
    before = [*titles(shaping), *titles(shaping, FORMAL)]
    shaping.do("KR-02", "theme.remove", theme=shaping.theme(FORMAL))
    assert columns(shaping) == [RURAL]
    assert titles(shaping) == before


def test_a_card_goes_between_any_two_cards_of_the_tray_after_themes_were_removed(shaping):
    for title in (FORMAL, RURAL):
        shaping.do("KR-02", "theme.remove", theme=shaping.theme(title))
    first, *rest = titles(shaping)
    for title in rest:
        shaping.do("KR-02", "card.move", card=shaping.card(title), after=shaping.card(first))
    assert titles(shaping) == [first, *reversed(rest)]


def test_a_removed_theme_takes_along_private_cards_too(gathering):
    gathering.do("KR-F", "theme.remove", theme=gathering.theme(FORMAL))
    (own,) = gathering.mine("KR-01")["cards"]
    assert own["theme"] is None
    gathering.do("KR-F", "card.reveal")
    assert len(titles(gathering)) == 3


def test_a_room_has_so_many_themes_and_no_more(shaping):
    shaping.limited(themes=3)
    shaping.do("KR-02", "theme.add", title="Third")
    with refused("too_large", "At most 3 themes fit on a board"):
        shaping.do("KR-02", "theme.add", title="Fourth")


def test_a_theme_of_another_room_is_not_found(shaping):
    for type, data in (("theme.rename", {"title": "Ours"}), ("theme.move", {"after": None}), ("theme.remove", {})):
        with refused("not_found"):
            shaping.do("KR-F", type, theme=shaping.theme(RURAL, at="JP"), **data)
    with refused("not_found"):
        shaping.do("KR-F", "card.move", card=shaping.card("One form"), theme=shaping.theme(RURAL, at="JP"))
    with refused("not_found"):
        shaping.do("KR-F", "theme.add", title="New", after=shaping.theme(RURAL, at="JP"))


def test_while_gathering_nobody_but_the_facilitator_changes_the_themes(gathering):
    with refused("forbidden", "This is not possible in the stage “Gather”"):
        gathering.do("KR-01", "theme.add", title="Mine")
    gathering.do("KR-F", "theme.add", title="Ours")
    assert columns(gathering) == [FORMAL, RURAL, "Ours"]
