"""When a film or sound in an ISO container was made, and how long it plays; decodes nothing.

Boxes as in ISO/IEC 14496-12, clauses 4.2 and 8.2.2 (movie header).
"""

from __future__ import annotations

import datetime as dt
import struct
from typing import BinaryIO

_SINCE_1904 = 2_082_844_800
_BOX = struct.Struct(">L4s")
_MOST_BOXES = 1_000
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def told_by_film(film: BinaryIO) -> dict[str, str]:
    """Read the movie header of a stream that can go to any place; empty where there is none."""
    if film.read(8)[4:] != b"ftyp":
        return {}
    header = _movie_header(film)
    if len(header) < 20:
        return {}
    form, at = (">QQLQ", 32) if header[0] == 1 else (">LLLL", 20)
    if len(header) < at:
        return {}
    created, _, scale, length = struct.unpack_from(form, header, 4)
    told = {"duration": _clock(length // scale)} if scale and length // scale < 360_000 else {}
    if created > _SINCE_1904:
        told["created"] = _moment(created - _SINCE_1904)
    return {name: value for name, value in told.items() if value}


def _movie_header(film: BinaryIO) -> bytes:
    """Walk the outer boxes to ``moov`` and give the contents of its ``mvhd``."""
    at, end = 0, film.seek(0, 2)
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return b""
        film.seek(at)
        size, kind = _BOX.unpack(film.read(8))
        skipped = 8
        if size == 1:
            size, skipped = int.from_bytes(film.read(8), "big"), 16
        if kind == b"mvhd":
            return film.read(min(size - skipped, 200))
        if size == 0 or size < skipped:
            return b""
        at += skipped if kind == b"moov" else size
    return b""


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(seconds: int) -> str:
    """Write a moment; Windows' own clock knows none before 1970, so it is not asked."""
    try:
        return (_EPOCH + dt.timedelta(seconds=seconds)).isoformat()
    except OverflowError:
        return ""
