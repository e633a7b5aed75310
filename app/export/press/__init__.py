"""From a neutral document to a PDF: `press(document, words)`.

It is set by typst in a process of its own (setting.py), which takes the memory with it when it is done and stalls
nobody meanwhile. People's words reach it as JSON, and sheet.typ never reads one as code. What no font can show is said
in words first (signs.py), because neither standard knows a box.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import fields, is_dataclass
from pathlib import Path

from app.catalogue import N_
from app.config import data_dir
from app.export.paper.blocks import Run
from app.export.press.fonts import unpacked
from app.export.press.signs import shown
from app.refusals import Unavailable

SETTING = Path(__file__).parent / "setting.py"
LONGEST_S = 120


def press(document, words):
    """The bytes of a PDF. words: {name: text}, what the sheet says by itself, in the document's language."""
    fonts = unpacked(data_dir())
    with tempfile.TemporaryDirectory(prefix="concord-") as folder:
        place = Path(folder)
        (place / "document.json").write_text(json.dumps(plain(document) | {"words": words}), encoding="ascii")
        try:
            # No pipes: the child reads a file and leaves one. -I: it heeds no variable, imports nothing from beside it.
            command = [sys.executable, "-I", str(SETTING), str(place), str(fonts)]
            subprocess.run(command, check=True, timeout=LONGEST_S, stdin=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError) as error:
            raise Unavailable(N_("The PDF could not be made: take one room by itself, or another format")) from error
        return (place / "agenda.pdf").read_bytes()


def plain(told):
    """What `told` holds as dicts and lists; a dict names its class in `is`, and the text of every run can be shown."""
    if is_dataclass(told):
        held = {each.name: plain(getattr(told, each.name)) for each in fields(told)}
        return {"is": type(told).__name__} | (held | {"text": shown(told.text)} if isinstance(told, Run) else held)
    if isinstance(told, (tuple, list)):
        return [plain(each) for each in told]
    return sorted(told) if isinstance(told, frozenset) else told
