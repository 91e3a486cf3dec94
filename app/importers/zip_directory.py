"""The list of contents of a ZIP file, read without trust; unpacks nothing.

Layout as in PKWARE's APPNOTE, sections 4.3.7 (local header), 4.3.12 (central directory),
4.3.14 to 4.3.16 (ends of the directory) and 4.5.3 (ZIP64 sizes).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.errors import ExportUnreadable
from app.importers.members import Limits

LOCAL = b"PK\x03\x04"
END = b"PK\x05\x06"
SPANNED = (b"PK\x07\x08", b"PK00")
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
ENCRYPTED, STREAMED, UNICODE = 1, 8, 0x800

_CENTRAL = b"PK\x01\x02"
_END64_PLACE = b"PK\x06\x07"
_END64 = b"PK\x06\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_END64_RECORD = struct.Struct("<4sQ2H2L4Q")
_CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
_LONGEST_TAIL = 66_000
_FULL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a ZIP, as the ZIP describes it.

    Attributes:
        header: offset of its local header.
        name_bytes: its name as it stands there.
        mode: Unix mode, or 0.
    """

    name: str
    name_bytes: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    mode: int = 0

    @property
    def is_folder(self) -> bool:
        """Say whether it stands for a folder."""
        return self.name.endswith(("/", "\\"))


class DirectoryDamaged(Exception):
    """The list of contents is missing or makes no sense."""


@dataclass(frozen=True, slots=True)
class _End:
    start: int
    length: int
    shift: int


def entries_of(file: BinaryIO, limits: Limits) -> Iterator[Entry]:
    """Give what the list at the end of a ZIP names, in its order.

    Raises:
        DirectoryDamaged: when there is no such list or it breaks off.
        ExportUnreadable: when the ZIP is one of several pieces, or its list is too long.
    """
    end = _find_end(file)
    if end.length > limits.directory:
        raise ExportUnreadable(
            "The ZIP file's list of contents is longer than any export's.",
            "Ask the sender for the export in smaller parts.",
        )
    file.seek(end.start)
    left = end.length
    while left >= _CENTRAL_HEADER.size:
        entry, length = _central_entry(file, end.shift)
        yield entry
        left -= length


def decoded_name(name: bytes, flags: int, extra: bytes) -> str:
    """Read a name: the Unicode field, UTF-8 where it fits, else code page 437."""
    unicode_path = _field(extra, 0x7075)
    if len(unicode_path) > 5 and struct.unpack_from("<L", unicode_path, 1)[0] == zlib.crc32(name):
        name, flags = unicode_path[5:], flags | UNICODE
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "replace") if flags & UNICODE else name.decode("cp437")


def wide_sizes(extra: bytes, *values: int) -> list[int]:
    """Replace the values that do not fit 32 bits by those of the ZIP64 field, in order."""
    wide = _field(extra, 1)
    result: list[int] = []
    at = 0
    for value in values:
        if value == _FULL and at + 8 <= len(wide):
            result.append(struct.unpack_from("<Q", wide, at)[0])
            at += 8
        else:
            result.append(value)
    return result


def _field(extra: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _find_end(file: BinaryIO) -> _End:
    total = file.seek(0, 2)
    base = max(0, total - _LONGEST_TAIL)
    file.seek(base)
    tail = file.read(_LONGEST_TAIL)
    at = tail.rfind(END)
    if at < 0 or at + _END_RECORD.size > len(tail):
        raise DirectoryDamaged
    record = _END_RECORD.unpack_from(tail, at)
    if record[1] not in {0, 0xFFFF}:
        raise in_pieces()
    length, start, place = record[5], record[6], base + at
    wide = _wide_end(file, place)
    if wide is not None:
        length, start, place = wide
    shift = place - length - start
    if shift < 0:
        raise DirectoryDamaged
    return _End(start + shift, length, shift)


def _wide_end(file: BinaryIO, place: int) -> tuple[int, int, int] | None:
    """Give length, start and end of the directory from the ZIP64 record, where there is one."""
    if place < 20:
        return None
    file.seek(place - 20)
    locator = file.read(20)
    if not locator.startswith(_END64_PLACE):
        return None
    for at in (struct.unpack_from("<Q", locator, 8)[0], place - 20 - _END64_RECORD.size):
        if not 0 <= at < place:
            continue
        file.seek(at)
        record = file.read(_END64_RECORD.size)
        if record.startswith(_END64) and len(record) == _END64_RECORD.size:
            fields = _END64_RECORD.unpack(record)
            return fields[8], fields[9], at
    raise DirectoryDamaged


def _central_entry(file: BinaryIO, shift: int) -> tuple[Entry, int]:
    head = file.read(_CENTRAL_HEADER.size)
    if len(head) < _CENTRAL_HEADER.size or not head.startswith(_CENTRAL):
        raise DirectoryDamaged
    (_, made, _, flags, method, _, _, crc, packed, size, names, extras, remark, *rest) = (
        _CENTRAL_HEADER.unpack(head)
    )
    variable = file.read(names + extras + remark)
    if len(variable) < names + extras + remark:
        raise DirectoryDamaged
    name, extra = variable[:names], variable[names : names + extras]
    size, packed, header = wide_sizes(extra, size, packed, rest[3])
    entry = Entry(
        decoded_name(name, flags, extra), name, flags, method, crc, packed, size,
        header + shift, rest[2] >> 16 if made >> 8 == 3 else 0,
    )  # fmt: skip
    return entry, _CENTRAL_HEADER.size + len(variable)


def in_pieces() -> ExportUnreadable:
    """Give the refusal of a ZIP that was cut into .z01, .z02 … pieces."""
    return ExportUnreadable(
        "The ZIP file is one of several pieces of one archive.",
        "Unpack all pieces together with the program that made them, then import the folder.",
    )
