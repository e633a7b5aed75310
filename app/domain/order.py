"""Where a thing stands among its neighbours: keys that sort as plain ASCII strings, so that a move changes one row.

A key reads like the digits after "0." in base 62. It never ends in the zero digit, so there is always room before it.
"""

from string import ascii_lowercase, ascii_uppercase, digits

DIGITS = digits + ascii_uppercase + ascii_lowercase
BASE = len(DIGITS)
FIRST, LAST = DIGITS[0], DIGITS[-1]


def between(before, after):
    """A key behind `before` and ahead of `after`; None stands for the open end on that side."""
    if before is not None and after is not None:
        return _middle(before, after)
    if before is not None:
        return _next(before)
    if after is not None:
        return _previous(after)
    return DIGITS[BASE // 2]


def spread(n):
    """`n` short keys in order, evenly spaced."""
    width = 1
    while BASE**width <= n:
        width += 1
    step, spare = divmod(BASE**width, n + 1)
    return [_written(i * step + i * spare // (n + 1), width).rstrip(FIRST) for i in range(1, n + 1)]


def _middle(before, after):
    """Halve the first gap of two or more digits. Raises ValueError unless `before` < `after`."""
    if before >= after:
        raise ValueError(f"{before!r} does not stand ahead of {after!r}")
    key, bounded = "", True
    for i in range(len(before) + len(after)):
        low = DIGITS.index(before[i]) if i < len(before) else 0
        high = DIGITS.index(after[i]) if bounded and i < len(after) else BASE
        if high - low > 1:
            break
        key += DIGITS[low]
        bounded = bounded and low == high
    return key + DIGITS[(low + high) // 2]


# Most things are added at the end. Halving towards the open end would cost a digit every six times, so a key that
# begins with k last digits counts on in its next k + 1: W … y, z01 … zyz, zz001 … A thousand additions: three digits.


def _next(key):
    deep = len(key) - len(key.lstrip(LAST))
    counted = _counted(key, deep) + 1
    if counted % BASE == 0:
        counted += 1
    if counted >= (BASE - 1) * BASE**deep:
        return LAST * (deep + 1) + _written(1, deep + 2)
    return LAST * deep + _written(counted, deep + 1)


def _previous(key):
    deep = len(key) - len(key.lstrip(FIRST))
    counted = _counted(key, deep) - 1
    if counted % BASE == 0:
        counted -= 1
    if counted < BASE**deep:
        return FIRST * (deep + 1) + LAST * (deep + 2)
    return FIRST * deep + _written(counted, deep + 1)


def _counted(key, deep):
    counter = key[deep : 2 * deep + 1].ljust(deep + 1, FIRST)
    return sum(DIGITS.index(digit) * BASE**power for power, digit in enumerate(reversed(counter)))


def _written(number, width):
    return "".join(DIGITS[number // BASE**power % BASE] for power in reversed(range(width)))
