"""Shared texts: who may write where, two pens in one sentence, and what the room hears of it."""

from datetime import datetime

import pytest

from tests.live.client import Live, Refused, Shared, new_id
from tests.live.workshop import Workshop


@pytest.fixture
def shaping(workshop):
    """Everybody may write on all cards of the board."""
    workshop.start("shape")
    return workshop


def saved(line, doc):
    return [e for e in line.events() if e["type"] == "text.saved" and e["data"]["doc"] == doc]


def measure(workshop):
    """A card that has become a measure, in the plan stage; the name of its text."""
    card = workshop.card("Insure carers", by="KR-02")
    adopted = workshop.http("KR-F").room(workshop.rooms["KR"], "measure.adopt", cards=[card])["data"]["measures"]
    workshop.start("plan")
    return f"measure:{adopted[0]}"


# Together.


def test_two_pens_in_one_sentence_both_keep_their_words(shaping):
    doc = f"card:{shaping.card('돌봄')}"
    one, other = (Shared(shaping.line(who), doc) for who in ("KR-01", "KR-02"))
    first, second = one.typed("title", "모든 "), other.typed("title", " 🌾 보험", at=len("돌봄".encode()))
    one.send(first)
    other.send(second)
    for editor in (one, other):
        editor.live.settle()
        editor.hear()
    assert one.read("title") == other.read("title") == "모든 돌봄 🌾 보험"
    assert Shared(shaping.line("KR-F"), doc).read("title") == "모든 돌봄 🌾 보험"


def test_many_changes_from_both_sides_lead_to_one_text(shaping):
    doc = f"card:{shaping.card('x')}"
    editors = [Shared(shaping.line(who), doc) for who in ("KR-01", "KR-02", "KR-03")]
    for turn in range(12):
        for number, editor in enumerate(editors):
            if turn % 3 == number:
                editor.hear()
            editor.type("body", f"{'ABC'[number]}{turn} ")
    for editor in editors:
        editor.live.settle()
        editor.hear()
    texts = {editor.read("body") for editor in editors}
    assert len(texts) == 1
    assert sorted(texts.pop().split()) == sorted(f"{letter}{turn}" for letter in "ABC" for turn in range(12))


def test_somebody_without_yjs_writes_beside_somebody_with(shaping):
    card = shaping.card("Insure carers")
    editor, plain = Shared(shaping.line("KR-01"), f"card:{card}"), shaping.line("KR-02")
    editor.type("title", "Please: ")
    asked = {"doc": f"card:{card}", "field": "title", "value": "Insure all carers", "base": "Insure carers"}
    assert plain.ask("text.set", asked)["value"] == "Please: Insure all carers"
    editor.live.settle()
    editor.hear()
    assert editor.read("title") == "Please: Insure all carers"
    with pytest.raises(Refused, match="conflict"):
        plain.ask("text.set", asked | {"base": "Never written"})


def test_who_opens_with_a_vector_gets_what_is_missing_and_no_more(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    editor, writer = Shared(shaping.line("KR-01"), doc), Shared(shaping.line("KR-02"), doc)
    nothing = editor.open()
    assert editor.doc.get_state() == nothing["vector"]
    writer.type("body", "Long text. " * 50)
    answer = editor.open()
    assert (editor.read("body"), answer["vector"]) == ("Long text. " * 50, writer.doc.get_state())
    assert len(nothing["update"]) < 10 < len(answer["update"])


def test_only_those_who_opened_a_text_hear_what_is_typed(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    writer, reader = (Shared(shaping.line(who), doc) for who in ("KR-01", "KR-02"))
    beside, gone = shaping.sit("KR-03", "KR-04")
    left = Shared(gone, doc)
    left.close()
    update = writer.typed("body", "Now")
    writer.send(update)
    for line in (reader.live, beside, gone):
        line.settle()
    assert reader.live.told("text") == [{"doc": doc, "update": update}]
    assert beside.told("text") == gone.told("text") == []


def test_who_wrote_is_told_only_where_authors_are_shown(workshop):
    workshop.start("shape")
    doc = measure(workshop)
    writer, reader = (Shared(workshop.line(who), doc) for who in ("KR-01", "KR-02"))
    writer.type("lead", "Ministry")
    reader.live.settle()
    assert [set(text) for text in reader.live.told("text")] == [{"doc", "update", "member"}]
    assert reader.live.told("text")[0]["member"] == workshop.member("KR-01")


def test_the_same_update_again_changes_nothing_and_is_told_once(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    writer, reader = (Shared(shaping.line(who), doc) for who in ("KR-01", "KR-02"))
    update = writer.typed("title", "Again? ")
    for _ in range(3):
        assert writer.send(update) == {}
    reader.live.settle()
    assert len(reader.live.told("text")) == 1
    assert Shared(shaping.line("KR-03"), doc).read("title") == "Again? Insure carers"


def test_an_update_whose_forerunner_is_missing_is_a_conflict_until_all_is_sent(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    writer = Shared(shaping.line("KR-01"), doc)
    vector = writer.doc.get_state()
    writer.typed("title", "First ")
    second = writer.typed("title", "Second ")
    with pytest.raises(Refused, match="conflict"):
        writer.send(second)
    assert Shared(shaping.line("KR-02"), doc).read("title") == "Insure carers"
    writer.send(writer.doc.get_update(vector))
    assert Shared(shaping.line("KR-02"), doc).read("title") == "Second First Insure carers"


# Too much, or not a text.


def test_what_is_too_large_is_refused_and_the_text_stays(shaping):
    card = shaping.card("Insure carers")
    doc, line = f"card:{card}", shaping.line("KR-01")
    for field, length in (("title", 200), ("body", 5001), ("body", 64 * 1024)):
        editor = Shared(line, doc)
        with pytest.raises(Refused) as refused:
            editor.type(field, "x" * length)
        assert refused.value.code == "too_large"
    with pytest.raises(Refused, match="too_large"):
        line.ask("text.set", {"doc": doc, "field": "title", "value": "가" * 201, "base": "Insure carers"})
    anew = Shared(line, doc)
    assert (anew.read("title"), anew.read("body")) == ("Insure carers", "")
    anew.type("body", "가" * 5000)
    anew.close()
    assert shaping.snapshot()["cards"][0]["body"] == "가" * 5000


def test_what_is_no_text_is_invalid(shaping):
    card, line = shaping.card("Insure carers"), shaping.line("KR-01")
    doc = f"card:{card}"
    for name, asked in (
        *(("text.open", {"doc": wrong}) for wrong in (None, 7, "card", "card:", f"poll:{card}", "")),
        *(("text.open", {"doc": doc, "vector": wrong}) for wrong in ("text", 7, b"\xff" * 9)),
        *(("text.update", {"doc": doc, "update": wrong}) for wrong in (None, "text", b"", b"\xff\x00", [1, 2])),
        ("text.update", {"doc": doc, "update": b"\x00\x00", "field": "title"}),
        *(("text.set", {"doc": doc, "field": wrong, "value": "x", "base": ""}) for wrong in (None, "lead", 7)),
        *(("text.set", {"doc": doc, "field": "title", "value": wrong, "base": ""}) for wrong in (None, 7, "a\x00b")),
    ):
        with pytest.raises(Refused) as refused:
            line.ask(name, asked)
        assert refused.value.code in ("invalid", "not_found"), (name, asked)
    assert Shared(line, doc).read("title") == "Insure carers"


def test_a_text_that_does_not_exist_is_not_found(shaping):
    for doc in (f"card:{new_id()}", f"measure:{new_id()}", f"declaration:{new_id()}"):
        with pytest.raises(Refused, match="not_found"):
            shaping.line("KR-01").ask("text.open", {"doc": doc})


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_whoever_types_faster_than_anybody_can_has_to_wait(shaping):
    """Sixty at once, thirty a second; what is no text counts as well."""
    line, answers = shaping.line("KR-01"), []
    for _ in range(150):
        line.io.emit("text.update", {"doc": 7, "update": b"\x00\x00"}, callback=answers.append)
    line.until(lambda: len(answers) == 150)
    codes = [answer["error"]["code"] for answer in answers]
    assert set(codes[:60]) == {"invalid"} and "too_fast" in codes
    waits = [answer["error"]["retry_after"] for answer in answers if answer["error"]["code"] == "too_fast"]
    assert [wait for wait in waits if not 0 < wait < 1] == []


# Who may.


def test_a_text_of_another_room_is_not_found(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    for who in ("JP-01", "JP-F", "DONOR"):
        line = shaping.line(who)
        for name, rest in (
            ("text.open", {}),
            ("text.update", {"update": b"\x00\x00"}),
            ("text.set", {"field": "title", "value": "Mine", "base": "Insure carers"}),
        ):
            with pytest.raises(Refused) as refused:
                line.ask(name, {"doc": doc} | rest)
            assert refused.value.code == "not_found"
        assert line.ask("text.close", {"doc": doc}) == {}


def test_an_expert_reads_and_does_not_write(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    editor = Shared(shaping.line("EXPERT"), doc)
    assert editor.read("title") == "Insure carers"
    with pytest.raises(Refused, match="forbidden"):
        editor.type("title", "Well, ")


def test_a_private_card_is_its_writers_alone_to_read_and_to_write(workshop):
    workshop.start("gather")
    doc = f"card:{workshop.card('Still mine')}"
    for who in ("KR-02", "KR-F", "EXPERT", None):
        with pytest.raises(Refused, match="not_found"):
            workshop.line(who).ask("text.open", {"doc": doc})
    editor = Shared(workshop.line("KR-01"), doc)
    editor.type("body", "More of mine")
    assert Shared(workshop.line("KR-01"), doc).read("body") == "More of mine"


def test_the_stage_decides_who_may_write(workshop):
    card = f"card:{workshop.http('KR-F').room(workshop.rooms['KR'], 'card.add', title='Given')['data']['card']}"
    delegate, facilitator = workshop.line("KR-01"), workshop.line("KR-F")
    for kind, code in (("brief", "forbidden"), ("shape", None), ("vote", "forbidden"), ("plan", "forbidden")):
        workshop.start(kind)
        assert _refusal(Shared(delegate, card), "title") == code, kind
        assert _refusal(Shared(facilitator, card), "title") is None, kind


def _refusal(editor, field):
    try:
        editor.type(field, "x")
    except Refused as refused:
        return refused.code
    return None


def test_in_gather_one_words_ones_own_cards_only(workshop):
    workshop.start("gather")
    doc = f"card:{workshop.card('Mine')}"
    workshop.http("KR-F").room(workshop.rooms["KR"], "card.reveal")
    assert _refusal(Shared(workshop.line("KR-01"), doc), "title") is None
    assert _refusal(Shared(workshop.line("KR-02"), doc), "title") == "forbidden"


def test_an_open_vote_freezes_the_wording_for_everybody(shaping):
    room, doc = shaping.rooms["KR"], f"card:{shaping.card('Voted on')}"
    other = f"card:{shaping.card('Not voted on')}"
    shaping.sit("KR-02")
    opened = {"method": "dots", "cards": [doc.removeprefix("card:")]}
    poll = shaping.http("KR-F").room(room, "poll.open", **opened)["data"]["poll"]
    for who in ("KR-01", "KR-F"):
        line = shaping.line(who)
        assert _refusal(Shared(line, doc), "title") == "conflict"
        with pytest.raises(Refused, match="conflict"):
            line.ask("text.set", {"doc": doc, "field": "title", "value": "Mine", "base": "Voted on"})
        assert _refusal(Shared(line, other), "title") is None
    shaping.http("KR-F").room(room, "poll.close", poll=poll)
    assert _refusal(Shared(shaping.line("KR-01"), doc), "title") is None


def test_what_was_typed_just_before_the_vote_is_the_wording_that_is_voted(shaping):
    room, card = shaping.rooms["KR"], shaping.card("carers")
    line = shaping.sit("KR-02")
    Shared(line, f"card:{card}").type("title", "Insure ")
    poll = shaping.http("KR-F").room(room, "poll.open", method="dots")["data"]["poll"]
    opened = shaping.snapshot()["polls"][0]
    assert (opened["id"], opened["wording"]) == (poll, {card: "Insure carers"})
    line.settle()
    assert [e["type"] for e in line.events() if e["type"] in ("text.saved", "poll.opened")] == [
        "text.saved",
        "poll.opened",
    ]


def test_a_removed_and_a_merged_card_are_no_longer_worded(shaping):
    room = shaping.rooms["KR"]
    kept, merged, removed = (shaping.card(title) for title in ("Kept", "Merged", "Removed"))
    shaping.http("KR-01").room(room, "card.merge", into=kept, cards=[merged])
    shaping.http("KR-01").room(room, "card.remove", card=removed)
    for card in (merged, removed):
        editor = Shared(shaping.line("KR-02"), f"card:{card}")
        assert _refusal(editor, "title") == "conflict"


def test_the_preamble_is_written_until_the_first_level_is_given_and_nothing_after_declaring(workshop):
    room = workshop.rooms["KR"]
    workshop.start("shape")
    measure(workshop)
    workshop.start("declare")
    doc = f"declaration:{room}"
    delegate, facilitator = workshop.line("KR-01"), workshop.line("KR-F")
    assert _refusal(Shared(delegate, doc), "preamble") is None
    delegate.room(room, "declaration.endorse", level=1)
    assert _refusal(Shared(delegate, doc), "preamble") == "conflict"
    assert _refusal(Shared(facilitator, doc), "preamble") is None
    facilitator.room(room, "declaration.declare")
    assert _refusal(Shared(facilitator, doc), "preamble") == "conflict"
    assert workshop.snapshot()["declaration"]["preamble"] == "xx"


# What the room hears.


def test_the_room_hears_of_a_text_every_two_seconds_at_most_and_when_its_last_writer_leaves(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    reader = shaping.sit("KR-03")
    one, other = (Shared(shaping.line(who), doc) for who in ("KR-01", "KR-02"))

    def writes_on():
        """One letter a look, which is slower than one may write at most."""
        one.type("body", "x")
        return len(saved(reader, doc)) >= 2

    reader.until(writes_on)
    at = [datetime.fromisoformat(event["at"]) for event in saved(reader, doc)[:2]]
    assert 2 <= (at[1] - at[0]).total_seconds() < 4
    one.type("title", "The last word: ")
    one.close()
    heard = len(saved(reader, doc))
    other.close()
    reader.settle()
    last = saved(reader, doc)[-1]
    assert len(saved(reader, doc)) <= heard + 1
    assert last["data"]["texts"]["title"] == "The last word: Insure carers"
    assert (last["actor"], last["command"]) == (None, None)
    card = shaping.snapshot()["cards"][0]
    assert (card["title"], set(card["body"])) == ("The last word: Insure carers", {"x"})


def test_a_lost_line_of_the_last_writer_saves_the_text_too(shaping):
    doc = f"card:{shaping.card('Insure carers')}"
    reader = shaping.sit("KR-03")
    writer = Shared(shaping.line("KR-01"), doc)
    writer.type("title", "Gone: ")
    writer.live.close()
    told = reader.until(lambda: saved(reader, doc))
    assert told[0]["data"] == {"doc": doc, "texts": {"title": "Gone: Insure carers"}}


def test_the_check_of_a_measure_is_told_with_its_words(workshop):
    workshop.start("shape")
    doc = measure(workshop)
    reader = workshop.sit("KR-03")
    writer = Shared(workshop.line("KR-01"), doc)
    writer.type("lead", "Ministry of Labour")
    writer.type("lead_gloss", "고용노동부")
    writer.close()
    told = reader.until(lambda: saved(reader, doc))[-1]["data"]
    assert told["texts"] == {"lead": "Ministry of Labour", "lead_gloss": "고용노동부"}
    missing = {"id": doc.removeprefix("measure:"), "missing": ["by_when", "money", "indicator", "finding"]}
    assert told["put"] == {"measures": [missing]}


def test_a_restart_keeps_every_text_and_its_history(server):
    product = server()
    workshop = Workshop(product.url)
    workshop.start("shape")
    doc = f"card:{workshop.card('carers')}"
    before = Shared(workshop.line("KR-01"), doc)
    before.type("title", "Insure ")
    before.type("body", "본문 🌾")
    unsent = before.typed("body", "아직 ")
    product.kill()
    product.start()
    line = Live(product.url, workshop.http("KR-01").token)
    before.live = line
    assert before.open()["vector"] is not None
    before.send(unsent)
    after = Shared(line, doc)
    assert (after.read("title"), after.read("body")) == ("Insure carers", "아직 본문 🌾")
    after.close()
    before.close()
    card = workshop.snapshot()["cards"][0]
    assert (card["title"], card["body"]) == ("Insure carers", "아직 본문 🌾")
    line.close()
    workshop.close()
