"""The Korean room of the demo, brought from stage to stage by programs, for screens that are looked at."""

from itertools import cycle

from tests.live.workshop import demo_cards

CARDS = [row for row in demo_cards() if row["room"] == "KR"]
INSURANCE = CARDS[0]["title"]
SPEAKS_FOR = {
    "government": ["KR-01"],
    "employers": ["KR-02", "KR-03"],
    "workers": ["KR-05", "KR-04"],
    "practitioners": ["KR-06"],
    "researchers": ["KR-07"],
}
VOTERS = ("KR-01", "KR-02", "KR-03", "KR-05", "KR-06", "KR-07")
PLAN = {
    "lead": "고용노동부 · Ministry of Employment and Labour",
    "money": "Employment insurance fund; matched by the provinces from the second year on",
    "indicator": "Domestic and platform workers insured through certified cooperatives",
    "baseline": "2 %",
    "target": "30 %",
    "first_step": "The working group of insurers and cooperatives meets in April; the ministry invites.",
}
PREAMBLE = (
    "We, delegates of government, employers, workers, practitioners and researchers of the Republic of Korea, met on "
    "31 March 2021. We agree that the social and solidarity economy can carry a part of the way to formal work."
)
PREAMBLE_KO = (
    "우리는 2021년 3월 31일에 모여 사회연대경제가 공식 경제로 가는 길의 한 부분을 맡을 수 있다는 데 뜻을 모았다."
)
STANDS = {"KR-01": 2, "KR-02": 3, "KR-03": 1, "KR-05": 1, "KR-06": 1, "KR-07": 4}
RESERVATION = "The insurers have to be heard before the share of cooperatives is fixed."


class Korea:
    """`workshop` is one like the demo. Each method brings the room one stage further; `id` is the room's."""

    def __init__(self, workshop):
        self.workshop, self.id = workshop, workshop.rooms["KR"]
        for who in VOTERS:
            workshop.http(who)
        self.themes = {theme["title"]: theme["id"] for theme in self.snapshot()["themes"]}

    def snapshot(self):
        return self.workshop.snapshot()

    def run(self, type, **data):
        """A command of the organiser in this room."""
        return self.workshop.organiser.room(self.id, type, **data)["data"]

    def by(self, reference, type, **data):
        return self.workshop.http(reference).room(self.id, type, **data)["data"]

    def start(self, kind, title=None):
        self.workshop.start(kind, "KR", title=title)

    def gather(self):
        self.start("gather")
        speakers = {group: cycle(references) for group, references in SPEAKS_FOR.items()}
        for row in CARDS:
            words = {name: row[name] for name in ("title", "body", "gloss", "language") if row[name]}
            self.by(next(speakers[row["perspective"]]), "card.add", **words, theme=self.themes[row["theme"]])

    def shape(self):
        self.run("card.reveal")
        self.start("shape")
        known = {card["title"]: card["id"] for card in self.snapshot()["cards"]}
        insure, _, contract, lease, match, catering, *_ = ids = [known[row["title"]] for row in CARDS]
        finding = next(each["id"] for each in self.snapshot()["findings"] if each["code"] == "F-KR-03")
        for card in (insure, contract, match):
            self.run("finding.cite", card=card, finding=finding)
        self.run("card.merge", into=catering, cards=[lease])
        self.by("KR-06", "comment.add", card=insure, text="Who is the employer where the platform is abroad?")
        self.by("KR-01", "comment.add", card=insure, text="보험료를 누가 모으는지도 적어 둡시다.")
        for who in ("KR-01", "KR-02", "KR-06"):
            self.by(who, "reaction.toggle", card=insure, reaction="agree")
        self.by("KR-05", "card.add", title="Antidisestablishmentarianism" * 3 + " in one word without a break")
        self.votable = [card for card in ids if card != lease]

    def vote(self):
        """Open, by group; everybody but KR-04 has voted."""
        self.start("vote")
        settings = {"budget": 4, "per_card": 2, "adopt": 3}
        self.poll = self.run("poll.open", method="dots", settings=settings, breakdown="open")["poll"]
        first, *rest = self.votable
        for n, who in enumerate(VOTERS):
            choices = {first: 1 + n % 2, rest[n % 2]: 1, rest[3]: n % 2}
            self.by(who, "ballot.cast", poll=self.poll, choices={card: dots for card, dots in choices.items() if dots})

    def result(self):
        self.run("poll.close", poll=self.poll)
        self.run("poll.reveal", poll=self.poll)
        taken = next(poll for poll in self.snapshot()["polls"] if poll["id"] == self.poll)["result"]["cut"]
        self.adopted = (taken["taken"] + taken["tied"])[:3]

    def plan(self):
        """The first of three measures is complete."""
        self.run("measure.adopt", cards=self.adopted)
        self.start("plan")
        measure = self.snapshot()["measures"][0]["id"]
        line = self.workshop.sit("KR-05")
        for field, value in PLAN.items():
            line.ask("text.set", {"doc": f"measure:{measure}", "field": field, "value": value, "base": ""})
        for field, value in {
            "by_when": "2022-12-31",
            "amount": {"value": 4.2e9, "currency": "KRW"},
            "instrument": ["law", "finance", "social_dialogue"],
        }.items():
            self.by("KR-05", "measure.set", measure=measure, field=field, value=value)
        self.by("KR-05", "measure.assign", measure=measure, members=[self.workshop.member("KR-05")])
        line.until(lambda: PLAN.items() <= self.snapshot()["measures"][0]["plan"].items())

    def declare(self):
        self.start("declare")
        line = self.workshop.sit("KR-01")
        for field, value in {"preamble": PREAMBLE, "preamble_gloss": PREAMBLE_KO}.items():
            line.ask("text.set", {"doc": f"declaration:{self.id}", "field": field, "value": value, "base": ""})
        line.until(lambda: self.snapshot()["declaration"]["preamble_gloss"])

    def agree(self):
        """Everybody but KR-04 has said how far they agree."""
        for who, level in STANDS.items():
            said = {"reservation": RESERVATION, "signed": "group"} if level == 3 else {}
            self.by(who, "declaration.endorse", level=level, **said)

    def declared(self):
        self.run("declaration.reveal")
        self.run("declaration.declare")
