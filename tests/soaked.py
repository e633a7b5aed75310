"""What a long run has done, kept for the documents: a line each in the file that CONCORD_SOAK names."""

import json
import os
from pathlib import Path


def note(what, database_url, **figures):
    """Of a run that is not long nothing is kept. `database_url` is None on SQLite."""
    if file := os.environ.get("CONCORD_SOAK"):
        database = "PostgreSQL" if database_url and database_url.startswith("postgresql") else "SQLite"
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"what": what, "database": database, **figures}) + "\n")
