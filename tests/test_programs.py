"""What one types into a terminal: `make run`, `make account`, `make backup`, `make restore`; tried as people do."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from uuid import UUID

import pytest
import requests

from app.config import read_settings
from app.storage import migrate
from tests.browser.people import doors
from tests.live.client import Http, Live
from tests.live.workshop import Workshop
from tests.servers import ROOT, Product

ELSEWHERE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


def type_in(*words, data_dir, **environ):
    """Run a program of the house to its end; returns (exit code, what it said)."""
    inherited = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    environ = {**inherited, "DATA_DIR": str(data_dir), **environ}
    said = subprocess.run([sys.executable, *words], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    return said.returncode, said.stdout + said.stderr


@pytest.fixture
def place(tmp_path):
    return tmp_path / "instance"


# The first start, and the next.


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_the_doors_that_the_terminal_names_are_open(server, async_mode):
    product = server(demo=True, async_mode=async_mode)
    said = doors(product)
    assert sorted(said) == ["as delegate", "as facilitator", "as organiser", "join code"]
    for door in ("as organiser", "as facilitator", "as delegate"):
        assert said[door].startswith(product.url) and requests.get(said[door], timeout=10).status_code == 200
    told = Http(product.url).get(f"/join/{said['join code'].replace(' ', '')}")
    assert (len(told["rooms"]), told["joining"]) == (6, "open")
    seat = Http(product.url).post("/join", {"link": said["as delegate"], "consent": True})
    assert (seat["member"]["name"], seat["member"]["role"]) == ("Delegate KR-04", "participant")


def test_the_second_start_has_the_same_demo_and_another_link_for_its_organiser(server):
    product = server(demo=True)
    first = doors(product)
    assert product.stop() == 0
    product.start()
    second = doors(product)
    assert second.pop("as organiser") != first.pop("as organiser")
    assert second == first


def test_an_empty_database_stays_empty_where_no_demo_is_wanted(server):
    assert doors(server(demo=False)) == {}


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "five", "PORT is a whole number from 0 to 65535, and not “five”"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES is a whole number from 0 to 9, and not “-1”"),
        ("DATA_DIR", "/proc/nowhere", "DATA_DIR /proc/nowhere cannot be made (No such file or directory)"),
    ],
)
def test_what_is_set_wrong_is_said_in_a_line(place, setting, value, said):
    with pytest.raises(SystemExit) as end:
        read_settings({"DATA_DIR": str(place), setting: value})
    assert str(end.value) == said


HOST_ONLY = "PUBLIC_URL must be https:// or http:// and the name of a host, such as https://concord.example.org"
NO_PATH = (
    "PUBLIC_URL must end after the host, as in https://concord.example.org, because Concord cannot be served "
    "under a path: remove “{}”"
)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://example.org/concord", NO_PATH.format("/concord")),
        ("https://example.org/concord/", NO_PATH.format("/concord/")),
        ("https://example.org//", NO_PATH.format("//")),
        ("https://example.org?room=KR", NO_PATH.format("?room=KR")),
        ("https://example.org/#", NO_PATH.format("/#")),
        ("concord.example.org", HOST_ONLY),
        ("//concord.example.org", HOST_ONLY),
        ("ftp://concord.example.org", HOST_ONLY),
        ("https://", HOST_ONLY),
        ("https://:443", HOST_ONLY),
        ("https://example.org:0", HOST_ONLY),
        ("https://example.org:99999", HOST_ONLY),
        ("https://[example.org", HOST_ONLY),
        ("https://example.org /", HOST_ONLY),
        (" https://example.org", HOST_ONLY),
        (
            "https://concord:secret@example.org",
            "PUBLIC_URL must not contain a user name or password: write it as https://concord.example.org",
        ),
    ],
)
def test_an_address_that_people_could_not_open_is_refused_at_the_start_in_a_line(place, url, said):
    with pytest.raises(SystemExit) as end:
        read_settings({"DATA_DIR": str(place), "PUBLIC_URL": url})
    assert str(end.value) == said


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org/", "http://10.0.0.7:5000", "http://[::1]:80"]
)
def test_an_address_of_a_whole_host_is_what_links_are_made_with(place, url):
    assert read_settings({"DATA_DIR": str(place), "PUBLIC_URL": url}).address == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("concord", "DATABASE_URL is postgresql+psycopg://user@host/name or"),
        ("postgresql+psycopg://x@127.0.0.1:1/x", "The database cannot be opened: connection failed"),
        ("sqlite:////nowhere/at/all.db", "The database cannot be opened: unable to open"),
    ],
)
def test_a_database_that_cannot_be_opened_is_said_in_a_line(url, said):
    with pytest.raises(SystemExit, match=re.escape(said)), migrate.reachable():
        migrate.upgrade(url)


def test_a_program_that_cannot_start_shows_no_traceback(place):
    code, told = type_in("wsgi.py", data_dir=place, PORT="0", DATABASE_URL="sqlite:////nowhere/at/all.db")
    assert (code, told) == (1, "The database cannot be opened: unable to open database file\n")


# Whose files they are.


@pytest.fixture
def open_umask():
    """What most systems give: everybody may read new files."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(*places):
    """{file or folder: its mode}, where anybody but its owner may do anything with it."""
    found = {file for place in places for file in (place, *place.rglob("*"))}
    return {file: oct(mode) for file in found if (mode := stat.S_IMODE(file.lstat().st_mode)) & 0o077}


def test_all_files_are_for_their_owner_only(open_umask, server, tmp_path):
    product = server(env={"OPEN_REGISTRATION": "1"})
    workshop = Workshop(product.url)
    workshop.organiser.get(f"/workshops/{workshop.id}/export/pdf")  # unpacks its fonts
    twice = tmp_path / "twice.zip"
    twice.touch(mode=0o644)
    for file in (tmp_path / "once.zip", twice):
        assert type_in("-m", "app.storage.backup", "save", str(file), data_dir=product.data_dir)[0] == 0
    gone = {"confirm": workshop.told["title"]}
    assert workshop.organiser.ask("DELETE", f"/workshops/{workshop.id}", gone).status_code == 204
    assert {"concord.db", "concord.db-wal", "concord.db-shm", "secret.key", "erased.txt"} <= {
        file.name for file in product.data_dir.iterdir()
    }
    restored = tmp_path / "restored"
    assert type_in("-m", "app.storage.backup", "restore", str(twice), data_dir=restored)[0] == 0
    assert open_to_others(product.data_dir, restored, tmp_path / "once.zip", twice) == {}
    workshop.close()


def test_the_files_of_an_earlier_version_are_closed_at_the_start(open_umask, server):
    product = server()
    assert product.stop() == 0
    kept = [product.data_dir / name for name in ("concord.db", "secret.key")]
    product.data_dir.chmod(0o755)
    for file in kept:
        file.chmod(0o644)
    product.start()
    assert open_to_others(product.data_dir) == {}


def test_a_folder_that_is_not_ours_alone_is_left_as_it_is_and_said(place, capsys):
    place.mkdir()
    place.chmod(0o1777)  # as /tmp
    read_settings({"DATA_DIR": str(place)})
    assert stat.S_IMODE(place.stat().st_mode) == 0o1777
    assert f"Warning: other users of this computer may open {place}" in capsys.readouterr().err
    assert open_to_others(*place.iterdir()) == {}


# Accounts.


def test_an_account_is_made_in_the_terminal_and_its_link_signs_in_once(server):
    product = server()
    where = {"data_dir": product.data_dir, "PORT": str(product.port)}
    code, told = type_in("-m", "app.account", "Name@example.org", **where)
    (link,) = re.findall(r"\S+/sign-in/\S+", told)
    assert (code, link.startswith(product.url)) == (0, True)
    assert "Made an account for Name@example.org." in told
    assert [_signed_in(link), _signed_in(link)] == [True, False]
    code, told = type_in("-m", "app.account", "name@EXAMPLE.org", **where)
    assert (code, "Made an account" in told) == (0, False)
    assert _signed_in(re.search(r"\S+/sign-in/\S+", told).group())


def _signed_in(link):
    with requests.Session() as browser:
        browser.post(link, timeout=10)
        return browser.get(f"{link.partition('/sign-in/')[0]}/api/v1/workshops", timeout=10).status_code == 200


def test_what_is_no_address_gets_no_account(place):
    code, told = type_in("-m", "app.account", "somebody", data_dir=place)
    assert (code, "“somebody” is no address" in told) == (1, True)


# A backup, and back.


@pytest.fixture
def kept(server, tmp_path):
    """(a workshop on SQLite with a card in it, the file into which it was saved while it ran)."""
    product = server()
    workshop = Workshop(product.url)
    workshop.start("shape")
    workshop.card("그대로 남는다 🌾", by="KR-02")
    workshop.sit("KR-01").room(workshop.rooms["KR"], "hand.raise", note="Here")
    file = tmp_path / "concord.zip"
    code, told = type_in("-m", "app.storage.backup", "save", str(file), data_dir=product.data_dir)
    assert (code, f"Saved to {file}" in told) == (0, True)
    workshop.close()
    assert product.stop() == 0
    return workshop, file


def test_a_backup_comes_back_whole_on_either_database(kept, tmp_path, empty_database_url):
    workshop, file = kept
    here = {"data_dir": tmp_path / "restored"}
    code, told = type_in("-m", "app.storage.backup", "restore", str(file), **here, DATABASE_URL=empty_database_url)
    assert code == 0, told
    product = Product(**here, database_url=empty_database_url).start()
    try:
        room = workshop.rooms["KR"]
        snapshot = Http(product.url, workshop.http("KR-02").token).snapshot(room)
        assert [card["title"] for card in snapshot["cards"]] == ["그대로 남는다 🌾"]
        back = workshop.seats["KR-04"]["link"].rpartition("/")[2]
        seat = Http(product.url).post("/join", {"link": back})
        assert seat["member"]["id"] == workshop.member("KR-04")
        line = Live(product.url, seat["token"])
        assert line.room(room, "card.add", title="And on")["seq"] == snapshot["seq"] + 1
        line.close()
        again = tmp_path / "again.zip"
        code, told = type_in("-m", "app.storage.backup", "save", str(again), **here, DATABASE_URL=empty_database_url)
        assert (code, again.exists()) == (0, True), told
    finally:
        assert product.stop() == 0


def test_what_was_erased_since_does_not_come_back(server, tmp_path):
    """Where the list of the instance that erased it is at hand; else whoever restores reads that it is back."""
    product, file, newer = server(env={"OPEN_REGISTRATION": "1"}), tmp_path / "concord.zip", tmp_path / "newer.zip"
    erased, kept = Workshop(product.url), Workshop(product.url)
    words = {"data_dir": product.data_dir}
    assert type_in("-m", "app.storage.backup", "save", str(file), **words)[0] == 0
    gone = {"confirm": erased.told["title"]}
    assert erased.organiser.ask("DELETE", f"/workshops/{erased.id}", gone).status_code == 204
    assert type_in("-m", "app.storage.backup", "save", str(newer), **words)[0] == 0
    assert product.stop() == 0

    knowing = tmp_path / "knowing"
    knowing.mkdir()
    shutil.copy(product.data_dir / "erased.txt", knowing)
    code, told = type_in("-m", "app.storage.backup", "restore", str(file), data_dir=knowing)
    assert (code, "erased after the backup was made: 1" in told) == (0, True), told
    assert ids_in(knowing) == {kept.id}
    seat = UUID(erased.member("KR-04")).hex.encode()
    assert [file.name for file in knowing.iterdir() if seat in file.read_bytes()] == []

    code, told = type_in("-m", "app.storage.backup", "restore", str(file), data_dir=tmp_path / "not knowing")
    assert (code, "they are back" in told) == (0, True), told
    assert ids_in(tmp_path / "not knowing") == {erased.id, kept.id}

    # A newer backup knows it, and hands it on.
    handed = tmp_path / "handed"
    assert type_in("-m", "app.storage.backup", "restore", str(newer), data_dir=handed)[0] == 0
    assert erased.id in (handed / "erased.txt").read_text()
    for workshop in (erased, kept):
        workshop.close()


def ids_in(folder):
    """The ids of the workshops in a database."""
    with closing(sqlite3.connect(folder / "concord.db")) as database:
        return {str(UUID(id)) for (id,) in database.execute("SELECT id FROM workshop")}


def test_a_backup_never_overwrites_what_is_there(kept, server):
    _, file = kept
    product = server()
    other = Workshop(product.url)
    code, told = type_in("-m", "app.storage.backup", "restore", str(file), data_dir=product.data_dir)
    assert (code, "The database is not empty" in told, "Traceback" in told) == (1, True, False)
    assert other.snapshot()["room"]["country"] == "KR"
    other.close()


def test_what_is_no_backup_is_refused_and_leaves_an_empty_database(place, tmp_path):
    nothing = tmp_path / "concord.zip"
    nothing.write_bytes(b"no zip")
    for file, said in ((nothing, "is not a backup"), (tmp_path / "none.zip", "is not a backup")):
        code, told = type_in("-m", "app.storage.backup", "restore", str(file), data_dir=place)
        assert (code, said in told, "Traceback" in told) == (1, True, False), told


def test_a_backup_that_cannot_be_written_is_said(place, tmp_path):
    code, told = type_in("-m", "app.storage.backup", "save", str(tmp_path / "none" / "x.zip"), data_dir=place)
    assert (code, "cannot be written" in told, "Traceback" in told) == (1, True, False), told
