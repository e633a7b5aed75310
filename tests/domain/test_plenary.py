"""The plenary: what the screen is told to show, questions from the phones, applause."""

from datetime import timedelta

import pytest

from app.domain import agenda, plenary, sight
from app.domain.pages import NARROW, pages, side_by_side
from app.domain.plenary import OF_A_ROOM, OF_ALL
from app.storage.tables import Clap, Room, Workshop
from tests.domain.people import DELEGATES, refused


def seen(people):
    with people.store.reading() as session:
        return sight.sight(session, session.get(Workshop, people.workshop))


def show(people, view, at=None, **data):
    return people.do("ALL-F", "plenary.show", view=view, room=people.room[at] if at else None, **data)


@pytest.fixture
def plenary_of(declared):
    return declared.go("plenary")


def test_before_anything_is_chosen_the_screen_is_quiet(seated):
    assert seen(seated) == {
        "view": None,
        "title": "Social and solidarity economy",
        "subtitle": "",
        "language": "en",
        "perspectives": seated.snapshot()["workshop"]["perspectives"],
        "timer": None,
        "applause": 0,
        "room": None,
        "rehearsal_of": None,
    }


def test_every_view_can_be_shown_and_every_room_hears_which(declared):
    for view in (*OF_A_ROOM, *OF_ALL, None):
        show(declared, view, "KR" if view in OF_A_ROOM else None)
        assert seen(declared)["view"] == view
        for at in ("KR", "JP"):
            told = declared.snapshot(at=at)["plenary"]
            assert (told and told["view"]) == view


def test_a_view_of_one_room_names_it_and_others_name_none(declared):
    for view, at in (("agenda", None), ("lobby", "KR"), (None, "KR")):
        with refused("invalid"):
            show(declared, view, at)
    with refused("not_found"):
        declared.do("ALL-F", "plenary.show", view="agenda", room=declared.room["FR"])


def test_an_agenda_is_shown_with_its_measures_and_the_time_to_speak(planning):
    planning.do("KR-02", "measure.set", measure=planning.measure("One form"), field="by_when", value="2021-06-30")
    show(planning, "agenda", "KR", seconds=300)
    told = seen(planning)
    assert (told["room"]["name"], told["room"]["language"], told["state"]) == ("Republic of Korea", "ko", "draft")
    assert [(each["title"], each["gloss"], each["by_when"]) for each in told["measures"]] == [
        ("Insure carers", "", None),
        ("One form", "하나의 양식", "2021-06-30"),
    ]
    assert (told["timer"]["left_s"], told["timer"]["total_s"]) == (300, 300) and told["timer"]["ends_at"]


def test_the_moment_of_declaring_tells_standing_and_numbers_and_no_reservation(declared):
    show(declared, "declare", "KR")
    told = seen(declared)
    assert (told["state"], told["given"], told["supporting"]) == ("declared", 6, 6)
    assert told["present"] == {"government": 3, "workers": 3}
    assert "The budget is thin." not in repr(told)


def test_who_is_on_the_list_and_never_came_is_not_present(declared):
    row = {"reference": "KR-07", "name": "Delegate KR-07", "room": "KR", "perspective": "workers"}
    declared.do("ORG", "roster.set", rows=[row])
    show(declared, "declare", "KR")
    assert seen(declared)["present"] == {"government": 3, "workers": 3}
    with declared.store.reading() as session:
        assert agenda.present(session, session.get(Room, declared.room["KR"])) == {"government": 3, "workers": 3}


@pytest.fixture
def shared(planning):
    """Japan takes a measure from a theme from which Korea took two; KR-01 has a visitor's request on one of them."""
    planning.go("shape", at="JP")
    theme = planning.theme("Transition to the formal economy", at="JP")
    planning.write("JP-01", "介護者に保険を", at="JP", theme=theme)
    planning.do("JP-F", "measure.adopt", at="JP", cards=[planning.card("介護者に保険を")])
    planning.do("ALL-F", "visit.plan", visits={planning.room["JP"]: planning.room["KR"]})
    planning.go("visit", at="JP")
    planning.do("JP-01", "visit.comment", measure=planning.measure("One form"), text="Send us yours.", request=True)
    return planning


def test_what_countries_share_goes_over_several_pages(shared):
    show(shared, "across")
    told = seen(shared)
    assert (told["page"], told["pages"], told["part"]) == (1, ["themes", "times", "asked"], "themes")
    (theme,) = told["lines"]
    assert theme["title"] == "Transition to the formal economy"
    assert [(room["name"], room["measures"]) for room in theme["rooms"]] == [
        ("Republic of Korea", ["Insure carers", "One form"]),
        ("Japan", ["介護者に保険を"]),
    ]
    for page in (3, 99):
        show(shared, "across", page=page)
        told = seen(shared)
        assert (told["page"], told["part"], [line["text"] for line in told["lines"]]) == (
            3,
            "asked",
            ["Send us yours."],
        )
        assert "Delegate JP-01" not in repr(told) and shared.seat["JP-01"] not in repr(told)


def test_where_nothing_is_shared_one_page_says_so(seated):
    show(seated, "across")
    told = seen(seated)
    assert (told["page"], told["pages"], told["part"], told["lines"]) == (1, ["themes"], "themes", [])


def test_only_what_goes_over_pages_takes_one(declared):
    for view, page in (("stages", 1), ("side", 0), ("across", 0)):
        with refused("invalid"):
            show(declared, view, page=page)


def test_many_rooms_and_lines_are_cut_into_pages_and_none_is_lost():
    rooms = [{"id": n, "name": str(n), "measures": ["A", "B"]} for n in range(20)]
    themes = [{"title": str(n), "rooms": rooms[: 2 + n]} for n in range(8)]
    cut = pages({"themes": themes, "instruments": [], "times": [], "agreement": [], "asked": [{"text": "?"}] * 9})
    assert [line["title"] for page in cut if page["part"] == "themes" for line in page["lines"]] == list("01234567")
    assert [len(page["lines"]) for page in cut if page["part"] == "asked"] == [4, 4, 1]
    assert [(len(line["rooms"]), line["more"]) for line in cut[-4]["lines"]] == [(8, 1)]


@pytest.mark.parametrize(("title", "pages_needed"), [("a" * 18, 1), ("a" * 60, 2), ("한" * 30, 2)])
def test_themes_share_a_page_as_far_as_their_titles_are_short(title, pages_needed):
    rooms = [{"id": n, "name": str(n), "measures": [title]} for n in range(6)]
    assert len(pages({"themes": [{"title": n, "rooms": rooms} for n in "AB"], "agreement": []})) == pages_needed


def agenda_of(name, letters=10, wide=0):
    return {"name": name, "measures": [{"title": "a" * (letters - 2 * wide), "gloss": "한" * wide}]}


def test_agendas_stand_three_on_a_page_or_two_where_one_is_long_and_none_alone():
    def cut(*agendas):
        return ["".join(each["name"] for each in page) for page in side_by_side(agendas)]

    short = [agenda_of(name) for name in "ABCDEFG"]
    assert [cut(*short[:n]) for n in (0, 1, 3, 4, 6, 7)] == [
        *([""], ["A"], ["ABC"], ["AB", "CD"]),
        *(["ABC", "DEF"], ["ABC", "DE", "FG"]),
    ]
    assert cut(*short[:5], agenda_of("F", NARROW, wide=100)) == ["ABC", "DEF"]
    assert cut(*short[:5], agenda_of("F", NARROW + 1, wide=100)) == ["AB", "CD", "EF"]


def test_side_by_side_goes_over_pages_with_each_agenda_on_one(shared):
    shared.do("ORG", "room.add", name="Malaysia", country="MY", language="ms")
    shared.do("ORG", "room.add", name="Viet Nam", country="VN", language="en")
    pages_of = [["Republic of Korea", "Japan"], ["Malaysia", "Viet Nam"]]
    for asked, given in ((None, 1), (2, 2), (99, 2)):
        show(shared, "side", **({"page": asked} if asked else {}))
        told = seen(shared)
        assert (told["page"], told["pages"]) == (given, pages_of)
        assert [room["name"] for room in told["rooms"]] == pages_of[given - 1]
    show(shared, "side")
    assert [[each["title"] for each in room["measures"]] for room in seen(shared)["rooms"]] == [
        ["Insure carers", "One form"],
        ["介護者に保険を"],
    ]


def test_a_result_shows_the_second_language_of_the_words_that_were_voted_on(voting):
    card, poll = voting.card("One form"), voting.poll()
    show(voting, "result", "KR")
    assert (seen(voting)["poll"], seen(voting)["glosses"]) == (None, {})
    voting.do("KR-F", "poll.close", poll=poll)
    voting.do("KR-F", "poll.reveal", poll=poll)
    assert seen(voting)["glosses"] == {card: "하나의 양식"}
    voting.go("shape")
    voting.replace("KR-02", f"card:{card}", "title", "No form at all", "One form")
    voting.go("break")  # what is typed is saved
    assert seen(voting)["glosses"] == {}


def test_the_lobby_waits_for_nobody_who_stays_away(seated):
    seated.do("ORG", "member.answer", member=seated.seat["KR-02"], answer="declined")
    show(seated, "lobby")
    assert [room["expected"] for room in seen(seated)["rooms"]] == [5, 2]


def test_the_join_code_is_told_in_the_lobby_alone_and_only_where_it_lets_people_in(declared):
    code = declared.row(Workshop, declared.workshop).code
    for view in (*OF_A_ROOM, *OF_ALL, None):
        show(declared, view, "KR" if view in OF_A_ROOM else None)
        assert (code in repr(seen(declared))) == (view == "lobby")
    declared.do("ORG", "workshop.change", joining="roster")
    show(declared, "lobby")
    assert seen(declared)["code"] is None


def test_a_question_is_for_the_facilitators_until_they_choose_it(plenary_of):
    show(plenary_of, "questions")
    asked = plenary_of.do("KR-02", "question.ask", text="Who pays?").data["question"]
    assert seen(plenary_of)["questions"] == []
    plenary_of.do("ALL-F", "question.set", question=asked, state="shown")
    assert [(each["text"], each["from"]["name"]) for each in seen(plenary_of)["questions"]] == [
        ("Who pays?", "Republic of Korea")
    ]
    assert plenary_of.do("ALL-F", "question.set", question=asked, state="done").data == {"was": "shown"}
    assert seen(plenary_of)["questions"] == []
    assert plenary_of.do("ALL-F", "question.set", question=asked, state="done").data == {}


def test_a_question_tells_its_writer_and_its_words_in_no_event(plenary_of):
    asked = plenary_of.do("KR-02", "question.ask", text="Who pays?").data["question"]
    plenary_of.do("ALL-F", "question.set", question=asked, state="shown")
    with plenary_of.store.reading() as session:
        told = plenary.questions(session, session.get(Workshop, plenary_of.workshop), "shown")
    event = next(each for each in plenary_of.events(at=None) if each["type"] == "question.asked")
    assert (event["actor"], event["command"], event["data"]) == (None, None, {"question": asked})
    assert set(told[0]) == {"id", "text", "room", "at", "state"}
    assert plenary_of.seat["KR-02"] not in repr(told)


def test_three_questions_of_one_delegate_wait_and_three_find_room_on_the_screen(plenary_of):
    asked = [plenary_of.do("KR-02", "question.ask", text=f"Question {n}").data["question"] for n in range(3)]
    with refused("conflict"):
        plenary_of.do("KR-02", "question.ask", text="One more")
    asked.append(plenary_of.do("KR-03", "question.ask", text="Another").data["question"])
    for question in asked[:3]:
        plenary_of.do("ALL-F", "question.set", question=question, state="shown")
    with refused("conflict"):
        plenary_of.do("ALL-F", "question.set", question=asked[3], state="shown")
    plenary_of.do("KR-02", "question.ask", text="One more")


def test_applause_is_one_number_merged_into_few_events_and_over_when_something_else_is_shown(plenary_of):
    show(plenary_of, "agenda", "KR")
    before = len(plenary_of.events(at=None))
    for who in (*DELEGATES, "KR-01"):
        plenary_of.do(who, "applause.give")
    assert seen(plenary_of)["applause"] == 6
    events = plenary_of.events(before, at=None)
    assert {(each["type"], each["actor"]) for each in events} == {("applause.given", None)}
    assert len(events) < 6
    show(plenary_of, "agenda", "JP")
    assert (seen(plenary_of)["applause"], plenary_of.rows(Clap)) == (0, [])


def test_applause_after_a_while_has_an_event_again(plenary_of, monkeypatch):
    plenary_of.do("KR-01", "applause.give")
    monkeypatch.setattr(plenary, "MERGED", timedelta(0))
    plenary_of.do("KR-02", "applause.give")
    assert [each["data"] for each in plenary_of.events(at=None) if each["type"] == "applause.given"] == [
        {"applause": 1},
        {"applause": 2},
    ]
