"""From a neutral document to a PDF: `press(document, words)`.

It is set by typst, whose memory goes with the process apart in which it runs. People's words reach it as JSON, and
sheet.typ never reads one as code. What no font can show is said in words first (signs.py), because neither standard
knows a box.
"""

import json
import sys
from dataclasses import fields, is_dataclass, replace
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
        sys_inputs={"document": _asked(document, words)},
    )
    try:
        return sheet.compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError:
        print("A PDF keeps no standard", file=sys.stderr)
        return sheet.compile(format="pdf")


def _asked(document, words):
    """The document as JSON. Each agenda becomes it alone: a hundred as dicts would take more memory than all else."""
    agendas = ", ".join(json.dumps(plain(agenda)) for agenda in document.agendas)
    rest = plain(replace(document, agendas=())) | {"words": words}
    del rest["agendas"]
    return f'{json.dumps(rest)[:-1]}, "agendas": [{agendas}]}}'


def plain(told):
    """What `told` holds as dicts and lists; a dict names its class in `is`, save a run, whose text can be shown."""
    if isinstance(told, Run):  # there are many: each name less is some megabytes
        return {"text": shown(told.text), "language": told.language, "to": told.to, "mark": told.mark}
    if is_dataclass(told):
        held = {each.name: plain(getattr(told, each.name)) for each in fields(told)}
        return {"is": type(told).__name__} | held | _more(told)
    if isinstance(told, (tuple, list)):
        return [plain(each) for each in told]
    return sorted(told) if isinstance(told, frozenset) else told


def _more(told):
    return {"qr": qr.svg(told.address)} if isinstance(told, Seal) and told.address else {}
