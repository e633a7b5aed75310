"""The line is tried before the day by the personal link: it tells the time, and leads nowhere."""

import pytest

from tests.live.client import Live, Refused


def test_a_personal_link_opens_a_line_that_tells_the_time_and_enters_nothing(workshop):
    line = Live(workshop.url, None, auth={"link": workshop.seats["KR-04"]["link"]})
    try:
        assert set(line.ask("clock", {})) == {"now", "seq"}
        for place in ({"room": workshop.rooms["KR"]}, {"workshop": workshop.id}):
            with pytest.raises(Refused) as refused:
                line.ask("enter", place)
            assert refused.value.code == "not_found"
        with pytest.raises(Refused) as refused:
            line.room(workshop.rooms["KR"], "card.add", title="From outside")
        assert refused.value.code == "not_found"
        with pytest.raises(Refused) as refused:
            line.ask("text.open", {"doc": f"declaration:{workshop.rooms['KR']}"})
        assert refused.value.code == "not_found"
    finally:
        line.close()
    assert workshop.snapshot()["cards"] == []
