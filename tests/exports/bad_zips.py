"""Makes ZIP files byte by byte, honest ones and ones that no tool would write."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

UTF8, STREAMED, LOCKED = 0x800, 8, 1
STORED, DEFLATED, DEFLATE64 = 0, 8, 9
SYMLINK = 0o120777


@dataclass(frozen=True)
class Piece:
    """One file of a made ZIP; what is None is told truly.

    Attributes:
        header: offset of the local header as the directory tells it.
        local_name: its name in the local header, where that differs.
    """

    name: bytes
    plain: bytes = b"words"
    method: int = STORED
    flags: int = UTF8
    mode: int = 0
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    header: int | None = None
    local_name: bytes | None = None


def made_zip(pieces: list[Piece], before: bytes = b"", remark: bytes = b"") -> bytes:
    """Give a ZIP of these pieces; ``before`` stands in front of the first header."""
    out = bytearray(before)
    directory = bytearray()
    for piece in pieces:
        header = len(out) - len(before)
        out += _local(piece)
        directory += _central(piece, header if piece.header is None else piece.header)
    start = len(out) - len(before)
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, len(pieces) & 0xFFFF, len(pieces) & 0xFFFF,
        len(directory), start, len(remark),
    )  # fmt: skip
    return bytes(out + directory + end + remark)


def write_zip(path: Path, pieces: list[Piece]) -> Path:
    """Write a ZIP of these pieces and give its path."""
    path.write_bytes(made_zip(pieces))
    return path


def write_plain(path: Path, files: dict[str, bytes]) -> Path:
    """Write an honest ZIP of files by name."""
    return write_zip(path, [Piece(name.encode(), plain, DEFLATED) for name, plain in files.items()])


def _packed(piece: Piece) -> bytes:
    if piece.method != DEFLATED:
        return piece.plain
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(piece.plain) + packer.flush()


def _numbers(piece: Piece) -> tuple[int, int, int]:
    crc = zlib.crc32(piece.plain) if piece.crc is None else piece.crc
    packed = len(_packed(piece)) if piece.packed_size is None else piece.packed_size
    return crc, packed, len(piece.plain) if piece.size is None else piece.size


def _local(piece: Piece) -> bytes:
    name = piece.name if piece.local_name is None else piece.local_name
    numbers = (0, 0, 0) if piece.flags & STREAMED else _numbers(piece)
    head = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 20, piece.flags, piece.method, 0, 0x5A21, *numbers, len(name), 0
    )
    behind = struct.pack("<4s3L", b"PK\7\x08", *_numbers(piece)) if piece.flags & STREAMED else b""
    return head + name + _packed(piece) + behind


def _central(piece: Piece, header: int) -> bytes:
    head = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 0x314, 20, piece.flags, piece.method, 0, 0x5A21,
        *_numbers(piece), len(piece.name), 0, 0, 0, 0, piece.mode << 16, header,
    )  # fmt: skip
    return head + piece.name
