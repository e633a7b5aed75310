"""Moments: always UTC, written one way."""

from datetime import UTC, datetime


def now():
    """This moment in whole milliseconds, as it is kept: what is told at once and what is read later are the same."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def moment(at):
    """A moment as the contract writes it, or None: 2021-03-31T05:00:00.000Z."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
