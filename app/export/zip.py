"""What goes to a ministry, in one file: the agendas as PDF and as Word, and the proof of each that was declared."""

import io
import zipfile

import rfc8785

from app.domain.carried import NAMES
from app.export import docx, filename, pdf

TYPE = "application/zip"
SUFFIX = ".zip"
BESIDE = True


def write(agenda, *, language):
    """The same agenda always gives the same names and times of files."""
    name = filename(agenda["rooms"][0]["name"] if len(agenda["rooms"]) == 1 else agenda["title"])
    files = {f"{name}{each.SUFFIX}": each.write(agenda, language=language) for each in (pdf, docx)} | _proofs(agenda)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _proofs(agenda):
    """{name: proof file} of what each room has declared last; what is open again has none that holds."""
    declared = [room for room in agenda["rooms"] if room["declaration"]["state"] == "declared" and room.get("proofs")]
    return {_name(room): rfc8785.dumps({part: room["proofs"][-1][part] for part in NAMES}) for room in declared}


def _name(room):
    return f"{filename(room['name'])}-{room['proofs'][-1]['edition']}.concord.json"
