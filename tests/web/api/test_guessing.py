"""Guessing is slow, and who knows the right word gets in: passwords, join codes, screen codes, links, set-up token."""

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from requests.adapters import HTTPAdapter

from tests.live.client import Http
from tests.live.workshop import PASSWORD, Workshop
from tests.servers import Product
from tests.waiting import until
from tests.web.api.problems import refusal

MOST_S = 15
"""Nobody who is right waits longer, whoever guesses beside them."""


class From(HTTPAdapter):
    """Calls that come from another address of this machine."""

    def __init__(self, address):
        self.address = address
        super().__init__(pool_maxsize=100)

    def init_poolmanager(self, *given, **options):
        super().init_poolmanager(*given, source_address=(self.address, 0), **options)


def door(url, address):
    made = Http(url)
    made.session.mount("http://", From(address))
    return made


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def product(request, tmp_path_factory):
    """A server that nobody else guesses at. Each test comes from addresses of its own."""
    folder = tmp_path_factory.mktemp("guessed-at")
    started = Product(data_dir=folder, async_mode=request.param, env={"OPEN_REGISTRATION": "1"}).start()
    yield started
    started.stop()


@pytest.fixture
def workshop(product):
    with contextlib.closing(Workshop(product.url, seats=(("KR-04", "participant", "KR", "workers"),))) as made:
        yield made


def until_slow(guess):
    """Guess until the answer is to wait; how often that was."""
    for times in range(1, 100):
        if guess()["code"] == "too_fast":
            return times
    raise AssertionError("nobody was slowed down")


def wrong_password(http, email):
    return refusal(http.post, "/tokens", {"email": email, "password": "not the right one"})


def wrong_code(http):
    return refusal(http.get, "/join/ZZZZZZ")


def test_wrong_tries_of_one_kind_slow_down_no_other(product, workshop):
    near = door(product.url, "127.0.0.11")
    page, site = near.session, product.url
    until_slow(lambda: wrong_code(near))
    assert wrong_password(near, workshop.email)["code"] == "unauthenticated"
    assert refusal(near.post, "/join", {"link": "no such link"})["code"] == "not_found"
    assert page.post(f"{site}/screen", data={"code": "ZZZZZZZZ"}).status_code == 404
    assert page.get(f"{site}/sign-in/no-such-link").status_code == 401
    assert page.get(f"{site}/me/no-such-link").status_code == 404
    screen = workshop.organiser.post(f"/workshops/{workshop.id}/screens")
    assert page.post(f"{site}/screen", data={"code": screen["code"]}).url == f"{site}/screen"


def test_a_flood_of_guessed_codes_is_slowed_and_delegates_still_join_from_the_same_address(product, workshop):
    near = door(product.url, "127.0.0.12")
    until_slow(lambda: wrong_code(near))
    with guessing(8, lambda mine: mine.ask("GET", "/join/ZZZZZZ"), product.url, "127.0.0.12") as tried:
        began = time.monotonic()
        for number in range(2):
            seat = {"code": workshop.code, "name": f"KR-1{number}", "room": "KR"}
            assert near.post("/join", seat)["token"]
        took = time.monotonic() - began
    assert {answer.status_code for answer in tried} == {429}
    assert len(tried) <= 8 + 8 + 3 * took  # hundreds a second before; now one after the other, with a growing pause


def test_guessed_passwords_neither_lock_the_owner_out_nor_starve_others(product, workshop):
    here, right = "127.0.0.13", {"email": workshop.email, "password": PASSWORD}
    wrong = right | {"password": "not the right one"}
    with guessing(24, lambda mine: mine.ask("POST", "/tokens", wrong), product.url, here) as tried:
        until(lambda: 429 in [answer.status_code for answer in list(tried)], seconds=90)
        for far in ("127.0.0.14", "127.0.0.15"):
            began = time.monotonic()
            assert door(product.url, far).post("/tokens", right)["token"]
            assert time.monotonic() - began < MOST_S
    near = door(product.url, here)
    for _ in range(2):
        assert near.post("/tokens", right)["token"]
        assert wrong_password(near, workshop.email)["retry_after"] > 0


def test_a_replaced_join_code_and_an_ended_screen_are_named_as_old_and_count_as_no_guess(product, workshop):
    anybody = door(product.url, "127.0.0.16")
    code = workshop.run("code.renew")["data"]["code"]
    assert code != workshop.code and anybody.get(f"/join/{code}")["title"] == "Day 3"
    told = [refusal(anybody.get, f"/join/{workshop.code}") for _ in range(40)]
    said = "This code has been replaced; ask the organiser for the new one"
    assert told == [{"code": "not_found", "detail": said}] * 40
    read = {"Accept": "text/html"}
    assert said in anybody.session.get(product.url, params={"code": workshop.code}, headers=read).text
    screen = workshop.organiser.post(f"/workshops/{workshop.id}/screens")
    workshop.organiser.ask("DELETE", f"/workshops/{workshop.id}/screens/{screen['id']}")
    answer = anybody.session.post(f"{product.url}/screen", data={"code": screen["code"]}, headers=read)
    assert (answer.status_code, "This code is too old" in answer.text) == (404, True)


@contextlib.contextmanager
def guessing(together, guess, url, address):
    """So many who do guess(door) again and again; what they were answered."""
    over, tried = threading.Event(), []

    def go_on():
        mine = door(url, address)
        while not over.is_set():
            tried.append(guess(mine))

    with ThreadPoolExecutor(together) as pool:
        for _ in range(together):
            pool.submit(go_on)
        try:
            yield tried
        finally:
            over.set()
