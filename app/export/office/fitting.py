"""Whether words fit into a box, by the widths that letters have at most: no office program is here to be asked."""

from math import ceil

LINE = 1.25  # the height of a line, in its type's size
SLACK = 1.06  # other typefaces than ours may stand in


def width(text, size):
    """Points that `text` takes on one line, in type of `size` points."""
    return size * SLACK * sum(_em(sign) for sign in text)


def height(texts, size, across):
    """Points that paragraphs take one below the other. texts: [(text, share of `size`), ...]; across: points."""
    return sum(_lines(text, size * share, across) * size * share * LINE for text, share in texts)


def fitting(texts, sizes, across, down):
    """The first of `sizes` in which the texts fit into a box, or None."""
    return next((size for size in sizes if height(texts, size, across) <= down), None)


def short(text, most):
    """`text` on one line, cut at the end of a word where there is one near."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[-20:] else cut}…"


def _lines(text, size, across):
    # A word that does not fit goes to the next line: a tenth of each line may stay empty.
    return sum(max(1, ceil(width(line, size) / (across * 0.9))) for line in text.split("\n"))


def _em(sign):
    if sign >= "\u1100":
        return 1.02
    return 0.7 if sign.isupper() or sign in "mwMW@%—" else 0.54
