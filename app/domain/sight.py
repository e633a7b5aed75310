"""What the big screen shows, as plain data: for the whole hall to see. Nothing passes here that is not named here."""

from sqlalchemy import func, select

from app.domain import agenda, invitation
from app.domain.pages import pages, side_by_side
from app.domain.plan import heading
from app.domain.plenary import applause, questions
from app.domain.rule import SUPPORTING
from app.domain.synthesis import synthesis
from app.domain.workshop import rooms
from app.storage.tables import Card, Declaration, Measure, Member, Poll, Room, Stage


def sight(session, workshop, present=lambda room: None):
    """{view | None, title, subtitle, language, perspectives, rehearsal_of, timer, applause, …} and the view's own.

    present(room id): {member: whether away} of its delegates in the room; None where nobody counts.
    """
    shown = workshop.shown or {"view": None, "room": None, "timer": None}
    part = VIEWS.get(shown["view"])
    room = session.get(Room, shown["room"]) if shown["room"] else None
    return {
        "view": shown["view"],
        "title": workshop.title,
        "subtitle": workshop.subtitle,
        "language": workshop.language,
        "perspectives": workshop.perspectives,
        "rehearsal_of": workshop.rehearsal_of,
        "timer": shown["timer"],
        "applause": applause(session, workshop),
        "room": room and _room(room),
    } | (part(session, room or workshop, present) if part else {})


def _room(room):
    return {"id": room.id, "name": room.name, "language": room.language}


def _lobby(session, workshop, present):
    """The join code stands here alone, and only where it lets people in."""
    return {
        "code": workshop.code if workshop.joining == "open" else None,
        "rooms": [
            _room(room) | {"here": _here(present(room.id)), "expected": invitation.expected(session, room)}
            for room in rooms(session, workshop)
        ],
    }


def _here(delegates):
    return None if delegates is None else sum(not away for away in delegates.values())


def _stages(session, workshop, present):
    def line(room):
        stage = session.get(Stage, room.stage_id)
        return _room(room) | {"stage": {"kind": stage.kind, "title": stage.title}, "clock": agenda.timer_part(room)}

    return {"rooms": [line(room) for room in rooms(session, workshop)]}


def _result(session, room, present):
    """The latest result that the room has been shown. Of a vote that goes on nothing is told, not even that it does."""
    wanted = select(Poll).where(Poll.room_id == room.id, Poll.state == "revealed").order_by(Poll.number.desc()).limit(1)
    poll = session.scalar(wanted)
    return {"poll": poll and _poll(session, poll), "glosses": _glosses(session, poll) if poll else {}}


def _poll(session, poll):
    part = agenda.poll_part(session, poll)
    part["result"] = {name: value for name, value in part["result"].items() if name != "published"}
    return part


def _glosses(session, poll):
    """{id: its gloss} of what was voted on, where the words that were voted on are still its own."""
    cards = session.scalars(select(Card).where(Card.id.in_(poll.cards)))
    measures = session.scalars(select(Measure).where(Measure.id.in_(poll.cards)))
    told = {card.id: (card.title, card.gloss) for card in cards}
    told |= {measure.id: _title(session, measure) for measure in measures}
    return {id: gloss for id, (title, gloss) in told.items() if gloss and title == poll.wording[id]}


def _agenda(session, room, present):
    declaration = session.get(Declaration, room.id)
    return {"state": declaration.state, "measures": _measures(session, room)}


def _declare(session, room, present):
    """The texts and the levels as the room has revealed them; no reservation: it is read out by its author or not."""
    part = agenda.declaration_part(session, room)
    rule = part["revealed"] and part["revealed"]["rule"]
    levels = part["revealed"] and part["revealed"]["levels"]
    return _agenda(session, room, present) | {
        "standing": part["standing"],
        "standing_gloss": part["standing_gloss"],
        "declared_at": part["declared_at"],
        "version": part["version"],
        "given": rule and rule["given"],
        "supporting": levels and sum(levels.get(str(level), 0) for level in SUPPORTING),
        "present": _present(session, room),
    }


def _present(session, room):
    """{perspective: how many delegates}, as every export tells it."""
    counted = select(Member.perspective, func.count()).where(Member.room_id == room.id, Member.role == "participant")
    came = counted.where(Member.removed_at.is_(None), Member.joined_at.is_not(None))
    found = session.execute(came.group_by(Member.perspective))
    return {key or "others": n for key, n in found} or agenda.present(session, room)


def _side(session, workshop, present):
    """{page, pages: [[name of a room, …], …], rooms}: those of this page."""

    def line(room):
        state = session.get(Declaration, room.id).state
        return _room(room) | {"state": state, "measures": _measures(session, room, "title", "gloss")}

    cut = side_by_side([line(room) for room in rooms(session, workshop)])
    page = min(workshop.shown.get("page", 1), len(cut))
    return {"page": page, "pages": [[room["name"] for room in each] for each in cut], "rooms": cut[page - 1]}


def _across(session, workshop, present):
    """{page, pages: [part], part, lines} of what the agendas have in common; one page where it is one room's."""
    adopting = [_adopting(session, room) for room in rooms(session, workshop)]
    cut = pages(synthesis({"perspectives": workshop.perspectives, "rooms": adopting}) or {})
    page = min(workshop.shown["page"], len(cut))
    return {"page": page, "pages": [each["part"] for each in cut]} | cut[page - 1]


def _adopting(session, room):
    """A room with its measures and the cards they were made of."""
    measures = agenda.measures(session, room)
    cards = session.scalars(select(Card).where(Card.id.in_({id for measure in measures for id in measure["cards"]})))
    return _room(room) | {
        "poll": room.poll_defaults,
        "themes": [agenda.theme_part(theme) for theme in agenda.themes(session, room)],
        "cards": [{"id": c.id, "theme": c.theme_id, "title": c.title, "gloss": c.gloss} for c in cards],
        "measures": measures,
        "declaration": {"revealed": session.get(Declaration, room.id).revealed},
    }


def _questions(session, workshop, present):
    """Those that a facilitator has chosen: the room they come from, and no name."""
    names = {room.id: room for room in rooms(session, workshop)}
    return {
        "questions": [
            {"id": each["id"], "text": each["text"], "from": _room(names[each["room"]])}
            for each in questions(session, workshop, "shown")
        ]
    }


VIEWS = {
    "lobby": _lobby,
    "stages": _stages,
    "result": _result,
    "agenda": _agenda,
    "declare": _declare,
    "side": _side,
    "across": _across,
    "questions": _questions,
}


def _adopted(session, room):
    wanted = select(Measure).where(Measure.room_id == room.id, Measure.dropped.is_(False))
    return session.scalars(wanted.order_by(Measure.position, Measure.id)).all()


def _measures(session, room, *names):
    """The measures in order, in short; `names`: only these parts of them."""
    told = [_measure(session, measure) for measure in _adopted(session, room)]
    return [{name: each[name] for name in names} for each in told] if names else told


def _measure(session, measure):
    title, gloss = _title(session, measure)
    plan = measure.plan
    return {
        "title": title,
        "gloss": gloss,
        "lead": plan.get("lead", ""),
        "lead_gloss": plan.get("lead_gloss", ""),
        "by_when": measure.by_when.isoformat() if measure.by_when else None,
    }


def _title(session, measure):
    card = session.get(Card, measure.cards[0]) if measure.cards else None
    return heading(measure.plan, card and {"title": card.title, "gloss": card.gloss})
