"""The other processes of a cluster: who is here with them, and whose seat was closed, over Redis. None on a laptop."""

import orjson
import redis
import structlog

from app.storage.tables import new_id

LOG = structlog.get_logger()
CHANNEL = "concord:company"
BEAT_S = 3.0
SILENT_S = 10.0
RETRY_S = 1.0


class Company:
    """Each process tells the others what changes among its own connections; all keep the same picture.

    A newcomer says hello and is told everything. A process that is silent for ten seconds is dead: its people are away.
    What is told while Redis is out of reach is lost; the hello after each reconnection makes it good.
    """

    def __init__(self, url, presence, disconnect, shut):
        """disconnect(member, reason) cuts this process's connections of a member, shut(room) those of its guests."""
        self.id = new_id()
        self.presence, self.disconnect, self.shut = presence, disconnect, shut
        self.redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)
        self._heard = {}

    def start(self, server):
        self.server = server
        self.presence.tell = self.tell
        server.start_background_task(self._listen)
        server.start_background_task(self._beat)

    def tell(self, what, **rest):
        try:
            self.redis.publish(CHANNEL, orjson.dumps({"from": self.id, "what": what, **rest}, default=bytes.hex))
        except redis.RedisError as error:
            LOG.warning("company out of reach", error=str(error))

    def _beat(self):
        while True:
            self.server.sleep(BEAT_S)
            self.tell("alive")
            now = self.presence.now()
            for process in [process for process, at in self._heard.items() if now - at > SILENT_S]:
                del self._heard[process]
                self.presence.lost_process(process)

    def _listen(self):
        """redis-py's listener ends when the connection does: this one begins again."""
        while True:
            try:
                with self.redis.pubsub(ignore_subscribe_messages=True) as line:
                    line.subscribe(CHANNEL)
                    self.tell("hello")
                    while True:
                        message = line.get_message(timeout=1.0)
                        if message:
                            self._hear(orjson.loads(message["data"]))
            except redis.RedisError as error:
                LOG.warning("company out of reach", error=str(error))
                self.server.sleep(RETRY_S)

    def _hear(self, message):
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
        elif what == "farewell":
            self.disconnect(message["member"], message["reason"])
        elif what == "shut":
            self.shut(message["room"])
