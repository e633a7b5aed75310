"""All messages of the sources, collected as babel.cfg says, and brought into the catalogues."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from app import catalogue

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
WIDTH = 120
HEADING = ("The words of Concord in {name}.", "This file is part of Concord and has its licence.")
BEGUN = f"{catalogue.DRAFT} the language is offered once this line is gone and every message is translated."


def template():
    """Babel's `Catalog` of every message, in English, in the order of the files."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(project="Concord", charset="utf-8", fuzzy=False)
    # From the root: out of the folder `app` nothing matches the patterns, silently.
    places = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    for path, _, message, comments, _ in sorted(places, key=lambda place: place[:2]):
        found.add(message, locations=[(Path(path).as_posix(), 0)], auto_comments=comments)
    return found


def update(found, path):
    """The catalogue at `path` with the messages of `found`, no more, no less. A new one stays empty: no guess."""
    known = catalogue.read(path)
    known.update(found, no_fuzzy_matching=True, update_creation_date=False)
    return known


def text(known):
    """A catalogue as it is written: line numbers would change with every line of code above a message."""
    for message in known:
        message.locations = sorted(set(message.locations))
    file = BytesIO()
    write_po(file, known, width=WIDTH, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def begin(found, code):
    """Write a catalogue for the language `code`, a draft; its path."""
    path = catalogue.path_of(code)
    about = {"last_translator": "", "language_team": "", "msgid_bugs_address": "", "fuzzy": False}
    known = Catalog(path.parent.parent.name, project="Concord", version="1", **about)
    heading = [line.format(name=known.locale.get_display_name("en")) for line in (*HEADING, BEGUN)]
    known.header_comment = "\n".join(f"# {line}" for line in heading)
    known.update(found)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text(known))
    return path


def catalogues():
    """The paths of all catalogues, drafts too."""
    return sorted(catalogue.FOLDER.glob(f"*/{catalogue.FILE}"))


def _is_ours(folder):
    """Whether to look into a folder: of the root's, only into `app`."""
    folder = Path(folder)
    return folder.parent != ROOT or folder.name == "app"
