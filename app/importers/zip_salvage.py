"""What can still be read of a ZIP file that was cut off before its list of contents."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from app.importers.zip_directory import (
    ENCRYPTED,
    LOCAL,
    LOCAL_HEADER,
    STREAMED,
    Entry,
    decoded_name,
    wide_sizes,
)

_STORED, _DEFLATED = 0, 8
_STEP = 1 << 16


def salvaged(file: BinaryIO, most: int) -> Iterator[Entry]:
    """Give the whole files from the front of a ZIP, by the header that precedes each.

    Args:
        file: the ZIP.
        most: bytes that looking for the ends of files may unpack in all.
    """
    total = file.seek(0, 2)
    at = 0
    while (header := _local(file, at)) is not None:
        entry, data = header
        if entry.flags & STREAMED and not entry.packed:
            measured = _measured(file, entry, data, most)
            if measured is None:
                return
            entry = measured
            most -= entry.size
        at = data + entry.packed
        if at > total:
            return
        yield entry
        if entry.flags & STREAMED:
            at = _after_descriptor(file, at)


def _local(file: BinaryIO, at: int) -> tuple[Entry, int] | None:
    file.seek(at)
    head = file.read(LOCAL_HEADER.size)
    if len(head) < LOCAL_HEADER.size or not head.startswith(LOCAL):
        return None
    _, _, flags, method, _, _, crc, packed, size, names, extras = LOCAL_HEADER.unpack(head)
    variable = file.read(names + extras)
    if not names or len(variable) < names + extras:
        return None
    name, extra = variable[:names], variable[names:]
    size, packed = wide_sizes(extra, size, packed)
    shown = decoded_name(name, flags, extra)
    entry = Entry(shown, name, flags, method, crc, packed, size, at)
    return entry, at + LOCAL_HEADER.size + len(variable)


def _measured(file: BinaryIO, entry: Entry, data: int, most: int) -> Entry | None:
    """Unpack a file whose sizes stand behind it, to learn them; None where it is cut."""
    if entry.method != _DEFLATED or entry.flags & ENCRYPTED:
        return None
    file.seek(data)
    unpacker = zlib.decompressobj(-15)
    packed = size = crc = 0
    piece = b""
    while not unpacker.eof:
        piece = unpacker.unconsumed_tail or file.read(_STEP)
        if not piece or size > most:
            return None
        try:
            plain = unpacker.decompress(piece, 1 << 20)
        except zlib.error:
            return None
        packed += len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
        size += len(plain)
        crc = zlib.crc32(plain, crc)
    return Entry(
        entry.name, entry.name_bytes, entry.flags, entry.method, crc, packed, size, entry.header
    )


def _after_descriptor(file: BinaryIO, at: int) -> int:
    file.seek(at)
    behind = file.read(28).find(LOCAL)
    return at + max(behind, 0)
