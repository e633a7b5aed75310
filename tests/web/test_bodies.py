"""Bodies: who asks is settled before one is read, each call has its own limit, and mistakes are told in few lines."""

import io
from uuid import uuid4

import pytest

from app.storage.tables import Room
from app.web.calls import CALLS
from tests.web.conftest import PASSWORD

OPEN = {"/sign-in", "/sign-out", "/language", "/j/<code>", "/api/v1/accounts", "/api/v1/tokens", "/api/v1/join"}
"""What a stranger may send something to."""


class Unread(io.RawIOBase):
    """A body that notes that somebody began to read it."""

    def __init__(self):
        self.read_of = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.read_of += 1
        buffer[:1] = b"{"
        return 1


def given(body):
    return {"wsgi.input": body, "CONTENT_LENGTH": "500"}


def parts(rule):
    return {name: str(uuid4()) if name.endswith("_id") else "nothing-of-ours" for name in rule.arguments}


def takers(app):
    """(method, path) of everything that a stranger may not send a body to."""
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods & {"POST", "PATCH", "DELETE"}):
            if rule.rule not in OPEN:
                yield method, urls.build(rule.endpoint, parts(rule), method=method)


def test_a_strangers_body_is_not_read(app, browser):
    found = {}
    for method, path in takers(app):
        body = Unread()
        how = {"environ_overrides": given(body), "headers": {"Accept": "application/json"}}
        answer = browser().open(path, method=method, content_type="application/json", **how)
        found[method, path] = (answer.status_code, body.read_of)
        ours = answer.status_code == 303 and answer.location.startswith("/sign-in?next=")
        assert (ours or answer.status_code in (401, 404), body.read_of) == (True, 0), (method, path, answer.status_code)
    assert len(found) > 20


def test_a_stranger_with_a_bad_body_is_a_stranger(browser):
    for told in CALLS:
        if told["method"] != "get" and not told["open"]:
            path = told["path"].replace("{workshop_id}", str(uuid4())).replace("{room_id}", str(uuid4()))
            path = path.replace("{screen_id}", str(uuid4()))
            answer = browser().open(f"/api/v1{path}", method=told["method"].upper(), json={"nonsense": [1]})
            assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated"), told


@pytest.fixture
def tokens(app, make, link):
    """(workshop id, {"organiser": a token, "delegate": a token})"""
    workshop_id, _ = make()
    client = app.test_client()
    sign_in = {"email": "organiser@example.org", "password": PASSWORD}
    organiser = client.post("/api/v1/tokens", json=sign_in).json["token"]
    taken = {"link": link(workshop_id).rpartition("/")[2]}
    return workshop_id, {"organiser": organiser, "delegate": client.post("/api/v1/join", json=taken).json["token"]}


def bearing(token):
    return {"Authorization": f"Bearer {token}"}


def test_who_may_not_is_told_so_before_the_body_is_read(app, tokens):
    workshop_id, token = tokens
    client = app.test_client()
    for method, path in (
        ("POST", "/workshops"),
        ("POST", "/workshops/import"),
        ("PATCH", f"/workshops/{workshop_id}"),
        ("DELETE", f"/workshops/{workshop_id}"),
        ("POST", f"/workshops/{workshop_id}/roster"),
        ("POST", f"/workshops/{workshop_id}/copy"),
        ("POST", f"/workshops/{workshop_id}/rehearsal"),
        ("POST", f"/workshops/{workshop_id}/screens"),
    ):
        body = Unread()
        how = {"environ_overrides": given(body), "headers": bearing(token["delegate"])}
        answer = client.open(f"/api/v1{path}", method=method, **how)
        assert (answer.status_code, body.read_of) == (403, 0), (method, path)


def limited():
    return [told for told in CALLS if told["takes"] is not None or told["path"].endswith("}/roster")]


@pytest.mark.parametrize("in_chunks", [False, True], ids=["with its length", "in chunks"])
def test_each_call_has_a_limit_of_its_own(app, tokens, in_chunks):
    workshop_id, token = tokens
    client = app.test_client()
    with app.house.store.reading() as session:
        room_id = session.query(Room).filter_by(workshop_id=workshop_id).first().id
    for told in limited():
        if told["method"] == "get":
            continue
        path = told["path"].replace("{workshop_id}", workshop_id).replace("{room_id}", room_id)
        much = b'{"title": "' + b"x" * told["most"] + b'"}'
        how = {"data": much}
        if in_chunks:
            how = {"input_stream": io.BytesIO(much), "environ_overrides": {"wsgi.input_terminated": True}}
        answer = client.open(
            f"/api/v1{path}",
            method=told["method"].upper(),
            headers=bearing(token["organiser"]),
            content_type="application/json",
            **how,
        )
        assert (answer.status_code, answer.json["code"]) == (413, "too_large"), (told, answer.json)


def test_a_form_that_everybody_may_send_is_short(browser, make):
    _, code = make()
    for path in ("/sign-in", f"/j/{code}", "/language"):
        assert browser().post(path, data={"email": "x" * 17_000}).status_code == 413, path


def test_of_very_many_mistakes_twenty_are_told(app, tokens):
    workshop_id, token = tokens
    client = app.test_client()
    rows = [{"nonsense": 1} for _ in range(1_000)]
    for path, body in (
        ("/workshops", {f"field {n}" * 40: n for n in range(1_000)}),
        ("/workshops", {"title": "T", "rooms": [{"name": 1, "nonsense": 1} for _ in range(100)]}),
        (f"/workshops/{workshop_id}/roster", {"rows": rows}),
        (f"/workshops/{workshop_id}/commands", {"id": str(uuid4()), "type": "roster.set", "data": {"rows": rows}}),
    ):
        answer = client.post(f"/api/v1{path}", json=body, headers=bearing(token["organiser"]))
        assert answer.status_code == 422
        told = answer.json["errors"]
        assert len(told) <= 21 and len(answer.data) < 8_000
        assert all(len(name) <= 200 for name in told)
    assert answer.json["errors"]["more"] == [f"{4 * 1_000 - 20} more mistakes are not listed"]


@pytest.mark.parametrize(
    "body",
    [
        {"title": "T", "rooms": [{}] * 101},
        {"title": "T", "themes": [1] * 31},
        {"title": "T", "findings": [1] * 2_001},
        {"title": "T", "rooms": [{"name": "KR", "findings": [1] * 1_001}, {"name": "JP", "findings": [1] * 1_001}]},
    ],
    ids=lambda body: list(body)[-1],
)
def test_a_list_is_counted_before_it_is_read(app, tokens, body):
    _, token = tokens
    answer = app.test_client().post("/api/v1/workshops", json=body, headers=bearing(token["organiser"]))
    assert (answer.status_code, len(answer.json["errors"])) == (413, 1)
