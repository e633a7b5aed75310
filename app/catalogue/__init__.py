"""The words of the interface, from gettext catalogues: one serves Python, Jinja and JavaScript alike.

A language is one file, `app/translations/<code>/LC_MESSAGES/messages.po`, read as it stands: nothing is compiled.
"""

import gettext as gnu
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "translations"
FILE = Path("LC_MESSAGES", "messages.po")
DRAFT = "Draft:"  # how the line in a catalogue's heading begins that keeps the language out of the interface
OWN_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "zh-Hans": "简体中文"}  # where Babel says less

# What the browser may show: its own code, and the texts of ours that come to it as data (titles, instructions, notes).
BROWSER = (".js", ".toml")
BROWSER_DATA = (
    "app/domain/stages/",
    "app/domain/programmes/",
    "app/domain/voting/",
    "app/domain/recount.py",
    "app/domain/rule.py",
    "app/domain/declaration.py",
)


def N_(message):
    """Mark a string for extraction; it is translated where it is shown."""
    return message


@cache
def languages():
    """The languages the interface speaks, English first: {code: own name}."""
    found = sorted(path.parent.parent for path in FOLDER.glob(f"*/{FILE}") if not is_draft(path))
    return {"en": "English"} | {folder.name.replace("_", "-"): _own_name(folder.name) for folder in found}


def best(*wanted):
    """The first of `wanted` language codes that the interface speaks, else English. `zh` also means `zh-Hans`."""
    for code in wanted:
        for known in languages():
            if code and (code == known or code.split("-")[0] == known.split("-")[0]):
                return known
    return "en"


def gettext(language, message, **params):
    """`message` in `language`, its {placeholders} filled from `params`."""
    text = words(language)["texts"].get(message) or message
    text = text[0] if isinstance(text, tuple) else text  # a word that is also counted somewhere
    return text.format(**params) if params else text


def ngettext(language, singular, plural, n, **params):
    known = words(language)
    forms = known["texts"].get(singular)
    if not isinstance(forms, tuple):
        forms, form = (singular, plural), int(n != 1)
    else:
        form = known["form"](n)
    return forms[form].format(n=n, **params)


def for_browser(language):
    """What lib/words.js goes by: {language, messages: {id: text or [forms]}, plural: "1011…"}.

    `plural` says for each number from 0 to 199 which form stands for it, and is empty where there is only one; a
    larger number goes like the one from 100 to 199 that has its last two digits.
    """
    return words(language)["browser"]


def words(language):
    """{texts: {id: text or (forms)}, form: fn(n) -> which form, browser} of the best language there is."""
    return _words(best(language))


@cache
def _words(code):
    if code == "en":
        return {"texts": {}, "form": lambda n: int(n != 1), "browser": {"language": "en", "messages": {}, "plural": ""}}
    catalogue = read(path_of(code))
    texts = {key(each): each.string for each in catalogue if each.id and is_done(each)}
    shown = {key(each): each.string for each in catalogue if key(each) in texts and _in_browser(each)}
    form = gnu.c2py(catalogue.plural_expr)
    plural = "".join(str(form(n)) for n in range(200)) if catalogue.num_plurals > 1 else ""
    return {"texts": texts, "form": form, "browser": {"language": code, "messages": shown, "plural": plural}}


def read(path, strict=False):
    """The catalogue of one language, Babel's `Catalog`. Its folder says which; `strict` refuses what is malformed."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=strict)


def path_of(code):
    return FOLDER / code.replace("-", "_") / FILE


def is_draft(path):
    heading = path.read_text("utf-8").split("msgid", 1)[0]
    return any(line.lstrip("# ").startswith(DRAFT) for line in heading.splitlines())


def is_done(message):
    """Whether a message is translated in all its forms, and nobody has marked it as doubtful."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(forms) and all(forms) and not message.fuzzy


def key(message):
    """What a message is looked up by: its text, of two forms the singular."""
    return message.id[0] if message.pluralizable else message.id


def _in_browser(message):
    return any(place.endswith(BROWSER) or place.startswith(BROWSER_DATA) for place, _ in message.locations)


def _own_name(folder):
    code = folder.replace("_", "-")
    return OWN_NAMES.get(code) or Locale.parse(folder).get_display_name().capitalize()
