"""Somebody silent is asked to speak up, and nobody else learns who."""

from tests.domain.people import DELEGATES, refused


def nudged(people):
    return {who for who in (*DELEGATES, "KR-F", "ORG") if people.mine(who)["nudged"]}


def nudge(people, who="KR-F", whom="KR-02"):
    return people.do(who, "member.nudge", member=people.seat[whom])


def test_the_person_alone_learns_it_and_the_room_not_whom(gathering):
    nudge(gathering)
    assert nudged(gathering) == {"KR-02"}
    event = gathering.events()[-1]
    assert (event["type"], event["data"], event["actor"], event["command"]) == ("member.nudged", {}, None, None)


def test_each_is_asked_once_a_minute_at_most(gathering, clock):
    nudge(gathering)
    clock.passes(20)
    nudge(gathering, whom="KR-03")
    with refused("too_fast", "They were asked a moment ago; wait a minute") as found:
        nudge(gathering, "ORG")
    assert found.value.retry_after == 40
    clock.passes(40)
    nudge(gathering)


def test_the_next_stage_asks_nobody(gathering):
    nudge(gathering)
    gathering.go("shape")
    assert nudged(gathering) == set()


def test_only_delegates_of_this_room_are_asked(gathering):
    for whom in ("JP-01", "KR-F"):
        with refused("not_found"):
            nudge(gathering, "ORG", whom)
    assert nudged(gathering) == set()
