"""Packets are on the wire what stock ones are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio.packet import ACK, CONNECT, EVENT
from socketio.packet import Packet as Stock

from app import Json
from app.live.packets import Packet

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


@given(st.lists(values, max_size=3))
def test_and_read_back(data):
    packet = Packet(EVENT, data=data, id=1)
    parts = packet.encode() if isinstance(packet.encode(), list) else [packet.encode()]
    read = Packet(encoded_packet=parts[0])
    for part in parts[1:]:
        read.add_attachment(part)
    assert (read.data, read.id) == (data, 1)
