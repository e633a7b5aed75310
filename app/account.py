"""Make an account, or let its holder in: `python -m app.account EMAIL [NAME]` prints a one-time sign-in link."""

import re
import sys

from app.config import read_settings
from app.domain import account
from app.storage import migrate
from app.storage.session import Store

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def main(argv):
    if not 1 <= len(argv) <= 2:
        print(__doc__)
        return 2
    if not ADDRESS.fullmatch(argv[0]):
        print(f"“{argv[0]}” is no address. It looks like name@example.org", file=sys.stderr)
        return 1
    settings = read_settings()
    with migrate.reachable():
        migrate.upgrade(settings.database_url)
    email = argv[0]
    with Store(settings.database_url, settings.secret_key).writing() as session:
        found = account.by_email(session, email)
        if found is None:
            name = argv[1] if len(argv) == 2 else email.split("@")[0]
            found = account.create(session, email=email, name=name, password_hash=None)
            print(f"Made an account for {email}.")
        link = account.sign_in_link(session, found)
    print(f"Open this once, within a day: {settings.address}/sign-in/{link}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
