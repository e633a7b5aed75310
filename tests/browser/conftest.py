"""A running server that the browser tests share, workshops on it, and patience that fits a busy machine."""

import contextlib

import pytest
from playwright.sync_api import expect

from tests.live.workshop import Workshop, demo_roster, demo_shape
from tests.servers import Product

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """A server without the demo that no test stops; whoever needs a workshop makes one."""
    product = Product(data_dir=tmp_path_factory.mktemp("house"), env={"OPEN_REGISTRATION": "1"}).start()
    yield product
    product.stop()
    print(f"--- {product.url}", *product.stdout[-100:], sep="\n")


@pytest.fixture
def workshop(house):
    """A small workshop of one's own: two rooms, delegates by personal links."""
    with contextlib.closing(Workshop(house.url)) as made:
        yield made


@pytest.fixture
def demo(house):
    """A workshop like the demo, with its roster."""
    with contextlib.closing(Workshop(house.url, demo_shape(), seats=None)) as made:
        made.take_in(demo_roster())
        yield made
