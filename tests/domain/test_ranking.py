"""Rankings: the examples of those who thought of the methods, another library's count, and ties that are ties."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.component.rankscore import Borda
from votelib.convert import RankedToCondorcetVotes, RankedToPositionalVotes
from votelib.evaluate.condorcet import Schulze, pairwise_wins

from app.domain import voting
from app.domain.voting import Place, rank
from app.refusals import Invalid

CARDS = ["a", "b", "c", "d", "e"]
SCHULZE = {"count": "schulze", "adopt": 3}
BORDA = {"count": "borda", "adopt": 3}


@st.composite
def rankings(draw, whole=False):
    """A ballot: some of the cards, in groups; all of them, one by one, where it is to be `whole`."""
    order = draw(st.permutations(CARDS))
    if whole:
        return [[card] for card in order]
    groups: list = []
    for card in order[: draw(st.integers(0, len(CARDS)))]:
        if groups and draw(st.booleans()):
            groups[-1].append(card)
        else:
            groups.append([card])
    return rank.check(groups, SCHULZE, CARDS)


ballots = st.lists(rankings(), max_size=12)


def written(text):
    """Ballots as the books write them: "8 acdb, 2 badc"."""
    lines = [line.split() for line in text.split(", ")]
    return [[[card] for card in order] for n, order in lines for _ in range(int(n))]


def scores(ballots, settings=SCHULZE, cards=CARDS):
    ranking, _ = rank.count(ballots, cards, settings)
    return {card: place.score for place in ranking for card in place.cards}


# What is published.


@pytest.mark.parametrize(
    ("source", "votes", "order"),
    [
        ("Schulze 2011, example 1", "8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba", "d a c b"),
        (
            "Wikipedia, Schulze method",
            "5 acbed, 5 adecb, 8 bedac, 3 cabed, 7 caebd, 2 cbade, 7 dceba, 8 ebadc",
            "e a c b d",
        ),
        (
            "Electowiki, Schulze method, example 2",
            "5 acbd, 2 acdb, 3 adcb, 4 bacd, 3 cbda, 3 cdba, 1 dacb, 5 dbac, 4 dcba",
            "d a c b",
        ),
        (
            "Electowiki, Schulze method, example 3",
            "3 abdec, 5 adebc, 1 adecb, 2 badec, 2 bdeca, 4 cabde, 6 cbade, 2 dbeca, 5 decab",
            "b a d e c",
        ),
        ("Electowiki, Schulze method, example 4: two win", "3 abcd, 2 dabc, 2 dbca, 2 cbda", "bd ac"),
        ("Condorcet's circle: all are equal", "1 abc, 1 bca, 1 cab", "abc"),
        ("Tennessee looks for a capital", "42 mnck, 26 nckm, 15 cknm, 17 kcnm", "n c k m"),
    ],
)
def test_published_elections_come_out_as_published(source, votes, order):
    cast = written(votes)
    ranking, notes = rank.count(cast, sorted(card for group in cast[0] for card in group), SCHULZE)
    assert [place.cards for place in ranking] == [list(group) for group in order.split()], source
    assert notes == []


def test_the_strongest_paths_are_those_of_the_paper():
    paths = rank._beatpaths(rank._before(written("8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba"), list("abcd")))
    between = [[paths[a][b] for b in range(4) if a != b] for a in range(4)]
    assert between == [[14, 14, 12], [13, 13, 12], [13, 15, 12], [13, 19, 13]]


@pytest.mark.parametrize(
    ("source", "votes", "points"),
    [
        ("Borda 1781", "1 abc, 7 acb, 7 bca, 6 cba", {"a": 16, "b": 21, "c": 26}),
        (
            "Tennessee looks for a capital",
            "42 mnck, 26 nckm, 15 cknm, 17 kcnm",
            {"m": 126, "n": 194, "c": 173, "k": 107},
        ),
    ],
)
def test_bordas_points_come_out_as_published(source, votes, points):
    ranking, notes = rank.count(written(votes), sorted(points), BORDA)
    assert {card: place.score for place in ranking for card in place.cards} == points, source
    assert notes == [rank.BORDA]


# What another library counts.


@given(ballots)
def test_the_beaten_are_those_of_another_library(ballots):
    told = Counter(tuple(frozenset(group) for group in ballot) for ballot in ballots)
    told[(frozenset(CARDS),)] += 1  # so that it hears of every card; a tie of all of them favours nobody
    paths = Schulze.widest_paths(RankedToCondorcetVotes().convert(told))
    beaten = Counter(winner for winner, _ in pairwise_wins(paths))
    assert scores(ballots) == {card: beaten[card] for card in CARDS}


@given(st.lists(rankings(whole=True), min_size=1, max_size=12))
def test_bordas_points_are_those_of_another_library(ballots):
    told = Counter(tuple(frozenset(group) for group in ballot) for ballot in ballots)
    assert scores(ballots, BORDA) == RankedToPositionalVotes(Borda(base=0)).convert(told)


@given(ballots)
def test_bordas_points_of_tied_cards_are_the_mean_of_their_places(ballots):
    points = dict.fromkeys(CARDS, 0)
    for ballot in ballots:
        left = list(range(len(CARDS)))
        for group in [*ballot, [card for card in CARDS if not any(card in group for group in ballot)]]:
            theirs = [left.pop() for _ in group]
            for card in group:
                points[card] += sum(theirs) / len(theirs)
    assert scores(ballots, BORDA) == points


# What must hold for any ballots.


@given(ballots)
def test_the_beaten_are_beaten_by_whoever_beats_their_victor(ballots):
    """Beatpaths are transitive, so more beaten is better placed, and nobody beats a card that stands before."""
    paths = rank._beatpaths(rank._before(ballots, CARDS))
    beats = {(a, b) for a in range(5) for b in range(5) if paths[a][b] > paths[b][a]}
    assert all((a, c) in beats for a, b in beats for other, c in beats if b == other)
    assert all(scores(ballots)[CARDS[a]] > scores(ballots)[CARDS[b]] for a, b in beats)


@given(ballots)
def test_who_wins_every_pair_comes_first(ballots):
    before = rank._before(ballots, CARDS)
    ranking, _ = rank.count(ballots, CARDS, SCHULZE)
    for a, card in enumerate(CARDS):
        if all(before[a][b] > before[b][a] for b in range(len(CARDS)) if a != b):
            assert ranking[0] == Place(1, [card], len(CARDS) - 1)


@pytest.mark.parametrize("settings", [SCHULZE, BORDA], ids=["schulze", "borda"])
@given(ballots=ballots)
def test_cards_that_are_left_out_stand_last_together(settings, ballots):
    complete = [[*b, [card for card in CARDS if not any(card in group for group in b)]] for b in ballots]
    assert scores(ballots, settings) == scores([[group for group in b if group] for b in complete], settings)
    named = {card for ballot in ballots for group in ballot for card in group}
    told, unnamed = scores(ballots, settings), set(CARDS) - named
    assert len({told[card] for card in unnamed}) <= 1
    assert all(told[card] > told[other] for card in named for other in unnamed)


# What goes in, and what is told beside the places.


def test_a_ranking_is_counted_by_schulze_unless_by_borda():
    assert rank.settings({}, 5, 3) == SCHULZE
    assert rank.settings({"count": "borda"}, 5, 3) == BORDA
    for wrong in ({"count": "shouting"}, {"count": 1}, {"count": ["borda"]}, {"max": 3}, {"adopt": 0}):
        with pytest.raises(Invalid):
            rank.settings(wrong, 5, 3)


def test_more_than_a_hundred_cards_are_not_put_in_order():
    assert rank.settings({}, 100, 3) == SCHULZE
    with pytest.raises(Invalid):
        rank.settings({}, 101, 3)


def test_a_ranking_is_stored_best_first_without_empty_groups_or_the_order_of_tapping():
    assert rank.check([["d"], [], ["c", "a"]], SCHULZE, CARDS) == [["d"], ["a", "c"]]
    assert rank.check([], SCHULZE, CARDS) == []


@pytest.mark.parametrize(
    "choices",
    [{"a": 1}, ["a", "b"], "ab", None, [["z"]], [["a", "a"]], [["a"], ["a"]], [[["a"]]], [[None]], [[{"a": 1}]]],
)
def test_a_ranking_that_does_not_fit_is_refused_in_words(choices):
    with pytest.raises(Invalid) as refusal:
        rank.check(choices, SCHULZE, CARDS)
    told = refusal.value.told()
    assert "{" not in told["detail"] and told["errors"]["choices"] == [told["detail"]]


def test_a_result_tells_how_every_pair_was_decided():
    cast = [([["a"], ["b"]], None), ([["b"], ["a"]], None), ([["a"]], None)]
    told = voting.result("rank", SCHULZE, ["a", "b", "c"], cast, 3, 3)
    assert told["pairs"] == [[0, 2, 3], [1, 0, 2], [0, 0, 0]]
    assert told["cut"] == {"taken": ["a", "b"], "tied": []}


def test_the_last_of_a_complete_ranking_is_taken_too_where_there_is_room():
    told = voting.result("rank", SCHULZE, ["a", "b", "c"], [([["a"], ["b"], ["c"]], None)] * 2, 2, 3)
    assert told["cut"] == {"taken": ["a", "b", "c"], "tied": []}


def test_a_group_is_behind_what_it_puts_among_the_first():
    settings = {"count": "schulze", "adopt": 2}
    cast = [([["a"], ["b"], ["c"]], "workers"), ([["a", "c"], ["d"]], "government"), ([["d"]], "government")]
    told = voting.result("rank", settings, CARDS, cast, 3, 2, "open", ["government", "workers"])
    assert told["carried"] == {
        "a": {"mostly": None, "none": []},
        "b": {"mostly": "workers", "none": ["government"]},
        "c": {"mostly": "government", "none": ["workers"]},
        "d": {"mostly": "government", "none": ["workers"]},
    }
