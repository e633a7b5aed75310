"""A workshop's agendas as one neutral document: what every paper format draws, so that none composes its own.

`document(agenda, language=…)` is pure. What it gives is plain and frozen: see blocks.py for the pieces. Labels are in
`language`, people's words as they wrote them, and each run of words knows its own language. What has a second
language has it as its `gloss`. Nothing is escaped: that is for the format.
"""

from app.export import day_of, readable
from app.export.paper.annex import annex
from app.export.paper.blocks import Agenda, Document
from app.export.paper.declared import declared, state
from app.export.paper.words import Words


def document(agenda, *, language):
    """The `Document` of an agenda as app/export/__init__.py tells of it: a cover, and each room's agenda in order."""
    words = Words(language, room=agenda["language"], workshop=agenda["language"])
    return Document(
        language=language,
        title=words.said(agenda["title"]),
        subtitle=words.said(agenda["subtitle"]),
        day=words.ours(day_of(agenda["starts_at"], agenda.get("timezone"), language)),
        agendas=tuple(_agenda(number, agenda, room, language) for number, room in enumerate(agenda["rooms"], start=1)),
    )


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
