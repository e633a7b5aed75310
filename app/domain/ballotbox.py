"""Where ballots lie. While a poll is open its nonce makes the key to a voter's ballot; after the close nothing does."""

import hashlib
import hmac
import secrets

from sqlalchemy import and_, bindparam, delete, exists, insert, select, update

from app.domain import recount
from app.domain.folds import OTHERS
from app.storage import rows
from app.storage.session import wipe
from app.storage.tables import Ballot, BallotLink, Entitled, Member, Participation, Poll, new_id


def own_ballots(session, member_id, room):
    """({poll id: own choices} of the open polls, the rows of the open polls the member may vote in)."""
    found = rows.run(session, OPEN_TO, room=room.id, member=member_id)
    ballots = {}
    for poll in found:
        ballot = _find(session, poll, member_id)
        if ballot is not None:
            ballots[poll.id] = ballot.choices
    return ballots, found


OPEN_TO = select(*Poll.__table__.columns).join(Entitled).order_by(Poll.number)
OPEN_TO = OPEN_TO.where(
    Poll.room_id == bindparam("room"), Poll.state == "open", Entitled.member_id == bindparam("member")
)


def missing(session, poll):
    """The ids of those who may vote and have not, by seat. Never to be told or kept."""
    return [id for (id,) in rows.run(session, MISSING, poll=poll.id)]


MISSING = select(Entitled.member_id).where(Entitled.poll_id == bindparam("poll")).order_by(Entitled.member_id)
MISSING = MISSING.where(
    ~exists().where(Participation.poll_id == Entitled.poll_id, Participation.member_id == Entitled.member_id)
)


def put(session, poll, member_id, choices, receipt=None, *, assisted=False):
    """Store or replace the member's ballot; False where it said the same. Of several at once the last stands.

    receipt: the voter's random value, which is kept only where the ballots are to be published. assisted: a facilitator
    casts; that is kept with who has cast, never with the ballot.
    """
    receipt = receipt if poll.settings.get("recount") else None
    ballot = _find(session, poll, member_id)
    if ballot is not None:
        if (ballot.choices, ballot.receipt, ballot.assisted) == (choices, receipt, assisted):
            return False
        rows.change(session, Ballot, ballot.id, choices=choices, receipt=receipt)
        if ballot.assisted != assisted:
            rows.run(session, MARK, poll=poll.id, voter=member_id, mark=assisted)
        return True
    label = poll.fold.get(_perspective(session, member_id) or OTHERS, OTHERS) if poll.fold else None
    made = new_id()
    named = member_id if poll.secrecy == "named" else None
    told = {"choices": choices, "label": label, "receipt": receipt}
    rows.add(session, Ballot, id=made, poll_id=poll.id, member_id=named, **told)
    rows.add(session, BallotLink, key=_key(session, poll, member_id), poll_id=poll.id, ballot_id=made)
    rows.add(session, Participation, poll_id=poll.id, member_id=member_id, assisted=assisted)
    return True


MARK = update(Participation).values(assisted=bindparam("mark"))
MARK = MARK.where(Participation.poll_id == bindparam("poll"), Participation.member_id == bindparam("voter"))


def take_back(session, poll, member_id):
    """Remove the member's ballot; False where there was none."""
    ballot = _find(session, poll, member_id)
    if ballot is None:
        return False
    session.execute(delete(BallotLink).where(BallotLink.ballot_id == ballot.id))
    session.execute(delete(Ballot).where(Ballot.id == ballot.id))
    session.execute(delete(Participation).where(Participation.poll_id == poll.id, Participation.member_id == member_id))
    return True


def seal(session, poll):
    """Cut every tie of voters and ballots: links and nonce go, ballots are written anew, shuffled, with new ids.

    Receipts go, too, unless the ballots will be published. Then each has one, or those cast for others would stand out.
    Of a joint poll that is known only when all rooms are counted together.
    """
    ballots = session.scalars(select(Ballot).where(Ballot.poll_id == poll.id)).all()
    published = poll.settings.get("recount") if poll.joint_id else recount.publishes(poll.settings, len(ballots))
    anew = [
        {"id": new_id(), "poll_id": poll.id, "choices": b.choices, "label": b.label, "member_id": b.member_id}
        | {"receipt": (b.receipt or secrets.token_hex(16)) if published else None}
        for b in ballots
    ]
    came = select(Participation).where(Participation.poll_id == poll.id)
    voters = [{"poll_id": poll.id, "member_id": p.member_id, "assisted": p.assisted} for p in session.scalars(came)]
    secrets.SystemRandom().shuffle(anew)
    _take_out(session, poll)
    if anew:
        session.execute(insert(Ballot), anew)
        # The order of who came is rewritten too: by seat, so that it tells nothing of when.
        session.execute(insert(Participation), sorted(voters, key=lambda voter: voter["member_id"]))


def empty(session, poll):
    """Destroy what was cast."""
    _take_out(session, poll)


def _take_out(session, poll):
    for table in (BallotLink, Ballot, Participation):
        session.execute(delete(table).where(table.poll_id == poll.id))
    session.expire_all()
    poll.nonce = None
    wipe(session)


def contents(session, polls):
    """The ballots of closed polls, for one count: in the order of their ids, which is none, and tells no room."""
    ids = [poll.id for poll in polls]
    return session.scalars(select(Ballot).where(Ballot.poll_id.in_(ids)).order_by(Ballot.id)).all()


def forget_receipts(session, polls):
    """For ballots that are not published after all."""
    session.execute(update(Ballot).where(Ballot.poll_id.in_([poll.id for poll in polls])).values(receipt=None))
    wipe(session)


def _find(session, poll, member_id):
    """The member's ballot with `assisted`, or None."""
    return rows.first(session, BY_KEY, key=_key(session, poll, member_id), voter=member_id)


BY_KEY = select(*Ballot.__table__.columns, Participation.assisted).join(BallotLink, BallotLink.ballot_id == Ballot.id)
BY_KEY = BY_KEY.join(
    Participation, and_(Participation.poll_id == Ballot.poll_id, Participation.member_id == bindparam("voter"))
).where(BallotLink.key == bindparam("key"))


def _key(session, poll, member_id):
    inner = hmac.new(session.info["secret_key"], poll.nonce, hashlib.sha256).digest()
    return hmac.new(inner, member_id.encode("ascii"), hashlib.sha256).digest()


def _perspective(session, member_id):
    return rows.get(session, Member, member_id).perspective
