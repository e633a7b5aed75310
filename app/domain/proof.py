"""The proof of a declared agenda: its canonical form (RFC 8785), its fingerprint (SHA-256), its signature (Ed25519).

A proof file is {format, document, fingerprint, signature, key} in canonical form; the document is {format, parts,
said}, where `parts` has the digest of each part of `said`, so that a changed part can be named. Pure; hex throughout.
"""

import hashlib
import json
import re

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.refusals import Invalid

FILE = "concord-proof/1"
DOCUMENT = "concord-declaration/1"
NONE = "This is no proof of a declaration, or it is damaged"
HEX = {"fingerprint": 64, "signature": 128, "key": 64}


def signing_key(secret_key):
    """The Ed25519 key of an installation: the same for all who have its secret key."""
    seed = HKDF(SHA256(), 32, salt=None, info=b"concord declaration 1").derive(secret_key.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def public(key):
    return key.public_key().public_bytes_raw().hex()


def seal(said, key):
    """The proof of `said`, {part: value}, as {document, fingerprint, signature, key}; document is canonical text."""
    parts = {name: _digest(value) for name, value in said.items()}
    document = rfc8785.dumps({"format": DOCUMENT, "parts": parts, "said": said})
    return {
        "document": document.decode(),
        "fingerprint": hashlib.sha256(document).hexdigest(),
        "signature": key.sign(document).hex(),
        "key": public(key),
    }


def file(sealed):
    """What seal() gave, as the bytes of a proof file."""
    return rfc8785.dumps({"format": FILE} | sealed | {"document": json.loads(sealed["document"])})


def read(data):
    """The proof in the bytes of a proof file; raises Invalid where they are none."""
    try:
        proof = json.loads(data, object_pairs_hook=once)
        document = proof["document"]
        fits = (
            set(proof) == {"format", "document", *HEX}
            and set(document) == {"format", "parts", "said"}
            and (proof["format"], document["format"]) == (FILE, DOCUMENT)
            and isinstance(document["parts"], dict)
            and isinstance(document["said"], dict)
            and all(re.fullmatch(f"[0-9a-f]{{{length}}}", proof[name]) for name, length in HEX.items())
        )
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Invalid(NONE) from error
    if not fits:
        raise Invalid(NONE)
    return proof


def once(pairs):
    """Of a name that stands there twice two readers may take two values."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands there twice")
    return dict(pairs)


def changed(data):
    """What of a proof file is not as it was signed: parts of what was declared, or of the proof; [] if nothing."""
    proof = read(data)
    document, digests = proof["document"], proof["document"]["parts"]
    try:
        canonical = rfc8785.dumps(document)
        parts = sorted(
            name
            for name in {*digests, *document["said"]}
            if name not in document["said"] or digests.get(name) != _digest(document["said"][name])
        )
        form = [] if rfc8785.dumps(proof) == data else ["form"]
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise Invalid(NONE) from error
    wrong = parts or ([] if hashlib.sha256(canonical).hexdigest() == proof["fingerprint"] else ["fingerprint"])
    signed = _signed(canonical, proof["signature"], proof["key"])
    return wrong or ([] if signed else ["signature or key"]) or form


def _signed(canonical, signature, key):
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), canonical)
    except (InvalidSignature, ValueError):
        return False
    return True


def _digest(value):
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def grouped(fingerprint):
    """In groups of four, as one reads it out."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
