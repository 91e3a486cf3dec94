"""Writes Outlook mailbox files in their three generations, after [MS-PST]; all in them is invented.

Run it by itself to write the files of ``pst/`` anew.
"""

from __future__ import annotations

import datetime as dt
import struct
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __package__ in {None, ""}:
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2])]

from app.reading.pst_codes import CYCLIC, PERMUTED, PLAIN, encoded
from app.reading.pst_pages import ANSI, UNICODE, WIDE, Layout
from app.reading.pst_store import BLOCKS, NODES

HERE = Path(__file__).resolve().parent
Value = str | bytes | int | bool | dt.datetime | list[str]
Values = Mapping[int, Value]
NOON = dt.datetime(2026, 3, 14, 18, 4, tzinfo=dt.UTC)
ROOT, TOP, STORE, NAMES = 0x122, 0x8022, 0x21, 0x61
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_LARGEST, _IN_HEAP = 8176, 3500
_EMBEDDED = 5


@dataclass
class Made:
    """An item to be written.

    Attributes:
        values: by number.
        people: recipients' values.
        files: attachments: values, and the item inside where there is one.
    """

    values: Values
    people: Sequence[Values] = ()
    files: Sequence[tuple[Values, Made | None]] = ()
    kind: int = 0x04


@dataclass
class Folder:
    """A folder to be written.

    Attributes:
        values: what it tells beside its name.
    """

    name: str
    items: Iterable[Made] = ()
    folders: Sequence[Folder] = ()
    values: Values = field(default_factory=dict)


@dataclass
class Writer:
    """Writes one file into memory."""

    layout: Layout
    code: int = PLAIN
    charset: str = ""
    whole: bytearray = field(default_factory=lambda: bytearray(0x4600))
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    nodes: list[tuple[int, int, int, int]] = field(default_factory=list)
    next_block: int = 4
    next_node: int = TOP >> 5
    next_item: int = 0x200000 >> 5

    def block(self, data: bytes, *, inside: bool = False) -> int:
        """Write one block."""
        number = self.next_block | (2 if inside else 0)
        self.next_block += 4
        held = data if inside else encoded(data, self.code, number)
        plain = len(held)
        if self.layout.is_wide and plain > 64:
            held = zlib.compress(held)
        step, footer = self.layout.aligned, self.layout.footer
        self.whole += bytes(-len(self.whole) % step)
        self.blocks.append((number, len(self.whole), len(held)))
        room = -(-(len(held) + footer) // step) * step
        end = bytearray(footer)
        told = {"<HII": (number, check_of(held)), "<HIQ": (check_of(held), number)}
        after = told[self.layout.check[0]]
        signature = _signature(len(self.whole), number)
        struct.pack_into("<HH" + self.layout.check[0][2:], end, 0, len(held), signature, *after)
        if self.layout.is_wide:
            struct.pack_into("<H", end, footer - 6, plain)
        self.whole += held + bytes(room - len(held) - footer) + end
        return number

    def data(self, pieces: Sequence[bytes]) -> int:
        """Write the blocks of a node, under one that lists them where there are several."""
        numbers = [self.block(piece) for piece in pieces]
        total = sum(map(len, pieces))
        if len(numbers) == 1:
            return numbers[0]
        most = (_LARGEST - 8) // self.layout.id
        lists = [numbers[at : at + most] for at in range(0, len(numbers), most)]
        made = [self._listed(1, one, total) for one in lists]
        return made[0] if len(made) == 1 else self._listed(2, made, total)

    def _listed(self, level: int, numbers: Sequence[int], total: int) -> int:
        shape = "Q" if self.layout.id == 8 else "I"
        listed = struct.pack(f"<{len(numbers)}{shape}", *numbers)
        return self.block(struct.pack("<BBHI", 1, level, len(numbers), total) + listed, inside=True)

    def below(self, entries: Sequence[tuple[int, int, int]]) -> int:
        """Write the list of the nodes in a node."""
        if not entries:
            return 0
        most = (_LARGEST - 8) // self.layout.below.size
        parts = [entries[at : at + most] for at in range(0, len(entries), most)]
        pad = b"\0\0\0\0" if self.layout.id == 8 else b""
        lists = [
            self.block(
                struct.pack("<BBH", 2, 0, len(part)) + pad
                + b"".join(self.layout.below.pack(*entry) for entry in part),
                inside=True,
            )
            for part in parts
        ]  # fmt: skip
        if len(lists) == 1:
            return lists[0]
        pairs = zip((part[0][0] for part in parts), lists, strict=True)
        branch = b"".join(self.layout.below_branch.pack(*pair) for pair in pairs)
        return self.block(struct.pack("<BBH", 2, 1, len(lists)) + pad + branch, inside=True)

    def heap(self, kind: int, items: Sequence[bytes], root: int) -> bytes:
        """Give a heap of one block."""
        start = 12 + sum(map(len, items))
        start += start % 2
        places = [12]
        for item in items:
            places.append(places[-1] + len(item))
        head = struct.pack("<HBBII", start, 0xEC, kind, root << 5, 0)
        joined = (head + b"".join(items)).ljust(start, b"\0")
        made = joined + struct.pack(f"<HH{len(places)}H", len(items), 0, *places)
        assert len(made) <= (65_000 if self.layout.is_wide else _LARGEST)
        return made

    def properties(
        self, values: Values, objects: Mapping[int, int] | None = None
    ) -> tuple[bytes, list[tuple[int, int, int]]]:
        """Give the heap of a list of properties, and the nodes of its large values."""
        items: list[bytes] = [b"", b""]
        large: list[tuple[int, int, int]] = []
        entries = b""
        for number, value in sorted({**values, **(objects or {})}.items()):
            kind, held = self.held(value)
            if objects and number in objects:
                kind, held = 0x0D, struct.pack("<II", int(objects[number]), 0)
            entries += struct.pack("<HHI", number, kind, self._kept(held, items, large))
        items[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, 2 << 5)
        items[1] = entries
        return self.heap(0xBC, items, 1), large

    def held(self, value: Value) -> tuple[int, int | bytes]:
        """Give a value's kind and how it is kept."""
        if isinstance(value, bool):
            return 0x0B, int(value)
        if isinstance(value, int):
            return 0x03, value & 0xFFFFFFFF
        if isinstance(value, dt.datetime):
            micros = (value - _EPOCH) // dt.timedelta(microseconds=1)
            return 0x40, struct.pack("<Q", micros * 10)
        if isinstance(value, list):
            texts = [self.text(one) for one in value]
            at = 4 + 4 * len(texts)
            starts = [at + sum(map(len, texts[:place])) for place in range(len(texts))]
            head = struct.pack(f"<I{len(texts)}I", len(texts), *starts)
            return 0x101E if self.charset else 0x101F, head + b"".join(texts)
        if isinstance(value, str):
            return 0x1E if self.charset else 0x1F, self.text(value)
        return 0x0102, value

    def text(self, value: str) -> bytes:
        """Give a text as this file keeps it."""
        return value.encode(self.charset or "utf-16-le")

    def _kept(
        self, held: int | bytes, items: list[bytes], large: list[tuple[int, int, int]]
    ) -> int:
        if isinstance(held, int):
            return held
        if not held:
            return 0
        if len(held) <= _IN_HEAP and sum(map(len, items)) + len(held) < 6_000:
            items.append(held)
            return len(items) << 5
        number = (len(large) + 0x10) << 5 | 0x1F
        pieces = [held[at : at + _LARGEST] for at in range(0, len(held), _LARGEST)]
        large.append((number, self.data(pieces), 0))
        return number

    def table(
        self, rows: Sequence[Values], numbers: Sequence[int] = ()
    ) -> tuple[bytes, list[tuple[int, int, int]]]:
        """Give the heap of a table, whose rows lie in a node of their own where they are many."""
        numbers = numbers or range(len(rows))
        columns = sorted({number for row in rows for number in row})
        items: list[bytes] = [b"", b"", b""]
        large: list[tuple[int, int, int]] = []
        width = 8 + 4 * len(columns)
        marks = -(-(len(columns) + 2) // 8)
        told = [(0x03, 0x67F2, 0, 4, 0), (0x03, 0x67F3, 4, 4, 1)]
        kinds = {number: self.held(row[number])[0] for row in rows for number in row}
        told += [(kinds[n], n, 8 + 4 * at, 4, at + 2) for at, n in enumerate(columns)]
        made = []
        for place, row in enumerate(rows):
            cells = bytearray(width + marks)
            struct.pack_into("<II", cells, 0, numbers[place], 0)
            cells[width] = 0xC0
            for at, number in enumerate(columns):
                if number in row:
                    kept = self._kept(self.held(row[number])[1], items, large)
                    struct.pack_into("<I", cells, 8 + 4 * at, kept)
                    cells[width + (at + 2) // 8] |= 0x80 >> (at + 2) % 8
            made.append(bytes(cells))
        key = struct.pack("<BBBBI", 0xB5, 4, 4 if self.layout.id == 8 else 2, 0, 3 << 5)
        shape = "<II" if self.layout.id == 8 else "<IH"
        items[1] = key
        items[2] = b"".join(struct.pack(shape, key, place) for place, key in enumerate(numbers))
        hnid = self._rows(made, items, large)
        head = struct.pack("<BB4HIII", 0x7C, len(told), width, width, width, width + marks,
                           2 << 5, hnid, 0)  # fmt: skip
        items[0] = head + b"".join(struct.pack("<HHHBB", *one) for one in told)
        return self.heap(0x7C, items, 1), large

    def _rows(
        self, rows: list[bytes], items: list[bytes], large: list[tuple[int, int, int]]
    ) -> int:
        joined = b"".join(rows)
        if len(joined) + sum(map(len, items)) < 5_000:
            return self._kept(joined, items, large)
        each = _LARGEST // len(rows[0])
        pieces = [b"".join(rows[at : at + each]) for at in range(0, len(rows), each)]
        padded = [piece.ljust(_LARGEST, b"\0") for piece in pieces[:-1]] + pieces[-1:]
        large.append((0x1FF << 5 | 0x1F, self.data(padded), 0))
        return large[-1][0]

    def item(self, made: Made) -> tuple[int, int]:
        """Write an item; give the numbers of its data and of the nodes in it."""
        held, inside = self.properties(made.values)
        if made.people:
            table, below = self.table(made.people)
            inside.append((0x692, self.data([table]), self.below(below)))
        for place, (values, inner) in enumerate(made.files):
            inside.append(self._file(place, values, inner))
        return self.data([held]), self.below(sorted(inside))

    def _file(self, place: int, values: Values, inner: Made | None) -> tuple[int, int, int]:
        objects = {}
        below: list[tuple[int, int, int]] = []
        if inner is not None:
            objects = {0x3701: 0x200024}
            below.append((0x200024, *self.item(inner)))
            values = {0x3705: _EMBEDDED, **values}
        held, large = self.properties(values, objects)
        return (0x1000 + place) << 5 | 0x05, self.data([held]), self.below(sorted(below + large))

    def folder(self, made: Folder, parent: int, number: int = 0) -> int:
        """Write a folder with what lies in it."""
        if not number:
            self.next_node += 1
            number = self.next_node << 5 | 0x02
        held, _ = self.properties({**({0x3001: made.name} if made.name else {}), **made.values})
        self.nodes.append((number, self.data([held]), 0, parent))
        for item in made.items:
            self.next_item += 1
            self.nodes.append((self.next_item << 5 | item.kind, *self.item(item), number))
        for inner in made.folders:
            self.folder(inner, number)
        return number

    def finish(self) -> bytes:
        """Write the two trees and the header."""
        nodes = [(*entry, 0)[: 5 if self.layout.id == 8 else 4] for entry in sorted(self.nodes)]
        node_root = self._tree(NODES, self.layout.node, nodes)
        tail = (1, 0) if self.layout.id == 8 else (1,)
        blocks = [(*entry, *tail) for entry in sorted(self.blocks)]
        block_root = self._tree(BLOCKS, self.layout.block, blocks)
        at, shape = self.layout.roots
        version = {4: 14, 8: 23}[self.layout.id] if not self.layout.is_wide else 36
        struct.pack_into("<4sI2sHH", self.whole, 0, b"!BDN", 0, b"SM", version, 19)
        shape.pack_into(self.whole, at, 0, node_root, 0, block_root)
        self.whole[self.layout.code] = self.code
        struct.pack_into("<I", self.whole, 4, check_of(self.whole[8 : 8 + 471]))
        if self.layout.id == 8:
            struct.pack_into("<I", self.whole, 524, check_of(self.whole[8 : 8 + 516]))
        return bytes(self.whole)

    def _tree(
        self, kind: int, shape: struct.Struct, entries: Sequence[tuple[int, ...]], level: int = 0
    ) -> int:
        most = self.layout.counts[0] // shape.size
        above = []
        for at in range(0, max(len(entries), 1), most):
            part = entries[at : at + most]
            offset = self._page(kind, level, shape, part)
            above.append((part[0][0] if part else 0, 0, offset))
        if len(above) == 1:
            return above[0][2]
        return self._tree(kind, self.layout.branch, above, level + 1)

    def _page(
        self, kind: int, level: int, shape: struct.Struct, entries: Sequence[tuple[int, ...]]
    ) -> int:
        page = bytearray(self.layout.page)
        for place, entry in enumerate(entries):
            shape.pack_into(page, place * shape.size, *entry)
        at, counts = self.layout.counts
        struct.pack_into(counts, page, at, len(entries), at // shape.size, shape.size, level)
        page[self.layout.kind] = page[self.layout.kind + 1] = kind
        check = check_of(page[: self.layout.kind])
        after, place = self.layout.check
        told = [0, 0, 0]
        told[place] = check
        struct.pack_into(after, page, self.layout.kind + 2, *told)
        self.whole += bytes(-len(self.whole) % self.layout.page)
        offset = len(self.whole)
        self.whole += page
        return offset


def mailbox(
    folders: Sequence[Folder],
    layout: Layout = UNICODE,
    code: int = PERMUTED,
    *,
    charset: str = "",
    names: Sequence[str | int] = (),
) -> bytes:
    """Give a whole file; ``names`` stand for the numbers from 0x8000 on."""
    writer = Writer(layout, code, charset)
    subtree = bytes(20) + struct.pack("<I", TOP)
    store, _ = writer.properties({0x35E0: subtree})
    writer.nodes.append((STORE, writer.data([store]), 0, 0))
    named, _ = writer.properties(dict(zip((3, 4), _name_map(names), strict=True)))
    writer.nodes.append((NAMES, writer.data([named]), 0, 0))
    writer.folder(Folder(""), ROOT, ROOT)
    writer.folder(Folder("Top of Outlook data file", (), folders), ROOT, TOP)
    return writer.finish()


def _name_map(names: Sequence[str | int]) -> tuple[bytes, bytes]:
    entries, words = b"", b""
    for place, name in enumerate(names):
        if isinstance(name, int):
            entries += struct.pack("<IHH", name, 0, place)
        else:
            entries += struct.pack("<IHH", len(words), 1, place)
            spelled = name.encode("utf-16-le")
            words += struct.pack("<I", len(spelled)) + spelled + bytes(-len(spelled) % 4)
    return entries, words


def check_of(data: bytes | bytearray) -> int:
    """Give the checksum that such files carry."""
    return zlib.crc32(data, 0xFFFFFFFF) ^ 0xFFFFFFFF


def _signature(offset: int, number: int) -> int:
    mixed = (offset ^ number) & 0xFFFFFFFF
    return mixed >> 16 ^ mixed & 0xFFFF


def person(name: str, address: str, role: int = 1) -> dict[int, Value]:
    """Give the values of a recipient."""
    return {0x0C15: role, 0x3001: name, 0x3003: address}


def note(words: str, number: int = 1, **more: Value) -> dict[int, Value]:
    """Give the values of a mail."""
    return {
        0x1A: "IPM.Note",
        0x37: f"\x01\x05RE: {words}",
        0x39: NOON + dt.timedelta(minutes=number),
        0x0C1A: "Rosa Diaz",
        0x0C1F: "diaz@example.com",
        0x1000: f"{words} of mail {number}.",
        0x1035: f"<{number}@example.com>",
        **{int(key[1:], 16): value for key, value in more.items()},
    }


NAMES_USED = ("Keywords", 0x8208, 0x820D, 0x820E, 0x8083, 0x8104, 0x8105)


def inbox() -> list[Folder]:
    """Give folders with items of all kinds."""
    dana = person("Dana Whitlow", "whitlow@example.org")
    inner = Made(note("Inside", 90), [dana], [({0x3707: "deep.txt", 0x3701: b"deep"}, None)])
    picture: Values = {0x3707: "map.png", 0x3701: bytes(range(256)) * 100, 0x370E: "image/png"}
    crowd = [person(f"Person {n}", f"p{n}@example.net", 1 + n % 3) for n in range(60)]
    return [
        Folder(
            "Inbox",
            [
                Made(note("Bay Street", 1, x8000=["Records", "Open"]), [dana]),
                Made(note("Files", 2), [dana], [(picture, None), ({0x3001: "Inside"}, inner)]),
                Made(note("Crowd", 3, x1000="Long words. " * 3_000), crowd),
                Made({0x1A: "IPM.Configuration.View", 0x37: "view"}, kind=0x08),
                Made({0x1A: "IPM.Note", 0x37: "No date", 0x1000: "Nobody sent it.", 0xE07: 8}),
            ],
            [Folder("Mill/Street", [Made(note("Below", 4), [dana])])],
        ),
        Folder(
            "Calendar",
            [
                Made({
                    0x1A: "IPM.Appointment", 0x37: "Hearing", 0x1000: "Bring the file.",
                    0x8001: "Room 2", 0x8002: NOON, 0x8003: NOON + dt.timedelta(hours=1),
                    0x3007: NOON, 0x0C1A: "Rosa Diaz", 0x0C1F: "diaz@example.com",
                }),
            ],
        ),
        Folder("Contacts", [
            Made({0x1A: "IPM.Contact", 0x37: "Dana Whitlow", 0x3001: "Dana Whitlow",
                  0x3A1C: "850-555-0142", 0x8004: "whitlow@example.org", 0x3007: NOON}),
        ]),
        Folder("Tasks", [
            Made({0x1A: "IPM.Task", 0x37: "Call back", 0x8005: NOON, 0x8006: NOON, 0x3007: NOON}),
        ]),
        Folder("TeamsMessagesData", [
            Made({0x1A: "IPM.SkypeTeams.Message", 0x0C1A: "Rosa Diaz", 0x0C1F: "diaz@example.com",
                  0x39: NOON, 0x1013: b"<div>On my way &amp; early</div>", 0x3FDE: 65001}, [dana]),
        ]),
    ]  # fmt: skip


def samples() -> dict[str, bytes]:
    """Give the files by name."""
    ansi = mailbox(inbox(), ANSI, CYCLIC, charset="cp1252", names=NAMES_USED)
    return {
        "unicode.pst": mailbox(inbox(), names=NAMES_USED),
        "ansi_cyclic.pst": ansi,
        "outlook_2013.ost": mailbox(inbox(), WIDE, PLAIN, names=NAMES_USED),
        "cut_in_the_middle.pst": ansi[: len(ansi) * 2 // 3],
        "empty.pst": mailbox([]),
    }


def many(count: int) -> bytes:
    """Give a mailbox of so many mails."""
    dana = person("Dana Whitlow", "whitlow@example.org")
    file: Values = {0x3707: "map.png", 0x3701: bytes(9_000), 0x370E: "image/png"}
    items = (
        Made(note(f"Matter {n % 50}", n), [dana], [(file, None)] if n % 10 == 0 else [])
        for n in range(count)
    )
    counts: Values = {0x3602: count, 0x3603: 0, 0x360A: False}  # readpst passes over it without
    return mailbox([Folder("Inbox", items, values=counts)])


def main() -> None:
    """Write all samples."""
    (HERE / "pst").mkdir(exist_ok=True)
    for name, whole in samples().items():
        (HERE / "pst" / name).write_bytes(whole)


if __name__ == "__main__":
    main()
