"""The shape of a `json` export: what may stand in one, all of it bounded. Whatever the house never wrote is refused."""

from marshmallow import ValidationError, fields, missing, validate

from app.catalogue import N_
from app.domain import measure, voting
from app.domain.agenda import REACTIONS
from app.domain.fields import Flag, Free, Id, Ids, Many, Number, OneOf, Text, Whole
from app.domain.rule import LEVELS
from app.domain.shapes import (
    A_KEY,
    FindingShape,
    Moment,
    RoomShape,
    Strict,
    WorkshopShape,
    kept,
)
from app.domain.stage import SHAPE
from app.domain.wording import FIELDS
from app.refusals import Invalid

FORMAT = "concord/1"
MANY = 10**6
"""More people, votes or versions there are not."""
NO_PLACE = N_("A place among others is written in digits and Latin letters")
NOBODY = N_("An export names nobody")


class Exported(Strict):
    """All of it has to be there, but for what has a default: that came with later versions."""

    def on_bind_field(self, _name, field):
        field.required = field.load_default is missing


class AsSet(fields.Field):
    """What `measure.set` takes for this field of a measure."""

    def _deserialize(self, value, attr, data, **rest):
        try:
            return measure.READ[attr](value)
        except Invalid as refusal:
            raise ValidationError(refusal.errors["value"]) from refusal


def one(shape, **options):
    return fields.Nested(shape, **options)


def many(shape, most=None, **options):
    return fields.List(fields.Nested(shape), validate=validate.Length(max=most), **options)


def Key():
    return Text(validate=validate.Regexp(r"[a-z][a-z0-9_]{0,31}\Z", error=A_KEY))


def Place():
    sound = validate.Regexp(r"[0-9A-Za-z]*[1-9A-Za-z]\Z", error=NO_PLACE)
    return Text(validate=(validate.Length(max=255), sound))


def Nobody(**options):
    return fields.Raw(allow_none=True, validate=validate.OneOf((), error=NOBODY), **options)


def each(names, field, **options):
    """{name: what `field` makes}, of these names and no other; options: of the schema."""
    return one(Strict.from_dict({name: field() for name in names})(**options))


class Stage(Exported):
    id = Id()
    kind = Text()
    title, instruction, minutes = SHAPE["title"], SHAPE["instruction"], SHAPE["minutes"]
    instructions, permissions, settings = fields.Dict(), fields.Dict(), fields.Dict()


class StageName(Exported):
    id = Id()
    kind, title = Text(), Text()


class Finding(FindingShape, Exported):
    id = Id()


class Theme(Exported):
    id = Id()
    title = Text(filled=True)
    position = Place()


class Comment(Exported):
    id = Id()
    text = Text(limit="comment", filled=True)
    at = Moment()
    author = Nobody()


class Card(Exported):
    id = Id()
    theme, merged_into = Id(allow_none=True), Id(allow_none=True)
    position = Place()
    kind = OneOf("proposal", "challenge")
    language = Text(limit="language")
    title, body, gloss = Text(), Text(limit="body"), Text()
    perspective = Text(allow_none=True, validate=validate.Length(max=64))
    author = Nobody()
    removed, late, adopted = Flag(), Flag(), Flag()
    findings = Ids()
    comments = many(Comment)
    reactions = each(REACTIONS, lambda: Whole(0, MANY, required=True))


class RoomName(Exported):
    id = Id()
    name = Text()
    country = Text(validate=validate.Length(max=2))


class VisitComment(Comment):
    room = one(RoomName)
    offer, request = Flag(), Flag()


class Measure(Exported):
    id = Id()
    position = Place()
    cards = Ids(least=1)
    plan = each(FIELDS["measure"], lambda: Text(limit="body"))
    by_when, instrument, amount = AsSet(allow_none=True), AsSet(), AsSet(allow_none=True)
    assigned = fields.List(Nobody(), validate=validate.Length(max=0, error=NOBODY))
    waived = Text(limit="announcement", allow_none=True)
    missing = fields.List(Text())
    visits = many(VisitComment)


class JointRoom(RoomName):
    votes = Flag()
    cards = Ids()


class Joint(Exported):
    id = Id()
    number = Whole(1, MANY, load_default=None)
    rooms = many(JointRoom)


class Poll(Exported):
    """A vote that was revealed; its result has the shape that its method gives it (polls.py)."""

    id = Id()
    number = Whole(1, MANY)
    method = OneOf(*voting.methods())
    settings = fields.Dict()
    cards = Ids()
    wording = fields.Dict(keys=Id(), values=Text(limit="body"))
    state = OneOf("revealed")
    secrecy = OneOf("secret", "named")
    breakdown = OneOf("none", "safe", "open")
    groups = fields.Dict(keys=Key(), values=Whole(0, MANY), allow_none=True)
    superseded = Flag()
    entitled, cast, assisted = Whole(0, MANY), Whole(0, MANY), Whole(0, MANY)
    result = Free()
    joint = one(Joint, load_default=None)


class Support(Exported):
    given = Whole(0, MANY)
    support = Number(0, 1, allow_none=True)
    met = Flag()
    folded = Flag(load_default=None)


class Quorum(Exported):
    needed, given = Whole(0, MANY), Whole(0, MANY)
    met = Flag()


class Decided(Exported):
    met = Flag()
    support = Number(0, 1, allow_none=True)
    needed = Number(0, 1)
    given, counted = Whole(0, MANY), Whole(0, MANY)
    by_perspective = fields.Dict(keys=Key(), values=one(Support))
    quorum = one(Quorum, allow_none=True)


class Removed(Exported):
    by = OneOf("facilitator", "organiser")
    at = Moment()
    reason = Text(limit="announcement")


class Reservation(Exported):
    text = Text(limit="comment")
    signed = Text(allow_none=True)
    removed = one(Removed, load_default=None)


class Revealed(Exported):
    levels = each(map(str, LEVELS), lambda: Whole(0, MANY))
    reservations = many(Reservation)
    rule = one(Decided)


class Correction(Exported):
    kind = OneOf("editorial", "substance")
    by = OneOf("chair", "organiser", "facilitator", load_default=None)
    reason = Text(limit="announcement")
    at = Moment()
    version = Whole(1, MANY)


class Declaration(Exported):
    state = OneOf("draft", "endorsing", "declared")
    version = Whole(1, MANY)
    preamble, preamble_gloss, standing = Text(limit="body"), Text(limit="body"), Text(limit="body")
    standing_gloss, contact, contact_gloss = Text(limit="body"), Text(limit="body"), Text(limit="body")
    next_review = fields.Date(allow_none=True)
    endorsed, expected = Whole(0, MANY), Whole(0, MANY)
    revealed = one(Revealed, allow_none=True)
    declared_at = Moment(allow_none=True)
    endorse_until = Moment(allow_none=True, load_default=None)
    waived = Text(limit="announcement", allow_none=True)
    corrections = many(Correction)


class Proof(Exported):
    """A proof file, and which edition it is; what it holds is for proofs.py."""

    edition, version = Whole(1, MANY), Whole(1, MANY)
    declared_at = Moment()
    format, fingerprint, signature, key = Text(), Text(), Text(), Text()
    document = Free()


class Room(RoomShape, Exported):
    id = Id()
    findings = many(Finding)
    stage = one(StageName)
    themes, cards = many(Theme), many(Card)
    comments = Free(load_default=None, allow_none=True)
    measures = many(Measure, most=100)
    polls = many(Poll)
    private_cards, unrevealed_polls = Whole(0, MANY), Whole(0, MANY)
    declaration = one(Declaration)
    proofs = many(Proof)
    members = fields.Dict(keys=Key(), values=Whole(0, MANY))
    visit = Id(load_default=None, allow_none=True)


class Workshop(WorkshopShape, Exported):
    format = OneOf(FORMAT)
    id = Id()
    template = Text(validate=validate.Length(max=64))
    programme = Many(one(Stage), least=1, most=60, also=[kept])
    findings = many(Finding)
    rooms = many(Room)
    synthesis, verify = Free(load_default=None), Free(load_default=None)  # told anew by each export


FILE = Workshop(exclude=("themes",))
