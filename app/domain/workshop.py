"""The event: made from a template, changed while it runs, erased for good."""

import secrets

from sqlalchemy import select

from app.catalogue import N_
from app.domain import account, agenda, codes, order, programmes, recount, shapes, stages, wording
from app.domain.clock import moment, now
from app.domain.command import Said
from app.domain.declaration import STANDING
from app.domain.member import new_seat
from app.refusals import Invalid, Refusal, TooLarge
from app.storage import erased
from app.storage.session import say
from app.storage.tables import Declaration, Finding, Member, Room, Screen, Stage, Theme, Workshop, new_id

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0 and O, no 1, I and L: a code is read aloud and typed on phones."""


def create(session, account, shape, limits):
    """Make a workshop of checked data; `account` becomes its organiser, seated in no room. Returns the Workshop."""
    template = shape.get("template", programmes.DEFAULT)
    small_enough(shape, limits)
    if shape.get("recount"):
        chosen = [room.get("poll", {}).get("breakdown") for room in shape.get("rooms", ())]
        recount.refuse_with_folds(chosen, "recount")
    workshop = Workshop(
        id=new_id(),
        code=free_code(session),
        title=shape["title"],
        subtitle=shape.get("subtitle", ""),
        note=shape.get("note", ""),
        starts_at=shape.get("starts_at"),
        timezone=shape.get("timezone")
        or next((r["timezone"] for r in shape.get("rooms", ()) if r.get("timezone")), "UTC"),
        language=shape.get("language", "en"),
        languages=shape.get("languages") or list(shapes.LANGUAGES),
        template=template,
        joining=shape.get("joining", "open"),
        consent=shape.get("consent", ""),
        perspectives=shape.get("perspectives") or [dict(perspective) for perspective in programmes.PERSPECTIVES],
        decision_rule=shape.get("decision_rule") or dict(programmes.DECISION_RULE),
        measures_max=shape.get("measures_max", programmes.MEASURES_MAX),
        recount=shape.get("recount", False),
        kept_until=shape.get("kept_until"),
        created_at=now(),
    )
    session.add(workshop)
    session.flush()
    programme = planned(shape.get("programme", ())) or programmes.programme(template)
    first = _stages(session, workshop, programme)
    for finding in shape.get("findings", ()):
        made_finding(session, workshop, None, finding)
    for position, room in enumerate(shape.get("rooms", ())):
        made_room(session, workshop, first, position, room, shape.get("themes", ()))
    if account is not None:
        seat = {"name": account.name, "role": "organiser", "language": workshop.language}
        new_seat(session, workshop, account_id=account.id, room_id=None, perspective=None, **seat)
    return workshop


def small_enough(shape, limits):
    """Raise TooLarge for more rooms or themes than fit in."""
    for name, most in (("rooms", limits.rooms), ("themes", limits.themes)):
        if len(shape.get(name, ())) > most:
            raise TooLarge(errors={name: [(N_("At most {most}"), {"most": most})]})


def planned(given):
    """The stages filled in; what is wrong with one is told with its place, as of rooms and findings."""
    done = []
    for number, stage in enumerate(given):
        try:
            done.append(stages.complete(stage))
        except Refusal as refusal:
            place = f"programme.{number}"
            errors = {f"{place}.{field}": told for field, told in (refusal.errors or {}).items()}
            told = errors or {place: [(refusal.detail, refusal.params)]}
            raise type(refusal)(refusal.detail, errors=told, **refusal.params) from refusal
    return done


def free_code(session):
    """A join code that no workshop has or had."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(6))
        taken = session.scalar(select(Workshop.id).where(Workshop.code == code))
        if taken is None and not codes.is_old(session, "join", code):
            return code


def _stages(session, workshop, planned):
    """Store the programme; returns its first stage."""
    made = [
        Stage(id=new_id(), workshop_id=workshop.id, position=n, **{k: v for k, v in stage.items() if k != "id"})
        for n, stage in enumerate(planned)
    ]
    session.add_all(made)
    session.flush()
    return made[0]


def made_finding(session, workshop, room, shape, *, id=None):
    """Store a finding of one room, or (room None) for all."""
    finding = Finding(
        id=id or new_id(),
        workshop_id=workshop.id,
        room_id=room and room.id,
        **({"kind": "finding", "source": ""} | {name: value for name, value in shape.items() if name != "id"}),
    )
    session.add(finding)
    session.flush()
    return finding


def made_room(session, workshop, stage, position, shape, themes, *, id=None):
    """Store a room in `stage`, with its findings, its columns and the first words of its declaration."""
    room = Room(
        id=id or new_id(),
        workshop_id=workshop.id,
        stage_id=stage.id,
        position=position,
        code=shape.get("code") or shape.get("country", ""),
        name=shape["name"],
        country=shape.get("country", ""),
        language=shape.get("language", workshop.language),
        timezone=shape.get("timezone", workshop.timezone),
        call_url=shape.get("call_url", ""),
        poll_defaults=shape.get("poll", {}),
        private_writing=not stage.permissions["cards"],
    )
    session.add(room)
    session.flush()
    for finding in shape.get("findings", ()):
        made_finding(session, workshop, room, finding)
    for key, title in zip(order.spread(len(themes)), themes, strict=True):
        session.add(Theme(id=new_id(), room_id=room.id, title=title, position=key))
    session.add(Declaration(room_id=room.id, standing=STANDING, corrections=[]))
    session.flush()
    wording.first(session, wording.Name("declaration", room.id), room.id, {"standing": STANDING})
    return room


KEPT_BACK = ("note", "call_url")
"""What no event of the workshop carries: its facilitators hear it, and neither the organiser's note nor the calls of
other rooms are for them. The console asks for the workshop again, and gets what is for it."""


def told(session, workshop, actor):
    """A workshop as `actor` may know it, by whichever call: the one place that decides who gets what of it.

    `note` is the organiser's alone, `code` for those who bring people in, `call_url` for those who join that call.
    """
    told = whole(session, workshop)
    if actor.role != "organiser":
        del told["note"]
    if actor.role not in ("organiser", "facilitator"):
        del told["code"]
    for room in told["rooms"]:
        if not actor.calls(room["id"]):
            del room["call_url"]
    return told


def whole(session, workshop):
    """All of a workshop, as its organiser knows it."""
    shown = [room_told(room) for room in rooms(session, workshop)]
    return {
        "id": workshop.id,
        "code": workshop.code,
        "title": workshop.title,
        "subtitle": workshop.subtitle,
        "note": workshop.note,
        "starts_at": moment(workshop.starts_at),
        "timezone": workshop.timezone,
        "language": workshop.language,
        "languages": workshop.languages,
        "template": workshop.template,
        "joining": workshop.joining,
        "consent": workshop.consent,
        "rooms": shown,
        "programme": agenda.programme(session, workshop.id),
        "perspectives": workshop.perspectives,
        "decision_rule": workshop.decision_rule,
        "measures_max": workshop.measures_max,
        "recount": workshop.recount,
        "kept_until": moment(workshop.kept_until),
        "rehearsal_of": workshop.rehearsal_of,
    }


def rooms(session, workshop):
    return session.scalars(select(Room).where(Room.workshop_id == workshop.id).order_by(Room.position)).all()


def room_told(room):
    return {name: getattr(room, name) for name in ("id", "name", "country", "code", "call_url", "language", "timezone")}


def changed(row, changes):
    """Write `changes` into `row`; False where they stand there already."""
    if all(getattr(row, name) == value for name, value in changes.items()):
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True


def of_account(session, account_id):
    """The workshops of which the account is the organiser, newest first; a rehearsal is found with what it is of."""
    seats = select(Member.workshop_id).where(Member.account_id == account_id, Member.role == "organiser")
    wanted = select(Workshop).where(Workshop.id.in_(seats), Workshop.rehearsal_of.is_(None))
    return session.scalars(wanted.order_by(Workshop.created_at.desc(), Workshop.id)).all()


def erase(session, workshop):
    """The workshop with everything in it and its rehearsal, for good. Whoever is in it, or shows it, has to go."""
    for rehearsal in session.scalars(select(Workshop).where(Workshop.rehearsal_of == workshop.id)).all():
        erase(session, rehearsal)
    seats = tuple(session.scalars(select(Member.id).where(Member.workshop_id == workshop.id)))
    say(session, Said("workshop", workshop.id, workshop.id, None, farewell=seats))
    for screen in session.scalars(select(Screen.id).where(Screen.workshop_id == workshop.id)).all():
        account.revoke_all(session, screen=screen)
    erased.take_out(session, workshop.id)


def refuse_unconfirmed(workshop, confirm):
    if confirm != workshop.title:
        raise Invalid(errors={"confirm": [N_("Type the title of the workshop to erase it for good")]})
