"""What the doors (web and live) hold on to: the store, the terms, and one way to ask for a command."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import redis

from app.catalogue import N_
from app.config import Settings
from app.domain import account, member, nouns, screen, sessions
from app.domain.agenda import Snapshots
from app.domain.command import Ask, Terms, known, perform
from app.domain.meters import measured
from app.domain.pace import Pace
from app.domain.tries import Doors
from app.domain.turns import Turns
from app.refusals import Refusal, Unavailable
from app.storage.queue import queue
from app.storage.session import Store

__all__ = ["House", "nouns"]
CARDS_A_TOKEN = 20


@dataclass(frozen=True)
class House:
    """offload(fn) runs `fn` off the hub and returns its result; what it is depends on the async mode."""

    settings: Settings
    store: Store
    terms: Terms
    offload: Callable
    pace: Pace
    calls: Pace  # of HTTP, by whoever is signed in
    strangers: Pace  # of HTTP, by address
    tries: Doors
    hashing: Turns
    setup_token: str
    last_seen: dict = field(default_factory=dict)
    asked: dict = field(default_factory=dict)  # what /readyz is asking at this moment
    snapshots: Snapshots = field(default_factory=Snapshots)

    def board_read(self, pace: Pace, who, snapshot) -> None:
        """A board is dearer, the larger it is, by whichever door it was asked for: `pace` is the door's."""
        pace.owe(who, len(snapshot["cards"]) // CARDS_A_TOKEN)

    def command(self, who, ask: Ask, *, inside=False):
        """One command of a Principal, by whichever door it came; returns the Answer or raises a Refusal."""

        self.pace.spend(who)
        self.used(who)
        noted: list = []

        def actor(session):
            found = account.actor(session, who, **{ask.scope: ask.place})
            if self._long_ago(found.id):
                member.seen(session, found.id)
                noted.append(found.id)
            return found

        with measured(ask.type, known(ask)):
            try:
                return perform(self.store, actor, ask, self.terms, inside=inside)
            except Refusal:  # the note went with the transaction; who is refused was there all the same
                for seat in noted:
                    self.last_seen.pop(seat, None)
                    self.seen(who)
                raise

    def queue_ping(self):
        """Raise Unavailable while Redis, where there is one, does not answer."""
        if self.settings.redis_url:
            try:
                with queue(self.settings.redis_url) as client:
                    client.ping()
            except redis.RedisError as error:
                raise Unavailable(N_("The queue between the processes is out of reach")) from error

    def seen(self, who):
        """Note that a member is there: who was seen today may vote today. At most one write a minute each."""
        self.used(who)
        if who.member is None or not self._long_ago(who.member):
            return
        try:
            self.store.write(lambda session: member.seen(session, who.member), who.member)
        except Unavailable:  # who only reads need not wait for what cannot be stored; noted with the next call
            self.last_seen.pop(who.member, None)

    def used(self, who):
        """Note that a token is in use, so that it does not end as idle. At most one write an hour each."""
        stale = who.used is not None and account.now() - who.used > account.USED_EVERY
        if stale and self._long_ago(who.token, account.USED_EVERY):
            with suppress(Unavailable):
                self.store.write(lambda session: sessions.used(session, who.hash), who.token)

    def screen_seen(self, screen_id):
        """Note that a screen is there; it goes on showing where that cannot be stored."""
        if self._long_ago(screen_id):
            with suppress(Unavailable):
                self.store.write(lambda session: screen.seen(session, screen_id), screen_id)

    def _long_ago(self, member_id, every=account.SEEN_EVERY):
        last, now = self.last_seen.get(member_id), account.now()
        self.last_seen[member_id] = now if last is None or now - last > every else last
        return self.last_seen[member_id] is now
