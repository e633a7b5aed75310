"""The numbered log of each room and workshop, and the memory of answered commands."""

from functools import cache

from sqlalchemy import bindparam, select, update

from app.storage import rows
from app.storage.tables import Answered, Event


def append(session, table, place, *, type, data, at, actor=None, command=None, reload=False):
    """Write the next line of a stream (of the Room or Workshop `place`, locked by the caller); returns its number."""
    seq = rows.scalar(session, _next(table), place=place)
    line = {"type": type, "data": data, "actor": actor, "command": command, "at": at, "reload": reload}
    rows.add(session, Event, stream=place, seq=seq, **line)
    rows.forget(session, table, place)
    return seq


@cache
def _next(table):
    seq = table.__table__.columns.seq
    return update(table.__table__).where(table.id == bindparam("place")).values(seq=seq + 1).returning(seq)


def since(session, stream, seq, *, limit):
    """The lines after `seq`, oldest first, at most `limit`."""
    wanted = select(Event).where(Event.stream == stream, Event.seq > seq).order_by(Event.seq).limit(limit)
    return list(session.scalars(wanted))


def last(session, stream, *types):
    """The last line of one of these types, or None."""
    wanted = select(Event).where(Event.stream == stream, Event.type.in_(types))
    return session.scalar(wanted.order_by(Event.seq.desc()).limit(1))


def answered(session, member_id, command_id):
    """What was answered to this command of this member, or None."""
    return rows.get(session, Answered, member_id, command_id)


def remember(session, member_id, command_id, seq, data, *, follow=(), undo=None):
    """What was answered, and how the step is taken back: {place, steps, left}, or None."""
    line = {"member_id": member_id, "command_id": command_id, "seq": seq, "data": data, "follow": list(follow)}
    rows.add(session, Answered, **line, undo=undo)


def step(session, member_id, place, seq):
    """What is remembered of this member's step with this number in this place, if it can be taken back; or None."""
    wanted = select(Answered).where(Answered.member_id == member_id, Answered.seq == seq)
    return next((each for each in session.scalars(wanted) if (each.undo or {}).get("place") == place), None)
