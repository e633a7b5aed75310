"""HTTP: pages for people, JSON for programs, files to take along."""

import secrets
from datetime import timedelta

import structlog
from flask import Response, current_app, g, render_template, request
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from app import catalogue
from app.catalogue import N_
from app.refusals import Conflict, Invalid, NotFound, Refusal, TooLarge, Unavailable
from app.web import asking, seats
from app.web.accounts import account_pages, accounts
from app.web.api import api
from app.web.asking import connected
from app.web.assets import assets, fonts, importmap, static
from app.web.calls import as_json
from app.web.downloads import downloads
from app.web.entry import entry
from app.web.hall import hall
from app.web.health import health
from app.web.invitation import invitation
from app.web.openapi import openapi
from app.web.pacing import Askers, paced
from app.web.pages import pages
from app.web.players import Players
from app.web.rehearsals import rehearsals
from app.web.screens import screens

__all__ = ["attach", "connected"]
LOG = structlog.get_logger()
DOOR_BYTES = 16 * 1024
"""For the forms that everybody may send: a name, a code, a password."""
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
)

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "camera", "clipboard-read", "display-capture", "geolocation", "gyroscope", "magnetometer"),
        *("microphone", "midi", "payment", "usb"),
    )
)
"""What no page asks a browser for. Pages do write to the clipboard."""
HTTPS_FOR_S = 365 * 24 * 3600
"""So long a browser that has been here over TLS opens this host over TLS only."""


def attach(app, settings):
    """Give `app` its routes, its words and its manners."""
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.address.startswith("https://"),
        SESSION_COOKIE_NAME="concord",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=DOOR_BYTES,  # of what needs more, its own page says so once it knows who asks
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    app.extensions["players"] = Players(app.house.store)
    app.extensions["askers"] = Askers()
    for blueprint in (
        api,
        screens,
        rehearsals,
        accounts,
        account_pages,
        openapi,
        downloads,
        health,
        assets,
        pages,
        entry,
        invitation,
        hall,
    ):
        app.register_blueprint(blueprint)
    app.url_value_preprocessor(_tidied)
    app.before_request(paced)
    app.before_request(asking.same_origin)
    app.after_request(_guarded)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, lambda error: refused(_as_refusal(error)))
    app.register_error_handler(IntegrityError, lambda error: refused(Conflict()))
    app.register_error_handler(Exception, _broken)
    app.jinja_env.add_extension("jinja2.ext.loopcontrols")
    app.context_processor(_words)


def _tidied(_endpoint, parts):
    """An id in an address is the same id in capitals; what is no id names nothing."""
    for name in {"workshop_id", "room_id"} & set(parts or ()):
        parts[name] = seats.identified(parts[name])


def _words():
    language = asking.language()
    return {
        "language": language,
        "languages": catalogue.languages(),
        "_": lambda message, **params: catalogue.gettext(language, message, **params),
        "ngettext": lambda one, many, n, **params: catalogue.ngettext(language, one, many, n, **params),
        "catalogue": catalogue.for_browser(language),
        "nonce": _nonce(),
        "importmap": importmap(),
        "static": static,
        "fonts": fonts(),
        "page": {"language": language},
    }


def _nonce():
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce


def _guarded(answer):
    if current_app.config["SESSION_COOKIE_SECURE"]:
        answer.headers["Strict-Transport-Security"] = f"max-age={HTTPS_FOR_S}"
    answer.headers["Permissions-Policy"] = PERMISSIONS
    answer.headers["Content-Security-Policy"] = POLICY.format(nonce=_nonce())
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "strict-origin" if _address_is_secret() else "same-origin"
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _address_is_secret():
    """Whether this address lets somebody in. Then no other request names it, not even to this server and its logs.

    `no-referrer` would say even less, but makes browsers hide the origin of the forms on the page.
    """
    return bool({"link", "code", "given"} & set(request.view_args or ())) or "code" in request.args


def refused(refusal):
    """A refusal as application/problem+json, or as a page for those who look at pages."""
    language = asking.language()
    told = refusal.told(language)
    if _wants_page():
        seated = refusal.status in (403, 404) and asking.holds_a_seat()
        page = render_template("refusal.html", refusal=told, status=refusal.status, seated=seated)
        answer = Response(page, refusal.status)
    else:
        problem = {"type": "about:blank", "title": catalogue.gettext(language, refusal.title), "status": refusal.status}
        answer = as_json(problem | told, refusal.status, "application/problem+json")
    if refusal.retry_after is not None:
        answer.headers["Retry-After"] = str(max(1, round(refusal.retry_after)))
    return answer


def _wants_page():
    if request.path.startswith("/api/") or request.path in ("/healthz", "/readyz", "/metrics"):
        return False
    return request.accept_mimetypes.best_match(("application/json", "text/html")) == "text/html"


def _as_refusal(error):
    kinds = {404: NotFound, 405: NotFound, 413: TooLarge, 503: Unavailable}
    return kinds.get(error.code, Invalid)()


def _broken(error):
    # The rule, not the path: personal links and one-time tokens are part of paths.
    LOG.exception("request failed", rule=str(request.url_rule), method=request.method)
    refusal = Unavailable(N_("Something went wrong here; it has been noted"))
    refusal.status = 500
    return refused(refusal)
