"""The delegates of a roster come in, and play until their workshop is gone or the day is over."""

import asyncio
import csv
import io

import aiohttp

from app.rehearsal import texts
from app.rehearsal.delegate import Delegate
from app.rehearsal.doors import Http, ended
from app.rehearsal.lead import Lead

LONGEST_S = 4 * 3600
"""A rehearsal that nobody ends is over after so many seconds."""
AT_ONCE = 20
"""So many take their seats at the same time."""


def say(line):
    """Tell whoever watches the terminal, at once."""
    print(line, flush=True)


async def play(url, token, workshop, *, rooms=None, lead=False, speed=1.0, told=say):
    """Play workshop `workshop` (an id) at `url` with its organiser's `token`; returns {room: state of its declaration}.

    rooms: names, codes or ids; None for all. lead: nobody else leads, so the programme is played to its end. speed: how
    many times faster than life. Without `lead` the delegates follow whoever leads, until their seats are gone. Raises
    Refused, Gone and, after `LONGEST_S`, TimeoutError.
    """
    async with asyncio.timeout(LONGEST_S), aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web:
        api = Http(web, url, token)
        whole = await api.get(f"/workshops/{workshop}")
        wanted = [room for room in whole["rooms"] if _named(room, rooms)]
        people = _delegates(web, url, await roster(api, workshop), wanted, speed)
        leading = Lead(web, url, token, whole, rooms=[room["id"] for room in wanted], speed=speed).run if lead else None
        await _played(people, leading, told)
        told(f"{sum(each.commands for each in people)} deeds, {sum(each.late for each in people)} of them too late")
        if not lead:
            told("The seats of all simulated delegates are gone")
            return {}
        states = [await api.get(f"/rooms/{room['id']}") for room in wanted]
        return {state["room"]["name"]: state["declaration"]["state"] for state in states}


async def _played(people, leading, told):
    """Until the day is led to its end or, where nobody leads, all have gone. One error ends it for all."""
    playing = set()
    try:
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(_come_in(each, gate) for each in people))
        told(f"{len(people)} simulated delegates have come in")
        playing = {asyncio.create_task(each.stay()) for each in people}
        leader = asyncio.create_task(leading(told)) if leading else None
        left = playing | {leader} if leader else playing
        playing = set(left)
        while left and not (leader and leader.done()):
            done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.result()
    finally:
        await ended(*playing)


async def _come_in(delegate, gate):
    async with gate:
        await delegate.enter()


async def roster(api, workshop):
    """[{reference, link, room, role}, ...]; the room by its code or name."""
    table = await api.text(f"/workshops/{workshop}/roster.csv")
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def _delegates(web, url, roster, rooms, speed):
    made = []
    for room in rooms:
        seats = [row for row in roster if row["role"] == "participant" and _named(room, [row["room"]])]
        shares = texts.shares(room, len(seats)) if seats else []
        for seat, (row, share) in enumerate(zip(seats, shares, strict=True)):
            place = {"seat": seat, "seats": len(seats)}
            made.append(Delegate(web, url, row["link"], texts=share, speed=speed, **place))
    return made


def _named(room, names):
    if names is None:
        return True
    wanted = {name.casefold() for name in names}
    return any(
        str(room.get(each) or "").casefold() in wanted for each in ("id", "code", "country", "name") if room.get(each)
    )
