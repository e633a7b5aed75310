"""What one member may know and nobody else: own private cards, own ballots, own level of agreement."""

from sqlalchemy import select

from app.domain import agenda
from app.domain.ballotbox import own_ballots
from app.storage.tables import Card, Comment, Endorsement, Member, Reaction, Stage


def mine(session, member_id, room):
    """The whole of it, as the `mine` message carries it. `seq`: the number of the room at that moment."""
    member = session.get(Member, member_id)
    stage = session.get(Stage, room.stage_id)
    own = session.scalars(
        select(Card).where(Card.room_id == room.id, Card.author_id == member_id).order_by(Card.position, Card.id)
    ).all()
    endorsement = session.get(Endorsement, (room.id, member_id))
    ballots, entitled = own_ballots(session, member_id, room)
    return {
        "room": room.id,
        "seq": room.seq,
        "member": {
            "id": member.id,
            "name": member.name,
            "role": member.role,
            "room": member.room_id,
            "perspective": member.perspective,
            "language": member.language,
            "duties": list(member.duties or ()),
        },
        "cards": [_private(card, stage) for card in own if card.private and not card.removed],
        "own": sorted(card.id for card in own),
        "ballots": ballots,
        "entitled": entitled,
        "ready": {"done": True, "passed": "passed"}.get(member.ready, False),
        "endorsement": endorsement
        and {name: getattr(endorsement, name) for name in ("level", "reservation", "signed")},
        "reactions": _reactions(session, member_id, room),
        "comments": _comments(session, member_id, room),
        "may": {
            "drive": member.role == "organiser" or (member.role == "facilitator" and member.room_id in (None, room.id))
        },
    }


def _private(card, stage):
    part = agenda.card_part(card, author=None, stage=stage, groups=False)
    return part | {"findings": [], "comments": [], "reactions": dict.fromkeys(agenda.REACTIONS, 0)}


def _comments(session, member_id, room):
    """Ids of own comments: where authors are hidden, nothing else tells their writer which to take back."""
    wanted = select(Comment.id).join(Card).where(Card.room_id == room.id, Comment.author_id == member_id)
    return list(session.scalars(wanted.order_by(Comment.at, Comment.id)))


def _reactions(session, member_id, room):
    wanted = select(Reaction.card_id, Reaction.reaction).join(Card).where(Card.room_id == room.id)
    found = {}
    for card, reaction in session.execute(wanted.where(Reaction.member_id == member_id).order_by(Reaction.reaction)):
        found.setdefault(card, []).append(reaction)
    return found
