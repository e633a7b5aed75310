"""Files out: agendas in every format, and the roster with its personal links."""

import socket
from codecs import BOM_UTF8
from urllib.parse import quote

from flask import Blueprint, Response, request

from app import export
from app.catalogue import N_, best
from app.domain import access, account, declaring, proof, roster, workshop
from app.domain.archive import archive
from app.domain.mark import marked
from app.export import csv
from app.export.apart import apart, packed
from app.export.paper.tongues import BOTH
from app.refusals import Forbidden, NotFound
from app.storage.tables import Declaration, Workshop
from app.web import seats
from app.web.asking import house, language, principal
from app.web.calls import CALLS

ESTABLISHED = 1  # the first byte of Linux' tcp_info
downloads = Blueprint("downloads", __name__, url_prefix="/api/v1")
for path, summary in (
    ("/workshops/{workshop_id}/export/{format}", "All agendas of a workshop as a file"),
    ("/rooms/{room_id}/export/{format}", "A room's agenda as a file"),
    ("/rooms/{room_id}/proofs/{edition}", "The proof of what a room declared, to be verified offline"),
    ("/workshops/{workshop_id}/roster.csv", "The roster with personal links, for a mail merge"),
):
    CALLS.append(
        {
            "method": "get",
            "path": path,
            "summary": summary,
            "takes": None,
            "status": 200,
            "gives": "file",
            "open": False,
            "most": 0,
            "file": False,
        }
    )


@downloads.get("/workshops/<workshop_id>/export/<format>")
def export_workshop(workshop_id, format):
    """For those who drive all rooms."""
    with house().store.reading(gives_way=True) as session:
        actor = account.actor(session, principal(), workshop=seats.identified(workshop_id))
        found = workshop_of(session, actor)
        plain, name = archive(session, found, pack=packed, actor=actor), marked(found, found.title)
    return _file(plain, format, name)


def workshop_of(session, actor):
    """The workshop, for those who may take it along as a whole."""
    if not actor.drives_all:
        raise Forbidden(N_("Only the organiser may do that"))
    return session.get(Workshop, actor.workshop)


@downloads.get("/rooms/<room_id>/export/<format>")
def export_room(room_id, format):
    """For its facilitator at any time; for those who may read the room once it is declared."""
    with house().store.reading() as session:
        actor = account.actor(session, principal(), room=seats.identified(room_id))
        room = room_of(session, actor, room_id)
        found = session.get(Workshop, room.workshop_id)
        plain, name = archive(session, found, only=room_id, pack=packed, actor=actor), marked(found, room.name)
    return _file(plain, format, name)


def room_of(session, actor, room_id):
    """The room, for those who may take its agenda along now."""
    room = access.room(session, actor, room_id)
    if not actor.drives(room_id) and session.get(Declaration, room_id).state != "declared":
        raise Forbidden(N_("The agenda can be taken along once it has been declared"))
    return room


@downloads.get("/rooms/<room_id>/proofs/<int:edition>")
def proof_file(room_id, edition):
    """For all who may read the room; also of what has been reopened since."""
    with house().store.reading() as session:
        actor = account.actor(session, principal(), room=seats.identified(room_id))
        room = access.room(session, actor, room_id)
        kept = {each.edition: each for each in declaring.of(session, room)}.get(edition)
        if kept is None:
            raise NotFound(N_("There is no such proof"))
        name = marked(session.get(Workshop, room.workshop_id), room.name)
        data = proof.file(declaring.sealed(kept))
    return sent(data, "application/json", f"{export.filename(name)}-{edition}.concord.json")


def _file(plain, format, name):
    writer = export.formats().get(format)
    if writer is None:
        raise NotFound(N_("There is no such format"))
    plain |= {"verify": f"{house().settings.address}/verify"}
    asked, beside = request.args.get("language"), getattr(writer, "BESIDE", False)
    chosen = asked if asked == BOTH and beside else best(asked, language())
    texts = (asked or chosen) if beside and chosen != BOTH and request.args.get("texts") == "one" else None
    data = apart(format, plain, language=chosen, texts=texts, wanted=waiting(request.environ))
    return sent(data, writer.TYPE, f"{export.filename(name)}.{writer.SUFFIX.lstrip('.')}")


def waiting(environ):
    """Whether the line of a request is still open, as something to be asked; yes where the system cannot tell."""
    given = environ.get("wsgi.input")  # eventlet's and gevent's know their line
    line = given.get_socket() if hasattr(given, "get_socket") else getattr(given, "socket", None)
    if line is None or not hasattr(socket, "TCP_INFO"):
        return lambda: True
    return lambda: line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == ESTABLISHED


def sent(data, mimetype, filename):
    answer = Response(data, content_type=mimetype)
    answer.headers.set("Content-Disposition", "attachment", **_named(filename))
    return answer


def _named(filename):
    """A header holds Latin letters alone: any other name is quoted (RFC 6266), beside one that old programs read."""
    if filename.isascii():
        return {"filename": filename}
    plain = f"agenda.{filename.rpartition('.')[2]}"
    return {"filename": plain, "filename*": f"UTF-8''{quote(filename)}"}


@downloads.get("/workshops/<workshop_id>/roster.csv")
def roster_csv(workshop_id):
    """With the mark of UTF-8, by which spreadsheets know it."""
    with house().store.reading() as session:
        actor = account.actor(session, principal(), workshop=seats.identified(workshop_id))
        rows = seats.listed(session, actor)
        rooms = workshop.rooms(session, session.get(Workshop, workshop_id))
        codes = {room.id: room.code or room.name for room in rooms}
    columns = [*roster.COLUMNS, "answer", "tried", "link"]
    lines = [row | {"room": codes.get(row["room"]), "tried": "yes" if row["tried"] else ""} for row in rows]
    table = csv.table(columns, [[line[name] or "" for name in columns] for line in lines])
    return sent(BOM_UTF8 + table, csv.TYPE, "roster.csv")
