"""A room's agenda as a document: plain data for the declaration page, worked out from the room's snapshot."""

from app.domain import voting
from app.domain.plan import FIELDS, INSTRUMENTS, heading
from app.domain.rule import LEVELS, SUPPORTING
from app.domain.trace import trace
from app.export import unit, worded

BAR_PX = 56


def document(snapshot):
    """What the page shows of `snapshot`.

    Returns {measures, agreement | None, votes, findings}: measures in order, with plan and trace; then what the traces
    link to, and which measures each leads back to: the polls and the findings they cite. The cards are in the traces.
    """
    traced = [trace(snapshot, measure) for measure in snapshot["measures"]]
    return {
        "measures": [
            _measure(snapshot, number, measure, path)
            for number, (measure, path) in enumerate(zip(snapshot["measures"], traced, strict=True), start=1)
        ],
        "agreement": _agreement(snapshot["declaration"]["revealed"], snapshot["workshop"]["perspectives"]),
        "votes": [
            _vote(poll, snapshot["measures"], {card["id"] for card in snapshot["cards"] if card.get("removed")})
            for poll in snapshot["polls"]
            if poll["state"] == "revealed" and poll.get("result")
        ],
        "findings": _cited(snapshot, traced),
    }


def _vote(poll, measures, gone):
    """gone: ids of removed cards, whose words are not shown here either."""
    poll = poll | {"wording": {card: "" if card in gone else title for card, title in poll["wording"].items()}}
    method = voting.methods().get(poll["method"])
    title = method.TITLE if method else poll["method"]
    return poll | {
        "wording": {card: worded(poll, card) for card in poll["wording"]},
        "title": title,
        "unit": unit(poll),
        "became": {voted: n for n, each in enumerate(measures, start=1) for voted in (each["id"], *each["cards"])},
    }


def _measure(snapshot, number, measure, path):
    title, gloss = heading(measure["plan"], path["cards"][0] if path["cards"] else None)
    fields = [field for key in FIELDS if (field := _field(measure, key))]
    return {"id": measure["id"], "number": number, "title": title, "gloss": gloss, "fields": fields, "trace": path}


def _field(measure, key):
    """{key, title, value, gloss, …} of one plan field, or None where it was left empty."""
    plan = measure["plan"]
    found = {"key": key, "title": FIELDS[key], "value": plan.get(key, ""), "gloss": plan.get(f"{key}_gloss", "")}
    if key == "instrument":
        found["value"] = [INSTRUMENTS[each] for each in measure["instrument"]]
    elif key == "by_when":
        found["value"] = measure["by_when"]
    elif key == "money":
        found["amount"] = measure["amount"]
    elif key == "indicator":
        found |= {"baseline": plan.get("baseline", ""), "target": plan.get("target", "")}
    return found if found["value"] or found.get("amount") or found.get("target") else None


def _agreement(revealed, perspectives):
    """How far the room agrees: levels 1 to 8 with their counts, reservations and rule; None before the reveal."""
    if not revealed:
        return None
    counts = {level: revealed["levels"].get(str(level), 0) for level in LEVELS}
    most = max(counts.values()) or 1
    by_group = revealed["rule"]["by_perspective"]
    return {
        "levels": [
            {"title": title, "n": counts[n], "height": round(BAR_PX * counts[n] / most)} for n, title in LEVELS.items()
        ],
        "supporting": sum(counts[level] for level in SUPPORTING),
        "groups": [
            by_group[each["key"]] | {"title": each["title"]} for each in perspectives if each["key"] in by_group
        ],
        "reservations": revealed["reservations"],
        "rule": revealed["rule"],
    }


def _cited(snapshot, traced):
    """The findings that are cited, each with the numbers of its `measures`."""
    behind = {}
    for number, path in enumerate(traced, start=1):
        for finding in path["findings"]:
            behind.setdefault(finding["id"], []).append(number)
    return [each | {"measures": behind[each["id"]]} for each in snapshot["findings"] if each["id"] in behind]
