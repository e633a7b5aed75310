"""A token is read together with the seat, each time: revoked, it is refused from the next question on."""

import pytest
from sqlalchemy import event

from app.domain import account, bearing
from app.refusals import Unauthenticated


@pytest.fixture
def borne(seated):
    """`borne(**whose)` → (the raw token, its Principal)."""

    def borne(**whose):
        with seated.store.writing() as session:
            raw = account.issue(session, **whose)
        with seated.store.reading() as session:
            return raw, account.principal(session, raw)

    return borne


def sat(seated, who, **place):
    with seated.store.reading() as session:
        return account.actor(session, who, **place)


def organiser(seated):
    with seated.store.reading() as session:
        return account.by_email(session, "organiser@example.org").id


def revoke(seated, raw):
    with seated.store.writing() as session:
        account.revoke(session, raw)


def test_a_revoked_token_of_a_delegate_is_refused_with_the_seat_although_the_seat_stays(seated, borne):
    raw, who = borne(member=seated.seat["KR-04"])
    assert sat(seated, who, room=seated.room["KR"]).id == seated.seat["KR-04"]
    revoke(seated, raw)
    with pytest.raises(Unauthenticated):
        sat(seated, who, room=seated.room["KR"])


def test_a_revoked_token_of_an_organiser_is_refused_with_the_seat(seated, borne):
    raw, who = borne(account=organiser(seated))
    assert sat(seated, who, room=seated.room["KR"]).role == "organiser"
    assert sat(seated, who, workshop=seated.workshop).role == "organiser"
    revoke(seated, raw)
    with pytest.raises(Unauthenticated):
        sat(seated, who, workshop=seated.workshop)


def test_a_token_that_is_too_old_is_refused_with_the_seat(seated, borne):
    raw, who = borne(member=seated.seat["KR-04"], hours=1)
    with seated.store.writing() as session:
        account.prolong(session, raw, seconds=-1)
    with pytest.raises(Unauthenticated):
        sat(seated, who, room=seated.room["KR"])


def test_the_token_of_a_closed_seat_opens_nothing(seated, borne):
    raw, who = borne(member=seated.seat["KR-04"])
    seated.do("ORG", "member.remove", member=seated.seat["KR-04"])
    with seated.store.reading() as session:
        with pytest.raises(Unauthenticated):
            account.principal(session, raw)
        with pytest.raises(Unauthenticated):
            bearing.check(session, who)


def test_all_connections_are_compared_by_two_statements_and_each_is_told_why(seated, borne):
    bearers = {
        "stays": borne(member=seated.seat["KR-01"]),
        "removed": borne(member=seated.seat["KR-02"]),
        "renewed": borne(member=seated.seat["KR-03"]),
        "revoked": borne(member=seated.seat["KR-04"]),
        "moved": borne(member=seated.seat["KR-05"]),
        "organiser": borne(account=organiser(seated)),
    }
    seated.do("ORG", "member.remove", member=seated.seat["KR-02"])
    seated.do("ORG", "member.renew", member=seated.seat["KR-03"])
    revoke(seated, bearers["revoked"][0])
    seated.do("ORG", "member.move", member=seated.seat["KR-05"], room=seated.room["JP"])
    statements = []
    event.listen(seated.store.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    with seated.store.reading() as session:
        told = bearing.reasons(session, [who for _, who in bearers.values()])
    assert dict(zip(bearers, told, strict=True)) == {
        **{reason: reason for reason in ("removed", "renewed", "revoked", "moved")},
        **{"stays": None, "organiser": None},
    }
    assert len(statements) == 2
