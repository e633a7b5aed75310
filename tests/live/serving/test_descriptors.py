"""Too many connections at the same time: nobody new comes in, those inside go on, and afterwards all is as before."""

import contextlib
import os
import resource
import signal
import socket

import pytest

from app.lasting import lasting
from tests.live.client import Http
from tests.live.workshop import Workshop
from tests.waiting import until

HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
DIES = """
import signal, socket, wsgi
listening = wsgi.listener
def listener(settings):
    sock = listening(settings)
    signal.signal(signal.SIGUSR1, lambda *_: sock.shutdown(socket.SHUT_RD))
    return sock
wsgi.listener = listener
wsgi.main()
"""

modes = pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])


@contextlib.contextmanager
def flood(product, connections):
    """So many handshakes of nobody, held open."""
    with contextlib.ExitStack() as stack:
        for _ in range(connections):
            line = stack.enter_context(socket.socket())
            line.settimeout(5)
            line.connect(("127.0.0.1", product.port))
            line.sendall(HANDSHAKE.format(host=f"127.0.0.1:{product.port}").encode())
        yield


@modes
def test_a_flood_of_connections_stops_nobody_who_is_inside_and_is_over_when_it_ends(server, async_mode):
    product = server(async_mode=async_mode, files=128)
    with contextlib.closing(Workshop(product.url)) as workshop:
        workshop.start("shape")
        line = workshop.sit("KR-01")
        with flood(product, 300):
            for number in range(20):
                assert line.room(workshop.rooms["KR"], "card.add", title=f"Card {number}")["seq"]
        until(product.healthy)
        assert line.open
        line.settle()


@modes
def test_a_process_without_a_free_descriptor_accepts_again_once_there_is_one(server, async_mode):
    product = server(async_mode=async_mode)
    _, hard = resource.prlimit(product.pid, resource.RLIMIT_NOFILE)
    open_now = len(os.listdir(f"/proc/{product.pid}/fd"))
    resource.prlimit(product.pid, resource.RLIMIT_NOFILE, (open_now + 5, hard))
    with flood(product, 60):
        until(lambda: any("Too many open files" in line for line in product.stdout))
    until(product.healthy)
    assert Http(product.url).ask("GET", "/key").status_code == 200


@modes
def test_a_process_that_can_accept_nobody_any_more_ends_with_an_error(server, async_mode):
    product = server(async_mode=async_mode, program=("-c", DIES))
    os.kill(product.pid, signal.SIGUSR1)
    assert product.ended() == 1


@pytest.mark.parametrize("deed", [lambda: None, lambda: 1 / 0, lambda: exit(3)])
def test_a_task_in_the_background_does_not_end_unnoticed(deed):
    heard = []
    with contextlib.suppress(SystemExit):
        lasting("a round", deed, heard.append)()
    assert heard == ["a round"]


def test_whoever_starts_it_reads_for_how_many_people_the_limit_is_enough(server):
    product = server(files=1024)
    assert any("enough for about 448 people" in line for line in product.stdout)
