"""What each form of the set-up page asks for: a Form in, a command out."""

import re
import unicodedata
from datetime import datetime
from itertools import count, islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.catalogue import N_, gettext
from app.domain import stages
from app.refusals import Invalid, NotFound
from app.web.asking import language
from app.web.frame import country

MOST_NEW = 50  # groups that are looked at; a workshop has twelve
NAMES = {"starts_at": "begins", "kept_until": "kept", "poll": "breakdown", "settings": "check"}
NAMES |= {f"decision_rule.{share}": share for share in ("support", "per_perspective", "quorum")}


def about(form, workshop):
    zone = form.typed("timezone") or "UTC"
    return "workshop.change", {
        "title": form.typed("title"),
        "subtitle": form.typed("subtitle"),
        "starts_at": _moment(form.typed("begins"), zone, "starts_at"),
        "timezone": zone,
        "language": form.typed("language"),
        "languages": form.ticked("languages"),
        "joining": form.typed("joining"),
        "consent": form.typed("consent").replace("\r\n", "\n"),
        "kept_until": _moment(form.typed("kept"), zone, "kept_until"),
    }


def _moment(typed, zone, field):
    """A day or a day and a time on the workshop's own clock, as ISO 8601; None where nothing was typed.

    None too where there is no such zone: that the command refuses by itself, with all else that is wrong.
    """
    try:
        clock = ZoneInfo(zone)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return None
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=clock).isoformat() if typed else None
    except ValueError as error:
        raise Invalid(errors={field: [N_("A day and a time, please")]}) from error


def room_add(form, workshop):
    code = form.typed("country")
    name = form.typed("name") or country(code, workshop["language"])
    if not name:
        raise Invalid(errors={"name": [N_("Choose a country, or name the room")]})
    return "room.add", {"name": name, "country": code, "code": code, "call_url": form.typed("call_url")}


def room_change(form, workshop):
    fields = ("name", "country", "code", "language", "timezone", "call_url")
    votes = {"poll": {"breakdown": form.typed("breakdown")}} if form.typed("breakdown") else {}
    return "room.change", {"room": form.thing} | {field: form.typed(field) for field in fields} | votes


def room_remove(form, workshop):
    return "room.remove", {"room": form.thing}


def perspectives(form, workshop):
    """Those there by their keys, an emptied one left out, and new ones, one on each line."""
    kept = [
        {"key": each["key"], "title": own_words(each["title"], title)}
        for each in workshop["perspectives"]
        if (title := form.typed(each["key"]))
    ]
    keys = [each["key"] for each in workshop["perspectives"]]
    for title in islice(filter(None, (line.strip() for line in form.typed("new").splitlines())), MOST_NEW):
        kept.append({"key": _key(title, keys), "title": title})
        keys.append(kept[-1]["key"])
    return "workshop.change", {"perspectives": kept}


def _key(title, taken):
    """A key that nobody has: of its Latin letters where it has any."""
    plain = unicodedata.normalize("NFKD", title[:200]).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:24]
    stem = stem if stem[:1].isalpha() else "group"
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}_{n}") not in taken)


def declaring(form, workshop):
    """The decision rule in per cent, without a quorum where none was typed, and how long an agenda may be."""
    rule = {share: _share(form.typed(share)) for share in ("support", "per_perspective", "quorum")}
    measures = form.typed("measures_max")
    return "workshop.change", {
        "decision_rule": rule if form.typed("quorum") else rule | {"quorum": None},
        "measures_max": int(measures) if measures.isdecimal() else measures,
    }


def _share(percent):
    """0.7 of "70"; what is no number stays as it was typed, for the command to refuse."""
    try:
        return round(float(percent) / 100, 6)
    except ValueError:
        return percent


def stage_add(form, workshop):
    return "stage.add", {"kind": form.typed("kind"), "after": form.typed("after") or None}


def stage_change(form, workshop):
    stored = _stage(form, workshop)
    granted = form.ticked("permissions")
    spoken = {code: form.typed(f"instruction-{code}") for code in workshop["languages"] if code != workshop["language"]}
    return "stage.change", {
        "stage": form.thing,
        "title": own_words(stored["title"], form.typed("title")),
        "minutes": _minutes(form.typed("minutes")),
        "instruction": own_words(stored["instruction"], form.typed("instruction"), workshop["language"]),
        "instructions": {
            code: text for code, text in spoken.items() if text and text != said_in(code, stored["instruction"])
        },
        "permissions": {name: name in granted for name in stages.PERMISSIONS},
    } | _gathering(form, stored)


def _gathering(form, stored):
    """What is set of a gather stage alone."""
    if stored["kind"] != "gather":
        return {}
    others = {name: value for name, value in stored["settings"].items() if name != "check"}
    return {"settings": others | ({"check": True} if form.ticked("check") else {})}


def stage_up(form, workshop):
    return _moved(form, workshop, -2)


def stage_down(form, workshop):
    return _moved(form, workshop, 1)


def _moved(form, workshop, by):
    ids = [stage["id"] for stage in workshop["programme"]]
    place = ids.index(_stage(form, workshop)["id"]) + by
    return "stage.move", {"stage": form.thing, "after": ids[min(place, len(ids) - 1)] if place >= 0 else None}


def stage_remove(form, workshop):
    return "stage.remove", {"stage": form.thing}


def finding_change(form, workshop):
    return "finding.change", {
        "finding": form.thing,
        "text": form.typed("text"),
        "source": form.typed("source"),
        "kind": form.typed("kind"),
        "day": int(form.typed("day")) if form.typed("day").isdecimal() else None,
    }


def finding_remove(form, workshop):
    return "finding.remove", {"finding": form.thing}


def person(form, workshop):
    """One row of the roster, typed instead of sent: a new seat, or the one that the form is about."""
    columns = ("reference", "name", "email", "room", "role", "perspective", "language")
    changed = {"member": form.typed("member")} if form.typed("member") else {}
    return "roster.set", {"rows": [{column: form.typed(column) for column in columns}]} | changed


def duties(form, workshop):
    return "member.change", {"member": form.thing, "duties": form.ticked("duties")}


def answer(form, workshop):
    return "member.answer", {"member": form.thing, "answer": form.typed("answer") or None}


def renew(form, workshop):
    return "member.renew", {"member": form.thing}


def code_renew(form, workshop):
    return "code.renew", {}


def members_remove(form, workshop):
    return "members.remove", {"members": form.ticked("members")}


def members_restore(form, workshop):
    return "members.restore", {"members": form.ticked("members")}


def member_remove(form, workshop):
    return "member.remove", {"member": form.thing}


def own_words(stored, typed, spoken=None):
    """A text of ours is shown translated: sent back as it was shown, it stays ours, in every language."""
    return stored if typed.replace("\r\n", "\n") == said_in(spoken or language(), stored) else typed


def said_in(spoken, text):
    return gettext(spoken, text)


def _stage(form, workshop):
    for stage in workshop["programme"]:
        if stage["id"] == form.thing:
            return stage
    raise NotFound()


def _minutes(typed):
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else typed


DEEDS = {
    deed.__name__.replace("_", "-"): deed
    for deed in (
        *(about, room_add, room_change, room_remove, perspectives, declaring),
        *(stage_add, stage_change, stage_up, stage_down, stage_remove),
        *(finding_change, finding_remove, person, duties, answer, renew, code_renew),
        *(member_remove, members_remove, members_restore),
    )
}
