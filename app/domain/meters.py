"""What is counted for those who run it (`/metrics`): deeds and waits, never words or names."""

from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

from app.refusals import Refusal

COMMANDS = Counter("concord_commands", "Commands by type and outcome", ["type", "outcome"])
SECONDS = Histogram(
    "concord_command_seconds",
    "From asking to committed",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
DROPPED = Counter("concord_queue_dropped", "Messages to other processes that were dropped because Redis was away")
WAITING = Gauge("concord_queue_waiting", "Messages to other processes that wait to be published")
CONNECTIONS = Gauge("concord_connections", "Open Socket.IO connections of this process")
ENDED = Counter(
    "concord_connections_ended", "Connections that the server ended: malformed flood slow nameless", ["why"]
)
REFUSED = Counter("concord_connections_refused", "Connections refused, since too many are open: address seat", ["why"])

LAG = Histogram(
    "concord_loop_lag_seconds",
    "How long everybody waited, because something kept the process busy",
    buckets=(0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5),
)


@contextmanager
def measured(type, known):
    """Count one command; a type that is not `known` is somebody's text and is not written down."""
    name = type if known else "unknown"
    try:
        with SECONDS.time():
            yield
    except Refusal as refusal:
        COMMANDS.labels(name, refusal.code).inc()
        raise
    COMMANDS.labels(name, "ok").inc()
