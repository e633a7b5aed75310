"""What was removed is in no file any more, and can still be restored where it was removed."""

import io
import json
import zipfile

import pytest

from app.domain import carried, declaring, proof
from app.domain.archive import archive
from app.export import formats
from app.storage.tables import Card, Proof, Workshop
from app.web.document import document
from tests.domain.people import refused
from tests.domain.test_bringing import bring, exported, numbered, rooms_of, snapshot

FORMATS = sorted(formats())
RUDE = ("Throw them all out", "The whole lot of them", "내쫓자")
AGREED, ANSWERED = "I could not agree more", "Let us stay polite"


def inside(data):
    """All that a file holds as text; of a packed one (docx, xlsx, pptx, zip) of all its parts."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "\n".join(inside(file.read(name)) for name in file.namelist())


def files(people):
    """{format: text} of the workshop and of the room."""
    with people.store.reading() as session:
        found = session.get(Workshop, people.workshop)
        plain = [archive(session, found), archive(session, found, only=people.room["KR"])]
    return {
        f"{name} {n}": inside(formats()[name].write(each | {"verify": ""}, language="en"))
        for name in FORMATS
        if name != "pdf"  # its text is compressed; it draws the blocks that md and docx draw
        for n, each in enumerate(plain)
    }


def holding(people, *words):
    """The files that hold one of these words, with the words."""
    return {name: held for name, text in files(people).items() if (held := [word for word in words if word in text])}


@pytest.fixture
def removed(shaping):
    """A rude card was voted on, commented and then removed by the facilitator; so was a comment on another card."""
    title, body, gloss = RUDE
    card = shaping.write("KR-04", title, body=body, gloss=gloss)
    shaping.do("KR-05", "comment.add", card=card, text=AGREED)
    kept = shaping.card("Insure carers")
    poll = shaping.open_poll(cards=[card, kept])
    shaping.do("KR-02", "ballot.cast", poll=poll, choices={card: 1, kept: 2})
    for deed in ("poll.close", "poll.reveal"):
        shaping.do("KR-F", deed, poll=poll)
    said = shaping.do("KR-05", "comment.add", card=kept, text=ANSWERED).data["comment"]
    assert set(RUDE) <= {word for held in holding(shaping, *RUDE).values() for word in held}
    shaping.do("KR-F", "card.remove", card=card)
    shaping.do("KR-F", "comment.remove", comment=said)
    shaping.gone = card
    return shaping


def test_no_file_holds_the_words_of_a_removed_card_or_comment(removed):
    assert holding(removed, *RUDE, AGREED, ANSWERED) == {}
    told = json.loads(files(removed)["json 0"])["rooms"][0]
    (card,) = [card for card in told["cards"] if card["id"] == removed.gone]
    assert (card["removed"], card["title"], card["body"], card["gloss"], card["comments"]) == (True, "", "", "", [])
    assert told["polls"][0]["wording"][removed.gone] == ""
    assert "Removed cards: 1" in files(removed)["md 0"]


def test_the_page_of_the_agenda_does_not_show_them_either(removed):
    assert [word for word in RUDE if word in str(document(removed.snapshot())["votes"])] == []


def test_a_restored_card_is_in_the_files_again(removed):
    removed.do("ORG", "card.restore", card=removed.gone)
    assert {"csv 0", "docx 0", "json 0", "md 0", "xlsx 0"} <= set(holding(removed, RUDE[0]))
    assert "json 1" in holding(removed, AGREED)


def test_a_file_with_a_removed_card_comes_back(removed):
    made = bring(removed, exported(removed))
    room = rooms_of(removed, made)[0]
    gone = [card for card in snapshot(removed, room.id)["cards"] if card["removed"]]
    assert [(card["title"], card["comments"]) for card in gone] == [("", [])]


# A reservation: it was said to everybody, so everybody reads that it is gone.

SAID, WHY = "The budget is thin.", "It names a person."


def reservations(people):
    return people.snapshot()["declaration"]["revealed"]["reservations"]


def remove(people, who="KR-F", number=1):
    return people.do(who, "reservation.remove", number=number, reason=WHY)


def test_where_a_reservation_was_everybody_reads_who_removed_it_when_and_why(declared):
    remove(declared)
    (told,) = reservations(declared)
    at = declared.events()[-1]["at"]
    assert told == {"text": "", "signed": None, "removed": {"by": "facilitator", "at": at, "reason": WHY}}
    assert SAID not in str(declared.snapshot()) + str(document(declared.snapshot()))
    with refused("conflict"):
        remove(declared)
    with refused("not_found"):
        remove(declared, number=2)


def test_a_declared_agenda_is_signed_again_and_its_first_proof_stays_as_it_was(declared):
    first = declared.rows(Proof)
    remove(declared, "ORG")
    proofs = sorted(declared.rows(Proof), key=lambda each: each.edition)
    assert [each.document for each in proofs[:1]] == [each.document for each in first]
    assert len(proofs) == 2 and SAID in proofs[0].document and SAID not in proofs[1].document
    assert [proof.changed(proof.file(declaring.sealed(each))) for each in proofs] == [[], []]
    told = declared.snapshot()["declaration"]
    assert (told["state"], told["version"]) == ("declared", 1)
    (correction,) = told["corrections"]
    assert (correction["kind"], correction["by"], correction["reason"]) == ("editorial", "organiser", WHY)
    assert [each.wrong for each in carried.found(exported(declared))] == [(), ()]


def test_files_tell_of_a_removed_reservation_only_that_it_was_removed(declared):
    remove(declared)
    told = files(declared)
    with_proofs = {name for name in told if name[:-2] in ("json", "zip")}  # an issued proof keeps what it says
    assert set(holding(declared, SAID)) <= with_proofs
    trace = "A reservation was removed by the facilitator on"
    assert trace in told["md 0"] and WHY in told["md 0"] and WHY in told["docx 0"] and WHY in told["xlsx 0"]
    rooms = json.loads(told["json 0"])["rooms"]
    assert SAID not in str([room | {"proofs": []} for room in rooms])


def test_a_file_with_a_removed_reservation_comes_back(declared):
    remove(declared)
    before = exported(declared)
    made = bring(declared, before)
    assert numbered(exported(declared, workshop=made)) == numbered(before)


def test_before_the_reveal_there_is_no_reservation_to_remove(undeclared):
    undeclared.do("KR-06", "declaration.endorse", level=3, reservation=SAID)
    with refused("conflict"):
        remove(undeclared)
    undeclared.do("KR-F", "declaration.reveal")
    remove(undeclared)
    assert undeclared.rows(Proof) == []
    assert undeclared.snapshot()["declaration"]["corrections"] == []


@pytest.fixture
def undeclared(play):
    """The scene before the declaration, by a name that no module has."""
    return play("declaring")


# Cards that nobody has seen.


def test_with_a_person_their_unseen_cards_are_removed_and_nobody_reads_them(gathering):
    card = gathering.card("Insure carers")
    before = gathering.snapshot("KR-F")["private"]["total"]
    theirs = len(gathering.mine("KR-01")["cards"])
    gathering.heard.clear()
    gathering.do("KR-F", "member.remove", member=gathering.seat["KR-01"], cards=True)
    assert gathering.snapshot("KR-F")["private"]["total"] == before - theirs
    assert gathering.row(Card, card).removed
    gathering.do("KR-F", "card.reveal")
    assert "Insure carers" not in str(gathering.snapshot()) + str(gathering.events()) + str(gathering.heard)


def test_without_being_asked_for_that_they_are_kept(gathering):
    gathering.do("KR-F", "member.remove", member=gathering.seat["KR-01"])
    gathering.do("KR-F", "card.reveal")
    assert "Insure carers" in [card["title"] for card in gathering.snapshot()["cards"]]


def test_unseen_cards_in_a_room_that_somebody_left_are_removed_too(gathering):
    gathering.do("ORG", "member.move", member=gathering.seat["KR-01"], room=gathering.room["JP"])
    before = gathering.snapshot("KR-F")["private"]["total"]
    gathering.do("ORG", "member.remove", member=gathering.seat["KR-01"], cards=True)
    assert gathering.snapshot("KR-F")["private"]["total"] < before
    assert gathering.row(Card, gathering.card("Insure carers")).removed
