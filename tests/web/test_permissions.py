"""docs/permissions.md: every command and every route is tried by everybody, and compared with the page."""

import pytest

from tools import permissions_doc
from tools.permissions_doc import FILE, OUTSIDE, commands, routes


@pytest.mark.timeout(600)
def test_who_may_ask_for_which_command_is_as_the_page_says(tried):
    page = FILE.read_text("utf-8")
    assert page.startswith(permissions_doc.page(tried, "")), "if this is meant: python -m tools.permissions_doc"


@pytest.mark.timeout(600)
def test_nobody_from_outside_may_ask_for_any_command(tried):
    for name, cells in tried.items():
        assert {role: cells[role] for role in OUTSIDE} == {role: {code} for role, code in OUTSIDE.items()}, name


@pytest.mark.timeout(600)
def test_what_every_route_answers_everybody_is_as_the_page_says():
    assert FILE.read_text("utf-8").endswith(routes()), "if this is meant: python -m tools.permissions_doc"


@pytest.fixture(scope="module")
def tried():
    """What came of every command for everybody."""
    return commands()
