"""Socket.IO packets: read through once on their way out, and checked on their way in."""

from contextlib import suppress

from socketio.packet import BINARY_EVENT, CONNECT, DISCONNECT, EVENT
from socketio.packet import Packet as Stock

FROM_CLIENT = "client:"
"""Stands before the name of every event that a client sends: none can be called like what Socket.IO calls itself."""
MOST_ATTACHMENTS = 4


class Malformed(ValueError):
    """No client that follows the protocol sends this."""


class Packet(Stock):
    """What JSON takes holds no bytes. Stock packets look for some first, for longer than it takes to read a board."""

    def __init__(self, packet_type=EVENT, data=None, namespace=None, id=None, binary=None, encoded_packet=None):
        if encoded_packet is not None and (not isinstance(encoded_packet, str) or not encoded_packet):
            raise Malformed()
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

    def decode(self, encoded_packet: str) -> int:
        """Read what a client sent; returns how many attachments follow. Raises Malformed.

        Clients connect, send events and disconnect. The server asks for no acknowledgements, so none can come.
        """
        try:
            attachments = super().decode(encoded_packet)
        except Exception as error:  # the stock reader has no errors of its own: whatever Python raises there
            raise Malformed() from error
        if self.packet_type in (EVENT, BINARY_EVENT):
            self._check_event(attachments)
            self.data[0] = FROM_CLIENT + self.data[0]
        else:
            self._check(self.packet_type in (CONNECT, DISCONNECT))
        return attachments

    def add_attachment(self, attachment: bytes) -> bool:
        """Take the next attachment; True once all are there. Raises Malformed."""
        self._check(isinstance(attachment, bytes))
        try:
            return super().add_attachment(attachment)
        except Exception as error:  # as above: a number of an attachment that is none, or is not there
            raise Malformed() from error

    def _check_event(self, attachments):
        self._check(isinstance(self.data, list) and self.data and isinstance(self.data[0], str))
        self._check(0 < attachments <= MOST_ATTACHMENTS if self.packet_type == BINARY_EVENT else attachments == 0)

    @staticmethod
    def _check(fits):
        if not fits:
            raise Malformed()
