"""The product's own log names no link that lets somebody in, whatever somebody sends."""

import socket

import pytest

from tests.waiting import until

SECRET = "a-link-that-lets-somebody-in"
REQUESTS = {
    "a page": f"GET /me/{SECRET} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a wrong method": f"BREW /me/{SECRET} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a wrong version": f"GET /me/{SECRET} HTTP/9.9\r\nHost: x\r\n\r\n",
    "no version": f"GET /me/{SECRET} and more HTTP\r\nHost: x\r\n\r\n",
    "no words": f"/me/{SECRET}\r\n\r\n",
    "a wrong header": f"GET /me/{SECRET} HTTP/1.1\r\nHost: x\r\nno colon {SECRET}\r\n\r\n",
    "a wrong length": f"POST /me/{SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: {SECRET}\r\n\r\n",
    "a wrong chunk": f"POST /me/{SECRET} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{SECRET}\r\n",
    "half a body": f"POST /sign-in/{SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nx=1",
    "a long address": f"GET /me/{SECRET}/{'x' * 100_000} HTTP/1.1\r\nHost: x\r\n\r\n",
    "wrong letters": f"GET /me/{SECRET}%ff%00%0d%0a HTTP/1.1\r\nHost: x\r\nReferer: /me/{SECRET}\r\n\r\n",
    "another host": f"GET /me/{SECRET} HTTP/1.1\r\nHost: [x/{SECRET}\r\nConnection: close\r\n\r\n",
    "a websocket": f"GET /socket.io/?EIO=4&transport=websocket&link={SECRET} HTTP/1.1\r\nHost: x\r\n\r\n",
    "a redirect": f"POST /language HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    f"Content-Length: {len(SECRET) + 17}\r\nConnection: close\r\n\r\nback=%0a/me/{SECRET}",
}


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_no_request_writes_its_address_into_the_log(server, async_mode):
    product = server(async_mode=async_mode)
    for sent in REQUESTS.values():
        with socket.create_connection(("127.0.0.1", product.port), timeout=5) as line:
            line.sendall(sent.encode())
            line.shutdown(socket.SHUT_WR)
            while heard(line):
                pass
        # And somebody who hangs up before the answer comes.
        with socket.create_connection(("127.0.0.1", product.port), timeout=5) as line:
            line.sendall(sent.encode())
    until(product.healthy)
    assert product.stop() == 0
    assert [line for line in product.stdout if SECRET in line] == []


def heard(line):
    try:
        return line.recv(65536)
    except (TimeoutError, ConnectionError):
        return b""
