"""Files to take along: who gets them, how they are called, and that nothing in them is lost or run."""

import csv
import io
import json

import pytest

from app.domain import proof
from tests.web.api.problems import problem

KINDS = {
    "json": ("application/json", "json"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "md": ("text/markdown; charset=utf-8", "md"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    "pdf": ("application/pdf", "pdf"),
}


@pytest.fixture
def written(workshop):
    """Cards with all that can happen to them, and a text that a spreadsheet would run."""
    workshop.start("shape")
    kept, merged, removed = (workshop.card(title) for title in ("돌봄 노동자 보험", "=HYPERLINK(1)", "Removed"))
    room, door = workshop.rooms["KR"], workshop.http("KR-F")
    door.room(room, "card.merge", into=kept, cards=[merged])
    door.room(room, "card.remove", card=removed)
    door.room(room, "comment.add", card=kept, text="+Who pays?")
    door.room(room, "measure.adopt", cards=[kept])
    return workshop


def formats(workshop):
    """The formats that there are, of those that may be."""
    path = f"/workshops/{workshop.id}/export"
    return [name for name in KINDS if workshop.organiser.ask("GET", f"{path}/{name}").status_code == 200]


def test_every_file_has_its_kind_and_the_name_of_what_it_is_about(written):
    found = formats(written)
    assert found[:3] == ["json", "csv", "md"]
    for place, name in ((f"/workshops/{written.id}", "Day-3"), (f"/rooms/{written.rooms['KR']}", "Republic-of-Korea")):
        for format in found:
            answer = written.organiser.ask("GET", f"{place}/export/{format}")
            kind, suffix = KINDS[format]
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
            assert answer.headers["Content-Disposition"] == f"attachment; filename={name}.{suffix}"
            assert len(answer.content) > 100 and answer.headers["Cache-Control"] == "no-store"


def test_a_korean_title_is_a_file_name_too(written):
    written.organiser.ask("PATCH", f"/workshops/{written.id}", {"title": "3일차: 행동 계획"})
    answer = written.organiser.ask("GET", f"/workshops/{written.id}/export/md")
    named = (
        "attachment; filename=agenda.md; filename*=UTF-8''3%EC%9D%BC%EC%B0%A8--%ED%96%89%EB%8F%99-%EA%B3%84%ED%9A%8D.md"
    )
    assert answer.headers["Content-Disposition"] == named
    assert "3일차: 행동 계획" in answer.content.decode("utf-8")


def test_a_format_that_does_not_exist_is_not_found(written):
    for format in ("exe", "JSON", "..", "json.md", "%2e%2e"):
        assert problem(written.organiser.ask("GET", f"/workshops/{written.id}/export/{format}"), 404)


def test_who_may_take_a_workshop_along(written):
    for who, status in (("ALL-F", 200), ("KR-F", 403), ("KR-01", 403), ("EXPERT", 403), ("DONOR", 403)):
        assert written.http(who).ask("GET", f"/workshops/{written.id}/export/json").status_code == status, who


def test_who_may_take_a_room_along_and_when(written):
    room = written.rooms["KR"]
    people = ("KR-F", "ALL-F", None, "KR-01", "EXPERT", "DONOR", "JP-01", "JP-F")

    def statuses():
        doors = [written.http(who) if who else written.organiser for who in people]
        return [door.ask("GET", f"/rooms/{room}/export/md").status_code for door in doors]

    assert statuses() == [200, 200, 200, 403, 403, 404, 404, 404]
    written.start("declare")
    written.http("KR-01").room(room, "declaration.endorse", level=1)
    written.http("KR-F").room(room, "declaration.declare")
    assert statuses() == [200, 200, 200, 200, 200, 200, 404, 404]
    written.start("plenary")
    assert statuses() == [200] * 8


def test_a_proof_file_is_for_all_who_may_read_the_room_and_signed_with_the_key_that_is_told(written, anybody):
    room = written.rooms["KR"]
    path = f"/rooms/{room}/proofs/1"
    assert written.organiser.ask("GET", path).status_code == 404
    written.start("declare")
    written.http("KR-01").room(room, "declaration.endorse", level=1)
    written.http("KR-F").room(room, "declaration.declare")
    answer = written.http("KR-01").ask("GET", path)
    assert answer.headers["Content-Disposition"] == "attachment; filename=Republic-of-Korea-1.concord.json"
    assert proof.changed(answer.content) == []
    found = proof.read(answer.content)
    assert found["key"] == anybody.get("/key")["key"]
    assert written.http("JP-01").ask("GET", path).status_code == 404
    (carried,) = written.organiser.get(f"/rooms/{room}/export/json")["rooms"][0]["proofs"]
    assert found == {name: carried[name] for name in found}
    table = written.organiser.ask("GET", f"/rooms/{room}/export/md").content.decode("utf-8")
    assert proof.grouped(found["fingerprint"]) in table


def test_whatever_became_of_a_card_it_is_in_every_file_and_a_removed_one_without_its_words(written):
    path = f"/rooms/{written.rooms['KR']}/export"
    plain = written.organiser.get(f"{path}/json")
    cards = plain["rooms"][0]["cards"]
    states = {c["title"]: (c["adopted"], bool(c["merged_into"]), c["removed"]) for c in cards}
    assert states == {
        "돌봄 노동자 보험": (True, False, False),
        "=HYPERLINK(1)": (True, True, False),
        "": (False, False, True),
    }
    table = written.organiser.ask("GET", f"{path}/csv").content.decode("utf-8")
    lines = list(csv.DictReader(io.StringIO(table, newline="")))
    assert {line["title"]: line["state"] for line in lines} == {
        "돌봄 노동자 보험": "adopted",
        "'=HYPERLINK(1)": "merged",
        "": "removed",
    }
    assert [line["comments"] for line in lines if line["state"] == "adopted"] == ["'+Who pays?"]
    text = written.organiser.ask("GET", f"{path}/md").content.decode("utf-8")
    assert [title for title in states if title not in text and title.replace("=", "\\=") not in text] == []
    assert "Removed cards: 1" in text


def test_private_cards_and_open_votes_are_numbers(written):
    room = written.rooms["KR"]
    written.http("KR-F").room(room, "poll.open", method="dots")
    written.start("gather")
    written.card("Still private")
    plain = written.organiser.get(f"/workshops/{written.id}/export/json")["rooms"][0]
    assert (plain["private_cards"], plain["unrevealed_polls"], plain["polls"]) == (1, 1, [])
    assert "Still private" not in json.dumps(plain)


def test_the_same_agenda_gives_the_same_bytes(written):
    path = f"/workshops/{written.id}/export/json"
    assert written.organiser.ask("GET", path).content == written.organiser.ask("GET", path).content
    written.card("One more")
    assert "One more" in written.organiser.ask("GET", path).content.decode("utf-8")


def test_labels_are_in_the_language_asked_for_and_words_as_people_wrote_them(written):
    path = f"/workshops/{written.id}/export/md"
    english, korean = (written.organiser.ask("GET", f"{path}?language={code}").text for code in ("en", "ko"))
    by_browser = written.organiser.ask("GET", path, headers={"Accept-Language": "ko"}).text
    assert by_browser == korean != english
    assert "돌봄 노동자 보험" in english and "돌봄 노동자 보험" in korean
    assert written.organiser.ask("GET", f"{path}?language=tlh").text == english


def test_two_languages_stand_side_by_side_or_one_alone(written):
    room = written.rooms["KR"]
    card = written.card("In one language", gloss="한 언어로")
    written.http("KR-F").room(room, "measure.adopt", cards=[card])
    path = f"/rooms/{room}/export/md"
    both, english, korean, usual = (
        written.organiser.ask("GET", f"{path}?language={given}").text
        for given in ("both", "en&texts=one", "ko&texts=one", "en")
    )
    assert "정책 의제" in both and "Policy agenda of" in both
    assert "2. In one language\n\n한 언어로" in usual
    assert "한 언어로" not in english and "In one language" not in korean
    for format in ("csv", "xlsx"):
        assert written.organiser.ask("GET", f"/rooms/{room}/export/{format}?language=both").status_code == 200
