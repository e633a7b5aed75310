"""The log: one line a fact, never what people write, never a secret."""

import logging
import sys

import structlog

MOST = 4_000
"""So many characters of one line; a traceback, or what a client sent, may be longer."""


class OneLine(logging.Formatter):
    """What libraries log: a traceback, or a line break that a client sent, begins no line of its own."""

    def format(self, record):
        return one_line(super().format(record))


def one_line(text: str) -> str:
    """`text` with all that is not printed escaped; of what is too long, the beginning and the end."""
    kept = text if len(text) <= MOST else f"{text[: MOST // 4]} … {text[-MOST * 3 // 4 :]}"
    return kept if kept.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in kept)


def configure(level):
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s")
    for handler in logging.getLogger().handlers:
        handler.setFormatter(OneLine())
    for chatty in ("alembic", "werkzeug"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # These warn each time of what any client may do; without a level they write past this log.
    for chattier in ("socketio", "socketio.server", "engineio", "engineio.server"):
        logging.getLogger(chattier).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(sort_keys=False),
            lambda _, __, line: one_line(line),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper(), logging.INFO)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
