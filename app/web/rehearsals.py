"""The rehearsal of a workshop over HTTP: begun, looked after and removed by its organiser."""

from flask import Blueprint, current_app
from marshmallow import fields, validate

from app.catalogue import N_
from app.domain import account, copying, rehearsing, workshop
from app.domain.fields import Flag, Ids, Strict
from app.refusals import Conflict, Forbidden, NotFound, Unavailable
from app.web import seats
from app.web.asking import house, principal
from app.web.callers import owner
from app.web.calls import as_json, call

rehearsals = Blueprint("rehearsals", __name__, url_prefix="/api/v1")
PATH = "/workshops/{workshop_id}/rehearsal"
SHAPE = {
    "rooms": Ids(also=[validate.Length(min=1, error=N_("Choose a room"))]),
    "speed": fields.Float(validate=validate.Range(1, 100)),
    "lead": Flag(),
    "play": Flag(),
}
REHEARSAL = Strict.from_dict(SHAPE, name="Rehearsal")()


@call(rehearsals, "POST", PATH, "Begin the rehearsal of a workshop", by=owner, takes=REHEARSAL, status=201)
def begin_rehearsal(workshop_id, body):
    return begin(principal("account"), seats.identified(workshop_id), **body)


@call(rehearsals, "GET", PATH, "The rehearsal of a workshop")
def get_rehearsal(workshop_id):
    who = principal("account")
    with house().store.reading() as session:
        copying.source(session, who, seats.identified(workshop_id))
        found = rehearsing.of(session, workshop_id)
        if found is None:
            raise NotFound(N_("There is no rehearsal of this workshop"))
        return rehearsing.told(session, found)


@call(rehearsals, "DELETE", PATH, "Remove the rehearsal of a workshop", gives="nothing", status=204)
def end_rehearsal(workshop_id):
    remove(principal("account"), seats.identified(workshop_id))
    return as_json(None, 204)


def begin(who, workshop_id, *, rooms=None, speed=1.0, lead=False, play=True):
    """Make the rehearsal, and have its delegates play in `rooms` (ids of the workshop's own), all where left out.

    play: False where another program plays in it. Refused where there is one already, or too many are played.
    """
    if who.account is None:
        raise Forbidden(N_("This needs an account"))
    with house().store.writing() as session:
        source = copying.source(session, who, workshop_id)
        maker = session.get(account.Account, who.account)
        places = _places(session, source, rooms)
        if play:
            _refuse_too_many(session)
        made = rehearsing.make(session, source, maker, house().terms.limits)
        told = rehearsing.told(session, made) | {"state": "playing" if play else "outside"}
        token = rehearsing.lease(session, made) if play else None
        ids = [workshop.rooms(session, made)[place].id for place in places]
    if play:
        try:
            current_app.extensions["players"].start(told["id"], token, rooms=ids, speed=speed, lead=lead)
        except Unavailable:
            remove(who, workshop_id)
            raise
    return told


def _places(session, source, wanted):
    """Where the wanted rooms stand among those of the workshop: in its copy they stand there, too."""
    known = [room.id for room in workshop.rooms(session, source)]
    if wanted is not None and not set(wanted) <= set(known):
        raise NotFound(N_("There is no such room in this workshop"))
    if not known:
        raise Conflict(N_("There is no room yet."))
    return [place for place, id in enumerate(known) if wanted is None or id in wanted]


def _refuse_too_many(session):
    """Each is a process that wants memory and computes. Of two that begin in the same moment both may get in."""
    most = house().settings.rehearsals
    if not most:
        raise Forbidden(N_("No rehearsals are played on this server"))
    if rehearsing.playing(session) >= most:
        raise Conflict(N_("As many rehearsals as this server has room for are being played: wait until one is over"))


def remove(who, workshop_id):
    """Erase the rehearsal; who plays in it has no seat any more, and ends, in whichever process that is."""
    with house().store.writing() as session:
        copying.source(session, who, workshop_id)
        rehearsing.remove(session, workshop_id)
