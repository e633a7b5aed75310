"""Votes in a file: their settings are such as their method has, their results tell of the cards that they were over."""

from marshmallow import fields

from app.catalogue import N_
from app.domain import voting
from app.domain.bringing.shape import MANY, Exported, Key, many, one
from app.domain.command import checked
from app.domain.fields import Free, Number, Receipt, Text, Whole
from app.refusals import Invalid

NOT_SO = N_("A vote of this method has no such settings")
OTHER_CARDS = N_("This tells of other cards than the vote was over")
OTHER_GROUPS = N_("This tells of other groups than the result has")
NO_BALLOT = N_("This could not have been cast in this vote")
OTHERWISE = N_("The same vote is told otherwise in another room")
SHARED = ("method", "settings", "cards", "wording", "secrecy", "breakdown", "groups", "superseded", "result", "joint")
"""What is the same in every room of a vote over several."""

Card = fields.String


class Ranked(Exported):
    place = Whole(1, MANY)
    cards = fields.List(Card())
    score = Number(-MANY, MANY * 100, allow_none=True)


class Group(Exported):
    ballots = Whole(0, MANY)
    ranking = many(Ranked)


class Carried(Exported):
    mostly = Text(allow_none=True)
    none = fields.List(Text())


class Cut(Exported):
    taken, tied = fields.List(Card()), fields.List(Card())


class Published(Exported):
    receipt = Receipt(allow_none=True)
    choices = Free()


class Result(Exported):
    method = Text()
    entitled, ballots = Whole(0, MANY), Whole(0, MANY)
    ranking = many(Ranked)
    by_perspective = fields.Dict(keys=Key(), values=one(Group), load_default=None)
    carried = fields.Dict(keys=Card(), values=one(Carried), load_default=None)
    published = many(Published, load_default=None)
    cut = one(Cut)
    notes = fields.List(Text(limit="comment"))


RESULTS = {name: Result.from_dict(dict(getattr(by, "PARTS", {})))() for name, by in voting.methods().items()}


def check(found, limits, mistakes):
    heads = {}
    for n, room in enumerate(found["rooms"]):
        for m, poll in enumerate(room["polls"]):
            with mistakes.within(f"rooms.{n}.polls.{m}"):
                _check(poll, limits)
                _same_everywhere(poll, heads)


def _check(poll, limits):
    cards = poll["cards"]
    _refuse(len(set(cards)) < len(cards) or not cards, "cards", OTHER_CARDS)
    _refuse(set(poll["wording"]) != set(cards), "wording", OTHER_CARDS)
    _refuse(voting.complete(poll["method"], poll["settings"], len(cards), 1) != poll["settings"], "settings", NOT_SO)
    if not isinstance(poll["result"], dict):
        raise Invalid(errors={"result": [N_("Not an object")]})
    try:
        result = checked(RESULTS[poll["method"]], poll["result"], limits)
    except Invalid as refusal:
        raise type(refusal)(errors={f"result.{name}": texts for name, texts in refusal.errors.items()}) from refusal
    _refuse(result["method"] != poll["method"], "result.method", OTHERWISE)
    for field, named in _cards(result, getattr(voting.method(poll["method"]), "PARTS", {})):
        _refuse(sorted(named) != sorted(cards), f"result.{field}", OTHER_CARDS)
    for field, named in _some(poll, result):
        _refuse(not set(named) <= set(cards), field, OTHER_CARDS)
    _refuse(len(result.get("pairs", cards)) != len(cards), "result.pairs", OTHER_CARDS)
    _refuse(any(len(row) != len(cards) for row in result.get("pairs", ())), "result.pairs", OTHER_CARDS)
    _groups(result)
    for n, ballot in enumerate(result["published"] or ()):
        _refuse(not _could_be_cast(poll, ballot["choices"]), f"result.published.{n}.choices", NO_BALLOT)


def _cards(result, parts):
    """(field, cards) of what tells of every card."""
    yield "ranking", _ranked(result)
    for key, group in (result["by_perspective"] or {}).items():
        yield f"by_perspective.{key}", _ranked(group)
    for name in parts:
        if isinstance(result[name], dict):
            yield name, list(result[name])


def _ranked(group):
    return [card for place in group["ranking"] for card in place["cards"]]


def _some(poll, result):
    """(field, cards) of what tells of some of them."""
    yield "result.carried", result["carried"] or ()
    yield "result.cut", result["cut"]["taken"] + result["cut"]["tied"]
    for room in poll["joint"]["rooms"] if poll["joint"] else ():
        yield "joint.rooms", room["cards"]


def _groups(result):
    there = set(result["by_perspective"] or ())
    _refuse((result["by_perspective"] is None) != (result["carried"] is None), "result.carried", OTHER_GROUPS)
    for told in (result["carried"] or {}).values():
        named = {*told["none"], *filter(None, [told["mostly"]])}
        _refuse(not named <= there, "result.carried", OTHER_GROUPS)


def _could_be_cast(poll, choices):
    try:
        return voting.method(poll["method"]).check(choices, poll["settings"], poll["cards"]) == choices
    except Invalid:
        return False


def _same_everywhere(poll, heads):
    if poll["joint"]:
        head = heads.setdefault(poll["joint"]["id"], poll)
        for name in SHARED:
            _refuse(head[name] != poll[name], name, OTHERWISE)


def _refuse(wrong, field, text):
    if wrong:
        raise Invalid(errors={field: [text]})
