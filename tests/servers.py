"""The processes that tests talk to: the product itself, PostgreSQL and Redis, each in a process group of its own."""

import contextlib
import os
import pwd
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[1]
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # where a cluster of the tests need not wait for a disk


class Process:
    """A child in its own process group, so that a signal reaches what it started and nothing else."""

    def __init__(self, argv, **options):
        self.argv = [str(word) for word in argv]
        self.lines = []
        self._child = subprocess.Popen(
            self.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            **options,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self):
        return self._child.pid

    @property
    def running(self):
        return self._child.poll() is None

    def wait_until(self, ready, *, timeout_s=30):
        """Return once `ready()` holds. Raises with the child's last words when it dies or takes too long."""
        end = time.monotonic() + timeout_s
        while not ready():
            if not self.running or time.monotonic() > end:
                why = "took too long" if self.running else f"ended with {self._child.returncode}"
                self.end(signal.SIGKILL)
                raise RuntimeError(f"{' '.join(self.argv)} {why}:\n" + "\n".join(self.lines[-60:]))
            time.sleep(0.02)

    def end(self, sign, *, timeout_s=15):
        """Send `sign` to the group and wait; what will not go is killed. Returns the exit code."""
        # Only while the leader is unreaped is the group's number surely still ours.
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, sign)
        try:
            code = self._child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            code = self._child.wait()
        self._reader.join(5)
        return code

    def ended(self, timeout_s):
        code = self._child.wait(timeout_s)
        self._reader.join(5)
        return code

    def _read(self):
        for line in self._child.stdout:
            self.lines.append(line.rstrip("\n"))


class Product:
    """Concord as people run it: `python wsgi.py`. `stdout` holds its lines so far, `url` has no slash at the end."""

    def __init__(
        self,
        *,
        data_dir,
        database_url=None,
        redis_url=None,
        async_mode="eventlet",
        demo=False,
        port=None,
        env=None,
        files=None,
        program=("wsgi.py",),
    ):
        """files: how many descriptors it may have. program: another way to start it, as words for Python."""
        self.data_dir, self.database_url = Path(data_dir), database_url
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")
            },
            "PYTHONUNBUFFERED": "1",
            "DATA_DIR": str(self.data_dir),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SOCKETIO_ASYNC_MODE": async_mode,
            "DEMO": "1" if demo else "0",
            **({"DATABASE_URL": database_url} if database_url else {}),
            **({"REDIS_URL": redis_url} if redis_url else {}),
            **(env or {}),
        }
        self._process, self._program = None, program
        self._limits = {"preexec_fn": lambda: _allow(files)} if files else {}

    def start(self, *, timeout_s=30):
        """Start it, again after `stop` or `kill` with the same port and data, and wait for /healthz."""
        self._process = Process([sys.executable, *self._program], cwd=ROOT, env=self._env, **self._limits)
        self._process.wait_until(self.healthy, timeout_s=timeout_s)
        return self

    @property
    def stdout(self):
        return self._process.lines

    @property
    def pid(self):
        return self._process.pid

    @property
    def running(self):
        return self._process.running

    def healthy(self):
        try:
            with urllib.request.urlopen(self.url + "/healthz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, sign=signal.SIGTERM, *, timeout_s=15):
        """Ask it to go, as an init system does, or the keyboard (SIGINT), and wait. Returns the exit code."""
        return self._process.end(sign, timeout_s=timeout_s)

    def kill(self):
        """Take it away without a word (SIGKILL)."""
        return self._process.end(signal.SIGKILL)

    def ended(self, *, timeout_s=30):
        """Wait until it has ended by itself. Returns the exit code."""
        return self._process.ended(timeout_s)


class PostgreSQL:
    """A private cluster on a free port. `database()` makes a new one, from a template when one is named."""

    def __init__(self):
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="concord-postgresql-", dir=MEMORY))
        self._as = {}
        if os.geteuid() == 0:
            # The server refuses to run as root.
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self._as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "concord", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
        )
        self._process = None
        self._made = 0

    def start(self):
        # Unsafe settings are safe here: the folder does not outlive the tests.
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": 200,
            "shared_buffers": "64MB",
            "autovacuum": "off",
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [_postgres_program("postgres"), "-D", self.folder / "data", *words]
        self._process = Process(command, cwd=self.folder, **self._as)
        self._process.wait_until(self._answers)
        return self

    def stop(self):
        """Close every connection and shut down; `start` brings it back with its data."""
        return self._process.end(signal.SIGINT)

    def remove(self):
        if self._process:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self, *, template="template0"):
        """Make a database and return its SQLAlchemy URL. Nobody may be connected to `template`, a database's name."""
        self._made += 1
        name = f"concord_{self._made}"
        self.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return self.url(name)

    def seal(self, url):
        """Close the database to everybody, so that it can be a template. Returns its name."""
        name = url.rpartition("/")[2]
        self.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        return name

    def drop(self, url):
        self.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def url(self, name, *, driver="+psycopg"):
        return f"postgresql{driver}://concord@127.0.0.1:{self.port}/{name}"

    def execute(self, sql):
        with psycopg.connect(self.url("postgres", driver=""), autocommit=True) as connection:
            connection.execute(sql)

    def _answers(self):
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program, *words):
        command = [str(word) for word in (_postgres_program(program), *words)]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True, **self._as)


class Redis:
    """A private Redis that keeps nothing on disk."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process = None

    def start(self):
        settings = ["--port", self.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = Process(["redis-server", *settings], cwd=tempfile.gettempdir())
        self._process.wait_until(self._answers)
        return self

    def stop(self):
        return self._process.end(signal.SIGTERM)

    @contextlib.contextmanager
    def hanging(self):
        """It takes connections and answers nobody, as long as this lasts."""
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)

    def _answers(self):
        try:
            return self.say("PING") == b"+PONG"
        except OSError:
            return False

    def say(self, command):
        """Send one inline command, return the first line of the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
            connection.sendall(command.encode() + b"\r\n")
            return connection.makefile("rb").readline().rstrip()


def _allow(files):
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _postgres_program(name):
    """The newest installed `name`. Debian keeps the servers' programs off PATH."""

    def version(path):
        return [int(part) for part in path.parts[-3].split(".") if part.isdigit()]

    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=version)
    found = str(installed[-1]) if installed else shutil.which(name)
    if not found:
        raise RuntimeError(f"PostgreSQL's {name} is not installed; `make test` says how to get it.")
    return found
