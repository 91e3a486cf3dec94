"""Nodes and blocks of a mailbox file that are not what they should be."""

from __future__ import annotations

import io
import struct

import pytest
from exports.pst_files import Writer

from app.reading import pst_store
from app.reading.pst_pages import UNICODE, WIDE
from app.reading.pst_store import Gathered, Node, Store

NODE = 0x200004


def gathered(writer: Writer, data: int, inside: int = 0, most: int = 1 << 24) -> Gathered:
    """Give the bytes of a node of these blocks, as the file that holds it tells them."""
    writer.nodes.append((NODE, data, inside, 0))
    whole = writer.finish()
    store = Store(io.BytesIO(whole), len(whole))
    node = store.node(NODE)
    assert node
    return store.bytes_of(node, most)


def inside_of(found: Gathered) -> list[int]:
    return [one[0] for one in found.node[2]]


def test_that_a_node_without_bytes_holds_none() -> None:
    assert gathered(Writer(UNICODE), 0).node == (NODE, [], [])
    writer = Writer(UNICODE)
    whole = writer.finish()
    assert Store(io.BytesIO(whole), len(whole)).node(NODE) is None


def test_that_a_number_before_all_others_is_not_found() -> None:
    writer = Writer(UNICODE)
    writer.nodes = [(number << 5, 0, 0, 0) for number in range(100, 200)]
    whole = writer.finish()
    assert Store(io.BytesIO(whole), len(whole)).node(0x20) is None


def test_that_two_levels_of_lists_give_all_blocks() -> None:
    writer = Writer(UNICODE)
    pieces = [bytes([number % 256]) * 8_176 for number in range(1_100)]
    blocks = gathered(writer, writer.data(pieces)).node[1]
    assert blocks == pieces


def test_that_a_list_in_a_list_in_a_list_is_refused() -> None:
    writer = Writer(UNICODE)
    leaf = writer.block(b"leaf")
    inner = writer.block(struct.pack("<BBHIQ", 1, 1, 1, 4, leaf), inside=True)
    middle = writer.block(struct.pack("<BBHIQ", 1, 2, 1, 4, inner), inside=True)
    outer = writer.block(struct.pack("<BBHIQ", 1, 2, 1, 4, middle), inside=True)
    assert gathered(writer, outer).node[1] is None


def test_that_what_is_no_list_of_blocks_is_refused() -> None:
    for held in (b"", b"\1\1", struct.pack("<BBHIQ", 7, 1, 1, 4, 4)):
        writer = Writer(UNICODE)
        assert gathered(writer, writer.block(held, inside=True)).node[1] is None


def test_that_too_many_bytes_are_cut_and_said_to_be() -> None:
    writer = Writer(UNICODE)
    found = gathered(writer, writer.data([bytes(8_000)]), most=100)
    assert (found.node[1], found.cut) == (None, True)


def test_that_what_is_no_list_of_nodes_gives_none() -> None:
    for held in (b"\2", struct.pack("<BBHI", 9, 0, 1, 0), struct.pack("<BBHI", 2, 5, 1, 0)):
        writer = Writer(UNICODE)
        assert inside_of(gathered(writer, 0, writer.block(held, inside=True))) == []
    assert inside_of(gathered(Writer(UNICODE), 0, 0x4446)) == []


def test_that_lists_of_nodes_that_lead_into_themselves_end() -> None:
    writer = Writer(UNICODE)
    leaf = writer.below([(0x8005, 0, 0)])
    branch = struct.pack("<BBHIQQQQ", 2, 1, 2, 0, 1, leaf, 2, leaf)
    assert inside_of(gathered(writer, 0, writer.block(branch, inside=True))) == [0x8005]
    writer = Writer(UNICODE)
    own = writer.next_block | 2
    writer.block(struct.pack("<BBHIQQQ", 2, 0, 1, 0, 0x8005, 0, own), inside=True)
    found = gathered(writer, 0, own)
    depth = 0
    node = found.node
    while node[2]:
        node = node[2][0]
        depth += 1
    assert depth == 64


def test_that_a_crowd_of_nodes_is_cut() -> None:
    writer = Writer(UNICODE)
    entries = [(number << 5 | 0x05, 0, 0) for number in range(20_100)]
    found = gathered(writer, 0, writer.below(entries))
    assert len(inside_of(found)) == 20_000
    assert found.cut


def test_that_packed_blocks_that_are_damaged_are_lost() -> None:
    words = b"words that pack well, " * 100
    writer = Writer(WIDE)
    number = writer.data([words])
    at, packed = writer.blocks[0][1:]
    assert gathered(writer, number).node[1] == [words]
    for damage in ("bytes", "length"):
        writer = Writer(WIDE)
        number = writer.data([words])
        if damage == "bytes":
            writer.whole[at : at + 4] = b"\0\0\0\0"
        else:
            room = -(-(packed + 24) // 512) * 512
            struct.pack_into("<H", writer.whole, at + room - 6, 60_000)
        assert gathered(writer, number).node[1] is None


def test_that_a_block_beyond_the_end_is_lost() -> None:
    for layout in (UNICODE, WIDE):
        writer = Writer(layout)
        number = writer.block(b"short")
        writer.blocks[0] = (number, 1 << 40, 5)
        assert gathered(writer, number).node[1] is None


def test_that_a_page_that_lies_of_its_entries_is_damaged() -> None:
    writer = Writer(UNICODE)
    writer.nodes.append((NODE, 0, 0, 0))
    whole = bytearray(writer.finish())
    whole[struct.unpack_from("<Q", whole, 224)[0] + 488] = 200
    assert Store(io.BytesIO(bytes(whole)), len(whole)).is_salvaged


def test_that_blocks_that_many_nodes_share_are_read_only_so_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pst_store, "_READ_AGAIN", 0)
    writer = Writer(UNICODE)
    block = writer.block(bytes(8_000))
    writer.nodes = [(number << 5 | 4, block, 0, 0) for number in range(1, 100)]
    file = writer.finish()
    store = Store(io.BytesIO(file), len(file))
    nodes = [node for node in store.nodes() if isinstance(node, Node)]
    whole = [store.bytes_of(node).node[1] is not None for node in nodes]
    assert whole[:10] == [True] * 10
    assert whole[-10:] == [False] * 10


def test_that_a_list_of_blocks_that_hold_nothing_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pst_store, "_READ_AGAIN", 0)
    writer = Writer(UNICODE)
    nothing = writer.block(b"")
    inner = writer._listed(1, [nothing] * 1_000, 0)
    found = gathered(writer, writer._listed(2, [inner] * 1_000, 0))
    assert found.node[1] is None
