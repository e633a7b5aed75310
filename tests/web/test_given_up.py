"""A file is made for as long as somebody waits for it: the line of a request says whether it is still open."""

import socket
from types import SimpleNamespace

import pytest

from app.web.downloads import waiting as waits
from tests.waiting import until


@pytest.fixture
def ends():
    """The two ends of a line: (a visitor's, the server's)."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as visitor,
    ):
        line, _ = listener.accept()
        with line:
            yield visitor, line


@pytest.mark.parametrize("given", [lambda line: {"socket": line}, lambda line: {"get_socket": lambda: line}])
def test_whoever_hangs_up_waits_no_more(ends, given):
    visitor, line = ends
    waiting = waits({"wsgi.input": SimpleNamespace(**given(line))})
    assert waiting()
    visitor.close()
    until(lambda: not waiting())


def test_where_no_line_is_known_somebody_waits():
    assert waits({})()
