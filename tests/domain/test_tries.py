"""Whom wrong tries count against, what is kept of them, and whose turn it is to compute."""

import threading

import pytest

from app.domain import tries
from app.domain.tries import Tries, network
from app.domain.turns import Turns
from app.refusals import NotFound, TooFast
from tests.waiting import until


def wrong():
    raise NotFound()


def test_a_network_of_ipv6_is_one_guesser_and_an_old_address_in_a_new_dress_is_the_old_one():
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:ffff::9") != network("2001:db8:1:3::1")
    assert network("::ffff:203.0.113.7") == network("203.0.113.7") != network("203.0.113.8")
    assert network(None) == ""


def test_right_tries_count_for_nothing():
    doors = Tries(2)
    assert [doors.guess("203.0.113.7", lambda: "in") for _ in range(50)] == ["in"] * 50
    for expected in (NotFound, NotFound, TooFast):
        with pytest.raises(expected):
            doors.guess("203.0.113.7", wrong)


def test_wrong_passwords_of_one_account_from_many_addresses_slow_down_the_next_address():
    doors = Tries(3)
    for number in range(3):
        with pytest.raises(NotFound):
            doors.guess(f"203.0.113.{number}", wrong, account="organiser@example.org")
    with pytest.raises(TooFast):
        doors.guess("203.0.113.9", wrong, account="organiser@example.org")
    assert doors.guess("203.0.113.10", lambda: "in", account="organiser@example.org") == "in"


def test_however_many_addresses_guess_so_much_is_kept_and_no_more(monkeypatch):
    monkeypatch.setattr(tries, "MOST_KEPT", 50)
    doors = Tries(2)
    for number in range(200):
        with pytest.raises(NotFound):
            doors.guess(f"2001:db8:0:{number:x}::1", wrong, account=f"{number}@example.org")
    assert len(doors._missed) <= 52 and len(doors._lanes) <= 51


def test_addresses_compute_in_turn_and_one_of_each_at_a_time():
    turns, order, gate = Turns(1), [], threading.Event()

    def compute(address):
        with turns.turn(address):
            order.append(address)
            gate.wait(10)

    people = ["203.0.113.1"] * 4 + ["203.0.113.2"]
    threads = []
    for count, address in enumerate(people):
        threads.append(threading.Thread(target=compute, args=(address,)))
        threads[-1].start()
        until(lambda count=count: len(turns._running) + sum(map(len, turns._queues.values())) == count + 1)
    gate.set()
    for thread in threads:
        thread.join(10)
    assert order[:3].count("203.0.113.2") == 1 and len(order) == 5
    assert (turns._running, sum(map(len, turns._queues.values()))) == (set(), 0)


def test_a_flood_of_one_address_is_refused_and_the_next_address_is_not():
    turns = Turns(1, most_waiting=4)
    with turns.turn("203.0.113.1"):
        turns._waits("203.0.113.1")
        with pytest.raises(TooFast), turns.turn("203.0.113.1"):
            pass
        assert turns._waits("203.0.113.2") is not None
