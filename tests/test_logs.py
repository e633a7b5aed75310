"""What others send and reaches the log begins no line of its own, and is not endless."""

import logging

import pytest

from app.logs import MOST, OneLine, one_line


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\x1b[1mb", "a\u2028b", "a\x85b", "a\x00b", "a\ud800b"])
def test_a_log_line_is_one_line(text):
    assert one_line(text).isprintable() and len(one_line(text).splitlines()) == 1


def test_a_log_line_is_bounded_and_keeps_its_end():
    assert one_line("한 줄") == "한 줄"
    long = one_line("x" * 10_000_000 + "the error itself")
    assert len(long) < MOST + 10 and long.endswith("the error itself")


def test_what_a_library_logs_with_a_traceback_is_one_line_too():
    try:
        raise ValueError("no\n2026-11-30T09:00:00Z level=info event=forged")
    except ValueError as error:
        seen = (type(error), error, error.__traceback__)
    record = logging.LogRecord("engineio.server", logging.ERROR, "", 0, "Invalid session %s", ("x\ny",), seen)
    assert len(OneLine("%(message)s").format(record).splitlines()) == 1
