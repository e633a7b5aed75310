"""A rehearsal: the delegates of a roster come in, and play until their workshop is gone or the day is over."""

import asyncio
import csv
import io

import aiohttp

from app.rehearsal import texts
from app.rehearsal.delegate import Delegate
from app.rehearsal.doors import Http
from app.rehearsal.lead import Lead

AT_ONCE = 20
"""So many take their seats at the same time."""


async def play(url, token, workshop, *, rooms=None, lead=False, speed=1.0, told=print):
    """Play workshop `workshop` (an id) at `url` with its organiser's `token`; returns {room: state of its declaration}.

    rooms: names, codes or ids; None for all. lead: nobody else leads, so the programme is played to its end. speed: how
    many times faster than life. Without `lead` the delegates follow whoever leads, until their seats are gone.
    """
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web:
        api = Http(web, url, token)
        whole = await api.get(f"/workshops/{workshop}")
        wanted = [room for room in whole["rooms"] if _named(room, rooms)]
        people = _delegates(web, url, await _roster(api, workshop), wanted, speed)
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(_come_in(each, gate) for each in people))
        told(f"{len(people)} simulated delegates are in {len(wanted)} rooms")
        staying = [asyncio.create_task(each.stay()) for each in people]
        if not lead:
            await asyncio.gather(*staying)
            return {}
        leader = asyncio.create_task(Lead(web, url, token, whole, rooms=[r["id"] for r in wanted], speed=speed).run(told))
        done, _ = await asyncio.wait([leader, *staying], return_when=asyncio.FIRST_EXCEPTION)
        for each in (*staying, leader):
            each.cancel()
        await asyncio.gather(*staying, leader, return_exceptions=True)
        for each in done:
            each.result()
        told(f"{sum(each.commands for each in people)} deeds, {sum(each.late for each in people)} of them too late")
        states = [await api.get(f"/rooms/{room['id']}") for room in wanted]
        return {state["room"]["name"]: state["declaration"]["state"] for state in states}


async def _come_in(delegate, gate):
    async with gate:
        await delegate.enter()


async def _roster(api, workshop):
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
    return any(str(room.get(each) or "").casefold() in wanted for each in ("id", "code", "country", "name") if room.get(each))
