"""Check a declaration's proof without server or database: `python -m app.verify FILE [--key PUBLIC]`.

FILE is a proof file (.concord.json); PUBLIC is the key that the house publishes under /api/v1/key. The exit code is 0
where the file is as that key signed it, 1 where something was changed, 2 where FILE is no proof, 3 where nothing was
changed since it was signed, but not by PUBLIC, or PUBLIC was not given: anybody can sign with a key of their own.
"""

import argparse
import sys
from pathlib import Path

from app.domain import proof
from app.refusals import Invalid


def main(argv):
    asked = argparse.ArgumentParser(prog="python -m app.verify", description=__doc__.split("\n", 1)[0])
    asked.add_argument("file", type=Path)
    asked.add_argument("--key", metavar="PUBLIC")
    given = asked.parse_args(argv)
    try:
        data = given.file.read_bytes()
        found, wrong = proof.read(data), proof.changed(data)
    except OSError as error:
        print(f"{given.file} cannot be read ({error.strerror})")
        return 2
    except Invalid:
        print("This is no proof of a declaration, or it is damaged.")
        return 2
    if wrong:
        print(f"Changed: {', '.join(wrong)}")
        return 1
    print(f"Fingerprint: {proof.grouped(found['fingerprint'])}")
    return _whose(found["key"], given.key)


def _whose(key, wanted):
    if wanted is not None and key == wanted.strip().lower():
        print("Valid: nothing was changed, and the key is the one you gave.")
        return 0
    print(f"Unknown key: nothing was changed since it was signed with {key},")
    print(
        "but that is not the key you gave." if wanted else "but whose key that is was not checked. Give it with --key."
    )
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
