"""What one member may know and nobody else: own private cards, own ballots, own notes, own level of agreement."""

from sqlalchemy import bindparam, select

from app.domain import agenda
from app.domain.ballotbox import own_ballots
from app.domain.clock import moment
from app.storage import rows
from app.storage.tables import Card, Comment, Endorsement, Measure, Member, Note, Reaction, Stage, VisitComment


def mine(session, member_id, room):
    """The whole of it, as the `mine` message carries it. `seq`: the number of the room at that moment."""
    member = rows.get(session, Member, member_id)
    stage = rows.get(session, Stage, room.stage_id)
    own = rows.run(session, OWN_CARDS, room=room.id, member=member_id)
    endorsement = rows.get(session, Endorsement, room.id, member_id)
    ballots, open_polls = own_ballots(session, member_id, room)
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
        "held": [
            {"id": card.id, "title": card.title, "body": card.body, "language": card.language, "reason": card.held}
            for card in own
            if card.held is not None
        ],
        "own": sorted(card.id for card in own),
        "ballots": ballots,
        "entitled": [poll.id for poll in open_polls],
        "reminded": {p.id: moment(p.reminded_at) for p in open_polls if p.reminded_at and p.id not in ballots},
        "nudged": moment(member.nudged_at),
        "ready": {"done": True, "passed": "passed"}.get(member.ready, False),
        "endorsement": endorsement
        and {name: getattr(endorsement, name) for name in ("level", "reservation", "signed")},
        "reactions": _reactions(session, member_id, room),
        "comments": _comments(session, member_id, room),
        "notes": _notes(session, member_id, room),
        "visits": _visits(session, member_id, room),
        "may": {
            "drive": member.role == "organiser" or (member.role == "facilitator" and member.room_id in (None, room.id))
        },
    }


OWN_CARDS = select(*Card.__table__.columns).order_by(Card.position, Card.id)
OWN_CARDS = OWN_CARDS.where(Card.room_id == bindparam("room"), Card.author_id == bindparam("member"))
OWN_COMMENTS = select(Comment.id).join(Card).order_by(Comment.at, Comment.id)
OWN_COMMENTS = OWN_COMMENTS.where(Card.room_id == bindparam("room"), Comment.author_id == bindparam("member"))
OWN_NOTES = select(Note.id, Note.text, Note.at).order_by(Note.at, Note.id)
OWN_NOTES = OWN_NOTES.where(Note.room_id == bindparam("room"), Note.member_id == bindparam("member"))
OWN_VISITS = select(VisitComment.id).join(Measure).order_by(VisitComment.at, VisitComment.id)
OWN_VISITS = OWN_VISITS.where(Measure.room_id == bindparam("room"), VisitComment.author_id == bindparam("member"))
OWN_REACTIONS = select(Reaction.card_id, Reaction.reaction).join(Card).order_by(Reaction.reaction)
OWN_REACTIONS = OWN_REACTIONS.where(Card.room_id == bindparam("room"), Reaction.member_id == bindparam("member"))


def _private(card, stage):
    part = agenda.card_part(card, author=None, stage=stage, groups=False)
    part |= {"checkable": card.checkable}
    return part | {"findings": [], "comments": [], "reactions": dict.fromkeys(agenda.REACTIONS, 0)}


def _comments(session, member_id, room):
    """Ids of own comments: where authors are hidden, nothing else tells their writer which to take back."""
    return [id for (id,) in rows.run(session, OWN_COMMENTS, room=room.id, member=member_id)]


def _notes(session, member_id, room):
    found = rows.run(session, OWN_NOTES, room=room.id, member=member_id)
    return [{"id": id, "text": text, "at": moment(at)} for id, text, at in found]


def _visits(session, member_id, room):
    """Ids of what they said here as a visitor."""
    return [id for (id,) in rows.run(session, OWN_VISITS, room=room.id, member=member_id)]


def _reactions(session, member_id, room):
    found = {}
    for card, reaction in rows.run(session, OWN_REACTIONS, room=room.id, member=member_id):
        found.setdefault(card, []).append(reaction)
    return found
