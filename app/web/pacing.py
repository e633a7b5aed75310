"""How many requests somebody may make, whatever they ask for: a flood is refused before much is looked up for it."""

from flask import request, session

from app.domain.account import Principal
from app.refusals import Refusal
from app.web.asking import house, identified

FREE = ("assets", "health")
"""Blueprints that are not counted: a page loads a hundred files, and whoever watches the server asks often."""


def paced() -> None:
    """Before each request: raises TooFast where who asks has asked too often."""
    if request.blueprint not in FREE:
        who = _asker()
        pace = house().strangers if who is None else house().calls
        pace.spend(request.remote_addr if who is None else who)


def _asker() -> Principal | None:
    """Whoever shows a token that is valid: a false one is counted with its address, so that it buys nothing."""
    authorization = request.headers.get("Authorization", "")
    for wanted in ("seat",) if authorization else ("seat", "account", "screen"):
        try:
            return identified(authorization, session, wanted)
        except Refusal:
            continue
    return None
