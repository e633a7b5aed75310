"""Check proofs of declarations without server or database: `python -m app.verify FILE [--key PUBLIC]`.

FILE is a proof file (.concord.json) or the JSON export of a room or a workshop, of which every proof is checked; PUBLIC
is the key that the house publishes under /api/v1/key. The exit code is 0 where all is as that key signed it, 1 where
something was changed, 2 where FILE holds no proof, 3 where nothing was changed since it was signed, but not by PUBLIC,
or PUBLIC was not given: anybody can sign with a key of their own.
"""

import argparse
import sys
from pathlib import Path

from app.domain import carried
from app.domain.proof import grouped
from app.refusals import Invalid


def main(argv):
    asked = argparse.ArgumentParser(prog="python -m app.verify", description=__doc__.split("\n", 1)[0])
    asked.add_argument("file", type=Path)
    asked.add_argument("--key", metavar="PUBLIC")
    given = asked.parse_args(argv)
    try:
        proofs = carried.found(given.file.read_bytes())
    except OSError as error:
        print(f"{given.file} cannot be read ({error.strerror})")
        return 2
    except Invalid:
        print("This is no proof of a declaration, or it is damaged.")
        return 2
    return _worst([_told(each, given.key) for each in proofs])


def _told(found, wanted):
    """Say what is so of one proof; returns its exit code."""
    edition = f", declaration {found.edition}" if found.edition else ""
    print(f"{found.room or 'A room without a name'}{edition}")
    if found.wrong:
        print(f"  Changed: {', '.join(found.wrong)}")
        return 1
    print(f"  Fingerprint: {grouped(found.fingerprint)}")
    return _whose(found.key, wanted)


def _whose(key, wanted):
    if wanted is not None and key == wanted.strip().lower():
        print("  Valid: nothing was changed, and the key is the one you gave.")
        return 0
    print(f"  Unknown key: nothing was changed since it was signed with {key},")
    unknown = "but that is not the key you gave."
    print(f"  {unknown if wanted else 'but whose key that is was not checked. Give it with --key.'}")
    return 3


def _worst(codes):
    return next(code for code in (1, 3, 0) if code in codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
