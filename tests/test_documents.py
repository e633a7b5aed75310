"""The documents say what is there: links lead somewhere, settings are named, pictures are small."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
CODE = [*ROOT.glob("app/**/*.*"), *ROOT.glob("*.*"), *ROOT.glob("docs/**/*.*")]
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
NAMED = re.compile(r"`([\w/.-]+\.(?:py|js|toml|md|po|txt))`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    found = [first or second for first, second in LINK.findall(document.read_text("utf-8"))]
    inner = [link for link in found if not link.startswith("http")]
    assert [link for link in inner if not _there(document, *link.partition("#")[::2])] == []


def _there(document, path, heading):
    target = document.parent / path if path else document
    return target.exists() and (not heading or heading in _headings(target.read_text("utf-8")))


def _headings(text):
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_architecture_names_files_that_exist():
    files = [path.relative_to(ROOT).as_posix() for path in CODE]
    named = NAMED.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    assert [name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)] == []


def test_the_architecture_is_read_in_ten_minutes():
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) <= 150


def test_every_setting_is_in_the_readme():
    settings = re.findall(r"environ\.get\(\"(\w+)\"", (ROOT / "app" / "config.py").read_text("utf-8"))
    readme = (ROOT / "README.md").read_text("utf-8")
    assert settings
    assert [name for name in settings if f"`{name}`" not in readme] == []


def test_pictures_are_small():
    large = [path.name for path in ROOT.glob("docs/pictures/*.png") if path.stat().st_size > 250_000]
    assert large == []
