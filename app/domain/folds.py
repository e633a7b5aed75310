"""Which perspectives a result may show without showing a person: small groups are counted together as `others`."""

from collections import Counter

OTHERS = "others"
SMALLEST = 3


def fold(sizes, order):
    """The label each perspective is shown under, its own or `others`: {perspective: label}.

    sizes: {perspective or `others`: how many}; order: the workshop's perspectives, which settles equal sizes.
    Groups under three go into `others`; while `others` holds one or two, the smallest shown group joins it, of equal
    ones the last in `order`. None where fewer than two groups would be left: then there is no breakdown.
    """
    shown = {key: size for key, size in sizes.items() if key != OTHERS and size >= SMALLEST}
    others = sum(sizes.values()) - sum(shown.values())
    while shown and 0 < others < SMALLEST:
        others += shown.pop(min(shown, key=lambda key: (shown[key], -_rank(key, order), key)))
    if len(shown) + bool(others) < 2:
        return None
    return {key: key if key in shown else OTHERS for key in sizes}


def coarser(earlier, sizes, order):
    """The fold of a later round: that of the `earlier` one, or a coarser one where its groups have become too small.

    earlier: what `fold` or `coarser` returned for the round before; sizes: by perspective, as for `fold`.
    Nobody can be found by comparing two rounds, because no group of the first is ever split in the second.
    """
    if earlier is None:
        return None
    labels = {key: earlier.get(key, OTHERS) for key in sizes}
    merged: Counter = Counter()
    for key, size in sizes.items():
        merged[labels[key]] += size
    again = fold(merged, order)
    return again and {key: again[label] for key, label in labels.items()}


def _rank(key, order):
    return order.index(key) if key in order else len(order)
