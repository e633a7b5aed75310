"""Bytes from outside, before the library for shared texts reads them."""

import pytest
from pycrdt import Array, Doc, Map, Text

from app.domain.incoming import check_update, check_vector
from app.refusals import Invalid

FIELDS = ("title", "body")


def made(change, doc=None):
    """The update that `change(doc)` makes."""
    doc = doc or Doc()
    before = doc.get_state()
    change(doc)
    return doc.get_update(before)


def test_typing_and_deleting_in_any_script_is_read():
    doc = Doc()
    title, body = doc.get("title", type=Text), doc.get("body", type=Text)
    changes = [
        lambda _: title.insert(0, "나의 생각 👩🏽‍🌾"),
        lambda _: title.insert(3, "Q"),
        lambda _: title.__delitem__(slice(0, 4)),
        lambda _: body.insert(0, "x" * 5000),
        lambda _: None,
    ]
    for change in changes:
        check_update(made(change, doc), FIELDS)
    check_update(doc.get_update(), FIELDS)
    check_vector(doc.get_state())


@pytest.mark.parametrize(
    "change",
    [
        lambda doc: doc.get("title", type=Map).__setitem__("a", "b"),
        lambda doc: doc.get("title", type=Array).append(1),
        lambda doc: doc.get("title", type=Text).insert_embed(0, {"a": 1}),
        lambda doc: doc.get("title", type=Text).insert(0, "bold", {"bold": True}),
        lambda doc: doc.get("title", type=Text).insert(0, "a\x00b"),
        lambda doc: doc.get("elsewhere", type=Text).insert(0, "kept where nobody looks"),
    ],
)
def test_what_is_not_plain_text_in_a_known_field_is_refused(change):
    with pytest.raises(Invalid):
        check_update(made(change), FIELDS)


@pytest.mark.parametrize(
    "update",
    [
        "",
        "ffffffff0f",
        "0000ff",
        "010183abf5d280cc0900c4b2a1fdebf5cb8f0f02b2a1fdebf5cb8f0f0303616263015da1fda2f5cb8f0ff00102",
        "01018d83cc98f3bbbe0300c4d7e788bfd9a6e30b2e02d7e788fdd9a6e303036162c500",
        "0101010a0401057469746c6580808080808080808080808080",
    ],
)
def test_counts_that_promise_too_much_and_broken_letters_are_refused(update):
    with pytest.raises(Invalid):
        check_update(bytes.fromhex(update), FIELDS)


@pytest.mark.parametrize("vector", ["ffffffff0f", "ffffffffffffffff01", "01", "0101", "ff", "000000"])
def test_a_vector_that_would_ask_for_all_memory_is_refused(vector):
    with pytest.raises(Invalid):
        check_vector(bytes.fromhex(vector))
