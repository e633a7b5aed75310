"""Addresses, headers, cookies and fields that no browser of ours sends: nothing breaks, and nobody is led away."""

from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest

from app.web.frame import inside

BYTES = {
    "line break": b"/x\r\nSet-Cookie: a=b",
    "tab": b"/\t/evil.example",
    "nul": b"/x\x00y",
    "latin": b"/\xff\xfe\xe9",
    "korean": "/한국어".encode(),
    "half a letter": b"/\xed\xa0\x80",
    "two slashes": b"//evil.example/x",
    "backslash": b"/\\evil.example",
    "scheme": b"javascript:alert(1)",
    "host": b"https://evil.example",
    "brackets": b"//[evil",
    "long": b"/" + b"x" * 20_000,
    "signs": b"%0d%0a?&=#;,\"'<>{}",
}
"""What is sent, by what is strange about it."""
ASKED = ("next", "back", "code", "as", "saved", "q", "state", "person", "since", "limit", "language", "texts")
TYPED = (
    "at",
    "id",
    "next",
    "back",
    "language",
    "email",
    "password",
    "name",
    "room",
    "answer",
    "consent",
    "begins",
    "zone",
)
TYPED += ("rooms", "title", "perspective", "template", "joining", "breakdown", "about-begins", "about-timezone", "mark")
HEADERS = (
    "ACCEPT_LANGUAGE",
    "ACCEPT",
    "COOKIE",
    "AUTHORIZATION",
    "CONCORD_AS",
    "ORIGIN",
    "SEC_FETCH_SITE",
    "USER_AGENT",
)
HEADERS += ("X_FORWARDED_FOR", "X_FORWARDED_PROTO", "REFERER", "HOST", "RANGE", "IF_NONE_MATCH", "IF_MODIFIED_SINCE")


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def visits(app, workshop_id):
    """(method, rule, path) of every address, with the id of a workshop where it takes one; all else is a hole: {}."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods & {"GET", "POST", "PATCH", "DELETE"}):
            known = {"workshop_id": workshop_id, "room_id": str(uuid4())}
            holes = [name for name in rule.arguments if name not in known]
            parts = [known.get(part, part) for _, part in rule._trace if part and part != "|"]
            yield method, rule.rule, "".join(quote(part, safe="/") if part not in holes else "{}" for part in parts)


def sound(answer):
    there = answer.headers.get("Location", "/")
    parts = urlsplit(there)
    ours = not parts.scheme and not parts.netloc and there.startswith("/") and not there.startswith(("//", "/\\"))
    return answer.status_code != 500 and ours and not any(ord(sign) < 33 for sign in there)


def ask(client, method, path, *, body=b"", **environ):
    kind = "application/x-www-form-urlencoded" if body else "application/json"
    raw = {"PATH_INFO": path.decode("latin-1")} | environ
    answer = client.open("/", method=method, data=body, content_type=kind, environ_overrides=raw)
    answer.get_data()
    answer.close()
    return answer


@on_sqlite
@pytest.mark.parametrize("kind", ["line break", "nul", "half a letter", "signs"])
def test_no_address_question_or_field_breaks_a_page(app, organiser, kind):
    client, workshop_id, _ = organiser
    asked = "&".join(f"{name}={quote(BYTES[kind])}" for name in ASKED)
    typed = "&".join(f"{name}={quote(BYTES[kind])}" for name in TYPED).encode()
    wrong = []
    for method, rule, path in visits(app, workshop_id):
        if rule in ("/sign-out", "/api/v1/tokens") and method != "GET":
            continue
        filled = path.encode().replace(b"{}", BYTES[kind].lstrip(b"/"))
        answer = ask(client, method, filled, body=typed if method == "POST" else b"", QUERY_STRING=asked)
        if not sound(answer):
            wrong.append((method, rule, answer.status_code, answer.headers.get("Location")))
    assert wrong == []


@on_sqlite
@pytest.mark.parametrize("strange", BYTES.values(), ids=BYTES.keys())
def test_no_header_or_cookie_breaks_a_page(organiser, strange):
    client, workshop_id, _ = organiser
    starts = {"COOKIE": b"language=", "AUTHORIZATION": b"Bearer "}
    wrong = []
    for header in HEADERS:
        value = starts.get(header, b"") + strange
        for path in ("/", f"/workshops/{workshop_id}", "/api/v1/workshops"):
            answer = ask(client, "GET", path.encode(), **{f"HTTP_{header}": value.decode("latin-1")})
            if not sound(answer):
                wrong.append((header, path, answer.status_code, answer.headers.get("Location")))
    assert wrong == []


@on_sqlite
@pytest.mark.parametrize("strange", BYTES.values(), ids=BYTES.keys())
def test_whoever_signs_in_or_chooses_a_language_stays_here(organiser, browser, link, strange):
    client, workshop_id, _ = organiser
    assert sound(client.get(f"/sign-in?next={quote(strange)}"))
    too_long = 413 if len(strange) > 16_000 else None
    for path, name in (("/language", "back"), (f"{link(workshop_id)}/answer", "back")):
        answer = browser().post(path, data=f"{name}={quote(strange)}&answer=confirmed", content_type=FORM)
        assert (answer.status_code, sound(answer)) == (too_long or 303, True)
    sign_in = f"email=organiser%40example.org&password={quote('correct horse battery')}&next={quote(strange)}"
    answer = browser().post("/sign-in", data=sign_in, content_type=FORM)
    assert (answer.status_code, sound(answer)) == (too_long or 303, True)


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/workshops", "/workshops"),
        ("/rooms/1?as=account#board", "/rooms/1?as=account#board"),
        ("/verify#한국", "/verify#%ED%95%9C%EA%B5%AD"),
        ("/x?next=https://evil.example", "/x?next=https://evil.example"),
        (None, "/"),
        ("", "/"),
        ("workshops", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("\t//evil.example", "/"),
        ("/\n/evil.example", "/"),
        (" /workshops", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("//[evil", "/"),
        ("/\ud800", "/"),
        ("/" + "x" * 3_000, "/"),
    ],
)
def test_an_address_is_ours_or_it_is_not_taken(address, there):
    assert inside(address) == there
