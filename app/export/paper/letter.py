"""The words that go with the files in a mail: which agenda it is, what it wants, and how it is verified. Pure."""

from app.catalogue import N_, gettext
from app.domain.proof import grouped
from app.export import day_of, heading
from app.export.paper.tongues import BOTH, labels, single

BETWEEN = "\n\n· · ·\n\n"


def letter(agenda, language, texts=None):
    """{subject, text} in `language`, in BOTH one after the other: of one room its measures, of several each room.

    texts: the language of people's words where that is one which the interface does not speak.
    """
    if language == BOTH:
        told = [letter(agenda, code) for code in _both(agenda)]
        subject = " · ".join(dict.fromkeys(each["subject"] for each in told))
        return {"subject": subject, "text": BETWEEN.join(each["text"] for each in told)}

    def say(text, **given):
        return gettext(language, text, **given)

    rooms = single(agenda, texts or language)["rooms"]
    of_one = rooms[0] if len(rooms) == 1 else None
    subject = say(N_("Policy agenda of {room}"), room=of_one["name"]) if of_one else say(N_("Policy agendas"))
    parts = [say(N_("Dear Sir or Madam,"))]
    parts += _of_a_room(of_one, agenda, say, language) if of_one else _of_all(rooms, agenda, say, language)
    if any(_declared(room) for room in rooms) and agenda.get("verify"):
        parts.append(_how(of_one, agenda, say))
    if of_one and of_one["declaration"]["contact"]:
        parts.append(say(N_("Contact: {contact}"), contact=of_one["declaration"]["contact"]))
    return {"subject": f"{subject} · {agenda['title']}", "text": "\n\n".join(parts)}


def _both(agenda):
    return list(dict.fromkeys(code for room in agenda["rooms"] for code in labels(agenda, room)))


def _declared(room):
    return room["declaration"]["state"] == "declared"


def _of_a_room(room, agenda, say, language):
    if _declared(room):
        when = day_of(room["declaration"]["declared_at"], room["timezone"], language)
        told = say(
            N_("Attached is the policy agenda of {room}, which its delegates declared on {day} at “{workshop}”.")
        )
    else:
        when, told = (
            "",
            say(N_("Attached is a draft of the policy agenda of {room} from “{workshop}”. It can still change.")),
        )
    yield told.format(room=room["name"], day=when, workshop=agenda["title"])
    if room["measures"]:
        titles = [f"{n}. {heading(room, measure)[0]}" for n, measure in enumerate(room["measures"], start=1)]
        yield "\n".join([say(N_("Its measures, in order of priority:")), *titles])


def _of_all(rooms, agenda, say, language):
    yield say(N_("Attached are the policy agendas of “{workshop}”:"), workshop=agenda["title"])
    yield "\n".join(_line(room, say, language) for room in rooms)


def _line(room, say, language):
    if not _declared(room):
        return f"– {room['name']}: {say(N_('a draft, not declared yet'))}"
    when = day_of(room["declaration"]["declared_at"], room["timezone"], language)
    told = f"– {room['name']}: {say(N_('Declared {when}'), when=when)}"
    return "\n".join([told, *(f"  {say(N_('Fingerprint (SHA-256)'))} {each}" for each in _fingerprints(room))])


def _fingerprints(room):
    return [grouped(room["proofs"][-1]["fingerprint"])] if room.get("proofs") else []


def _how(room, agenda, say):
    """Where it is verified; of one room with its fingerprint, which the address carries."""
    page = agenda["verify"]
    if room is None or not room.get("proofs"):
        return say(N_("To verify them, open {page} and choose the attached proof files (.concord.json)."), page=page)
    fingerprint = room["proofs"][-1]["fingerprint"]
    return "\n".join(
        [
            say(N_("To verify it, open this address and choose the attached proof file (.concord.json):")),
            f"{page}#{fingerprint}",
            f"{say(N_('Fingerprint (SHA-256)'))}: {grouped(fingerprint)}",
        ]
    )
