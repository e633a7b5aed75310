"""From a neutral document to a PDF: `press(document, words)`.

It is set by typst, whose memory goes with the process apart in which it runs. People's words reach it as JSON, and
sheet.typ never reads one as code. What no font can show is said in words first (signs.py), because neither standard
knows a box.
"""

import json
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

from app import qr
from app.config import data_dir
from app.export.paper.blocks import Run, Seal
from app.export.press.fonts import unpacked
from app.export.press.signs import shown

HERE = Path(__file__).parent
STANDARDS = ["ua-1", "a-2b"]


def press(document, words):
    """The bytes of a PDF. words: {name: text}, what the sheet says by itself, in the document's language.

    A file that is no archive is better than none; that it is none is left for the log.
    """
    import typst

    sheet = typst.Compiler(
        (HERE / "sheet.typ").read_bytes(),
        root=str(HERE),
        font_paths=[str(unpacked(data_dir()))],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(plain(document) | {"words": words})},
    )
    try:
        return sheet.compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError:
        print("A PDF keeps no standard", file=sys.stderr)
        return sheet.compile(format="pdf")


def plain(told):
    """What `told` holds as dicts and lists; a dict names its class in `is`, and the text of every run can be shown."""
    if is_dataclass(told):
        held = {each.name: plain(getattr(told, each.name)) for each in fields(told)}
        return {"is": type(told).__name__} | held | _more(told)
    if isinstance(told, (tuple, list)):
        return [plain(each) for each in told]
    return sorted(told) if isinstance(told, frozenset) else told


def _more(told):
    if isinstance(told, Run):
        return {"text": shown(told.text)}
    return {"qr": qr.svg(told.address)} if isinstance(told, Seal) and told.address else {}
