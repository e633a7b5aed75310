"""The quicker reader of WebSocket frames gives what eventlet's own gives, however the bytes are cut."""

import socket

from eventlet.websocket import RFC6455WebSocket
from hypothesis import given
from hypothesis import strategies as st

from app.live.frames import Buffered, unmasked

stock = RFC6455WebSocket.__dict__["_apply_mask"].__func__
masks = st.tuples(*[st.integers(0, 255)] * 4)


@given(st.binary(max_size=300), masks, st.integers(0, 1000))
def test_a_message_is_unmasked_as_eventlet_does_it(data, mask, offset):
    assert unmasked(data, mask, len(data), offset) == stock(data, mask, len(data), offset)


@given(st.lists(st.binary(min_size=1, max_size=5000), max_size=5), st.lists(st.integers(1, 6000), max_size=10))
def test_a_buffered_socket_loses_and_doubles_nothing(sent, sizes):
    here, there = socket.socketpair()
    with here, there:
        for part in sent:
            here.sendall(part)
        here.shutdown(socket.SHUT_WR)
        line, heard = Buffered(there), b""
        for size in [*sizes, *[4096] * 20]:
            heard += line.recv(size)
    assert heard == b"".join(sent)
