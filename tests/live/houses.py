"""Servers that many tests share: none of them stops one, each makes a workshop of its own there."""

import contextlib

from tests.servers import Product


@contextlib.contextmanager
def kept_open(request, tmp_path_factory, kind, **env):
    """A server on SQLite or PostgreSQL where everybody may make an account; what it said is shown at the end."""
    with contextlib.ExitStack() as stack:
        url = None
        if kind == "postgresql":
            cluster = request.getfixturevalue("postgresql")
            url = cluster.database(template=request.getfixturevalue("migrated_postgresql"))
            stack.callback(cluster.drop, url)
        folder = tmp_path_factory.mktemp("house")
        product = Product(data_dir=folder, database_url=url, env={"OPEN_REGISTRATION": "1"} | env).start()
        stack.callback(lambda: print(*product.stdout[-100:], sep="\n"))
        stack.callback(product.stop)
        yield product
