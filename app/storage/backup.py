"""Copy a running instance into one file, and bring it back, on either database:
`python -m app.storage.backup save|restore FILE`.

A backup is a zip of every table as JSON lines, read in one moment, with the schema's revision, the secret key (by
which personal links and cookies stay valid) and the ids of erased workshops: keep it as you would keep the key. A
workshop that was erased later does not come back, if DATA_DIR holds the list of the instance that erased it.
"""

import base64
import datetime
import io
import sys
import zipfile
from pathlib import Path

import orjson
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, update

from app.config import private, read_settings
from app.refusals import Conflict, Invalid
from app.storage import erased, migrate
from app.storage.session import Store
from app.storage.tables import Base, Workshop

AT_ONCE = 500
NO_LIST = """If workshops were erased after the backup was made, they are back: there is no list of them, {file}.
If you still have that file of the earlier DATA_DIR, copy it there and restore again into an empty database."""


def save(store, target, *, secret_key, gone=()):
    """Write the whole database to `target`, a path, for its owner only. Rows are in the order of their random ids.

    gone: ids of workshops that were erased.
    """
    with (
        private(target) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        store.reading() as session,
    ):
        archive.writestr("about.json", orjson.dumps({"format": "concord-backup/1", "revision": _revision(session)}))
        archive.writestr("secret.key", secret_key)
        archive.writestr(erased.NAME, "".join(f"{workshop}\n" for workshop in sorted(gone)))
        for table in Base.metadata.sorted_tables:
            with archive.open(f"tables/{table.name}.jsonl", "w") as lines:
                for row in session.execute(select(table).order_by(*table.primary_key)).mappings():
                    lines.write(orjson.dumps({name: _written(value) for name, value in row.items()}) + b"\n")


def restore(store, source, *, gone=()):
    """Fill an empty database at the same revision from `source`; all or nothing.

    gone: ids of workshops that were erased since, which are left out. Returns (the backup's secret key, the ids of all
    workshops that are known to be erased, how many of them were left out).
    """
    try:
        archive = zipfile.ZipFile(source)
        about = orjson.loads(archive.read("about.json"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Invalid(f"{source} is not a backup of Concord") from error
    with archive, store.writing() as session:
        if about.get("revision") != _revision(session):
            raise Conflict(f"The backup is of revision {about.get('revision')}, the database of {_revision(session)}")
        for table in Base.metadata.sorted_tables:
            if session.scalar(select(func.count()).select_from(table)):
                raise Conflict("The database is not empty; restore into a new DATA_DIR or a new database")
        for table in Base.metadata.sorted_tables:
            _fill(session, table, archive)
        back = session.scalars(select(Workshop.id).where(Workshop.id.in_(gone))).all()
        for workshop in back:
            erased.take_out(session, workshop)
        return archive.read("secret.key").decode("ascii"), set(gone) | _gone_before(archive), len(back)


def _gone_before(archive):
    """The ids of what was erased before the backup was made; none in backups of earlier versions."""
    return erased.ids(archive.read(erased.NAME).decode("ascii")) if erased.NAME in archive.namelist() else set()


def _fill(session, table, archive):
    """A row that refers to another of its own table gets the reference once all are there."""
    own = [column.name for column in table.columns for key in column.foreign_keys if key.column.table is table]
    later, rows = [], []
    with archive.open(f"tables/{table.name}.jsonl") as lines:
        for line in io.TextIOWrapper(lines, "utf-8"):
            row = {name: _read(table.columns[name], value) for name, value in orjson.loads(line).items()}
            later += [(row["id"], {name: row[name]}) for name in own if row[name] is not None]
            rows.append(row | dict.fromkeys(own))
            if len(rows) == AT_ONCE:
                session.execute(insert(table), rows)
                rows = []
    if rows:
        session.execute(insert(table), rows)
    for id, value in later:
        session.execute(update(table).where(table.columns.id == id).values(value))


def _written(value):
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _read(column, value):
    kind = type(column.type).__name__
    if value is None:
        return None
    if kind == "LargeBinary":
        return base64.b64decode(value)
    if kind == "Moment":
        return datetime.datetime.fromisoformat(value)
    return datetime.date.fromisoformat(value) if kind == "Date" else value


def _revision(session):
    return MigrationContext.configure(session.connection()).get_current_revision()


def main(argv):
    if len(argv) != 2 or argv[0] not in ("save", "restore"):
        print(__doc__)
        return 2
    settings, file = read_settings(), Path(argv[1])
    with migrate.reachable():
        migrate.upgrade(settings.database_url)
    store = Store(settings.database_url, settings.secret_key)
    known = erased.noted(settings.data_dir)
    if argv[0] == "save":
        save(store, file, secret_key=settings.secret_key, gone=known or ())
        print(f"Saved to {file}")
        return 0
    key, gone, left_out = restore(store, file, gone=known or ())
    with private(settings.data_dir / "secret.key", "w", encoding="ascii") as kept:
        kept.write(key)
    erased.note(settings.data_dir, sorted(gone - (known or set())))
    print(f"Restored from {file}. Where SECRET_KEY is set, set it to the one of the backup.")
    if known is None:
        print(NO_LIST.format(file=settings.data_dir / erased.NAME))
    elif left_out:
        print(f"Workshops left out, because they were erased after the backup was made: {left_out}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Conflict, Invalid) as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit(f"{error.filename} cannot be written ({error.strerror})")
