"""What can be set from outside, read once from the environment into one frozen object."""

import os
import re
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

OTHERS = stat.S_IRWXG | stat.S_IRWXO
EXAMPLE = "https://concord.example.org"


@dataclass(frozen=True)
class Limits:
    """Lengths in characters (code points), sizes in bytes, counts per room or workshop, paces per second."""

    title: int = 200
    body: int = 5_000
    comment: int = 2_000
    announcement: int = 500
    question: int = 280
    language: int = 16
    name: int = 200
    address: int = 500
    text: int = 20_000
    cards: int = 500
    themes: int = 30
    notes: int = 50
    rooms: int = 100
    members: int = 2_000
    message: int = 256 * 1024
    update: int = 64 * 1024
    burst: int = 40
    pace: float = 10.0
    update_pace: float = 30.0
    calls: int = 300
    calls_pace: float = 30.0
    stranger_calls: int = 3_000
    stranger_pace: float = 150.0
    wrong_codes: int = 30
    messages: int = 400
    message_pace: float = 60.0
    flood: int = 200
    frames: int = 600
    frame_pace: float = 200.0
    waiting: int = 8 * 1024 * 1024
    nameless_s: float = 10.0
    connections_seat: int = 12
    connections_token: int = 30
    connections_account: int = 100
    connections_address: int = 2_000
    joins: int = 120


@dataclass(frozen=True)
class Settings:
    secret_key: str
    data_dir: Path = Path("instance")
    database_url: str = ""
    redis_url: str = ""
    host: str = "127.0.0.1"
    port: int = 5000
    demo: bool = True
    open_registration: bool = False
    async_mode: str = "eventlet"
    fanout: str = "direct"
    log_level: str = "INFO"
    public_url: str = ""
    trusted_proxies: int = 0
    rehearsals: int = 3
    limits: Limits = Limits()

    @property
    def address(self):
        """Where people open the product: PUBLIC_URL behind a proxy, else host and port."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def local_only(self):
        return self.host in ("127.0.0.1", "::1", "localhost")


def read_settings(environ=os.environ):
    """Build Settings from environment variables; makes DATA_DIR and, where SECRET_KEY is absent, a key kept in it.

    Whoever set something wrong reads in the terminal what; the program ends.
    """
    place = data_dir(environ)
    database = environ.get("DATABASE_URL") or f"sqlite:///{place / 'concord.db'}"
    if database.startswith("sqlite:///"):
        for end in ("", "-wal", "-shm"):
            _tighten(Path(database.removeprefix("sqlite:///") + end))
    return Settings(
        secret_key=environ.get("SECRET_KEY") or _kept_key(place / "secret.key"),
        data_dir=place,
        database_url=database,
        redis_url=environ.get("REDIS_URL", ""),
        host=environ.get("HOST", "127.0.0.1"),
        port=_whole(environ.get("PORT", "5000"), "PORT", most=65535),
        demo=environ.get("DEMO", "1") == "1",
        open_registration=environ.get("OPEN_REGISTRATION", "0") == "1",
        async_mode=environ.get("SOCKETIO_ASYNC_MODE", "eventlet"),
        fanout=environ.get("FANOUT", "direct"),
        log_level=environ.get("LOG_LEVEL", "INFO"),
        public_url=_address(environ.get("PUBLIC_URL", "")),
        rehearsals=_whole(environ.get("REHEARSALS", "3"), "REHEARSALS", most=99),
        trusted_proxies=_whole(environ.get("TRUSTED_PROXIES", "0"), "TRUSTED_PROXIES", most=9),
    )


def _whole(text, name, *, most):
    if not (text.isascii() and text.isdecimal() and int(text) <= most):
        raise SystemExit(f"{name} is a whole number from 0 to {most}, and not “{text}”")
    return int(text)


def _address(text: str) -> str:
    """PUBLIC_URL, “” where it is not set: scheme, host and port and nothing else, since every link is made with it."""
    if not text:
        return text
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        parts, whole = None, False
    if parts is None or not whole or re.search(r"[^!-~]", text):
        raise SystemExit(f"PUBLIC_URL must be https:// or http:// and the name of a host, such as {EXAMPLE}")
    if parts.username is not None:
        raise SystemExit(f"PUBLIC_URL must not contain a user name or password: write it as {EXAMPLE}")
    if parts.path not in ("", "/") or "?" in text or "#" in text:
        raise SystemExit(
            f"PUBLIC_URL must end after the host, as in {EXAMPLE}, because Concord cannot be served under a path: "
            f"remove “{text[text.index(parts.netloc) + len(parts.netloc) :]}”"
        )
    return text


def data_dir(environ=os.environ):
    """DATA_DIR, made where it is not there yet, for its owner only. So is all that this process writes from here on."""
    os.umask(0o077)
    place = Path(environ.get("DATA_DIR", "instance")).resolve()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"DATA_DIR {place} cannot be made ({error.strerror})") from error
    for kept in (place, place / "secret.key"):
        _tighten(kept)
    return place


def _tighten(file):
    """Close a file or folder that others can open, as those of earlier versions; warn where it is not ours to close."""
    try:
        found = file.stat()
        if not found.st_mode & OTHERS:
            return
        if found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX:  # a folder like /tmp is not ours alone
            file.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
            return
    except FileNotFoundError:
        return
    except OSError:
        pass
    print(f"Warning: other users of this computer may open {file}; only its owner should", file=sys.stderr)


def private(path: Path, mode: str = "wb", **how: Any) -> IO[Any]:
    """path.open(mode): a file that only its owner can read, even if it existed before."""
    os.umask(0o077)
    if path.is_file():
        path.chmod(0o600)
    return path.open(mode, **how)


def _kept_key(path):
    """Two processes may start at once: the first to link its key in place wins, both read the same one."""
    if not path.exists():
        mine = path.with_suffix(f".{os.getpid()}")
        with private(mine, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_text(encoding="ascii").strip()
