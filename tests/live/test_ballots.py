"""One voter, many hands: tabs, double clicks and requests at once, by both doors, cast one ballot within one budget."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.live.client import Http, Refused, new_id

BUDGET, PER_CARD = 4, 2
TABS, REQUESTS = 4, 50


@pytest.fixture
def poll(workshop):
    """The id of an open vote over four cards, and their ids."""
    workshop.start("shape")
    cards = [workshop.card(f"Card {n}", by="KR-02") for n in range(4)]
    workshop.start("vote")
    opened = {"method": "dots", "settings": {"budget": BUDGET, "per_card": PER_CARD}}
    for reference in ("KR-01", "KR-03", "KR-04"):
        workshop.http(reference)
    return _drive(workshop, "poll.open", **opened)["data"]["poll"], cards


def _drive(workshop, type, **data):
    return workshop.http("KR-F").room(workshop.rooms["KR"], type, **data)


def by_http(workshop):
    """Tabs that ask by HTTP."""
    token = workshop.http("KR-01").token
    return [Http(workshop.url, token) for _ in range(TABS)]


def by_socket(workshop):
    """Tabs with an open line."""
    return [workshop.sit("KR-01") for _ in range(TABS)]


def by_both(workshop):
    return by_http(workshop)[: TABS // 2] + by_socket(workshop)[: TABS // 2]


def taps(cards):
    """What is asked, as (tab, id, choices): something else each time, some of it too much, every third tap doubled."""
    asked = []
    for n in range(REQUESTS):
        choices = {cards[n % 4]: 1 + n % 2, cards[(n + 1) % 4]: 2 if n % 5 else 3, cards[(n + 2) % 4]: n % 2}
        asked.append((n % TABS, new_id(), choices))
        if n % 3 == 1:
            asked[-1] = (n % TABS, asked[-2][1], asked[-2][2])
    return asked


def fits(choices):
    return sum(choices.values()) <= BUDGET and max(choices.values()) <= PER_CARD


def cast(tab, room, poll, id, choices):
    """("ok", number) or (code, None)."""
    try:
        return "ok", tab.command("room", room, "ballot.cast", {"poll": poll, "choices": choices}, id=id)["seq"]
    except Refused as refused:
        return refused.code, None


@pytest.mark.parametrize("door", [by_http, by_socket, by_both])
def test_four_tabs_double_clicks_and_fifty_requests_at_once_cast_one_ballot_within_one_budget(workshop, poll, door):
    room, id, tabs, asked = workshop.rooms["KR"], poll[0], door(workshop), taps(poll[1])
    with ThreadPoolExecutor(REQUESTS) as pool:
        answers = list(pool.map(lambda each: cast(tabs[each[0]], room, id, *each[1:]), asked))
    told = [(code, seq, choices) for (code, seq), (_, _, choices) in zip(answers, asked, strict=True)]
    assert {code for code, _, choices in told if fits(choices)} <= {"ok", "too_fast"}
    assert {code for code, _, choices in told if not fits(choices)} <= {"invalid", "too_fast"}
    assert sum(code == "ok" for code, _, _ in told) >= 10
    stands = workshop.sit("KR-01").enter(room)["mine"]["ballots"][id]
    last = max(seq for code, seq, _ in told if code == "ok")
    assert stands in [{card: n for card, n in choices.items() if n} for _, seq, choices in told if seq == last]
    (shown,) = workshop.snapshot()["polls"]
    assert (shown["entitled"], shown["cast"]) == (4, 1)
    _drive(workshop, "poll.close", poll=id)
    result = _drive(workshop, "poll.reveal", poll=id)["data"]["result"]
    counted = {card: place["score"] for place in result["ranking"] for card in place["cards"] if place["score"]}
    assert (result["ballots"], counted) == (1, stands)


@pytest.mark.parametrize("door", [by_http, by_socket, by_both])
def test_casting_and_withdrawing_at_once_leaves_one_ballot_or_none(workshop, poll, door):
    room, (id, cards) = workshop.rooms["KR"], poll
    tabs = door(workshop)

    def ask(n):
        if n % 2:
            return cast(tabs[n % TABS], room, id, new_id(), {cards[n % 4]: 1})[0]
        tabs[n % TABS].room(room, "ballot.withdraw", poll=id)
        return "ok"

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(ask, range(20))) == {"ok"}
    own = workshop.sit("KR-01").enter(room)["mine"]["ballots"]
    (shown,) = workshop.snapshot()["polls"]
    assert shown["cast"] == len(own)
    _drive(workshop, "poll.close", poll=id)
    assert _drive(workshop, "poll.reveal", poll=id)["data"]["result"]["ballots"] == len(own)


@pytest.mark.parametrize("door", [by_http, by_socket, by_both])
def test_every_request_is_either_before_the_close_or_refused(workshop, poll, door):
    room, (id, cards) = workshop.rooms["KR"], poll
    tabs = door(workshop)

    def ask(n):
        if n == 10:
            return _drive(workshop, "poll.close", poll=id)["seq"]
        return cast(tabs[n % TABS], room, id, new_id(), {cards[n % 4]: 1})

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    closed = answers.pop(10)
    assert {code for code, _ in answers} <= {"ok", "conflict"}
    assert all(seq < closed for code, seq in answers if code == "ok")
    cast_at_all = any(code == "ok" for code, _ in answers)
    assert _drive(workshop, "poll.reveal", poll=id)["data"]["result"]["ballots"] == int(cast_at_all)
