"""A workshop comes back from its export: whole, on both databases, or not at all."""

import json
import re

import pytest

from app.domain import bringing
from app.storage.tables import Account
from tests.domain.whole import exported, whole_day

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def whole(crowd):
    """Everything has happened, in both rooms."""
    whole_day(crowd)
    return crowd


def bring(people, data):
    """The organiser's account brings a file back; returns the workshop's id."""
    account = next(each for each in people.rows(Account) if each.email == "organiser@example.org")
    file = bringing.read(data, people.terms.limits)
    with people.store.writing() as session:
        return bringing.bring(session, account, file).id


def numbered(data):
    """An export with the ids of each thing by the order in which they come."""
    seen = {}
    return ID.sub(lambda found: f"#{seen.setdefault(found[0], len(seen))}", data.decode())


def test_what_is_exported_brought_back_and_exported_again_is_the_same_but_for_ids(whole):
    first = exported(whole)
    brought = bring(whole, first)
    again = exported(whole, workshop=brought)
    assert numbered(again) == numbered(first)
    assert not {*ID.findall(first.decode())} & {*ID.findall(again.decode())}
    told = json.loads(first)
    assert {poll["method"] for room in told["rooms"] for poll in room["polls"]} >= {"dots", "rank", "matrix"}
    assert exported(whole) == first
