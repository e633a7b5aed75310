"""The ids of a file: each thing has one of its own, what points to another finds it, and all get new ones."""

from itertools import chain

from app.catalogue import N_
from app.storage.tables import new_id

TWICE = N_("This id stands in the file more than once")
NOWHERE = N_("This points to nothing in the file")
MERGED = N_("A card is merged into one that is not merged itself")


def check(found, mistakes):
    """Note every id that is there twice, and all that points nowhere. found: a file as its schema read it."""
    seen = set()
    for place, id in _things(found):
        if id in seen:
            mistakes.note(place, TWICE)
        seen.add(id)
    for n, room in enumerate(found["rooms"]):
        for place, id, known in _pointers(found, room):
            if id is not None and id not in known:
                mistakes.note(f"rooms.{n}.{place}", NOWHERE)
        _merged(room, f"rooms.{n}", mistakes)


def anew(found):
    """{id in the file: id here}. New ones stand in the order of the old ones: what is sorted by them stays as it was.

    Beside what the file makes, these are things it only tells of: what was voted on and is gone since, and rooms that
    are not in it.
    """
    old = sorted({id for _, id in _things(found)} | {id for room in found["rooms"] for id in _told_of(room)})
    return dict(zip(old, sorted(new_id() for _ in old), strict=True))


def _things(found):
    """(place, id) of all that a file makes."""
    yield "id", found["id"]
    yield from _ids("programme", found["programme"])
    yield from _ids("findings", found["findings"])
    for n, room in enumerate(found["rooms"]):
        yield f"rooms.{n}.id", room["id"]
        for name in ("findings", "themes", "cards", "measures", "polls"):
            yield from _ids(f"rooms.{n}.{name}", room[name])
        for above, below in (("cards", "comments"), ("measures", "visits")):
            for m, thing in enumerate(room[above]):
                yield from _ids(f"rooms.{n}.{above}.{m}.{below}", thing[below])


def _ids(place, things):
    return ((f"{place}.{n}.id", thing["id"]) for n, thing in enumerate(things))


def _told_of(room):
    for poll in room["polls"]:
        yield from poll["cards"]
        if joint := poll["joint"]:
            yield from (joint["id"], *(each["id"] for each in joint["rooms"]))
    yield from (said["room"]["id"] for measure in room["measures"] for said in measure["visits"])


def _pointers(found, room):
    """(place in the room, id, the ids it may be)."""
    themes, cards = ({thing["id"] for thing in room[name]} for name in ("themes", "cards"))
    findings = {finding["id"] for finding in chain(found["findings"], room["findings"])}
    yield "stage.id", room["stage"]["id"], {stage["id"] for stage in found["programme"]}
    yield "visit", room["visit"], {each["id"] for each in found["rooms"]} - {room["id"]}
    for n, card in enumerate(room["cards"]):
        yield f"cards.{n}.theme", card["theme"], themes
        yield f"cards.{n}.merged_into", card["merged_into"], cards
        yield from ((f"cards.{n}.findings.{m}", finding, findings) for m, finding in enumerate(card["findings"]))
    for n, measure in enumerate(room["measures"]):
        yield from ((f"measures.{n}.cards.{m}", card, cards) for m, card in enumerate(measure["cards"]))


def _merged(room, at, mistakes):
    """Nothing goes round in circles."""
    merged = {card["id"] for card in room["cards"] if card["merged_into"]}
    for n, card in enumerate(room["cards"]):
        if card["merged_into"] in merged:
            mistakes.note(f"{at}.cards.{n}.merged_into", MERGED)
