"""Two processes that many tests share, on one PostgreSQL and one Redis, in either async mode."""

import contextlib

import pytest

from tests.live.client import Live
from tests.live.workshop import Workshop
from tests.servers import Product


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def processes(request, tmp_path_factory, postgresql, migrated_postgresql, redis_server):
    """Two that share a PostgreSQL, a Redis and a secret key."""
    shared = {
        "database_url": postgresql.database(template=migrated_postgresql),
        "redis_url": redis_server.url,
        "async_mode": request.param,
        "env": {"SECRET_KEY": "the same in both processes", "OPEN_REGISTRATION": "1"},
    }
    with contextlib.ExitStack() as stack:
        started = []
        for number in (1, 2):
            started.append(Product(data_dir=tmp_path_factory.mktemp(f"process-{number}"), **shared).start())
            stack.callback(lambda product=started[-1]: print(*product.stdout[-100:], sep="\n"))
            stack.callback(started[-1].stop)
        yield started


@pytest.fixture
def near(processes):
    """A workshop on the first process, in the shape stage."""
    with contextlib.closing(Workshop(processes[0].url)) as workshop:
        workshop.start("shape")
        yield workshop


@pytest.fixture
def far(processes, near):
    """`far(token)`: a connection to the second process, which has entered nothing yet."""
    with contextlib.ExitStack() as stack:
        yield lambda token: stack.enter_context(contextlib.closing(Live(processes[1].url, token)))
