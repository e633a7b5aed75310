"""A day in which everything happens that an export can tell of."""

from app.domain.archive import archive
from app.export import formats
from app.storage.tables import Workshop
from tests.domain.people import FORMAL

CARDS = ("Insure carers", "One form ", "Map the villages", "A fund for returners")
METHODS = {
    "dots": ({"budget": 3, "per_card": 2}, lambda a, b: {a: 2, b: 1}),
    "approval": ({}, lambda a, b: [a]),
    "score": ({}, lambda a, b: {a: 5, b: 0}),
    "gradients": ({}, lambda a, b: {a: 1, b: 4}),
    "matrix": ({}, lambda a, b: {a: {"impact": 5, "feasibility": 2}}),
    "rank": ({"count": "borda"}, lambda a, b: [[b], [a]]),
}


def whole_day(people):
    """From the scene `shaping`, with sixteen delegates in KR: both rooms write, vote, plan, visit and declare."""
    _written(people)
    for method in METHODS:
        _voted(people, method)
    _planned(people)
    _together(people)
    people.do("ALL-F", "visit.plan", visits={people.room["JP"]: people.room["KR"]})
    people.go("visit", at="JP")
    measure = people.measure("One form, online")
    people.do("JP-01", "visit.comment", measure=measure, text="We have one: 한 장.", offer=True)
    people.do("JP-02", "visit.comment", measure=measure, text="Show us?", request=True)
    _declared(people)
    people.do("KR-F", "finding.add", code="F-KR-09", room=people.room["KR"], text="Found on the way.")


def _written(people):
    people.go("shape", at="JP")
    for title, theme in (("Local currency", None), ("Cold storage", people.theme(FORMAL, at="JP"))):
        people.write("JP-01", title, at="JP", theme=theme)
    people.write("KR-05", "Too late?", late=True)
    for title in ("Merged", "Removed"):
        people.write("KR-02", title, body="Why not?", theme=people.theme(FORMAL))
    people.do("KR-F", "card.merge", into=people.card("One form"), cards=[people.card("Merged")])
    people.do("KR-F", "card.remove", card=people.card("Removed"))
    for who, reaction in (("KR-01", "agree"), ("KR-02", "agree"), ("KR-03", "question")):
        people.do(who, "reaction.toggle", card=people.card("Insure carers"), reaction=reaction)
    people.do("KR-F", "finding.cite", card=people.card("One form"), finding=people.finding("F-KR-02"))
    people.do("KR-F", "finding.cite", card=people.card("One form"), finding=people.finding("F-ALL-01"))
    people.do("KR-03", "comment.add", card=people.card("One form"), text="Whose?")
    doc = f"card:{people.card('One form')}"
    people.type("KR-F", doc, "title", 8, " ")
    people.house("text.save", doc=doc)


def _voted(people, method, cards=None):
    settings, choices = METHODS[method]
    ids = [people.card(title) for title in CARDS]
    breakdown = "open" if method != "approval" else "none"
    poll = people.open_poll(method=method, settings=settings, cards=cards or ids, breakdown=breakdown)
    for n in range(1, 17):
        people.do(f"KR-{n:02}", "ballot.cast", poll=poll, choices=choices(*ids[n % 3 :][:2]), receipt=f"{n:032x}")
    people.do("KR-F", "poll.close", poll=poll)
    people.do("KR-F", "poll.reveal", poll=poll)


def _planned(people):
    people.do("KR-F", "measure.adopt", cards=[people.card("One form "), people.card("Insure carers")])
    people.do("KR-F", "measure.adopt", cards=[people.card("Map the villages")])
    people.do("JP-F", "measure.adopt", at="JP", cards=[people.card("Cold storage")])
    people.go("plan").go("plan", at="JP")
    measure = people.measure("One form ")
    for field, at, words in (
        ("what", 9, "online"),
        ("what", 8, ","),
        ("lead", 0, "산업부"),
        ("target_gloss", 0, "one"),
    ):
        people.type("KR-F", f"measure:{measure}", field, at, words)
    people.house("text.save", doc=f"measure:{measure}")
    measure = people.measure("One form, online")
    for field, value in (
        ("by_when", "2022-06-30"),
        ("instrument", ["law", "data"]),
        ("amount", {"value": 1.5e9, "currency": "KRW"}),
    ):
        people.do("KR-F", "measure.set", measure=measure, field=field, value=value)
    people.do("KR-F", "check.waive", measure=people.measure("Insure carers"), reason="It is law already.")
    people.do("KR-F", "measure.assign", measure=measure, members=[people.seat["KR-01"]])


def _together(people):
    """One vote over both rooms is revealed, one of its measures dropped; another is given up, a third only closed."""
    measures = [people.measure(what) for what in ("One form, online", "Map the villages", "Cold storage")]
    for deed in ("poll.reveal", "poll.cancel", None):
        joint = people.ask("ALL-F", "poll.open", {"method": "gradients", "cards": measures}, scope="workshop")
        for at, who in (("KR", "KR-01"), ("JP", "JP-01")):
            share = people.snapshot(at=at)["polls"][-1]["id"]
            people.do(who, "ballot.cast", at=at, poll=share, choices={measures[0]: 2, measures[2]: 7})
        if deed:
            people.ask("ALL-F", "poll.close", {"poll": joint.data["poll"]}, scope="workshop")
            people.ask("ALL-F", deed, {"poll": joint.data["poll"]}, scope="workshop")
    people.ask("ALL-F", "poll.close", {"poll": joint.data["poll"]}, scope="workshop")
    people.do("KR-F", "measure.drop", measure=people.measure("Map the villages"))


def _declared(people):
    """KR is declared, corrected, and declared again; JP has begun to say how far it agrees."""
    people.go("declare").go("declare", at="JP")
    people.type("KR-F", f"declaration:{people.room['KR']}", "preamble", 0, "Work is changing.\n\n일은 바뀐다.")
    for who in ("KR-01", "KR-02", "KR-03", "KR-04"):
        people.do(who, "declaration.endorse", level=1)
    people.do("KR-05", "declaration.endorse", level=8, reservation="Too thin.", signed="group")
    people.do("KR-06", "declaration.endorse", level=3, reservation="When?", signed="one")
    people.do("KR-01", "declaration.declare", waive="Time is up.")
    people.do("KR-01", "declaration.reopen", reason="A slip of the pen", kind="editorial")
    people.type("KR-F", f"declaration:{people.room['KR']}", "contact", 0, "KR-01")
    people.do("KR-01", "declaration.declare", waive="Time is up.")
    people.do("JP-01", "declaration.endorse", at="JP", level=2)


def exported(people, format="json", workshop=None):
    """The bytes of a workshop's export, of the one that everybody is in where none is named."""
    with people.store.reading() as session:
        told = archive(session, session.get(Workshop, workshop or people.workshop))
    return formats()[format].write(told, language="en")
