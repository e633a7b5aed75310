"""The log: one line a fact, never what people write, never a secret."""

import logging
import sys

import structlog


def configure(level):
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s")
    for chatty in ("socketio", "engineio", "alembic", "werkzeug"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(sort_keys=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper(), logging.INFO)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
