"""Which of the two that a browser may hold, a delegate's seat and an organiser's account, opens a page."""

from flask import g, request, session

from app.domain import account
from app.refusals import NotFound, Refusal, Unauthenticated
from app.web.asking import house, identified


def seated(**place):
    """(Principal, Actor) in `workshop=` or of `room=`: the seat first; the account where the page says `?as=account`.

    Where the one is not enough, the other is tried: whoever organises one event may be a delegate of the next.
    Raises Unauthenticated where the browser holds nothing that is valid, NotFound where it is not enough.
    """
    refused = Unauthenticated()
    for held in _held():
        try:
            who = identified(request.headers.get("Authorization", ""), session, held)
            with house().store.reading() as db:
                actor = account.actor(db, who, **place)
            g.principal = who
            return who, actor
        except (Unauthenticated, NotFound) as refusal:
            refused = _stronger(refused, refusal)
    raise refused


def _held():
    names = ("account", "seat") if request.args.get("as") == "account" else ("seat", "account")
    return [name for name in names if session.get(name)]


def _stronger(before: Refusal, after: Refusal):
    """That it is not there says more than that one might sign in."""
    return before if isinstance(before, NotFound) else after
