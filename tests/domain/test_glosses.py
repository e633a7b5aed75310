"""The second language: who may write it, and what the console says is still missing of it."""

from pathlib import Path

import pytest
from pycrdt import Text

from app.domain.archive import archive
from app.domain.declaration import STANDING
from app.domain.tile import tile
from app.export.paper.tongues import BOTH, spoken
from app.export.paper.tongues import untranslated as page
from app.storage.tables import Room, Workshop
from tests.domain.people import refused


def test_the_browser_knows_the_usual_standing_too():
    assert f'USUAL = "{STANDING}"' in Path("app/static/js/state/glosses.js").read_text("utf-8")


def translates(people, who):
    people.do("ORG", "member.change", member=people.seat[who], duties=["translator"])


def untranslated(people):
    """(texts of the agenda, cards) as the tile tells them; the page that sends the agenda says the same of it."""
    with people.store.reading() as session:
        room = session.get(Room, people.room["KR"])
        told = tile(session, room)["untranslated"]
        agenda = archive(session, session.get(Workshop, room.workshop_id), only=room.id)
    (exported,) = agenda["rooms"]
    code = BOTH if len(spoken(agenda, exported)) > 1 else spoken(agenda, exported)[0]
    assert sum(len(names) for _, names in page(agenda, exported, code)) == told["agenda"]
    return told["agenda"], told["cards"]


def card(people):
    return f"card:{people.card('Insure carers')}"


@pytest.mark.parametrize("stage", ["gather", "vote", "break", "plan"])
def test_a_translator_writes_glosses_in_every_stage_and_nothing_else(shaping, stage):
    translates(shaping, "KR-05")
    shaping.go(stage)
    shaping.type("KR-05", card(shaping), "gloss", 0, "간병인 보험")
    with refused("forbidden"):
        shaping.type("KR-05", card(shaping), "title", 0, "Re")
    with refused("forbidden"):
        shaping.type("KR-06", card(shaping), "gloss", 0, "Re")


def test_a_change_of_both_texts_at_once_is_no_gloss(voting):
    translates(voting, "KR-05")
    voting.do("KR-F", "poll.cancel", poll=voting.poll())
    own = voting.open_text("KR-05", card(voting))
    before = own.get_state()
    for field in ("gloss", "title"):
        own.get(field, type=Text).insert(0, "!")
    with refused("forbidden"):
        voting.send("KR-05", card(voting), own.get_update(before))


def test_no_gloss_is_written_in_an_open_vote_a_locked_room_or_elsewhere(voting):
    translates(voting, "KR-05")
    translates(voting, "JP-01")
    with refused("conflict", "A vote about this is open; it is frozen until the close"):
        voting.type("KR-05", card(voting), "gloss", 0, "간병인 보험")
    voting.do("KR-F", "poll.cancel", poll=voting.poll())
    with refused("not_found"):
        voting.type("JP-01", card(voting), "gloss", 0, "介護者の保険")
    voting.do("KR-F", "room.lock", rooms=[voting.room["KR"]])
    with refused("conflict"):
        voting.type("KR-05", card(voting), "gloss", 0, "간병인 보험")


def test_the_glosses_of_a_declared_agenda_are_fixed(declared):
    translates(declared, "KR-05")
    with refused("conflict"):
        declared.replace("KR-05", f"measure:{declared.measure('One form')}", "what_gloss", "A form", "하나의 양식")


def test_a_tile_and_the_page_that_sends_the_agenda_count_the_same(planning):
    # Korean cards without a gloss: three of four; of the measures "Insure carers" has none, "One form" one.
    assert untranslated(planning) == (1, 3)
    plan = f"measure:{planning.measure('Insure carers')}"
    planning.replace("KR-02", plan, "lead", "보건복지부", "")
    planning.replace("KR-02", plan, "baseline", "12 %", "")
    planning.house("text.save", doc=plan)
    assert untranslated(planning) == (2, 3)
    translates(planning, "KR-05")
    planning.replace("KR-05", plan, "lead_gloss", "Ministry of Health and Welfare", "")
    planning.house("text.save", doc=plan)
    assert untranslated(planning) == (1, 3)
    agenda = f"declaration:{planning.room['KR']}"
    planning.replace("KR-F", agenda, "contact", "kr@example.org", "")
    planning.house("text.save", doc=agenda)
    assert untranslated(planning) == (1, 3)
    planning.replace("KR-F", agenda, "contact", "사무국, kr@example.org", "kr@example.org")
    planning.house("text.save", doc=agenda)
    assert untranslated(planning) == (2, 3)


def test_a_measure_in_the_words_of_its_card_has_the_gloss_of_that(planning):
    translates(planning, "KR-05")
    planning.type("KR-05", card(planning), "gloss", 0, "간병인 보험")
    planning.house("text.save", doc=card(planning))
    assert untranslated(planning) == (0, 2)


def test_a_room_of_one_language_lacks_what_is_in_another(planning):
    planning.do("ORG", "room.change", room=planning.room["KR"], language="en")
    assert untranslated(planning) == (0, 3)
    plan = f"measure:{planning.measure('Insure carers')}"
    planning.replace("KR-02", plan, "lead", "보건복지부", "")
    planning.house("text.save", doc=plan)
    assert untranslated(planning) == (1, 3)
