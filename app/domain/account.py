"""Accounts, sign-in and tokens: who somebody is, before it is asked what they may do."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import bindparam, delete, func, select, update

from app.catalogue import N_
from app.domain.access import Actor
from app.domain.clock import now
from app.refusals import Conflict, NotFound, Unauthenticated
from app.storage import rows
from app.storage.session import say
from app.storage.tables import Account, Member, Room, Token, new_id

SIGN_IN_HOURS = 24
SEEN_EVERY = timedelta(minutes=1)
HASHER = PasswordHasher()


@dataclass(frozen=True)
class Principal:
    """Whoever bears a token: an account, a member, or a screen, by its id. `token` is its hash: which of several.

    invited: a member who shows no token, but the personal link: they may ask for the time, and enter nothing.
    """

    account: str | None = None
    member: str | None = None
    screen: str | None = None
    invited: str | None = None
    token: str | None = field(default=None, compare=False)


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


def issue(session, *, account=None, member=None, screen=None, purpose="access", hours=None, raw=None):
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


def use_sign_in_link(session, raw):
    """Exchange a one-time token for an access token; Unauthenticated where it was used or is too old."""
    account = peek(session, raw)
    session.delete(session.get(Token, _hash(raw)))
    return issue(session, account=account.id), account


def peek(session, raw):
    """The account a one-time token would sign in."""
    token = _live(session, raw, "sign-in")
    if token is None:
        raise Unauthenticated(N_("This link has been used or is too old; ask for a new one"))
    return session.get(Account, token.account_id)


def principal(session, raw):
    """Whoever bears `raw`, or Unauthenticated."""
    token = _live(session, raw, "access") if raw else None
    if token is None:
        raise Unauthenticated()
    return Principal(token.account_id, token.member_id, token.screen_id, token=_hash(raw).hex())


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
    """The id of the screen that a code lets in; raises NotFound where it is wrong or too old."""
    token = _live(session, code, "code")
    if token is None:
        raise NotFound(N_("There is no screen with this code; codes are good for half an hour"))
    return token.screen_id


def _live(session, raw, purpose):
    token = rows.get(session, Token, _hash(raw))
    if token is None or token.purpose != purpose or (token.expires_at and token.expires_at < now()):
        return None
    return token


def _hash(raw):
    return hashlib.sha256(raw.encode("utf-8", "replace")).digest()


def actor(session, who, *, workshop=None, room=None):
    """The seat of `who` in a workshop, or in that of a room, as an Actor. Another's workshop is not found."""
    if who.member is None:
        if room is not None:
            workshop = session.scalar(select(Room.workshop_id).where(Room.id == room))
        return Actor.of(member(session, who, workshop))
    found = rows.first(session, SEAT, member=who.member, room=room)
    _let_in(found, found and (workshop if room is None else found.there))
    return Actor.of(found)


SEAT = select(*Member.__table__.columns, Room.workshop_id.label("there")).where(Member.id == bindparam("member"))
SEAT = SEAT.outerjoin(Room, Room.id == bindparam("room"))


def member(session, who, workshop):
    """The member row of `who` in `workshop`."""
    if who.member is not None:
        found = session.get(Member, who.member)
        _let_in(found, workshop)
        return found
    seat = select(Member).where(Member.account_id == who.account, Member.workshop_id == workshop)
    found = session.scalar(seat.where(Member.removed_at.is_(None))) if who.account and workshop else None
    if found is None:
        raise NotFound()
    return found


def _let_in(member, workshop):
    if member is None or member.removed_at:
        raise Unauthenticated(N_("This seat has been closed"))
    if member.workshop_id != workshop:
        raise NotFound()
