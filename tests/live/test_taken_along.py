"""Files that leave the house: what is in them does not depend on the stage of the moment, and names nobody."""

import io
import json
import zipfile

import pytest


def test_an_export_does_not_tell_who_wrote_also_where_the_room_sees_it(workshop):
    workshop.start("shape")
    room, card = workshop.rooms["KR"], workshop.card("One", by="KR-02")
    workshop.http("KR-03").room(room, "comment.add", card=card, text="Who pays?")
    (measure,) = workshop.organiser.room(room, "measure.adopt", cards=[card])["data"]["measures"]
    workshop.start("plan")
    workshop.http("KR-02").room(room, "measure.assign", measure=measure, members=[workshop.member("KR-04")])
    assert workshop.snapshot()["cards"][0]["author"]["name"] == "KR-02"
    for path in (f"/workshops/{workshop.id}", f"/rooms/{room}"):
        plain = json.dumps(workshop.organiser.get(f"{path}/export/json"))
        for reference, seat in workshop.seats.items():
            assert reference not in plain and seat["id"] not in plain


@pytest.mark.parametrize("format", ["json", "csv", "md"])
def test_a_file_says_once_how_its_letters_are_written(workshop, format):
    kind = workshop.organiser.get(f"/workshops/{workshop.id}/export/{format}", stream=True)
    answer = workshop.organiser.heard[-1] if isinstance(kind, dict) else kind
    assert answer.headers["Content-Type"].count("charset") == (0 if format == "json" else 1)


@pytest.mark.parametrize("format", ["docx", "xlsx", "pptx"])
def test_an_office_file_arrives_whole(workshop, format):
    answer = workshop.organiser.ask("GET", f"/workshops/{workshop.id}/export/{format}")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_the_roster_is_a_table_in_utf_8(workshop):
    answer = workshop.organiser.get(f"/workshops/{workshop.id}/roster.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_every_comment_is_in_its_file_once_by_its_card_unless_that_was_removed(workshop):
    workshop.start("shape")
    room, cards = workshop.rooms["KR"], [workshop.card(title, by="KR-02") for title in ("One", "Two")]
    for card, text in zip(cards, ("Who pays?", "Since when?"), strict=True):
        workshop.http("KR-03").room(room, "comment.add", card=card, text=text)
    workshop.organiser.room(room, "card.remove", card=cards[1])
    (told,) = workshop.organiser.get(f"/rooms/{room}/export/json")["rooms"]
    said = [(each["card"], each["text"], each["author"]) for each in told["comments"]]
    assert said == [(cards[0], "Who pays?", None)]
