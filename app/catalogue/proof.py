"""Read proof: what stands in the sources or in a catalogue and would be shown wrong, one line for each."""

import re

from babel.messages.pofile import PoFileError

from app import catalogue
from app.catalogue import javascript, python, sources

HOLE = re.compile(r"\{(\w*)\}")
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
UNSEEN = re.compile(r"<!--.*?-->|<(style|script|code)\b.*?</\1>", re.DOTALL)
SPOKEN = re.compile(r"\b(?:aria-label|title|placeholder|alt|label)=\"([^\"]*)\"")
TAG = re.compile(r"<[^<>]*>|\0|[\w-]+=\"[^\"]*\"")
WORD = re.compile(r"[^\W\d_]*[a-z][^\W\d_]+")  # in lower case: codes and abbreviations are the same everywhere
NAMES = {"Concord"}
DATA = re.compile(r",\S")  # an example of a file


def faults():
    """Everything that is wrong, in words for whoever has to mend it."""
    found = sources.template()
    yield from of_sources()
    for path in sources.catalogues():
        yield from of_catalogue(found, path)


def of_sources():
    """Texts that cannot be collected, or are shown without asking the catalogue."""
    for path, source in _ours("**/*.py"):
        yield from (f"{path}:{line}: {fault}" for line, fault in python.faults(source))
    for path, source in _ours("static/js/**/*.js"):
        yield from (f"{path}:{call.line}: {call.fault}" for call in javascript.calls(source) if call.fault)
        for line, markup in javascript.markup(source):
            yield from (f"{path}:{line}: “{text}” is not translated" for text in bare(markup))
    for path, source in _ours("templates/**/*.html"):
        yield from (f"{path}: “{text}” is not translated" for text in bare(CODE.sub("\0", source)))


def of_catalogue(found, path):
    """What one catalogue lacks against `found`, the messages of the sources. Only a draft may lack translations."""
    name = path.parent.parent.name
    try:
        known = catalogue.read(path, strict=True)
    except PoFileError as error:
        yield f"{name}: {error}"
        return
    if _places(known) != _places(found):
        yield f"{name}: does not hold what the sources say now; run `make translations`"
    draft = catalogue.is_draft(path)
    for message in known:
        if message.id and (fault := _fault(message, draft)):
            yield f"{name}: “{catalogue.key(message)}” {fault}"


def bare(markup):
    r"""The words a reader would see in `markup` whatever the language; \0 stands for code."""
    shown = UNSEEN.sub(" ", markup)
    texts = SPOKEN.findall(shown) + TAG.split(shown)
    return [text.strip() for text in texts if _is_said(text)]


def _is_said(text):
    words = WORD.findall(re.sub(r"&#?\w+;", "", text or ""))
    return bool(set(words) - NAMES) and not DATA.search(text)


def _fault(message, draft):
    if not catalogue.is_done(message):
        return "" if draft else "is marked as doubtful (fuzzy)" if message.fuzzy else "is not translated"
    if not message.pluralizable:
        return "" if _holes(message.id) == _holes(message.string) else "has other {placeholders}"
    one, many = (_holes(each) for each in message.id)
    if _holes(message.string[-1]) != many or any(_holes(form) not in (one, many) for form in message.string):
        return "has other {placeholders}"
    return ""


def _holes(text):
    return set(HOLE.findall(text))


def _places(known):
    """{message id: the files it is in}."""
    return {each.id: {path for path, _ in each.locations} for each in known if each.id}


def _ours(pattern):
    """(path, source) of our files in `app`."""
    for path in sorted((sources.ROOT / "app").glob(pattern)):
        if "vendor" not in path.parts:
            yield path.relative_to(sources.ROOT).as_posix(), path.read_text("utf-8")
