"""The numbered log of each room and workshop, and the memory of answered commands."""

from sqlalchemy import insert, select

from app.storage.tables import Answered, Event


def append(session, row, *, type, data, at, actor=None, command=None, reload=False):
    """Write the next line of `row`'s stream (a Room or Workshop, locked by the caller) and return its number."""
    row.seq += 1
    session.flush()
    session.execute(
        insert(Event).values(
            stream=row.id, seq=row.seq, type=type, data=data, actor=actor, command=command, at=at, reload=reload
        )
    )
    return row.seq


def since(session, stream, seq, *, limit):
    """The lines after `seq`, oldest first, at most `limit`."""
    wanted = select(Event).where(Event.stream == stream, Event.seq > seq).order_by(Event.seq).limit(limit)
    return list(session.scalars(wanted))


def answered(session, member_id, command_id):
    """What was answered to this command of this member, or None."""
    return session.get(Answered, (member_id, command_id))


def remember(session, member_id, command_id, seq, data, *, follow=(), undo=None):
    """What was answered, and how the step is taken back: {place, steps, left}, or None."""
    line = {"member_id": member_id, "command_id": command_id, "seq": seq, "data": data, "follow": list(follow)}
    session.execute(insert(Answered).values(**line, undo=undo))


def step(session, member_id, place, seq):
    """What is remembered of this member's step with this number in this place, if it can be taken back; or None."""
    wanted = select(Answered).where(Answered.member_id == member_id, Answered.seq == seq)
    return next((each for each in session.scalars(wanted) if (each.undo or {}).get("place") == place), None)
