"""A workshop comes back from its export: whole, on both databases, or not at all."""

import copy
import io
import json
import random
import re
import zipfile

import pytest
from sqlalchemy import select

from app.config import Limits
from app.domain import account as accounts
from app.domain import agenda, bringing, proof
from app.domain.account import Principal
from app.domain.command import Ask, perform
from app.domain.recount import differences
from app.refusals import Refusal
from app.storage.tables import Account, Member, Room, Stage, new_id
from tests.domain.people import SECRET_KEY, refused
from tests.domain.whole import exported

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SEED, LEAVES = 19, 300


def organiser(people):
    return next(each for each in people.rows(Account) if each.email == "organiser@example.org")


def bring(people, data):
    """The organiser's account brings a file back; returns the workshop's id."""
    file = bringing.read(data, people.terms.limits)
    with people.store.writing() as session:
        return bringing.bring(session, organiser(people), file).id


def numbered(data):
    """A file with its ids as the numbers in which they come."""
    seen = {}
    return ID.sub(lambda found: f"#{seen.setdefault(found[0], len(seen))}", data.decode())


def sheets(data):
    """A spreadsheet without the moment at which it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist() if name != "docProps/core.xml"}


def rooms_of(people, workshop):
    return sorted(people.rows(Room, Room.workshop_id == workshop), key=lambda room: room.position)


def snapshot(people, room):
    with people.store.reading() as session:
        return agenda.snapshot(session, session.get(Room, room))


@pytest.fixture(scope="module")
def brought(whole):
    return bring(whole, exported(whole))


def test_what_comes_back_is_exported_the_same_in_every_format_but_for_ids(whole, brought):
    first, again = exported(whole), exported(whole, workshop=brought)
    assert numbered(again) == numbered(first)
    assert not {*ID.findall(first.decode())} & {*ID.findall(again.decode())}
    for format in ("md", "csv"):
        assert numbered(exported(whole, format, brought)) == numbered(exported(whole, format)), format
    assert sheets(exported(whole, "xlsx", brought)) == sheets(exported(whole, "xlsx"))
    assert numbered(exported(whole, workshop=bring(whole, again))) == numbered(first)


def test_the_rooms_read_as_they_did_but_nobody_is_in_them(whole, brought):
    people = ("cards", "members", "measures", "private", "ready", "seq", "timer")
    for before, after in zip(rooms_of(whole, whole.workshop), rooms_of(whole, brought), strict=True):
        old, new = snapshot(whole, before.id), snapshot(whole, after.id)
        old["polls"] = [poll for poll in old["polls"] if poll["state"] == "revealed"]
        told = [{name: part[name] for name in part if name not in people} for part in (old, new)]
        for part in told:
            part["room"] |= {"private_writing": None, "groups_shown": None}
        assert numbered(json.dumps(told[0], sort_keys=True).encode()) == numbered(
            json.dumps(told[1], sort_keys=True).encode()
        )
        assert new["members"] == [] and new["seq"] == 0


def test_its_ballots_can_be_counted_again_and_its_proofs_verified(whole, brought):
    korea, _ = json.loads(exported(whole, workshop=brought))["rooms"]
    assert [differences(poll) for poll in korea["polls"]] == [[]] * 6 + [None]
    own = proof.public(proof.signing_key(SECRET_KEY))
    for kept in korea["proofs"]:
        file = {name: kept[name] for name in ("format", "document", "fingerprint", "signature", "key")}
        assert proof.changed(proof.rfc8785.dumps(file)) == [] and kept["key"] == own


def test_work_goes_on_in_it_and_numbers_count_those_who_are_there(whole):
    workshop = bring(whole, exported(whole))
    _, japan = rooms_of(whole, workshop)
    who = Principal(account=organiser(whole).id)

    def do(type, place, id, **data):
        actor = lambda session: accounts.actor(session, who, **{place: id})  # noqa: E731
        return perform(whole.store, actor, Ask(place, id, new_id(), type, data), whole.terms).data

    def declaration():
        return {name: snapshot(whole, japan.id)["declaration"][name] for name in ("endorsed", "expected")}

    assert declaration() == {"endorsed": 1, "expected": 2}
    (kept, theme), *_ = [(card["id"], card["theme"]) for card in snapshot(whole, japan.id)["cards"] if card["theme"]]
    do("reaction.toggle", "room", japan.id, card=kept, reaction="agree")
    do("card.move", "room", japan.id, card=kept, theme=theme, after=None)
    do("roster.set", "workshop", workshop, rows=[{"reference": "JP-01", "name": "Delegate JP-01", "room": "JP"}])
    assert declaration() == {"endorsed": 0, "expected": 1}
    (card,) = [card for card in snapshot(whole, japan.id)["cards"] if card["id"] == kept]
    assert card["reactions"] == {"agree": 1, "question": 0, "important": 0}


def test_who_brings_it_back_organises_it_alone(whole, brought):
    seats = whole.rows(Member, Member.workshop_id == brought)
    assert [(seat.account_id, seat.role, seat.room_id) for seat in seats] == [
        (organiser(whole).id, "organiser", None),
    ]
    with whole.store.reading() as session:
        kinds = session.scalars(select(Stage.kind).join(Room, Room.stage_id == Stage.id)).all()
    assert kinds.count("declare") >= 4


# What is refused. Each case: what is changed in the file, and the place that is named.


def korea(file):
    return file["rooms"][0]


def put(value, *path):
    """Put `value` at this path of the file."""

    def change(file):
        *way, last = path
        for step in way:
            file = file[step]
        file[last] = value

    return change


def taken(*path):
    def change(file):
        *way, last = path
        for step in way:
            file = file[step]
        del file[last]

    return change


def same_id(file):
    korea(file)["cards"][1]["id"] = korea(file)["cards"][0]["id"]


def in_circles(file):
    first, second, *_ = korea(file)["cards"]
    first["merged_into"], second["merged_into"] = second["id"], first["id"]


def card_of_another_room(file):
    korea(file)["measures"][0]["cards"] = [file["rooms"][1]["cards"][0]["id"]]


def too_many_cards(file):
    room = korea(file)
    room["cards"] += [room["cards"][0] | {"id": new_id(), "comments": []} for _ in range(500)]


def ranked_twice(file):
    ranking = korea(file)["polls"][0]["result"]["ranking"]
    ranking.append(ranking[0])


def ballot_of_too_many_dots(file):
    published = korea(file)["polls"][0]["result"]["published"]
    published[0]["choices"] = dict.fromkeys(korea(file)["polls"][0]["cards"], 2)


def told_otherwise(file):
    file["rooms"][1]["polls"][-1]["superseded"] = True


def another_day(file):
    """A plan that nobody has signed."""
    korea(file)["measures"][0]["by_when"] = "2031-01-01"


def one_more_comment(file):
    korea(file)["comments"].append(korea(file)["comments"][0])


DEEP = {"a": 1}
for _ in range(30):
    DEEP = {"a": DEEP}
HOSTILE = {
    "a title that is too long": (put("x" * 201, "rooms", 0, "cards", 0, "title"), "rooms.0.cards.0.title"),
    "a character that cannot be kept": (put("a\x00b", "rooms", 0, "cards", 1, "body"), "rooms.0.cards.1.body"),
    "a number for a text": (put(7, "title"), "title"),
    "a text for a number": (put("7", "rooms", 0, "polls", 0, "entitled"), "rooms.0.polls.0.entitled"),
    "a number that is too large": (put(10**300, "rooms", 0, "private_cards"), "rooms.0.private_cards"),
    "an unknown field": (put("x", "rooms", 0, "cards", 0, "colour"), "rooms.0.cards.0.colour"),
    "a missing field": (taken("rooms", 0, "declaration", "version"), "rooms.0.declaration.version"),
    "a writer's name": (put({"id": "x", "name": "KR-04"}, "rooms", 0, "cards", 0, "author"), "rooms.0.cards.0.author"),
    "an id that is there twice": (same_id, "rooms.0.cards.1.id"),
    "no id": (put("../../etc", "rooms", 0, "themes", 0, "id"), "rooms.0.themes.0.id"),
    "a theme that is not there": (put(new_id(), "rooms", 0, "cards", 0, "theme"), "rooms.0.cards.0.theme"),
    "a card of another room": (card_of_another_room, "rooms.0.measures.0.cards.0"),
    "cards merged in circles": (in_circles, "rooms.0.cards.0.merged_into"),
    "a stage that is not there": (put(new_id(), "rooms", 1, "stage", "id"), "rooms.1.stage.id"),
    "a stage of no kind": (put("nap", "programme", 3, "kind"), "programme.3.kind"),
    "settings that lie too deep": (put(DEEP, "programme", 3, "settings"), "programme"),
    "a place that is none": (put("a b", "rooms", 0, "cards", 0, "position"), "rooms.0.cards.0.position"),
    "an address that runs": (put("javascript:alert(1)", "rooms", 0, "call_url"), "rooms.0.call_url"),
    "a day that is none": (put("2022-02-31", "rooms", 0, "measures", 0, "by_when"), "rooms.0.measures.0.by_when"),
    "a moment out of time": (put("9999-12-31T23:59:59Z", "starts_at"), "starts_at"),
    "too many cards": (too_many_cards, "rooms.0.cards"),
    "too many rooms": (lambda file: file.update(rooms=file["rooms"] * 51), "rooms"),
    "a comment that no card has": (one_more_comment, "rooms.0.comments"),
    "a vote that was not revealed": (put("open", "rooms", 0, "polls", 0, "state"), "rooms.0.polls.0.state"),
    "settings of another method": (put({"max": 3}, "rooms", 0, "polls", 0, "settings"), "rooms.0.polls.0.settings"),
    "a card ranked twice": (ranked_twice, "rooms.0.polls.0.result.ranking"),
    "a ballot nobody could cast": (ballot_of_too_many_dots, "rooms.0.polls.0.result.published.0.choices"),
    "a result without its pairs": (taken("rooms", 0, "polls", 5, "result", "pairs"), "rooms.0.polls.5.result.pairs"),
    "pairs of too few cards": (put([[0]], "rooms", 0, "polls", 5, "result", "pairs"), "rooms.0.polls.5.result.pairs"),
    "facts of no card": (put({}, "rooms", 0, "polls", 3, "result", "facts"), "rooms.0.polls.3.result.facts"),
    "one vote told in two ways": (told_otherwise, "rooms.1.polls.0.superseded"),
    "a proof that was changed": (
        put("We never said this", "rooms", 0, "proofs", 1, "document", "said", "preamble", "text"),
        "rooms.0.proofs.1.document",
    ),
    "a declaration without a proof": (put([], "rooms", 0, "proofs"), "rooms.0.declaration"),
    "the version of tomorrow": (put("concord/2", "format"), "format"),
    "another program's file": (taken("format"), "format"),
}


@pytest.fixture(scope="module")
def file(whole):
    return json.loads(exported(whole))


def wrong(data):
    """The refusal of a file, as it is told."""
    with pytest.raises(Refusal) as found:
        bringing.read(data if isinstance(data, bytes) else json.dumps(data).encode(), Limits())
    assert found.value.status in (413, 422)
    return found.value.told()


@pytest.mark.parametrize("whole", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_with_a_mistake_is_refused_and_the_place_is_named(file, name):
    change, place = HOSTILE[name]
    changed = copy.deepcopy(file)
    change(changed)
    told = wrong(changed)
    assert next(iter(told["errors"])) == place, told


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'{"format": NaN}', b'{"format": "\xff"}', b"[" * 100_000, b'{"a":' * 5000]
)
def test_what_is_no_export_is_said_to_be_none(data):
    assert wrong(data)["code"] == "invalid"


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(bringing, "MOST_BYTES", 10)
    assert wrong(b" " * 11)["code"] == "too_large"


@pytest.mark.parametrize("whole", ["sqlite"], indirect=True)
def test_of_a_thousand_mistakes_the_first_twenty_are_told(file):
    changed = copy.deepcopy(file)
    for card in korea(changed)["cards"] * 100:
        card |= {"title": 7, "body": 7, "gloss": 7, "x" * 9999: 7}
    told = wrong(changed)
    assert len(told["errors"]) == 20 and max(map(len, told["errors"])) <= 200


def test_a_room_that_says_what_it_never_signed_leaves_nothing_behind(whole, file):
    changed = copy.deepcopy(file)
    another_day(changed)
    before = whole.everything()
    with refused("invalid") as found:
        bring(whole, json.dumps(changed).encode())
    assert found.value.told()["errors"] == {
        "rooms.0.declaration": ["This is not what was declared and signed: measures"],
    }
    assert whole.everything() == before


def leaves(part, path=()):
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else None
    if inside is None:
        yield path, part
        return
    for name, each in inside:
        yield from leaves(each, (*path, name))


@pytest.mark.parametrize("whole", ["sqlite"], indirect=True)
def test_a_value_of_the_wrong_kind_is_refused_wherever_it_stands(file):
    """Never more than a refusal: what would break the server does it here. The synthesis is not read."""
    read = {name: part for name, part in file.items() if name != "synthesis"}
    for path, value in random.Random(SEED).sample(list(leaves(read)), LEAVES):
        changed = copy.deepcopy(file)
        put("7" if isinstance(value, (int, float)) else 7 if value is not None else {}, *path)(changed)
        assert wrong(changed)["code"] in ("invalid", "too_large"), path
