"""The programme while rooms go through it: stages come, move, change and go, and no room loses the one it is in."""

import pytest

from tests.domain.people import KINDS, refused


def kinds(people, at="KR"):
    return [stage["kind"] for stage in people.snapshot(at=at)["programme"]]


def test_a_new_stage_stands_where_it_is_wanted_and_is_as_its_kind_says(seated):
    seated.do("ORG", "stage.add", kind="break", after=seated.stage["brief"])
    seated.do("ORG", "stage.add", kind="listen", after=None, title="Welcome", minutes=5)
    seated.do("ORG", "stage.add", kind="break")
    for at in ("KR", "JP"):
        assert kinds(seated, at) == ["listen", "brief", "break", *KINDS[1:], "break"]
    assert seated.snapshot()["programme"][0]["title"] == "Welcome"
    assert seated.snapshot()["stage"]["kind"] == "brief"


def test_a_stage_is_moved_and_the_rooms_stay_where_they_are(seated):
    seated.go("shape")
    seated.do("ORG", "stage.move", stage=seated.stage["follow"], after=None)
    seated.do("ORG", "stage.move", stage=seated.stage["shape"], after=seated.stage["plenary"])
    assert kinds(seated)[0] == "follow"
    assert kinds(seated)[-2:] == ["plenary", "shape"]
    assert seated.snapshot()["stage"]["kind"] == "shape"
    before = len(seated.events())
    seated.do("ORG", "stage.move", stage=seated.stage["follow"], after=None)
    assert len(seated.events()) == before


def test_a_stage_that_a_room_is_in_stays(seated):
    seated.go("shape", at="JP")
    with refused("conflict", "This stage stays as long as a room is in it: Japan"):
        seated.do("ORG", "stage.remove", stage=seated.stage["shape"])
    seated.go("vote", at="JP")
    seated.do("ORG", "stage.remove", stage=seated.stage["shape"])
    assert kinds(seated) == [kind for kind in KINDS if kind != "shape"]


def test_a_programme_has_sixty_stages_and_no_more(seated):
    for _ in range(60 - len(KINDS)):
        seated.do("ORG", "stage.add", kind="break")
    with refused("too_large", "At most 60 stages fit in a programme"):
        seated.do("ORG", "stage.add", kind="break")


def test_an_instruction_is_told_in_the_language_of_each_reader(seated):
    seated.do("ORG", "stage.change", stage=seated.stage["brief"], instructions={"ko": "먼저 읽으세요.", "ja": " "})
    assert seated.snapshot()["stage"]["instructions"] == {"ko": "먼저 읽으세요."}


@pytest.mark.parametrize("wrong", [{"k": "x"}, {"ko": 7}, {"x" * 17: "x"}])
def test_instructions_of_a_wrong_shape_are_refused(seated, wrong):
    with refused("invalid"):
        seated.do("ORG", "stage.change", stage=seated.stage["brief"], instructions=wrong)


def test_a_stage_of_another_workshop_is_neither_moved_nor_removed(seated):
    with seated.store.reading() as session:
        from app.storage.tables import Room

        stage = session.get(Room, seated.room["FR"]).stage_id
    with refused("not_found"):
        seated.do("ORG", "stage.remove", stage=stage)
    with refused("not_found"):
        seated.do("ORG", "stage.move", stage=stage, after=None)
