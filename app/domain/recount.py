"""Ballots that everybody may count again: whether they are published, and what comes out of counting them."""

from app.catalogue import N_
from app.domain import voting
from app.refusals import Invalid

FEWEST = 15
"""Of fewer ballots the patterns give people away."""
TOO_FEW = N_("Fewer than 15 ballots were cast: they are not published, because patterns would give people away.")


NOT_WITH_FOLDS = N_(
    "Published ballots and folded groups do not go together: from the sums of a group its ballots could be worked out"
)


def refuse_with_folds(breakdowns, field):
    """Refuse to publish ballots where one of these breakdowns folds small groups; `field`: the one that says so."""
    if "safe" in breakdowns:
        raise Invalid(NOT_WITH_FOLDS, errors={field: [NOT_WITH_FOLDS]})


def publishes(settings, ballots):
    """Whether a poll of these settings shows its ballots, of which there are so many."""
    return settings.get("recount", False) and ballots >= FEWEST


def told(settings, ballots):
    """What the result says of it: {published} or {}, and notes. ballots: [{receipt, choices}, ...] in random order."""
    if publishes(settings, len(ballots)):
        return {"published": ballots}, []
    return {}, [TOO_FEW] if settings.get("recount") else []


def differences(poll):
    """What is otherwise when the published ballots of a revealed poll are counted again: names of parts, or [].

    poll: as in a snapshot or an export. None where it publishes no ballots. Groups are not counted again: no ballot
    says whose it is.
    """
    result = poll["result"]
    published = result.get("published")
    if published is None:
        return None
    settings, cards = poll["settings"], poll["cards"]
    choices = [ballot["choices"] for ballot in published]
    if not all(_valid(poll["method"], each, settings, cards) for each in choices):
        return ["choices"]
    again = voting.result(
        poll["method"], settings, cards, [(each, None) for each in choices], result["entitled"], settings["adopt"]
    )
    found = [name for name in again if name != "notes" and result.get(name) != again[name]]
    if len({ballot["receipt"] for ballot in published}) < len(published):
        found.append("receipts")
    return found


def _valid(method, choices, settings, cards):
    try:
        return voting.method(method).check(choices, settings, cards) == choices
    except Invalid:
        return False
