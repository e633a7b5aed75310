"""What a room has not said in its second language yet: counted for the console."""

from sqlalchemy import and_, func, select

from app.domain.agenda import DECLARATION_TEXTS
from app.domain.plan import heading
from app.domain.tongue import BOTH, untranslated
from app.storage.tables import Card, Workshop


def lacking(session, room, measures, declaration):
    """{agenda, cards}: how many texts of the agenda are not translated, as the page that sends it says, and how many
    cards on the board are in another language than the workshop's and have no gloss.

    measures: as agenda.measures() has them; declaration: the row.
    """
    workshop = session.get(Workshop, room.workshop_id).language
    on_board = and_(Card.private.is_(False), Card.removed.is_(False), Card.merged_into.is_(None))
    cards = select(func.count()).where(Card.room_id == room.id, on_board, Card.language != workshop, Card.gloss == "")
    own = room.language or workshop
    texts = {name: getattr(declaration, name) for name in DECLARATION_TEXTS}
    language = BOTH if own != workshop else own
    gaps = untranslated(texts, _plans(session, measures), language, room=own, workshop=workshop)
    return {"agenda": sum(len(names) for _, names in gaps), "cards": session.scalar(cards)}


def _plans(session, measures):
    first = {measure["id"]: next(iter(measure["cards"]), None) for measure in measures}
    wanted = select(Card.id, Card.title, Card.gloss).where(Card.id.in_(filter(None, first.values())))
    cards = {id: {"title": title, "gloss": gloss} for id, title, gloss in session.execute(wanted)} if first else {}
    for measure in measures:
        title, gloss = heading(measure["plan"], cards.get(first[measure["id"]]))
        yield measure["plan"] | {"what": title, "what_gloss": gloss}
