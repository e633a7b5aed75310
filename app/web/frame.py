"""What pages share: dates and numbers in the reader's language, forms shown again, addresses that are ours."""

import re
import unicodedata
from datetime import date, datetime
from functools import cache
from urllib.parse import quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format, get_timezone_location
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit
from flask import render_template, request, session
from werkzeug.urls import iri_to_uri

from app.catalogue import ngettext
from app.domain.clock import moment, now
from app.web.asking import language

COMPACT_FROM = 1_000_000


def show(template, *, status=200, page=None, **values):
    """Render `template`; `page` is what its scripts are to know besides the time and the language."""
    known = {"language": language(), "now": moment(now())} | (page or {})
    return render_template(template, **values, page=known), status


def formats():
    """For every template: how things are written in the reader's language, and whether an organiser reads."""
    spoken = language()
    # A day is written before its month, as in the documents of the United Nations.
    locale = Locale.parse("en_GB" if spoken == "en" else spoken.replace("-", "_"))
    return {
        "account": "account" in session,
        "day": lambda at: format_date(date.fromisoformat(str(at)[:10]), "long", locale=locale),
        "when": lambda iso, zone: _when(iso, zone, locale),
        "percent": lambda share: format_percent(share, locale=locale),
        "decimal": lambda number: format_decimal(number, format="#,##0.##", locale=locale),
        "money": lambda amount: _money(amount, locale),
        "duration": lambda minutes: _duration(minutes, locale),
        "letter": lambda title: title.removeprefix("SSE ")[:1].upper(),
    }


def _when(iso, zone, locale):
    """31 March 2021, 16:20 (Seoul)"""
    at = datetime.fromisoformat(iso).astimezone(ZoneInfo(zone))
    both = format_time(at, "HH:mm", locale=locale), format_date(at, "long", locale=locale)
    city = get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True) or zone
    return f"{get_datetime_format('medium', locale=locale).format(*both)} ({city})"


def _duration(minutes, locale):
    """3 h 45 min"""
    parts = ((minutes // 60, "hour"), (minutes % 60, "minute"))
    return " ".join(format_unit(n, f"duration-{unit}", "short", locale=locale) for n, unit in parts if n)


def _money(amount, locale):
    """KRW 4.2 billion; smaller sums in full. Korean, Japanese and Chinese know one short form alone (42억)."""
    value, currency = amount["value"], amount["currency"] or ""
    if value >= COMPACT_FROM:
        kind = "long" if "long" in locale.compact_decimal_formats else "short"
        text = format_compact_decimal(value, format_type=kind, locale=locale, fraction_digits=1)
    else:
        text = format_decimal(value, locale=locale)
    return f"{currency} {text}".strip()


NO_COUNTRY = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
"""Codes of two letters that name a union, an outlying isle or nothing."""


@cache
def countries(spoken):
    """[(code, name)] in the language `spoken`, in its order."""
    named = Locale.parse(spoken.replace("-", "_")).territories
    codes = [code for code in named if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY]
    return sorted(((code, named[code]) for code in codes), key=lambda pair: _in_order(pair[1]))


def country(code, spoken):
    """The name of a country in the language `spoken`; empty where there is none."""
    return dict(countries(spoken)).get(code, "")


def _in_order(name):
    """Åland stands among the names in A."""
    return unicodedata.normalize("NFKD", name).casefold()


LONGEST_ADDRESS = 2_000
STRANGE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
"""What no address of ours holds, and browsers or frameworks leave out, or take for something else."""


def inside(address: str | None, otherwise: str = "/") -> str:
    """`address`, if it is a path of ours as a browser will read it, else `otherwise`: nobody is sent to a stranger.

    It is read after the framework has made of it what it will send.
    """
    if not address or len(address) > LONGEST_ADDRESS or STRANGE.search(address) or address.startswith("//"):
        return otherwise
    try:
        sent = iri_to_uri(address)
        parts = urlsplit(sent)
    except ValueError:
        return otherwise
    ours = not parts.scheme and not parts.netloc and sent.startswith("/") and not sent.startswith("//")
    return sent if ours else otherwise


def path_to(*parts: str, fragment: str = "", **query: str) -> str:
    """An address of ours of any texts: path_to("sign-in", next="/workshops")."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = "?" + urlencode(query, safe="/") if query else ""
    return path + asked + (f"#{quote(fragment)}" if fragment else "")


def given(*fields):
    """What was typed into a form, without the blanks around it."""
    return {field: request.form.get(field, "").strip() for field in fields}


def told(refusal):
    """{errors, detail, status} of a refusal, for showing a form again; what only does not fit is said at its fields."""
    said = refusal.told(language(), most=None)
    errors = said.get("errors") or {}
    detail = said["detail"]
    if wait := said.get("retry_after"):
        detail += ". " + ngettext(
            language(), "Please try again in {n} second.", "Please try again in {n} seconds.", wait
        )
    return {"errors": errors, "detail": "" if errors and refusal.status == 422 else detail, "status": refusal.status}
