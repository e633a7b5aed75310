"""What a workshop still lacks before its day: a check list for the organiser, in the order of the set-up."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select

from app.catalogue import N_, gettext, languages
from app.domain import workshop as workshops
from app.storage.tables import Finding, Member, Stage


@dataclass(frozen=True)
class Lack:
    """step: the part of the set-up where it is mended. must: without it the day cannot run as it should."""

    step: str
    text: str
    must: bool = False
    params: dict = field(default_factory=dict)


def lacks(session, workshop):
    """[Lack, ...]"""
    rooms = workshops.rooms(session, workshop)
    seats = session.scalars(select(Member).where(Member.workshop_id == workshop.id, Member.removed_at.is_(None))).all()
    return [
        *_about(workshop),
        *_rooms(rooms, seats),
        *_programme(session, workshop, rooms),
        *_findings(session, workshop, rooms),
        *_people(workshop, rooms, seats),
    ]


def _about(workshop):
    if workshop.starts_at is None:
        yield Lack("about", N_("The day and the time are not set."), must=True)
    if not workshop.consent:
        yield Lack("about", N_("Nobody is asked for consent: there is no text to agree to."))
    if workshop.kept_until is None:
        yield Lack("about", N_("No date is set until which personal data is kept."))


def _rooms(rooms, seats):
    if not rooms:
        yield Lack("rooms", N_("There is no room yet."), must=True)
    if silent := [room.name for room in rooms if not room.call_url]:
        yield Lack("rooms", N_("Without a link to a video call: {rooms}"), params=_named(silent))
    drivers = {seat.room_id for seat in seats if seat.role == "facilitator"}
    if None not in drivers and (alone := [room.name for room in rooms if room.id not in drivers]):
        yield Lack("people", N_("Without a facilitator: {rooms}"), params=_named(alone))


def _programme(session, workshop, rooms):
    stages = session.scalars(select(Stage).where(Stage.workshop_id == workshop.id)).all()
    if not any(stage.kind in ("declare", "plenary") for stage in stages):
        yield Lack("programme", N_("There is no stage in which an agenda is declared."), must=True)
    spoken = {workshop.language, *(room.language for room in rooms)} & {*languages()}
    for language in sorted(spoken - {workshop.language}):
        mute = [stage for stage in stages if stage.instruction and not _told_in(stage, language)]
        if mute:
            text = N_("In {tongue} there is no instruction yet for: {stages}")
            yield Lack("programme", text, params={"tongue": language, **_named([s.title for s in mute], "stages")})


def _told_in(stage, language):
    """An instruction of ours is there in every language of the interface; one of the organiser's only where written."""
    return (
        language in stage.instructions or language == "en" or gettext(language, stage.instruction) != stage.instruction
    )


def _findings(session, workshop, rooms):
    found = set(session.scalars(select(Finding.room_id).where(Finding.workshop_id == workshop.id).distinct()))
    if None not in found and (bare := [room.name for room in rooms if room.id not in found]):
        yield Lack("findings", N_("Without a finding to build on: {rooms}"), params=_named(bare))


def _people(workshop, rooms, seats):
    delegates = Counter(seat.room_id for seat in seats if seat.role == "participant")
    if workshop.joining == "roster" and (empty := [room.name for room in rooms if not delegates[room.id]]):
        yield Lack("people", N_("Nobody is on the list for: {rooms}"), must=True, params=_named(empty))
    if workshop.joining == "closed" and (new := sum(not seat.joined_at for seat in seats if seat.role != "organiser")):
        yield Lack("about", N_("On the list, but nobody new comes in any more: {n}"), params={"n": new})
    if mute := sum(not seat.email for seat in seats if seat.role != "organiser"):
        yield Lack("people", N_("People on the list without an e-mail address: {n}"), params={"n": mute})


def _named(names, key="rooms"):
    return {key: names}
