"""A workshop's agendas as one neutral document: what every paper format draws, so that none composes its own.

`document(agenda, language=…)` is pure. What it gives is plain and frozen: see blocks.py for the pieces. Labels are in
`language`, people's words as they wrote them, and each run of words knows its own language. What has a second
language has it as its `gloss`. Nothing is escaped: that is for the format.
"""

from app.catalogue import best
from app.export import day_of, readable
from app.export.paper.across import across
from app.export.paper.annex import annex
from app.export.paper.beside import beside
from app.export.paper.blocks import Agenda, Document
from app.export.paper.declared import declared, state
from app.export.paper.tongues import BOTH, labels
from app.export.paper.words import Words


def document(agenda, *, language):
    """The `Document` of an agenda as app/export/__init__.py tells of it: a cover, what is across several rooms, and
    each room's agenda in order.

    language: a code; or BOTH, for each room's own beside that of the workshop.
    """
    frame = best(agenda["language"]) if language == BOTH else language
    words = Words(frame, room=agenda["language"], workshop=agenda["language"])
    drawn = _in_both if language == BOTH else _agenda
    return Document(
        language=frame,
        title=words.said(agenda["title"]),
        subtitle=words.said(agenda["subtitle"]),
        day=words.ours(day_of(agenda["starts_at"], agenda.get("timezone"), frame)),
        across=across(agenda, frame),
        agendas=tuple(drawn(number, agenda, room, frame) for number, room in enumerate(agenda["rooms"], start=1)),
        beside=language == BOTH,
    )


def _in_both(number, agenda, room, _):
    one, *other = [_agenda(number, agenda, room, code) for code in labels(agenda, room)]
    return beside(one, *other) if other else one


def _agenda(number, agenda, room, language):
    room = readable(agenda, room)
    words = Words(language, room=room["language"] or agenda["language"], workshop=agenda["language"], number=number)
    return Agenda(
        title=words.say("Policy agenda of {room}", room=words.said(room["name"])),
        name=words.said(room["name"]),
        declared=room["declaration"]["state"] == "declared",
        state=state(room, words),
        blocks=tuple(declared(room, words)),
        annex=tuple(annex(room, words)),
    )
