"""Is it alive, is it ready, how is it doing: for those who run it."""

import threading

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from app.refusals import Unavailable
from app.web.asking import house
from app.web.calls import as_json

health = Blueprint("health", __name__)
READY_S = 5.0
"""So long the database and the queue may take to answer; one that hangs does not answer at all."""


class Question:
    """Asked in the background, once for all who want to know at the same time: each waits for so long at most."""

    def __init__(self, ask):
        self._ask, self._answered, self._error = ask, threading.Event(), None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        try:
            self._ask()
        except Exception as error:
            self._error = error
        finally:
            self._answered.set()

    @property
    def open(self):
        return not self._answered.is_set()

    def answer(self, within_s=READY_S):
        """Raise what asking raised, or Unavailable where there is no answer in time."""
        if not self._answered.wait(within_s):
            raise Unavailable()
        if self._error is not None:
            raise self._error


@health.get("/healthz")
def alive():
    return as_json({"ok": True})


@health.get("/readyz")
def ready():
    """Raises Unavailable, and so answers 503, while the database or the queue is out of reach or hangs."""
    questions = [_question("database", house().store.ping), _question("queue", house().queue_ping)]
    for question in questions:
        question.answer()
    return as_json({"ok": True})


def _question(name, ask):
    asked = house().asked
    if name not in asked or not asked[name].open:
        asked[name] = Question(ask)
    return asked[name]


@health.get("/metrics")
def metrics():
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
