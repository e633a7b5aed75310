"""Who was there today may vote today."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app import build_house
from app.config import Settings
from app.domain.account import Principal
from app.domain.clock import now
from app.domain.command import Ask
from app.refusals import Forbidden
from app.storage.tables import Member, new_id


def test_who_is_refused_was_there_all_the_same(seated):
    house = replace(build_house(Settings(secret_key="a", database_url="sqlite://")), store=seated.store)
    who = seated.seat["KR-02"]
    yesterday = now() - timedelta(days=1)
    with seated.store.writing() as session:
        session.get(Member, who).seen_at = yesterday
    with pytest.raises(Forbidden):
        house.command(Principal(member=who), Ask("room", seated.room["KR"], new_id(), "theme.add", {"title": "Mine"}))
    assert seated.row(Member, who).seen_at > yesterday + timedelta(hours=23)
