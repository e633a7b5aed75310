"""A workshop is erased while others read and write on the same server: right after, no file holds a word of it."""

import contextlib
import threading
from uuid import UUID

import pytest

from tests.live.client import Http, Refused
from tests.live.workshop import Workshop, account

CANARY = "Canary 카나리아"


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_an_erased_workshop_is_in_no_file_when_its_organiser_gets_the_answer(server, async_mode):
    product = server(async_mode=async_mode, env={"OPEN_REGISTRATION": "1"})
    maker = account(product.url)
    with (
        contextlib.closing(Workshop(product.url)) as other,
        contextlib.closing(Workshop(product.url, made_by=maker)) as ours,
    ):
        for workshop in (other, ours):
            workshop.start("shape")
        for n in range(10):
            card = ours.card(f"{CANARY} {n}", by=f"KR-0{n % 4 + 1}", body=CANARY * (n * 20))
            ours.http("KR-02").room(ours.rooms["KR"], "comment.add", card=card, text=f"{CANARY} comment {n}")
            other.card(f"Another {n}", by=f"KR-0{n % 4 + 1}", body="x" * (n * 400))
        ours.http("KR-01").room(ours.rooms["KR"], "hand.raise", note=CANARY)
        seat = UUID(ours.member("KR-04")).hex  # as SQLite keeps it
        for words in (CANARY, seat):
            assert "concord.db-wal" in files_with(product.data_dir, words)
        with busy(other):
            gone = Http(product.url, maker["token"]).ask(
                "DELETE", f"/workshops/{ours.id}", {"confirm": ours.told["title"]}
            )
            assert gone.status_code == 204
            assert files_with(product.data_dir, CANARY, seat) == set()
        assert len(other.snapshot()["cards"]) >= 10
        assert (product.data_dir / "erased.txt").read_text().startswith(ours.id)


def files_with(folder, *words):
    """The names of the files that hold one of the words."""
    files = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {file.name for file, contents in files.items() if any(word.encode() in contents for word in words)}


@contextlib.contextmanager
def busy(workshop):
    """While the block runs three people read the room, its export and the console, and one writes, all the time."""
    room, over, failed, begun = workshop.rooms["KR"], threading.Event(), [], threading.Barrier(5)
    doors = [Http(workshop.url, workshop.http(who).token) for who in ("KR-01", "KR-F", "KR-02", "KR-03")]
    deeds = (
        lambda door: door.snapshot(room),
        lambda door: door.get(f"/rooms/{room}/export/json"),
        lambda door: door.get(f"/workshops/{workshop.id}"),
        lambda door: door.room(room, "ready.set", done=True),
    )

    def on_and_on(door, deed):
        begun.wait()
        while not over.is_set():
            try:
                deed(door)
            except Refused as refusal:
                if refusal.error["status"] != 429:
                    failed.append(refusal.error)

    people = [threading.Thread(target=on_and_on, args=pair) for pair in zip(doors, deeds, strict=True)]
    for one in people:
        one.start()
    begun.wait()
    try:
        yield
    finally:
        over.set()
        for one in people:
            one.join(30)
    assert failed == []
