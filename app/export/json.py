"""The whole agenda, to be read by programs and imported again. The same agenda always gives the same bytes."""

import json

TYPE = "application/json"
SUFFIX = ".json"
FORMAT = "concord/1"


def write(agenda, *, language):
    """UTF-8, keys sorted. Nothing is translated."""
    text = json.dumps({"format": FORMAT} | agenda, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
