"""Running servers that many tests share, and workshops of their own for each test."""

import contextlib
import itertools

import pytest

from tests.live.houses import kept_open
from tests.live.workshop import Workshop, account


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request, tmp_path_factory):
    """A server that no test stops, once on each database."""
    with kept_open(request, tmp_path_factory, request.param) as product:
        yield product


@pytest.fixture(scope="session")
def organisers(house):
    """Accounts, in turn: to make one takes a quarter of a second, and one alone would soon be too fast."""
    return itertools.cycle([account(house.url) for _ in range(6)])


@pytest.fixture
def workshop(house, organisers):
    """A workshop of one's own on the shared server."""
    with contextlib.closing(Workshop(house.url, made_by=next(organisers))) as made:
        yield made
