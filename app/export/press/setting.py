"""The process that sets one PDF: `python setting.py FOLDER FONTS` reads document.json and leaves agenda.pdf there.

It imports nothing of Concord, so that it is there at once. One at a time on a machine: 100 cards take some 10 MB, and
one that would take more than `MOST_BYTES` is given up.
"""

import fcntl
import resource
import shutil
import sys
from pathlib import Path

STANDARDS = ["ua-1", "a-2b"]
MOST_BYTES = 2 * 1024**3


def main(folder, fonts):
    with open(Path(fonts) / "press.lock", "a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
        (Path(folder) / "agenda.pdf").write_bytes(pdf(Path(folder), fonts))


def pdf(folder, fonts):
    """A file that is no archive is better than none; the reason is left for the log."""
    import typst

    sheet = shutil.copy(Path(__file__).with_name("sheet.typ"), folder)
    compiler = typst.Compiler(sheet, root=str(folder), font_paths=[fonts], ignore_system_fonts=True)
    try:
        return compiler.compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as error:
        print(f"A PDF keeps no standard: {error}", file=sys.stderr)
        return compiler.compile(format="pdf")


if __name__ == "__main__":
    main(*sys.argv[1:])
