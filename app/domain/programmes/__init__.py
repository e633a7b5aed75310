"""The programmes a workshop can start from, one TOML file each: stages in order, with what differs from their kind."""

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path

from app.catalogue import N_
from app.domain import stages
from app.refusals import Invalid

DEFAULT = "day-3"
PERSPECTIVES = (
    {"key": "government", "title": N_("Government")},
    {"key": "employers", "title": N_("Employers")},
    {"key": "workers", "title": N_("Workers")},
    {"key": "practitioners", "title": N_("SSE practitioners")},
    {"key": "researchers", "title": N_("Researchers")},
)
DECISION_RULE = {"support": 0.7, "per_perspective": 0.5}
MEASURES_MAX = 5


@cache
def names():
    """The names of all programmes, the default first."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*.toml"))
    return sorted(found, key=lambda name: name != DEFAULT)


def about(name):
    """{name, title, summary, minutes}: what an organiser reads when choosing. Title and summary are message ids."""
    told = _read(name)
    minutes = sum(stage["minutes"] for stage in programme(name))
    return {"name": name, "title": told["title"], "summary": told["summary"], "minutes": minutes}


def programme(name):
    """The stages of a programme in order, each complete."""
    return [stages.complete(deepcopy(stage)) for stage in _read(name)["stages"]]


@cache
def _read(name):
    if name not in names():
        text, known = N_("A template is one of {known}"), ", ".join(names())
        raise Invalid(text, known=known, errors={"template": [(text, {"known": known})]})
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
