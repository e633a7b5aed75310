"""Accounts, sign-in and tokens: who somebody is, before it is asked what they may do."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import bindparam, delete, func, select, update

from app.catalogue import N_
from app.domain import codes
from app.domain.access import Actor
from app.domain.clock import now
from app.refusals import Conflict, NotFound, Replaced, Unauthenticated
from app.storage import rows
from app.storage.session import say
from app.storage.tables import Account, Member, Room, Token, new_id

SIGN_IN_HOURS = 24
SEEN_EVERY = timedelta(minutes=1)
USED_EVERY = timedelta(hours=1)
IDLE = timedelta(days=30)
"""A token that nobody has used for so long is worth nothing any more."""
HASHER = PasswordHasher()


@dataclass(frozen=True)
class Seat:
    """What decides who may use a seat, and what they hear there. `nonce` changes with the personal link."""

    nonce: str
    room: str | None
    role: str

    @classmethod
    def of(cls, member):
        return cls(member.nonce, member.room_id, member.role)


@dataclass(frozen=True)
class Principal:
    """Whoever bears a token: an account, a member, or a screen, by its id. `token` is its hash: which of several.

    A Principal without a token is the server's own, and is not checked again.
    invited: a member who shows no token, but the personal link: they may ask for the time, and enter nothing.
    seat: what a member's seat was when this was asked for; a connection is good for that seat only.
    """

    account: str | None = None
    member: str | None = None
    screen: str | None = None
    invited: str | None = None
    token: str | None = field(default=None, compare=False)
    seat: Seat | None = field(default=None, compare=False)
    used: datetime | None = field(default=None, compare=False)

    @property
    def hash(self):
        """The token's hash as it is stored, or None."""
        return bytes.fromhex(self.token) if self.token else None


@dataclass(frozen=True)
class Revoked:
    """A token is worth nothing any more: who is connected with it has to go."""

    token: str


def hashed(password):
    """argon2id; takes a tenth of a second of computing, so it belongs off the hub."""
    return HASHER.hash(password)


def create(session, *, email, name, password_hash):
    """A new account; Conflict where the address has one."""
    address = email.strip().lower()
    earlier = session.scalar(select(Account).where(Account.email == address))
    if earlier is not None:
        raise Conflict(N_("There is an account with this address already"))
    account = Account(id=new_id(), email=address, name=name, password=password_hash, created_at=now())
    session.add(account)
    session.flush()
    return account


def any_with_password(session):
    """Whether somebody has set this installation up. The demo's organiser has no password and does not count."""
    return session.scalar(select(func.count()).where(Account.password.is_not(None))) > 0


def nobody(session):
    """Whether there is no account at all."""
    return session.scalar(select(Account.id).limit(1)) is None


def by_email(session, email):
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def right_password(account_hash, password):
    """Whether the password fits; takes as long where there is no such account."""
    try:
        HASHER.verify(account_hash or _decoy(), password)
    except VerificationError:
        return False
    return account_hash is not None


@cache
def _decoy():
    """The hash of a password that nobody has. Made when it is first asked for: it takes a tenth of each start."""
    return HASHER.hash(secrets.token_hex(16))


def issue(session, *, account=None, member=None, screen=None, purpose="access", hours=None, raw=None, client=""):
    """A new token, random where `raw` does not say otherwise; only its hash is kept."""
    raw = raw or secrets.token_urlsafe(32)
    expires = now() + timedelta(hours=hours) if hours else None
    session.add(
        Token(
            hash=_hash(raw),
            purpose=purpose,
            account_id=account,
            member_id=member,
            screen_id=screen,
            created_at=now(),
            expires_at=expires,
            used_at=now(),
            client=client,
        )
    )
    session.flush()
    return raw


def prolong(session, raw, *, seconds):
    """Have a token be good for so long from now; False where it is gone."""
    wanted = update(Token).where(Token.hash == _hash(raw))
    return session.execute(wanted.values(expires_at=now() + timedelta(seconds=seconds))).rowcount == 1


def sign_in_link(session, account):
    """A token that signs in once, within a day."""
    return issue(session, account=account.id, purpose="sign-in", hours=SIGN_IN_HOURS)


def use_sign_in_link(session, raw, client=""):
    """Exchange a one-time token for an access token; Unauthenticated where it was used or is too old."""
    account = peek(session, raw)
    session.delete(session.get(Token, _hash(raw)))
    return issue(session, account=account.id, client=client), account


def peek(session, raw):
    """The account a one-time token would sign in."""
    token = _live(session, raw, "sign-in")
    if token is None:
        raise Unauthenticated(N_("This link has been used or is too old; ask for a new one"))
    return session.get(Account, token.account_id)


def principal(session, raw):
    """The holder of the token `raw`; raises Unauthenticated where it is not valid, or its seat was closed."""
    found = rows.first(session, BEARER, hash=_hash(raw)) if raw else None
    if found is None or found.purpose != "access" or too_old(found.expires_at) or idle(found.used_at):
        raise Unauthenticated()
    if found.removed_at:
        raise Unauthenticated(SEAT_CLOSED)
    seat = Seat.of(found) if found.member_id else None
    known = {"token": _hash(raw).hex(), "seat": seat, "used": found.used_at}
    return Principal(found.account_id, found.member_id, found.screen_id, **known)


BEARER = select(Token.account_id, Token.member_id, Token.screen_id, Token.purpose, Token.expires_at, Token.used_at)
BEARER = BEARER.add_columns(Member.nonce, Member.room_id, Member.role, Member.removed_at)
BEARER = BEARER.outerjoin(Member, Member.id == Token.member_id).where(Token.hash == bindparam("hash"))


def revoke(session, raw):
    """End a token, and every connection that was made with it."""
    session.execute(delete(Token).where(Token.hash == _hash(raw)))
    say(session, Revoked(_hash(raw).hex()))


def revoke_all(session, *, screen):
    """End every token of a screen, and every connection that was made with one."""
    gone = session.scalars(delete(Token).where(Token.screen_id == screen).returning(Token.hash)).all()
    for each in gone:
        say(session, Revoked(each.hex()))


def screen_by_code(session, code):
    """The id of the screen that a code lets in; raises NotFound where it is wrong, Replaced where it is too old."""
    token = _live(session, code, "code")
    if token is not None:
        return token.screen_id
    expired = rows.get(session, Token, _hash(code))
    if codes.is_old(session, "screen", code) or (expired and expired.purpose == "code"):
        raise Replaced(N_("This code is too old; make a new one on the console, under “Big screen”"))
    raise NotFound(N_("There is no screen with this code; codes are good for half an hour"))


def _live(session, raw, purpose):
    token = rows.get(session, Token, _hash(raw))
    if token is None or token.purpose != purpose or too_old(token.expires_at):
        return None
    return token


def _hash(raw):
    return hashlib.sha256(raw.encode("utf-8", "replace")).digest()


def idle(used_at: datetime) -> bool:
    """Whether a token was last used too long ago."""
    return now() - used_at > IDLE


def too_old(expires_at):
    return expires_at is not None and expires_at < now()


def actor(session, who, *, workshop=None, room=None):
    """The seat of `who` in a workshop, or in that of a room, as an Actor. Another's workshop is not found.

    One statement reads the seat and whether the token still counts: a revoked one is refused from the next call on.
    """
    if who.member is None and who.account is None:
        raise NotFound()
    wanted = SEAT if who.member else SEAT_OF_ACCOUNT
    found = rows.first(session, wanted, who=who.member or who.account, token=who.hash, workshop=workshop, room=room)
    if found is None or found.removed_at:
        raise Unauthenticated(SEAT_CLOSED)
    if who.token and (found.token is None or too_old(found.token_until)):
        raise Unauthenticated()
    if found.id is None or found.workshop_id != (workshop if room is None else found.there):
        raise NotFound()
    return Actor.of(found)


SEAT_CLOSED = N_("This seat has been closed")
HERE = (
    *Member.__table__.columns,
    Room.workshop_id.label("there"),
    Token.hash.label("token"),
    Token.expires_at.label("token_until"),
)
SEAT = select(*HERE).select_from(Member).outerjoin(Room, Room.id == bindparam("room"))
SEAT = SEAT.outerjoin(Token, Token.hash == bindparam("token")).where(Member.id == bindparam("who"))
SEAT_OF_ACCOUNT = select(*HERE).select_from(Account).outerjoin(Room, Room.id == bindparam("room"))
SEAT_OF_ACCOUNT = SEAT_OF_ACCOUNT.outerjoin(
    Member,
    (Member.account_id == Account.id)
    & (Member.workshop_id == func.coalesce(Room.workshop_id, bindparam("workshop", type_=Room.workshop_id.type)))
    & Member.removed_at.is_(None),
)
SEAT_OF_ACCOUNT = SEAT_OF_ACCOUNT.outerjoin(Token, Token.hash == bindparam("token")).where(
    Account.id == bindparam("who")
)
