"""A call of the API in one place: its route, who may make it, its schema and its limit, its words for OpenAPI."""

from threading import Semaphore

import orjson
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.catalogue import N_
from app.config import Limits
from app.domain.command import checked
from app.refusals import Invalid, TooLarge
from app.web.asking import house
from app.web.callers import signed_in

CALLS = []
FEW_BYTES = 8 * 1024
"""For a call that takes a few words."""
COMMAND_BYTES = Limits.message
"""For a command: the same as by Socket.IO."""
WORKSHOP_BYTES = 1024 * 1024
"""For a workshop with all its rooms and findings."""
QUICK_BYTES = 16 * 1024
"""What is no longer than this is understood in some milliseconds."""
MOST_PARTS = 200_000
"""Commas and brackets in a body: a roster of two thousand rows has 20,000."""
LONG = Semaphore(1)
"""Of long bodies one at a time is worked on: each keeps a core busy."""


def call(
    blueprint,
    method,
    path,
    summary,
    *,
    by=signed_in,
    takes=None,
    most=FEW_BYTES,
    file=False,
    status=200,
    gives="object",
):
    """Route `method path` to the function, which gets path parts and, where `takes` is a schema, the checked body.

    by: who may make it, one of app.web.callers, asked before anything of the body is read; None for everybody.
    most: how many bytes the body may have. file: `takes` says what the body is; the function reads it. What the
    function returns is sent as JSON with `status`, unless it is a Response already.
    """
    described = {"method": method.lower(), "path": path, "summary": summary, "takes": takes, "status": status}
    CALLS.append(described | {"gives": gives, "open": by is None, "most": most, "file": file})

    def register(function):
        def answer(**parts):
            if by is not None:
                by(**parts)
            if takes is not None and not file:
                limits = house().terms.limits
                parts["body"] = understood(read(most), lambda data: checked(takes, _object(data), limits))
            given = function(**parts)
            return given if isinstance(given, Response) else as_json(given, status)

        flask_path = path.replace("{", "<").replace("}", ">")
        blueprint.add_url_rule(flask_path, f"{function.__name__}", answer, methods=[method])
        return function

    return register


def read(most: int) -> bytes:
    """The request's body; raises TooLarge past `most` bytes, and then no more than that has been kept."""
    request.max_content_length = most + 1  # a body in chunks does not tell its length: it is cut off there
    try:
        data = request.get_data() if (request.content_length or 0) <= most else None
    except RequestEntityTooLarge:
        data = None
    if data is None or len(data) > most:
        raise TooLarge(N_("A request has at most {most} bytes"), most=most)
    return data


def understood(data: bytes, understand):
    """understand(data); of what is long off the hub, so that meanwhile everybody else is served."""
    if len(data) <= QUICK_BYTES:
        return understand(data)
    with LONG:
        return house().offload(lambda: understand(data))


def _object(data):
    given = parsed(data or b"{}")
    if not isinstance(given, dict):
        raise Invalid(N_("Send an object"), errors={"body": [N_("Send an object")]})
    return given


def parsed(data: bytes):
    """JSON; raises Invalid for what is none, and TooLarge for what holds more parts than any call takes."""
    if sum(map(data.count, b"{[,")) > MOST_PARTS:
        raise TooLarge(N_("There is too much in there"))
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Invalid(N_("This is not JSON"), errors={"body": [N_("This is not JSON")]}) from error


def as_json(given, status=200, mimetype="application/json"):
    return Response(orjson.dumps(given), status=status, mimetype=mimetype)
