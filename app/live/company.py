"""The other processes of a cluster: who is here with them, and whose seat was closed, over Redis. None on a laptop."""

import orjson

from app.lasting import lasting
from app.storage.tables import new_id

CHANNEL = "concord:company"
BEAT_S = 3.0
SILENT_S = 10.0


class Company:
    """Each process tells the others what changes among its own connections; all keep the same picture.

    A newcomer says hello and is told everything. A process that is silent for ten seconds is dead: its people are away.
    What is missed while a process does not listen is made good by its next hello, and by `missed`.
    """

    def __init__(self, wire, presence, *, disconnect, shut, missed):
        """disconnect(member, reason) cuts this process's connections of a member, shut(room) those of its guests.

        missed(): something that others said may not have been heard.
        """
        self.id = new_id()
        self.wire, self.presence, self.missed = wire, presence, missed
        self.disconnect, self.shut = disconnect, shut
        self._heard = {}
        wire.on(CHANNEL, self._hear)
        wire.missed = self._listens_again
        wire.dropped = lambda: self.tell("dropped")

    def start(self, server, ended):
        """ended(name) is called where one of its tasks has ended."""
        self.server = server
        self.presence.tell = self.tell
        for task in (self.wire.listen, self.wire.publish, self._beat):
            server.start_background_task(lasting(f"company {task.__name__}", task, ended))

    def tell(self, what, **rest):
        message = orjson.dumps({"from": self.id, "what": what, **rest}, default=bytes.hex)
        self.wire.say(CHANNEL, message)

    def _listens_again(self):
        """Nothing was heard for a while, or something was dropped: what the others are at is asked of them."""
        self._heard = dict.fromkeys(self._heard, self.presence.now())
        self.tell("hello")
        self.missed()

    def _beat(self):
        while True:
            self.server.sleep(BEAT_S)
            self.tell("alive")
            now = self.presence.now()
            if now - self.wire.heard_at > 2 * BEAT_S:
                continue  # this process hears not even itself: that says nothing of the others
            for process in [process for process, at in self._heard.items() if now - at > SILENT_S]:
                del self._heard[process]
                self.presence.lost_process(process)

    def _hear(self, message):
        message = orjson.loads(message)
        sender, what = message.pop("from"), message.pop("what")
        if sender == self.id:
            return
        self._heard[sender] = self.presence.now()
        if what == "hello":
            for told in self.presence.own():
                self.tell("here", **told)
        elif what == "here":
            if cursor := message["doing"].get("cursor"):
                message["doing"]["cursor"] = bytes.fromhex(cursor)
            self.presence.elsewhere(sender, **message)
        elif what == "gone":
            self.presence.gone_elsewhere(**message)
        elif what == "dropped":
            self._listens_again()
        elif what == "farewell":
            self.disconnect(message["member"], message["reason"])
        elif what == "shut":
            self.shut(message["room"])
