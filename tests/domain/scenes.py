"""The scenes of a workshop's day: each is played once, and what it left in the tables is laid out for every test."""

import shutil
from pathlib import Path

import psycopg

from app.storage.tables import Base
from tests.domain.people import FORMAL, RURAL, People


def seated(people):
    """Everybody has arrived; both rooms are in brief."""
    people.invite()


def gathering(people):
    """KR writes privately: three delegates have a card each, KR-03's in the tray."""
    people.go("gather")
    people.write("KR-01", "Insure carers", body="All of them, by 2023.", theme=people.theme(FORMAL))
    people.write("KR-02", "One form", gloss="하나의 양식", theme=people.theme(FORMAL), kind="challenge")
    people.write("KR-03", "Map the villages")


def shaping(people):
    """All cards of KR are revealed; KR-04 has added one and said something about the first."""
    people.do("KR-F", "card.reveal")
    people.go("shape")
    people.write("KR-04", "A fund for returners", theme=people.theme(RURAL))
    people.do("KR-04", "comment.add", card=people.card("Insure carers"), text="Who pays?")


def voting(people):
    """KR votes with three dots, two on a card at most; KR-01 has cast."""
    people.go("vote")
    poll = people.open_poll()
    people.do("KR-01", "ballot.cast", poll=poll, choices={people.card("Insure carers"): 2, people.card("One form"): 1})


def counted(people):
    """The vote is closed and revealed: KR-02 has cast too."""
    poll = people.poll()
    people.do("KR-02", "ballot.cast", poll=poll, choices={people.card("Insure carers"): 2})
    people.do("KR-F", "poll.close", poll=poll)
    people.do("KR-F", "poll.reveal", poll=poll)


def planning(people):
    """Two cards have become measures, and everybody writes plans."""
    people.do("KR-F", "measure.adopt", cards=[people.card("Insure carers"), people.card("One form")])
    people.go("plan")


def declaring(people):
    """KR finishes its text; nobody has said yet how far they agree."""
    people.go("declare")


def declared(people):
    """Five delegates of KR agreed whole-heartedly, one with a reservation; the chair has declared."""
    for who in ("KR-01", "KR-02", "KR-03", "KR-04", "KR-05"):
        people.do(who, "declaration.endorse", level=1)
    people.do("KR-06", "declaration.endorse", level=3, reservation="The budget is thin.", signed="group")
    people.do("KR-01", "declaration.declare")


DAY = (seated, gathering, shaping, voting, counted, planning, declaring, declared)


class Scenes:
    """One database in which one scene at a time is played; `kept` may be shared with others of its kind."""

    def __init__(self, ground, kept=None):
        self.ground, self.kept = ground, {} if kept is None else kept

    def play(self, name):
        """The people of the scene, as nobody has disturbed them; to be closed before the next one is played."""
        self._know(name)
        rows, whereabouts = self.kept[name]
        return People(self.ground.lay(rows)).remember(whereabouts)

    def _know(self, name):
        if name in self.kept:
            return
        n = [scene.__name__ for scene in DAY].index(name)
        people = self.play(DAY[n - 1].__name__) if n else People(self.ground.lay(None))
        DAY[n](people)
        people.close()
        self.kept[name] = self.ground.keep(name), people.whereabouts


class SQLiteGround:
    """A file. What is kept is a copy of it; `empty` is a file with the tables alone."""

    def __init__(self, folder, empty):
        self.file, self.empty = Path(folder) / "concord.db", empty

    def lay(self, kept):
        for left in self.file.parent.glob("concord.db-*"):
            left.unlink()
        shutil.copyfile(kept or self.empty, self.file)
        return f"sqlite:///{self.file}"

    def keep(self, name):
        return shutil.copyfile(self.file, self.file.with_name(f"{name}.db"))


class PostgreSQLGround:
    """A database with the tables. What is kept are their rows: to make a database anew takes ten times as long."""

    TABLES = [f'"{table.name}"' for table in Base.metadata.sorted_tables]

    def __init__(self, url):
        self.url, self._plain = url, url.replace("+psycopg", "")

    def lay(self, kept):
        with psycopg.connect(self._plain) as connection, connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys rest meanwhile
            cursor.execute("; ".join(f"DELETE FROM {table}" for table in self.TABLES))
            for table, rows in (kept or {}).items():
                with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                    copy.write(rows)
        return self.url

    def keep(self, _name):
        kept = {}
        with psycopg.connect(self._plain) as connection, connection.cursor() as cursor:
            for table in self.TABLES:
                with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copy:
                    kept[table] = b"".join(copy)
        return kept
