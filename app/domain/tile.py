"""A room's line on the console: what its facilitators may know, and nobody else."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from app.domain import agenda, discussion, glosses, invitation
from app.domain.access import Actor
from app.domain.clock import moment, now
from app.domain.folds import OTHERS
from app.storage.tables import Card, Declaration, Entitled, Event, Measure, Member, Note, Poll, Stage

MINUTES = 30
WRITING = ("listen", "gather")


def tile(session, room, present=None, drafts=None, leaders=()):
    """present: {member: whether away} of the delegates in the room; drafts: how many of them have a card half written.

    None where that is not known. leaders: [{member, name, away}] of the facilitators and organisers in it.
    """
    stage = session.get(Stage, room.stage_id)
    seats = agenda.members(session, room)
    delegates = [member for member in seats if member.role == "participant" and invitation.comes(member)]
    poll = _latest(session, room, stage)
    measures, declaration = agenda.measures(session, room), session.get(Declaration, room.id)
    return {
        "id": room.id,
        "name": room.name,
        "country": room.country,
        "code": room.code,
        "call_url": room.call_url,
        "stage": {"id": stage.id, "kind": stage.kind, "title": stage.title},
        "timer": agenda.timer_part(room),
        "here": None if present is None else sum(not away for away in present.values()),
        "expected": len(delegates),
        "groups": dict(Counter(delegate.perspective or OTHERS for delegate in delegates)),
        "away": sum((present or {}).values()),
        "present": present,
        "leads": [one for one in leaders if _drives(session, one["member"], room)],
        "cards": _cards(session, room),
        "private": agenda.private_part(session, room)["total"],
        "drafts": drafts,
        "done": agenda.ready(session, room),
        "poll": poll and _poll(session, poll, present),
        "joint": _joint(session, room),
        "measures": len(measures),
        "missing": sum(len(measure["missing"]) for measure in measures if not measure["waived"]),
        "untranslated": glosses.lacking(session, room, measures, declaration),
        "declaration": declaration.state,
        "endorse_until": moment(declaration.endorse_until),
        "hands": [
            {"member": m.id, "name": m.name, "note": m.hand_note, "at": moment(m.hand_at)} for m in seats if m.hand_at
        ],
        "silent": _silent(session, room, stage, delegates),
        "locked": room.locked,
        "announcement": room.announcement,
        "activity": _activity(session, room),
        "seq": room.seq,
    }


def desk(session, room, present=None, drafts=None, leaders=()):
    """The same for whoever is in the room and drives it: with the notes that people take home."""
    return tile(session, room, present, drafts, leaders) | {"notes": discussion.notes(session, room)}


def _drives(session, member, room):
    """Not so a facilitator who comes to visit."""
    found = session.get(Member, member)
    return found is not None and Actor.of(found).drives(room.id)


def _latest(session, room, stage):
    """The latest poll; in a vote stage not one over something else, whose result an earlier stage has shown."""
    wanted = select(Poll).where(Poll.room_id == room.id, Poll.superseded.is_(False))
    poll = session.scalar(wanted.order_by(Poll.number.desc()).limit(1))
    if poll is None or stage.kind != "vote" or poll.state != "revealed" or poll.joint_id:
        return poll
    over = "measures" if session.get(Measure, poll.cards[0]) else "cards"
    return poll if over == stage.settings["poll"]["over"] else None


def _joint(session, room):
    """The room's shares of votes over all rooms that are still going on."""
    wanted = select(Poll).where(Poll.room_id == room.id, Poll.joint_id.is_not(None))
    wanted = wanted.where(Poll.state.in_(("open", "closed"))).order_by(Poll.number)
    return [
        {"id": poll.joint_id, "state": poll.state} | agenda.turnout(session, poll) for poll in session.scalars(wanted)
    ]


def _poll(session, poll, present):
    """The turnout, and of an open poll how many of all who may vote are not here, whether they have voted or not."""
    part = {"id": poll.id, "joint": poll.joint_id, "state": poll.state} | agenda.turnout(session, poll)
    if poll.state != "open" or present is None:
        return part | {"offline": None}
    entitled = session.scalars(select(Entitled.member_id).where(Entitled.poll_id == poll.id))
    return part | {"offline": sum(present.get(member, True) for member in entitled)}


def _cards(session, room):
    shown = select(func.count()).where(Card.room_id == room.id, Card.private.is_(False), Card.removed.is_(False))
    return session.scalar(shown)


def _silent(session, room, stage, delegates):
    """Delegates who were to write and have not, nor said that they are done. Of voters nothing is told."""
    if stage.kind not in WRITING:
        return []
    writer, place = (Note.member_id, Note.room_id) if stage.kind == "listen" else (Card.author_id, Card.room_id)
    wrote = set(session.scalars(select(writer).where(place == room.id)))
    return [{"id": m.id, "name": m.name} for m in delegates if m.id not in wrote and not m.ready]


def _activity(session, room):
    """Events a minute over the last half hour, oldest first."""
    start = now() - timedelta(minutes=MINUTES)
    recent = select(Event.at).where(Event.stream == room.id, Event.at > start).order_by(Event.seq.desc()).limit(2000)
    minutes = [0] * MINUTES
    for at in session.scalars(recent):
        minutes[min(MINUTES - 1, int((at - start).total_seconds() // 60))] += 1
    return minutes
