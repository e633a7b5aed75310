"""What people say about cards: comments, reactions, the findings a card rests on, notes of what they take home."""

from app.domain.tile import desk, tile
from app.storage.tables import Note, Room
from tests.domain.people import refused
from tests.domain.test_card import one


def comments(people, title):
    return [
        (comment["text"], comment["author"] and comment["author"]["name"]) for comment in one(people, title)["comments"]
    ]


def test_comments_stand_in_the_order_in_which_they_were_said(shaping):
    card = shaping.card("One form")
    for who, text in (("KR-02", "Which one?"), ("RES-1", "Japan has one."), ("KR-F", "Let us see.")):
        shaping.do(who, "comment.add", card=card, text=text)
    assert comments(shaping, "One form") == [("Which one?", None), ("Japan has one.", None), ("Let us see.", None)]


def test_who_said_it_is_shown_where_the_stage_shows_authors(shaping):
    shaping.go("plan")
    assert comments(shaping, "Insure carers") == [("Who pays?", "Delegate KR-04")]
    shaping.go("shape")
    assert comments(shaping, "Insure carers") == [("Who pays?", None)]


def test_a_comment_is_taken_back_by_its_writer_or_the_facilitator_alone(shaping):
    first, second = (
        shaping.comment("Who pays?"),
        shaping.do("KR-02", "comment.add", card=shaping.card("Insure carers"), text="The state.").data["comment"],
    )
    with refused("forbidden"):
        shaping.do("KR-02", "comment.remove", comment=first)
    shaping.do("KR-02", "comment.remove", comment=second)
    shaping.do("KR-F", "comment.remove", comment=first)
    assert comments(shaping, "Insure carers") == []


def test_a_comment_of_another_room_is_not_found(shaping):
    with refused("not_found"):
        shaping.do("JP-F", "comment.remove", at="JP", comment=shaping.comment("Who pays?"))


def test_a_comment_written_for_somebody_without_a_device_is_theirs(planning):
    planning.do("KR-F", "comment.add", card=planning.card("One form"), text="As I said.", member=planning.seat["KR-06"])
    assert comments(planning, "One form") == [("As I said.", "Delegate KR-06")]
    assert planning.events()[-1]["data"]["assisted"] is True


def test_an_expert_comments_but_changes_nothing(shaping):
    card = shaping.card("One form")
    shaping.do("RES-1", "comment.add", card=card, text="Japan has one.")
    for type, data in (
        ("card.add", {"title": "Mine"}),
        ("card.move", {"card": card}),
        ("card.remove", {"card": card}),
        ("finding.cite", {"card": card, "finding": shaping.finding("F-KR-02")}),
        ("theme.add", {"title": "Mine"}),
    ):
        with refused("forbidden"):
            shaping.do("RES-1", type, **data)


def test_in_the_plenary_the_others_read_and_do_not_write(planning):
    planning.go("plenary")
    for who in ("JP-01", "OBS-1", "JP-F"):
        assert planning.look(who)[0]["seq"] == planning.snapshot()["seq"]
        with refused("forbidden"):
            planning.do(who, "comment.add", card=planning.card("One form"), text="We have one.")
    with refused("not_found"):
        planning.look("FAR-01")
    planning.go("plan")
    for who in ("JP-01", "OBS-1", "JP-F"):
        with refused("not_found"):
            planning.look(who)


def test_a_reaction_is_counted_once_a_person_and_taken_back_by_the_same_tap(shaping):
    card = shaping.card("One form")
    for who in ("KR-02", "KR-03", "KR-02", "KR-F"):
        shaping.do(who, "reaction.toggle", card=card, reaction="agree")
    shaping.do("KR-02", "reaction.toggle", card=card, reaction="question")
    assert one(shaping, "One form")["reactions"] == {"agree": 2, "question": 1, "important": 0}
    assert shaping.mine("KR-02")["reactions"] == {card: ["question"]}
    assert shaping.mine("KR-03")["reactions"] == {card: ["agree"]}


def test_nothing_is_said_about_a_card_that_only_its_writer_knows(gathering):
    own = gathering.write("KR-F", "Train them")
    before = gathering.events()
    for type, data in (
        ("comment.add", {"text": "Look."}),
        ("reaction.toggle", {"reaction": "agree"}),
        ("finding.cite", {"finding": gathering.finding("F-KR-02")}),
        ("finding.uncite", {"finding": gathering.finding("F-KR-02")}),
    ):
        with refused("conflict"):
            gathering.do("KR-F", type, card=own, **data)
    assert gathering.events() == before


def test_a_card_rests_on_findings_of_its_room_or_of_all_by_code(shaping):
    card = shaping.card("One form")
    for code in ("F-KR-02", "F-ALL-01"):
        shaping.do("KR-02", "finding.cite", card=card, finding=shaping.finding(code))
    assert one(shaping, "One form")["findings"] == [shaping.finding("F-ALL-01"), shaping.finding("F-KR-02")]
    shaping.do("KR-03", "finding.uncite", card=card, finding=shaping.finding("F-ALL-01"))
    assert one(shaping, "One form")["findings"] == [shaping.finding("F-KR-02")]


def test_what_is_cited_already_or_not_cited_at_all_tells_nothing(shaping):
    cited = {"card": shaping.card("One form"), "finding": shaping.finding("F-KR-02")}
    seq = shaping.snapshot()["seq"]
    assert shaping.do("KR-02", "finding.uncite", **cited).seq == seq
    assert shaping.do("KR-02", "finding.cite", **cited).seq == seq + 1
    assert shaping.do("KR-02", "finding.cite", **cited).seq == seq + 1


def test_a_finding_of_another_room_is_not_found(shaping):
    shaping.do("JP-F", "finding.add", room=shaping.room["JP"], code="F-JP-01", text="Theirs.")
    with refused("not_found"):
        shaping.do("KR-02", "finding.cite", card=shaping.card("One form"), finding=shaping.finding("F-JP-01"))
    assert [finding["code"] for finding in shaping.snapshot()["findings"]] == ["F-ALL-01", "F-KR-02"]


def test_a_measure_learns_that_its_card_rests_on_a_finding(planning):
    measure = planning.measure("One form")

    def lacks():
        return next(m["missing"] for m in planning.snapshot()["measures"] if m["id"] == measure)

    assert "finding" in lacks()
    cited = {"card": planning.card("One form"), "finding": planning.finding("F-KR-02")}
    planning.do("KR-F", "finding.cite", **cited)
    assert "finding" not in lacks()
    planning.do("KR-F", "finding.uncite", **cited)
    assert "finding" in lacks()


def test_of_a_note_the_room_hears_that_there_is_one(seated):
    seated.go("listen")
    before = seated.snapshot()
    note = seated.do("KR-02", "note.add", text="The old harbour lives again.").data["note"]
    (event,) = seated.events(before["seq"])
    assert (event["type"], event["actor"], event["command"]) == ("note.added", None, None)
    assert "harbour" not in repr(event)
    assert [each["text"] for each in seated.mine("KR-02")["notes"]] == ["The old harbour lives again."]
    assert seated.mine("KR-01")["notes"] == seated.mine("KR-F")["notes"] == []
    assert seated.snapshot() == before | {"seq": before["seq"] + 1}
    assert [(row.id, row.text, row.member_id) for row in seated.rows(Note)] == [
        (note, "The old harbour lives again.", seated.seat["KR-02"])
    ]


def desk_of(people, of=desk):
    with people.store.reading() as session:
        return of(session, session.get(Room, people.room["KR"]))


def noted(people, who="KR-02", text="The old harbour lives again."):
    people.go("listen")
    return people.do(who, "note.add", text=text).data["note"]


def finding(people, who="KR-F", **more):
    shape = {"room": people.room["KR"], "code": "F-KR-77", "text": "The old harbour lives again."}
    return people.ask(who, "finding.add", shape | more, scope="workshop")


def test_who_drives_the_room_reads_its_notes_and_their_writers_only_where_authors_are_shown(seated):
    note = noted(seated)
    (shown,) = desk_of(seated)["notes"]
    assert (shown["id"], shown["text"], shown["author"]) == (note, "The old harbour lives again.", None)
    seated.go("plan")
    (shown,) = desk_of(seated)["notes"]
    assert shown["author"]["id"] == seated.seat["KR-02"]
    assert "harbour" not in repr(desk_of(seated, tile)) + repr(seated.snapshot())


def test_a_note_becomes_a_finding_once(seated):
    note = noted(seated)
    finding(seated, note=note)
    assert "F-KR-77" in [each["code"] for each in seated.snapshot()["findings"]]
    assert [each["finding"] for each in desk_of(seated)["notes"]] == ["F-KR-77"]
    with refused("conflict", "A finding has been made of this note already"):
        finding(seated, note=note, code="F-KR-78")
    assert "F-KR-78" not in [each["code"] for each in seated.snapshot()["findings"]]


def test_a_note_of_another_room_is_not_found(seated):
    note = noted(seated)
    with refused("not_found"):
        finding(seated, "JP-F", room=seated.room["JP"], note=note)


def test_whoever_has_noted_something_is_not_silent_while_listening(seated):
    noted(seated)
    silent = {each["id"] for each in desk_of(seated)["silent"]}
    assert seated.seat["KR-02"] not in silent and seated.seat["KR-01"] in silent


def test_a_delegate_keeps_so_many_notes_and_no_more(seated):
    seated.go("listen")
    for number in range(seated.terms.limits.notes):
        seated.do("KR-02", "note.add", text=f"Thought {number}")
    with refused("conflict"):
        seated.do("KR-02", "note.add", text="One more")
    seated.do("KR-01", "note.add", text="Of somebody else")
