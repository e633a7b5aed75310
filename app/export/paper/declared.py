"""What a room declared: its standing, who was there, its measures with their plans, and how far it agrees."""

from functools import partial

from app.catalogue import N_, gettext, ngettext
from app.domain import carried
from app.domain.difference import begun, editions
from app.domain.proof import grouped
from app.domain.rule import LEVELS, SUPPORTING
from app.domain.trace import trace
from app.export import REMOVED, day, day_of, heading, moment, percent, perspective, plan, version
from app.export.paper.blocks import Figure, Heading, Paragraph, Point, Points, Run, Seal, Table
from app.export.paper.cards import card_point, untitled

KINDS = {"editorial": N_("Wording only"), "substance": N_("Substance, endorsed again")}
ROLES = {"chair": N_("Chair"), "organiser": N_("Organiser"), "facilitator": N_("Facilitator")}
BESIDE = 40  # letters of unchanged text on either side of a change
MARKS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
OURS = {"by_when", "instrument"}  # fields that are chosen, not written


def state(room, words):
    declaration = room["declaration"]
    if declaration["declared_at"]:
        when = moment(declaration["declared_at"], room["timezone"], words.language)
        told = words.say(N_("Declared {when}"), when=when)
    else:
        told = words.say(N_("Draft"))
    return words.join([told, words.say(version(declaration), n=declaration["version"])], ", ")


def declared(room, words):
    yield from _opening(room, words)
    yield Heading(3, words.say(N_("Measures, in order of priority")))
    for number, measure in enumerate(room["measures"], start=1):
        yield from _measure(number, measure, room, words)
    if not room["measures"]:
        yield Paragraph("note", words.say(N_("No measure has been adopted yet.")))
    yield Heading(3, words.say(N_("How far we agree")))
    yield from _agreement(room, words)
    yield from _corrections(room, words)
    yield from _proof(room, words)


def _opening(room, words):
    declaration = room["declaration"]
    yield Paragraph("standing", _standing(declaration["standing"], words), words.said(declaration["standing_gloss"]))
    if room["members"]:
        groups = [f"{perspective(room, key, words.language)} {n}" for key, n in room["members"].items()]
        yield Paragraph("present", words.say(N_("Present: {groups}"), groups=words.said(" · ".join(groups))))
    if declaration["preamble"] or declaration["preamble_gloss"]:
        yield Paragraph("preamble", words.said(declaration["preamble"]), words.said(declaration["preamble_gloss"]))


def _standing(text, words):
    """The usual one is a text of ours until a room words its own."""
    ours = gettext(words.language, text)
    return words.said(text) if ours == text else words.ours(ours)


def _measure(number, measure, room, words):
    title, gloss = heading(room, measure)
    path = trace(room, measure)
    own = path["cards"][0]["language"] if path["cards"] else None
    line = words.said(title, own) or untitled(words)
    yield Heading(4, line, words.said(gloss), number, words.anchor("measure", number))
    points = [
        Point(words.ours(label), line=words.ours(text) if key in OURS else words.said(text), gloss=words.said(gloss))
        for key, label, text, gloss in plan(measure, words.language)
    ]
    if measure["waived"]:
        points.append(Point(words.say(N_("Check waived")), line=words.said(measure["waived"])))
    if steps := _trace(path, room, words):
        cards = tuple(card_point(card, room, words) for card in path["cards"])
        points.append(Point(words.say(N_("Rests on")), line=steps, points=cards))
    if points:
        yield Points("plan", tuple(points))


def _trace(path, room, words):
    steps = [words.finding(each) for each in path["findings"]]
    if path["cards"]:
        steps.append(words.ours(ngettext(words.language, "{n} card", "{n} cards", len(path["cards"]))))
    for vote in path["votes"]:
        number = vote["poll"]["number"]
        told = words.say(N_("vote {number}: place {place} of {of}"), number=number, place=vote["place"], of=vote["of"])
        tied = words.say(N_("tied")) if vote["tied"] else ()
        steps.append(words.link(words.join([told, tied], ", "), words.anchor("vote", number)))
    return words.join(steps, " → ")


def _agreement(room, words):
    declaration = room["declaration"]
    if revealed := declaration["revealed"]:
        yield from _levels(revealed, words)
        yield Paragraph("note", _rule(declaration, room, words))
        if revealed["reservations"]:
            yield Points("reservations", tuple(_reservation(each, room, words) for each in revealed["reservations"]))
    else:
        yield Paragraph("note", words.say(N_("How far the delegates agree has not been shown yet.")))
        if declaration["endorsed"]:
            share = {"endorsed": declaration["endorsed"], "expected": declaration["expected"]}
            yield Paragraph("note", words.say(N_("{endorsed} of {expected} delegates have stated it."), **share))
    if declaration["contact"]:
        contact = words.say(N_("Contact: {contact}."), contact=words.said(declaration["contact"]))
        yield Paragraph("note", contact, words.said(declaration.get("contact_gloss", "")))
    if declaration["next_review"]:
        when = day(declaration["next_review"], words.language)
        yield Paragraph("note", words.say(N_("Next review: {day}."), day=when))


def _levels(revealed, words):
    caption = words.say(N_("How far we agree"))
    counts = [revealed["levels"].get(str(level), 0) for level in LEVELS]
    labels = tuple(words.say(label) for label in LEVELS.values())
    rows = tuple((label, (n,)) for label, n in zip(labels, counts, strict=True))
    yield Figure("steps", caption, (words.say(N_("Delegates")),), rows)
    yield Table("agreement", (), labels, (tuple(words.ours(n) for n in counts),), frozenset())


def _rule(declaration, room, words):
    revealed, waived = declaration["revealed"], declaration["waived"]
    rule, language = revealed["rule"], words.language
    supporting = sum(revealed["levels"].get(str(level), 0) for level in SUPPORTING)
    share = {"supporting": supporting, "counted": rule["counted"], "needed": percent(rule["needed"], language)}
    told = [
        words.say(N_("Rule met.") if rule["met"] else N_("Rule not met.")),
        words.say(N_("{supporting} of {counted} who did not abstain support it ({needed} needed)."), **share),
    ]
    for key, group in rule["by_perspective"].items():
        name = words.said(perspective(room, key, language))
        if group.get("folded"):
            said = N_("{perspective}: enough support it.") if group["met"] else N_("{perspective}: too few support it.")
            told.append(words.say(said, perspective=name))
            continue
        if group["support"] is None:
            told.append(words.say(N_("{perspective}: all abstained."), perspective=name))
            continue
        share = percent(group["support"], language)
        told.append(words.say(N_("{perspective}: {share} support it."), perspective=name, share=share))
    if quorum := rule.get("quorum"):
        numbers = {"given": quorum["given"], "needed": quorum["needed"]}
        told.append(words.say(N_("{given} took part; {needed} are needed."), **numbers))
    if waived:
        told.append(words.say(N_("The rule was waived by the chair.")))
        told.append(words.say(N_("Reason: {reason}"), reason=words.said(waived)))
    return words.join(told)


def _reservation(reservation, room, words):
    if removed := reservation.get("removed"):
        params = {
            "day": day_of(removed["at"], room["timezone"], words.language),
            "reason": words.said(removed["reason"]),
        }
        return Point(line=words.say(REMOVED[removed["by"]], **params))
    whose = words.said(reservation["signed"]) or words.say(N_("one delegate"))
    return Point(words.say(N_("Reservation, {whose}"), whose=whose), line=words.said(reservation["text"]))


def _corrections(room, words):
    """Each time it was opened again, with what had been changed when it was declared anew, or has been until now."""
    if corrections := room["declaration"].get("corrections"):
        told = {each["correction"]["at"]: each for each in _editions(room, words) if each["correction"]}
        yield Heading(3, words.say(N_("Corrections")))
        if any(each["changes"] for each in told.values()):
            marks = {"out": words.ours("[- -]"), "put": words.ours("{+ +}")}
            yield Paragraph("note", words.say(N_("What stands in {out} was taken out, in {put} put in."), **marks))
        points = [_correction(each, told.get(each["at"]), room, words) for each in corrections]
        yield Points("corrections", tuple(points))


def _editions(room, words):
    """The declared editions, and the correction that is open now."""
    said = partial(gettext, words.language), partial(day, language=words.language)
    proofs = room.get("proofs", ())
    yield from editions(proofs, *said)
    if room["declaration"]["state"] != "declared":
        cards = {card["id"]: card for card in room["cards"]}
        now = carried.declared(room["declaration"], room["measures"], cards)
        yield begun(proofs, room["declaration"], now, *said)


def _correction(correction, edition, room, words):
    when = moment(correction["at"], room["timezone"], words.language)
    head = [
        words.ours(when),
        words.say(N_("version {n}"), n=correction["version"]),
        words.say(KINDS[correction["kind"]]),
    ]
    if correction.get("by"):
        head.append(words.say(ROLES[correction["by"]]))
    if edition and not edition["declared_at"]:
        head.append(words.say(N_("not declared yet")))
    changed = tuple(_changed(change, words) for change in edition["changes"]) if edition else ()
    return Point(words.join(head, ", "), line=words.said(correction["reason"]), points=changed)


def _changed(change, words):
    """One field as it was and as it is: [-taken out-] and {+put in+}, which every format can write."""
    place = [words.said(change["measure"])] if change["measure"] else []
    parts = [(sign, text) for sign, text in _short(change["parts"]) if text]
    (whole,) = words.said("".join(text for _, text in change["parts"])) or (Run("", words.language),)
    line = tuple(Run(MARKS[sign].format(text), whole.language, mark=sign.strip("=")) for sign, text in parts)
    return Point(words.join([*place, words.ours(change["field"])], " · "), line=line)


def _short(parts):
    """Of long words that stayed as they were, those beside a change."""
    last = len(parts) - 1
    for n, (sign, text) in enumerate(parts):
        ends = (text[:BESIDE] if n > 0 else "", text[-BESIDE:] if n < last else "")
        yield sign, " … ".join(ends) if sign == "=" and len(text) > 3 * BESIDE else text


def _proof(room, words):
    """The fingerprint of what was declared last, and where it is checked; a draft has none."""
    if room["declaration"]["declared_at"] and room.get("proofs"):
        fingerprint, page = room["proofs"][-1]["fingerprint"], room["verify"]
        yield Heading(3, words.say(N_("Proof")))
        yield Seal(
            label=words.say(N_("Fingerprint (SHA-256)")),
            fingerprint=words.ours(grouped(fingerprint)),
            how=words.say(N_("Whoever has the proof file can check it at {page}"), page=words.ours(page))
            if page
            else (),
            address=f"{page}#{fingerprint}" if page else "",
            alt=words.say(N_("QR code of the page where this agenda is verified")),
        )
