"""The declaration as a document."""

import pytest

from app.export.paper.words import tongue
from app.web.document import document


def test_a_draft_is_marked_as_a_draft(organiser, app):
    from app.storage.tables import Room

    client, workshop_id, _ = organiser
    with app.house.store.reading() as db:
        room = db.query(Room).filter_by(workshop_id=workshop_id, country="KR").one().id
    page = client.get(f"/rooms/{room}/declaration")
    assert page.status_code == 200
    assert "This agenda has not been declared yet" in page.text
    assert "does not commit their institutions" in page.text


CARD = {"merged_into": None, "language": "ko", "body": "", "gloss": ""}
SNAPSHOT = {
    "workshop": {
        "perspectives": [{"key": "workers", "title": "Workers"}, {"key": "government", "title": "Government"}]
    },
    "findings": [{"id": "f1", "code": "F-KR-03"}, {"id": "f2", "code": "F-KR-04"}],
    "cards": [
        CARD | {"id": "c1", "title": "사회보험", "gloss": "Social insurance", "findings": ["f1"]},
        CARD | {"id": "c2", "title": "Insurance", "findings": [], "merged_into": "c1"},
    ],
    "measures": [
        {
            "id": "m1",
            "cards": ["c1"],
            "plan": {"lead": "Ministry"},
            "by_when": None,
            "instrument": ["law"],
            "amount": None,
        }
    ],
    "polls": [
        {
            "state": "revealed",
            "method": "dots",
            "settings": {},
            "number": 1,
            "wording": {"c1": "사회보험"},
            "result": {"ranking": [{"place": 1, "cards": ["c1"], "score": 5}]},
        },
        {"state": "closed", "number": 2},
    ],
    "declaration": {
        "revealed": {
            "levels": {"1": 3, "4": 1},
            "reservations": [],
            "rule": {"met": True, "needed": 0.7, "counted": 3, "by_perspective": {"workers": {"support": 1.0}}},
        }
    },
}


def test_a_measure_without_a_wording_of_its_own_takes_its_cards_title_and_gloss():
    measure = document(SNAPSHOT)["measures"][0]
    assert (measure["title"], measure["gloss"]) == ("사회보험", "Social insurance")


def test_empty_fields_are_left_out():
    assert [field["key"] for field in document(SNAPSHOT)["measures"][0]["fields"]] == ["lead", "instrument"]


def test_the_trace_leads_to_findings_cards_and_revealed_votes_alone():
    paper = document(SNAPSHOT)
    path = paper["measures"][0]["trace"]
    assert [finding["code"] for finding in path["findings"]] == ["F-KR-03"]
    assert [card["id"] for card in path["cards"]] == ["c1", "c2"]
    assert [vote["place"] for vote in path["votes"]] == [1]
    assert [(poll["number"], poll["became"]) for poll in paper["votes"]] == [(1, {"m1": 1, "c1": 1})]
    assert [finding["measures"] for finding in paper["findings"]] == [[1]]


def test_agreement_is_counted_over_all_eight_steps():
    agreement = document(SNAPSHOT)["agreement"]
    assert [step["n"] for step in agreement["levels"]] == [3, 0, 0, 1, 0, 0, 0, 0]
    assert agreement["supporting"] == 3
    assert [group["title"] for group in agreement["groups"]] == ["Workers"]


def test_before_the_reveal_there_is_no_agreement_to_show():
    assert document(SNAPSHOT | {"declaration": {"revealed": None}})["agreement"] is None


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("정책 의제", "ko", "ko"),
        ("農村の仕事", "ja", "ja"),
        ("农村合作社", "zh-Hans", "zh-Hans"),
        ("農業", "ja", "ja"),
        ("Decent work", "ko", "en"),
    ],
)
def test_a_text_is_marked_with_the_language_of_its_script(text, room, expected):
    assert tongue(text, room=room, workshop="en") == expected
