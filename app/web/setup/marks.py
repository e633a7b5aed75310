"""An old page overwrites nothing: a form brings back what it was filled with, and that is held against what is stored.

Where somebody has changed one field since and this form another, both keep theirs. Where it is the same one, nothing is
stored, and beside what was typed stands what is stored now.
"""

import json
from datetime import UTC, datetime
from hashlib import blake2b

from app.catalogue import N_, gettext
from app.domain.roster import COLUMNS
from app.domain.shapes import LANGUAGES
from app.refusals import Conflict
from app.web.asking import language
from app.web.setup.deeds import NAMES

FIELDS = {
    "about": (
        *("title", "subtitle", "joining", "consent", "language"),
        *("languages", "timezone", "starts_at", "kept_until"),
    ),
    "declaring": ("decision_rule", "measures_max"),
    "perspectives": ("perspectives",),
    "room-change": ("name", "country", "code", "language", "timezone", "call_url", "poll"),
    "stage-change": ("title", "minutes", "instruction", "instructions", "permissions", "settings"),
    "finding-change": ("text", "source", "kind", "day"),
    "person": COLUMNS,
}
MOMENTS = ("starts_at", "kept_until")
READ = ("title", "subtitle", "consent", "name", "code", "call_url", "minutes", "instruction", "text", "source", "day")
READ += ("reference", "email", "measures_max")
"""Fields of which people can read the value; of all others they are told that it has changed."""


def mark(deed, thing):
    """What goes along with the form: of each field a short sum, never its value. "" where there is nothing yet."""
    return json.dumps({name: _sum(name, thing[name]) for name in FIELDS[deed]}) if thing else ""


def merged(form, deed, data, thing):
    """The command's `data` without what others have changed since; raises Conflict where both changed the same."""
    was = _read(form.typed("mark"))
    if not thing or not was:
        return data
    given = data["rows"][0] if "rows" in data else data
    now = {name: _sum(name, thing[name]) for name in FIELDS[deed]}
    theirs = {name for name in now if now[name] != was.get(name)}
    ours = {name for name in given if _sum(name, given[name]) != was.get(name)}
    both = [name for name in FIELDS[deed] if name in theirs & ours and _sum(name, given[name]) != now[name]]
    given |= {name: thing[name] for name in theirs - ours}
    if both:
        form.keeps = {shown for name in theirs - ours for shown in _shown(name)}
        raise Conflict(
            N_("Somebody has changed this since you opened it. Nothing is stored yet: compare, and save again."),
            errors={name: [_told(name, thing[name])] for name in both},
        )
    return data


def _read(text):
    try:
        was = json.loads(text)
    except ValueError:
        return None
    return was if isinstance(was, dict) else None


def _shown(name):
    """The fields of the form that stand for this one of the command."""
    if name == "instructions":
        return [f"instruction-{code}" for code in LANGUAGES]
    return [shown for said, shown in NAMES.items() if said.partition(".")[0] == name] or [name]


def _sum(name, value):
    if name in MOMENTS and value:
        value = datetime.fromisoformat(value).astimezone(UTC).isoformat()
    if isinstance(value, dict):
        value = {key: each for key, each in value.items() if each is not None}
    return blake2b(json.dumps(value or "", sort_keys=True).encode(), digest_size=6).hexdigest()


def _told(name, value):
    if name not in READ:
        return N_("Somebody has changed this")
    return N_("Stored now: “{words}”"), {"words": gettext(language(), str(value)) if value else "–"}
