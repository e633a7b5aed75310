"""Write docs/permissions.md: who may do what, found by trying it: `python -m tools.permissions_doc`.

Every command at a door is asked for by every role in every stage, and every route by every bearer, in a workshop that
exists only for this. Each attempt is rolled back or made in a copy, so that none sees what another did.
"""

import re
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from app import create_app
from app.config import Settings
from app.domain import account, member, screen
from app.domain.account import Principal
from app.domain.command import Ask, run
from app.refusals import Refusal
from app.storage import migrate
from app.storage.tables import Member, Room, Workshop, new_id
from tests.domain.commands import ROWS
from tests.domain.people import KINDS, SECRET_KEY
from tests.domain.scenes import Scenes, SQLiteGround

FILE = Path(__file__).parents[1] / "docs" / "permissions.md"
ROLES = {
    "Delegate": "KR-02",
    "Chair": "KR-01",
    "Delegate of another room": "JP-01",
    "Facilitator": "KR-F",
    "Facilitator of another room": "JP-F",
    "Facilitator of all rooms": "ALL-F",
    "Expert": "RES-1",
    "Observer": "OBS-1",
    "Organiser": "ORG",
}
OUTSIDE = {
    "Organiser of another workshop": "not_found",
    "Delegate of another workshop": "not_found",
    "Removed seat": "unauthenticated",
    "Screen": "not_found",
}
"""Who may ask for no command at all, and the code of the refusal: the same for every command."""
REFUSED = ("forbidden", "not_found", "unauthenticated")
REMOVED = "KR-05"
HEAD = """# Who may do what

Written by `python -m tools.permissions_doc`, which tries everything, and compared with the code by the tests. What each
role can read is in [security.md](security.md#what-each-role-can-see).

"""
COMMANDS_HEAD = """## Commands

A cell names the stages of the room in which the role may do it: ● means every stage, — means none. “Another room” is
one that visits this room, if it is in the stage visit. Two rules are the same for all commands, and left out: once a
room has declared, its agenda no longer changes; only its facilitators and organisers change a locked room. Where a
command is about something that has a writer, a delegate's cell is about their own. Both entry points, HTTP and
Socket.IO, give the same answers.

"""
ROUTES_HEAD = """## Routes

The status that each bearer gets, for calls by a token and for pages by a cookie. Ids are those of a room that has
declared, and of its workshop. A route that takes a body gets an empty one: 413 and 422 mean that a good body is taken,
or that the body is looked at first. 303 leads on, often to the sign-in page.

"""


def scenes(folder):
    """The scenes of a day, on SQLite in this folder."""
    empty = Path(folder) / "empty.db"
    migrate.upgrade(f"sqlite:///{empty}")
    return Scenes(SQLiteGround(folder, empty))


def bearers(people):
    """{who: Principal} of everybody, inside the workshop and outside. REMOVED loses the seat."""
    with people.store.writing() as session:
        far = session.scalar(select(Workshop.id).where(Workshop.title == "Elsewhere"))
        stranger = select(Member.id).where(Member.workshop_id == far, Member.role == "organiser")
        made, *_ = screen.make(session, people.workshop)
        session.get(Member, people.seat[REMOVED]).removed_at = datetime.now(UTC)
        inside = {role: Principal(member=people.seat[who]) for role, who in ROLES.items()}
        return inside | {
            "Organiser of another workshop": Principal(member=session.scalar(stranger)),
            "Delegate of another workshop": Principal(member=people.seat["FAR-01"]),
            "Removed seat": Principal(member=people.seat[REMOVED]),
            "Screen": Principal(screen=made.id),
        }


def attempt(people, row, data, principal, stage):
    """The code of what comes of it in this stage, or "done"; nothing of it is kept."""
    place = people.room["KR"] if row.scope == "room" else people.workshop
    ask = Ask(row.scope, place, new_id(), row.type, data)
    with people.store.writing() as session:
        moved = "JP" if row.guests else "KR"  # guests come from JP, and their own room's stage decides
        session.get(Room, people.room[moved]).stage_id = people.stage[stage]
        session.flush()
        try:
            run(session, lambda s: account.actor(s, principal, **{row.scope: place}), ask, people.terms)
        except Refusal as refusal:
            return refusal.code
        finally:
            session.rollback()
            session.info.clear()
    return "done"


def commands():
    """{row's name: {role: the stages in which it may; for an outsider the codes of the refusals}}."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        played = scenes(folder)
        for name, row in ROWS.items():
            with closing(played.play(row.scene)) as people:
                row.before(people)
                data, all_bearers = row.data(people), bearers(people)
                if row.who not in ROLES.values():  # what somebody may do with their own
                    all_bearers["Delegate"] = Principal(member=people.seat[row.who])
                found[name] = {
                    role: tried(people, row, data, principal, role in OUTSIDE)
                    for role, principal in all_bearers.items()
                }
    return found


def tried(people, row, data, principal, outside):
    stages = ("gather", "plenary") if outside else KINDS  # in the plenary even observers read every room
    codes = {stage: attempt(people, row, data, principal, stage) for stage in stages}
    return set(codes.values()) if outside else [stage for stage, code in codes.items() if code not in REFUSED]


def document():
    return page(commands(), routes())


def page(found, routes):
    """The page, of what `commands` and `routes` gave."""
    lines = [f"| Command | {' | '.join(ROLES)} |", "|---" * (len(ROLES) + 1) + "|"]
    for name, cells in found.items():
        lines.append(f"| `{name}` | {' | '.join(_cell(cells[role]) for role in ROLES)} |")
    lines.append("\nNobody else may ask for any command. They get:\n")
    for role in OUTSIDE:
        codes = sorted(set().union(*(cells[role] for cells in found.values())))
        lines.append(f"- {role}: {', '.join(f'`{code}`' for code in codes)}")
    return HEAD + COMMANDS_HEAD + "\n".join(lines) + "\n\n" + ROUTES_HEAD + routes


def routes():
    """The table of every route and bearer: status codes."""
    with tempfile.TemporaryDirectory() as folder, closing(scenes(folder).play("declared")) as people:
        url = str(people.store.engine.url)
        app = create_app(Settings(secret_key=SECRET_KEY, data_dir=Path(folder), database_url=url, rehearsals=0))
        known = bearers(people)
        with people.store.writing() as session:
            for role, account_of in (("Organiser", people.workshop), ("Organiser of another workshop", None)):
                wanted = select(Member.account_id).where(Member.role == "organiser")
                own = Member.workshop_id == people.workshop
                known[role] = Principal(account=session.scalar(wanted.where(own if account_of else ~own)))
        known["Nobody"] = None
        lines, alike = [f"| Route | {' | '.join(known)} |", "|---" * (len(known) + 1) + "|"], []
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                codes = [_status(app, people, method, rule, bearer) for bearer in known.values()]
                if len(set(codes)) == 1:
                    alike.append(f"- `{method} {rule.rule}` {codes[0]}")
                else:
                    lines.append(f"| `{method} {rule.rule}` | {' | '.join(map(str, codes))} |")
        app.house.store.engine.dispose()
    return "\n".join([*lines, "", "The same for everybody, signed in or not:", "", *alike]) + "\n"


def _status(app, people, method, rule, bearer):
    """The status of a request with a fresh token, so that signing out disturbs nobody else."""
    with people.store.writing() as session:
        seat = session.get(Member, people.seat["KR-04"])
        link, code = member.link(session, seat), session.get(Workshop, people.workshop).code
        held = {name: getattr(bearer, name) for name in ("account", "member", "screen")} if bearer else None
        token = account.issue(session, **held) if held else None
    values = {"workshop_id": people.workshop, "room_id": people.room["KR"], "format": "json", "edition": 1}
    values |= {
        "link": link,
        "code": code,
        "given": code,
        "screen_id": new_id(),
        "deed": "title",
        "asked": "x",
        "path": "x",
    }
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(values.get(part[1]) or new_id()), rule.rule)
    client, headers = app.test_client(), {}
    if token and path.startswith("/api/"):
        headers = {"Authorization": f"Bearer {token}"}
    elif token:
        place = next(name for name, id in held.items() if id)
        with client.session_transaction() as cookie:
            cookie["seat" if place == "member" else place] = token
    return client.open(path, method=method, headers=headers).status_code


def _cell(stages):
    if len(stages) == len(KINDS):
        return "●"
    return ", ".join(stages) or "—"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"Wrote {FILE}\n")
