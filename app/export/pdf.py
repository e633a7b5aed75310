"""Agendas as a document to print and to file: PDF 1.7, tagged (PDF/UA-1) and for the archive (PDF/A-2b)."""

from app.catalogue import N_, gettext
from app.export.paper import document
from app.export.press import press

TYPE = "application/pdf"
SUFFIX = ".pdf"
BESIDE = True

WORDS = {"contents": N_("Contents"), "draft": N_("Draft"), "untitled": N_("Policy agenda")}


def write(agenda, *, language):
    """A cover with the contents, then each room's agenda and its annex, with bookmarks."""
    paper = document(agenda, language=language)
    return press(paper, {name: gettext(paper.language, text) for name, text in WORDS.items()})
