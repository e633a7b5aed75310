"""What a room has not said in its second language yet. In an agenda of two languages every text stands in both."""

from sqlalchemy import and_, func, select

from app.domain.wording import PLAN_FIELDS
from app.storage.tables import Card, Workshop


def untranslated(session, room, measures, declaration):
    """How many texts lack their gloss: cards on the board in another language than the workshop's, and, where the
    room speaks another one, what is written of its measures and its preamble. Figures need none.

    measures: as agenda.measures() has them; declaration: the row.
    """
    language = session.get(Workshop, room.workshop_id).language
    on_board = and_(Card.private.is_(False), Card.removed.is_(False), Card.merged_into.is_(None))
    wanted = select(func.count()).where(Card.room_id == room.id, on_board, Card.language != language, Card.gloss == "")
    lacking = session.scalar(wanted)
    if room.language != language:
        pairs = [(measure["plan"], field) for measure in measures for field in PLAN_FIELDS]
        lacking += sum(_lacks(plan.get(field), plan.get(f"{field}_gloss")) for plan, field in pairs)
        lacking += _lacks(declaration.preamble, declaration.preamble_gloss)
    return lacking


def _lacks(text, gloss):
    return any(letter.isalpha() for letter in text or "") and not (gloss or "").strip()
