"""Texts that the fonts can show: what they cannot is said in words, so that nothing is lost in silence."""

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from app.export.press.fonts import PACKED

LONGEST = 20
# Scripts whose marks are joined by the fonts: Latin, Greek and Cyrillic.
JOINED = 0x0530
SOFT = "\u200b"
_LONG = re.compile(rf"[!-~\u00a1-\u024f]{{{LONGEST + 1},}}")


def shown(text):
    """`text` in signs that the fonts have, with places to break in its longest words.

    A sign that no font has becomes its name: [thai character ko kai]. What has no shape of its own is left out.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if not text.isascii() or not text.isprintable():
        text = "".join(_sign(sign, before) for sign, before in zip(text, f" {text}", strict=False))
    return _LONG.sub(lambda word: SOFT.join(_pieces(word[0])), text)


@lru_cache(65_536)  # pairs of letters recur: a large agenda holds a million signs, and a few thousand of them
def _sign(sign, before):
    code, kind = ord(sign), unicodedata.category(sign)
    if sign == "\n":
        return sign
    if kind.startswith("Z"):
        return "\n" if kind in ("Zl", "Zp") else sign if has(code) else " "
    if kind in ("Cc", "Cf", "Cs") or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return sign if sign == "\u200d" and _picture(before) else ""
    if has(code) and (kind[0] != "M" or ord(before) < JOINED):
        return sign
    return f"[{unicodedata.name(sign, f'U+{code:04X}').lower()}]"


def _picture(sign):
    """Emoji are joined to one by U+200D; elsewhere it has no shape."""
    return unicodedata.category(sign) in ("So", "Sk")


def _pieces(word):
    return [word[n : n + LONGEST] for n in range(0, len(word), LONGEST)]


def has(code):
    return code in _known()


@cache
def _known():
    ranges = json.loads((Path(PACKED) / "signs.json").read_text("ascii"))
    return frozenset(code for first, last in ranges for code in range(first, last + 1))
