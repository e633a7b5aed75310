"""Socket.IO: what comes in, what goes out, and who is here."""

import structlog

from app.domain import rehearsing
from app.domain.pace import Pace
from app.lasting import lasting
from app.live.company import Company
from app.live.comparison import Comparison
from app.live.inbox import Inbox
from app.live.lag import Lag
from app.live.lines import Lines
from app.live.outbox import Outbox
from app.live.presence import Presence
from app.live.wording import Wording
from app.refusals import Unavailable

LOG = structlog.get_logger()
PRESENCE_S, TILES_S, SCREENS_S, TEXTS_S, SWEEP_S, SILENCE_S, OLD_S = 0.1, 1.0, 0.4, 0.5, 2.0, 1.0, 600.0


class Live:
    """The live half of the house, and the rounds it makes in the background once it is served."""

    def __init__(self, socketio, house, identify):
        limits = house.terms.limits
        self.server, self.house = socketio.server, house
        self.ended = lambda name: None  # called when one of the rounds has ended: the process cannot live without it
        self.presence = Presence()
        self.lines = Lines(self.server, limits)
        self.outbox = Outbox(self.server, house, self.presence)
        self.inbox = Inbox(
            self.server,
            house,
            identify=identify,
            outbox=self.outbox,
            presence=self.presence,
            lines=self.lines,
        )
        self.outbox.cut, self.outbox.shut = self.inbox.cut, self.inbox.shut
        self.comparison = Comparison(self.inbox, self.outbox, house)
        self.lag = Lag(self.server.sleep)
        self.company = self._company() if house.settings.redis_url else None
        self.wording = Wording(self.inbox, house, Pace(limits.update_pace * 2, limits.update_pace))

    def _company(self):
        ends = {"disconnect": self.inbox.cut, "shut": self.inbox.shut}
        return Company(self.server.manager.wire, self.presence, **ends, missed=self.comparison.missed)

    def start(self):
        if self.company:
            self.company.start(self.server, lambda name: self.ended(name))
        self.wording.save_all()
        self._every(PRESENCE_S, self.outbox.presences)
        self._every(TILES_S, self.outbox.tiles)
        self._every(SCREENS_S, self.outbox.screens)
        self._every(TEXTS_S, self.wording.save_due)
        self._every(SWEEP_S, self.presence.sweep)
        self._every(SILENCE_S, self.silences)
        self._every(SILENCE_S, self.lines.sweep)
        self._every(OLD_S, self.old)
        self._rounds(self.comparison.wait, self.comparison.compare)
        self._rounds(self.lag.wait, self.lag.count)

    def silences(self):
        """The line itself gets more time than its people: a phone that pauses need not come in anew."""
        for sid in list(self.inbox.speakers):
            line = self.inbox.line(sid)
            if line is not None:
                self.presence.silence(sid, self.lines.silent(line))

    def old(self):
        """Rehearsals that nobody has removed for hours, and what people deleted one by one since the last time."""
        self.house.store.empty_log()
        with self.house.store.reading() as session:
            found = rehearsing.old(session)
        if found:
            with self.house.store.writing() as session:
                rehearsing.erase_old(session)

    def goodbye(self, reason):
        """Tell those who are connected to this process before it goes."""
        for sid in list(self.inbox.speakers):
            self.server.emit("goodbye", {"reason": reason}, to=sid)

    def _every(self, seconds, deed):
        self._rounds(lambda: self.server.sleep(seconds), deed)

    def _rounds(self, wait, deed):
        def round():
            while True:
                wait()
                try:
                    deed()
                except Unavailable as error:
                    LOG.warning("round put off", deed=deed.__name__, why=str(error.__cause__ or error))
                except Exception:
                    LOG.exception("round failed", deed=deed.__name__)

        self.server.start_background_task(lasting(deed.__name__, round, lambda name: self.ended(name)))
