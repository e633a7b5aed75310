"""Conducting: stages, timers, announcements and locks, from the workshop to one, some or all of its rooms."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from app.catalogue import N_
from app.domain import access, agenda, checking, saving, visit
from app.domain.clock import moment
from app.domain.command import NOTHING, Outcome, command
from app.domain.fields import Flag, Id, Ids, Text, Whole
from app.refusals import Invalid, NotFound
from app.storage import log
from app.storage.tables import Member, Stage, Visit

DAY_S = 24 * 3600
SETS_TIMER = (
    *("stage.started", "timer.started", "timer.added"),
    *("timer.paused", "timer.cleared", "timer.restored"),
)
STOCK = ("five_minutes", "please_vote", "back_to_plenary")


def conducted(type, **data):
    """Register the workshop command `type {…, rooms?}`: one event in the workshop, then one in each room.

    What `check` returns follows in the rooms that the command does not go to.
    """

    def register(check):
        @command(type, scope="workshop", may=access.workshop_driver, rooms=Ids(allow_none=True), **data)
        def start(call, *, rooms=None, **values):
            driven = access.driven_rooms(call.session, call.actor, rooms)
            more = (check and check(call, **values)) or []
            if not driven:
                return NOTHING
            there = {room.id for room in driven}
            follow = [(room.id, type, values) for room in driven] + [step for step in more if step[0] not in there]
            return Outcome({"rooms": [room.id for room in driven], **values}, follow=follow)

        return check

    return register


def _stage(call, id):
    stage = call.session.get(Stage, id)
    workshop = call.room.workshop_id if call.room is not None else call.workshop.id
    if stage is None or stage.workshop_id != workshop:
        raise NotFound()
    return stage


@conducted("stage.start", stage=Id(required=True))
def _check_stage(call, *, stage):
    return visit.propose(call) if _stage(call, stage).kind == access.VISIT else []


@command("stage.start", may=access.driver, door=False, stage=Id(required=True))
def start_stage(call, *, stage):
    """Back as well as forward; nothing is lost. The timer starts with the stage's minutes, nobody is done yet.

    Where authors begin or cease to be shown, everybody takes a fresh snapshot.
    """
    saving.save_all(call)
    before, now = call.stage, _stage(call, stage)
    call.change(stage_id=now.id, private_writing=not now.permissions["cards"])
    checking.keep_promise(call, now)
    _run_timer(call, now.minutes * 60)
    done = _nobody_is_done(call)
    call.stage = now
    # "Five minutes left" was said of the stage that is over.
    silent = {} if call.room.announcement is None else {"announcement": None}
    call.change(announcement=None)
    data = {
        "stage": agenda.stage_part(now),
        "timer": agenda.timer_part(call.room),
        "ready": 0,
        "room": {"private_writing": call.room.private_writing},
    } | silent
    if now.kind == access.VISIT:  # the plan may have been made a moment ago, as the visit was started
        data["visit"] = agenda.visit(call.session, call.room)
    return Outcome(
        {"stage": now.id, "set": data},
        reload=before.permissions["authors"] != now.permissions["authors"],
        mine=done,
        shuts=_shut(call, before.kind, now.kind),
    )


def _shut(call, before, now):
    """Ids of the rooms that some may no longer read: this one after the plenary, the visited one after the visit."""
    shut = [call.room.id] if before in access.OPEN_KINDS and now not in access.OPEN_KINDS else []
    ended = call.session.get(Visit, call.room.id) if before == access.VISIT != now else None
    return (*shut, ended.host_id) if ended else tuple(shut)


def _nobody_is_done(call):
    """Ids of those who were done, or asked to speak up: neither holds in the stage that starts."""
    marked = or_(Member.ready.is_not(None), Member.nudged_at.is_not(None))
    done = tuple(call.session.scalars(select(Member.id).where(Member.room_id == call.room.id, marked)))
    call.session.execute(update(Member).where(Member.id.in_(done)).values(ready=None, nudged_at=None))
    return done


def _run_timer(call, seconds):
    ends = call.at + timedelta(seconds=seconds) if seconds else None
    call.change(timer_total_s=seconds, timer_left_s=seconds, timer_ends_at=ends)


def _timer(call):
    return Outcome({"set": {"timer": agenda.timer_part(call.room)}})


@conducted("timer.start", seconds=Whole(1, DAY_S, required=True))
def _any_start(call, *, seconds): ...


@command("timer.start", may=access.driver, door=False, seconds=Whole(1, DAY_S, required=True))
def start_timer(call, *, seconds):
    _run_timer(call, seconds)
    return _timer(call)


@conducted("timer.add", seconds=Whole(-DAY_S, DAY_S, required=True))
def _any_add(call, *, seconds): ...


@command("timer.add", may=access.driver, door=False, seconds=Whole(-DAY_S, DAY_S, required=True))
def add_to_timer(call, *, seconds):
    """More time, or less. One that has run out, or never ran, runs for `seconds` from now."""
    room = call.room
    call.change(timer_total_s=max(0, room.timer_total_s + seconds))
    if room.timer_ends_at is None and room.timer_left_s:
        call.change(timer_left_s=max(0, room.timer_left_s + seconds))
    elif room.timer_ends_at is None or room.timer_ends_at < call.at:
        if seconds > 0:
            _run_timer(call, seconds)
    else:
        ends = max(call.at, room.timer_ends_at + timedelta(seconds=seconds))
        call.change(timer_ends_at=ends, timer_left_s=round((ends - call.at).total_seconds()))
    return _timer(call)


@conducted("timer.pause", paused=Flag())
def _any_pause(call, *, paused=None): ...


@command("timer.pause", may=access.driver, door=False, paused=Flag())
def pause_timer(call, *, paused=None):
    """Stop a running timer with what is left, or let a paused one run on. Without `paused` it changes over."""
    room = call.room
    if room.timer_ends_at and paused is not False:
        left = max(0, round((room.timer_ends_at - call.at).total_seconds()))
        call.change(timer_left_s=left, timer_ends_at=None)
    elif not room.timer_ends_at and room.timer_left_s and paused is not True:
        call.change(timer_ends_at=call.at + timedelta(seconds=room.timer_left_s))
    else:
        return NOTHING
    return _timer(call)


@conducted("timer.clear")
def _any_clear(call): ...


@command("timer.clear", may=access.driver, door=False)
def clear_timer(call):
    if not call.room.timer_total_s and not call.room.timer_ends_at:
        return NOTHING
    was = agenda.timer_part(call.room)
    _run_timer(call, 0)
    return Outcome({"was": was, "set": {"timer": agenda.timer_part(call.room)}})


@conducted("timer.restore")
def _any_restore(call): ...


@command("timer.restore", may=access.driver, door=False)
def restore_timer(call):
    """What `timer.clear` took away, as if it had run on; nothing where the timer has been set since."""
    last = log.last(call.session, call.room.id, *SETS_TIMER)
    if last is None or last.type != "timer.cleared":
        return NOTHING
    was = last.data["was"]
    ends = was["ends_at"] and datetime.fromisoformat(was["ends_at"])
    call.change(timer_total_s=was["total_s"], timer_left_s=was["left_s"], timer_ends_at=ends)
    return _timer(call)


@conducted("announcement.post", text=Text(limit="announcement", filled=True), stock=Text())
def _check_announcement(call, *, text=None, stock=None):
    if (text is None) == (stock is None):
        raise Invalid(errors={"text": [N_("Give either a text or a stock announcement")]})
    if stock is not None and stock not in STOCK:
        raise Invalid(errors={"stock": [N_("There is no such stock announcement")]})


@command("announcement.post", may=access.driver, door=False, text=Text(limit="announcement"), stock=Text())
def post_announcement(call, *, text=None, stock=None):
    call.change(announcement={"text": text, "stock": stock, "at": moment(call.at)})
    return Outcome({"set": {"announcement": call.room.announcement}})


@conducted("announcement.withdraw")
def _any_withdraw(call): ...


@command("announcement.withdraw", may=access.driver, door=False)
def withdraw_announcement(call):
    """What was said does not hold any more: it goes from every screen."""
    if call.room.announcement is None:
        return NOTHING
    call.change(announcement=None)
    return Outcome({"set": {"announcement": None}})


@conducted("room.lock", locked=Flag())
def _any_lock(call, *, locked=True): ...


@command("room.lock", may=access.driver, door=False, locked=Flag())
def lock_room(call, *, locked=None):
    """While a room is locked its delegates change nothing. Without `locked` it changes over."""
    call.change(locked=not call.room.locked if locked is None else locked)
    return Outcome({"set": {"room": {"locked": call.room.locked}}})
