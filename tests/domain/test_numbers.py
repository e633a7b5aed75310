"""Many at once: numbers without holes or doubles, snapshots of one moment, and what is asked twice done once."""

import threading

import pytest

from app.domain import account
from app.domain.account import Principal
from app.domain.command import Ask, perform
from app.storage import rows
from app.storage.tables import Ballot, BallotLink, Card, Member, Participation, new_id
from tests.domain.browser import apply
from tests.domain.people import DELEGATES, FORMAL

THREADS = 16


def at_once(deeds):
    """Have `deeds` done by THREADS threads that start together; returns what they returned, raises what one raised."""
    deeds, start, lock = list(enumerate(deeds)), threading.Barrier(THREADS), threading.Lock()
    answers, failures = {}, []

    def work():
        start.wait()
        while True:
            with lock:
                if not deeds or failures:
                    return
                n, deed = deeds.pop(0)
            try:
                answers[n] = deed()
            except Exception as failure:
                failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [answers[n] for n in sorted(answers)]


@pytest.mark.timeout(300)
def test_two_hundred_commands_at_once_are_numbered_without_a_hole_and_snapshots_are_of_one_moment(shaping):
    theme, start = shaping.theme(FORMAL), shaping.snapshot()
    mine = shaping.mine("KR-F")
    done, told, seen = threading.Event(), threading.Semaphore(0), []
    shaping.store.listen(lambda _: told.release() if len(shaping.heard) % 5 == 0 else None)

    def look_on():
        while not done.is_set():
            told.acquire()
            seen.append(shaping.snapshot("KR-F"))

    onlooker = threading.Thread(target=look_on)
    onlooker.start()
    try:
        writers = (DELEGATES * 40)[:200]
        answers = at_once(
            [lambda who=who: shaping.do(who, "card.add", title="One more", theme=theme) for who in writers]
        )
    finally:
        done.set()
        told.release()
        onlooker.join()
    first = start["seq"] + 1
    assert sorted(answer.seq for answer in answers) == list(range(first, first + 200))
    events = shaping.events(start["seq"])
    assert [event["seq"] for event in events] == list(range(first, first + 200))
    moments, room = {start["seq"]: start}, start
    for event in events:
        room = moments[event["seq"]] = apply(room, event, mine)
    assert len(seen) > 2
    assert [snapshot["seq"] for snapshot in seen if snapshot != moments[snapshot["seq"]]] == []
    assert shaping.snapshot("KR-F") == room


def test_the_same_command_from_many_threads_is_done_once(shaping):
    id, before = new_id(), shaping.snapshot()["seq"]
    answers = at_once([lambda: shaping.do("KR-02", "card.add", id=id, title="Once")] * 32)
    assert {(answer.seq, answer.data["card"]) for answer in answers} == {(before + 1, id)}
    assert [event["data"]["card"] for event in shaping.events(before)] == [id]


def test_a_command_for_all_rooms_from_many_threads_is_done_once_in_each(seated):
    id = new_id()
    at_once([lambda: seated.do("ORG", "timer.start", id=id, seconds=60)] * 16)
    assert [sum(event["type"] == "timer.started" for event in seated.events(at=at)) for at in ("KR", "JP")] == [1, 1]


def test_two_tabs_cast_one_budget(voting):
    """Eight taps of one delegate at once, each within the budget: one ballot stands, and it is one of them."""
    poll = voting.poll()
    carers, form, villages = (voting.card(title) for title in ("Insure carers", "One form", "Map the villages"))
    taps = [{carers: 2, form: 1}, {form: 2, villages: 1}, {villages: 2}, {carers: 1}] * 8
    at_once([lambda choices=choices: voting.do("KR-02", "ballot.cast", poll=poll, choices=choices) for choices in taps])
    assert [len(voting.rows(table)) for table in (Ballot, BallotLink, Participation)] == [2, 2, 2]
    assert voting.mine("KR-02")["ballots"][poll] in taps
    assert voting.snapshot()["polls"][0]["cast"] == 2


def test_casting_against_the_close_counts_whole_ballots_or_none(voting):
    poll, card = voting.poll(), voting.card("One form")

    def cast(who):
        try:
            voting.do(who, "ballot.cast", poll=poll, choices={card: 2})
        except Exception as refusal:
            return refusal.code
        return "counted"

    deeds = [lambda who=who: cast(who) for who in DELEGATES[1:]]
    deeds.insert(2, lambda: voting.do("KR-F", "poll.close", poll=poll))
    told = [answer for answer in at_once(deeds) if isinstance(answer, str)]
    result = voting.do("KR-F", "poll.reveal", poll=poll).data["result"]
    assert set(told) <= {"counted", "conflict"}
    assert result["ballots"] == 1 + told.count("counted") == len(voting.rows(Ballot))


def test_adopting_at_once_never_passes_the_most(counted):
    def adopt(title):
        try:
            return counted.do("KR-F", "measure.adopt", cards=[counted.card(title)]).data
        except Exception as refusal:
            return refusal.code

    counted.do("ORG", "workshop.change", measures_max=2)
    titles = ("Insure carers", "One form", "Map the villages", "A fund for returners")
    answers = at_once([lambda title=title: adopt(title) for title in titles])
    assert answers.count("conflict") == 2
    assert len(counted.snapshot()["measures"]) == 2


def test_rooms_do_not_wait_for_each_other_in_vain(shaping):
    """Seats are marked as seen while stages start and delegates of both rooms are done: nobody is refused."""
    shaping.go("shape", at="JP")

    def noticed(who, at):
        """A command as the doors run it: the seat is marked as seen in the same transaction."""

        def actor(session):
            found = account.actor(session, Principal(member=shaping.seat[who]), room=shaping.room[at])
            rows.change(session, Member, found.id, seen_at=account.now())
            return found

        ask = Ask("room", shaping.room[at], new_id(), "ready.set", {"done": True})
        return lambda: perform(shaping.store, actor, ask, shaping.terms)

    people = [(who, "KR") for who in DELEGATES] + [("JP-01", "JP"), ("JP-02", "JP")]
    deeds = [noticed(who, at) for who, at in people * 4]
    for n in range(0, 40, 8):
        deeds.insert(n, lambda: shaping.do("ORG", "stage.start", stage=shaping.stage["shape"]))
    at_once(deeds)
    events = shaping.events()
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_reader_of_sqlite_is_not_held_up_by_a_writer(shaping):
    with shaping.store.writing() as session:
        session.get(Member, shaping.seat["KR-02"]).name = "Not yet"
        session.flush()
        assert "Not yet" not in repr(shaping.snapshot())


def test_what_is_rolled_back_was_never_told(shaping):
    before, heard = shaping.everything(), list(shaping.heard)
    try:
        with shaping.store.writing() as session:
            session.add(
                Card(
                    id=new_id(),
                    room_id=shaping.room["KR"],
                    title="Never",
                    position="z",
                    kind="proposal",
                    language="en",
                    created_at=account.now(),
                )
            )
            session.info.setdefault("said", []).append("that it was there")
            session.flush()
            raise KeyError("the house falls down")
    except KeyError:
        pass
    assert (shaping.everything(), shaping.heard) == (before, heard)
