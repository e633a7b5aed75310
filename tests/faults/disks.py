"""Storage that a test can break and mend while the server runs on it: `fail(product)`, `mend(product)`."""

import contextlib
import os
import resource
import subprocess
from functools import partial


class SmallDisk:
    """A disk of a few megabytes of its own: a file takes up what is left of it."""

    def __init__(self, folder):
        self.options, self._ballast = {"data_dir": folder}, folder / "ballast"

    def fail(self, product):
        with self._ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def mend(self, product):
        self._ballast.unlink()


class FileLimit:
    """A disk that is broken for the server alone: its files cannot become longer than `longest(folder)` bytes."""

    def __init__(self, folder, longest):
        self.options, self._longest = {"data_dir": folder}, partial(longest, folder)

    def fail(self, product):
        _limit(product, self._longest())

    def mend(self, product):
        if product.running:
            _limit(product, resource.prlimit(product.pid, resource.RLIMIT_FSIZE)[1])


def _limit(product, soft):
    _, hard = resource.prlimit(product.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(product.pid, resource.RLIMIT_FSIZE, (soft, hard))


def as_now(folder):
    return max(file.stat().st_size for file in folder.iterdir())


def nothing(_folder):
    return 0


@contextlib.contextmanager
def small_disk(folder):
    """A real one where mounting is allowed (for root, but not in every container), else a limit."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "concord-test", folder]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0
    try:
        yield SmallDisk(folder) if mounted else FileLimit(folder, as_now)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", folder], check=True)


class ReadOnlyDatabase:
    """PostgreSQL lets new sessions of this database only read; those there were are ended, each time."""

    def __init__(self, cluster, url):
        self.options, self.cluster = {"database_url": url}, cluster
        self.name = url.rpartition("/")[2]

    def fail(self, product):
        self.cluster.execute(f'ALTER DATABASE "{self.name}" SET default_transaction_read_only = on')
        self.end_sessions()

    def mend(self, product):
        self.cluster.execute(f'ALTER DATABASE "{self.name}" RESET default_transaction_read_only')
        self.end_sessions()

    def end_sessions(self):
        self.cluster.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'")


class ReadOnlySessions(ReadOnlyDatabase):
    """The same, and nobody ends the sessions that were begun meanwhile and can never write."""

    def mend(self, product):
        self.cluster.execute(f'ALTER DATABASE "{self.name}" RESET default_transaction_read_only')


class ReadOnlyCluster(ReadOnlyDatabase):
    """All sessions of PostgreSQL may only read, also those there were: what hosts do when a disk fills up."""

    def fail(self, product):
        self.cluster.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        self.cluster.execute("SELECT pg_reload_conf()")

    def mend(self, product):
        self.cluster.execute("ALTER SYSTEM RESET default_transaction_read_only")
        self.cluster.execute("SELECT pg_reload_conf()")


READ_ONLY = {
    "read-only database": ReadOnlyDatabase,
    "read-only sessions": ReadOnlySessions,
    "read-only cluster": ReadOnlyCluster,
}
