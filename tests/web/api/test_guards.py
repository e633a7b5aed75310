"""What keeps strangers out of a browser that is signed in, and too much out of the server."""

import json
import socket

import pytest
import requests
import websocket

from app import create_app
from app.config import Settings
from tests.live.client import Http, new_id
from tests.live.workshop import PASSWORD
from tests.web.api.problems import problem

STRANGE = "https://evil.example"


@pytest.fixture
def browser(house, workshop):
    """A browser in which the organiser is signed in."""
    browser = requests.Session()
    answer = browser.post(f"{house.url}/sign-in", data={"email": workshop.email, "password": PASSWORD}, timeout=10)
    assert answer.status_code == 200 and answer.url == f"{house.url}/workshops"
    return browser


# Cookies, and other sites that would use them.


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(house, workshop):
    form = {"email": workshop.email, "password": PASSWORD}
    answer = requests.post(f"{house.url}/sign-in", data=form, allow_redirects=False, timeout=10)
    cookie = answer.headers["Set-Cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "secure" not in cookie and PASSWORD not in cookie


def test_behind_tls_the_cookie_is_sent_over_tls_only(server):
    product = server(env={"PUBLIC_URL": "https://concord.example.org", "OPEN_REGISTRATION": "1"})
    mine = {"email": "a@example.org", "password": PASSWORD, "name": "Organiser"}
    Http(product.url).post("/accounts", mine)
    answer = requests.post(f"{product.url}/sign-in", data=mine, allow_redirects=False, timeout=10)
    assert "; secure" in answer.headers["Set-Cookie"].lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": STRANGE},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": STRANGE},
    ],
)
def test_another_site_cannot_act_with_the_cookie(house, workshop, browser, headers):
    api = f"{house.url}/api/v1"
    command = {"id": new_id(), "type": "stage.start", "data": {"stage": workshop.stage("vote")}}
    for method, path, body in (
        ("POST", "/workshops", {"title": "Mine"}),
        ("POST", f"/workshops/{workshop.id}/commands", command),
        ("PATCH", f"/workshops/{workshop.id}", {"title": "Mine"}),
        ("DELETE", f"/workshops/{workshop.id}", {"confirm": "Day 3"}),
    ):
        as_form = {"data": json.dumps(body), "headers": {"Content-Type": "text/plain"} | headers}
        answer = browser.request(method, api + path, timeout=10, **as_form)
        assert problem(answer, 403)["code"] == "forbidden"
    for path in ("/sign-in", "/sign-out", "/language", f"/me/{workshop.seats['KR-01']['link'].rpartition('/')[2]}"):
        answer = browser.post(house.url + path, headers=headers, allow_redirects=False, timeout=10)
        assert answer.status_code == 403 and "Set-Cookie" not in answer.headers
    assert workshop.organiser.get(f"/workshops/{workshop.id}")["title"] == "Day 3"
    assert workshop.snapshot()["stage"]["kind"] == "brief"


def test_the_own_pages_act_with_the_cookie(house, workshop, browser):
    for number, headers in enumerate(
        ({"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": house.url}, {})
    ):
        path = f"{house.url}/api/v1/workshops/{workshop.id}"
        answer = browser.patch(path, json={"subtitle": f"Number {number}"}, headers=headers, timeout=10)
        assert (answer.status_code, answer.json()["subtitle"]) == (200, f"Number {number}")


def test_another_site_cannot_listen_with_the_cookie(house, browser):
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    address = f"{house.url}/socket.io/?EIO=4&transport="
    for origin, listens in ((STRANGE, False), ("null", False), (house.url, True)):
        try:
            line = websocket.create_connection(
                f"{address}websocket".replace("http", "ws", 1), origin=origin, cookie=cookie
            )
            line.recv()
            line.send("40")
            said = line.recv()
            line.close()
        except websocket.WebSocketBadStatusException as refused:
            said = f"status {refused.status_code}"
        assert (said[:2] == "40") is listens, (origin, said)
        by_requests = browser.get(f"{address}polling", headers={"Origin": origin}, timeout=10)
        assert (by_requests.status_code == 200) is listens, origin


def test_another_site_may_not_read_answers_either(house):
    answer = requests.get(f"{house.url}/api/v1/workshops", headers={"Origin": STRANGE}, timeout=10)
    assert [name for name in answer.headers if name.lower().startswith("access-control")] == []


# Every answer.


def test_every_answer_tells_the_browser_what_it_may_run(house, workshop, browser):
    nonces = set()
    for path in ("/", "/sign-in", f"/j/{workshop.code}", "/workshops", "/nowhere", "/api/v1/workshops", "/healthz"):
        headers = browser.get(house.url + path, timeout=10).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert (policy["default-src"], policy["style-src"], policy["object-src"]) == ("'self'", "'self'", "'none'")
        assert policy["base-uri"] == "'none'" and policy["form-action"] == "'self'"
        assert "unsafe" not in headers["Content-Security-Policy"] and "*" not in headers["Content-Security-Policy"]
        nonces.add(policy["script-src"].partition("'nonce-")[2])
        secret = path == f"/j/{workshop.code}"  # its address is for nobody else, and no other request names it
        assert headers["Referrer-Policy"] == ("strict-origin" if secret else "same-origin")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=(), " in headers["Permissions-Policy"] and "clipboard-write" not in headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers  # it has no TLS
        assert headers["Cache-Control"] == "no-store"
        assert "python" not in headers.get("Server", "").lower()
    assert len(nonces) == 7


def test_every_script_of_a_page_has_its_nonce(house, workshop, browser):
    for path in ("/", f"/workshops/{workshop.id}", f"/rooms/{workshop.rooms['KR']}?as=account"):
        page = browser.get(house.url + path, timeout=10)
        nonce = page.headers["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
        assert page.status_code == 200
        scripts = [
            tag for tag in page.text.split("<script")[1:] if 'type="application/json"' not in tag.partition(">")[0]
        ]
        assert [tag.partition(">")[0] for tag in scripts if f'nonce="{nonce}"' not in tag] == []
        assert " style=" not in page.text and " onclick=" not in page.text


def test_programs_get_problems_and_people_get_pages(house):
    page = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for path in ("/nowhere", "/rooms/none", f"/rooms/{new_id()}", "/me/none"):
        answer = requests.get(house.url + path, headers=page, allow_redirects=False, timeout=10)
        assert answer.status_code in (401, 404) and "Traceback" not in answer.text
        assert answer.headers["Content-Type"].startswith("text/html")
    for path in ("/api/v1/nowhere", "/api/v1/workshops/none", "/api/v1/openapi.json/x"):
        assert problem(requests.get(house.url + path, headers=page, timeout=10))["code"] in (
            "not_found",
            "unauthenticated",
        )
    for method in ("PUT", "PATCH", "DELETE"):
        assert (
            problem(requests.request(method, f"{house.url}/api/v1/workshops", timeout=10), 404)["code"] == "not_found"
        )


# Too much, and what breaks.


def test_a_body_over_the_limit_is_too_large_whether_it_tells_its_length_or_not(house, workshop):
    url = f"{house.url}/api/v1/workshops"
    headers = {"Authorization": f"Bearer {workshop.organiser.token}"}
    much = b'{"title": "' + b"x" * (8 * 1024 * 1024) + b'"}'
    assert problem(requests.post(url, data=much, headers=headers, timeout=30), 413)["code"] == "too_large"
    in_parts = requests.post(url, data=iter([much[:5_000_000], much[5_000_000:]]), headers=headers, timeout=30)
    assert problem(in_parts, 413)["code"] == "too_large"
    small = requests.post(url, data=iter([b'{"title": ', b'"In parts"}']), headers=headers, timeout=30)
    assert (small.status_code, small.json()["title"]) == (201, "In parts")


def test_a_body_that_never_comes_does_not_stop_the_others(house):
    with socket.create_connection(("127.0.0.1", house.port), timeout=5) as slow:
        slow.sendall(b"POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        assert requests.get(f"{house.url}/healthz", timeout=5).json() == {"ok": True}


def test_what_breaks_is_told_without_its_inside_and_logged_without_its_address(tmp_path, capfd):
    app = create_app(Settings(secret_key="x", data_dir=tmp_path, database_url=f"sqlite:///{tmp_path}/none.db"))

    @app.get("/broken/<link>")
    def broken(link):
        raise RuntimeError("the inside")

    answer = app.test_client().get("/broken/a-personal-link")
    assert (answer.status_code, answer.json["code"]) == (500, "unavailable")
    assert "inside" not in answer.text
    log = capfd.readouterr().err
    assert "/broken/<link>" in log and "RuntimeError" in log and "a-personal-link" not in log
