"""What may happen in a room beyond the plain case of each command: for the contract between server and browser."""

from collections.abc import Callable
from typing import NamedTuple

from tests.domain.commands import ROWS
from tests.domain.people import FORMAL


class Situation(NamedTuple):
    """In `scene`, after `before`, people do the `deed`, and everybody looks on."""

    name: str
    scene: str
    deed: Callable
    before: Callable = lambda people: None


def situations():
    return [
        *(Situation(name, row.scene, row.ask, row.before) for name, row in ROWS.items()),
        *BOARD,
        *VOTE,
        *AGENDA,
        *DAY,
    ]


def write_privately(who, title):
    return lambda people: people.write(who, title)


def move_own_private(people):
    people.do("KR-F", "card.move", card=people.card("Train them"), theme=people.theme(FORMAL))


def forms_into_carers(people):
    people.do("KR-F", "card.merge", into=people.card("One form"), cards=[people.card("Map the villages")])


BOARD = (
    Situation("card.add, privately", "gathering", lambda p: p.write("KR-05", "Cold storage", theme=p.theme(FORMAL))),
    Situation(
        "card.add, privately for somebody without a device",
        "gathering",
        lambda p: p.do("KR-F", "card.add", title="Said aloud", member=p.seat["KR-06"]),
    ),
    Situation("card.add, late", "shaping", lambda p: p.write("KR-05", "Written on the train", late=True)),
    Situation(
        "card.move, of a private one", "gathering", move_own_private, before=write_privately("KR-F", "Train them")
    ),
    Situation(
        "card.move, to the first place",
        "shaping",
        lambda p: p.do("KR-02", "card.move", card=p.card("One form"), after=None),
    ),
    Situation(
        "card.remove, of a private one",
        "gathering",
        lambda p: p.do("KR-01", "card.remove", card=p.card("Insure carers")),
    ),
    Situation(
        "card.restore, of a private one",
        "gathering",
        lambda p: p.do("KR-01", "card.restore", card=p.card("Insure carers")),
        before=lambda p: p.do("KR-01", "card.remove", card=p.card("Insure carers")),
    ),
    Situation("card.reveal, of all", "gathering", lambda p: p.do("KR-F", "card.reveal")),
    Situation("card.reveal, of one", "gathering", lambda p: p.do("KR-02", "card.reveal", cards=[p.card("One form")])),
    Situation("card.reveal, of none", "shaping", lambda p: p.do("KR-F", "card.reveal")),
    Situation(
        "card.merge, with what was merged before",
        "shaping",
        lambda p: p.do("KR-02", "card.merge", into=p.card("Insure carers"), cards=[p.card("One form")]),
        before=forms_into_carers,
    ),
    Situation(
        "theme.remove, with private cards in it",
        "gathering",
        lambda p: p.do("KR-F", "theme.remove", theme=p.theme(FORMAL)),
    ),
    Situation(
        "comment.add, where authors are shown",
        "planning",
        lambda p: p.do("KR-04", "comment.add", card=p.card("One form"), text="The ministry has one."),
    ),
    Situation(
        "reaction.toggle, back",
        "shaping",
        lambda p: p.do("KR-02", "reaction.toggle", card=p.card("One form"), reaction="question"),
        before=lambda p: p.do("KR-02", "reaction.toggle", card=p.card("One form"), reaction="question"),
    ),
    Situation(
        "finding.cite, on a card that is a measure",
        "planning",
        lambda p: p.do("KR-F", "finding.cite", card=p.card("One form"), finding=p.finding("F-ALL-01")),
    ),
    Situation(
        "finding.add, with a code that is there already",
        "shaping",
        lambda p: p.do("KR-F", "finding.add", room=p.room["KR"], code="F-KR-02", text="The same number twice."),
    ),
    Situation(
        "text.save, of a card",
        "shaping",
        lambda p: p.house("text.save", doc=f"card:{p.card('One form')}"),
        before=lambda p: p.type("KR-04", f"card:{p.card('One form')}", "body", 0, "양식은 하나면 됩니다."),
    ),
    Situation(
        "text.save, of a private card",
        "gathering",
        lambda p: p.house("text.save", doc=f"card:{p.card('One form')}"),
        before=lambda p: p.type("KR-02", f"card:{p.card('One form')}", "body", 0, "한 장"),
    ),
    Situation(
        "text.save, of nothing new",
        "shaping",
        lambda p: p.house("text.save", doc=f"card:{p.card('One form')}"),
    ),
)


def second_round(people):
    people.go("vote")
    poll = people.open_poll()
    people.do("KR-03", "ballot.cast", poll=poll, choices={people.card("Map the villages"): 1})
    people.do("KR-F", "poll.close", poll=poll)


VOTE = (
    Situation(
        "poll.open, over measures",
        "planning",
        lambda p: p.open_poll(cards=[p.measure("One form"), p.measure("Insure carers")], breakdown="open"),
    ),
    Situation(
        "poll.open, with words not yet saved",
        "shaping",
        lambda p: p.open_poll(),
        before=lambda p: p.type("KR-04", f"card:{p.card('One form')}", "title", 0, "Only "),
    ),
    Situation(
        "ballot.cast, again",
        "voting",
        lambda p: p.do("KR-01", "ballot.cast", poll=p.poll(), choices={p.card("Map the villages"): 1}),
    ),
    Situation(
        "ballot.cast, for somebody without a device",
        "voting",
        lambda p: p.do("KR-F", "ballot.cast", poll=p.poll(), choices={}, member=p.seat["KR-06"]),
    ),
    Situation(
        "poll.entitle, of one who has cast",
        "voting",
        lambda p: p.do("KR-F", "poll.entitle", poll=p.poll(), member=p.seat["KR-01"], entitled=False),
    ),
    Situation(
        "poll.cancel, after the close",
        "voting",
        lambda p: p.do("KR-F", "poll.cancel", poll=p.poll()),
        before=lambda p: p.do("KR-F", "poll.close", poll=p.poll()),
    ),
    Situation(
        "poll.reveal, of a second round",
        "counted",
        lambda p: p.do("KR-F", "poll.reveal", poll=p.poll(2)),
        before=second_round,
    ),
)


def set_value(field, value):
    return lambda p: p.do("KR-04", "measure.set", measure=p.measure("One form"), field=field, value=value)


def waive(reason):
    return lambda p: p.do("KR-F", "check.waive", measure=p.measure("One form"), reason=reason)


def step(who, type, data):
    """A step that can be taken back by its number, `people.step`."""

    def done(people):
        people.step = people.do(who, type, **data(people)).seq

    return done


AGENDA = (
    Situation(
        "undo.measure.drop",
        "planning",
        lambda p: p.do("KR-F", "undo", event=p.step),
        before=step("KR-F", "measure.drop", lambda p: {"measure": p.measure("One form")}),
    ),
    Situation(
        "undo.theme.remove",
        "shaping",
        lambda p: p.do("KR-02", "undo", event=p.step),
        before=step("KR-02", "theme.remove", lambda p: {"theme": p.theme(FORMAL)}),
    ),
    Situation(
        "undo.theme.remove, with private cards in it",
        "gathering",
        lambda p: p.do("KR-F", "undo", event=p.step),
        before=step("KR-F", "theme.remove", lambda p: {"theme": p.theme(FORMAL)}),
    ),
    Situation("check.waive, no more", "planning", waive(None), before=waive("It costs nothing.")),
    Situation(
        "measure.adopt, of a card with another in it",
        "shaping",
        lambda p: p.do("KR-F", "measure.adopt", cards=[p.card("One form")]),
        before=forms_into_carers,
    ),
    Situation("measure.set, an amount", "planning", set_value("amount", {"value": 1.5, "currency": "KRW"})),
    Situation("measure.set, instruments", "planning", set_value("instrument", ["data", "law"])),
    Situation(
        "measure.set, nothing", "planning", set_value("by_when", None), before=set_value("by_when", "2021-06-30")
    ),
    Situation(
        "text.save, of a plan",
        "planning",
        lambda p: p.house("text.save", doc=f"measure:{p.measure('One form')}"),
        before=lambda p: p.type("KR-04", f"measure:{p.measure('One form')}", "lead", 0, "고용노동부"),
    ),
    Situation(
        "text.save, of a declaration",
        "declaring",
        lambda p: p.house("text.save", doc=f"declaration:{p.room['KR']}"),
        before=lambda p: p.type("KR-04", f"declaration:{p.room['KR']}", "preamble", 0, "We, in our expert capacity,"),
    ),
    Situation(
        "declaration.endorse, again",
        "declaring",
        lambda p: p.do("KR-02", "declaration.endorse", level=1),
        before=lambda p: p.do("KR-02", "declaration.endorse", level=7),
    ),
    Situation(
        "declaration.endorse, for somebody without a device",
        "declaring",
        lambda p: p.do("KR-F", "declaration.endorse", level=2, member=p.seat["KR-06"]),
    ),
    Situation(
        "declaration.declare, what was revealed",
        "declaring",
        lambda p: p.do("KR-F", "declaration.declare"),
        before=lambda p: (p.do("KR-02", "declaration.endorse", level=1), p.do("KR-F", "declaration.reveal")),
    ),
    Situation(
        "declaration.reopen, for a correction",
        "declared",
        lambda p: p.do("ORG", "declaration.reopen", kind="editorial", reason="A date was wrong."),
    ),
    Situation(
        "reservation.remove",
        "declared",
        lambda p: p.do("KR-F", "reservation.remove", number=1, reason="It names a person."),
    ),
)


def timer(type, **data):
    return lambda p: p.do("KR-F", type, rooms=[p.room["KR"]], **data)


DAY = (
    Situation(
        "stage.start, with words not yet saved",
        "shaping",
        lambda p: p.go("vote"),
        before=lambda p: p.type("KR-04", f"card:{p.card('One form')}", "body", 0, "For all."),
    ),
    Situation(
        "stage.start, with private words not yet saved",
        "gathering",
        lambda p: p.go("shape"),
        before=lambda p: p.type("KR-02", f"card:{p.card('One form')}", "body", 0, "For all."),
    ),
    Situation(
        "stage.start, when some are done",
        "gathering",
        lambda p: p.go("shape"),
        before=lambda p: (p.do("KR-01", "ready.set", done=True), p.do("KR-02", "ready.set", done="passed")),
    ),
    Situation("timer.pause, and on", "shaping", timer("timer.pause"), before=timer("timer.pause")),
    Situation("timer.add, to a paused one", "shaping", timer("timer.add", seconds=60), before=timer("timer.pause")),
    Situation("timer.add, where there is none", "shaping", timer("timer.add", seconds=60), before=timer("timer.clear")),
    Situation("announcement.post, from stock", "shaping", timer("announcement.post", stock="five_minutes")),
    Situation(
        "announcement.withdraw, of one that is up",
        "shaping",
        timer("announcement.withdraw"),
        before=timer("announcement.post", stock="five_minutes"),
    ),
    Situation(
        "stage.start, where something was said",
        "shaping",
        lambda p: p.go("vote"),
        before=timer("announcement.post", stock="five_minutes"),
    ),
    Situation("room.lock, over", "shaping", timer("room.lock"), before=timer("room.lock")),
    Situation(
        "member.join, in another language",
        "shaping",
        lambda p: p.join(p.seat["KR-02"], p.workshop, language="fil"),
    ),
    Situation("hand.raise, by one who sits in no room", "shaping", lambda p: p.do("ORG", "hand.raise", note="Here.")),
    Situation("ready.set, by the facilitator", "gathering", lambda p: p.do("KR-F", "ready.set", done=True)),
    Situation(
        "ready.set, not yet",
        "gathering",
        lambda p: p.do("KR-02", "ready.set", done=False),
        before=lambda p: p.do("KR-02", "ready.set", done=True),
    ),
)
