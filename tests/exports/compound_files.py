"""Writes compound files (OLE, [MS-CFB] version 3) of invented streams, for samples of Outlook."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

Storage = Mapping[str, "bytes | Storage"]

_END, _FREE, _NO = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
_FAT_MARK = 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = _NO
    left: int = _NO
    right: int = _NO
    start: int = _END
    size: int = 0


@dataclass
class _Space:
    size: int
    held: bytearray = field(default_factory=bytearray)
    chain: list[int] = field(default_factory=list)

    def take(self, data: bytes) -> int:
        """Add a stream and give its first sector."""
        if not data:
            return _END
        first = len(self.chain)
        count = -(-len(data) // self.size)
        self.chain += [*range(first + 1, first + count), _END]
        self.held += data.ljust(count * self.size, b"\0")
        return first


def compound(root: Storage) -> bytes:
    """Give a compound file of streams and storages."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _gather(root, entries)
    sectors, minis = _Space(_SECTOR), _Space(_MINI)
    for entry in entries[1:]:
        if entry.kind == 2:
            entry.size = len(entry.data)
            entry.start = (minis if entry.size < _CUTOFF else sectors).take(entry.data)
    entries[0].size = len(minis.held)
    entries[0].start = sectors.take(bytes(minis.held))
    directory = sectors.take(b"".join(map(_packed, entries)))
    mini_fat = struct.pack(f"<{len(minis.chain)}I", *minis.chain)
    first_mini = sectors.take(mini_fat.ljust(-(-len(mini_fat) // _SECTOR) * _SECTOR, b"\xff"))
    return _file(sectors, directory, first_mini, -(-len(mini_fat) // _SECTOR))


def _gather(storage: Storage, entries: list[_Entry]) -> int:
    numbers = []
    for name in sorted(storage, key=lambda one: (len(one), one.upper())):
        held = storage[name]
        numbers.append(len(entries))
        if isinstance(held, bytes):
            entries.append(_Entry(name, 2, held))
        else:
            entry = _Entry(name, 1)
            entries.append(entry)
            entry.child = _gather(held, entries)
    return _balanced(numbers, entries)


def _balanced(numbers: list[int], entries: list[_Entry]) -> int:
    if not numbers:
        return _NO
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _balanced(numbers[:middle], entries)
    entry.right = _balanced(numbers[middle + 1 :], entries)
    return numbers[middle]


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sI8s8sIQ", name, len(name), entry.kind, 1, entry.left, entry.right,
        entry.child, b"", 0, b"", b"", entry.start, entry.size,
    )  # fmt: skip


def _file(sectors: _Space, directory: int, first_mini: int, mini_count: int) -> bytes:
    fats = 1
    while fats * 128 < len(sectors.chain) + fats:
        fats += 1
    places = [*range(len(sectors.chain), len(sectors.chain) + fats)]
    chain = [*sectors.chain, *[_FAT_MARK] * fats]
    chain += [_FREE] * (fats * 128 - len(chain))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9,
        6, b"", 0, fats, directory, 0, _CUTOFF, first_mini, mini_count, _END, 0,
        *places, *[_FREE] * (109 - fats),
    )  # fmt: skip
    return header + bytes(sectors.held) + struct.pack(f"<{len(chain)}I", *chain)
