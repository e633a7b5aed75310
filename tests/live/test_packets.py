"""Packets are on the wire what stock ones are."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from socketio.packet import ACK, CONNECT, EVENT
from socketio.packet import Packet as Stock

from app import Json
from app.live.packets import FROM_CLIENT, MOST_ATTACHMENTS, Malformed, Packet

leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20) | st.binary(max_size=20)
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner), max_leaves=8)


@pytest.fixture(autouse=True, scope="module")
def one_json():
    before = Stock.json
    Stock.json = Json
    yield
    Stock.json = before


@given(
    st.sampled_from([EVENT, ACK]),
    st.lists(values, max_size=3),
    st.sampled_from([None, "/", "/other"]),
    st.none() | st.integers(0, 99),
)
def test_it_is_encoded_as_the_stock_one(kind, data, namespace, id):
    mine, stock = (made(kind, data=data, namespace=namespace, id=id) for made in (Packet, Stock))
    assert (mine.packet_type, mine.encode()) == (stock.packet_type, stock.encode())


@pytest.mark.parametrize("data", [None, {"sid": "x"}, {"message": "No", "data": {"code": "forbidden"}}])
def test_so_are_those_of_the_handshake(data):
    assert Packet(CONNECT, data=data).encode() == Stock(CONNECT, data=data).encode()


@given(st.text(max_size=20), st.lists(values, max_size=3))
def test_and_read_back_under_a_name_that_no_event_of_our_own_has(name, data):
    packet = Packet(EVENT, data=[name, *data], id=1)
    parts = packet.encode() if isinstance(packet.encode(), list) else [packet.encode()]
    assume(len(parts) <= 1 + MOST_ATTACHMENTS)
    read = Packet(encoded_packet=parts[0])
    for part in parts[1:]:
        read.add_attachment(part)
    assert (read.data, read.id) == ([FROM_CLIENT + name, *data], 1)


BROKEN = [
    "",
    "2",
    "2{}",
    "2[]",
    "2[1]",
    "2[[]]",
    '2["a"',
    "2null",
    '21-["a"]',
    "9",
    "x",
    "²",
    "4{}",
    "3[]",
    "31[]",
]
BROKEN += ["61-1[]", '5["a"]', '50-["a"]', '55-["a"]', '59999999999-["a"]', '51-[{"_placeholder":true,"num":0}]']
BROKEN += ["2" + "9" * 200 + '["a"]', "2" + "[" * 5000, b"", b"2", b"\xff", {"a": 1}, [], 5]


@pytest.mark.parametrize("given", BROKEN)
def test_what_no_client_sends_is_malformed(given):
    with pytest.raises(Malformed):
        Packet(encoded_packet=given)


@pytest.mark.parametrize(
    ("given", "attachment"),
    [
        ('51-["a",{"_placeholder":true,"num":0}]', "connect"),
        ('51-["a",{"_placeholder":true,"num":7}]', b"x"),
        ('51-["a",{"_placeholder":true,"num":"x"}]', b"x"),
    ],
)
def test_so_is_an_attachment_that_is_none_or_is_not_there(given, attachment):
    with pytest.raises(Malformed):
        Packet(encoded_packet=given).add_attachment(attachment)
