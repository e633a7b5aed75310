"""Themes: the columns of a board."""

from functools import cache

from sqlalchemy import bindparam, func, or_, select

from app.catalogue import N_
from app.domain import access, order
from app.domain.agenda import theme_part
from app.domain.command import NOTHING, Inverse, Outcome, command, thing
from app.domain.fields import Free, Id, Text
from app.refusals import TooLarge
from app.storage import rows
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
    _room_left(call)
    theme = Theme(id=call.id, room_id=call.room.id, title=title, position=place(call, Theme, after))
    call.session.add(theme)
    inverse = Inverse([("theme.remove", {"theme": theme.id})], [("theme", theme.id, {"title": title})])
    told = {"theme": theme.id, "put": {"themes": [theme_part(theme)]}}
    return Outcome(told, answer={"theme": theme.id}, inverse=inverse)


def _room_left(call):
    count = call.session.scalar(select(func.count()).where(Theme.room_id == call.room.id))
    if count >= call.limits.themes:
        raise TooLarge(N_("At most {most} themes fit on a board"), most=call.limits.themes)


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
    position = found.position if after == theme else place(call, Theme, after, (besides(Theme),), {"besides": theme})
    if found.position == position:
        return NOTHING
    back = {"theme": theme, "after": ahead(call, found, Theme)}
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
    places = {card.id: [card.position] for card in cards}
    for card in cards:  # with their old places some would share one with a card of the tray
        card.position = place(call, Card, LAST, *column(None, card.author_id if card.private else None))
        card.theme_id = None
        places[card.id].append(card.position)
        call.session.flush()
    back = {"theme": theme, "title": found.title, "position": found.position, "cards": places}
    call.session.delete(found)
    told = [{"id": card.id, "theme": None, "position": card.position} for card in cards if not card.private]
    writers = tuple({card.author_id for card in cards if card.private and card.author_id})
    event = {"theme": theme, "drop": {"themes": [theme]}, "put": {"cards": told}}
    return Outcome(event, mine=writers, inverse=Inverse([("theme.restore", back)]))


@command(
    "theme.restore",
    may=access.stage_lets("arrange"),
    authored=True,
    door=False,
    theme=Id(required=True),
    title=Text(required=True),
    position=Text(required=True),
    cards=Free(required=True),
)
def restore(call, *, theme, title, position, cards):
    """A removed theme is there again, at its place, with those of its cards that lie in the tray as it left them.

    cards: {id: [place in the theme, place in the tray]}.
    """
    _room_left(call)
    found = Theme(id=theme, room_id=call.room.id, title=title, position=_free(call, position))
    call.session.add(found)
    call.session.flush()
    lying = call.session.scalars(select(Card).where(Card.room_id == call.room.id, Card.theme_id.is_(None))).all()
    back = [card for card in lying if card.id in cards and card.position == cards[card.id][1]]
    for card in back:
        card.theme_id, card.position = theme, cards[card.id][0]
    call.session.flush()
    told = [{"id": card.id, "theme": theme, "position": card.position} for card in back if not card.private]
    writers = tuple({card.author_id for card in back if card.private and card.author_id})
    event = {"theme": theme, "put": {"themes": [theme_part(found)], "cards": told}}
    inverse = Inverse([("theme.remove", {"theme": theme})], [("theme", theme, {"title": title})])
    return Outcome(event, mine=writers, inverse=inverse)


def _free(call, position):
    """This place among the themes, or the next behind it, where another has come to stand there."""
    there = select(Theme.id).where(Theme.room_id == call.room.id, Theme.position == position)
    other = call.session.scalar(there)
    return place(call, Theme, other) if other else position


def of(call, theme):
    return thing(call.session.get(Theme, theme), call.room)


def there(call, theme):
    """Raise NotFound unless this is a theme of the room; None is the tray."""
    if theme is not None:
        thing(rows.get(call.session, Theme, theme), call.room)


TRAY, COLUMN = Card.theme_id.is_(None), Card.theme_id == bindparam("theme")
PUBLIC = Card.private.is_(False)
SEEN = or_(PUBLIC, Card.author_id == bindparam("writer"))


@cache
def besides(table):
    return table.id != bindparam("besides")


def column(theme, writer=None, but=None):
    """Among which cards of a theme, or of the tray, a card finds its place, `but` itself: (clauses, what is bound).

    Those that `writer` sees, None: everybody: a key that skips others' private cards would tell of them.
    """
    clauses = [TRAY if theme is None else COLUMN, PUBLIC if writer is None else SEEN]
    clauses += [] if but is None else [besides(Card)]
    return tuple(clauses), {"theme": theme, "writer": writer, "besides": but}


def place(call, table, after, among=(), bound=None):
    """A position in `table` behind the row `after` (None: first, LAST: last), among the room's rows fitting `among`.

    among: clauses made once; bound: the values in them.
    """
    values = {"room": call.room.id, **(bound or {})}
    if after == LAST:
        return order.between(rows.scalar(call.session, _last(table, among), **values), None)
    if after is None:
        return order.between(None, rows.scalar(call.session, _first(table, among), **values))
    before = thing(rows.get(call.session, table, after), call.room).position
    return order.between(before, rows.scalar(call.session, _next(table, among), before=before, **values))


def ahead(call, row, table, among=(), bound=None):
    """The id of the row ahead of `row` among those fitting `among`; None where it is the first."""
    values = {"room": call.room.id, "behind": row.position, **(bound or {})}
    return rows.scalar(call.session, _ahead(table, among), **values)


@cache
def _last(table, among):
    return _ordered(table, table.position, among, table.position.desc())


@cache
def _first(table, among):
    return _ordered(table, table.position, among, table.position)


@cache
def _next(table, among):
    return _ordered(table, table.position, (*among, table.position > bindparam("before")), table.position)


@cache
def _ahead(table, among):
    return _ordered(table, table.id, (*among, table.position < bindparam("behind")), table.position.desc())


def _ordered(table, wanted, among, order):
    return select(wanted).where(table.room_id == bindparam("room"), *among).order_by(order).limit(1)
