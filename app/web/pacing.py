"""How many requests somebody may make, whatever they ask for: a flood is refused before much is looked up for it."""

import time

from flask import current_app, request, session

from app.domain.account import Principal
from app.refusals import Refusal
from app.web.asking import house, identified

FREE = ("assets", "health")
"""Blueprints that are not counted: a page loads a hundred files, and whoever watches the server asks often."""
ENTRANCES = {
    *("api.sign_in", "api.join", "api.look_up"),
    *("entry.sign_in_form", "entry.password", "entry.one_time_link", "entry.use_link"),
    *("entry.join_form", "entry.join", "entry.personal_link", "entry.take_seat"),
    *("hall.by_code", "hall.opened", "hall.by_link"),
}
"""Endpoints where people come in. Wrong secrets are slowed down there (domain/tries.py), so that a right one works
however many other requests come from the same address."""
REMEMBERED_S = 5.0
MOST_REMEMBERED = 10_000


def paced() -> None:
    """Before each request: raises TooFast where the person asking has asked too often."""
    if request.blueprint in FREE or request.endpoint in ENTRANCES:
        return
    who = current_app.extensions["askers"].current()
    pace = house().strangers if who is None else house().calls
    pace.spend(request.remote_addr if who is None else who)


class Askers:
    """Who shows which token, remembered for a few seconds: a flood is counted without asking the database each time."""

    def __init__(self):
        self._known: dict[tuple, tuple[Principal | None, float]] = {}

    def current(self) -> Principal | None:
        """Whoever shows a valid token; None for everybody else. A false token is counted with its address."""
        authorization = request.headers.get("Authorization", "")
        places = ("seat",) if authorization else ("seat", "account", "screen")
        shown = (authorization, *(session.get(place) for place in places if not authorization))
        who, until = self._known.get(shown, (None, 0.0))
        if time.monotonic() < until:
            return who
        who = self._asked(authorization, places)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[shown] = (who, time.monotonic() + REMEMBERED_S)
        return who

    @staticmethod
    def _asked(authorization: str, places: tuple[str, ...]) -> Principal | None:
        for place in places:
            try:
                return identified(authorization, session, place)
            except Refusal:
                continue
        return None
