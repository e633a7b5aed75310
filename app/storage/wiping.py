"""How deleted words leave SQLite's files, and not only its tables.

Three places keep them. The rows themselves are overwritten by `secure_delete`. The log (-wal) holds pages as they were,
so it is emptied. And where SQLite has moved rows to another page, copies stay in the unused part of the old one: only
VACUUM removes those, because it writes the file again from its rows. It takes about 4 ms per MB, in a thread; others
can read meanwhile, and writing waits.
"""

import sqlite3
import threading
import time
from contextlib import suppress

import structlog
from sqlalchemy.exc import DBAPIError, TimeoutError

LOG = structlog.get_logger()
PATIENCE_S, AGAIN_S, LONGEST_PAUSE_S = 3.0, 0.01, 5.0
"""How long to wait for those who are reading, and how often to try again: at first, and at last."""


class Wiper:
    """connection(): a context manager that gives SQLite's own connection while nobody else in this process writes.

    apart(fn): how to wait for work that takes long without stopping everybody else.
    """

    def __init__(self, connection, apart):
        self._connection, self._apart = connection, apart
        self._pages = self._log = False
        self._goes_on = threading.Lock()

    def wipe(self):
        """Return when nothing deleted so far is in the files any more.

        Somebody who reads an older state keeps the log from being emptied. After PATIENCE_S this returns all the same,
        and a thread tries until it is done.
        """
        self._pages = self._log = True
        until = time.monotonic() + PATIENCE_S
        while not self._tried():
            if time.monotonic() > until:
                LOG.warning("deleted words are still in the files of SQLite: somebody reads, or the disk is full")
                threading.Thread(target=self._go_on, daemon=True).start()
                return
            time.sleep(AGAIN_S)

    def empty_log(self):
        """Empty the log now, if nobody reads: for what may stay in it for some minutes."""
        self._log = True
        self._tried()

    def _go_on(self):
        if self._goes_on.acquire(blocking=False):
            pause = AGAIN_S
            while not self._tried():
                pause = min(pause * 2, LONGEST_PAUSE_S)
                time.sleep(pause)
            self._goes_on.release()

    def _tried(self):
        """Try once; False where something is left to do. Raises nothing: what was deleted is stored all the same."""
        with suppress(DBAPIError, TimeoutError, sqlite3.Error), self._connection() as connection:
            if self._pages:
                self._apart(lambda: connection.execute("VACUUM"))
                self._pages = False
            if self._log:
                emptied = self._apart(lambda: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
                self._log = bool(emptied[0])
        return not (self._pages or self._log)
