"""A workshop like the real one, with its people, to play in: the real one is not touched."""

import contextlib

import aiohttp

from app.rehearsal.doors import Refused

TITLE = "Rehearsal: {title}"
TITLE_MOST = 200


@contextlib.asynccontextmanager
async def copied(api, workshop, told):
    """The id of a copy of the workshop `workshop`, everybody in it with a link of its own; erased when the block ends.

    `told` hears where facilitators come in. Raises Refused, where the token is not its organiser's for example.
    """
    real = await api.get(f"/workshops/{workshop}")
    title = TITLE.format(title=real["title"])[:TITLE_MOST]
    made = await api.post(f"/workshops/{workshop}/copy", {"title": title})
    path = f"/workshops/{made['id']}"
    try:
        people = await api.text(f"/workshops/{workshop}/roster.csv")
        seated = await api.send(people.encode(), f"{path}/roster", "text/csv")
        told(f"{title}\n  console  {api.url}/workshops/{made['id']}")
        for seat in seated["members"]:
            if seat["role"] == "facilitator":
                told(f"  {seat['name']}  {seat['link']}")
        yield made["id"]
    finally:
        told(await _erased(api, path, title))


async def _erased(api, path, title):
    try:
        await api.delete(path, {"confirm": title})
    except (Refused, aiohttp.ClientError, TimeoutError) as error:
        if isinstance(error, Refused) and error.code == "not_found":
            return "Somebody has erased the copy"
        return f"The copy is not erased ({error}): delete “{title}” by hand"
    return "The copy is erased"
