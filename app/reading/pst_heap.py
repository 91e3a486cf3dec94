"""What the bytes of a mailbox file's nodes say: heaps, properties and tables; [MS-PST], 2.3."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.reading.mapi import BINARY, MULTIPLE, OBJECT, TEXT_8, TEXT_16
from app.reading.pst_pages import NodeBytes

RawValue = int | bytes
RawProperties = dict[int, tuple[int, RawValue]]
"""Kind and value by number; values of a fixed size are numbers."""

_SIGNATURE, _TREE, _TABLE = 0xEC, 0xB5, 0x7C
_PROPERTIES = 0xBC
_DEEPEST = 8
_MOST_ENTRIES = 200_000
_ENTRIES = 1_000
_INLINE = {0x02: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 1}
_LONG = frozenset({0x05, 0x06, 0x07, 0x14, 0x40})
_LOOSE = frozenset({TEXT_8, TEXT_16, BINARY, OBJECT, 0x48})


class Damaged(Exception):
    """A node's bytes are not what they should be."""


@dataclass(slots=True)
class Heap:
    """The heap in a node's bytes, and the nodes in it.

    Attributes:
        wide: whether it is of the wide layout, where numbers of items take more bits.
        lost: whether a value was asked for that is not there.
    """

    blocks: list[bytes]
    inside: dict[int, NodeBytes]
    wide: bool
    lost: bool = False
    _places: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _joined: dict[int, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, node: NodeBytes, *, wide: bool) -> Heap:
        """Open the heap of a node; raises :class:`Damaged`."""
        _, blocks, inside = node
        if not blocks or len(blocks[0]) < 12 or blocks[0][2] != _SIGNATURE:
            raise Damaged
        return cls(blocks, {one[0]: one for one in inside}, wide)

    @property
    def kind(self) -> int:
        """Give what is kept in the heap."""
        return self.blocks[0][3]

    @property
    def root(self) -> int:
        """Give the item with which everything in the heap begins."""
        return int.from_bytes(self.blocks[0][4:8], "little")

    def item(self, number: int) -> bytes:
        """Give one item of the heap."""
        if not number:
            return b""
        split = (19, 0x3FFF) if self.wide else (16, 0x7FF)
        found = self._item(number >> split[0], number >> 5 & split[1])
        if found is None and self.wide:
            found = self._item(number >> 16, number >> 5 & 0x7FF)
        if found is None:
            raise Damaged
        return found

    def _item(self, at: int, place: int) -> bytes | None:
        places = self._offsets(at)
        if not 0 < place < len(places):
            return None
        return self.blocks[at][places[place - 1] : places[place]]

    def value(self, number: int) -> bytes:
        """Give what an item, or a node inside this one, holds."""
        if not number & 0x1F:
            return self.item(number)
        if number not in self._joined:
            self._joined[number] = b"".join(self.parts(number))
        return self._joined[number]

    def parts(self, number: int) -> list[bytes]:
        """Give the blocks of an item or of a node inside this one."""
        if not number & 0x1F:
            return [self.item(number)]
        held = self.inside.get(number)
        if held is None or held[1] is None:
            raise Damaged
        return held[1]

    def tree(self, number: int) -> Iterator[tuple[int, bytes]]:
        """Give the keys and values of a tree in the heap, which has as many as it has bytes."""
        head = self.item(number)
        if len(head) < 8 or head[0] != _TREE:
            raise Damaged
        _, key, size, levels, root = struct.unpack_from("<BBBBI", head)
        if not 0 < key <= 16 or levels > _DEEPEST:
            raise Damaged
        todo = [(root, levels)]
        left = _ENTRIES + sum(map(len, self.blocks))
        while todo:
            place, level = todo.pop()
            held = self.item(place)
            step = key + (4 if level else size)
            starts = range(0, len(held) - step + 1, step)
            left -= len(starts)
            if left < 0:
                raise Damaged
            values = ((at, held[at + key : at + step]) for at in starts)
            if level:
                below = [(int.from_bytes(value, "little"), level - 1) for _, value in values]
                todo += reversed(below)
                continue
            for at, value in values:
                yield int.from_bytes(held[at : at + key], "little"), value

    def _offsets(self, at: int) -> tuple[int, ...]:
        found = self._places.get(at)
        if found is None:
            block = self.blocks[at] if at < len(self.blocks) else b""
            start = int.from_bytes(block[:2], "little")
            if start + 4 > len(block):
                return ()
            count = int.from_bytes(block[start : start + 2], "little")
            count = min(count + 1, (len(block) - start - 4) // 2)
            found = struct.unpack_from(f"<{count}H", block, start + 4)
            self._places[at] = found
        return found


def properties_in(node: NodeBytes, *, wide: bool) -> tuple[RawProperties, Heap]:
    """Read a node that is a list of properties; a value that is lost is left out.

    Raises:
        Damaged: it is no such node.
    """
    heap = Heap.of(node, wide=wide)
    if heap.kind != _PROPERTIES:
        raise Damaged
    found: RawProperties = {}
    try:
        for count, (number, entry) in enumerate(heap.tree(heap.root)):
            if count > _MOST_ENTRIES or len(entry) < 6:
                heap.lost = True
                break
            kind, value = struct.unpack_from("<HI", entry)
            _take(found, heap, (number, kind, value))
    except Damaged:
        heap.lost = True
        if not found:
            raise
    return found, heap


def rows_in(node: NodeBytes, *, wide: bool) -> tuple[list[RawProperties], Heap]:
    """Read a node that is a table, a row each.

    Raises:
        Damaged: it is no such node.
    """
    heap = Heap.of(node, wide=wide)
    head = heap.item(heap.root)
    if heap.kind != _TABLE or len(head) < 22:
        raise Damaged
    count = head[1]
    *_, marks, width, index, rows = struct.unpack_from("<HHHHII", head, 2)
    if not width or len(head) < 22 + 8 * count:
        raise Damaged
    columns = [struct.unpack_from("<HHHBB", head, 22 + 8 * at) for at in range(count)]
    listed = {int.from_bytes(value, "little") for _, value in heap.tree(index)}
    found: list[RawProperties] = []
    for place, row in enumerate(_rows(heap, rows, width)):
        if place in listed:
            found.append(_cells(heap, row, columns, marks))
    heap.lost = heap.lost or len(found) < len(listed)
    return found, heap


def row_numbers(node: NodeBytes, *, wide: bool) -> list[int]:
    """Give the numbers of a table's rows, without the rows; raises :class:`Damaged`."""
    heap = Heap.of(node, wide=wide)
    head = heap.item(heap.root)
    if heap.kind != _TABLE or len(head) < 22:
        raise Damaged
    return [number for number, _ in heap.tree(int.from_bytes(head[10:14], "little"))]


def _rows(heap: Heap, number: int, width: int) -> Iterator[bytes]:
    """Give the rows; none goes over the end of a block."""
    for block in heap.parts(number) if number else ():
        for at in range(0, len(block) - width + 1, width):
            yield block[at : at + width]


def _cells(heap: Heap, row: bytes, columns: list[tuple[int, ...]], marks: int) -> RawProperties:
    found: RawProperties = {}
    for kind, number, at, size, bit in columns:
        mark = marks + bit // 8
        if mark >= len(row) or not row[mark] & 0x80 >> bit % 8 or at + size > len(row):
            continue
        value = int.from_bytes(row[at : at + size], "little")
        if kind in _LOOSE or kind & MULTIPLE:
            _take(found, heap, (number, kind, value))
        else:
            found[number] = kind, value
    return found


def _take(found: RawProperties, heap: Heap, entry: tuple[int, int, int]) -> None:
    """Take one property; one whose value is lost is noted in the heap."""
    number, kind, value = entry
    try:
        if kind in _INLINE:
            found[number] = kind, value & (1 << 8 * _INLINE[kind]) - 1
        elif kind in _LONG:
            found[number] = kind, int.from_bytes(heap.item(value)[:8], "little")
        elif kind in _LOOSE or kind & MULTIPLE:
            found[number] = kind, heap.value(value)
    except Damaged:
        heap.lost = True
