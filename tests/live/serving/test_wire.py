"""The wire itself: no compression, no delay, and no traceback for those who speak nonsense."""

import socket
import subprocess
import sys

import pytest

from tests.servers import ROOT, Product

ACCEPTED = """
import os, socket
os.environ.update(SOCKETIO_ASYNC_MODE="{mode}")
import wsgi
from app.config import Settings
listening = wsgi.listener(Settings(secret_key="", port=0))
socket.create_connection(listening.getsockname())
accepted, _ = listening.accept()
print(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
"""


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def product(request, tmp_path_factory):
    product = Product(data_dir=tmp_path_factory.mktemp("wire"), async_mode=request.param).start()
    yield product
    product.stop()


def say(product, *lines, body=b""):
    with socket.create_connection(("127.0.0.1", product.port), timeout=10) as line:
        line.sendall("".join(f"{text}\r\n" for text in (*lines, "")).encode() + body)
        line.shutdown(socket.SHUT_WR)
        answer = b""
        while part := line.recv(65536):
            answer += part
            if b"101 Switching" in answer:
                break
    return answer.decode("utf-8", "replace")


def test_compression_is_not_agreed_to(product):
    answer = say(
        product,
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{product.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    )
    head = answer.partition("\r\n\r\n")[0].lower()
    assert head.startswith("http/1.1 101") and "sec-websocket-extensions" not in head


@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_what_is_sent_is_not_held_back(mode):
    ran = subprocess.run([sys.executable, "-c", ACCEPTED.format(mode=mode)], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout.split(), ran.returncode) == (["True"], 0), ran.stderr


@pytest.mark.parametrize(
    "lines",
    [
        ("GET / HTTP/1.1", "Host: x", "Content-Length: many"),
        ("POST /api/v1/tokens HTTP/1.1", "Host: x", "Content-Length: -5"),
        ("POST /api/v1/tokens HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "", "zz"),
        ("POST /api/v1/tokens HTTP/1.1", "Host: x", "Content-Length: 50"),
        ("GET /%ff%fe/\xff HTTP/1.1", "Host: x"),
        ("GET /socket.io/?EIO=4&transport=pigeon HTTP/1.1", "Host: x"),
        ("GET /socket.io/?EIO=4&transport=polling&sid=nobody HTTP/1.1", "Host: x"),
        ("POST /socket.io/?EIO=4&transport=polling HTTP/1.1", "Host: x", "Content-Length: 3", "", "40{"),
        ("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade"),
        ("BREW /coffee HTTP/1.1", "Host: x"),
        ("nonsense",),
        ("GET / HTTP/9.9", "Host: x", "no colon here"),
    ],
)
def test_nonsense_gets_no_traceback_and_harms_nobody(product, lines):
    answer = say(product, *lines)
    assert [word for word in ("Traceback", ".py", "line ") if word in answer] == []
    assert product.healthy()
