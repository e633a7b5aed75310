"""A room as plain data: the snapshot that everybody who may read the room sees alike. Nothing secret passes here."""

from sqlalchemy import bindparam, case, func, or_, select

from app.domain import access
from app.domain.clock import moment
from app.storage import rows
from app.storage.tables import (
    Card,
    Citation,
    Comment,
    Declaration,
    Endorsement,
    Entitled,
    Finding,
    JointPoll,
    Measure,
    Member,
    Participation,
    Poll,
    Reaction,
    Room,
    Stage,
    Theme,
    Visit,
    VisitComment,
    Workshop,
)

REACTIONS = ("agree", "question", "important")


def snapshot(session, room, viewer=None):
    """The whole room at one moment. `viewer` is a member's id: only `private.others` depends on it."""
    workshop = session.get(Workshop, room.workshop_id)
    stage = session.get(Stage, room.stage_id)
    return {
        "seq": room.seq,
        "room": room_part(session, room),
        "workshop": workshop_part(workshop),
        "stage": stage_part(stage),
        "programme": programme(session, workshop.id),
        "timer": timer_part(room),
        "themes": [theme_part(theme) for theme in themes(session, room)],
        "cards": cards(session, room, stage),
        "private": private_part(session, room, viewer),
        "measures": measures(session, room, stage),
        "polls": polls(session, room),
        "declaration": declaration_part(session, room),
        "members": [member_part(member) for member in members(session, room)],
        "findings": findings(session, room),
        "ready": ready(session, room),
        "announcement": room.announcement,
        "plenary": workshop.shown,
        "visit": visit(session, room),
    }


class Snapshots:
    """The latest snapshot of each room, read once for all who come in at the same number: two things alone differ.

    Nothing in a snapshot changes without an event in the room's stream, and so without another number.
    """

    MOST = 200

    def __init__(self):
        self._kept = {}

    def of(self, session, room, actor):
        """As `actor` may know it: `private` counts theirs, and the call's link is there for those who may join it.

        What it returns is shared, and not to be changed.
        """
        kept = self._kept.pop(room.id, None)
        if kept is None or kept["seq"] != room.seq:
            kept = snapshot(session, room)
        self._kept[room.id] = kept
        while len(self._kept) > self.MOST:
            del self._kept[next(iter(self._kept))]
        told = kept | {"private": private_part(session, room, actor.id)}
        return told if access.calls(session, actor, room.id) else told | {"room": without_call(kept["room"])}


def without_call(told):
    """A room as told to those who do not join its call."""
    return {name: value for name, value in told.items() if name != "call_url"}


def themes(session, room):
    """The columns of the board, in order."""
    return session.scalars(select(Theme).where(Theme.room_id == room.id).order_by(Theme.position, Theme.id)).all()


def members(session, room, role=None):
    """The seats of a room that were not removed, by number, as plain rows."""
    found = rows.run(session, SEATS, room=room.id)
    return [seat for seat in found if seat.role == role] if role else found


SEATS = select(*Member.__table__.columns).order_by(Member.number)
SEATS = SEATS.where(Member.room_id == bindparam("room"), Member.removed_at.is_(None))


def member_part(member):
    return {
        "id": member.id,
        "number": member.number,
        "name": member.name,
        "role": member.role,
        "perspective": member.perspective,
        "language": member.language,
        "duties": list(member.duties or ()),
        "hand": member.hand_at is not None,
    }


def room_part(session, room):
    return {
        "id": room.id,
        "workshop": room.workshop_id,
        "name": room.name,
        "country": room.country,
        "code": room.code,
        "language": room.language,
        "timezone": room.timezone,
        "call_url": room.call_url,
        "locked": room.locked,
        "private_writing": room.private_writing,
        "poll": room.poll_defaults,
        "groups_shown": groups_shown(session, room),
    }


def groups_shown(session, room, *, without=None):
    """A card tells its group only where every group in the room has two or more: nobody stands out.

    Those of no group are one, too: a lone card without a group would tell whose it is.
    without: the id of a member who is not to be counted.
    """
    wanted = select(Member.perspective, func.count()).where(Member.room_id == room.id, Member.role == "participant")
    wanted = wanted.where(Member.removed_at.is_(None))
    if without:
        wanted = wanted.where(Member.id != without)
    sizes = {key: size for key, size in session.execute(wanted.group_by(Member.perspective))}
    return any(sizes) and min(sizes.values()) >= 2


def workshop_part(workshop):
    return {
        "id": workshop.id,
        "title": workshop.title,
        "subtitle": workshop.subtitle,
        "language": workshop.language,
        "languages": workshop.languages,
        "perspectives": workshop.perspectives,
        "measures_max": workshop.measures_max,
        "decision_rule": workshop.decision_rule,
        "recount": workshop.recount,
        "rehearsal_of": workshop.rehearsal_of,
    }


def stage_part(stage):
    return {
        "id": stage.id,
        "kind": stage.kind,
        "title": stage.title,
        "instruction": stage.instruction,
        "instructions": stage.instructions,
        "minutes": stage.minutes,
        "permissions": stage.permissions,
        "settings": stage.settings,
    }


def programme(session, workshop_id):
    """The stages in order, in short: [{id, kind, title, minutes}]."""
    wanted = select(Stage).where(Stage.workshop_id == workshop_id).order_by(Stage.position)
    return [
        {"id": stage.id, "kind": stage.kind, "title": stage.title, "minutes": stage.minutes}
        for stage in session.scalars(wanted)
    ]


def timer_part(room):
    """Running: `ends_at`. Paused: `ends_at` None and `left_s` seconds to go. None at all: `total_s` 0."""
    return {"ends_at": moment(room.timer_ends_at), "left_s": room.timer_left_s, "total_s": room.timer_total_s}


def theme_part(theme):
    return {"id": theme.id, "title": theme.title, "position": theme.position}


def cards(session, room, stage, only=None):
    """The cards that everybody may see, by position; `only` narrows them to some ids."""
    wanted = select(Card).where(Card.room_id == room.id, Card.private.is_(False)).order_by(Card.position, Card.id)
    if only is not None:
        wanted = wanted.where(Card.id.in_(only))
    found = session.scalars(wanted).all()
    around = _around(session, found, stage)
    names = _names(session, {card.author_id for card in found})
    groups = groups_shown(session, room)
    return [
        card_part(card, author=names.get(card.author_id), stage=stage, groups=groups) | around[card.id]
        for card in found
    ]


def card_part(card, *, author, stage, groups):
    """A card without what hangs on it. `author` is (name, perspective); the stage says whether it is told."""
    shown = author if stage.permissions["authors"] else None
    return {
        "id": card.id,
        "theme": card.theme_id,
        "position": card.position,
        "kind": card.kind,
        "language": card.language,
        "title": card.title,
        "body": card.body,
        "gloss": card.gloss,
        "perspective": card.brought["perspective"] if card.brought else author[1] if author and groups else None,
        "author": {"id": card.author_id, "name": shown[0]} if shown else None,
        "merged_into": card.merged_into,
        "removed": card.removed,
        "late": card.late,
    }


def _around(session, cards, stage):
    """{card id: {findings, comments, reactions}}."""
    ids = [card.id for card in cards]
    around: dict = {card.id: {"findings": [], "comments": [], "reactions": _brought(card)} for card in cards}
    cited = (
        select(Citation, Finding.code).join(Finding).where(Citation.card_id.in_(ids)).order_by(Finding.code, Finding.id)
    )
    for citation, _ in session.execute(cited):
        around[citation.card_id]["findings"].append(citation.finding_id)
    said = session.scalars(select(Comment).where(Comment.card_id.in_(ids)).order_by(Comment.at, Comment.id)).all()
    names = _names(session, {comment.author_id for comment in said})
    for comment in said:
        around[comment.card_id]["comments"].append(comment_part(comment, names.get(comment.author_id), stage))
    counted = select(Reaction.card_id, Reaction.reaction, func.count()).where(Reaction.card_id.in_(ids))
    for card, reaction, n in session.execute(counted.group_by(Reaction.card_id, Reaction.reaction)):
        around[card]["reactions"][reaction] += n
    return around


def _brought(card):
    """The reactions of those who are not here any more."""
    return dict(card.brought["reactions"]) if card.brought else dict.fromkeys(REACTIONS, 0)


def comment_part(comment, author, stage):
    shown = author if stage.permissions["authors"] else None
    return {
        "id": comment.id,
        "text": comment.text,
        "at": moment(comment.at),
        "author": {"id": comment.author_id, "name": shown[0]} if shown else None,
    }


def _names(session, ids):
    found = session.execute(select(Member.id, Member.name, Member.perspective).where(Member.id.in_(ids - {None})))
    return {id: (name, perspective) for id, name, perspective in found}


def private_part(session, room, viewer=None):
    """How many cards are still private; which and whose is for their writers alone."""
    total, own = rows.first(session, PRIVATE, room=room.id, viewer=viewer)
    return {"others": total - own, "total": total}


PRIVATE = select(func.count(), func.count(case((Card.author_id == bindparam("viewer"), 1))))
PRIVATE = PRIVATE.where(Card.room_id == bindparam("room"), Card.private.is_(True), Card.removed.is_(False))


def measures(session, room, stage=None):
    """In order, with what visitors said about them; `stage` is the room's, where it is known already."""
    wanted = select(Measure).where(Measure.room_id == room.id, Measure.dropped.is_(False))
    found = session.scalars(wanted.order_by(Measure.position, Measure.id)).all()
    cited = select(Citation.card_id).join(Card).where(Card.room_id == room.id)
    citing = set(session.scalars(cited))
    said = visit_comments(session, stage or session.get(Stage, room.stage_id), room=room.id)
    return [
        measure_part(measure, cites=not citing.isdisjoint(measure.cards)) | {"visits": said.get(measure.id, [])}
        for measure in found
    ]


def visit_comments(session, stage, *, room=None, only=None):
    """{measure id: [what its visitors said, oldest first]} of a room, or of the one with the id `only`."""
    wanted = select(VisitComment).join(Measure, Measure.id == VisitComment.measure_id)
    wanted = wanted.where(VisitComment.id == only if only else Measure.room_id == room)
    told: dict = {}
    for comment in session.scalars(wanted.order_by(VisitComment.at, VisitComment.id)):
        part = comment_part(comment, comment.author_id and (comment.name,), stage)
        part |= {"room": comment.home, "offer": comment.offer, "request": comment.request}
        told.setdefault(comment.measure_id, []).append(part)
    return told


def visit(session, room):
    """The room that this one visits, {id, name, country}; or None."""
    host = session.scalar(select(Room).join(Visit, Visit.host_id == Room.id).where(Visit.room_id == room.id))
    return host and named(host)


def named(room):
    return {"id": room.id, "name": room.name, "country": room.country}


def measure_part(measure, *, cites):
    """`cites`: whether one of its cards rests on a finding."""
    return {
        "id": measure.id,
        "position": measure.position,
        "cards": measure.cards,
        "plan": measure.plan,
        "by_when": measure.by_when.isoformat() if measure.by_when else None,
        "instrument": measure.instrument,
        "amount": measure.amount,
        "assigned": measure.assigned,
        "waived": measure.waived,
        "missing": missing(measure, cites),
    }


def missing(measure, cites):
    """What an activity still lacks: an institution, a deadline, financing, an indicator, a finding it rests on."""
    there = {
        "lead": measure.plan.get("lead", "").strip(),
        "by_when": measure.by_when,
        "money": measure.plan.get("money", "").strip() or measure.amount,
        "indicator": measure.plan.get("indicator", "").strip(),
        "finding": cites,
    }
    return [key for key, value in there.items() if not value]


def polls(session, room):
    wanted = select(Poll).where(Poll.room_id == room.id).order_by(Poll.number)
    return [poll_part(session, poll) for poll in session.scalars(wanted)]


def poll_part(session, poll):
    """A poll as the room may know it: until the reveal the turnout and nothing else.

    One over several rooms says which, and which of its cards is whose.
    """
    part = _round_part(poll) | turnout(session, poll)
    if poll.joint_id:
        part["joint"] = {"id": poll.joint_id, "rooms": session.get(JointPoll, poll.joint_id).rooms}
    return part


def joint_polls(session, workshop):
    """The votes over several rooms, as facilitators may know them; the turnout is that of all rooms together."""
    wanted = select(JointPoll).where(JointPoll.workshop_id == workshop.id).order_by(JointPoll.number)
    return [
        _round_part(poll)
        | {"joint": {"id": poll.id, "rooms": poll.rooms}}
        | joint_turnout(session, shares(session, poll.id))
        for poll in session.scalars(wanted)
    ]


def shares(session, joint_id):
    """The polls of the rooms in which a joint one is voted on."""
    return session.scalars(select(Poll).where(Poll.joint_id == joint_id).order_by(Poll.id)).all()


def joint_turnout(session, polls):
    told = [turnout(session, poll) for poll in polls]
    return {name: sum(each[name] for each in told) for name in ("entitled", "cast", "assisted")}


def _round_part(poll):
    part = {
        "id": poll.id,
        "number": poll.number,
        "method": poll.method,
        "settings": poll.settings,
        "cards": poll.cards,
        "wording": poll.wording,
        "state": poll.state,
        "secrecy": poll.secrecy,
        "breakdown": poll.breakdown,
        "groups": poll.groups,
        "superseded": poll.superseded,
    }
    return part | {"result": poll.result} if poll.state == "revealed" else part


def turnout(session, poll):
    """How many may vote, how many have, and for how many of those a facilitator cast."""
    if poll.brought:
        return poll.brought
    cast, assisted = rows.first(session, CAST, poll=poll.id)
    return {"entitled": rows.scalar(session, ENTITLED, poll=poll.id), "cast": cast, "assisted": assisted}


ENTITLED = select(func.count()).where(Entitled.poll_id == bindparam("poll"))
CAST = select(func.count(), func.count(case((Participation.assisted, 1)))).where(
    Participation.poll_id == bindparam("poll")
)


def declaration_part(session, room):
    declaration = session.get(Declaration, room.id)
    return {
        "state": declaration.state,
        "version": declaration.version,
        **{name: getattr(declaration, name) for name in DECLARATION_TEXTS},
        "next_review": declaration.next_review.isoformat() if declaration.next_review else None,
        **stated(session, room),
        "revealed": declaration.revealed,
        "endorse_until": moment(declaration.endorse_until),
        "declared_at": moment(declaration.declared_at),
        "waived": declaration.waived,
        "corrections": declaration.corrections,
    }


def stated(session, room):
    """{endorsed, expected}: how many delegates have said how far they agree, and how many there are."""
    revealed = session.get(Declaration, room.id).revealed
    voters = select(func.count()).where(Endorsement.room_id == room.id)
    told = {"expected": len(members(session, room, "participant"))} | brought(session, room, "endorsed", "expected")
    return {"endorsed": session.scalar(voters)} | told | ({"endorsed": revealed["rule"]["given"]} if revealed else {})


def brought(session, room, *names):
    """What an import told of the people of a room, who are not here: until a delegate sits in it, else {}."""
    if not room.brought or members(session, room, "participant"):
        return {}
    return {name: room.brought[name] for name in names}


DECLARATION_TEXTS = ("preamble", "preamble_gloss", "standing", "standing_gloss", "contact", "contact_gloss")


def findings(session, room):
    """The room's findings and those for all rooms, by code."""
    wanted = select(Finding).where(Finding.workshop_id == room.workshop_id)
    wanted = wanted.where(or_(Finding.room_id == room.id, Finding.room_id.is_(None)))
    return [finding_part(finding) for finding in session.scalars(wanted.order_by(Finding.code, Finding.id))]


def finding_part(finding):
    return {name: getattr(finding, name) for name in ("id", "code", "day", "kind", "text", "source")}


def ready(session, room):
    """How many delegates are done or pass."""
    wanted = select(func.count()).where(Member.room_id == room.id, Member.ready.is_not(None))
    return session.scalar(wanted.where(Member.removed_at.is_(None), Member.role == "participant"))


def present(session, room):
    """How many delegates of each group have come in, {perspective: number}. Others are on the list alone."""
    seats = select(Member.perspective, func.count()).where(Member.room_id == room.id, Member.role == "participant")
    came = Member.removed_at.is_(None), Member.joined_at.is_not(None)
    seats = seats.where(*came, Member.perspective.is_not(None))
    found = {key: n for key, n in session.execute(seats.group_by(Member.perspective).order_by(Member.perspective))}
    return found or dict(sorted(brought(session, room, "members").get("members", {}).items()))
