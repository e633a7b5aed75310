"""Take the pictures of the documents: `python -m tools.pictures` plays a day with the demo's cards and photographs it.

Every room is at another place of its day, so that the console shows them all; Korea goes on to the end. Needs what the
tests need. Writes docs/pictures/*.png; look at them before you keep them.
"""

import contextlib
import tempfile
from itertools import cycle
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browsers import launch
from tests.live.workshop import Workshop, demo_cards, demo_roster, demo_shape
from tests.servers import Product

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDE, DESK, PHONE = {"width": 1440, "height": 900}, {"width": 1280, "height": 800}, {"width": 390, "height": 780}
INSURANCE = "플랫폼·가사노동자를 위한 협동조합 사회보험"
FUND = "A matching fund for village cooperatives led by women and older workers"
CATERING = "농촌 마을기업 판로를 공공급식과 연결"
# The words of the plan are invented for the demo.
PLANS = {
    INSURANCE: {
        "what_gloss": "Portable social insurance for platform and domestic workers through cooperatives",
        "lead": "Ministry of Employment and Labour, with the federation of worker cooperatives",
        "by_when": "2022-06-30",
        "money": "Employment insurance fund, pilot line",
        "indicator": "Workers insured through a certified cooperative",
        "baseline": "0",
        "target": "8,000 by the end of 2023",
        "first_step": "Agree on the model contract with three pilot cooperatives",
    },
    FUND: {
        "what_gloss": "여성과 고령 노동자가 이끄는 마을 협동조합 매칭 기금",
        "lead": "Two provincial governments",
        "by_when": "2021-12-31",
        "money": "One won from the province for each won that members put in",
        "indicator": "Village cooperatives founded with the fund",
        "target": "40",
    },
    CATERING: {
        "what_gloss": "Public catering buys from village enterprises",
        "lead": "Ministry of Agriculture",
        "by_when": "2022-03-31",
        "money": "Within present budgets",
        "indicator": "Share of catering bought from village enterprises",
        "target": "10 %",
    },
}
RESTS_ON = {INSURANCE: "F-KR-03", FUND: "F-ALL-02", CATERING: "F-ALL-03"}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        product = Product(data_dir=folder, env={"OPEN_REGISTRATION": "1"}).start()
        stack.callback(product.stop)
        day = stack.enter_context(contextlib.closing(Day(product.url)))
        camera = Camera(launch(stack.enter_context(sync_playwright())), day)
        take(day, camera)


def take(day, camera):
    """The day, in the order in which it happens."""
    camera.shoot("join", f"/j/{day.code}", size=PHONE, language="en-GB")
    for country in day.rooms:
        day.gather(country)
    for country in ("ID", "JP", "MY", "PH", "KR"):
        day.shape(country)
    room = f"/rooms/{day.rooms['KR']}"
    camera.shoot("shape", room, seat="KR-04", open=INSURANCE)
    camera.shoot("shape-dark", room, seat="KR-04", scheme="dark")
    camera.shoot("shape-korean", room, seat="KR-05", language="ko-KR", open=INSURANCE)
    day.vote("JP", until="open", cast=4)
    day.vote("KR", until="open", cast=5)
    camera.shoot("vote", room, seat="KR-04", press=3)
    for country in ("PH", "MY", "KR"):
        day.vote(country)
    camera.shoot("result", f"/rooms/{day.rooms['PH']}", seat="PH-04")
    for country in ("MY", "KR"):
        day.plan(country)
    camera.shoot("plan", room, seat="KR-04")
    day.ask_for_help("ID")
    camera.shoot("console", f"/workshops/{day.id}", seat="ALL-F", size=WIDE)
    day.declare("KR")
    day.start("plenary")
    link = day.organiser.post(f"/workshops/{day.id}/screens")["link"]
    day.run("plenary.show", view="agenda", room=day.rooms["KR"], seconds=300)
    camera.shoot("screen", link.removeprefix(day.url), size=WIDE)
    camera.shoot("declaration", f"{room}/declaration", seat="KR-04", size={"width": 1200, "height": 900})


class Day(Workshop):
    """The demo's roster in the demo's rooms; everybody is here."""

    def __init__(self, url):
        super().__init__(url, demo_shape(), seats=())
        self.take_in(demo_roster() + b"ALL-F,Facilitator,,,facilitator,,en\n")
        seated = [seat for seat in self.seats if self.seats[seat]["room"]]
        self.people = dict(zip(seated, self.sit(*seated), strict=True))
        self.start("gather")

    def delegates(self, country):
        return [seat for seat in self.seats if seat.startswith(country) and not seat.endswith("F")]

    def do(self, who, type, **data):
        return self.people[who].room(self.theirs(who), type, **data)["data"]

    def lead(self, country, type, **data):
        return self.do(f"{country}-F", type, **data)

    def gather(self, country):
        """Each delegate writes cards of the own country, in private. China stays there."""
        themes = {theme["title"]: theme["id"] for theme in self.snapshot(country)["themes"]}
        writers = cycle(self.delegates(country))
        for card in (card for card in demo_cards() if card["room"] == country):
            words = {name: card[name] for name in ("title", "body", "gloss", "language")}
            self.do(next(writers), "card.add", theme=themes[card["theme"]], **words)

    def shape(self, country):
        """All cards are shown; some are tied to a finding, talked about, and found good."""
        self.lead(country, "card.reveal")
        self.start("shape", country)
        seen = self.snapshot(country)
        cards, findings = seen["cards"], seen["findings"]
        one, two, three, four, *_ = self.delegates(country)
        codes = {finding["code"]: finding["id"] for finding in findings}
        for card in cards:
            if card["title"] in RESTS_ON:
                self.do(one, "finding.cite", card=card["id"], finding=codes[RESTS_ON[card["title"]]])
        for who, card in ((one, 0), (two, 0), (three, 0), (four, 2), (two, 3), (three, 5), (one, 5)):
            self.do(who, "reaction.toggle", card=cards[card % len(cards)]["id"], reaction="agree")
        if country == "KR":
            first = next(card for card in cards if card["title"] == INSURANCE)["id"]
            self.do(two, "reaction.toggle", card=first, reaction="important")
            self.do(four, "comment.add", card=first, text="Who pays when a contract ends between two months?")
            self.do(three, "comment.add", card=first, text="협동조합이 먼저 내고 나중에 정산할 수 있습니다.")

    def vote(self, country, *, until="revealed", cast=None):
        """Dots. `cast`: how many have voted so far; all of them where the result is to be shown."""
        poll = self.snapshot(country)["polls"][-1:]
        if not poll:
            self.start("vote", country)
            self.lead(country, "poll.open", method="dots")
            poll = self.snapshot(country)["polls"][-1:]
        id, settings, cards = poll[0]["id"], poll[0]["settings"], poll[0]["cards"]
        wording = poll[0]["wording"]
        liked = sorted(cards, key=lambda card: [*PLANS, wording[card]].index(wording[card]))
        for n, who in enumerate(self.delegates(country)[:cast]):
            if who != "KR-04" or until == "revealed":
                self.do(who, "ballot.cast", poll=id, choices=dict.fromkeys(_ballot(n, liked, settings["budget"]), 1))
        if until == "revealed":
            self.lead(country, "poll.close", poll=id)
            self.lead(country, "poll.reveal", poll=id)

    def plan(self, country):
        """The three that came first become measures; in Korea their plans are under way."""
        result = self.snapshot(country)["polls"][-1]["result"]
        cut = result["cut"]
        chosen = (cut["taken"] + cut["tied"])[:3]
        self.start("plan", country)
        measures = self.lead(country, "measure.adopt", cards=chosen)["measures"]
        if country != "KR":
            return
        for measure in self.snapshot(country)["measures"]:
            plan, doc = measure["plan"], f"measure:{measure['id']}"
            for field, value in PLANS[plan["what"]].items():
                if field == "by_when":
                    self.do("KR-04", "measure.set", measure=measure["id"], field=field, value=value)
                else:
                    given = {"doc": doc, "field": field, "value": value, "base": plan.get(field, "")}
                    self.people["KR-05"].ask("text.set", given)
        money = {"value": 4_200_000_000, "currency": "KRW"}
        self.do("KR-04", "measure.set", measure=measures[0], field="amount", value=money)
        self.do("KR-04", "measure.set", measure=measures[0], field="instrument", value=["law", "finance"])
        for measure, pair in zip(measures, (("KR-04", "KR-06"), ("KR-02", "KR-05"), ("KR-01", "KR-07")), strict=False):
            self.do("KR-04", "measure.assign", measure=measure, members=[self.member(who) for who in pair])
        self.saved(country)

    def saved(self, country):
        """Wait until what was typed is in the room."""
        lead = self.people[f"{country}-F"]
        lead.until(lambda: not any(measure["missing"] for measure in self.snapshot(country)["measures"]))

    def ask_for_help(self, country):
        self.do(self.delegates(country)[0], "hand.raise", note="Our translator has lost the sound")

    def declare(self, country):
        """Korea states how far it agrees, and declares."""
        self.start("declare", country)
        doc = f"declaration:{self.rooms[country]}"
        self.people["KR-01"].ask(
            "text.set",
            {
                **{"doc": doc, "field": "preamble", "base": ""},
                "value": "We, the delegates of the Republic of Korea, want the social and solidarity economy to carry "
                "those whom neither the market nor the labour law reaches today.",
            },
        )
        levels = {"KR-01": 1, "KR-02": 3, "KR-03": 2, "KR-04": 1, "KR-05": 1, "KR-06": 2, "KR-07": 4}
        reservation = "The fund needs a ceiling for each village."
        for who, level in levels.items():
            said = {"reservation": reservation, "signed": "group"} if level == 3 else {}
            self.do(who, "declaration.endorse", level=level, **said)
        self.lead(country, "declaration.reveal")
        self.lead(country, "declaration.declare")


def _ballot(n, liked, dots):
    """What the nth delegate chooses: most of the first three, and something else for the rest."""
    mine = [card for k, card in enumerate(liked[:3]) if (n, k) not in ((1, 2), (3, 1), (4, 2))][:dots]
    rest = liked[3:]
    return mine + [rest[(n + k) % len(rest)] for k in range(dots - len(mine))]


class Camera:
    def __init__(self, browser, day):
        self.browser, self.day = browser, day

    def shoot(self, name, path, *, seat=None, language="en-GB", size=DESK, scheme="light", **deeds):
        """One picture of a page, seen by whoever comes by the link of a seat, or by nobody in particular."""
        context = self.browser.new_context(locale=language, viewport=size, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        if seat:
            page.goto(self.day.seats[seat]["link"])
            page.locator("main select[name=language]").select_option(language[:2])
            page.locator("main form button.cta").click()
            page.wait_for_url("**/rooms/**" if self.day.seats[seat]["room"] else "**/workshops/**")
        page.goto(self.day.url + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        self._do(page, **deeds)
        page.wait_for_timeout(800)
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()
        print(f"{name}.png  {(FOLDER / f'{name}.png').stat().st_size // 1000} kB")

    def _do(self, page, *, open=None, press=0):
        """open: the title of a card to look into; press: how many dots to give away, on cards here and there."""
        if open:
            page.get_by_role("button", name=open, exact=True).first.click()
        for n in range(press):
            page.locator("[data-part=dot]").nth(3 * n).click()
        if press:
            page.evaluate("document.querySelectorAll('*').forEach((each) => (each.scrollTop = 0))")


if __name__ == "__main__":
    main()
