"""The nodes of an Outlook mailbox file and their bytes, read where they lie; [MS-PST], 2.2.

It knows nothing of what the bytes mean. Where a page is damaged, the whole file is searched
once for pages that are sound.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from app.reading.pst_codes import CYCLIC, decoded
from app.reading.pst_pages import HEAD, LOCKED, Layout, NodeBytes, NotPst, layout_of

BLOCKS, NODES = 0x80, 0x81

_DEEPEST_TREE = 20
_DEEPEST_NODE = 64
_MOST_NODES = 20_000
_SEARCHED = 4 << 20
_RUN, _KEPT_RUNS = 1 << 16, 256
_READ_AGAIN, _TIMES_READ, _LEAST_READ = 64 << 20, 8, 64
_CACHED_PAGES = 2_048
_INSIDE = 2
_DATA, _BELOW = 1, 2


@dataclass(frozen=True, slots=True)
class Node:
    """An entry of the file's list of nodes.

    Attributes:
        number: its low five bits tell the kind.
        data: number of the block (or tree of blocks) of its bytes.
        inside: number of the block that lists the nodes in it.
        parent: number of the folder that it lies in.
    """

    number: int
    data: int
    inside: int
    parent: int

    @property
    def kind(self) -> int:
        """Give what kind of node it is."""
        return self.number & 0x1F


@dataclass(frozen=True, slots=True)
class Gathered:
    """The bytes of a node.

    Attributes:
        cut: whether some were left out because there are too many.
        size: how many they are.
    """

    node: NodeBytes = field(repr=False)
    cut: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class DamagedPage:
    """A page of the list of nodes that cannot be read."""

    offset: int


class _Lost(Exception):
    """Bytes are not there, or not what they should be."""


@dataclass(slots=True)
class _Page:
    level: int
    entries: list[tuple[int, ...]]


@dataclass(slots=True)
class _Budget:
    """What may still be taken for one item."""

    left: int
    each: int
    nodes: int = _MOST_NODES
    cut: bool = False
    seen: set[int] = field(default_factory=set)

    def take(self, size: int) -> None:
        """Take bytes; raises :class:`_Lost` where there are too many."""
        self.left -= size
        if self.left < 0 or size > self.each:
            self.cut = True
            raise _Lost


class Store:
    """One file; see the module.

    Args:
        file: open for reading, and able to seek; it stays the caller's.
        size: its bytes.

    Raises:
        NotPst: it is no such file, or of a kind that cannot be read.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._runs: OrderedDict[int, bytes] = OrderedDict()
        head = self._read(0, HEAD)
        self.layout: Layout = layout_of(head)
        at, shape = self.layout.roots
        _, self._nodes_root, _, self._blocks_root = shape.unpack_from(head, at)
        self._code = head[self.layout.code]
        if self._code > CYCLIC:
            raise NotPst(LOCKED)
        self._pages: OrderedDict[tuple[int, int], _Page] = OrderedDict()
        self._found: dict[int, dict[int, tuple[int, ...]]] | None = None
        self._to_read = _READ_AGAIN + _TIMES_READ * size
        roots = self._page(self._nodes_root, NODES), self._page(self._blocks_root, BLOCKS)
        if None in roots:
            self._salvaged()

    @property
    def is_salvaged(self) -> bool:
        """Say whether a tree was damaged, so that the file was searched for what is left."""
        return self._found is not None

    def nodes(self) -> Iterator[Node | DamagedPage]:
        """Give all nodes in the order of their numbers, with the places that are damaged.

        Nodes that lay behind such a place come last, as far as they are found elsewhere.
        """
        last, damaged = -1, False
        seen: set[int] = set()
        for entry in self._leaves(self._nodes_root, NODES):
            if isinstance(entry, DamagedPage):
                damaged = True
                yield entry
            elif entry[0] > last:
                last = entry[0]
                seen.add(last)
                yield _node(entry)
        if damaged:
            found = self._salvaged()[NODES]
            yield from (_node(entry) for key, entry in sorted(found.items()) if key not in seen)

    def node(self, number: int) -> Node | None:
        """Find one node."""
        entry = self._entry(self._nodes_root, NODES, number)
        return _node(entry) if entry else None

    def bytes_of(self, node: Node, most: int = 1 << 24, each: int = 1 << 40) -> Gathered:
        """Gather the bytes of a node and of those in it; at most so many of all and of each."""
        budget = _Budget(most, each)
        whole = self._gathered((node.number, node.data, node.inside), budget, 0)
        return Gathered(whole, budget.cut, most - budget.left)

    def _gathered(self, entry: tuple[int, ...], budget: _Budget, depth: int) -> NodeBytes:
        number, data, inside = entry
        try:
            blocks: list[bytes] | None = list(self._blocks(data, budget))
        except _Lost:
            blocks = None
        below: list[NodeBytes] = []
        if inside and depth < _DEEPEST_NODE:
            for one in self._inside(inside, budget):
                budget.nodes -= 1
                if budget.nodes < 0:
                    budget.cut = True
                    break
                below.append(self._gathered(one, budget, depth + 1))
        return number & 0xFFFFFFFF, blocks, below

    def _inside(self, block: int, budget: _Budget) -> Iterator[tuple[int, ...]]:
        """Give the entries of a list of nodes in a node, which may be of two levels."""
        try:
            held = self._block(block)
            kind, level, count = struct.unpack_from("<BBH", held)
        except (_Lost, struct.error):
            return
        shape = self.layout.below_branch if level else self.layout.below
        start = 8 if self.layout.id == 8 else 4
        if kind != _BELOW or level > 1:
            return
        for place in range(min(count, (len(held) - start) // shape.size)):
            entry = shape.unpack_from(held, start + place * shape.size)
            if not level:
                yield entry
            elif entry[1] not in budget.seen:
                budget.seen.add(entry[1])
                yield from self._inside(entry[1], budget)

    def _blocks(self, number: int, budget: _Budget) -> Iterator[bytes]:
        """Give the blocks of a tree of blocks; it is at most two levels high."""
        if not number:
            return
        block = self._block(number)
        if not number & _INSIDE:
            budget.take(len(block))
            yield block
            return
        left = self._total(block)
        budget.take(left)
        for inner in self._numbers(block):
            held = self._block(inner)
            leaves = map(self._leaf, self._numbers(held)) if inner & _INSIDE else iter((held,))
            for leaf in leaves:
                left -= len(leaf)
                if left < 0:
                    raise _Lost
                yield leaf

    def _leaf(self, number: int) -> bytes:
        if number & _INSIDE:
            raise _Lost
        return self._block(number)

    def _total(self, block: bytes) -> int:
        if len(block) < 8 or block[0] != _DATA:
            raise _Lost
        return int.from_bytes(block[4:8], "little")

    def _numbers(self, block: bytes) -> Iterator[int]:
        self._total(block)
        size = self.layout.id
        count = min(int.from_bytes(block[2:4], "little"), (len(block) - 8) // size)
        for place in range(count):
            yield int.from_bytes(block[8 + place * size : 8 + (place + 1) * size], "little")

    def _block(self, number: int) -> bytes:
        """Read a block; of those that hostile nodes share, only so many times the file's size."""
        entry = self._entry(self._blocks_root, BLOCKS, number & ~1)
        if entry is None:
            raise _Lost
        offset, size = entry[1], entry[2]
        self._to_read -= max(size, _LEAST_READ)
        if self._to_read < 0:
            raise _Lost
        if not self.layout.is_wide:
            block = self._read(offset, size)
        else:
            block = self._unpacked(offset, size)
        if len(block) < size:
            raise _Lost
        return block if number & _INSIDE else decoded(block, self._code, number & ~1)

    def _unpacked(self, offset: int, size: int) -> bytes:
        """Read a block of the wide layout, which its footer may tell to be packed."""
        aligned = self.layout.aligned
        whole = -(-(size + self.layout.footer) // aligned) * aligned
        held = self._read(offset, whole)
        plain = int.from_bytes(held[-6:-4], "little") if len(held) == whole else size
        if plain in {size, 0}:
            return held[:size]
        try:
            unpacker = zlib.decompressobj()
            made = unpacker.decompress(held[:size], 1 << 17)
        except zlib.error as error:
            raise _Lost from error
        if len(made) < plain:
            raise _Lost
        return made

    def _entry(self, root: int, kind: int, key: int) -> tuple[int, ...] | None:
        """Find the entry of a key in one of the two trees."""
        mask = ~1 if kind == BLOCKS else ~0
        offset = root
        for _ in range(_DEEPEST_TREE):
            page = self._page(offset, kind)
            if page is None:
                return self._salvaged()[kind].get(key & mask)
            if not page.level:
                return next((one for one in page.entries if one[0] & mask == key & mask), None)
            below = [entry for entry in page.entries if entry[0] & mask <= key & mask]
            if not below:
                return None
            offset = below[-1][2]
        return None

    def _leaves(self, root: int, kind: int) -> Iterator[tuple[int, ...] | DamagedPage]:
        """Give the entries of a tree in order; no page is read twice, however they are joined."""
        seen: set[int] = set()
        todo = [(root, _DEEPEST_TREE)]
        while todo:
            offset, most = todo.pop()
            page = None if offset in seen else self._page(offset, kind)
            seen.add(offset)
            if page is None or page.level > most:
                yield DamagedPage(offset)
            elif page.level:
                todo += [(entry[2], page.level - 1) for entry in reversed(page.entries)]
            else:
                yield from page.entries

    def _page(self, offset: int, kind: int) -> _Page | None:
        page = self._pages.get((offset, kind))
        if page is not None:
            self._pages.move_to_end((offset, kind))
            return page
        held = self._read(offset, self.layout.page)
        if not self.layout.is_page(held, kind):
            return None
        page = self._parsed(held, kind)
        if page is not None:
            self._pages[offset, kind] = page
            if len(self._pages) > _CACHED_PAGES:
                self._pages.popitem(last=False)
        return page

    def _parsed(self, held: bytes, kind: int) -> _Page | None:
        at, shape = self.layout.counts
        count, _, size, level = struct.unpack_from(shape, held, at)
        leaf = self.layout.block if kind == BLOCKS else self.layout.node
        entry = self.layout.branch if level else leaf
        if size < entry.size or count * size > at or level > _DEEPEST_TREE:
            return None
        return _Page(level, [entry.unpack_from(held, place * size) for place in range(count)])

    def _salvaged(self) -> dict[int, dict[int, tuple[int, ...]]]:
        """Take the entries of all sound leaves in the file; what stands last in it goes first."""
        if self._found is None:
            self._found = {BLOCKS: {}, NODES: {}}
            for offset in range(0, self._size, _SEARCHED):
                held = self._read(offset, _SEARCHED)
                for kind, entries in self._found.items():
                    mask = ~1 if kind == BLOCKS else ~0
                    for page in self._pages_in(held, kind):
                        entries.update((entry[0] & mask, entry) for entry in page.entries)
        return self._found

    def _pages_in(self, held: bytes, kind: int) -> Iterator[_Page]:
        """Give the sound leaves among pages that follow one another."""
        size, at = self.layout.page, self.layout.kind
        for found in re.finditer(b"(?=" + re.escape(bytes((kind, kind))) + b")", held):
            start = found.start() - at
            if start >= 0 and start % size == 0:
                page = held[start : start + size]
                parsed = self._parsed(page, kind) if self._is_sound(page) else None
                if parsed is not None and not parsed.level:
                    yield parsed

    def _is_sound(self, page: bytes) -> bool:
        return len(page) == self.layout.page and self.layout.is_sound(page)

    def _read(self, offset: int, size: int) -> bytes:
        """Read bytes; fewer where the file ends before.

        Small reads come out of longer ones that are kept: in an archive, going back costs much.
        """
        end = min(offset + size, self._size)
        if size > _RUN:
            return self._read_run(offset, size) if offset < end else b""
        pieces = []
        while offset < end:
            start = offset // _RUN * _RUN
            piece = self._run(start)[offset - start : end - start]
            if not piece:
                break
            pieces.append(piece)
            offset += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _run(self, start: int) -> bytes:
        run = self._runs.get(start)
        if run is None:
            run = self._runs[start] = self._read_run(start, _RUN)
            if len(self._runs) > _KEPT_RUNS:
                self._runs.popitem(last=False)
        else:
            self._runs.move_to_end(start)
        return run

    def _read_run(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size)


def _node(entry: tuple[int, ...]) -> Node:
    return Node(entry[0] & 0xFFFFFFFF, entry[1], entry[2], entry[3])
