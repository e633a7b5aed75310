"""A running server that many tests share, and the doors to it."""

import contextlib
import itertools

import pytest

from tests.live.client import Http
from tests.live.houses import kept_open
from tests.live.workshop import Workshop, account


@pytest.fixture(scope="session")
def house(request, tmp_path_factory):
    """A server that no test stops, on SQLite unless a test asks for the other database."""
    with kept_open(request, tmp_path_factory, getattr(request, "param", "sqlite")) as product:
        yield product


@pytest.fixture(scope="session")
def organisers(house):
    """Accounts, in turn: to make one takes a quarter of a second, and one alone would soon be too fast."""
    return itertools.cycle([account(house.url) for _ in range(6)])


@pytest.fixture
def organiser(house, organisers):
    """The door of somebody with an account."""
    return Http(house.url, next(organisers)["token"])


@pytest.fixture
def anybody(house):
    """The door of somebody who shows nothing."""
    return Http(house.url)


@pytest.fixture
def workshop(house, organisers):
    """A workshop of one's own on the shared server."""
    with contextlib.closing(Workshop(house.url, made_by=next(organisers))) as made:
        yield made
