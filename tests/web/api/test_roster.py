"""The closed list of delegates: all rows or none, mistakes by row and column, and links that bring people back."""

import csv
import io

from tests.live.client import Http
from tests.live.workshop import demo_roster, demo_shape
from tests.web.api.problems import problem, refusal

HEADER = "reference,name,email,room,role,perspective,language"


def send(workshop, content, kind="text/csv"):
    path, headers = f"/workshops/{workshop.id}/roster", {"Content-Type": kind}
    return workshop.organiser.ask("POST", path, data=content, headers=headers)


def members(workshop):
    table = workshop.organiser.get(f"/workshops/{workshop.id}/roster.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_the_demo_roster_seats_forty_four_people(organiser, anybody):
    made = organiser.post("/workshops", demo_shape())
    headers = {"Content-Type": "text/csv"}
    answer = organiser.ask("POST", f"/workshops/{made['id']}/roster", data=demo_roster(), headers=headers)
    seats = answer.json()["members"]
    assert (answer.status_code, len(seats)) == (200, 44)
    rooms = {room["country"]: room["id"] for room in made["rooms"]}
    korean = next(seat for seat in seats if seat["reference"] == "KR-04")
    keys = {"id", "reference", "name", "email", "room", "role", "perspective", "language", "answer", "tried", "link"}
    assert (set(korean), korean["room"], korean["role"]) == (keys, rooms["KR"], "participant")
    assert len({seat["link"] for seat in seats}) == 44
    joined = anybody.post("/join", {"link": korean["link"]})
    assert joined["member"] == {
        **{name: korean[name] for name in ("id", "name", "role", "room", "perspective", "language")},
        "duties": [],
    }


def test_a_file_from_a_spreadsheet_is_read_as_it_comes(workshop):
    korean = f"{HEADER}\r\nKR-09,김 대표,kr-09@example.org,KR,participant,workers,ko\r\n"
    before = len(members(workshop))
    for number, content in enumerate(
        (
            korean.encode("utf-8-sig"),
            korean.replace(",", ";").encode("utf-8-sig"),
            korean.replace(",", "\t").encode("utf-16"),
            korean.replace("\r\n", "\n").encode("utf-8"),
            korean.replace(",", ";").encode("utf-16-le").join((b"\xff\xfe", b"")),
            korean.upper().replace("PARTICIPANT", "Participant").replace("WORKERS", "Workers").encode(),
        )
    ):
        answer = send(workshop, content)
        assert (answer.status_code, len(answer.json()["members"])) == (200, 1), (number, answer.text)
        seat = answer.json()["members"][0]
        assert (seat["reference"], seat["name"], seat["perspective"]) == ("KR-09", "김 대표", "workers")
    assert len(members(workshop)) == before + 1


def test_every_mistake_is_named_by_row_and_column_and_nothing_is_changed(workshop):
    before = members(workshop)
    rows = (
        "KR-20,Fine,,KR,participant,workers,ko",
        ",No reference,,KR,participant,workers,ko",
        "KR-21,,,KR,participant,workers,ko",
        "KR-22,Wrong room,,ZZ,participant,workers,ko",
        "KR-20,Twice,,KR,participant,workers,ko",
        "KR-23,No room,,,participant,workers,ko",
        "KR-24,Wrong role,,KR,minister,workers,ko",
        "KR-25,Wrong perspective,,KR,participant,martians,ko",
        "KR-26,Wrong language,,KR,participant,workers,tlh",
        f"KR-27,{'x' * 201},,KR,participant,workers,ko",
    )
    error = problem(send(workshop, "\n".join((HEADER, *rows)).encode()), 422)
    assert error["detail"] == "Nothing was changed. Please correct the rows named here."
    assert sorted(error["errors"]) == sorted(
        [
            "3.reference",
            "4.name",
            "5.room",
            "6.reference",
            "7.room",
            "8.role",
            "9.perspective",
            "10.language",
            "11.name",
        ]
    )
    assert error["errors"]["6.reference"] == ["The same reference stands in row 2"]
    assert error["errors"]["5.room"] == ["No room, or more than one, is called “ZZ”"]
    assert members(workshop) == before


def test_a_file_that_is_no_table_is_refused_in_words(workshop):
    before = members(workshop)
    for content in (
        b"",
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
        b"PK\x03\x04 a spreadsheet",
        b'reference,name\n"open',
        b"\n\n",
    ):
        error = problem(send(workshop, content), 422)
        assert error["code"] == "invalid" and error["errors"]
    assert problem(send(workshop, f"{HEADER},shoe size\n".encode()), 422)["errors"].keys() == {"1.shoe size"}
    assert problem(send(workshop, b"name\nSomebody\n"), 422)["errors"].keys() == {"1.reference"}
    too_long = "\n".join((HEADER, *(f"X-{n},Somebody,,KR,participant,," for n in range(2001))))
    assert problem(send(workshop, too_long.encode()), 413)["code"] == "too_large"
    assert problem(send(workshop, b"x" * (4 * 1024 * 1024 + 1)), 413)["code"] == "too_large"
    assert members(workshop) == before


def test_a_roster_may_be_json(workshop):
    before = members(workshop)
    for wrong in (
        {},
        {"rows": None},
        {"rows": {}},
        {"rows": ["KR-01"]},
        ["KR-01"],
        "rows",
        None,
        {"rows": [{"name": 7}]},
        {"rows": [], "colour": "red"},
        {"rows": [], "members": []},
    ):
        assert problem(workshop.organiser.ask("POST", f"/workshops/{workshop.id}/roster", wrong), 422)["errors"]
    error = problem(send(workshop, b"{", "application/json"), 422)
    assert (error["detail"], error["errors"]) == ("This is not JSON", {"body": ["This is not JSON"]})
    rows = [{"reference": "KR-30", "name": "By JSON", "room": "Korea"}, {"reference": "KR-31", "shoe": "42"}]
    error = problem(workshop.organiser.ask("POST", f"/workshops/{workshop.id}/roster", {"rows": rows}), 422)
    assert set(error["errors"]) == {"1.room", "2.name", "2.room", "2.shoe"}
    assert members(workshop) == before
    rows = [{"reference": "KR-30", "name": "By JSON", "room": "Republic of Korea"}]
    (seat,) = workshop.organiser.post(f"/workshops/{workshop.id}/roster", {"rows": rows})["members"]
    assert (seat["room"], seat["role"], seat["perspective"]) == (workshop.rooms["KR"], "participant", None)


def test_sent_again_it_updates_by_reference_and_removes_nobody(workshop):
    before = members(workshop)
    link, token = workshop.seats["KR-02"]["link"], workshop.http("KR-02").token
    row = {
        "reference": "KR-02",
        "name": "A new name",
        "room": "KR",
        "perspective": "researchers",
        "email": "n@example.org",
    }
    (seat,) = workshop.organiser.post(f"/workshops/{workshop.id}/roster", {"rows": [row]})["members"]
    assert (seat["id"], seat["link"]) == (workshop.member("KR-02"), link)
    after = {one["reference"]: one for one in members(workshop)}
    assert (after["KR-02"]["name"], after["KR-02"]["email"]) == ("A new name", "n@example.org")
    assert {ref: one for ref, one in after.items() if ref != "KR-02"} == {
        one["reference"]: one for one in before if one["reference"] != "KR-02"
    }
    seen = Http(workshop.url, token).snapshot(workshop.rooms["KR"])["members"]
    assert {one["id"]: one["name"] for one in seen}[seat["id"]] == "A new name"


def test_who_is_given_another_room_or_role_comes_in_anew(workshop):
    workshop.start("shape")
    stays, moves, rises = workshop.sit("KR-01", "KR-02", "KR-03")
    rows = [
        {"reference": "KR-01", "name": "Renamed", "room": "KR"},
        {"reference": "KR-02", "name": "KR-02", "room": "JP"},
        {"reference": "KR-03", "name": "KR-03", "room": "KR", "role": "facilitator"},
    ]
    workshop.organiser.post(f"/workshops/{workshop.id}/roster", {"rows": rows})
    for gone in (moves, rises):
        gone.until(lambda gone=gone: not gone.open)
        assert gone.told("goodbye") == [{"reason": "changed"}]
    assert stays.event("roster.set")["reload"] is True and stays.open
    assert workshop.line("KR-02").enter(workshop.rooms["JP"])["mine"]["may"] == {"drive": False}
    assert workshop.line("KR-03").enter(workshop.rooms["KR"])["mine"]["may"] == {"drive": True}


def test_a_link_brings_the_same_seat_back_as_often_as_it_is_opened(workshop, anybody):
    seat = workshop.seats["KR-03"]
    secret = seat["link"].rpartition("/")[2]
    joined = [anybody.post("/join", {"link": link}) for link in (seat["link"], f" {seat['link']}/ ", secret)]
    assert {one["member"]["id"] for one in joined} == {seat["id"]}
    assert len({one["token"] for one in joined}) == 3
    for wrong in (seat["link"][:-1], secret[::-1], "", "https://example.org/me/x", f"{secret}AAAA", "한국"):
        assert refusal(anybody.post, "/join", {"link": wrong})["code"] == "not_found"
    before = members(workshop)
    assert len(before) == 11


def test_only_the_organiser_reads_and_sets_the_roster(workshop):
    for who in ("ALL-F", "KR-F", "KR-01", "EXPERT", "DONOR"):
        door = workshop.http(who)
        assert problem(door.ask("GET", f"/workshops/{workshop.id}/roster.csv"), 403)["code"] == "forbidden"
        assert problem(door.ask("POST", f"/workshops/{workshop.id}/roster", {"rows": []}), 403)["code"] == "forbidden"


def test_a_downloaded_roster_may_come_back_and_no_cell_of_it_is_a_formula(workshop):
    rows = [{"reference": "=1+1", "name": "@SUM(A1)", "room": "KR"}, {"reference": "-2", "name": "+cmd", "room": "KR"}]
    workshop.organiser.post(f"/workshops/{workshop.id}/roster", {"rows": rows})
    answer = workshop.organiser.get(f"/workshops/{workshop.id}/roster.csv")
    assert answer.content.startswith(b"\xef\xbb\xbfreference,")
    cells = [cell for line in csv.reader(io.StringIO(answer.text, newline="")) for cell in line]
    assert [cell for cell in cells if cell[:1] in "=+-@" and cell] == []
    before = members(workshop)
    assert send(workshop, answer.content).status_code == 200
    assert members(workshop) == before


def test_what_came_of_an_invitation_goes_out_with_the_list_and_stays_as_it_is_when_it_comes_back(workshop):
    workshop.run("member.answer", member=workshop.member("KR-01"), answer="confirmed")
    for step in ("language", "card", "vote", "line"):
        workshop.http("KR-01").command("workshop", workshop.id, "member.try", {"step": step})
    told = {seat["reference"]: seat for seat in workshop.organiser.get(f"/workshops/{workshop.id}/roster")["members"]}
    assert [(told[who]["answer"], told[who]["tried"]) for who in ("KR-01", "KR-02")] == [
        ("confirmed", True),
        ("invited", False),
    ]
    table = workshop.organiser.get(f"/workshops/{workshop.id}/roster.csv").content
    row = next(row for row in members(workshop) if row["reference"] == "KR-01")
    assert (row["answer"], row["tried"]) == ("confirmed", "yes")
    changed = table.replace(b",confirmed,yes,", b",declined,,")
    assert send(workshop, changed).status_code == 200
    assert next(row for row in members(workshop) if row["reference"] == "KR-01")["answer"] == "confirmed"


def test_the_list_is_the_organisers_alone(workshop):
    answer = workshop.http("KR-F").ask("GET", f"/workshops/{workshop.id}/roster")
    assert answer.status_code == 403
