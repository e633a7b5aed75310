"""The API described by itself: OpenAPI 3.1 from the calls and the schemas of the commands."""

from functools import cache

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint

from app.domain.command import COMMANDS
from app.domain.fields import Id
from app.web.calls import CALLS, call

openapi = Blueprint("openapi", __name__, url_prefix="/api/v1")
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "retry_after": {"type": "number"},
    },
}


@call(openapi, "GET", "/openapi.json", "This description", by=None)
def document():
    return described()


@cache
def described():
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: None)
    spec = APISpec(
        title="Concord",
        version="1",
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": "Action-planning day of a facilitated workshop. See docs/protocol.md."},
        servers=[{"url": "/api/v1"}],
    )
    plugin.map_to_openapi_type(Id, "string", "uuid")
    spec.components.schema("Problem", PROBLEM)
    spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for scope in ("room", "workshop"):
        spec.components.schema(f"{scope.title()}Command", {"oneOf": _commands(plugin, scope)})
    for described_call in CALLS:
        spec.path(
            path=described_call["path"], operations={described_call["method"]: _operation(plugin, described_call)}
        )
    return spec.to_dict()


def _commands(plugin, scope):
    return [
        {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "type": {"const": command.type},
                "data": _schema(plugin, command.schema),
            },
            "additionalProperties": False,
        }
        for (at, _), command in sorted(COMMANDS.items())
        if at == scope and command.door
    ]


def _schema(plugin, schema):
    return plugin.converter.schema2jsonschema(schema) | {"additionalProperties": False}


def _operation(plugin, described_call):
    names = [part[1:-1] for part in described_call["path"].split("/") if part.startswith("{")]
    body = _body(plugin, described_call)
    operation = {
        "summary": described_call["summary"],
        "parameters": [{"in": "path", "name": name, "required": True, "schema": {"type": "string"}} for name in names],
        "responses": {
            str(described_call["status"]): _answer(described_call),
            **({"413": _refused("The body is too long")} if body else {}),
            "429": _refused("Too fast: wait retry_after seconds"),
            "default": _refused("Refused"),
        },
        "security": [] if described_call["open"] else [{"bearer": []}],
    }
    return operation | ({"requestBody": body} if body else {})


def _refused(description):
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {"application/problem+json": problem}}


def _answer(described_call):
    if described_call["gives"] == "nothing":
        return {"description": "Done"}
    kind = "application/octet-stream" if described_call["gives"] == "file" else "application/json"
    return {"description": "Done", "content": {kind: {"schema": {} if kind.endswith("stream") else {"type": "object"}}}}


def _body(plugin, described_call):
    """What a call takes, and how much of it."""
    content = _content(plugin, described_call)
    most = described_call["most"]
    return content and {
        "required": True,
        "description": f"At most {most} bytes",
        "x-max-bytes": most,
        "content": content,
    }


def _content(plugin, described_call):
    path = described_call["path"]
    if path.endswith("/commands"):
        name = "RoomCommand" if path.startswith("/rooms") else "WorkshopCommand"
        schema = {"$ref": f"#/components/schemas/{name}"}
    elif described_call["method"] == "post" and path.endswith("/roster"):
        return {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}}
    elif described_call["takes"] is not None:
        schema = _schema(plugin, described_call["takes"])
    else:
        return None
    return {"application/json": {"schema": schema}}
