"""The rehearsal of a workshop: who sits in it, how it is known, and how it goes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain import account, declaring, rehearsing, workshop
from app.domain.archive import archive
from app.domain.clock import now
from app.storage.tables import Account, Event, Member, Room, Token, Workshop
from tests.domain.people import refused


@pytest.fixture
def rehearsed(seated):
    """The people, whose workshop has a rehearsal."""
    make(seated)
    return seated


def make(people, of=None):
    with people.store.writing() as session:
        maker = session.scalar(select(Account).where(Account.email == "organiser@example.org"))
        return rehearsing.make(session, session.get(Workshop, of or people.workshop), maker, people.terms.limits).id


def the_copy(people, session):
    return rehearsing.of(session, people.workshop)


def test_everybody_has_a_seat_in_it_with_another_link_and_without_their_address(seated):
    with seated.store.writing() as session:
        for seat in session.scalars(select(Member)):
            seat.email = "somebody@example.org"
    made = make(seated)
    seats = {place: seats_of(seated, place) for place in (seated.workshop, made)}
    assert [each[:-2] for each in seats[made]] == [each[:-2] for each in seats[seated.workshop]]
    assert {each[-1] for each in seats[made]} == {""}
    assert not {each[-2] for each in seats[made]} & {each[-2] for each in seats[seated.workshop]}


def seats_of(people, place):
    """[(reference, name, role, perspective, language, duties, country of the room, nonce, email)], by number."""
    wanted = select(Member, Room.country).outerjoin(Room, Room.id == Member.room_id).order_by(Member.number)
    wanted = wanted.where(Member.workshop_id == place, Member.role != "organiser")
    with people.store.reading() as session:
        return [
            (
                *(getattr(seat, name) for name in rehearsing.SEAT[:-1]),
                list(seat.duties),
                country,
                seat.nonce,
                seat.email,
            )
            for seat, country in session.execute(wanted)
        ]


def test_a_room_that_has_nobody_on_its_list_is_filled(seated):
    for who in ("JP-01", "JP-02"):
        seated.do("ORG", "member.remove", member=seated.seat[who])
    there = [each for each in seats_of(seated, make(seated)) if each[6] == "JP" and each[2] == "participant"]
    assert [each[1] for each in there] == [f"JP-{n:02}" for n in range(1, rehearsing.DELEGATES + 1)]
    assert len({each[3] for each in there}) > 1


def test_there_is_one_at_a_time_and_none_of_a_rehearsal(rehearsed):
    with refused("conflict", "There is a rehearsal of this workshop: remove it first"):
        make(rehearsed)
    with rehearsed.store.reading() as session:
        copy = the_copy(rehearsed, session).id
    with refused("conflict", "This is a rehearsal itself"):
        make(rehearsed, of=copy)


def test_the_database_lets_no_second_one_in(rehearsed):
    with pytest.raises(IntegrityError), rehearsed.store.writing() as session:
        session.scalar(select(Workshop).where(Workshop.title == "Elsewhere")).rehearsal_of = rehearsed.workshop


def test_it_goes_and_leaves_everything_as_it_was(seated):
    before = seated.everything()
    copy = make(seated)
    with seated.store.writing() as session:
        rehearsing.lease(session, session.get(Workshop, copy))
    with seated.store.writing() as session:
        rehearsing.remove(session, seated.workshop)
    assert seated.everything() == before
    with refused("not_found"), seated.store.writing() as session:
        rehearsing.remove(session, seated.workshop)


def test_it_goes_with_what_it_is_of(rehearsed):
    with rehearsed.store.writing() as session:
        workshop.erase(session, session.get(Workshop, rehearsed.workshop))
    with rehearsed.store.reading() as session:
        assert [each.title for each in session.scalars(select(Workshop))] == ["Elsewhere"]
        places = {*session.scalars(select(Workshop.id)), *session.scalars(select(Room.id))}
        assert set(session.scalars(select(Event.stream))) <= places


def test_it_is_old_after_some_hours(rehearsed):
    with rehearsed.store.writing() as session:
        assert rehearsing.old(session) == []
        the_copy(rehearsed, session).created_at = now() - rehearsing.KEPT - timedelta(minutes=1)
        session.flush()
        assert rehearsing.old(session) == [rehearsed.workshop]


def test_who_plays_leads_in_the_copy_alone_and_only_while_somebody_says_so(rehearsed):
    with rehearsed.store.writing() as session:
        copy = the_copy(rehearsed, session)
        assert (rehearsing.told(session, copy)["state"], rehearsing.playing(session)) == ("outside", 0)
        token = rehearsing.lease(session, copy)
        assert (rehearsing.told(session, copy)["state"], rehearsing.playing(session)) == ("playing", 1)
        who = account.principal(session, token)
        assert account.actor(session, who, workshop=copy.id).role == "organiser"
        with refused("not_found"):
            account.actor(session, who, workshop=rehearsed.workshop)
        assert account.prolong(session, token, seconds=0)
        assert (rehearsing.told(session, copy)["state"], rehearsing.playing(session)) == ("over", 0)
        with refused("unauthenticated"):
            account.principal(session, token)
        session.delete(session.scalar(select(Token).where(Token.member_id == who.member)))
        session.flush()
        assert not account.prolong(session, token, seconds=60)


def test_what_leaves_the_house_says_in_its_title_that_it_was_a_rehearsal(rehearsed):
    with rehearsed.store.reading() as session:
        copy = the_copy(rehearsed, session)
        title = f"Rehearsal: {copy.title}"
        assert archive(session, copy)["title"] == title
        room = session.scalar(select(Room).where(Room.workshop_id == copy.id))
        assert declaring.said(session, room)["workshop"]["title"] == title
        real = session.get(Workshop, rehearsed.workshop)
        assert archive(session, real)["title"] == real.title == copy.title
