"""Count the published ballots of an export again, with the product's own count: `python -m app.recount FILE`.

FILE is the JSON export of a room or a workshop. One line a poll; the exit code is 0 where all that is published comes
out equal, 1 where something does not, 2 where FILE is no such export.
"""

import json
import sys
from pathlib import Path

from app.domain.recount import differences


def main(argv):
    try:
        (name,) = argv
        found = list(counted(json.loads(Path(name).read_text("utf-8"))))
    except (ValueError, OSError, LookupError, TypeError, AttributeError):
        print("Usage: python -m app.recount FILE, the JSON export of a room or a workshop")
        return 2
    for room, poll, wrong in found:
        print(f"{room}, vote {poll['number']} ({poll['method']}): {verdict(poll, wrong)}")
    if not found:
        print("There is no vote with a result in this file.")
    return int(any(wrong for _, _, wrong in found))


def counted(agenda):
    """(room's name, poll, its differences) of each poll with a result."""
    for room in agenda["rooms"]:
        for poll in room["polls"]:
            yield room["name"], poll, differences(poll)


def verdict(poll, wrong):
    if wrong is None:
        return "no ballots are published"
    ballots = f"{len(poll['result']['published'])} ballots counted again"
    groups = "; groups are not counted again" if "by_perspective" in poll["result"] else ""
    return f"{ballots}, different: {', '.join(wrong)}" if wrong else f"{ballots}, equal{groups}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
