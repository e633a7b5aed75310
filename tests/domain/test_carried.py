"""The proofs that an export carries: each is checked, and what was changed in the file is found and named."""

import json

import pytest

from app import verify
from app.domain import carried, proof
from app.domain.archive import archive
from app.export import formats
from app.refusals import Invalid
from app.storage.tables import Workshop
from tests.domain.people import SECRET_KEY

KEY = proof.public(proof.signing_key(SECRET_KEY))


def export(people):
    with people.store.reading() as session:
        return formats()["json"].write(archive(session, session.get(Workshop, people.workshop)), language="en")


def wrong(data):
    return [(each.room, each.edition, each.wrong) for each in carried.found(data)]


@pytest.fixture
def twice(declared):
    """Declared, corrected, and declared again; the other room has declared nothing."""
    declared.do("KR-01", "declaration.reopen", kind="editorial", reason="A typing error.")
    declared.do("KR-F", "measure.set", measure=declared.measure("One form"), field="by_when", value="2021-06-30")
    declared.do("KR-01", "declaration.declare")
    return declared


def test_every_proof_of_an_export_is_checked(twice):
    found = carried.found(export(twice))
    assert [(each.room, each.edition, each.key, each.wrong) for each in found] == [
        ("Republic of Korea", 1, KEY, ()),
        ("Republic of Korea", 2, KEY, ()),
    ]


def altered(data, change):
    told = json.loads(data)
    change(told["rooms"][0])
    return json.dumps(told).encode()


def _plan(room):
    room["measures"][1]["plan"]["lead"] = "Somebody else"


def _proof(room):
    room["proofs"][0]["document"]["said"]["preamble"]["text"] = "Otherwise"


def _moment(room):
    room["proofs"][1]["declared_at"] = "2020-01-01T00:00:00.000Z"


def _first_gone(room):
    del room["proofs"][0]


def _last_gone(room):
    del room["proofs"][1]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_plan, [(1, ()), (2, ("measures of the export",))]),
        (_proof, [(1, ("preamble",)), (2, ())]),
        (_moment, [(1, ()), (2, ("declared_at",))]),
        (_first_gone, [(1, ("edition",))]),
        (_last_gone, [(1, tuple(f"{name} of the export" for name in ("measures", "declared_at", "corrections")))]),
    ],
)
def test_what_was_changed_is_named_by_room_and_declaration(twice, change, found):
    assert wrong(altered(export(twice), change)) == [("Republic of Korea", *each) for each in found]


def test_a_draft_of_a_correction_is_no_change_of_what_was_declared(twice):
    twice.do("KR-01", "declaration.reopen", kind="editorial", reason="One more.")
    twice.do("KR-F", "measure.set", measure=twice.measure("One form"), field="by_when", value="2022-06-30")
    assert wrong(export(twice)) == [("Republic of Korea", 1, ()), ("Republic of Korea", 2, ())]


def test_an_export_without_a_proof_or_with_a_name_that_stands_there_twice_is_none(declaring):
    with pytest.raises(Invalid):
        carried.found(export(declaring))
    with pytest.raises(Invalid):
        carried.found(b'{"format":"concord/1","rooms":[],"rooms":[]}')


def test_the_command_line_tells_of_each_room(twice, tmp_path, capsys):
    file = tmp_path / "day-3.json"
    file.write_bytes(export(twice))
    assert verify.main([str(file), "--key", KEY]) == 0
    assert capsys.readouterr().out.count("Republic of Korea, declaration") == 2
    file.write_bytes(altered(export(twice), _proof))
    assert verify.main([str(file), "--key", KEY]) == 1
    assert "Republic of Korea, declaration 1\n  Changed: preamble\n" in capsys.readouterr().out
