"""What somebody at the door may know of a workshop, before they have a seat in it."""

from app.domain import workshop as workshops


def opening(db, workshop):
    """`rooms` as (id, name), `open` where joining needs no personal link, `closed` where nobody new comes in."""
    return {
        "title": workshop.title,
        "subtitle": workshop.subtitle,
        "rehearsal_of": workshop.rehearsal_of,
        "open": workshop.joining == "open",
        "closed": workshop.joining == "closed",
        "consent": workshop.consent,
        "perspectives": workshop.perspectives,
        "rooms": [(room.id, room.name) for room in workshops.rooms(db, workshop)],
    }
