"""Where ballots lie. While a poll is open its nonce makes the key to a voter's ballot; after the close nothing does."""

import hashlib
import hmac
import secrets

from sqlalchemy import delete, insert, select

from app.domain.folds import OTHERS
from app.storage.tables import Ballot, BallotLink, Entitled, Member, Participation, Poll, new_id


def own_ballots(session, member_id, room):
    """({poll id: own choices} of the open polls, [ids of open polls the member may vote in])."""
    wanted = select(Poll).join(Entitled).where(Poll.room_id == room.id, Poll.state == "open")
    found = session.scalars(wanted.where(Entitled.member_id == member_id).order_by(Poll.number)).all()
    ballots = {}
    for poll in found:
        ballot = _find(session, poll, member_id)
        if ballot is not None:
            ballots[poll.id] = ballot.choices
    return ballots, [poll.id for poll in found]


def put(session, poll, member_id, choices):
    """Store or replace the member's ballot; False where it said the same. Of several at once the last stands."""
    ballot = _find(session, poll, member_id)
    if ballot is not None:
        changed = ballot.choices != choices
        ballot.choices = choices
        return changed
    label = poll.fold.get(_perspective(session, member_id) or OTHERS, OTHERS) if poll.fold else None
    made = new_id()
    named = member_id if poll.secrecy == "named" else None
    session.execute(insert(Ballot).values(id=made, poll_id=poll.id, choices=choices, label=label, member_id=named))
    session.execute(insert(BallotLink).values(key=_key(session, poll, member_id), poll_id=poll.id, ballot_id=made))
    session.execute(insert(Participation).values(poll_id=poll.id, member_id=member_id))
    return True


def take_back(session, poll, member_id):
    """Remove the member's ballot; False where there was none."""
    ballot = _find(session, poll, member_id)
    if ballot is None:
        return False
    session.execute(delete(BallotLink).where(BallotLink.ballot_id == ballot.id))
    session.delete(ballot)
    session.execute(delete(Participation).where(Participation.poll_id == poll.id, Participation.member_id == member_id))
    session.flush()
    return True


def seal(session, poll):
    """Cut every tie of voters and ballots: links and nonce go, ballots are written anew, shuffled, with new ids."""
    ballots = session.scalars(select(Ballot).where(Ballot.poll_id == poll.id)).all()
    rows = [
        {"id": new_id(), "poll_id": poll.id, "choices": b.choices, "label": b.label, "member_id": b.member_id}
        for b in ballots
    ]
    voters = list(session.scalars(select(Participation.member_id).where(Participation.poll_id == poll.id)))
    secrets.SystemRandom().shuffle(rows)
    for table in (BallotLink, Ballot, Participation):
        session.execute(delete(table).where(table.poll_id == poll.id))
    session.expire_all()
    poll.nonce = None
    if rows:
        session.execute(insert(Ballot), rows)
        # The order of who came is rewritten too: by seat, so that it tells nothing of when.
        session.execute(insert(Participation), [{"poll_id": poll.id, "member_id": v} for v in sorted(voters)])


def empty(session, poll):
    """Destroy what was cast."""
    for table in (BallotLink, Ballot, Participation):
        session.execute(delete(table).where(table.poll_id == poll.id))
    session.expire_all()
    poll.nonce = None


def contents(session, poll):
    """[(choices, folded group or None)], for the count."""
    return [
        (b.choices, b.label)
        for b in session.scalars(select(Ballot).where(Ballot.poll_id == poll.id).order_by(Ballot.id))
    ]


def _find(session, poll, member_id):
    wanted = select(Ballot).join(BallotLink).where(BallotLink.key == _key(session, poll, member_id))
    return session.scalar(wanted)


def _key(session, poll, member_id):
    inner = hmac.new(session.info["secret_key"], poll.nonce, hashlib.sha256).digest()
    return hmac.new(inner, member_id.encode("ascii"), hashlib.sha256).digest()


def _perspective(session, member_id):
    return session.scalar(select(Member.perspective).where(Member.id == member_id))
