"""Socket.IO packets that are read through once."""

from contextlib import suppress

from socketio.packet import EVENT
from socketio.packet import Packet as Stock


class Packet(Stock):
    """What JSON takes holds no bytes. Stock packets look for some first, for longer than it takes to read a board."""

    def __init__(self, packet_type=EVENT, data=None, namespace=None, id=None, binary=None, encoded_packet=None):
        self._text = None
        if data is not None and binary is None:
            with suppress(TypeError):  # there are some: the stock way takes them out
                self._text, binary = self.json.dumps(data), False
        super().__init__(packet_type, data, namespace, id, binary, encoded_packet)

    def encode(self):
        if self._text is None:
            return super().encode()
        namespace = "" if self.namespace in (None, "/") else f"{self.namespace},"
        return f"{self.packet_type}{namespace}{'' if self.id is None else self.id}{self._text}"
