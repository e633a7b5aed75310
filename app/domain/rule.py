"""How far a room agrees, and whether that is far enough: the decision rule. It is computed only at a reveal."""

from collections import Counter
from math import ceil

from app.catalogue import N_
from app.domain.folds import OTHERS, SMALLEST, fold

# Eight steps after Kaner's gradients of agreement. 1 to 3 support; 4 leaves the base that support is measured against.
LEVELS = {
    1: N_("whole-hearted"),
    2: N_("minor point"),
    3: N_("with reservations"),
    4: N_("abstain"),
    5: N_("discuss more"),
    6: N_("dislike, will support"),
    7: N_("serious disagreement"),
    8: N_("block"),
}
SUPPORTING = (1, 2, 3)
ABSTAIN = 4


def decide(levels, rule, *, expected=None, order=()):
    """Apply `rule` to the levels given: {met, support, needed, given, counted, by_perspective, quorum}.

    levels: [(1..8, perspective or None), ...]; rule: {support, per_perspective, quorum?}, all shares from 0 to 1.
    support: levels 1 to 3 over all but 4 (`counted`), None where nobody is left to count, which is not enough.
    by_perspective: {key: {given, support, met}} for those with three or more levels given, so that a lone delegate has
        no veto; where all of them abstain they stand in nobody's way.
        Where one or two others could be reckoned out beside them, the group that would be folded together with those
        in a vote (see folds.py) is `folded`: it counts as any other, and its support is not told.
    quorum: {needed, given, met} in persons where the rule has one, a share of the `expected`; else None.
    order: the workshop's perspectives, by which groups of one size are folded.
    """
    support, counted = _support([level for level, _ in levels])
    groups = {
        key: _perspective([level for level, whose in levels if whose == key], rule)
        for key in dict.fromkeys(whose for _, whose in levels if whose)
    }
    groups = {key: group for key, group in groups.items() if group["given"] >= SMALLEST}
    labels = fold(Counter(whose or OTHERS for _, whose in levels), order)
    told = {key: _told(group, labels is not None and labels[key] == key) for key, group in groups.items()}
    quorum = _quorum(len(levels), rule, expected)
    enough = support is not None and support >= rule["support"]
    return {
        "met": enough and all(group["met"] for group in groups.values()) and (quorum is None or quorum["met"]),
        "support": support,
        "needed": rule["support"],
        "given": len(levels),
        "counted": counted,
        "by_perspective": told,
        "quorum": quorum,
    }


def _perspective(levels, rule):
    support, _ = _support(levels)
    met = support is None or support >= rule["per_perspective"]
    return {"given": len(levels), "support": support, "met": met}


def _told(group, apart):
    return group if apart else group | {"support": None, "folded": True}


def _support(levels):
    """(share or None, how many it is a share of). Not rounded: 7 of 10 must equal the 0.7 of a rule."""
    counted = [level for level in levels if level != ABSTAIN]
    supporting = sum(level in SUPPORTING for level in counted)
    return (supporting / len(counted) if counted else None), len(counted)


def _quorum(given, rule, expected):
    share = rule.get("quorum")
    if share is None:
        return None
    if expected is None:
        raise ValueError("a quorum is a share of those expected: say how many")
    needed = ceil(round(share * expected, 9))
    return {"needed": needed, "given": given, "met": given >= needed}
