"""The API describes itself: validly, and all of it."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from app import create_app
from app.config import Settings
from app.domain import nouns
from app.domain.command import COMMANDS


@pytest.fixture(scope="module")
def routes(tmp_path_factory):
    """{(method, path)} of everything under /api/v1, as the application knows it."""
    folder = tmp_path_factory.mktemp("routes")
    made = create_app(Settings(secret_key="of the test", data_dir=folder, database_url=f"sqlite:///{folder}/none.db"))
    return {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")))
        for rule in made.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/")
    }


@pytest.fixture
def document(anybody):
    return anybody.get("/openapi.json")


def test_the_description_is_valid(document):
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["openapi"].startswith("3.1")


def test_the_description_lists_every_route_and_no_other(document, routes):
    described = {(method, path) for path, item in document["paths"].items() for method in item}
    assert described == routes and len(routes) > 15


def test_every_part_of_a_path_is_described_and_every_refusal_too(document):
    for path, item in document["paths"].items():
        for operation in item.values():
            named = [one["name"] for one in operation["parameters"] if one["in"] == "path"]
            assert named == re.findall(r"{(\w+)}", path)
            assert operation["summary"]
            assert list(operation["responses"]["default"]["content"]) == ["application/problem+json"]


@pytest.mark.parametrize("scope", ["room", "workshop"])
def test_every_command_is_described(document, scope):
    variants = document["components"]["schemas"][f"{scope.title()}Command"]["oneOf"]
    assert nouns  # importing them fills the register
    known = sorted(command.type for (at, _), command in COMMANDS.items() if at == scope and command.door)
    assert [variant["properties"]["type"]["const"] for variant in variants] == known
    for variant in variants:
        assert variant["additionalProperties"] is variant["properties"]["data"]["additionalProperties"] is False


def test_an_example_made_from_the_description_is_a_command_that_works(document, workshop):
    variants = document["components"]["schemas"]["RoomCommand"]["oneOf"]
    hand = next(one for one in variants if one["properties"]["type"]["const"] == "hand.raise")
    assert set(hand["properties"]["data"]["properties"]) == {"note", "member", "since"}
    assert hand["properties"]["data"]["properties"]["member"]["format"] == "uuid"
    answer = workshop.http("KR-01").room(workshop.rooms["KR"], "hand.raise", note="Here")
    assert set(answer) == {"ok", "seq", "data"}
