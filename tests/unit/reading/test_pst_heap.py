"""Heaps of hostile mailbox files."""

from __future__ import annotations

import struct

import pytest
from exports.pst_files import Writer

from app.reading.pst_heap import Damaged, Heap, properties_in, row_numbers, rows_in
from app.reading.pst_pages import UNICODE


def node_of(kind: int, *items: bytes, root: int = 1) -> tuple[int, list[bytes], list]:
    return 0, [Writer(UNICODE).heap(kind, items, root)], []


def test_that_a_tree_that_leads_into_itself_ends() -> None:
    head = struct.pack("<BBBBI", 0xB5, 2, 255, 8, 2 << 5)
    branch = struct.pack("<HI", 0, 2 << 5) * 30
    with pytest.raises(Damaged):
        properties_in(node_of(0xBC, head, branch), wide=False)


def test_that_a_table_whose_index_leads_into_itself_ends() -> None:
    branch = struct.pack("<HI", 0, 3 << 5) * 30
    index = struct.pack("<BBBBI", 0xB5, 2, 4, 8, 3 << 5)
    head = struct.pack("<BBHHHHII", 0x7C, 0, 0, 0, 0, 8, 2 << 5, 0)
    node = node_of(0x7C, head.ljust(22, b"\0"), index, branch)
    for reading in (rows_in, row_numbers):
        with pytest.raises(Damaged):
            reading(node, wide=False)


def test_that_a_value_that_many_properties_share_is_joined_once() -> None:
    _, blocks, _ = node_of(0xBC, b"x")
    heap = Heap(blocks, {0x21: (0x21, [b"a", b"b"], [])}, wide=False)
    assert heap.value(0x21) == b"ab"
    assert heap.value(0x21) is heap.value(0x21)
