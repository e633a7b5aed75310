"""A language of the tests' own: its catalogue is written from the sources, and spoken while a test runs."""

from contextlib import contextmanager

import pytest

from app import catalogue
from app.catalogue import sources


@contextmanager
def a_language(folder, code, said, draft=False):
    """Speak English and `code`, whose every message is `said(message)`, and no other language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "FOLDER", folder)
        _write(code, said, draft)
        _forget()
        yield
    _forget()


def _write(code, said, draft):
    path = sources.begin(sources.template(), code)
    known = catalogue.read(path)
    for message in known:
        if message.id and message.pluralizable:
            one, many = message.id
            message.string = (*[said(one)] * (known.num_plurals - 1), said(many))
        elif message.id:
            message.string = said(message.id)
    if not draft:
        known.header_comment = "# A language of the tests."
    path.write_bytes(sources.text(known))


def _forget():
    catalogue.languages.cache_clear()
    catalogue._words.cache_clear()
