"""Who is asking: a bearer token, or the session cookie with its places, `account`, `seat` and `screen`."""

from flask import current_app, g, request, session

from app import catalogue
from app.domain import account, member
from app.refusals import Forbidden, NotFound, Refusal, Unauthenticated

COOKIE = {"account": "account", "seat": "seat"}


def house():
    return current_app.extensions["house"]


def principal(prefer=None):
    """The Principal of this request; raises Unauthenticated where there is none, and NotFound for a screen.

    A screen shows one page, which asks for it by itself: nothing else on the server is there for it.
    A browser may hold an organiser's account and a delegate's seat at once: `prefer` ("account" or "seat"), or the
    page's `?as=`, or the `Concord-As` header says which; the seat otherwise.
    """
    if "principal" not in g:
        wanted = prefer or request.args.get("as") or request.headers.get("Concord-As")
        found = identified(request.headers.get("Authorization", ""), session, wanted)
        if found.screen is not None:
            raise NotFound()
        g.principal = found
        house().seen(g.principal)
    return g.principal


def identified(authorization, cookie, wanted=None):
    raw = _raw(authorization, cookie, wanted)
    with house().store.reading() as db:
        return account.principal(db, raw)


def holds_a_seat():
    """Whether this browser has a seat that is still one: then it can be shown the way there."""
    try:
        return identified("", {"seat": session.get("seat")}).member is not None
    except Refusal:
        return False


# A screen speaks for itself alone, and only where it is asked for.
PLACES = {"seat": ("seat", "account"), "account": ("account", "seat"), "screen": ("screen",)}


def _raw(authorization, cookie, wanted):
    kind, _, token = authorization.partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    names = PLACES.get(wanted, PLACES["seat"])
    return next((cookie[name] for name in names if cookie.get(name)), None)


def connected(environ, auth):
    """(Principal, language) of a Socket.IO connection, by its token, its link or the cookie that came with it."""
    app = current_app
    with app.request_context(environ):
        if isinstance(auth.get("link"), str):
            with house().store.reading() as db:
                found = house().tries.links.guess(request.remote_addr, lambda: member.by_link(db, auth["link"]))
                return account.Principal(invited=found.id, seat=account.Seat.of(found)), language()
        given = auth.get("token")
        token = f"Bearer {given}" if isinstance(given, str) else ""
        cookie = {} if token else app.session_interface.open_session(app, request) or {}
        wanted = auth.get("as") if isinstance(auth.get("as"), str) else None
        return identified(token, cookie, wanted), language()


def sign_in(token, place):
    """Keep a token in the browser, as its `account`, its `seat`, or as the `screen` that it is."""
    session[place] = token
    session.permanent = True


def sign_out():
    for place in ("account", "seat"):
        token = session.pop(place, None)
        if token:
            with house().store.writing() as db:
                account.revoke(db, token)


def language():
    """The language of the page: its own where it has one, as chosen, else as the browser asks, else English."""
    chosen = g.get("tongue") or request.cookies.get("language")
    return catalogue.best(chosen, *(code for code, _ in request.accept_languages))


def same_origin():
    """Refuse a form or call that another site made a browser send along with our cookie."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.headers.get("Authorization"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site and site not in ("same-origin", "none"):
        raise Forbidden()
    origin = request.headers.get("Origin")
    if not site and origin and origin.split("://")[-1] != request.host:
        raise Forbidden()


__all__ = ["Unauthenticated", "connected", "house", "language", "principal", "same_origin", "sign_in", "sign_out"]
