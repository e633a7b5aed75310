"""What people say about cards: comments, reactions, the findings a card rests on, and notes of what they take home."""

from sqlalchemy import func, select

from app.catalogue import N_
from app.domain import access, agenda
from app.domain.card import assisted, for_member, of, public_card
from app.domain.clock import moment
from app.domain.command import NOTHING, Inverse, Outcome, command, refuse_if
from app.domain.fields import Id, OneOf, Text
from app.refusals import Forbidden, NotFound
from app.storage.tables import Citation, Comment, Finding, Member, Note, Reaction, Stage


@command(
    "comment.add",
    may=access.stage_lets("comment"),
    authored=True,
    card=Id(required=True),
    text=Text(limit="comment", required=True, filled=True),
    member=Id(),
)
def add_comment(call, *, card, text, member=None):
    author = for_member(call, member)
    public_card(call, card)
    comment = Comment(id=call.id, card_id=card, author_id=author.id, text=text, at=call.at)
    call.session.add(comment)
    part = agenda.comment_part(comment, (author.name, author.perspective), call.stage)
    data = {"card": card, "comment": comment.id, "put": {f"cards/{card}/comments": [part]}, **assisted(member)}
    call.session.flush()
    inverse = Inverse([("comment.remove", {"comment": comment.id})])
    return Outcome(data, answer={"comment": comment.id}, mine=(author.id,), inverse=inverse)


@command("comment.remove", may=access.stage_lets("comment"), authored=True, comment=Id(required=True))
def remove_comment(call, *, comment):
    """One's own; whoever drives the room removes any."""
    found = call.session.get(Comment, comment)
    if found is None:
        raise NotFound()
    of(call, found.card_id)
    if found.author_id != call.actor.id and not call.actor.drives(call.room.id):
        raise Forbidden(N_("Only its writer or the facilitator may remove a comment"))
    call.session.delete(found)
    told = {"comment": comment, "drop": {f"cards/{found.card_id}/comments": [comment]}}
    own = found.author_id == call.actor.id
    inverse = Inverse([("comment.add", {"card": found.card_id, "text": found.text})]) if own else None
    return Outcome(told, mine=_writer(found), inverse=inverse)


def _writer(comment):
    return (comment.author_id,) if comment.author_id else ()


@command(
    "reaction.toggle",
    may=access.stage_lets("comment"),
    authored=True,
    card=Id(required=True),
    reaction=OneOf(*agenda.REACTIONS, required=True),
)
def toggle_reaction(call, *, card, reaction):
    public_card(call, card)
    earlier = call.session.get(Reaction, (card, call.actor.id, reaction))
    if earlier:
        call.session.delete(earlier)
    else:
        call.session.add(Reaction(card_id=card, member_id=call.actor.id, reaction=reaction))
    call.session.flush()
    (counted,) = agenda.cards(call.session, call.room, call.stage, only=[card])
    row = {"id": card, "reactions": counted["reactions"]}
    inverse = Inverse([("reaction.toggle", {"card": card, "reaction": reaction})])
    return Outcome({"card": card, "put": {"cards": [row]}}, mine=(call.actor.id,), inverse=inverse)


@command(
    "finding.cite", may=access.stage_lets("arrange"), authored=True, card=Id(required=True), finding=Id(required=True)
)
def cite(call, *, card, finding):
    public_card(call, card)
    _finding(call, finding)
    if call.session.get(Citation, (card, finding)):
        return NOTHING
    call.session.add(Citation(card_id=card, finding_id=finding))
    return _cited(call, card, finding, back="finding.uncite")


@command(
    "finding.uncite", may=access.stage_lets("arrange"), authored=True, card=Id(required=True), finding=Id(required=True)
)
def uncite(call, *, card, finding):
    public_card(call, card)
    _finding(call, finding)
    citation = call.session.get(Citation, (card, finding))
    if citation is None:
        return NOTHING
    call.session.delete(citation)
    return _cited(call, card, finding, back="finding.cite")


def _finding(call, id):
    found = call.session.get(Finding, id)
    if found is None or found.workshop_id != call.room.workshop_id or found.room_id not in (None, call.room.id):
        raise NotFound()
    return found


def _cited(call, card, finding, *, back):
    """A measure made of the card may now rest on a finding, or no longer: its check is told along."""
    call.session.flush()
    cited = select(Finding.id).join(Citation).where(Citation.card_id == card).order_by(Finding.code, Finding.id)
    put = {"cards": [{"id": card, "findings": list(call.session.scalars(cited))}]}
    touched = [
        {"id": measure["id"], "missing": measure["missing"]}
        for measure in agenda.measures(call.session, call.room)
        if card in measure["cards"]
    ]
    if touched:
        put["measures"] = touched
    inverse = Inverse([(back, {"card": card, "finding": finding})])
    return Outcome({"card": card, "finding": finding, "put": put}, inverse=inverse)


def may_note(call):
    """Where the stage lets people note what they take home; of facilitators' wording the whole room knows nothing."""
    access.stage_lets("note")(call)


@command("note.add", may=may_note, authored=True, text=Text(limit="comment", required=True, filled=True))
def add_note(call, *, text):
    """Kept for its writer and the facilitator, who may make a finding of it; the room hears only that there is one."""
    most = call.limits.notes
    written = select(func.count()).where(Note.room_id == call.room.id, Note.member_id == call.actor.id)
    refuse_if(call.session.scalar(written) >= most, N_("You have kept {most} notes here; that is the most"), most=most)
    call.session.add(Note(id=call.id, room_id=call.room.id, member_id=call.actor.id, text=text, at=call.at))
    call.session.flush()
    return Outcome({"note": call.id}, answer={"note": call.id}, hidden=True, mine=(call.actor.id,))


def notes(session, room):
    """All notes of a room, oldest first, for whoever drives it. Writers are told where the stage shows authors."""
    shown = session.get(Stage, room.stage_id).permissions["authors"]
    wanted = select(Note, Member.name, Finding.code).outerjoin(Member, Member.id == Note.member_id)
    wanted = wanted.outerjoin(Finding, Finding.id == Note.finding_id).where(Note.room_id == room.id)
    return [
        {
            "id": note.id,
            "text": note.text,
            "at": moment(note.at),
            "author": {"id": note.member_id, "name": name} if shown and note.member_id else None,
            "finding": code,
        }
        for note, name, code in session.execute(wanted.order_by(Note.at, Note.id))
    ]
