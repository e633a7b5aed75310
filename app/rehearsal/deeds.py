"""What a simulated delegate does in each kind of stage. Where a kind is not named here, one only arrives."""

import asyncio

from app.rehearsal import ballots, texts

WRITTEN_S = 1.0
IN_PLENARY = ("plenary", "follow")
"""Where one hears what the big screen shows."""


async def arrive(delegate):
    """Read what is there."""
    await delegate.think(60)


async def note(delegate):
    await delegate.think(120)
    await delegate.do("note.add", text=delegate.dice.choice(texts.NOTES))


async def gather(delegate):
    """Write the own share of cards; who is interrupted goes on with the next one."""
    themes = {theme["title"]: theme["id"] for theme in delegate.snapshot["themes"]}
    while delegate.texts:
        card = delegate.texts[0]
        await delegate.line.io.emit("presence", {"room": delegate.room, "typing": True})
        await delegate.think(90)
        theme = themes.get(card["theme"]) or next(iter(themes.values()), None)
        await delegate.do("card.add", theme=theme, **texts.words(card))
        delegate.texts.pop(0)


async def shape(delegate):
    """Comment on a card, move one, tie one to a finding; the first delegate also puts two together."""
    cards = _cards(delegate)
    if not cards:
        return
    await delegate.think(120)
    await delegate.do("comment.add", card=delegate.dice.choice(cards), text=delegate.dice.choice(texts.COMMENTS))
    await delegate.think(120)
    if delegate.snapshot["themes"]:
        theme = delegate.dice.choice(delegate.snapshot["themes"])["id"]
        await delegate.do("card.move", card=delegate.dice.choice(cards), theme=theme)
    for finding in delegate.snapshot["findings"][delegate.seat :: delegate.seats]:
        await delegate.think(60)
        await delegate.do("finding.cite", card=delegate.dice.choice(cards), finding=finding["id"])
    if delegate.seat == 0 and len(cards) > 4:
        into, other = delegate.dice.sample(cards, 2)
        await delegate.do("card.merge", into=into, cards=[other])


def _cards(delegate):
    return [card["id"] for card in delegate.snapshot["cards"] if not card["removed"] and not card["merged_into"]]


async def vote(delegate):
    """Cast in the open polls one may vote in, and now and then think better of it."""
    for poll in delegate.snapshot["polls"]:
        if poll["state"] == "open" and poll["id"] in delegate.mine["entitled"]:
            for _ in range(delegate.dice.choice((1, 1, 2))):
                await delegate.think(60)
                choices = ballots.METHODS[poll["method"]](poll["cards"], poll["settings"], delegate.dice)
                await delegate.do("ballot.cast", poll=poll["id"], choices=choices)


async def plan(delegate):
    """Every field of every measure falls to somebody; what somebody else has written stays."""
    fields = [(measure, field) for measure in delegate.snapshot["measures"] for field in (*texts.PLAN, "by_when")]
    for measure, field in fields[delegate.seat :: delegate.seats]:
        await delegate.think(90)
        if field == "by_when":
            when = f"{2022 + delegate.dice.randint(0, 2)}-{delegate.dice.randint(1, 12):02}-01"
            await delegate.do("measure.set", measure=measure["id"], field=field, value=when)
        elif not measure["plan"].get(field):
            await delegate.write(f"measure:{measure['id']}", field, texts.PLAN[field])


async def visit(delegate):
    """Read the room that one's own is to visit; comment on one of its measures, offer something or ask for help."""
    host = delegate.snapshot["visit"]
    read = host and await delegate.read(host["id"])
    await delegate.think(180)
    if read and read["measures"]:
        measure = delegate.dice.choice(read["measures"])["id"]
        await delegate.do_in(host["id"], "visit.comment", measure=measure, **delegate.dice.choice(texts.VISITS))


async def declare(delegate):
    """The first delegate writes the preamble; everybody says how far they agree.

    Whoever agrees first fixes the text, so that however fast the rehearsal goes the others let it be written.
    """
    if delegate.seat:
        await asyncio.sleep(WRITTEN_S)
    elif not delegate.snapshot["declaration"]["preamble"]:
        await delegate.think(120)
        await delegate.write(f"declaration:{delegate.room}", "preamble", texts.PREAMBLE)
    await delegate.think(300)
    await delegate.do("declaration.endorse", level=delegate.dice.choices(range(1, 5), (10, 6, 3, 1))[0])


async def ask(delegate):
    """The first delegate of a room has a question to all."""
    await delegate.think(60)
    if delegate.seat == 0:
        await delegate.do_in_hall("question.ask", text=delegate.dice.choice(texts.QUESTIONS))


async def applaud(delegate):
    """Most applaud what the big screen shows."""
    await delegate.think(10)
    if delegate.dice.random() < 0.8:
        await delegate.do_in_hall("applause.give")


KINDS = {
    "listen": note,
    "gather": gather,
    "shape": shape,
    "plan": plan,
    "visit": visit,
    "declare": declare,
    "plenary": ask,
}
