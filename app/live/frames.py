"""Read WebSocket frames quicker than eventlet does: through a buffer, and unmasking a whole message at once.

Touches eventlet's inside, so only in the version it was written for; with any other, eventlet's own reader serves.
"""

from importlib.metadata import version

WRITTEN_FOR = "0.41.3"
CHUNK = 4096


def hasten():
    """Put the quicker reader in place for connections made from now on; False where eventlet is another version."""
    if version("eventlet") != WRITTEN_FOR:
        return False
    from eventlet.websocket import RFC6455WebSocket

    RFC6455WebSocket._apply_mask = staticmethod(unmasked)
    begin = RFC6455WebSocket.__init__

    def begin_buffered(self, sock, *rest, **options):
        begin(self, Buffered(sock), *rest, **options)

    if not hasattr(begin, "stock"):
        begin_buffered.stock = begin
        RFC6455WebSocket.__init__ = begin_buffered
    return True


class Buffered:
    """A socket that asks its kernel for more than it is asked for, and keeps the rest."""

    def __init__(self, sock):
        self._sock, self._rest = sock, b""
        self.fd, self.sendall = getattr(sock, "fd", sock), sock.sendall

    def recv(self, most):
        if not self._rest:
            self._rest = self._sock.recv(max(most, CHUNK))
        given, self._rest = self._rest[:most], self._rest[most:]
        return given

    def __getattr__(self, name):
        return getattr(self._sock, name)


def unmasked(data, mask, length=None, offset=0):
    """`data` with the four numbers of `mask` taken off, beginning `offset` bytes into the message: one XOR for all."""
    size = len(data)
    key = bytes(mask[(offset + n) % 4] for n in range(4)) * (size // 4 + 1)
    number = int.from_bytes(data, "little") ^ int.from_bytes(key[:size], "little")
    return number.to_bytes(size, "little")
