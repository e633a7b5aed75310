"""Fixtures that every test may ask for: databases, Redis, the running product, visitors with browsers."""

import os
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, settings

from tests.browsers import Visitors, launch
from tests.servers import PostgreSQL, Product, Redis

pytest.register_assert_rewrite("tests.domain.browser", "tests.domain.people")
# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
FORBID_SKIPS = os.environ.get("CONCORD_FORBID_SKIPS") == "1"


@pytest.fixture(scope="session")
def postgresql():
    """A private PostgreSQL, `tests.servers.PostgreSQL`. A test that stops it starts it again."""
    cluster = PostgreSQL()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


@pytest.fixture(scope="session")
def redis_server():
    """A private Redis, `tests.servers.Redis`. A test that stops it starts it again."""
    server = Redis().start()
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server):
    """The URL of an empty Redis."""
    redis_server.say("FLUSHALL")
    return redis_server.url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The SQLAlchemy URL of a new database at the present schema. A test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        file = tmp_path / "concord.db"
        with (
            closing(sqlite3.connect(request.getfixturevalue("migrated_sqlite"))) as template,
            closing(sqlite3.connect(file)) as copy,
        ):
            template.backup(copy)
        yield f"sqlite:///{file}"
        return
    cluster = request.getfixturevalue("postgresql")
    url = cluster.database(template=request.getfixturevalue("migrated_postgresql"))
    yield url
    cluster.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request, tmp_path):
    """Like `database_url`, with nothing in it: for tests of the migrations and of a first start."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster = request.getfixturevalue("postgresql")
    url = cluster.database()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """A SQLite file at the present schema, to be copied."""
    from app.storage import migrate

    file = tmp_path_factory.mktemp("template") / "template.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql):
    """The name of a PostgreSQL database at the present schema, to be used as a template."""
    from app.storage import migrate

    url = postgresql.database()
    migrate.upgrade(url)
    return postgresql.seal(url)


@pytest.fixture
def server(tmp_path):
    """Start the product: `server(database_url=…, redis_url=…, async_mode="eventlet", demo=False, port=…, env={…})`.

    Returns a `tests.servers.Product`, up and healthy; without a database it keeps SQLite in a folder of its own.
    Call it again for a second process. All are stopped at the end, and what they said is shown with a failure.
    """
    started = []

    def start(**options):
        options.setdefault("data_dir", tmp_path / f"instance-{len(started)}")
        product = Product(**options)
        started.append(product)
        return product.start()

    yield start
    for product in started:
        if product.running:
            product.stop()
        print(f"--- {product.url}", *product.stdout, sep="\n")


@pytest.fixture(scope="session")
def chromium():
    """The browser that all visitors of one session share. While it runs, `asyncio.run` fails in the tests' thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open a page as a new visitor: `visit(url, language="ko-KR", width=390)`. See `tests.browsers.Visitors`."""
    visitors = Visitors(chromium)
    yield visitors
    visitors.close()
    assert visitors.faults == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _no_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _no_skips((yield))


def _no_skips(report):
    """Where skips are forbidden, a test that was skipped or expected to fail has failed."""
    if FORBID_SKIPS and (report.outcome == "skipped" or hasattr(report, "wasxfail")):
        why = getattr(report, "wasxfail", None) or report.longrepr
        report.__dict__.pop("wasxfail", None)
        report.outcome = "failed"
        report.longrepr = f"Skipped or expected to fail, which is forbidden here: {why}"
    return report
