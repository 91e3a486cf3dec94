"""Reads the tables of Linux programs and libraries (ELF, 64 bits, little end first).

https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html and, for versions of names,
https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"
_LOADED, _DYNAMIC = 1, 2
_NEEDED, _STRINGS, _NAME = 1, 5, 14
_VERSIONS, _VERSIONS_COUNT = 0x6FFFFFFE, 0x6FFFFFFF


class Library:
    """One file of machine code, held in memory."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        (at,) = struct.unpack_from("<Q", self._data, 32)
        size, count = struct.unpack_from("<HH", self._data, 54)
        self._parts = [
            struct.unpack_from("<IIQQQQQ", self._data, at + size * one) for one in range(count)
        ]
        self._told = list(self._entries())
        self._strings = self._offset(dict(self._told).get(_STRINGS, 0))

    def needed(self) -> list[str]:
        """Give the names of the libraries it asks for, as the file has them."""
        return [self._text(value) for kind, value in self._told if kind == _NEEDED]

    def name(self) -> str:
        """Give the name by which others ask for it; empty for a program."""
        return next((self._text(value) for kind, value in self._told if kind == _NAME), "")

    def versions(self) -> dict[str, list[str]]:
        """Give the versions of names that it asks for, such as ``GLIBC_2.34``, by library."""
        told = dict(self._told)
        at = self._offset(told.get(_VERSIONS, 0))
        found: dict[str, list[str]] = {}
        for _ in range(told.get(_VERSIONS_COUNT, 0)):
            _, count, library, first, following = struct.unpack_from("<HHIII", self._data, at)
            found[self._text(library)] = list(self._asked(at + first, count))
            at += following
        return found

    def _asked(self, at: int, count: int) -> Iterator[str]:
        for _ in range(count):
            _, _, _, name, following = struct.unpack_from("<IHHII", self._data, at)
            yield self._text(name)
            at += following

    def _entries(self) -> Iterator[tuple[int, int]]:
        for kind, _, at, _, _, size, _ in self._parts:
            if kind == _DYNAMIC:
                yield from struct.iter_unpack("<QQ", self._data[at : at + size])

    def _offset(self, address: int) -> int:
        for kind, _, at, start, _, size, _ in self._parts:
            if kind == _LOADED and start <= address < start + size:
                return int(address - start + at)
        return 0

    def _text(self, at: int) -> str:
        begin = self._strings + at
        return self._data[begin : self._data.index(b"\0", begin)].decode("utf-8")


def is_code(path: Path) -> bool:
    """Say whether a file is a program or library for 64-bit Linux, by how it begins."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC
