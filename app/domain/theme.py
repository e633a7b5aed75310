"""Themes: the columns of a board."""

from sqlalchemy import func, or_, select

from app.catalogue import N_
from app.domain import access, order
from app.domain.agenda import theme_part
from app.domain.command import NOTHING, Inverse, Outcome, command, thing
from app.domain.fields import Id, Text
from app.refusals import TooLarge
from app.storage.tables import Card, Theme

LAST = "last"


@command(
    "theme.add",
    may=access.stage_lets("arrange"),
    authored=True,
    title=Text(required=True, filled=True),
    after=Id(allow_none=True),
)
def add(call, *, title, after=LAST):
    count = call.session.scalar(select(func.count()).where(Theme.room_id == call.room.id))
    if count >= call.limits.themes:
        raise TooLarge(N_("At most {most} themes fit on a board"), most=call.limits.themes)
    theme = Theme(id=call.id, room_id=call.room.id, title=title, position=place(call, Theme, after))
    call.session.add(theme)
    inverse = Inverse([("theme.remove", {"theme": theme.id})], [("theme", theme.id, {"title": title})])
    told = {"theme": theme.id, "put": {"themes": [theme_part(theme)]}}
    return Outcome(told, answer={"theme": theme.id}, inverse=inverse)


@command(
    "theme.rename",
    may=access.stage_lets("arrange"),
    authored=True,
    theme=Id(required=True),
    title=Text(required=True, filled=True),
)
def rename(call, *, theme, title):
    found = of(call, theme)
    if found.title == title:
        return NOTHING
    back = ("theme.rename", {"theme": theme, "title": found.title})
    found.title = title
    inverse = Inverse([back], [("theme", theme, {"title": title})])
    return Outcome({"theme": theme, "put": {"themes": [{"id": theme, "title": title}]}}, inverse=inverse)


@command(
    "theme.move", may=access.stage_lets("arrange"), authored=True, theme=Id(required=True), after=Id(allow_none=True)
)
def move(call, *, theme, after=LAST):
    found = of(call, theme)
    position = found.position if after == theme else place(call, Theme, after, Theme.id != theme)
    if found.position == position:
        return NOTHING
    before = select(Theme.id).where(Theme.room_id == call.room.id, Theme.position < found.position)
    back = {"theme": theme, "after": call.session.scalar(before.order_by(Theme.position.desc()).limit(1))}
    found.position = position
    inverse = Inverse([("theme.move", back)], [("theme", theme, {"position": position})])
    return Outcome({"theme": theme, "put": {"themes": [{"id": theme, "position": position}]}}, inverse=inverse)


@command("theme.remove", may=access.stage_lets("arrange"), authored=True, theme=Id(required=True))
def remove(call, *, theme):
    """The theme goes, its cards go to the tray, behind what is there and in their order."""
    found = of(call, theme)
    # The public ones first: their places do not tell how many private ones come along.
    its = select(Card).where(Card.theme_id == theme).order_by(Card.private, Card.position, Card.id)
    cards = call.session.scalars(its).all()
    for card in cards:  # with their old places some would share one with a card of the tray
        public = Card.private.is_(False)
        seen = or_(public, Card.author_id == card.author_id) if card.private else public
        card.position = place(call, Card, LAST, Card.theme_id.is_(None), seen)
        card.theme_id = None
        call.session.flush()
    call.session.delete(found)
    rows = [{"id": card.id, "theme": None, "position": card.position} for card in cards if not card.private]
    writers = tuple({card.author_id for card in cards if card.private and card.author_id})
    return Outcome({"theme": theme, "drop": {"themes": [theme]}, "put": {"cards": rows}}, mine=writers)


def of(call, theme):
    return thing(call.session.get(Theme, theme), call.room)


def place(call, table, after, *among):
    """A position in `table` behind the row `after` (None: first, LAST: last), among the room's rows fitting `among`."""
    siblings = select(table.position).where(table.room_id == call.room.id, *among)
    if after == LAST:
        return order.between(call.session.scalar(siblings.order_by(table.position.desc()).limit(1)), None)
    before = None
    if after is not None:
        before = thing(call.session.get(table, after), call.room).position
        siblings = siblings.where(table.position > before)
    return order.between(before, call.session.scalar(siblings.order_by(table.position).limit(1)))
