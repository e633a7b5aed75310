"""One row for every command that somebody may ask for at a door: who asks what, and who or where it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.command import COMMANDS
from tests.domain.people import FORMAL, RURAL


@dataclass(frozen=True)
class Row:
    """`who` asks for the command `type` in `scene`, after `before`, with the data that `data(people)` gives.

    closed: a stage in which `who` is refused. unlike: who else is refused, for what they are. bad: {field: values that
    are refused} of the fields whose shape the schema leaves open. elsewhere: somebody who may do such things in another
    room, and here finds nothing. guests: those of another room who visit this one. joint: it is the workshop's command,
    although rooms have one of the same name.
    """

    type: str
    scene: str
    who: str
    data: Callable = lambda people: {}
    before: Callable = lambda people: None
    closed: str | None = None
    unlike: str | None = None
    bad: dict = field(default_factory=dict)
    elsewhere: str | None = None
    joint: bool = False
    guests: tuple = ()

    @property
    def command(self):
        if self.joint:
            return COMMANDS["workshop", self.type]
        here = COMMANDS.get(("room", self.type))
        return here if here and here.door else COMMANDS["workshop", self.type]

    @property
    def scope(self):
        return self.command.scope

    def ask(self, people, who=None, *, id=None, **changes):
        return self.plainly(people, who or self.who, self.data(people) | changes, id=id)

    def plainly(self, people, who, data, *, id=None):
        """Ask with `data` as it is."""
        return people.ask(who, self.type, data, id=id, scope=self.scope)


def here(**data):
    """The data of a workshop command for the room KR alone."""
    return lambda people: {"rooms": [people.room["KR"]]} | data


def stage(kind):
    return lambda people: {"rooms": [people.room["KR"]], "stage": people.stage[kind]}


def seat(reference, /, **data):
    return lambda people: {"member": people.seat[reference]} | data


def card(title, /, **data):
    return lambda people: {"card": people.card(title)} | data


def theme(title, /, **data):
    return lambda people: {"theme": people.theme(title)} | data


def measure(what, /, **data):
    return lambda people: {"measure": people.measure(what)} | data


def poll(**data):
    return lambda people: {"poll": people.poll()} | data


def does(who, type, data):
    """A step that sets the scene."""
    return lambda people: people.ask(who, type, data(people))


def merged(people):
    people.do("KR-F", "card.merge", into=people.card("Insure carers"), cards=[people.card("One form")])


def rude(people):
    """Where facilitators may check private cards, KR-02 wrote one, and KR-04 an abusive one."""
    people.do("ORG", "stage.change", stage=people.stage["gather"], settings={"check": True})
    people.go("gather")
    people.write("KR-02", "One form")
    people.write("KR-04", "Go home", body="All of you.", theme=people.theme(FORMAL))


def dropped(people):
    people.left = people.measure("One form")
    people.do("KR-F", "measure.drop", measure=people.left)


def a_room_too_many(people):
    people.do("ORG", "room.add", name="Indonesia", country="ID")
    people.look_around()


VISIT = {"unlike": "KR-01", "guests": ("JP-01", "JP-F")}


def visited(people):
    """JP visits KR."""
    people.do("ALL-F", "visit.plan", visits={people.room["JP"]: people.room["KR"]})
    people.go("visit", at="JP")


def commented(people):
    visited(people)
    said = people.do("JP-01", "visit.comment", measure=people.measure("One form"), text="Try ours.")
    people.said = said.data["comment"]


def moved(people):
    answer = people.do("KR-02", "card.move", card=people.card("Map the villages"), theme=people.theme(FORMAL))
    people.step = answer.seq


ROOM = (
    # The board.
    Row("theme.add", "shaping", "KR-02", lambda p: {"title": "Care", "after": p.theme(FORMAL)}, closed="vote"),
    Row("theme.rename", "shaping", "KR-02", theme(RURAL, title="Villages"), closed="vote"),
    Row("theme.move", "shaping", "KR-02", theme(RURAL, after=None), closed="vote"),
    Row("theme.remove", "shaping", "KR-02", theme(FORMAL), closed="vote"),
    Row(
        "card.add",
        "shaping",
        "KR-02",
        lambda p: {"title": "Count them", "body": "Yearly.", "theme": p.theme(RURAL), "kind": "challenge"},
        closed="vote",
    ),
    Row(
        "card.move",
        "shaping",
        "KR-02",
        lambda p: {"card": p.card("Map the villages"), "theme": p.theme(FORMAL), "after": p.card("Insure carers")},
        closed="vote",
    ),
    Row(
        "card.merge",
        "shaping",
        "KR-02",
        lambda p: {"into": p.card("Insure carers"), "cards": [p.card("One form"), p.card("Map the villages")]},
        closed="vote",
    ),
    Row("undo", "shaping", "KR-02", lambda p: {"event": p.step}, before=moved, closed="vote"),
    Row("card.unmerge", "shaping", "KR-02", card("One form"), before=merged, closed="vote"),
    Row("card.remove", "shaping", "KR-02", card("Insure carers"), closed="vote"),
    Row(
        "card.restore",
        "shaping",
        "KR-02",
        card("One form"),
        before=does("KR-F", "card.remove", card("One form")),
        closed="vote",
    ),
    Row("card.reveal", "gathering", "KR-01", unlike="RES-1"),
    Row("card.check", "seated", "KR-F", before=rude, unlike="KR-01", closed="shape"),
    Row(
        "card.hold",
        "seated",
        "KR-F",
        card("Go home", reason="It insults people."),
        before=rude,
        unlike="KR-01",
        closed="shape",
    ),
    Row("comment.add", "shaping", "KR-02", card("One form", text="Which one?"), closed="gather"),
    Row("comment.remove", "shaping", "KR-04", lambda p: {"comment": p.comment("Who pays?")}, closed="gather"),
    Row("reaction.toggle", "shaping", "KR-02", card("One form", reaction="agree"), closed="gather"),
    Row(
        "finding.cite",
        "shaping",
        "KR-02",
        lambda p: {"card": p.card("Insure carers"), "finding": p.finding("F-KR-02")},
        closed="vote",
    ),
    Row(
        "finding.uncite",
        "shaping",
        "KR-02",
        lambda p: {"card": p.card("Insure carers"), "finding": p.finding("F-KR-02")},
        before=lambda p: p.do("KR-F", "finding.cite", card=p.card("Insure carers"), finding=p.finding("F-KR-02")),
        closed="vote",
    ),
    Row(
        "note.add",
        "seated",
        "KR-02",
        lambda p: {"text": "The old harbour lives again."},
        before=lambda p: p.go("listen"),
        closed="vote",
    ),
    # Voting.
    Row(
        "poll.open",
        "shaping",
        "KR-F",
        lambda p: {"method": "dots", "settings": {"budget": 2, "adopt": 1}, "breakdown": "safe"},
        unlike="KR-01",
        bad={"settings": [[], "dots", {"colour": 1}, {"budget": 0}, {"self_votes": "no"}]},
    ),
    Row("poll.entitle", "voting", "KR-F", lambda p: poll(entitled=False)(p) | seat("KR-06")(p), unlike="KR-01"),
    Row(
        "ballot.cast",
        "voting",
        "KR-02",
        lambda p: {"poll": p.poll(), "choices": {p.card("One form"): 1}},
        unlike="RES-1",
        bad={"choices": [[], 3, {"00000000-0000-4000-8000-000000000000": 1}]},
    ),
    Row("ballot.withdraw", "voting", "KR-01", poll(), unlike="RES-1"),
    Row("poll.remind", "voting", "KR-F", poll(), unlike="KR-01"),
    Row("poll.close", "voting", "KR-F", poll(), unlike="KR-01"),
    Row("poll.reveal", "voting", "KR-F", poll(), before=does("KR-F", "poll.close", poll()), unlike="KR-01"),
    Row("poll.cancel", "voting", "KR-F", poll(), unlike="KR-01"),
    # The agenda.
    Row(
        "measure.adopt",
        "counted",
        "KR-F",
        lambda p: {"cards": [p.card("Insure carers"), p.card("Map the villages")]},
        unlike="KR-01",
    ),
    Row(
        "measure.assign",
        "planning",
        "KR-02",
        lambda p: {"measure": p.measure("Insure carers"), "members": [p.seat["KR-04"], p.seat["KR-02"]]},
        closed="shape",
    ),
    Row("measure.move", "planning", "KR-F", measure("One form", after=None), unlike="KR-01"),
    Row("measure.drop", "planning", "KR-F", measure("One form"), unlike="KR-01"),
    Row(
        "measure.restore",
        "planning",
        "KR-F",
        lambda p: {"measure": p.left},
        before=dropped,
        unlike="KR-01",
    ),
    Row(
        "measure.set",
        "planning",
        "KR-02",
        measure("Insure carers", field="by_when", value="2021-06-30"),
        closed="shape",
        bad={"value": [7, "soon", ["2021-06-30"], {}]},
    ),
    Row("check.waive", "planning", "KR-F", measure("One form", reason="It costs nothing."), unlike="KR-01"),
    Row(
        "declaration.endorse",
        "declaring",
        "KR-02",
        lambda p: {"level": 3, "reservation": "The budget is thin.", "signed": "group"},
        closed="plan",
    ),
    Row(
        "declaration.reveal",
        "declaring",
        "KR-F",
        before=does("KR-01", "declaration.endorse", lambda p: {"level": 1}),
        unlike="KR-01",
    ),
    Row(
        "declaration.declare",
        "declaring",
        "KR-01",
        lambda p: {"waive": "The others had to leave."},
        before=does("KR-02", "declaration.endorse", lambda p: {"level": 8}),
        closed="plan",
        unlike="KR-02",
    ),
    Row(
        "declaration.reopen",
        "declared",
        "KR-01",
        lambda p: {"reason": "A figure was wrong.", "kind": "substance"},
        unlike="KR-F",
    ),
    Row(
        "reservation.remove",
        "declared",
        "KR-F",
        lambda p: {"number": 1, "reason": "It names a person."},
        unlike="KR-01",
    ),
    # Visitors.
    Row(
        "visit.comment",
        "planning",
        "JP-01",
        measure("One form", text="We have such a form, and can lend it.", offer=True),
        before=visited,
        **VISIT,
    ),
    Row("visit.remove", "planning", "JP-01", lambda p: {"comment": p.said}, before=commented, **VISIT),
    # People.
    Row("ready.set", "gathering", "KR-02", lambda p: {"done": "passed"}, unlike="RES-1", bad={"done": [1, "no", None]}),
    Row("member.nudge", "gathering", "KR-F", seat("KR-02"), unlike="KR-01"),
    Row("hand.raise", "gathering", "KR-02", lambda p: {"note": "My screen is dark."}, unlike="RES-1"),
    Row("hand.lower", "gathering", "KR-02", before=does("KR-02", "hand.raise", lambda p: {"note": ""}), unlike="RES-1"),
)


def joint(people, *steps):
    """A vote over all rooms has been opened in KR; then what else is to be done with it."""
    dots = {"method": "dots", "settings": {"budget": 2, "adopt": 1}, "rooms": [people.room["KR"]]}
    answer = people.ask("KR-F", "poll.open", dots, scope="workshop")
    people.joint = answer.data["poll"]
    for type in steps:
        people.ask("KR-F", type, {"poll": people.joint}, scope="workshop")


def over_rooms(type, *steps):
    """About a vote over all rooms, after these steps."""
    about = {"before": lambda people: joint(people, *steps), "data": lambda people: {"poll": people.joint}}
    return Row(type, "planning", "KR-F", **about, unlike="KR-01", elsewhere="JP-F", joint=True)


def roster(people):
    new = {"reference": "KR-07", "name": "Delegate KR-07", "room": "KR", "role": "participant", "language": "ko"}
    known = {"reference": "KR-06", "name": "Delegate KR-06", "room": "KR", "perspective": "researchers"}
    return {"rows": [new, known]}


def finding(people):
    return {"room": people.room["KR"], "code": "F-KR-03", "text": "Two towns care for the old.", "kind": "practice"}


def come_back(people):
    people.go("plenary")


def wonder(people):
    come_back(people)
    people.asked = people.do("KR-02", "question.ask", text="Who pays?").data["question"]


def findings(people):
    new = {"code": "F-ALL-02", "text": "Women do three hours of unpaid work in four.", "day": 1}
    known = {"code": "F-KR-02", "room": "KR", "text": "Few domestic workers are insured.", "kind": "challenge"}
    return {"rows": [new, known]}


WORKSHOP = (
    Row("stage.start", "shaping", "KR-F", stage("vote"), unlike="KR-01", elsewhere="JP-F"),
    Row("timer.start", "shaping", "KR-F", here(seconds=90), unlike="KR-01", elsewhere="JP-F"),
    Row("timer.add", "shaping", "KR-F", here(seconds=60), unlike="KR-01", elsewhere="JP-F"),
    Row("timer.pause", "shaping", "KR-F", here(), unlike="KR-01", elsewhere="JP-F"),
    Row("timer.clear", "shaping", "KR-F", here(), unlike="KR-01", elsewhere="JP-F"),
    Row(
        "timer.restore",
        "shaping",
        "KR-F",
        here(),
        unlike="KR-01",
        elsewhere="JP-F",
        before=does("KR-F", "timer.clear", here()),
    ),
    Row("announcement.post", "shaping", "KR-F", here(text="Five more minutes."), unlike="KR-01", elsewhere="JP-F"),
    Row(
        "announcement.withdraw",
        "shaping",
        "KR-F",
        here(),
        before=lambda p: p.do("KR-F", "announcement.post", rooms=[p.room["KR"]], stock="five_minutes"),
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row("room.lock", "shaping", "KR-F", here(locked=True), unlike="KR-01", elsewhere="JP-F"),
    Row(
        "workshop.change",
        "seated",
        "ORG",
        lambda p: {"title": "The third day", "measures_max": 3, "starts_at": "2021-03-31T05:00:00Z"},
        unlike="ALL-F",
    ),
    Row("code.renew", "seated", "ORG", unlike="ALL-F"),
    Row(
        "members.remove",
        "shaping",
        "KR-F",
        lambda p: {"members": [p.seat["KR-02"], p.seat["KR-03"]]},
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row(
        "members.restore",
        "shaping",
        "KR-F",
        lambda p: {"members": [p.seat["KR-02"]]},
        does("KR-F", "members.remove", lambda p: {"members": [p.seat["KR-02"], p.seat["KR-03"]]}),
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row("room.add", "seated", "ORG", lambda p: {"name": "Indonesia", "country": "ID"}, unlike="ALL-F"),
    Row(
        "room.change",
        "seated",
        "ORG",
        lambda p: {"room": p.room["KR"], "name": "Korea", "call_url": "https://call.example.org/kr"},
        unlike="ALL-F",
    ),
    Row("room.remove", "seated", "ORG", lambda p: {"room": p.room["ID"]}, a_room_too_many, unlike="ALL-F"),
    Row(
        "stage.change",
        "shaping",
        "ORG",
        lambda p: {"stage": p.stage["shape"], "title": "Tidy up", "minutes": 40, "permissions": {"authors": True}},
        unlike="ALL-F",
    ),
    Row("stage.add", "shaping", "ORG", lambda p: {"kind": "break", "after": p.stage["shape"]}, unlike="ALL-F"),
    Row(
        "stage.move",
        "shaping",
        "ORG",
        lambda p: {"stage": p.stage["break"], "after": p.stage["gather"]},
        unlike="ALL-F",
    ),
    Row("stage.remove", "shaping", "ORG", lambda p: {"stage": p.stage["visit"]}, unlike="ALL-F"),
    Row("roster.set", "shaping", "ORG", roster, unlike="ALL-F", bad={"rows": [{}, "KR-07", [{"reference": "KR-07"}]]}),
    Row("finding.add", "shaping", "KR-F", finding, unlike="KR-01", elsewhere="JP-F"),
    Row(
        "finding.change",
        "shaping",
        "KR-F",
        lambda p: {"finding": p.finding("F-KR-02"), "text": "Few carers are insured.", "source": "Day 1"},
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row("finding.set", "shaping", "ORG", findings, unlike="ALL-F", bad={"rows": [{}, "F-1", [{"code": "F-1"}]]}),
    Row(
        "finding.remove",
        "shaping",
        "KR-F",
        lambda p: {"finding": p.finding("F-KR-02")},
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row(
        "member.move",
        "shaping",
        "ALL-F",
        lambda p: seat("KR-02", room=p.room["JP"])(p),
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row(
        "member.change",
        "shaping",
        "KR-F",
        seat("KR-02", duties=["rapporteur", "translator"]),
        unlike="KR-01",
        bad={"duties": ["chair", ["king"], None, [[]]]},
        elsewhere="JP-F",
    ),
    Row("member.remove", "shaping", "KR-F", seat("KR-02"), unlike="KR-01", elsewhere="JP-F"),
    Row(
        "member.answer",
        "shaping",
        "KR-F",
        seat("KR-02", answer="declined"),
        unlike="KR-01",
        elsewhere="JP-F",
    ),
    Row("member.try", "shaping", "KR-02", lambda p: {"step": "line", "result": "slow"}, unlike="KR-F"),
    Row("member.renew", "shaping", "KR-F", seat("KR-02"), unlike="KR-01", elsewhere="JP-F"),
    Row(
        "visit.plan",
        "planning",
        "ALL-F",
        lambda p: {"visits": {p.room["KR"]: p.room["JP"], p.room["JP"]: p.room["KR"]}},
        unlike="KR-F",
    ),
    # The plenary.
    Row(
        "plenary.show",
        "declared",
        "ALL-F",
        lambda p: {"view": "agenda", "room": p.room["KR"], "seconds": 300},
        unlike="KR-F",
    ),
    Row("question.ask", "declared", "KR-02", lambda p: {"text": "누가 내나요?"}, before=come_back, closed="plan"),
    Row(
        "question.set",
        "declared",
        "ALL-F",
        lambda p: {"question": p.asked, "state": "shown"},
        before=wonder,
        unlike="KR-F",
    ),
    Row("applause.give", "declared", "KR-02", before=come_back, closed="plan"),
)
JOINT = (
    Row(
        "poll.open",
        "planning",
        "KR-F",
        here(method="dots", settings={"budget": 2, "adopt": 1}, breakdown="safe"),
        unlike="KR-01",
        bad={"settings": [[], "dots", {"colour": 1}, {"budget": 0}, {"self_votes": "no"}]},
        elsewhere="JP-F",
        joint=True,
    ),
    over_rooms("poll.close"),
    over_rooms("poll.reveal", "poll.close"),
    over_rooms("poll.cancel"),
    over_rooms("poll.remind"),
)
ROWS = {row.type: row for row in (*ROOM, *WORKSHOP)} | {f"{row.type} over all rooms": row for row in JOINT}
