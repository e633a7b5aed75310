"""Shared texts: several write in one sentence, and every word arrives once, or its writer is told why not."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text

from app.domain import saving, wording
from app.domain.clock import now
from app.refusals import Conflict
from app.storage.tables import Card, Document, Measure, Update, new_id
from tests.domain.people import refused

TITLE = "One form"


def doc_of(people, title=TITLE):
    return f"card:{people.card(title)}"


def text(people, doc, field="title", who="KR-F"):
    return str(people.open_text(who, doc).get(field, type=Text))


def typed(own, field, at, words):
    """What a browser sends when its document gets `words` typed into a field."""
    before = own.get_state()
    own.get(field, type=Text).insert(at, words)
    return own.get_update(before)


def deleted(own, field, start, end):
    before = own.get_state()
    del own.get(field, type=Text)[start:end]
    return own.get_update(before)


def stored(people, doc):
    row = people.row(Document, doc)
    return row.rev, row.saved_rev


# Writing together.


def test_two_writers_in_one_sentence_both_keep_their_words(shaping):
    doc = doc_of(shaping)
    one, other = shaping.open_text("KR-02", doc), shaping.open_text("KR-05", doc)
    first = typed(one, "title", 0, "Just ")
    second = typed(other, "title", len(TITLE), ", yearly")
    shaping.send("KR-02", doc, first)
    shaping.send("KR-05", doc, second)
    assert text(shaping, doc) == "Just One form, yearly"
    one.apply_update(second)
    other.apply_update(first)
    assert str(one.get("title", type=Text)) == str(other.get("title", type=Text)) == "Just One form, yearly"


def test_what_was_typed_while_away_arrives_when_its_writer_comes_back(shaping):
    doc = doc_of(shaping)
    away = shaping.open_text("KR-02", doc)
    for n, words in enumerate(("A", "B", "C")):
        typed(away, "body", n, words)
    shaping.type("KR-05", doc, "body", 0, "x")
    shaping.send("KR-02", doc, away.get_update(shaping.open_text("KR-02", doc).get_state()))
    assert sorted(text(shaping, doc, "body")) == ["A", "B", "C", "x"]


def test_an_update_sent_again_changes_nothing(shaping):
    doc = doc_of(shaping)
    own = shaping.open_text("KR-02", doc)
    change = typed(own, "title", 0, "Just ")
    shaping.send("KR-02", doc, change)
    before = shaping.everything()
    shaping.heard.clear()
    shaping.send("KR-02", doc, change)
    shaping.send("KR-05", doc, own.get_update())
    assert (shaping.everything(), shaping.heard) == (before, [])


def test_a_deletion_sent_again_changes_nothing_either(shaping):
    doc = doc_of(shaping)
    own = shaping.open_text("KR-02", doc)
    change = deleted(own, "title", 0, 4)
    shaping.send("KR-02", doc, change)
    rev = stored(shaping, doc)
    shaping.send("KR-02", doc, change)
    assert (text(shaping, doc), stored(shaping, doc)) == ("form", rev)


def test_an_update_whose_predecessor_is_missing_is_a_conflict_and_sending_all_that_is_lacking_heals_it(shaping):
    doc = doc_of(shaping)
    own = shaping.open_text("KR-02", doc)
    typed(own, "title", 0, "never sent ")
    late = typed(own, "title", 0, "Just ")
    before = shaping.everything()
    with refused("conflict", "Something before this change is missing here; send all that the server lacks"):
        shaping.send("KR-02", doc, late)
    assert shaping.everything() == before
    shaping.send("KR-02", doc, own.get_update(shaping.open_text("KR-02", doc).get_state()))
    assert text(shaping, doc) == "Just never sent One form"


def test_the_deletion_of_words_that_are_missing_here_is_a_conflict(shaping):
    doc = doc_of(shaping)
    own = shaping.open_text("KR-02", doc)
    typed(own, "title", 0, "never sent ")
    change = deleted(own, "title", 0, 6)
    with refused("conflict"):
        shaping.send("KR-02", doc, change)
    shaping.send("KR-02", doc, own.get_update(shaping.open_text("KR-02", doc).get_state()))
    assert text(shaping, doc) == "sent One form"


@pytest.mark.parametrize("bytes", [b"", b"\x00", b"\xff" * 20, b"title", b"\x01\x01"])
def test_bytes_that_are_no_update_are_refused(shaping, bytes):
    before = shaping.everything()
    with refused("invalid"):
        shaping.send("KR-02", doc_of(shaping), bytes)
    assert shaping.everything() == before


def test_a_text_has_its_limit_on_a_scratch_copy(shaping):
    doc, before = doc_of(shaping), shaping.everything()
    for field, most in (("title", 200), ("gloss", 200), ("body", 5000)):
        own = shaping.open_text("KR-02", doc)
        with refused("too_large") as refusal:
            shaping.send("KR-02", doc, typed(own, field, 0, "가" * (most + 1)))
        assert list(refusal.value.errors) == [field]
    assert shaping.everything() == before
    shaping.type("KR-02", doc, "body", 0, "가" * 5000)
    with refused("too_large"):
        shaping.type("KR-05", doc, "body", 0, "x")


def test_a_document_begins_once_and_is_never_rebuilt_from_the_row(shaping):
    card = shaping.write("KR-02", "Title")
    doc = f"card:{card}"
    with shaping.store.writing() as session:
        session.get(Card, card).title = "Something else"
    assert text(shaping, doc) == "Title"
    assert len(shaping.rows(Update, Update.document_id == doc)) == 1


# Whole fields, from clients without Yjs.


def test_a_whole_field_is_merged_as_a_difference_to_what_its_writer_saw(shaping):
    doc = doc_of(shaping)
    assert shaping.replace("KR-02", doc, "title", "One short form", TITLE) == "One short form"
    assert shaping.replace("KR-05", doc, "title", "One form, yearly", TITLE) == "One short form, yearly"
    assert text(shaping, doc) == "One short form, yearly"


def test_a_whole_field_over_a_base_that_never_was_is_a_conflict(shaping):
    before = shaping.everything()
    with refused("conflict", "The text has changed too much since; please look at it again"):
        shaping.replace("KR-02", doc_of(shaping), "title", "Two forms", "Two form")
    assert shaping.everything() == before


def test_a_whole_field_that_says_the_same_changes_nothing(shaping):
    doc, before = doc_of(shaping), shaping.everything()
    assert shaping.replace("KR-02", doc, "title", TITLE, TITLE) == TITLE
    assert shaping.everything() == before


@pytest.mark.parametrize(
    ("base", "value"),
    [
        ("", "양식"),
        ("양식은 하나", "양식은 둘"),
        ("👩🏽‍🌾 and 👨🏼‍🌾", "👩🏽‍🌾👨🏼‍🌾"),
        ("aaaa", "aa"),
        ("aa", "aaaa"),
        ("é", "e\u0301"),
        ("line\nline", "line\r\nline"),
        ("gone", ""),
    ],
)
def test_a_whole_field_reads_as_it_was_sent_in_any_script(shaping, base, value):
    doc = doc_of(shaping)
    shaping.replace("KR-02", doc, "body", base, "")
    assert shaping.replace("KR-02", doc, "body", value, base) == value
    assert text(shaping, doc, "body") == value


def test_a_whole_field_has_its_limit_and_is_one_that_the_text_has(shaping):
    doc = doc_of(shaping)
    with refused("too_large"):
        shaping.replace("KR-02", doc, "title", "x" * 201, TITLE)
    with refused("invalid"):
        shaping.replace("KR-02", doc, "colour", "red", "")
    for no_text in ("card:", "poll:1", "", "card"):
        with refused("invalid"):
            shaping.replace("KR-02", no_text, "title", "x", "")
    with refused("not_found"):
        shaping.replace("KR-02", f"card:{new_id()}", "title", "x", "")


# Who may write.


def test_a_stranger_opens_no_text(shaping):
    for who in ("JP-01", "JP-F", "OBS-1"):
        with refused("not_found"):
            shaping.open_text(who, doc_of(shaping))


@pytest.mark.parametrize(
    ("stage", "who", "code"),
    [
        ("shape", "KR-05", None),
        ("gather", "KR-02", None),
        ("gather", "KR-05", "forbidden"),
        ("vote", "KR-02", "forbidden"),
        ("vote", "KR-F", None),
        ("shape", "RES-1", "forbidden"),
    ],
)
def test_who_may_write_in_a_card_depends_on_the_stage(shaping, stage, who, code):
    shaping.go(stage)
    if code:
        with refused(code):
            shaping.type(who, doc_of(shaping), "body", 0, "And so on.")
    else:
        shaping.type(who, doc_of(shaping), "body", 0, "And so on.")


def test_nobody_writes_in_a_removed_or_merged_card_or_a_locked_room(shaping):
    own = shaping.open_text("KR-02", doc_of(shaping))
    change = typed(own, "body", 0, "And so on.")
    shaping.do("KR-02", "card.merge", into=shaping.card("Insure carers"), cards=[shaping.card(TITLE)])
    with refused("conflict"):
        shaping.send("KR-02", doc_of(shaping), change)
    shaping.do("KR-02", "card.unmerge", card=shaping.card(TITLE))
    shaping.do("KR-02", "card.remove", card=shaping.card(TITLE))
    with refused("conflict"):
        shaping.send("KR-02", doc_of(shaping), change)
    shaping.do("KR-02", "card.restore", card=shaping.card(TITLE))
    shaping.do("KR-F", "room.lock", rooms=[shaping.room["KR"]])
    with refused("conflict"):
        shaping.send("KR-02", doc_of(shaping), change)
    shaping.send("KR-F", doc_of(shaping), change)
    assert text(shaping, doc_of(shaping), "body") == "And so on."


def test_plans_are_written_in_plan_and_preambles_in_declare(planning):
    plan, preamble = f"measure:{planning.measure(TITLE)}", f"declaration:{planning.room['KR']}"
    planning.type("KR-02", plan, "lead", 0, "The ministry")
    with refused("forbidden"):
        planning.type("KR-02", preamble, "preamble", 0, "We")
    planning.go("declare")
    planning.type("KR-02", preamble, "preamble", 0, "We")
    with refused("forbidden"):
        planning.type("KR-02", plan, "lead", 0, "Not ")


# Saving.


def test_a_row_changes_only_when_the_room_is_told(shaping):
    doc, before = doc_of(shaping), shaping.snapshot()
    shaping.type("KR-02", doc, "title", 0, "Just ")
    shaping.type("KR-05", doc, "body", 0, "양식은 하나면 됩니다.")
    assert shaping.snapshot() == before
    assert stored(shaping, doc) == (3, 1)
    shaping.house("text.save", doc=doc)
    (event,) = shaping.events(before["seq"])
    assert {name: event[name] for name in ("type", "data", "actor", "command")} == {
        "type": "text.saved",
        "data": {"doc": doc, "texts": {"title": "Just One form", "body": "양식은 하나면 됩니다."}},
        "actor": None,
        "command": None,
    }
    assert shaping.row(Card, shaping.card("Just One form")).body == "양식은 하나면 됩니다."
    assert stored(shaping, doc) == (3, 3)
    shaping.house("text.save", doc=doc)
    assert shaping.snapshot()["seq"] == event["seq"]


def test_words_typed_and_deleted_again_tell_nothing(shaping):
    doc, seq = doc_of(shaping), shaping.snapshot()["seq"]
    own = shaping.open_text("KR-02", doc)
    shaping.send("KR-02", doc, typed(own, "title", 0, "Just "))
    shaping.send("KR-02", doc, deleted(own, "title", 0, 5))
    shaping.house("text.save", doc=doc)
    assert shaping.snapshot()["seq"] == seq


def test_a_private_text_is_saved_and_only_its_writer_is_told(gathering):
    doc, seq = doc_of(gathering), gathering.snapshot()["seq"]
    gathering.type("KR-02", doc, "body", 0, "한 장")
    gathering.heard.clear()
    gathering.house("text.save", doc=doc)
    assert gathering.snapshot()["seq"] == seq
    assert [(said.event, list(said.mine)) for said in gathering.heard] == [(None, [gathering.seat["KR-02"]])]
    (own,) = gathering.mine("KR-02")["cards"]
    assert own["body"] == "한 장"


def test_who_writes_is_not_told_where_authors_are_hidden(planning):
    plan = f"measure:{planning.measure(TITLE)}"
    planning.heard.clear()
    planning.type("KR-02", plan, "lead", 0, "The ministry")
    planning.go("shape")
    planning.type("KR-02", doc_of(planning), "body", 0, "Yearly.")
    wrote = [said for said in planning.heard if hasattr(said, "update")]
    assert [(said.doc, said.member) for said in wrote] == [(plan, planning.seat["KR-02"]), (doc_of(planning), None)]


def test_what_is_due_is_what_was_not_saved_for_a_while(shaping, clock):
    with shaping.store.reading() as session:
        assert saving.unsaved(session) == []
    doc = doc_of(shaping)
    clock.at = shaping.row(Document, doc).saved_at
    shaping.type("KR-02", doc, "title", 0, "Just ")

    def due(**options):
        with shaping.store.reading() as session:
            return [tuple(row) for row in saving.unsaved(session, **options)]

    assert due() == []
    clock.passes(2.1)
    assert due() == due(doc=doc) == [(doc, shaping.room["KR"], shaping.workshop)]
    assert due(doc=doc_of(shaping, "Insure carers")) == []
    shaping.house("text.save", doc=doc)
    assert due() == []
    assert now() == clock.at


@pytest.mark.parametrize(
    "deed",
    [
        lambda p: p.open_poll(),
        lambda p: p.do("KR-F", "measure.adopt", cards=[p.card(TITLE)]),
        lambda p: p.go("plan"),
    ],
)
def test_what_fixes_the_wording_saves_it_first(shaping, deed):
    doc, card = doc_of(shaping), shaping.card(TITLE)
    shaping.type("KR-02", doc, "title", 0, "Just ")
    before = shaping.snapshot()["seq"]
    deed(shaping)
    first, *_, last = shaping.events(before)
    assert (first["type"], first["data"]) == ("text.saved", {"doc": doc, "texts": {"title": "Just One form"}})
    snapshot = shaping.snapshot()
    assert last["seq"] == snapshot["seq"]
    assert [card["title"] for card in snapshot["cards"] if card["id"] == card] in ([], ["Just One form"])
    assert {poll["wording"][card] for poll in snapshot["polls"]} <= {"Just One form"}
    assert {measure["plan"]["what"] for measure in snapshot["measures"]} <= {"Just One form"}


def test_declaring_saves_the_plans_and_the_preamble_first(declaring):
    plan, preamble = f"measure:{declaring.measure(TITLE)}", f"declaration:{declaring.room['KR']}"
    declaring.type("KR-F", plan, "lead", 0, "The ministry")
    declaring.type("KR-02", preamble, "preamble", 0, "We, ")
    declaring.do("KR-01", "declaration.declare", waive="Nobody was asked.")
    snapshot = declaring.snapshot()
    assert snapshot["declaration"]["preamble"] == "We, "
    assert declaring.row(Measure, declaring.measure(TITLE)).plan["lead"] == "The ministry"
    assert [stored(declaring, doc) for doc in (plan, preamble)] == [(2, 2), (2, 2)]


def test_a_long_text_is_kept_in_few_updates_and_its_slow_writers_lose_nothing(shaping):
    doc = doc_of(shaping)
    slow, quick = shaping.open_text("KR-02", doc), shaping.open_text("KR-05", doc)
    away = typed(slow, "title", 0, "Just ")
    for n in range(3 * wording.KEPT):
        shaping.send("KR-05", doc, typed(quick, "title", len(TITLE) + n, "."))
        if n % 10 == 0:
            shaping.house("text.save", doc=doc)
    shaping.send("KR-02", doc, away)
    assert text(shaping, doc) == f"Just {TITLE}" + "." * 3 * wording.KEPT
    rows = shaping.rows(Update, Update.document_id == doc)
    assert len(rows) <= 2 * wording.KEPT
    assert max(row.rev for row in rows) == stored(shaping, doc)[0]
    assert shaping.replace("KR-03", doc, "title", "Now short", text(shaping, doc)) == "Now short"
    with refused("conflict"):
        shaping.replace("KR-04", doc, "title", "Shorter", TITLE)


def test_what_is_not_saved_yet_keeps_its_writers(planning):
    doc = f"measure:{planning.snapshot()['measures'][0]['id']}"
    for n, who in enumerate(["KR-02"] + ["KR-03"] * 2 * wording.KEPT):
        planning.replace(who, doc, "lead", "a" * (n + 1), "a" * n)
    planning.house("text.save", doc=doc)
    assert [one["id"] for one in planning.events()[-1]["data"]["by"]] == [
        planning.seat["KR-02"],
        planning.seat["KR-03"],
    ]


def test_a_rolled_back_update_leaves_no_word(shaping):
    doc = doc_of(shaping)
    before = shaping.everything()
    own = shaping.open_text("KR-02", doc)
    with pytest.raises(Conflict), shaping.store.writing() as session:
        wording.add(session, session.get(Document, doc), typed(own, "title", 0, "Never "), None)
        session.flush()
        raise Conflict()
    assert shaping.everything() == before


# Any number of writers, any order.

EDITS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 30), st.text("aé한👩", max_size=3), st.booleans()),
    min_size=1,
    max_size=10,
)


@pytest.mark.parametrize("database", ["sqlite"])
@given(edits=EDITS, dice=st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_in_whatever_order_it_arrives_everybody_reads_the_same(shaping, edits, dice):
    doc = f"card:{shaping.write('KR-02', 'Start')}"
    writers = [shaping.open_text("KR-02", doc) for _ in range(3)]
    sent = []
    for who, place, words, delete in edits:
        own = writers[who]
        letters = str(own.get("title", type=Text))
        at = len(letters[: place % (len(letters) + 1)].encode())
        end = len(letters[: place % (len(letters) + 1) + 2].encode())
        sent.append(deleted(own, "title", at, end) if delete and end > at else typed(own, "title", at, words))
    sent += dice.sample(sent, len(sent) // 2)
    dice.shuffle(sent)
    for change in sent:
        try:
            shaping.send("KR-02", doc, change)
        except Conflict:
            vector = shaping.open_text("KR-02", doc).get_state()
            for own in writers:
                shaping.send("KR-02", doc, own.get_update(vector))
    for own in writers:
        shaping.send("KR-02", doc, own.get_update())
    together = Doc()
    for own in writers:
        together.apply_update(own.get_update())
    assert text(shaping, doc) == str(together.get("title", type=Text))
    shaping.house("text.save", doc=doc)
    assert shaping.row(Card, doc.removeprefix("card:")).title == text(shaping, doc)


# Changes made to keep the server busy.


def number(n):
    """A number as Yjs writes it: seven bits a byte, lowest first."""
    found = b""
    while n >= 0x80:
        found += bytes([n & 0x7F | 0x80])
        n >>= 7
    return found + bytes([n])


BEGUN = b"\x01\x01\x01\x00\x04\x01\x04body\x02ab\x00"
"""Client 1 begins the text."""


def steps(client, count, clock=0):
    """An update in which `client` puts `count` letters after the first one of BEGUN, each as if it were alone there."""
    return number(1) + number(count) + number(client) + number(clock) + b"\x84\x01\x00\x01x" * count + number(0)


def filled(people, doc):
    """A text of 3,000 such letters."""
    people.send("KR-02", doc, BEGUN)
    for clock in range(0, 3000, 300):
        people.send("KR-02", doc, steps(2, 300, clock))


def test_letters_that_would_be_compared_with_all_others_are_refused(shaping):
    doc = doc_of(shaping)
    filled(shaping, doc)
    started = time.thread_time()
    with refused("too_large"):
        shaping.send("KR-02", doc, steps(3, 12_000))
    assert time.thread_time() - started < 0.5
    own = shaping.open_text("KR-05", doc)
    shaping.send("KR-05", doc, typed(own, "title", 0, "Just "))
    assert text(shaping, doc) == "Just One form"


def test_a_text_of_many_small_changes_that_is_slow_to_read_takes_no_more_of_them(shaping):
    doc = doc_of(shaping)
    filled(shaping, doc)
    worst = 0
    with refused("too_large"):
        for client in range(3, 49):
            started = time.thread_time()
            try:
                shaping.send("KR-02", doc, steps(client, 40))
            finally:
                worst = max(worst, time.thread_time() - started)
    assert worst < 0.5
    started = time.thread_time()
    shaping.open_text("KR-05", doc)
    assert time.thread_time() - started < 0.5


def test_what_somebody_wrote_for_an_hour_without_a_connection_is_taken(shaping):
    doc = doc_of(shaping)
    for client in (shaping.open_text("KR-02", doc), shaping.open_text("KR-05", doc)):
        before = client.get_state()
        for n in range(300):
            client.get("body", type=Text).insert(n // 2, f"{n} ")
        shaping.send("KR-02", doc, client.get_update(before))
    assert len(text(shaping, doc, "body")) == 2 * len("".join(f"{n} " for n in range(300)))
