"""Taking back one's own last steps: each is undone by the commands that are its opposite, with their rights."""

from app.catalogue import N_
from app.domain import access, saving
from app.domain.command import COMMANDS, Inverse, Outcome, checked, command, plain, refuse_if
from app.domain.fields import Whole
from app.refusals import Conflict, NotFound
from app.storage import log
from app.storage.tables import Card, Measure, Theme

KINDS = {"card": Card, "theme": Theme, "measure": Measure}
CHANGED_SINCE = N_("Somebody has changed this since")


@command("undo", may=access.seated, authored=True, event=Whole(1, 10**9 - 1, required=True))
def undo(call, *, event):
    """Take back one's own step with this number, where nobody has changed since what it changed.

    Its event has all that the opposite commands would tell. An undo is a step like any other: undoing it does it again.
    """
    step = log.step(call.session, call.actor.id, call.room.id, event)
    if step is None:
        raise NotFound(N_("This step is not yours, or cannot be taken back"))
    if any("plan" in left for _, _, left in step.undo["left"]):
        saving.save_all(call)
    for kind, id, left in step.undo["left"]:
        row = call.session.get(KINDS[kind], id)
        gone = row is None or any(plain(getattr(row, name)) != value for name, value in left.items())
        refuse_if(gone, CHANGED_SINCE)
    try:
        done = [_do(call, type, data) for type, data in step.undo["steps"]]
    except NotFound as error:  # of a step that is one's own: what it would go back to is gone
        raise Conflict(CHANGED_SINCE) from error
    step.undo = None
    return _together(done, event)


def _do(call, type, data):
    wanted = COMMANDS["room", type]
    call.values = checked(wanted.schema, data, call.limits)
    wanted.may(call)
    outcome = wanted.handler(call, **call.values)
    call.session.flush()
    return outcome


def _together(outcomes, event):
    """What several commands did, as one."""
    data = {"event": event, "put": {}, "drop": {}, "set": {}}
    for outcome in outcomes:
        for part in ("put", "drop"):
            for path, rows in (outcome.event or {}).get(part, {}).items():
                data[part][path] = data[part].get(path, []) + rows
        data["set"] |= (outcome.event or {}).get("set", {})
    inverses = [outcome.inverse for outcome in outcomes if outcome.inverse]
    again = Inverse(
        [step for inverse in reversed(inverses) for step in inverse.steps],
        [left for inverse in inverses for left in inverse.left],
    )
    changed = any(outcome.event is not None for outcome in outcomes)
    return Outcome(
        {name: part for name, part in data.items() if part} if changed else None,
        hidden=any(outcome.hidden for outcome in outcomes),
        mine=tuple({member for outcome in outcomes for member in outcome.mine}),
        inverse=again if len(inverses) == len(outcomes) else None,
    )
