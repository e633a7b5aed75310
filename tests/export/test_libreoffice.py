"""LibreOffice opens what we call Word, Excel and PowerPoint, says nothing against it, and shows every title."""

import json
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from app.export import formats, heading, readable

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
NAMES = [AGENDA["title"], *(room["name"] for room in AGENDA["rooms"])]
PLANS = [heading(readable(AGENDA, room), measure) for room in AGENDA["rooms"] for measure in room["measures"]]
MEASURES = [text for plan in PLANS for text in plan]
CARDS = [card[field] for room in AGENDA["rooms"] for card in room["cards"] for field in ("title", "gloss")]
SHOWN = {"docx": [*NAMES, *MEASURES, *CARDS], "xlsx": [*NAMES, *MEASURES, *CARDS], "pptx": [*NAMES, *MEASURES]}
# It looks for Java, which no file of ours needs; and how it words the rest is its own.
QUIET = re.compile(r"(?:Warning: failed to launch javaldx .*\n?)?")
PATIENCE_S = 120


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """What it said of the files, and {format: what can be read on its pages, without white space}."""
    folder = tmp_path_factory.mktemp("opened")
    for name in SHOWN:
        (folder / f"a-{name}.{name}").write_bytes(formats()[name].write(AGENDA, language="en"))
    asked = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    asked += ["--convert-to", "pdf", "--outdir", folder, *(folder / f"a-{name}.{name}" for name in SHOWN)]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    return said, {name: read(folder / f"a-{name}.pdf") for name in SHOWN if (folder / f"a-{name}.pdf").exists()}


def read(file):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], check=True, capture_output=True)
    return flat(done.stdout.decode())


def flat(text):
    return re.sub(r"[\s\u200b\u200d\x0c]", "", unicodedata.normalize("NFC", text))


def test_it_says_nothing_against_them(opened):
    said, shown = opened
    assert (said.returncode, list(shown)) == (0, list(SHOWN))
    assert QUIET.fullmatch(said.stderr), said.stderr


@pytest.mark.parametrize("name", SHOWN)
def test_each_title_can_be_read_in_its_own_script(name, opened):
    _, shown = opened
    # Pictures joined to one are drawn in parts, and read as such.
    wanted = [flat(text) for text in SHOWN[name] if text and "👩" not in text]
    assert len(wanted) > 7 and [text for text in wanted if text not in shown[name]] == []
    assert [mark for mark in ("#REF!", "#NAME?", "#VALUE!", "Err:5") if mark in shown[name]] == []
