"""The chapter before the agendas: what several rooms have in common, and how far each agrees."""

from app.catalogue import N_
from app.domain.plan import INSTRUMENTS
from app.domain.rule import LEVELS
from app.domain.synthesis import synthesis
from app.export import percent, perspective
from app.export.paper.blocks import Chapter, Figure, Heading, Paragraph, Point, Points, Table
from app.export.paper.cards import untitled
from app.export.paper.words import Words

HALVES = {1: N_("January to June {year}"), 2: N_("July to December {year}"), None: N_("Without a date")}
KINDS = {"offer": N_("offers"), "request": N_("asks")}
WHY = {
    "unrevealed": N_("Not shown yet: {rooms}."),
    "whole": N_("Told as a whole, because its votes show no groups: {rooms}."),
    "small": N_("Told as a whole, because its groups are so small that one could find out who said what: {rooms}."),
}


def across(agenda, language):
    """The `Chapter` of an agenda; None of one room alone."""
    told = synthesis(agenda)
    if told is None:
        return None
    teller = _Teller(agenda, language)
    parts = (teller.themes, teller.instruments, teller.times, teller.agreement, teller.asked)
    blocks = tuple(block for part in parts for block in part(told[part.__name__]))
    return Chapter(teller.ours.say(N_("Across the countries")), blocks)


class _Teller:
    def __init__(self, agenda, language):
        self._agenda = agenda | {"perspectives": {each["key"]: each["title"] for each in agenda["perspectives"]}}
        self._language = language
        self.ours = self._of({"language": agenda["language"]})

    def _of(self, room):
        """The words of a room: what was written there may be in its language."""
        workshop = self._agenda["language"]
        return Words(self._language, room=room["language"] or workshop, workshop=workshop)

    def _name(self, room):
        return self._of(room).said(room["name"])

    def themes(self, told):
        yield Heading(3, self.ours.say(N_("Themes in common")))
        if not told:
            yield Paragraph("note", self.ours.say(N_("No theme is shared by two agendas yet.")))
        for theme in told:
            yield Heading(4, self.ours.said(theme["title"]))
            yield Points("shared", tuple(self._taken(room) for room in theme["rooms"]))

    def _taken(self, room):
        words = self._of(room)
        titles = [words.said(title) or untitled(words) for title in room["measures"]]
        return Point(self._name(room), line=words.join(titles, " · "))

    def instruments(self, told):
        if told:
            yield Heading(3, self.ours.say(N_("Instruments used")))
            yield self._counted(N_("Instrument"), [(self.ours.say(INSTRUMENTS[each["key"]]), each) for each in told])

    def times(self, told):
        if told:
            yield Heading(3, self.ours.say(N_("By when")))
            halves = [(self.ours.say(HALVES[each["half"]], year=each["year"]), each) for each in told]
            yield self._counted(N_("Half-year"), halves)

    def _counted(self, label, lines):
        """A line a thing: how many measures, and whose."""
        columns = tuple(self.ours.say(each) for each in (label, N_("Measures"), N_("Rooms")))
        rows = tuple((name, self.ours.ours(each["measures"]), self._rooms(each["rooms"])) for name, each in lines)
        return Table("counts", (), columns, rows, frozenset({0, 2}))

    def _rooms(self, rooms):
        return self.ours.join([self.ours.join([self._name(room), self._times(room)]) for room in rooms], ", ")

    def _times(self, room):
        return self.ours.ours(f"({room['measures']})") if room.get("measures", 1) > 1 else ()

    def agreement(self, told):
        yield Heading(3, self.ours.say(N_("How far the rooms agree")))
        if revealed := [room for room in told if room["revealed"]]:
            yield from self._levels(revealed)
        if shown := [room for room in told if room["groups"]]:
            yield self._groups(shown)
        for why, message in WHY.items():
            if rooms := [room for room in told if room["why"] == why]:
                yield Paragraph("note", self.ours.say(message, rooms=self._rooms(rooms)))

    def _levels(self, rooms):
        names = [self._name(room) for room in rooms]
        counts = [tuple(room["levels"][str(level)] for level in LEVELS) for room in rooms]
        labels = tuple(self.ours.say(label) for label in LEVELS.values())
        caption = self.ours.say(N_("How far the rooms agree"))
        yield Figure("levels", caption, labels, tuple(zip(names, counts, strict=True)))
        heads = (self.ours.say(N_("Room")), *labels, self.ours.say(N_("Support")))
        share = [self.ours.say(N_("{n} of {all}"), n=room["supporting"], all=room["counted"]) for room in rooms]
        rows = [(name, *map(self.ours.ours, n), of) for name, n, of in zip(names, counts, share, strict=True)]
        yield Table("levels", (), heads, tuple(rows), frozenset({0}))

    def _groups(self, rooms):
        """The share of each group that supports its room's agenda, where the room's votes show groups."""
        keys = [key for key in self._agenda["perspectives"] if any(key in room["groups"] for room in rooms)]
        heads = [self.ours.said(perspective(self._agenda, key, self._language)) for key in keys]
        rows = tuple((self._name(room), *(self._share(room, key) for key in keys)) for room in rooms)
        caption = self.ours.say(N_("Support by group, where a room’s votes show groups"))
        return Table("groups", caption, (self.ours.say(N_("Room")), *heads), rows, frozenset({0}))

    def _share(self, room, key):
        if key not in room["groups"]:
            return self.ours.ours("–")
        share = room["groups"][key]
        return self.ours.say(N_("all abstained")) if share is None else self.ours.ours(percent(share, self._language))

    def asked(self, told):
        if told:
            yield Heading(3, self.ours.say(N_("Offers and requests")))
            how = N_(
                "A request is answered when the room that was asked offers something in return, an offer when it asks."
            )
            yield Paragraph("note", self.ours.say(how))
        for label, answered in ((N_("Not answered yet"), False), (N_("Answered"), True)):
            if said := [each for each in told if each["answered"] is answered]:
                yield Heading(4, self.ours.say(label))
                yield Points("notes", tuple(map(self._said, said)))

    def _said(self, each):
        way = self.ours.join([self._name(each["from"]), self._name(each["to"])], " → ")
        words, theirs = self._of(each["from"]), self._of(each["to"])
        label = self.ours.join([way, self.ours.say(KINDS[each["kind"]])], " · ")
        about = theirs.said(each["measure"]) or untitled(theirs)
        return Point(label, line=words.said(each["text"]), more=(about,))
