"""A call of the API in one place: its route, its schema, its words for OpenAPI."""

import orjson
from flask import Response, request

from app.catalogue import N_
from app.domain.command import checked
from app.refusals import Invalid, TooLarge
from app.web.asking import house

CALLS = []
MOST_BYTES = 8 * 1024 * 1024


def call(blueprint, method, path, summary, *, takes=None, file=False, status=200, gives="object", open_to_all=False):
    """Route `method path` to the function, which gets path parts and, where `takes` is a schema, the checked body.

    file: `takes` says what the body is; the function reads it. What it returns is sent as JSON with `status`, unless
    it is a Response already.
    """
    CALLS.append(
        {
            "method": method.lower(),
            "path": path,
            "summary": summary,
            "takes": takes,
            "status": status,
            "gives": gives,
            "open": open_to_all,
        }
    )

    def register(function):
        def answer(**parts):
            if takes is not None and not file:
                parts["body"] = checked(takes, body(), house().terms.limits)
            given = function(**parts)
            return given if isinstance(given, Response) else as_json(given, status)

        flask_path = path.replace("{", "<").replace("}", ">")
        blueprint.add_url_rule(flask_path, f"{function.__name__}", answer, methods=[method])
        return function

    return register


def body():
    """The request's JSON object; raises Invalid for anything else."""
    data = request.get_data() if (request.content_length or 0) <= MOST_BYTES else None
    if data is None or len(data) == MOST_BYTES:  # what comes in chunks is cut off there
        raise TooLarge(N_("A request has at most {most} bytes"), most=MOST_BYTES)
    given = parsed(data or b"{}")
    if not isinstance(given, dict):
        raise Invalid(N_("Send an object"), errors={"body": [N_("Send an object")]})
    return given


def parsed(data):
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Invalid(N_("This is not JSON"), errors={"body": [N_("This is not JSON")]}) from error


def as_json(given, status=200, mimetype="application/json"):
    return Response(orjson.dumps(given), status=status, mimetype=mimetype)
