"""Pack the fonts of the PDF export into app/export/press/noto/, which is committed: `make vendor`.

Each is cut to the signs it is there for, loses what only screens and vertical lines need, and is packed with xz, which
Python unpacks by itself: a second or two for all, where WOFF2 would take minutes and two packages more (docs/adr/0016).
signs.json tells what they have between them: [[first, last], ...] code points.
"""

import io
import json
import lzma
import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FROM = Path("tools/typefaces/node_modules/@expo-google-fonts")
OUT = Path("app/export/press/noto")
STYLES = {400: "400Regular", 700: "700Bold"}
SHAPING = ("GSUB", "GPOS", "GDEF")


# Punctuation, arrows, circled numbers, box parts, full-width forms: Asian texts use them in any language.
COMMON = [(0x20, 0x24F), (0x2000, 0x2DFF), (0x3000, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)]
SIGNS = {code for first, last in COMMON for code in range(first, last + 1)}
HANGUL = {*range(0x1100, 0x1200), *range(0xAC00, 0xD7A4)}
HANJA = {code for code in range(0x4E00, 0xFB00) if chr(code).encode("euc_kr", "ignore")}
HAN = set(range(0x4E00, 0xA000))
NAMES = set(range(0x3400, 0x2FA20))  # Japanese names are written with rare ones

# {package: (weights, the signs it is cut to or None for all, whether letters join and move)}
FONTS = {
    "noto-sans": ((400, 700), None, True),
    "noto-sans-kr": ((400, 700), SIGNS | HANGUL | HANJA, False),
    "noto-sans-jp": ((400, 700), SIGNS | NAMES, False),
    "noto-sans-sc": ((400, 700), SIGNS | HAN, False),
    "noto-sans-symbols-2": ((400,), None, False),
    "noto-emoji": ((400,), None, True),
}


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    known = set()
    for package, (weights, signs, shaped) in FONTS.items():
        for weight in weights:
            [source] = (FROM / package / STYLES[weight]).glob("*.ttf")
            font = cut(TTFont(source), signs, shaped)
            known |= font.getBestCmap().keys()
            (OUT / f"{package}-{weight}.ttf.xz").write_bytes(packed(font))
    (OUT / "signs.json").write_text(json.dumps(ranges(known)) + "\n", encoding="ascii")
    (OUT / "LICENSES.txt").write_text(licences(), encoding="utf-8")


def cut(font, signs, shaped):
    """`font` with `signs` alone (None: all), without hints, and without shaping where letters neither join nor move."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += [
        "STAT",
        "vhea",
        "vmtx",
        "BASE",
        "gasp",
        "prep",
        "fpgm",
        "cvt ",
        *(() if shaped else SHAPING),
    ]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap() if signs is None else signs)
    subsetter.subset(font)
    return font


def packed(font):
    # The moment of making is left out, so that the same font is the same file.
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    return lzma.compress(out.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def ranges(codes):
    """[[first, last], ...] of a set of numbers."""
    found = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def licences():
    texts = [f"{package}\n\n{(FROM / package / 'LICENSE_FONT').read_text('utf-8').strip()}\n" for package in FONTS]
    return f"\n{'-' * 80}\n\n".join(texts)


if __name__ == "__main__":
    main()
