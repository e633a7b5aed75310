"""A workshop with all that became of it, as plain data: what every export is made from, and an import too."""

from sqlalchemy import func, select

from app.domain import access, agenda, declaring, workshop
from app.domain.mark import marked
from app.storage.tables import Card, Finding, JointPoll, Poll, Room, Stage


def archive(session, found, only=None, pack=lambda room: room, actor=None):
    """The shape of `POST /workshops` plus what each room wrote. `only`: the id of the one room wanted.

    pack(room): what is kept of a room, before the next one is read; a hundred rooms as they are, are a million objects.

    actor: who takes it along; what is not for them is empty. None: the house itself.

    Neither the join code nor anybody's seat is in it, nor what is unrevealed: private cards and open polls are
    numbers, members are counted. Nor are words that were removed: a removed card keeps its id and its mark.
    """
    actor = actor or access.Actor.house(found.id)
    told = {"note": ""} | workshop.told(session, found, actor) | {"title": marked(found, found.title)}
    told = {name: value for name, value in told.items() if name not in ("code", "rehearsal_of")}
    rooms = [room for room in workshop.rooms(session, found) if only in (None, room.id)]
    gone = set(session.scalars(select(Card.id).join(Room).where(Room.workshop_id == found.id, Card.removed)))
    return told | {
        "format": "concord/1",
        "programme": [_stage(stage) for stage in _stages(session, found)],
        "findings": _findings(session, found, None),
        "rooms": [pack(_room(session, found, room, {each.id for each in rooms}, actor, gone)) for room in rooms],
    }


def _stages(session, found):
    return session.scalars(select(Stage).where(Stage.workshop_id == found.id).order_by(Stage.position))


def _stage(stage):
    return agenda.stage_part(stage)


def _findings(session, found, room_id):
    wanted = select(Finding).where(Finding.workshop_id == found.id, Finding.room_id == room_id)
    if room_id is None:
        wanted = select(Finding).where(Finding.workshop_id == found.id, Finding.room_id.is_(None))
    return [agenda.finding_part(finding) for finding in session.scalars(wanted.order_by(Finding.code, Finding.id))]


def _room(session, found, room: Room, shown, actor, gone):
    """shown: ids of the rooms in the archive. gone: ids of removed cards, of all rooms, since rooms vote jointly."""
    measures = agenda.measures(session, room)
    adopted = {card for measure in measures for card in measure["cards"]}
    stage = session.get(Stage, room.stage_id)
    polls = [_poll(session, poll, gone) for poll in agenda.polls(session, room) if poll["state"] == "revealed"]
    visit = agenda.visit(session, room)
    cards = [_card(card, card["id"] in adopted) for card in agenda.cards(session, room, stage)]
    return (
        workshop.room_told(room)
        | ({} if actor.calls(room.id) else {"call_url": ""})
        | {
            "poll": room.poll_defaults,
            "findings": _findings(session, found, room.id),
            "stage": {"id": stage.id, "kind": stage.kind, "title": stage.title},
            "themes": [agenda.theme_part(theme) for theme in agenda.themes(session, room)],
            "cards": cards,
            "comments": [comment | {"card": card["id"]} for card in cards for comment in card["comments"]],
            "private_cards": agenda.private_part(session, room)["total"],
            "measures": [_measure(measure) for measure in measures],
            "polls": polls,
            "unrevealed_polls": session.scalar(
                select(func.count()).where(Poll.room_id == room.id, Poll.state.in_(("open", "closed")))
            ),
            "declaration": agenda.declaration_part(session, room),
            "proofs": [declaring.part(kept) for kept in declaring.of(session, room)],
            "members": agenda.present(session, room),
            "visit": visit["id"] if visit and visit["id"] in shown else None,
        }
        | agenda.brought(session, room, "private_cards", "unrevealed_polls")
    )


def _poll(session, poll, gone):
    """A vote over several rooms says which of those of its workshop it was."""
    poll = poll | {"wording": {card: "" if card in gone else title for card, title in poll["wording"].items()}}
    if "joint" not in poll:
        return poll
    return poll | {"joint": poll["joint"] | {"number": session.get(JointPoll, poll["joint"]["id"]).number}}


def _measure(measure):
    return measure | {"assigned": [], "visits": [said | {"author": None} for said in measure["visits"]]}


def _card(card, adopted):
    """Whoever wrote it stays in the room, also where the stage of the moment shows authors.

    Of a removed card nothing stays in a file but that it was there: it can be restored in its room, not from a file.
    """
    comments = [] if card["removed"] else [comment | {"author": None} for comment in card["comments"]]
    words = dict.fromkeys(("title", "body", "gloss"), "") if card["removed"] else {}
    return card | words | {"adopted": adopted, "author": None, "comments": comments}
