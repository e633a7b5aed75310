"""The organiser's desk for one workshop: each form does its deed, or comes back with what was typed and is wrong."""

import html
import io
import json
import re
import uuid
from dataclasses import dataclass

import lxml.html
import pytest
from werkzeug.datastructures import MultiDict

from app.domain import account
from app.storage.tables import Finding, Member, Room, Stage, Workshop


class Desk:
    """The page of one workshop in one browser: forms are sent as it shows them."""

    def __init__(self, client, workshop_id, app):
        self.client, self.id, self.app = client, workshop_id, app
        self.url = f"/workshops/{workshop_id}/setup"

    def page(self, **query):
        return html.unescape(self.client.get(self.url, query_string=query).text)

    def send(self, deed, at, id=None, **typed):
        """The answer to the form `at`; `typed` are its fields, those with dashes by underscores."""
        fields = {f"{at}-{name.replace('__', '-')}": value for name, value in typed.items()}
        data = {"at": at, "id": id or str(uuid.uuid4())} | fields
        return self.client.post(f"{self.url}/{deed}", data=data, content_type="multipart/form-data")

    def refused(self, *given, **typed):
        """The page that comes back."""
        answer = self.send(*given, **typed)
        assert answer.status_code in (409, 413, 422), answer.status_code
        return html.unescape(answer.text)

    def done(self, deed, at, **typed):
        answer = self.send(deed, at, **typed)
        assert (answer.status_code, answer.location) == (303, f"{self.url}?saved={at}#{at}")

    def shown(self, at):
        """The fields of the form `at` as a browser that opens the page now would send them."""
        form = lxml.html.fromstring(self.client.get(self.url).text).get_element_by_id(f"{at}-form")
        return Opened(self, form.action.rpartition("/")[2], at, form.form_values())

    def all(self, table, *columns, order=None, **values):
        with self.app.house.store.reading() as db:
            found = db.query(*(getattr(table, name) for name in columns)).filter_by(workshop_id=self.id, **values)
            return [tuple(row) if len(columns) > 1 else row[0] for row in found.order_by(order or table.id)]

    def room(self, country="KR"):
        return self.all(Room, "id", country=country)[0]

    def stages(self):
        return self.all(Stage, "id", "kind", order=Stage.position)

    def workshop(self):
        with self.app.house.store.reading() as db:
            found = db.get(Workshop, self.id)
            db.expunge(found)
            return found


@dataclass
class Opened:
    """A form on a page that stays open: sent with what it was filled with, but for what is `typed` into it."""

    desk: Desk
    deed: str
    at: str
    fields: list

    def send(self, **typed):
        told = MultiDict(self.fields) | {"id": str(uuid.uuid4())}
        for name, value in typed.items():
            told.setlist(f"{self.at}-{name}", value if isinstance(value, list) else [value])
        answer = self.desk.client.post(f"{self.desk.url}/{self.deed}", data=told)
        return answer.status_code, lxml.html.fromstring(answer.text or "<p>")


@pytest.fixture
def desk(organiser, app):
    client, workshop_id, _ = organiser
    return Desk(client, workshop_id, app)


ABOUT = {
    "title": "Day 3, again",
    "subtitle": "Seoul",
    "begins": "2027-03-31T14:00",
    "timezone": "Asia/Seoul",
    "language": "en",
    "languages": ["en", "ko"],
    "joining": "roster",
    "consent": "Kept\r\nfor a year.",
    "kept": "2028-03-31",
}
STAGE = {"title": "Brief", "minutes": "20", "instruction": "Read.", "permissions": ["comment", "cards"]}


def test_the_facts_of_the_event_are_saved_on_its_own_clock(desk):
    desk.done("about", "about", **ABOUT)
    told = desk.workshop()
    assert (told.title, told.joining, told.languages) == ("Day 3, again", "roster", ["en", "ko"])
    assert told.starts_at.isoformat() == "2027-03-31T05:00:00+00:00"
    assert told.consent == "Kept\nfor a year."
    page = desk.page(saved="about")
    assert 'value="2027-03-31T14:00"' in page and 'value="2028-03-31"' in page and "Saved" in page


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(desk):
    page = desk.refused("about", "about", **ABOUT | {"title": " ", "timezone": "Mars/One", "begins": ""})
    assert re.search(r'id="about-title"[^>]* aria-invalid="true"', page)
    assert 'value="Mars/One"' in page and "There is no such time zone" in page
    assert desk.workshop().title == "Day 3"
    page = desk.refused("about", "about", **ABOUT | {"begins": "tomorrow"})
    assert re.search(r'id="about-begins"[^>]* aria-invalid="true"', page)


def test_a_room_is_named_after_its_country_in_the_language_of_the_workshop(desk):
    desk.done("room-add", "rooms", country="ID", name="", call_url="https://call.example.org/id")
    assert desk.all(Room, "name", "code", "call_url", country="ID") == [
        ("Indonesia", "ID", "https://call.example.org/id")
    ]
    assert "Choose a country, or name the room" in desk.refused("room-add", "rooms", country="", name="")


def test_countries_stand_in_the_list_by_their_names_in_the_readers_language(desk):
    desk.client.set_cookie("language", "ko")
    page = desk.page()
    assert '<option value="KR" selected>대한민국</option>' in page
    named = [page.index(f'<option value="{code}"') for code in ("GH", "JP", "HR")]
    assert named == sorted(named)


def test_a_room_gets_its_call_and_a_wrong_address_is_refused_in_place(desk):
    at, room = f"room-{desk.room()}", {"name": "Korea", "country": "KR", "code": "KR", "language": "ko"}
    room |= {"timezone": "Asia/Seoul", "call_url": "https://call.example.org/kr"}
    desk.done("room-change", at, **room)
    assert desk.all(Room, "name", "call_url", country="KR") == [("Korea", "https://call.example.org/kr")]
    page = desk.refused("room-change", at, **room | {"call_url": "call me", "name": "Corea"})
    assert 'value="call me"' in page and 'value="Corea"' in page and f'id="{at}-call_url-error"' in page
    assert desk.all(Room, "name", country="KR") == ["Korea"]


def test_what_a_rooms_votes_begin_with_is_chosen_from_what_each_choice_would_show(desk, link):
    for group in ("workers", "workers", "workers", "government"):
        link(desk.id, perspective=group)
    at, room = f"room-{desk.room()}", {"name": "Korea", "country": "KR", "code": "KR", "language": "ko"}
    page = desk.page()
    assert "The result of all ballots together, and how many have voted." in page
    assert "With 4 delegates the groups are too small to be shown" in page
    assert "what each group gave (Government 1, Workers 3)" in page
    assert "Whoever is the only one of a group is seen through: Government." in page
    desk.done("room-change", at, **room, timezone="Asia/Seoul", breakdown="open")
    assert desk.all(Room, "poll_defaults", country="KR") == [{"breakdown": "open"}]
    assert '<option value="open" selected>' in desk.page()


def test_duties_are_given_and_shown_in_the_list(desk, link):
    link(desk.id)
    seat = desk.all(Member, "id", role="participant")[0]
    desk.done("duties", f"duties-{seat}", duties="chair")
    assert desk.all(Member, "duties", id=seat) == [["chair"]]
    assert "· Chair" in desk.page()
    desk.refused("duties", f"duties-{seat}", duties="king")
    assert desk.all(Member, "duties", id=seat) == [["chair"]]


def test_a_form_that_is_sent_twice_is_done_once(desk):
    once = str(uuid.uuid4())
    for _ in range(2):
        assert desk.send("room-add", "rooms", id=once, country="ID", name="").status_code == 303
    assert len(desk.all(Room, "id")) == 3


def test_groups_are_renamed_added_and_left_out(desk, link):
    titles = {each["key"]: each["title"] for each in desk.workshop().perspectives}
    desk.done("perspectives", "perspectives", **titles | {"researchers": "", "workers": "Unions"}, new="Youth\n청년")
    told = [(each["key"], each["title"]) for each in desk.workshop().perspectives]
    assert told[2] == ("workers", "Unions") and told[4:] == [("youth", "Youth"), ("group", "청년")]
    link(desk.id)
    page = desk.refused("perspectives", "perspectives", **titles | {"workers": ""})
    assert "Somebody speaks for “Unions”: give them another group first" in page


def test_words_of_ours_stay_ours_when_they_are_saved_in_translation(desk):
    desk.client.set_cookie("language", "ko")
    page = desk.page()
    shown = re.findall(r'name="perspectives-(\w+)" type="text" value="([^"]+)"', page)
    assert dict(shown)["government"] != "Government"
    desk.done("perspectives", "perspectives", **dict(shown), new="")
    assert desk.workshop().perspectives[0]["title"] == "Government"


def test_the_decision_rule_is_given_in_per_cent(desk):
    typed = {"support": "66.6", "per_perspective": "50", "quorum": "", "measures_max": "3"}
    desk.done("declaring", "declaring", **typed)
    kept = desk.workshop()
    assert kept.decision_rule == {"support": 0.666, "per_perspective": 0.5, "quorum": None}
    assert kept.measures_max == 3
    shown = dict(re.findall(r'name="declaring-(\w+)" type="number" value="([^"]*)"', desk.page()))
    assert shown == typed
    wrongs = (("support", "most"), ("support", ""), ("quorum", "150"), ("quorum", "nan"), ("measures_max", "0"))
    for name, wrong in wrongs:
        page = desk.refused("declaring", "declaring", **typed | {name: wrong})
        assert f'id="declaring-{name}-error"' in page
    assert desk.workshop().decision_rule == kept.decision_rule


def test_a_stage_is_changed_with_its_instruction_in_each_language(desk):
    (stage, _), *_ = desk.stages()
    at = f"stage-{stage}"
    desk.done("stage-change", at, **STAGE, **{"instruction__ko": "읽으세요."})
    with desk.app.house.store.reading() as db:
        found = db.get(Stage, stage)
        assert (found.minutes, found.instruction, found.instructions) == (20, "Read.", {"ko": "읽으세요."})
        assert {name for name, given in found.permissions.items() if given} == {"comment", "cards"}
    page = desk.refused("stage-change", at, **STAGE | {"minutes": "soon", "title": "New"})
    assert 'value="soon"' in page and f'id="{at}-minutes-error"' in page


def test_a_tick_lets_facilitators_check_private_cards_in_a_gather_stage_and_in_no_other(desk):
    stages = desk.stages()
    with desk.app.house.store.reading() as db:
        kinds = {stage: db.get(Stage, stage).kind for stage, _ in stages}
    (gather,) = [stage for stage, kind in kinds.items() if kind == "gather"]
    assert re.findall(r'name="stage-([\w-]+)-check"', desk.page()) == [gather]
    for typed, kept in (({"check": "yes"}, {"check": True}), ({}, {})):
        desk.done("stage-change", f"stage-{gather}", **STAGE, **typed)
        with desk.app.house.store.reading() as db:
            assert db.get(Stage, gather).settings == kept


def test_stages_are_added_moved_and_taken_out_but_not_one_that_a_room_is_in(desk):
    first, second, *_ = (id for id, _ in desk.stages())
    desk.done("stage-down", f"place-{first}")
    assert [id for id, _ in desk.stages()][:2] == [second, first]
    desk.done("stage-up", f"place-{first}")
    desk.done("stage-add", "programme", kind="listen", after=first)
    assert [kind for _, kind in desk.stages()][:3] == ["brief", "listen", "gather"]
    desk.done("stage-remove", f"drop-{second}")
    assert second not in [id for id, _ in desk.stages()]
    page = desk.refused("stage-remove", f"drop-{first}")
    assert "This stage stays as long as a room is in it: Republic of Korea, Japan" in page


def test_findings_come_as_lines_or_as_a_table(desk):
    lines = "F-KR-07 Two towns care.\nFew are insured."
    desk.done("findings", "findings", text=lines, room=desk.room(), kind="practice", day="2")
    found = desk.all(Finding, "code", "room_id", "kind", "day", "text", order=Finding.code)
    assert found == [
        ("F-KR-01", desk.room(), "practice", 2, "Few are insured."),
        ("F-KR-07", desk.room(), "practice", 2, "Two towns care."),
    ]
    desk.done(
        "findings", "findings", text="code;text;room\nF-1;For all.;\nF-2;Japan's.;JP\n", room="", kind="finding", day=""
    )
    assert desk.all(Finding, "code", "room_id", code="F-2") == [("F-2", desk.room("JP"))]
    page = desk.refused("findings", "findings", text="code,text,day\nF-3,,99\n", room="", kind="", day="")
    assert page.count("This is missing") == 1 and "A day is a number from 1 to 31, or empty" in page


def test_a_finding_is_corrected_and_taken_out(desk):
    desk.done("findings", "findings", text="Few are insured.", room="", kind="finding", day="")
    (finding,) = desk.all(Finding, "id")
    desk.done("finding-change", f"finding-{finding}", text="Few.", source="ILO", kind="challenge", day="1")
    assert desk.all(Finding, "text", "source", "kind", "day") == [("Few.", "ILO", "challenge", 1)]
    assert "This is missing" not in desk.refused(
        "finding-change", f"finding-{finding}", text=" ", kind="finding", day=""
    )
    desk.done("finding-remove", f"forget-{finding}")
    assert desk.all(Finding, "id") == []


ROSTER = "reference;name;room;perspective\nKR-01;김;KR;workers\nKR-02;이;KR;employers\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_roster_comes_as_a_file_as_spreadsheets_save_it(desk, encoding):
    sign = "\t" if encoding == "utf-16" else ";"
    data = ROSTER.replace("김", '"김\r\n대표"').replace(";", sign).encode(encoding)
    desk.done("roster", "roster", file=(io.BytesIO(data), "roster.csv"))
    assert desk.all(Member, "name", role="participant", order=Member.number) == ["김 대표", "이"]


def mend(page, **typed):
    """The fields of the table to mend as the page shows them, with `typed` by "row-column"."""
    carried = json.loads(re.search(r'name="roster-mend-table" hidden>(.*?)</textarea>', page, re.S)[1])
    columns = re.findall(r'<select class="input[^"]*" id="roster-mend-(column-\d+)".*?</select>', page, re.S)
    chosen = [re.search(rf'id="roster-mend-{c}".*?</select>', page, re.S)[0] for c in columns]
    values = [re.search(r'<option value="(\w+)" selected>', each) for each in chosen]
    fields = {c.replace("-", "__"): each[1] if each else "" for c, each in zip(columns, values, strict=True)}
    cells = dict(re.findall(r'name="roster-mend-(\d+-\d+)" value="([^"]*)"', page))
    return (
        {"table": json.dumps(carried)}
        | fields
        | {name.replace("-", "__"): text for name, text in (cells | typed).items()}
    )


def test_wrong_rows_are_shown_cell_by_cell_mended_in_place_and_sent_again(desk):
    lines = [f"KR-{n:02};Delegate {n};KR;workers;1" for n in range(1, 1999)]
    table = (
        "reference;name;room;perspective;nr\n" + "\n".join(lines) + "\nKR-98;;KR;workers;2\nKR-9999;Lee;XX;martians;3\n"
    )
    page = desk.refused("roster", "roster", text=table)
    assert "Nothing was changed: 2 rows need a correction." in page
    assert 'aria-label="Row 2000, name" aria-invalid="true"' in page
    assert 'aria-label="Row 2001, room" aria-invalid="true"' in page
    assert "No room, or more than one, is called “XX”" in page and "The same reference stands in row 99" in page
    assert desk.all(Member, "id", role="participant") == []
    half = mend(page, **{"2000-0": "KR-9998", "2000-1": "Kim", "2001-2": "JP"})
    again = desk.refused("roster", "roster-mend", **half)
    assert "1 row needs a correction" in again and 'value="Kim"' not in again
    desk.done("roster", "roster-mend", **mend(again, **{"2001-3": "employers"}))
    assert len(desk.all(Member, "id", role="participant")) == 2000
    assert desk.all(Member, "name", "perspective", reference="KR-9999") == [("Lee", "employers")]


def test_what_is_no_address_is_mended_in_its_cell_and_refused_in_the_form_of_a_person(desk):
    page = desk.refused("roster", "roster", text="reference,name,room,email\nKR-01,Kim,KR,kr-01 at example.org\n")
    assert 'aria-label="Row 2, email" aria-invalid="true"' in page and "Not a valid email address." in page
    desk.done("roster", "roster-mend", **mend(page, **{"2-3": "kr-01@example.org"}))
    assert desk.all(Member, "email", reference="KR-01") == ["kr-01@example.org"]
    page = desk.refused("person", "person", reference="KR-01", name="Kim", room="KR", email="kr-01 at example.org")
    assert 'id="person-email-error"' in page
    assert desk.all(Member, "email", reference="KR-01") == ["kr-01@example.org"]


def test_a_row_may_be_left_out_and_a_column_given_its_name(desk):
    page = desk.refused("roster", "roster", text="번호,성명,room\nKR-01,김,KR\nKR-02,이,ZZ\n")
    assert "The column “reference” is missing. Say below which one it is." in page
    named = mend(page) | {"column__0": "reference", "column__1": "name"}
    page = desk.refused("roster", "roster-mend", **named)
    desk.done("roster", "roster-mend", **mend(page), drop=["3"])
    assert desk.all(Member, "reference", "name", role="participant") == [("KR-01", "김")]


@pytest.mark.parametrize(
    "carried", ["", "[]", '{"header": 1}', '{"header": [], "rows": [["x", []]]}', '{"rows": [[1, 2]]}']
)
def test_a_table_that_comes_back_broken_is_refused(desk, carried):
    assert "The table has been cut short: please send the file again" in desk.refused(
        "roster", "roster-mend", table=carried
    )


def test_a_file_that_is_no_table_or_too_long_is_refused_in_words(desk):
    page = desk.refused("roster", "roster", file=(io.BytesIO(b"\0\1\2"), "roster.csv"))
    assert "This file cannot be read. Save it as CSV UTF-8 and send it again" in page
    assert "Choose a file, or paste the lines" in desk.refused("roster", "roster", text=" ")
    long = "reference,name,room\n" + "".join(f"X-{n},x,KR\n" for n in range(2001))
    assert "A table has at most 2000 rows" in desk.refused("roster", "roster", text=long)


def test_one_person_is_added_changed_renewed_and_taken_off(desk, count):
    one = {"reference": "KR-01", "name": "Kim", "email": "", "role": "participant", "room": desk.room()}
    one |= {"perspective": "workers", "language": "ko"}
    desk.done("person", "person", **one)
    (seat,) = desk.all(Member, "id", reference="KR-01")
    page = desk.page(person=seat)
    assert "Change Kim" in page and 'value="KR-01"' in page and "invited" in page
    desk.done("person", "person", **one | {"name": "Kim, Jiwoo"})
    assert desk.all(Member, "name", reference="KR-01") == ["Kim, Jiwoo"]
    page = desk.refused("person", "person", **one | {"name": "", "room": ""})
    assert 'id="person-name-error"' in page and "Please look at the marked fields." in page
    assert page.count("A delegate needs a room") == 1 and "rows" not in re.search(r'role="alert">(.*?)<', page)[1]
    desk.done("person", "person", **one | {"name": "Kim, Jiwoo", "reference": "KR-11", "member": seat})
    assert desk.all(Member, "id", "reference", role="participant") == [(seat, "KR-11")]
    before = re.search(r"/me/([\w-]+)", desk.page())[1]
    desk.done("renew", f"member-{seat}")
    assert re.search(r"/me/([\w-]+)", desk.page())[1] != before
    desk.done("member-remove", f"close-{seat}")
    assert "Kim, Jiwoo" not in desk.page()


def test_the_list_says_who_has_come_in_and_people_are_found_by_name(desk, link, browser):
    browser().post(link(desk.id, "Delegate KR-04"), data={"language": "ko"})
    link(desk.id, "Delegate KR-05")
    page = desk.page()
    assert "of the delegates 0 of 2 confirmed, 0 have tried, 1 has come in" in page
    assert "Delegate KR-05" in desk.page(q="kr-05") and "Delegate KR-04" not in desk.page(q="kr-05")
    assert "Nobody is called like that." in desk.page(q="100%")


def test_what_is_missing_stands_in_a_list_and_goes_when_it_is_done(desk):
    assert "Nobody is asked for consent: there is no text to agree to." in desk.page()
    desk.done("about", "about", **ABOUT)
    page = desk.page()
    assert "Nobody is asked for consent" not in page
    assert "Nobody is on the list for: Republic of Korea, Japan" in page


def test_while_the_day_runs_the_page_says_what_a_change_does(desk):
    assert "The day is running." not in desk.page()
    with desk.app.house.store.writing() as db:
        db.get(Room, desk.room()).stage_id = desk.stages()[1][0]
    page = desk.page()
    assert "The day is running." in page and "Now in this stage: Republic of Korea." in page


def test_a_room_too_many_is_taken_out_and_one_with_people_stays(desk, link):
    link(desk.id)
    korea, japan = desk.room("KR"), desk.room("JP")
    assert "Somebody sits in this room: Delegate KR-04" in desk.refused("room-remove", f"drop-{korea}")
    desk.done("room-remove", f"drop-{japan}")
    assert desk.all(Room, "id") == [korea]


def test_a_past_workshop_is_copied_and_opened_for_set_up(desk):
    answer = desk.client.post(f"/workshops/{desk.id}/copy")
    assert re.fullmatch(r"/workshops/[0-9a-f-]{36}/setup", answer.location) and desk.id not in answer.location
    assert "Day 3 (copy)" in desk.client.get(answer.location).text


def test_a_slip_is_in_the_language_of_its_person_and_has_the_code_where_it_opens(desk, link, make):
    link(desk.id)
    page = desk.client.get(f"/workshops/{desk.id}/links").text
    assert '<li class="slip" lang="ko">' in page and "slip-code" in page
    closed, _ = make(joining="roster")
    link(closed)
    assert "slip-code" not in desk.client.get(f"/workshops/{closed}/links").text


def test_two_pages_that_change_different_things_both_keep_theirs(desk):
    at = f"stage-{desk.stages()[1][0]}"
    one, other = desk.shown(at), desk.shown(at)
    assert one.send(minutes="44")[0] == 303
    assert other.send(title="Our own words")[0] == 303
    assert desk.all(Stage, "title", "minutes", id=desk.stages()[1][0]) == [("Our own words", 44)]
    about, again = desk.shown("about"), desk.shown("about")
    assert about.send(subtitle="By noon")[0] == again.send(kept="2027-12-31", languages=["en", "ko"])[0] == 303
    kept = desk.workshop()
    assert (kept.subtitle, kept.kept_until is not None, kept.languages) == ("By noon", True, ["en", "ko"])


def test_an_old_page_overwrites_nothing_and_shows_what_is_stored_now(desk):
    at, room = f"room-{desk.room()}", desk.room()
    new, old = desk.shown(at), desk.shown(at)
    assert new.send(name="Korea", call_url="https://call.example.org/new")[0] == 303
    status, page = old.send(name="Republic", timezone="Asia/Seoul")
    assert status == 409 and desk.all(Room, "name", id=room) == ["Korea"]
    form = page.get_element_by_id(f"{at}-form")
    assert "Somebody has changed this since you opened it" in form.text_content()
    assert page.get_element_by_id(f"{at}-name-error").text == "Stored now: “Korea”"
    told = dict(form.form_values())
    assert [told[f"{at}-{name}"] for name in ("name", "call_url", "timezone")] == [
        *("Republic", "https://call.example.org/new", "Asia/Seoul"),
    ]
    again = Opened(desk, "room-change", at, form.form_values())
    assert again.send()[0] == 303
    assert desk.all(Room, "name", "call_url", id=room) == [("Republic", "https://call.example.org/new")]


def test_what_both_have_ticked_or_chosen_otherwise_is_said_too(desk):
    at = f"stage-{desk.stages()[1][0]}"
    old = desk.shown(at)
    assert desk.shown(at).send(permissions=["add"])[0] == 303
    status, page = old.send(permissions=["comment"])
    assert status == 409 and "Somebody has changed this since" in page.get_element_by_id(f"{at}-form").text_content()
    rule = desk.shown("declaring")
    assert desk.shown("declaring").send(support="80")[0] == 303
    assert (rule.send(quorum="50")[0], rule.send(measures_max="4")[0]) == (409, 303)
    assert desk.workshop().decision_rule["support"] == 0.8 and desk.workshop().measures_max == 4


@pytest.mark.parametrize("mark", ["", "no", "[]", "{}", '{"name": 7}'])
def test_a_mark_that_is_none_of_ours_harms_nobody(desk, mark):
    room = desk.shown(f"room-{desk.room()}")
    assert room.send(mark=mark, name="Korea")[0] in (303, 409)


@pytest.mark.parametrize("deed", ["", "/about", "/roster", "/nonsense"])
def test_only_the_organiser_sets_up(desk, browser, app, deed):
    with app.house.store.writing() as db:
        stranger = account.create(db, email="other@example.org", name="Other", password_hash=None)
        raw = account.sign_in_link(db, stranger)
    client = browser()
    ask = client.post if deed else client.get
    assert ask(desk.url + deed).location == f"/sign-in?next={desk.url}{deed}"
    client.post(f"/sign-in/{raw}")
    assert ask(desk.url + deed).status_code == 404
    assert client.post(f"/workshops/{desk.id}/copy").status_code == 404


def test_a_deed_that_is_none_is_not_found(desk):
    assert desk.send("nonsense", "about").status_code == 404


def test_the_organiser_says_for_somebody_whether_they_come_and_looks_for_those_who_have_not_answered(desk):
    desk.done("person", "person", reference="KR-01", name="Delegate KR-01", room="KR", role="participant")
    desk.done("person", "person", reference="KR-02", name="Delegate KR-02", room="KR", role="participant")
    first, _ = desk.all(Member, "id", role="participant", order=Member.number)
    desk.done("answer", f"answer-{first}", answer="confirmed")
    assert "of the delegates 1 of 2 confirmed, 0 have tried" in desk.page()
    silent = desk.page(state="invited").split('class="people"')[1].split("</table>")[0]
    assert "Delegate KR-02" in silent and "Delegate KR-01" not in silent
    desk.done("answer", f"answer-{first}", answer="")
    assert "of the delegates 0 of 2 confirmed" in desk.page(person=first)
