"""Redis, which carries what happens from process to process. Every call is made once, and has a short time limit."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

WAIT_S = 2.0
"""So long a call waits for Redis: one that hangs is as good as none, and who waits for it is told so."""


def queue(url: str) -> redis.Redis:
    """A client of the Redis at `url`; it connects when it is used first."""
    once = Retry(NoBackoff(), 0)
    return redis.Redis.from_url(url, socket_connect_timeout=WAIT_S, socket_timeout=WAIT_S, retry=once)
