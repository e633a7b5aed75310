"""Fixtures: a scene of the day by its name, on both databases, and the clock in the hands of the test."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.people import DELEGATES
from tests.domain.scenes import DAY, PostgreSQLGround, Scenes, SQLiteGround
from tests.domain.whole import whole_day

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def scenes(tmp_path_factory):
    """`scenes(request, database, place)`: the Scenes played at that place. Two places do not disturb each other."""
    made, kept = {}, {database: {} for database in DATABASES}

    def scenes(request, database, place):
        if (database, place) not in made:
            made[database, place] = Scenes(ground(request, database, place), kept[database])
        return made[database, place]

    def ground(request, database, place):
        if database == "sqlite":
            return SQLiteGround(tmp_path_factory.mktemp(place), request.getfixturevalue("migrated_sqlite"))
        migrated = request.getfixturevalue("migrated_postgresql")
        return PostgreSQLGround(request.getfixturevalue("postgresql").database(template=migrated))

    return scenes


@pytest.fixture(params=DATABASES)
def database(request):
    """A test that asks for people runs once on each kind of database."""
    return request.param


@pytest.fixture
def play(request, scenes, database):
    """`play("shaping")`: the people of that scene."""
    played = []

    def play(name):
        played.append(scenes(request, database, "here").play(name))
        return played[-1]

    yield play
    for people in played:
        people.close()


def _fixture(scene):
    @pytest.fixture(name=scene.__name__)
    def people(play):
        return play(scene.__name__)

    people.__doc__ = scene.__doc__
    return people


for _scene in DAY:
    globals()[f"{_scene.__name__}_people"] = _fixture(_scene)


MANY = [f"KR-{n:02}" for n in range(1, 17)]


def crowded(people):
    late = [{"reference": who, "name": f"Delegate {who}", "room": "KR"} for who in MANY if who not in DELEGATES]
    for id in people.do("ORG", "roster.set", rows=late).data["members"]:
        people.join(id, people.workshop)
    people.do("ORG", "workshop.change", recount=True)
    return people.look_around()


@pytest.fixture
def crowd(shaping):
    """Sixteen delegates in KR, where cards are being shaped, and the organiser wants recounts."""
    return crowded(shaping)


@pytest.fixture(scope="module", params=DATABASES)
def whole(request, scenes):
    """A day in which everything has happened (tests/domain/whole.py), for tests that leave it as it is."""
    people = crowded(scenes(request, request.param, "whole").play("shaping"))
    whole_day(people)
    yield people
    people.close()


class Clock:
    """It stands still until a test lets time pass."""

    def __init__(self):
        self.at = datetime(2021, 3, 31, 5, tzinfo=UTC)

    def now(self, _timezone):
        return self.at

    def passes(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch):
    """The time of the house, in the hands of the test: `clock.passes(90)`."""
    clock = Clock()
    monkeypatch.setattr("app.domain.clock.datetime", clock)
    return clock
