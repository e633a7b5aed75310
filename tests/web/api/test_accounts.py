"""Who may have an account, and what a token is worth."""

import sqlite3
from contextlib import closing

import pytest
import requests

from tests.live.client import Http, new_id
from tests.live.workshop import PASSWORD, account
from tests.web.api.problems import problem, refusal

INVITATION = "New accounts are by invitation"


def person(**changes):
    return {"email": f"{new_id()}@example.org", "password": PASSWORD, "name": "Organiser"} | changes


def test_the_first_account_is_open_on_this_machine_and_later_ones_are_by_invitation(server):
    door = Http(server().url)
    made = door.post("/accounts", person(email="First@Example.org"))
    assert (made["account"]["email"], made["account"]["name"]) == ("first@example.org", "Organiser")
    assert refusal(door.post, "/accounts", person()) == {"code": "forbidden", "detail": INVITATION}
    assert Http(door.url.removesuffix("/api/v1"), made["token"]).get("/workshops") == {"workshops": []}


def test_from_outside_the_first_account_needs_the_token_that_the_server_printed(server):
    product = server(env={"HOST": "0.0.0.0"})
    door = Http(product.url)
    assert refusal(door.post, "/accounts", person())["code"] == "forbidden"
    assert refusal(door.post, "/accounts", person(setup_token="guessed"))["code"] == "forbidden"
    printed = next(line for line in product.stdout if "Set-up token" in line).split()[-1]
    assert door.post("/accounts", person(setup_token=printed))["token"]
    assert refusal(door.post, "/accounts", person(setup_token=printed))["detail"] == INVITATION


def test_the_terminal_of_an_empty_installation_says_how_to_come_by_an_account(server):
    product = server()
    assert [line for line in product.stdout if "make account EMAIL=" in line]
    Http(product.url).post("/accounts", person())
    product.stop()
    product.start()
    assert [line for line in product.stdout if "make account" in line] == []


def test_somebody_behind_a_proxy_is_not_on_this_machine(server):
    door = Http(server().url)
    answer = door.ask("POST", "/accounts", person(), headers={"X-Forwarded-For": "203.0.113.7"})
    assert problem(answer, 403)["code"] == "forbidden"


def test_where_registration_is_open_everybody_may(house, anybody):
    assert account(house.url)["token"] != account(house.url)["token"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"email": f"{'x' * 250}@example.org"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 201}, "password"),
        ({"password": None}, "password"),
        ({"name": "  "}, "name"),
        ({"name": 7}, "name"),
        ({"admin": True}, "admin"),
    ],
)
def test_an_account_that_does_not_fit_is_refused_by_field(anybody, changes, field):
    error = refusal(anybody.post, "/accounts", person(**changes))
    assert (error["code"], list(error["errors"])) == ("invalid", [field])


def test_an_address_has_one_account(anybody):
    taken = person()
    anybody.post("/accounts", taken)
    error = refusal(anybody.post, "/accounts", taken | {"email": taken["email"].upper(), "password": "yet another one"})
    assert error["code"] == "conflict"


def test_who_signs_in_gets_a_token_of_their_own(house, anybody):
    mine = person()
    made = anybody.post("/accounts", mine)
    signed_in = anybody.post("/tokens", {"email": mine["email"].upper(), "password": PASSWORD})
    assert signed_in["account"] == made["account"] and signed_in["token"] != made["token"]
    for token in (made["token"], signed_in["token"]):
        assert Http(house.url, token).get("/workshops") == {"workshops": []}


def test_a_wrong_password_and_an_unknown_address_look_the_same(anybody):
    mine = person()
    anybody.post("/accounts", mine)
    wrong = refusal(anybody.post, "/tokens", {"email": mine["email"], "password": "something else"})
    unknown = refusal(anybody.post, "/tokens", {"email": f"{new_id()}@example.org", "password": PASSWORD})
    assert wrong == unknown == {"code": "unauthenticated", "detail": "The address or the password is not right"}


def test_whoever_guesses_passwords_has_to_wait(server):
    door = Http(server().url)
    mine = person()
    door.post("/accounts", mine)
    codes = []
    while "too_fast" not in codes:
        codes.append(refusal(door.post, "/tokens", {"email": mine["email"], "password": "guess"})["code"])
    assert codes[:30] == ["unauthenticated"] * 30
    answer = door.ask("POST", "/tokens", {"email": mine["email"], "password": "guess"})
    assert problem(answer, 429)["retry_after"] > 0 and int(answer.headers["Retry-After"]) > 0


def test_a_revoked_token_is_worth_nothing_and_the_others_are_as_before(house, anybody):
    mine = person()
    first = Http(house.url, anybody.post("/accounts", mine)["token"])
    second = Http(house.url, anybody.post("/tokens", {"email": mine["email"], "password": PASSWORD})["token"])
    assert first.ask("DELETE", "/tokens").status_code == 204
    assert problem(first.ask("GET", "/workshops"), 401)["code"] == "unauthenticated"
    assert problem(first.ask("DELETE", "/tokens"), 401)["code"] == "unauthenticated"
    assert second.get("/workshops") == {"workshops": []}


def test_a_seat_is_no_account(workshop):
    error = refusal(workshop.http("KR-01").post, "/workshops", {"title": "Mine"})
    assert error == {"code": "forbidden", "detail": "This needs an account"}


def test_neither_passwords_nor_tokens_nor_links_lie_in_the_database(house, workshop):
    secrets = [PASSWORD, workshop.organiser.token, workshop.http("KR-01").token]
    secrets += [seat["link"].rpartition("/")[2] for seat in workshop.seats.values()]
    with closing(sqlite3.connect(f"file:{house.data_dir}/concord.db?mode=ro", uri=True)) as database:
        dump = "\n".join(database.iterdump())
    assert workshop.id.replace("-", "") in dump
    assert [secret for secret in secrets if secret in dump] == []


def test_a_one_time_link_does_not_work_as_a_token(house):
    answer = requests.get(f"{house.url}/api/v1/workshops", headers={"Authorization": "Bearer "}, timeout=10)
    assert problem(answer, 401)["code"] == "unauthenticated"
