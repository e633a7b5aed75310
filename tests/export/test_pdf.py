"""PDF: every word that people wrote is there to be read and heard, in each language, and none is ever code."""

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.export import pdf
from app.export.apart import SPARING
from app.export.press.signs import has, shown

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
SEVEN = {
    "en": "naïve “quotes” ‘one’ – — … → ← ✓ ☑ € £ ½ CO₂ m²",
    "ko": "가각힣뷁쀍 社會連帶經濟 「의제」 ₩ ㈜",
    "ja": "労働者協同組合 ヴゔ 髙﨑 辻 𠮷 「」、。",
    "zh-Hans": "合作社 瘭 镕 喆 “引号” 《》",
    "id": "Koperasi pekerja – “usaha bersama”",
    "ms": "Koperasi – ‘tenaga kerja’",
    "fil": "Mga manggagawà sa bukid, Niño, ₱ 1,000",
}


@pytest.fixture(autouse=True, scope="module")
def place(tmp_path_factory):
    """The fonts are unpacked once for this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="module")
def file(place):
    return pdf.write(AGENDA, language="en")


def texts(data, tmp_path):
    """What a reader of the PDF finds, without any white space: lines break where the page wants them to."""
    (tmp_path / "a.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", tmp_path / "a.pdf", "-"], check=True, capture_output=True)
    return flat(done.stdout.decode())


def flat(text):
    return re.sub(r"[\s\u200b\u200d\x0c]", "", unicodedata.normalize("NFC", text))


def titled(*titles):
    """The agenda with one room whose cards have these titles."""
    room = AGENDA["rooms"][1]
    cards = [room["cards"][0] | {"id": f"c{n}", "title": title} for n, title in enumerate(titles)]
    return AGENDA | {"rooms": [room | {"cards": cards, "polls": [], "measures": []}]}


def wordings(room):
    declaration = room["declaration"]
    yield from (declaration[name] for name in ("preamble", "preamble_gloss", "standing", "contact"))
    yield from (each["text"] for each in (declaration["revealed"] or {"reservations": []})["reservations"])
    for card in room["cards"]:
        yield from (card["title"], card["gloss"], card["body"], *(comment["text"] for comment in card["comments"]))
    for measure in room["measures"]:
        yield from measure["plan"].values()
    for poll in room["polls"]:
        yield from poll["wording"].values()


def test_every_word_of_every_room_can_be_read(file, tmp_path):
    found = texts(file, tmp_path)
    wanted = [part for room in AGENDA["rooms"] for text in wordings(room) for part in text.split("\n")]
    assert [part for part in wanted if flat(shown(part)) not in found] == []


def test_it_is_tagged_titled_and_has_bookmarks(file):
    reader = PdfReader(io.BytesIO(file))
    assert reader.metadata.title == AGENDA["title"]
    assert reader.trailer["/Root"]["/Lang"] == "en" and reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    top = [each.title for each in reader.outline if not isinstance(each, list) and "Policy agenda" in each.title]
    assert top == [f"Policy agenda of {room['name']}" for room in AGENDA["rooms"]]


def test_the_qr_code_says_what_it_is_to_those_who_cannot_see_it(file):
    reader = PdfReader(io.BytesIO(file))
    told = [each.get_object() for n in range(1, len(reader.xref[0]) + 1) if (each := reader.get_object(n)) is not None]
    alts = [each["/Alt"] for each in told if isinstance(each, dict) and "/Alt" in each]
    assert alts == ["QR code of the page where this agenda is verified"]


def test_it_keeps_both_standards(file):
    about = PdfReader(io.BytesIO(file)).xmp_metadata.stream.get_data().decode()
    assert re.search(r"pdfuaid:part[^0-9]*1", about) and re.search(r"pdfaid:part[^0-9]*2", about)


@pytest.mark.parametrize("language", SEVEN)
def test_no_sign_of_the_seven_languages_is_a_box(language, tmp_path):
    assert [sign for sign in SEVEN[language] if not (has(ord(sign)) or sign == " ")] == []
    data = pdf.write(titled(SEVEN[language]), language=language)
    assert flat(SEVEN[language]) in texts(data, tmp_path)
    assert b"pdfuaid" in data


def test_a_card_is_in_memory_once():
    """Two thousand cards in two scripts: 36 kB each, and 74 when letters are held twice and each word by itself."""
    room = AGENDA["rooms"][2]
    said = {"title": "돌봄 노동자 보험", "gloss": "보험 " * 20, "body": "Contributions are shared. " * 6}
    cards = [room["cards"][0] | said | {"id": f"c{n}", "gloss": f"{n} {said['gloss']}"} for n in range(100)]
    rooms = [room | {"id": f"r{n}", "cards": cards, "polls": [], "measures": []} for n in range(20)]
    few, many = (_peak(AGENDA | {"rooms": some}) for some in (rooms[:1], rooms))
    assert (many - few) / 1900 < 45


def _peak(agenda):
    """The most kB that writing this agenda takes, in a process of its own."""
    code = "import json, sys; from app.export import pdf; pdf.write(json.load(sys.stdin), language='en')"
    code += "; print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    asked = [sys.executable, "-c", code]
    env = os.environ | SPARING
    done = subprocess.run(asked, input=json.dumps(agenda), capture_output=True, text=True, check=True, env=env)
    return int(done.stdout.split()[1])


def test_the_fonts_have_whole_ranges():
    korean, kana = range(0xAC00, 0xD7A4), [*range(0x3041, 0x3097), *range(0x30A1, 0x30FB)]
    known = [code for code in range(0x3000, 0xA000) if chr(code).encode("gbk", "ignore") and code >= 0x4E00]
    jis = [code for code in range(0x4E00, 0xA000) if chr(code).encode("euc_jis_2004", "ignore")]
    latin = [code for code in range(0xA1, 0x250) if code != 0xAD]  # a soft hyphen has no shape
    assert [hex(code) for code in (*korean, *kana, *known, *jis, *latin) if not has(code)] == []


def test_words_are_never_code(tmp_path):
    signs = (
        '#sys.version $x^2$ *bold* _it_ @ref <label> `raw` \\u{41} "x" #panic("no") = no heading // no comment [a] {b}'
    )
    data = pdf.write(titled(signs, '"+panic()+"', "#let x = 1"), language="en")
    found = texts(data, tmp_path)
    assert flat(signs) in found and flat('"+panic()+"') in found and flat("#let x = 1") in found


def test_what_no_font_has_is_said_in_words(tmp_path):
    assert shown("ไ") == "[thai character sara ai maimalai]"
    assert shown("a\x00b\ufe0f\u202ec\u2028d") == "abc\nd"
    assert shown("👩🏽‍🌾") == "👩🏽‍🌾"
    data = pdf.write(titled("ไ 👩🏽‍🌾 🎌 한\u0301 \U000f0000"), language="en")
    assert "[thaicharactersaraaimaimalai]" in texts(data, tmp_path) and b"pdfuaid" in data


def test_a_long_word_and_a_long_text_stay_on_their_pages(tmp_path):
    assert shown("L" * 45) == "\u200b".join(["L" * 20, "L" * 20, "L" * 5])
    assert texts(pdf.write(titled("L" * 5000), language="en"), tmp_path).count("L") == 5000
