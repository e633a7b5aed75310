"""The process that reads a file which is to come back as a workshop, and writes it into the database.

It is started by web/bringing.py alone. What it is asked is a line of JSON, {database, account, limits, memory}, and
behind it the file; it answers {made: the workshop's id}, or {refused} with what was wrong.
"""

import sys

import orjson

from app.config import Limits
from app.domain import account, bringing
from app.export.apart.inside import answer, bounded
from app.refusals import Refusal
from app.storage.session import Store


def brought(asked):
    line, _, data = asked.partition(b"\n")
    given = orjson.loads(line)
    bounded(given["memory"])
    try:
        return orjson.dumps({"made": _bring(given, data)})
    except Refusal as refusal:
        told = {name: getattr(refusal, name) for name in ("code", "detail", "params", "errors", "retry_after")}
        return orjson.dumps({"refused": told})
    except Exception as error:  # what it says can hold people's words, which are never in the log
        sys.exit(f"A workshop was not brought back: {type(error).__name__}")


def _bring(given, data):
    file = bringing.read(data, Limits(**given["limits"]))
    # At no lower priority than the server, which waits meanwhile where it shares a file of SQLite. Without a key: that
    # makes personal links, and nobody comes back who had one.
    with Store(given["database"], "").writing() as session:
        return bringing.bring(session, session.get(account.Account, given["account"]), file).id


if __name__ == "__main__":
    answer(brought)
