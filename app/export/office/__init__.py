"""What the office formats share: which letters a file may hold, and in which type each language is set."""

import re

LATIN = "Calibri"
# What comes with Windows and Mac offices; elsewhere the nearest stands in, chosen by the language of the run.
EAST = {
    "ko": ("Malgun Gothic", "ko-KR"),
    "ja": ("Yu Gothic", "ja-JP"),
    "zh": ("Microsoft YaHei", "zh-CN"),
    "zh-Hant": ("Microsoft JhengHei", "zh-TW"),
}
# As Office calls them where a bare code would not do.
WEST = {"en": "en-GB", "id": "id-ID", "ms": "ms-MY", "fil": "fil-PH"}
INK, SOFT, ACCENT, PALE = "1F2430", "5B6272", "1F5FA8", "EEF2F7"
PUT_IN, TAKEN_OUT = "1B6B41", "A32F2F"
# The eight steps of agreement from green to red, apart in lightness too.
STEPS = ("1B7F4B", "5BAA6F", "A9D3A0", "C9CCD3", "F3D27A", "E9A55B", "D8693F", "A32F2F")
ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text):
    """`text` without what XML cannot hold (control characters, halves of letters); line breaks are `\\n`."""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def east(language):
    """(typeface, code) of a language in Han, Hangul or kana; (None, None) of any other."""
    return EAST.get(language) or EAST.get(language.split("-")[0]) or (None, None)


def west(language):
    """The code of a language as Office calls it."""
    return east(language)[1] or WEST.get(language, language)
