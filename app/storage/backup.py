"""Copy a running instance into one file, and bring it back, on either database:
`python -m app.storage.backup save|restore FILE`.

A backup is a zip of every table as JSON lines, read in one moment, with the schema's revision and the secret key (by
which personal links and cookies stay valid): keep it as you would keep the key.
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

from app.config import read_settings
from app.refusals import Conflict, Invalid
from app.storage import migrate
from app.storage.session import Store
from app.storage.tables import Base

AT_ONCE = 500


def save(store, target, *, secret_key):
    """Write the whole database to `target`, a path. Rows stand in the order of their random ids."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, store.reading() as session:
        archive.writestr("about.json", orjson.dumps({"format": "concord-backup/1", "revision": _revision(session)}))
        archive.writestr("secret.key", secret_key)
        for table in Base.metadata.sorted_tables:
            with archive.open(f"tables/{table.name}.jsonl", "w") as lines:
                for row in session.execute(select(table).order_by(*table.primary_key)).mappings():
                    lines.write(orjson.dumps({name: _written(value) for name, value in row.items()}) + b"\n")


def restore(store, source):
    """Fill an empty database at the same revision from `source`; all or nothing. Returns the backup's secret key."""
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
        return archive.read("secret.key").decode("ascii")


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
    if argv[0] == "save":
        save(store, file, secret_key=settings.secret_key)
        print(f"Saved to {file}")
        return 0
    key = restore(store, file)
    kept = settings.data_dir / "secret.key"
    kept.touch(mode=0o600)
    kept.write_text(key, encoding="ascii")
    print(f"Restored from {file}. Where SECRET_KEY is set, set it to the one of the backup.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Conflict, Invalid) as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit(f"{error.filename} cannot be written ({error.strerror})")
