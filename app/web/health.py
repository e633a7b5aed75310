"""Is it alive, is it ready, how is it doing: for those who run it."""

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from app.web.asking import house
from app.web.calls import as_json

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive():
    return as_json({"ok": True})


@health.get("/readyz")
def ready():
    """Raises Unavailable, and so answers 503, while the database or the queue is out of reach."""
    house().store.ping()
    house().queue_ping()
    return as_json({"ok": True})


@health.get("/metrics")
def metrics():
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
