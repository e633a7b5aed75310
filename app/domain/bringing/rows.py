"""A checked file as rows of the tables, with ids of their own."""

from collections import defaultdict
from functools import partial

from app.domain import stages, voting, wording
from app.domain.agenda import DECLARATION_TEXTS
from app.domain.bringing import proofs
from app.domain.clock import moment, now
from app.storage.tables import (
    Card,
    Citation,
    Comment,
    Declaration,
    Document,
    Finding,
    JointPoll,
    Measure,
    Poll,
    Proof,
    Room,
    Stage,
    Theme,
    Update,
    Visit,
    VisitComment,
)

TABLES = (
    *(Stage, Room, Finding, Theme, Card, Citation, Comment, Measure, VisitComment),
    *(Declaration, JointPoll, Poll, Proof, Visit, Document, Update),
)
"""In the order in which they are written: what is pointed to comes first."""
ROUND = (
    *("method", "settings", "cards", "wording", "state", "secrecy", "breakdown", "groups", "superseded", "result"),
)


def rows(found, ids):
    """{table: [row, ...]}; found: a file as its schema read it, ids: {id in the file: id here}."""
    return Rows(found, ids).made


class Rows:
    def __init__(self, found, ids):
        self.ids, self.at, self.made = ids, now(), defaultdict(list)
        self.workshop = ids[found["id"]]
        self.groups = [each["key"] for each in found["perspectives"]]
        planned = {}
        for position, stage in enumerate(found["programme"]):
            planned[stage["id"]] = stages.complete(stage) | {"id": ids[stage["id"]], "position": position}
            self._add(Stage, workshop_id=self.workshop, **planned[stage["id"]])
        self._findings(found["findings"], None)
        for position, room in enumerate(found["rooms"]):
            self._room(room, position, planned[room["stage"]["id"]])
        self._joint(found)

    def _add(self, table, **values):
        self.made[table].append(values)

    def _room(self, room, position, stage):
        id = self.ids[room["id"]]
        told = ("name", "code", "country", "language", "timezone", "call_url")
        people = {name: room["declaration"][name] for name in ("expected", "endorsed")}
        people |= {name: room[name] for name in ("members", "private_cards", "unrevealed_polls")}
        self._add(
            Room,
            id=id,
            workshop_id=self.workshop,
            stage_id=stage["id"],
            position=position,
            poll_defaults=room["poll"],
            private_writing=not stage["permissions"]["cards"],
            brought=people,
            **{name: room[name] for name in told},
        )
        if room["visit"]:
            self._add(Visit, room_id=id, host_id=self.ids[room["visit"]])
        self._findings(room["findings"], id)
        for theme in room["themes"]:
            self._add(Theme, room_id=id, **theme | {"id": self.ids[theme["id"]]})
        for card in sorted(room["cards"], key=lambda card: bool(card["merged_into"])):
            self._card(card, id)
        for measure in room["measures"]:
            self._measure(measure, id)
        for poll in room["polls"]:
            self._poll(poll, id)
        for kept in room["proofs"]:
            self._add(Proof, room_id=id, **proofs.row(kept))
        self._declaration(room["declaration"], id)

    def _findings(self, findings, room):
        for finding in findings:
            its = {"workshop_id": self.workshop, "room_id": room}
            self._add(Finding, **finding | its | {"id": self.ids[finding["id"]]})

    def _card(self, card, room):
        id = self.ids[card["id"]]
        texts = {field: card[field] for field in wording.FIELDS["card"]}
        self._add(
            Card,
            id=id,
            room_id=room,
            theme_id=self.ids.get(card["theme"]),
            merged_into=self.ids.get(card["merged_into"]),
            created_at=self.at,
            brought={name: card[name] for name in ("perspective", "reactions")},
            **{name: card[name] for name in ("position", "kind", "language", "removed", "late")},
            **texts,
        )
        for finding in dict.fromkeys(card["findings"]):
            self._add(Citation, card_id=id, finding_id=self.ids[finding])
        for comment in card["comments"]:
            self._add(Comment, id=self.ids[comment["id"]], card_id=id, text=comment["text"], at=comment["at"])
        self._text("card", id, room, texts)

    def _measure(self, measure, room):
        id = self.ids[measure["id"]]
        told = ("position", "plan", "by_when", "instrument", "amount", "waived")
        cards = [self.ids[card] for card in measure["cards"]]
        self._add(Measure, id=id, room_id=room, cards=cards, **{name: measure[name] for name in told})
        for said in measure["visits"]:
            home = said["room"] | {"id": self.ids[said["room"]["id"]]}
            its = {name: said[name] for name in ("text", "offer", "request", "at")}
            self._add(VisitComment, id=self.ids[said["id"]], measure_id=id, home=home, name="", **its)
        self._text("measure", id, room, measure["plan"])

    def _poll(self, poll, room):
        turnout = {name: poll[name] for name in ("entitled", "cast", "assisted")}
        joint = poll["joint"] and self.ids[poll["joint"]["id"]]
        its = {"id": self.ids[poll["id"]], "room_id": room, "joint_id": joint, "brought": turnout}
        self._add(Poll, number=poll["number"], opened_at=self.at, **its, **self._round(poll))

    def _round(self, poll):
        """What names a card anywhere in a vote names it by its new id; all in the order in which it is counted."""
        cards, told = poll["cards"], {name: poll[name] for name in ROUND}
        told["wording"] = _in_order(poll["wording"], cards)
        told["groups"] = poll["groups"] and _in_order(poll["groups"], self.groups)
        told["result"] = {name: self._told_in_order(part, cards) for name, part in poll["result"].items()}
        if published := told["result"].get("published"):
            sort = partial(voting.method(poll["method"]).check, settings=poll["settings"], cards=cards)
            told["result"]["published"] = [each | {"choices": sort(each["choices"])} for each in published]
        return _renamed(told, {card: self.ids[card] for card in cards})

    def _told_in_order(self, part, cards):
        return _in_order(part, [*self.groups, *cards]) if isinstance(part, dict) else part

    def _joint(self, found):
        """The heads of votes over several rooms, from the first room that tells of each."""
        heads = {}
        for poll in (poll for room in found["rooms"] for poll in room["polls"] if poll["joint"]):
            heads.setdefault(poll["joint"]["id"], poll)
        for n, (id, poll) in enumerate(heads.items(), start=1):
            rooms = [_renamed(room, self.ids) for room in poll["joint"]["rooms"]]
            its = {"id": self.ids[id], "workshop_id": self.workshop, "number": poll["joint"]["number"] or n}
            self._add(JointPoll, rooms=rooms, opened_at=self.at, **its, **self._round(poll))

    def _declaration(self, declaration, room):
        texts = {name: declaration[name] for name in DECLARATION_TEXTS}
        told = ("state", "version", "next_review", "revealed", "declared_at", "endorse_until", "waived")
        corrections = [_without_none(each | {"at": moment(each["at"])}) for each in declaration["corrections"]]
        its = {name: declaration[name] for name in told} | {"corrections": corrections}
        if revealed := declaration["revealed"]:
            said = [_reservation(each) for each in revealed["reservations"]]
            groups = {
                key: group if group["folded"] else {name: group[name] for name in group if name != "folded"}
                for key, group in _in_order(revealed["rule"]["by_perspective"], self.groups).items()
            }
            its["revealed"] = (
                revealed | {"reservations": said} | {"rule": revealed["rule"] | {"by_perspective": groups}}
            )
        self._add(Declaration, room_id=room, **texts, **its)
        self._text("declaration", room, room, texts)

    def _text(self, kind, owner, room, texts):
        """A shared text begins with what was exported of it."""
        document = str(wording.Name(kind, owner))
        self._add(Document, id=document, room_id=room, rev=1, saved_rev=1, saved_at=self.at)
        self._add(Update, document_id=document, rev=1, update=wording.begun(texts), at=self.at)


def _in_order(told, order):
    """An export has its names in the order of the alphabet."""
    return {name: told[name] for name in [*filter(told.__contains__, order), *sorted(told.keys() - set(order))]}


def _renamed(value, ids):
    if isinstance(value, list):
        return [_renamed(each, ids) for each in value]
    if isinstance(value, dict):
        return {ids.get(key, key): _renamed(each, ids) for key, each in value.items()}
    return ids.get(value, value) if isinstance(value, str) else value


def _without_none(row):
    return {name: value for name, value in row.items() if value is not None}


def _reservation(row):
    """As it was revealed; in the place of a removed one stands when and why it was removed."""
    told, removed = {name: row[name] for name in ("text", "signed")}, row["removed"]
    return told | {"removed": removed | {"at": moment(removed["at"])}} if removed else told
