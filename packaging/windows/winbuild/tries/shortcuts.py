"""Reads entries of the Start menu: what they start, and of which application Windows takes them.

https://learn.microsoft.com/openspecs/windows_protocols/ms-shllink and ms-propstore.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

_HEADER = 76
_FLAGS_AT = 20
_HAS_LIST, _HAS_PLACE, _IS_UNICODE = 0x1, 0x2, 0x80
_STRINGS = (0x4, 0x8, 0x10, 0x20, 0x40)
_PROPERTIES = 0xA0000009
_MODEL = UUID("9f4c2855-9f79-4b39-a8d0-e1d42de1d5f3")
_MODEL_ID = 5
_TEXT = 31


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One entry.

    Attributes:
        target: the program that it starts.
        application: the name by which Windows joins it with windows; None where it has none.
    """

    target: str
    application: str | None


def read(data: bytes) -> Shortcut:
    """Read an entry to its end."""
    flags = _number(data, _FLAGS_AT)
    at = _HEADER
    if flags & _HAS_LIST:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    target = ""
    if flags & _HAS_PLACE:
        begins = at + _number(data, at + 16)
        target = data[begins : data.index(0, begins)].decode("cp1252")
        at += _number(data, at)
    for flag in _STRINGS:
        if flags & flag:
            letters = int.from_bytes(data[at : at + 2], "little")
            at += 2 + letters * (2 if flags & _IS_UNICODE else 1)
    return Shortcut(target, _application(data[at:]))


def _application(blocks: bytes) -> str | None:
    for block in _pieces(blocks):
        if _number(block, 4) == _PROPERTIES:
            for store in _pieces(block[8:]):
                if UUID(bytes_le=store[8:24]) == _MODEL:
                    return _text_of(store[24:])
    return None


def _text_of(store: bytes) -> str | None:
    for value in _pieces(store):
        if _number(value, 4) == _MODEL_ID and _number(value, 9) == _TEXT:
            letters = _number(value, 13)
            return value[17 : 17 + 2 * letters].decode("utf-16-le").rstrip("\0")
    return None


def _pieces(data: bytes) -> Iterator[bytes]:
    """Give pieces that begin with their own length, as long as there is one."""
    at = 0
    while (size := _number(data, at)) >= 4:
        yield data[at : at + size]
        at += size


def _number(data: bytes, at: int) -> int:
    (number,) = struct.unpack_from("<I", data, at)
    return int(number)
