"""The proof of a declared agenda: its form, its signature, and that no change of it goes unseen."""

import hashlib
import json
import subprocess
import sys

import pytest
import rfc8785

from app.domain import declaring, proof
from app.refusals import Invalid
from tests.domain.people import SECRET_KEY

KEY = proof.signing_key(SECRET_KEY)
SAID = {
    "room": {"name": "대한민국", "country": "KR"},
    "measures": [{"title": "Social insurance", "amount": {"value": 1.5e9, "currency": "KRW"}}],
    "agreement": {"levels": {"1": 3}, "rule": {"support": 1.0, "needed": 0.7}},
}


@pytest.fixture(scope="module")
def small():
    return proof.file(proof.seal(SAID, KEY))


# The examples of RFC 8785: numbers (its appendix B), names in the order of their UTF-16 units (3.2.3), texts (3.2.2.2).


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740991, "9007199254740991"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (1e21, "1e+21"),
        (0.000001, "0.000001"),
        (333333333.3333332, "333333333.3333332"),
        (333333333.33333329, "333333333.3333333"),
        (1e-27, "1e-27"),
        (4.50, "4.5"),
    ],
)
def test_numbers_are_written_as_the_standard_says(number, written):
    assert rfc8785.dumps(number).decode() == written


def test_names_stand_in_the_order_of_the_standard():
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(rfc8785.dumps(dict.fromkeys(names, 0)))) == ordered


def test_texts_are_escaped_as_the_standard_says():
    assert rfc8785.dumps('\u20ac$\u000f\nA\'B"\\\\"/').decode() == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


# The signature.


P, D = 2**255 - 19, -121665 * pow(121666, -1, 2**255 - 19) % (2**255 - 19)


def ed25519_by_the_book(public, signature, message):
    """RFC 8032, 5.1.7, in whole numbers: slow, and nothing of the library that signs."""
    s = int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    base = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return _times(s, base) == _sum(_point(signature[:32]), _times(k, _point(public)))


def _point(data):
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (P - x if x & 1 != sign else x), y


def _sum(one, other):
    (a, b), (c, d) = one, other
    both = D * a * b * c * d
    return (a * d + b * c) * pow(1 + both, -1, P) % P, (b * d + a * c) * pow(1 - both, -1, P) % P


def _times(n, point):
    found = (0, 1)
    while n:
        found, point, n = (_sum(found, point) if n & 1 else found), _sum(point, point), n >> 1
    return found


def test_another_implementation_finds_the_signature_right_and_that_of_another_text_wrong():
    sealed = proof.seal(SAID, KEY)
    key, signature = bytes.fromhex(sealed["key"]), bytes.fromhex(sealed["signature"])
    assert ed25519_by_the_book(key, signature, sealed["document"].encode())
    assert not ed25519_by_the_book(key, signature, sealed["document"].encode() + b" ")


def test_who_has_the_same_secret_signs_with_the_same_key():
    assert proof.public(proof.signing_key(SECRET_KEY)) == proof.public(KEY)
    assert proof.public(proof.signing_key("another")) != proof.public(KEY)


# What was changed.


def test_nothing_changed_is_nothing_found(small):
    assert proof.changed(small) == []


@pytest.mark.parametrize("bit", [1, 32, 128])
def test_every_single_flipped_byte_is_found(small, bit):
    unseen = []
    for at in range(len(small)):
        flipped = small[:at] + bytes([small[at] ^ bit]) + small[at + 1 :]
        try:
            wrong = proof.changed(flipped)
        except Invalid:
            continue
        if not wrong:
            unseen.append(at)
    assert unseen == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (b"Social insurance", b"Social assurance", "measures"),
        ("대한민국".encode(), "대한제국".encode(), "room"),
        (b'"needed":0.7', b'"needed":0.6', "agreement"),
        (b'"fingerprint":"', b'"fingerprint": "', "form"),
    ],
)
def test_the_changed_part_is_named(small, old, new, named):
    assert proof.changed(small.replace(old, new)) == [named]


def test_a_part_taken_out_or_put_in_is_named(small):
    there = json.loads(small)
    del there["document"]["said"]["agreement"]
    there["document"]["said"]["waived"] = "why"
    assert proof.changed(rfc8785.dumps(there)) == ["agreement", "waived"]


def test_who_also_changes_the_digest_is_found_by_the_fingerprint_and_then_by_the_signature(small):
    other = json.loads(proof.file(proof.seal(SAID | {"room": {"name": "Japan"}}, KEY)))
    there = json.loads(small) | {"document": other["document"]}
    assert proof.changed(rfc8785.dumps(there)) == ["fingerprint"]
    assert proof.changed(rfc8785.dumps(there | {"fingerprint": other["fingerprint"]})) == ["signature or key"]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"document":{},"document":{}}'])
def test_what_is_no_proof_is_refused(data):
    with pytest.raises(Invalid):
        proof.changed(data)


# What a room declares.


def proofs(people):
    with people.store.reading() as session:
        from app.storage.tables import Room

        return [declaring.part(kept) for kept in declaring.of(session, session.get(Room, people.room["KR"]))]


def test_declaring_keeps_a_proof_of_what_was_declared(declared):
    (kept,) = proofs(declared)
    said = kept["document"]["said"]
    snapshot = declared.snapshot()
    assert (kept["edition"], kept["version"], kept["key"]) == (1, 1, proof.public(KEY))
    assert said["agreement"] == snapshot["declaration"]["revealed"]
    assert said["declared_at"] == kept["declared_at"] == snapshot["declaration"]["declared_at"]
    assert [measure["plan"] for measure in said["measures"]] == [each["plan"] for each in snapshot["measures"]]
    assert sum(group["delegates"] for group in said["present"]) == 6


def test_no_id_of_anybody_is_in_a_proof(declared):
    written = json.dumps(proofs(declared))
    assert [who for who, id in declared.seat.items() if id in written] == []


@pytest.mark.parametrize(("kind", "versions"), [("editorial", [1, 1]), ("substance", [1, 2])])
def test_declaring_again_adds_a_proof_and_leaves_the_earlier_one(declared, kind, versions):
    before = proofs(declared)
    declared.do("KR-01", "declaration.reopen", reason="A typing error.", kind=kind)
    assert proofs(declared) == before
    if kind == "substance":
        for who in ("KR-01", "KR-02", "KR-03", "KR-04", "KR-05"):
            declared.do(who, "declaration.endorse", level=1)
    declared.do("KR-01", "declaration.declare")
    after = proofs(declared)
    assert after[0] == before[0]
    assert [kept["version"] for kept in after] == versions
    assert after[1]["fingerprint"] != before[0]["fingerprint"]


# The command line.


def verify(file, *more):
    words = [sys.executable, "-m", "app.verify", str(file), *more]
    said = subprocess.run(words, capture_output=True, text=True, timeout=60)
    return said.returncode, said.stdout


def test_the_command_line_says_valid_changed_unknown_or_no_proof(small, tmp_path):
    file = tmp_path / "kr.concord.json"
    file.write_bytes(small)
    code, said = verify(file, "--key", proof.public(KEY))
    assert (code, "Valid" in said) == (0, True)
    assert verify(file)[0] == 3
    code, said = verify(file, "--key", proof.public(proof.signing_key("another")))
    assert (code, "Unknown key" in said) == (3, True)
    file.write_bytes(small.replace(b"Social", b"social"))
    assert verify(file, "--key", proof.public(KEY)) == (1, "대한민국\n  Changed: measures\n")
    file.write_bytes(b"{}")
    assert verify(file)[0] == 2
    assert verify(tmp_path / "nowhere")[0] == 2
