"""The last step of a day: declared agendas as files and words that go to a ministry. Nothing is mailed from here."""

from babel import Locale
from flask import Blueprint

from app.catalogue import N_, best, gettext, languages
from app.domain.archive import archive
from app.export.paper.letter import letter
from app.export.paper.tongues import BOTH, spoken, untranslated
from app.storage.tables import Workshop
from app.web import seats
from app.web.asking import house, language
from app.web.downloads import room_of, workshop_of
from app.web.frame import show
from app.web.seated import seated

sending = Blueprint("sending", __name__)
FORMS = (
    (
        "zip",
        N_("Everything in one file"),
        N_("The PDF, the Word file, and the proof of each agenda that was declared."),
    ),
    ("pdf", N_("PDF"), N_("To read, print and file. With contents, votes, and the code by which it is verified.")),
    ("docx", N_("Word"), N_("To work on further: every text and table can be edited.")),
)
SHOWN_GAPS = 6


@sending.get("/rooms/<room_id>/send")
def send_room(room_id):
    who, actor = seated(room=seats.identified(room_id))
    with house().store.reading() as db:
        room = room_of(db, actor, room_id)
        plain = archive(db, db.get(Workshop, room.workshop_id), only=room_id, actor=actor)
    back = {"href": f"/rooms/{room_id}/declaration", "title": gettext(language(), N_("Declaration"))}
    return _page(who, plain, f"/rooms/{room_id}", plain["rooms"][0]["name"], back)


@sending.get("/workshops/<workshop_id>/send")
def send_workshop(workshop_id):
    who, actor = seated(workshop=seats.identified(workshop_id))
    with house().store.reading() as db:
        plain = archive(db, workshop_of(db, actor), actor=actor)
    back = {"href": f"/workshops/{workshop_id}", "title": gettext(language(), N_("Console"))}
    return _page(who, plain, f"/workshops/{workshop_id}", plain["title"], back)


def _page(who, plain, path, title, back):
    plain |= {"verify": f"{house().settings.address}/verify"}
    choices = [_choice(plain, code) for code in _codes(plain)]
    rooms = [_room(plain, room) for room in plain["rooms"]]
    held = "account" if who.account else None
    back["href"] += "?as=account" if held else ""
    given = {"choices": choices, "rooms": rooms, "forms": FORMS, "path": f"/api/v1{path}", "held": held}
    return show("send.html", **given, title=title, workshop=plain, back=back, whole=path.startswith("/workshops"))


def _codes(plain):
    """Both first, where there are two; then each language that all of it can be had in."""
    tongues = [spoken(plain, room) for room in plain["rooms"]]
    own = list(dict.fromkeys(code for pair in tongues for code in pair))
    alone = own if len(tongues) == 1 else [code for code in own if code in languages()] or [plain["language"]]
    return [*([BOTH] if any(len(pair) > 1 for pair in tongues) else []), *alone]


def _choice(plain, code):
    gaps = [
        {"room": room["name"], "measure": n, "texts": texts}
        for room in plain["rooms"]
        for n, texts in untranslated(plain, room, code)
    ]
    told = letter(plain, BOTH) if code == BOTH else letter(plain, best(code, language()), texts=code)
    known = {"missing": sum(len(gap["texts"]) for gap in gaps), "gaps": gaps[:SHOWN_GAPS], "more": gaps[SHOWN_GAPS:]}
    ours = code == BOTH or code in languages()
    return known | {"code": code, "name": "" if code == BOTH else _named(code), "letter": told, "ours": ours}


def _named(code):
    return languages().get(code) or Locale.parse(code.replace("-", "_")).get_display_name().capitalize()


def _room(plain, room):
    declaration, proofs = room["declaration"], room["proofs"]
    declared = declaration["state"] == "declared"
    known = {name: room[name] for name in ("id", "name")}
    return known | {
        "declared_at": declaration["declared_at"] if declared else None,
        "proof": f"/api/v1/rooms/{room['id']}/proofs/{proofs[-1]['edition']}" if declared and proofs else None,
    }
