"""What holds for every command that somebody may ask for at a door. A new command needs a row in commands.py."""

import pytest
from marshmallow import fields

from app.domain.command import COMMANDS, Ask, perform
from app.domain.fields import Flag, Free, Id, Many, Pairs, Text, Whole
from app.domain.shapes import Moment
from app.refusals import Refusal
from app.storage.tables import new_id
from tests.domain.browser import everybody_agrees
from tests.domain.commands import ROWS
from tests.domain.conftest import DATABASES

every_command = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())


def test_every_command_at_a_door_has_its_row():
    assert all(row.closed or row.unlike for row in ROWS.values())
    told = sorted((row.scope, row.type) for row in ROWS.values())
    assert told == sorted(key for key, command in COMMANDS.items() if command.door)


@every_command
def test_it_works_and_everybody_sees_alike(play, row):
    people = play(row.scene)
    row.before(people)
    data, streams = row.data(people), {"room": "KR", "workshop": None}
    before = {scope: len(people.events(at=at)) for scope, at in streams.items()}
    answers = []
    everybody_agrees(people, lambda people: answers.append(row.plainly(people, row.who, data)))
    (event,) = people.events(before[row.scope], at=streams[row.scope])
    (answer,) = answers
    assert (event["type"], event["seq"]) == (row.command.past, answer.seq)
    told = [step["type"] for step in answer.follow if step["room"] == people.room["KR"]]
    if row.scope == "workshop":
        assert [each["type"] for each in people.events(before["room"])] == [
            COMMANDS["room", type].past for type in told
        ]
    assert len(told) == (row.scope == "workshop" and row.type not in FOR_THE_DESK)


FOR_THE_DESK = (
    "code.renew",
    "room.add",
    "room.remove",
    "member.renew",
    "member.answer",
    "member.try",
    "question.ask",
    "question.set",
    "applause.give",
)
"""What only the organiser's desk needs to hear."""


@every_command
def test_twice_is_once(play, row):
    people = play(row.scene)
    row.before(people)
    data, id = row.data(people), new_id()
    first = row.plainly(people, row.who, data, id=id)
    after = people.everything()
    assert row.plainly(people, row.who, data, id=id) == first
    assert people.everything() == after


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row.closed], ids=lambda row: row.type)
def test_where_the_stage_does_not_allow_it_it_is_refused(play, row):
    people = play(row.scene)
    row.before(people)
    people.go(row.closed)
    before = people.everything()
    assert answer(row, people, row.who) == "forbidden"
    assert people.everything() == before


# What is refused changes nothing: those who are refused can all come to the same scene.


@pytest.fixture(scope="module", params=DATABASES)
def undisturbed_database(request):
    return request.param


@pytest.fixture(scope="module", params=ROWS.values(), ids=ROWS.keys())
def row_of_a_refusal(request):
    return request.param


@pytest.fixture(scope="module")
def undisturbed(request, scenes, undisturbed_database, row_of_a_refusal):
    """(people, row) in the row's scene, which must be as it was when everybody was refused."""
    row = row_of_a_refusal
    people = scenes(request, undisturbed_database, "apart").play(row.scene)
    row.before(people)
    before = people.everything()
    yield people, row
    assert people.everything() == before
    people.close()


def test_a_stranger_finds_nothing(undisturbed):
    people, row = undisturbed
    strangers = ["FAR-01"]
    if row.scope == "room":
        strangers += ["JP-01", "JP-F"]
    if row.scope == "room" and row.scene != "declared":  # what has been declared observers may read
        strangers += ["OBS-1"]
    if row.elsewhere:
        strangers.append(row.elsewhere)
    strangers = [who for who in strangers if who not in row.guests]
    assert {who: answer(row, people, who) for who in strangers} == dict.fromkeys(strangers, "not_found")


def test_it_is_refused_to_those_whose_task_it_is_not(undisturbed):
    people, row = undisturbed
    others = [row.unlike] if row.unlike else []
    if row.scope == "workshop":
        others += ["OBS-1", "RES-1"]
    assert {who: answer(row, people, who) for who in others} == dict.fromkeys(others, "forbidden")


def test_bad_data_is_refused(undisturbed):
    people, row = undisturbed
    given = row.data(people)
    expected = {f"{field} = {value!r:.40}": code for field, value, code in mistakes(row, people.terms.limits)}
    told = {
        f"{field} = {value!r:.40}": answer(row, people, row.who, **{field: value})
        for field, value, _ in mistakes(row, people.terms.limits)
    }
    assert told == expected
    needed = [name for name, field in row.command.schema.fields.items() if field.required]
    without = {name: {key: value for key, value in given.items() if key != name} for name in needed}
    told = {name: code_of(row.plainly, people, row.who, data) for name, data in without.items()}
    assert told == dict.fromkeys(needed, "invalid")
    shapeless = {repr(data): code_of(row.plainly, people, row.who, data) for data in (None, [], "text", 7)}
    assert shapeless == dict.fromkeys(shapeless, "invalid")


def test_an_id_that_names_nothing_is_not_found(undisturbed):
    people, row = undisturbed
    ids = {name: new_id() for name, field in row.command.schema.fields.items() if isinstance(field, Id)}
    ids |= {
        name: [new_id()]
        for name, field in row.command.schema.fields.items()
        if isinstance(field, fields.List) and isinstance(field.inner, Id)
    }
    told = {name: answer(row, people, "ORG", **{name: value}) for name, value in ids.items()}
    assert told == dict.fromkeys(ids, "not_found")


def test_what_has_no_random_id_of_its_own_is_refused(seated):
    for id in ("KR-01", 7, "", new_id().upper(), new_id().replace("-", "")):
        ask = Ask("room", seated.room["KR"], id, "ready.set", {"done": True})
        assert code_of(perform, seated.store, lambda _: seated.actor("KR-01"), ask, seated.terms) == "invalid"


def test_what_is_no_command_is_refused(seated):
    for type in ("card.burn", "text.save", "member.seat", "", None, 7):
        ask = Ask("room", seated.room["KR"], new_id(), type, {})
        assert code_of(perform, seated.store, lambda _: seated.actor("ORG"), ask, seated.terms) == "invalid"


def mistakes(row, limits):
    """(field, value, code) of values that the command's schema must refuse."""
    yield "nonsense", 1, "invalid"
    for name, field in row.command.schema.fields.items():
        wrong = row.bad[name] if isinstance(field, Free) else WRONG[type(field)]
        yield from ((name, value, "invalid") for value in wrong)
        if not field.allow_none and not isinstance(field, Free):
            yield name, None, "invalid"
        if isinstance(field, Text) and not field.validators:
            yield name, "가" * (getattr(limits, field.limit) + 1), "too_large"
        if isinstance(field, Text) and field.filled:
            yield name, "  ", "invalid"
        if isinstance(field, Many):
            yield name, [7] * (field.most + 1), "too_large"
        if isinstance(field, Pairs):
            yield name, dict.fromkeys(map(str, range(field.most + 1))), "too_large"


WRONG = {
    Text: (7, ["text"], "a\x00b", "a\ud800b"),
    Id: (7, "KR", {}),
    Whole: ("5", 1.5, True, 10**9),
    Flag: (1, "yes"),
    fields.String: (7, "no such choice", ""),
    Many: ("text", [7], {}),
    Pairs: ("text", []),
    fields.Nested: ("text", []),
    Moment: ("soon", 7, "1821-03-31T05:00:00Z", "9999-12-31T23:59:59-12:00"),
}


def answer(row, people, who, **changes):
    return code_of(row.ask, people, who, **changes)


def code_of(ask, *given, **data):
    """ "done", or the code of the refusal."""
    try:
        ask(*given, **data)
    except Refusal as refusal:
        return refusal.code
    return "done"
