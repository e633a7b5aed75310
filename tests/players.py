"""The processes in which simulated delegates play, as the machine knows them."""

from pathlib import Path


def players(product):
    """The numbers of those that the server has started, and that still run."""
    return [
        int(pid)
        for task in Path(f"/proc/{product.pid}/task").glob("*/children")
        for pid in task.read_text().split()
        if plays(pid)
    ]


def plays(pid):
    return "app.rehearsal" in words(pid)


def words(pid):
    """With which a process was started; none where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []
