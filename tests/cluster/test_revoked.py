"""What was revoked on one process is revoked on the other, also where no message of it comes through."""

import contextlib

import pytest

from tests.live.client import Http, Live, Refused, new_id

WITHIN_S = 15


@pytest.fixture
def deaf(redis_server):
    """Have every process lose its subscription, as Redis does to one that reads too slowly."""
    return lambda: redis_server.say("CLIENT KILL TYPE pubsub")


def closed(line, reason):
    line.until(lambda: not line.open, seconds=WITHIN_S)
    assert line.told("goodbye") == [{"reason": reason}]


def hears_nothing_more(line, near):
    before = len(line.heard)
    seq = near.organiser.room(near.rooms["KR"], "card.add", title="Said afterwards")["seq"]
    witness = near.line("KR-03")
    witness.enter(near.rooms["KR"])
    assert witness.settle()["seq"][f"room:{near.rooms['KR']}"] >= seq
    assert len(line.heard) == before


def test_a_delegate_who_is_removed_while_nobody_listens_hears_no_more(near, far, deaf):
    line = far(near.http("KR-04").token)
    line.enter(near.rooms["KR"])
    deaf()
    near.run("member.remove", member=near.member("KR-04"))
    closed(line, "removed")
    hears_nothing_more(line, near)


def test_whoever_came_in_by_a_link_that_is_renewed_while_nobody_listens_hears_no_more(near, far, deaf):
    line = far(near.http("KR-04").token)
    line.enter(near.rooms["KR"])
    deaf()
    near.run("member.renew", member=near.member("KR-04"))
    closed(line, "renewed")
    hears_nothing_more(line, near)


def test_a_token_that_is_revoked_while_nobody_listens_hears_no_more_and_others_of_the_seat_do(near, far, deaf):
    revoked, stays = near.http("KR-04"), far(again(near, "KR-04"))
    line = far(revoked.token)
    for each in (line, stays):
        each.enter(near.rooms["KR"])
    deaf()
    assert revoked.ask("DELETE", "/tokens").status_code == 204
    closed(line, "revoked")
    hears_nothing_more(line, near)
    stays.event("card.added")


def again(near, reference):
    """A second token of a seat."""
    return Http(near.url).post("/join", {"link": near.seats[reference]["link"]})["token"]


def test_a_screen_that_is_ended_while_nobody_listens_shows_no_more(near, far, deaf):
    screen = near.organiser.post(f"/workshops/{near.id}/screens")
    line = far(screen["link"].rpartition("/")[2])
    line.ask("enter", {"workshop": near.id})
    deaf()
    assert near.organiser.ask("DELETE", f"/workshops/{near.id}/screens/{screen['id']}").status_code == 204
    closed(line, "revoked")


def test_a_delegate_who_is_moved_while_nobody_listens_leaves_the_old_room(near, far, deaf):
    line = far(near.http("KR-04").token)
    line.enter(near.rooms["KR"])
    deaf()
    near.run("member.move", member=near.member("KR-04"), room=near.rooms["JP"])
    closed(line, "moved")
    hears_nothing_more(line, near)


def test_guests_leave_when_the_plenary_ends_while_nobody_listens(near, far, deaf):
    near.start("plenary")
    line = far(near.http("JP-01").token)
    line.enter(near.rooms["KR"])
    deaf()
    near.start("shape", "KR")
    closed(line, "shut")
    hears_nothing_more(line, near)


def test_a_link_that_is_renewed_tries_out_nothing_more(near, processes, deaf):
    link = {"link": near.seats["KR-04"]["link"]}
    with contextlib.closing(Live(processes[1].url, None, auth=link)) as line:
        line.settle()
        deaf()
        near.run("member.renew", member=near.member("KR-04"))
        closed(line, "renewed")


@pytest.mark.parametrize("asks", ["enter", "command", "text.open", "clock"])
def test_a_revoked_token_is_refused_by_the_other_process_although_no_message_comes(near, far, redis_server, asks):
    room, card = near.rooms["KR"], near.card("Insure carers")
    questions = {
        "enter": {"room": room},
        "command": {"room": room, "id": new_id(), "type": "card.add", "data": {"title": "Late"}},
        "text.open": {"doc": f"card:{card}"},
        "clock": {},
    }
    line = far(near.http("KR-04").token)
    line.enter(room)
    redis_server.stop()
    try:
        assert near.http("KR-04").ask("DELETE", "/tokens").status_code == 204
        with pytest.raises(Refused, match="unauthenticated"):
            line.ask(asks, questions[asks])
        closed(line, "revoked")
    finally:
        redis_server.start()
