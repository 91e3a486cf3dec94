"""Reads the tables of Windows programs and libraries (PE32+); changes nothing.

https://learn.microsoft.com/windows/win32/debug/pe-format
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

EXPORTS, IMPORTS = 0, 1
_LONG = "<Q"
_BY_NUMBER = 1 << 63


class Library:
    """One file of machine code, held in memory."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        header = self._number("<I", 0x3C)
        count, optional = self._number("<H", header + 6), self._number("<H", header + 20)
        self._directories = header + 24 + 112
        at = header + 24 + optional
        self._sections = [
            struct.unpack_from("<8sIIII", self._data, at + 40 * one)[1:] for one in range(count)
        ]

    def exports(self) -> list[str]:
        """Give the names that others may call, sorted as the file has them."""
        table = self._directory(EXPORTS)
        if not table:
            return []
        names = self._offset(self._number("<I", table + 32))
        count = self._number("<I", table + 24)
        return [self._text(self._offset(self._number("<I", names + 4 * i))) for i in range(count)]

    def imports(self) -> dict[str, list[str]]:
        """Give the libraries it asks for, in small letters, with the names asked of each."""
        at = self._directory(IMPORTS)
        found: dict[str, list[str]] = {}
        while at and self._number("<I", at + 12):
            lookup = self._number("<I", at) or self._number("<I", at + 16)
            library = self._text(self._offset(self._number("<I", at + 12))).lower()
            found[library] = list(self._asked(self._offset(lookup)))
            at += 20
        return found

    def _asked(self, at: int) -> Iterator[str]:
        while entry := self._number(_LONG, at):
            by_number = bool(entry & _BY_NUMBER)
            yield f"#{entry & 0xFFFF}" if by_number else self._text(self._offset(entry) + 2)
            at += 8

    def _directory(self, index: int) -> int:
        address = self._number("<I", self._directories + 8 * index)
        return self._offset(address) if address else 0

    def _offset(self, address: int) -> int:
        for size, start, raw_size, raw in self._sections:
            if start <= address < start + max(size, raw_size):
                return int(address - start + raw)
        raise ValueError(f"no section holds {address:#x}")

    def _number(self, form: str, at: int) -> int:
        return int(struct.unpack_from(form, self._data, at)[0])

    def _text(self, at: int) -> str:
        return self._data[at : self._data.index(b"\0", at)].decode("latin-1")


def is_code(path: Path) -> bool:
    """Say whether a file is a Windows program or library, by its name."""
    return path.suffix.lower() in {".exe", ".dll", ".pyd"}
