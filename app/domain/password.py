"""Which passwords are good enough: long, and not one that guessers try first."""

import re
from functools import cache
from pathlib import Path

from app.catalogue import N_
from app.refusals import Invalid

LEAST, MOST = 12, 200
LIST = Path(__file__).with_name("common_passwords.txt")
AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def refuse_weak(password: str, email: str, name: str, *, field: str = "password") -> None:
    """Raise Invalid, at `field`, for a password that is too short, common, or made of who somebody is."""
    plain = password.casefold()
    if not LEAST <= len(password) <= MOST:
        raise Invalid(errors={field: [(N_("From {least} to {most} characters"), {"least": LEAST, "most": MOST})]})
    if plain in _common() or _stem(plain) in _common() or plain in (plain + plain)[1:-1]:
        raise Invalid(errors={field: [N_("Many people use this password, so it is guessed first. Choose another one")]})
    own = {"concord", email.casefold(), email.casefold().partition("@")[0], name.casefold().strip()}
    if plain in own or _stem(plain) in {_stem(each) for each in own} - {""}:
        raise Invalid(errors={field: [N_("This is your name, your address or “Concord”. Choose another password")]})


def _stem(plain: str) -> str:
    """Without digits and signs at either end: “password1234!” is “password”."""
    return AROUND.sub("", AROUND.sub("", plain))


@cache
def _common() -> frozenset[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
