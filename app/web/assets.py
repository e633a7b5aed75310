"""Style sheets, scripts and fonts: one address per release, so that a browser keeps them for good."""

import hashlib
from functools import cache
from pathlib import Path

import orjson
from flask import Blueprint, send_from_directory

assets = Blueprint("assets", __name__)
FOLDER = Path(__file__).parents[1] / "static"
YEAR_S = 365 * 24 * 3600


@cache
def release():
    """A short hash of everything under static: scripts import each other by relative paths, so all change together."""
    digest = hashlib.sha256()
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(FOLDER)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def static(path):
    return f"/static/{release()}/{path}"


@cache
def importmap():
    """Where the browser finds the vendored modules, and what each must hash to."""
    manifest = _manifest()
    found = {name: static(f"vendor/{file}") for name, file in manifest["imports"].items()}
    integrity = {static(f"vendor/{file}"): hashed for file, hashed in manifest["integrity"].items()}
    return orjson.dumps({"imports": found, "integrity": integrity}).decode()


@cache
def fonts():
    """The style sheet of the vendored fonts."""
    return static(f"vendor/{_manifest()['fonts']}")


@cache
def _manifest():
    return orjson.loads((FOLDER / "vendor" / "manifest.json").read_bytes())


@assets.get("/static/<asked>/<path:path>")
def file(asked, path):
    """A file of any release: an old page that is still open asks for its own, and gets the present ones."""
    answer = send_from_directory(FOLDER, path, max_age=YEAR_S if asked == release() else 0)
    answer.cache_control.immutable = asked == release()
    return answer


@assets.get("/favicon.ico")
def favicon():
    return send_from_directory(FOLDER / "img", "mark.svg", mimetype="image/svg+xml", max_age=YEAR_S)


@assets.get("/worker.js")
def worker():
    """The service worker, from the root so that it may answer for every page; a browser asks for it anew each time."""
    answer = send_from_directory(FOLDER / "js", "worker.js")
    answer.cache_control.no_cache = True
    return answer
