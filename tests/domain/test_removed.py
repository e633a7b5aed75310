"""What was removed is in no file any more, and can still be restored where it was removed."""

import io
import json
import zipfile

import pytest

from app.domain.archive import archive
from app.export import formats
from app.storage.tables import Workshop
from app.web.document import document
from tests.domain.test_bringing import bring, exported, rooms_of, snapshot

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
