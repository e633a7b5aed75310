"""What has become of a card, a measure or the declaration, as whoever may read it is told."""

from app.domain.history import history
from tests.domain.people import FORMAL, refused


def told(people, who, doc):
    with people.store.reading() as session:
        return history(session, people.actor(who), doc, people.terms)


def test_a_card_tells_how_it_was_worded_where_it_went_and_when(shaping):
    card = shaping.write("KR-02", "Count them", body="Yearly.")
    doc = f"card:{card}"
    shaping.replace("KR-03", doc, "title", "Count them all", "Count them")
    shaping.house("text.save", doc=doc)
    shaping.do("KR-02", "card.move", card=card, theme=shaping.theme(FORMAL))
    shaping.do("KR-02", "comment.add", card=card, text="Not a change of the card")
    shaping.do("KR-02", "card.remove", card=card)
    lines = told(shaping, "KR-04", doc)
    assert [line["type"] for line in lines] == ["card.added", "text.saved", "card.moved", "card.removed"]
    assert lines[0]["became"]["title"] == "Count them"
    assert lines[1]["became"] == {"title": "Count them all"}
    assert lines[2]["became"]["theme"] == shaping.theme(FORMAL)
    assert lines[3]["became"] == {"removed": True}
    assert [line["actor"] for line in lines] == [None] * 4, "authors are hidden in this stage"
    assert "by" not in lines[1]


def test_where_authors_are_shown_it_tells_who_wrote(planning):
    measure = planning.snapshot()["measures"][0]["id"]
    doc = f"measure:{measure}"
    for who, words in (("KR-03", "Ministry"), ("KR-02", "Ministry of Labour")):
        before = planning.snapshot()["measures"][0]["plan"].get("lead", "") if who == "KR-03" else "Ministry"
        planning.replace(who, doc, "lead", words, before)
    planning.house("text.save", doc=doc)
    line = told(planning, "KR-04", doc)[-1]
    assert (line["type"], line["became"]["lead"]) == ("text.saved", "Ministry of Labour")
    assert {one["id"] for one in line["by"]} == {planning.seat["KR-02"], planning.seat["KR-03"]}


def test_what_one_may_not_read_has_no_history_either(gathering):
    private = f"card:{gathering.write('KR-02', 'Only mine')}"
    assert told(gathering, "KR-02", private) == []
    for who in ("KR-03", "KR-F", "ORG", "JP-01"):
        with refused("not_found"):
            told(gathering, who, private)
