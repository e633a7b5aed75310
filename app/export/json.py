"""The whole agenda, to be read by programs and imported again. The same agenda always gives the same bytes."""

import json

from app.domain.synthesis import synthesis

TYPE = "application/json"
SUFFIX = ".json"
FORMAT = "concord/1"


def write(agenda, *, language):
    """UTF-8, keys sorted. Nothing is translated. `synthesis` is reckoned anew each time."""
    common = {"synthesis": told} if (told := synthesis(agenda)) else {}
    text = json.dumps({"format": FORMAT} | agenda | common, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
