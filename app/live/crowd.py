"""How many connections one person, and one token, may have open."""

from app.catalogue import N_
from app.config import Limits
from app.domain.account import Principal
from app.domain.meters import REFUSED
from app.refusals import TooFast

AGAIN_S = 10.0


class Crowd:
    """Who has which connections (`sid`) to this process."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._theirs = {}  # {a Principal, or the hash of a token: {sid}}

    def came(self, sid: str, principal: Principal) -> None:
        for key, _ in self._keys(principal):
            self._theirs.setdefault(key, set()).add(sid)

    def left(self, sid: str, principal: Principal) -> None:
        for key, _ in self._keys(principal):
            theirs = self._theirs.get(key, set())
            theirs.discard(sid)
            if not theirs:
                self._theirs.pop(key, None)

    def in_the_way(self, principal: Principal, dead) -> list[str]:
        """The connections that make room for one more: those for which dead(sid). Without any: TooFast."""
        found = []
        for key, most in self._keys(principal):
            theirs = self._theirs.get(key, ())
            if len(theirs) < most:
                continue
            gone = [sid for sid in theirs if dead(sid)]
            if not gone:
                REFUSED.labels("seat").inc()
                raise TooFast(N_("You have this open in too many windows. Close some of them."), retry_after=AGAIN_S)
            found += gone
        return found

    def _keys(self, principal):
        """(whose connections are counted, how many there may be)."""
        limits = self.limits
        seat = principal.member or principal.invited
        yield principal, limits.connections_seat if seat else limits.connections_account
        if principal.token is not None:
            yield principal.token, limits.connections_token
