"""What a browser makes of events: the contract of app/static/js/state/apply.js, written down a second time."""

from functools import partial

from tests.domain.people import DELEGATES

ORDER = {
    "themes": ("position", "id"),
    "cards": ("position", "id"),
    "measures": ("position", "id"),
    "comments": ("at", "id"),
    "visits": ("at", "id"),
    "findings": ("code", "id"),
    "polls": ("number",),
    "members": ("number",),
}


def apply(snapshot, event, mine):
    """The snapshot after `event`; the old one stays as it is. `mine` is what its viewer knows alone: it comes first."""
    data = event["data"]
    room = snapshot | {"seq": event["seq"]}
    if event["type"] == "text.saved":
        room |= _worded(room, data["doc"], data["texts"])
    for path, rows in data.get("put", {}).items():
        room |= _at(room, path, partial(_put, rows=rows, order=ORDER[path.split("/")[-1]]))
    for path, ids in data.get("drop", {}).items():
        room |= _at(room, path, lambda old, ids=ids: [row for row in old if row["id"] not in ids])
    for key, value in data.get("set", {}).items():
        room[key] = _private(value, mine) if key == "private" else _merged(room.get(key), value)
    return room


def _worded(room, doc, texts):
    kind, _, owner = doc.partition(":")
    if kind == "declaration":
        return {"declaration": room["declaration"] | texts}
    rows = room[f"{kind}s"]
    if kind == "measure":
        return {"measures": [row | {"plan": row["plan"] | texts} if row["id"] == owner else row for row in rows]}
    return {"cards": [row | texts if row["id"] == owner else row for row in rows]}


def _at(room, path, edit):
    """The part of the room with the list at `path` edited: "cards", or "cards/<id>/comments" of one card."""
    key, *inside = path.split("/")
    if not inside:
        return {key: edit(room[key])}
    owner, inner = inside
    return {key: [row | {inner: edit(row[inner])} if row["id"] == owner else row for row in room[key]]}


def _put(old, *, rows, order):
    known = {row["id"]: row for row in old}
    for row in rows:
        known[row["id"]] = known.get(row["id"], {}) | row
    return sorted(known.values(), key=lambda row: [row[key] for key in order])


def _private(value, mine):
    return {"total": value["total"], "others": value["total"] - len(mine["cards"])}


def _merged(old, value):
    return old | value if isinstance(old, dict) and isinstance(value, dict) else value


# Everybody's browser, while something happens.

SEATED = (*DELEGATES, "KR-F", "ORG")


def everybody_agrees(people, deed, *, viewers=SEATED):
    """Have `deed(people)` done while everybody looks on: whoever applies the events comes to a fresh snapshot.

    Whoever knows something else alone now than before was told, and told exactly that. Returns a step for each viewer
    and event: {viewer, before, mine, event, after}; none where everybody has to take a fresh snapshot anyway.
    """
    before, own = people.views(viewers)
    people.heard.clear()
    deed(people)
    events = people.events(before[viewers[0]]["seq"])
    if any(event.get("reload") for event in events):
        return []
    after, now = people.views(viewers)
    told = {id: mine for said in people.heard for id, mine in said.mine.items()}
    for who in viewers:
        assert _alone(told.get(people.seat[who], own[who])) == _alone(now[who])
    return [step for who in viewers for step in _steps(who, before[who], events, now[who], after[who])]


def _alone(mine):
    """What is in it, whenever it was told."""
    return {part: value for part, value in mine.items() if part != "seq"}


def _steps(viewer, snapshot, events, mine, fresh):
    steps = []
    for event in events:
        after = apply(snapshot, event, mine)
        steps.append({"viewer": viewer, "before": snapshot, "mine": mine, "event": event, "after": after})
        snapshot = after
    assert snapshot == fresh
    return steps
