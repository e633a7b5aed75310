"""The rehearsal of a workshop, a marked copy with its people, to play in: the real one is not touched."""

import contextlib

import aiohttp

from app.rehearsal.doors import Refused


@contextlib.asynccontextmanager
async def copied(api, workshop, told):
    """The id of the rehearsal of `workshop`, everybody in it with a link of its own; erased when the block ends.

    `told` hears where facilitators come in. Raises Refused, where there is a rehearsal already for example.
    """
    made = await api.post(f"/workshops/{workshop}/rehearsal", {"play": False})
    path = f"/workshops/{made['id']}"
    try:
        told(f"Rehearsal: {made['title']}\n  console  {api.url}{path}")
        for seat in (await api.get(f"{path}/roster"))["members"]:
            if seat["role"] == "facilitator":
                told(f"  {seat['name']}  {seat['link']}")
        yield made["id"]
    finally:
        told(await _erased(api, path, made["title"]))


async def _erased(api, path, title):
    try:
        await api.delete(path, {"confirm": title})
    except (Refused, aiohttp.ClientError, TimeoutError) as error:
        if isinstance(error, Refused) and error.code == "not_found":
            return "Somebody has erased the copy"
        return f"The copy is not erased ({error}): remove the rehearsal of “{title}” by hand"
    return "The copy is erased"
