"""The words that go with the files in a mail."""

import json
from pathlib import Path

from app.domain.proof import grouped
from app.export.paper.letter import letter
from app.export.paper.tongues import BOTH

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
KOREA, JAPAN, _ = AGENDA["rooms"]
FINGERPRINT = KOREA["proofs"][0]["fingerprint"]


def of(*rooms, language="en"):
    return letter(AGENDA | {"rooms": list(rooms)}, language)


def test_of_one_room_it_tells_what_was_declared_when_and_how_it_is_verified():
    told = of(KOREA)
    assert told["subject"] == f"Policy agenda of Republic of Korea · {AGENDA['title']}"
    assert told["text"].split("\n\n")[1:] == [
        "Attached is the policy agenda of Republic of Korea, which its delegates declared on 31 March 2021 at"
        f" “{AGENDA['title']}”.",
        "Its measures, in order of priority:\n1. Portable social insurance for platform and domestic workers through"
        " cooperatives\n2. Idle public property leased to community trusts",
        "To verify it, open this address and choose the attached proof file (.concord.json):\n"
        f"{AGENDA['verify']}#{FINGERPRINT}\nFingerprint (SHA-256): {grouped(FINGERPRINT)}",
        "Contact: the organiser",
    ]


def test_in_both_languages_one_stands_after_the_other():
    korean, english = of(KOREA, language=BOTH)["text"].split("\n\n· · ·\n\n")
    assert (korean, english) == (of(KOREA, language="ko")["text"], of(KOREA)["text"])
    assert "1. 플랫폼·가사노동자를 위한 협동조합 사회보험" in korean


def test_of_a_draft_it_says_so_and_promises_no_proof():
    text = of(JAPAN)["text"]
    assert "Attached is a draft of the policy agenda of Japan" in text
    assert "verify" not in text and "Fingerprint" not in text


def test_of_all_rooms_it_names_each_with_its_day_and_fingerprint():
    told = of(KOREA, JAPAN)["text"]
    assert f"– Republic of Korea: Declared 31 March 2021\n  Fingerprint (SHA-256) {grouped(FINGERPRINT)}" in told
    assert "– Japan: a draft, not declared yet" in told
