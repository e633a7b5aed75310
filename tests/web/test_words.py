"""Every word a page shows comes from the catalogue, or from the people who made the workshop."""

import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser

import pytest

from app import catalogue
from tests.words import a_language

WORD = re.compile(r"[^\W\d_]*[a-z][^\W\d_]+")
SPOKEN = ("aria-label", "alt", "placeholder", "title")
UNSEEN = ("script", "style", "textarea", "option")
# What people wrote, names of languages and time zones, and the product's own.
GIVEN = (
    *("Day 3", "Republic of Korea", "Japan", "Delegate KR-04", "Delegate X-01", "organiser@example.org"),
    *("Concord", "English", "Asia/Seoul", "nonsense", "make account"),
)


class Seen(HTMLParser):
    """The texts of a page that somebody sees or hears."""

    def __init__(self):
        super().__init__()
        self.texts, self.open = [], []

    def handle_starttag(self, tag, attributes):
        self.texts += [value for name, value in attributes if name in SPOKEN and value]
        if tag in UNSEEN:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and tag == self.open[-1]:
            self.open.pop()

    def handle_data(self, data):
        if not self.open and data.strip():
            self.texts.append(" ".join(data.split()))


def seen(page):
    reader = Seen()
    reader.feed(page.text)
    return reader.texts


@pytest.fixture
def database_url(migrated_sqlite, tmp_path):
    """Words are the same in every database."""
    with closing(sqlite3.connect(migrated_sqlite)) as template, closing(sqlite3.connect(tmp_path / "words.db")) as copy:
        template.backup(copy)
    return f"sqlite:///{tmp_path / 'words.db'}"


@pytest.fixture
def walk(make, browser, link, organiser):
    """Open every page in `language`: {name: answer}."""

    def walked(language):
        client, workshop_id, code = organiser
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        _, closed = make(joining="roster")
        invited = link(workshop_id, language=language)
        door, seat = browser(language), browser(language)
        pages = {
            "landing": door.get("/"),
            "wrong code": door.get("/?code=ZZZZZZ"),
            "join": door.get(f"/j/{code}"),
            "join with mistakes": door.post(f"/j/{code}", data={"name": ""}),
            "by invitation": door.get(f"/j/{closed}"),
            "personal link": door.get(invited),
            "wrong link": door.get("/me/nonsense"),
            "nothing here": door.get("/nothing"),
            "sign in": door.get("/sign-in"),
            "wrong password": door.post("/sign-in", data={"email": "organiser@example.org", "password": "x"}),
            "workshops": client.get("/workshops"),
            "new workshop": client.get("/workshops/new"),
            "new workshop with mistakes": client.post("/workshops/new", data={"template": "x"}),
            "console": client.get(f"/workshops/{workshop_id}"),
            "personal links": client.get(f"/workshops/{workshop_id}/links"),
        }
        entered = seat.post(invited, data={"language": language})
        pages["room"] = seat.get(entered.location)
        pages["declaration"] = seat.get(f"{entered.location.split('?')[0]}/declaration")
        return pages

    return walked


def test_no_page_has_words_of_its_own(walk, tmp_path):
    # Dates and numbers are Japanese here, so that every Latin letter outside the brackets is a word nobody translated.
    with a_language(tmp_path / "translations", "ja", lambda text: f"⟦{text}⟧"):
        pages = walk("ja")
        left = {name: [found for text in seen(page) if (found := untranslated(text))] for name, page in pages.items()}
        assert {name: found for name, found in left.items() if found} == {}
        assert all("⟦" in page.text for page in pages.values())


def untranslated(text):
    text = re.sub(r"https?://[^\s”⟧]+", "", text)
    for given in GIVEN:
        text = text.replace(given, "")
    while "⟦" in text:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", "", text), text
        if text == before:
            break
    return " ".join(WORD.findall(text))


def test_a_korean_reader_finds_no_english_message(walk):
    messages = {text for text in catalogue.words("ko")["texts"] if WORD.search(text)}
    english = {name: found for name, page in walk("ko").items() if (found := messages.intersection(seen(page)))}
    assert english == {}


def test_the_room_brings_the_words_of_its_reader_and_the_landing_page_does_not(walk):
    pages = walk("ko")
    assert 'id="catalogue"' in pages["room"].text
    assert 'id="catalogue"' not in pages["landing"].text
