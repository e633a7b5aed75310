"""Open files and connections: as many as the system lets this process have, and for how many people that is enough."""

import resource

import structlog

LOG = structlog.get_logger()
MOST = 65_536
RESERVED = 128
"""So many are kept for databases, Redis and files: they are never given to connections of browsers."""
EACH = 2
"""A person has a live connection, and now and then another one for a page or a file."""
PEOPLE = 2_000
"""A limit that is enough for fewer people is reported at the start."""


def raised() -> int:
    """Raise the soft limit to the hard one where that is possible; returns the limit that counts from now on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return MOST if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        return soft
    return wanted


def connections(limit: int) -> int:
    """How many connections may be open at a time, so that the server itself never lacks a descriptor."""
    return max(limit - RESERVED, limit // 2)


def warn_if_few(limit: int) -> None:
    """Say in the log for how many people the limit is enough, where these are few."""
    people = connections(limit) // EACH
    if people < PEOPLE:
        LOG.warning(
            f"Only {limit} files and connections can be open at the same time. That is enough for about {people} "
            f"people: each needs {EACH}, and the server itself {limit - connections(limit)}. "
            "To serve more, raise the limit (LimitNOFILE in the unit, ulimit -n in a shell)."
        )
