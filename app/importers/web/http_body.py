"""What a server answered, as a browser would take it: without chunks and packing.

RFC 9112 (messages, chunks) and RFC 9110 (codings). Crooked answers are taken as they are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

import brotli  # type: ignore[import-untyped]  # it ships no types

from app.importers.text import clean

MOST_BYTES = 256 << 20
_MOST_HEAD = 1 << 18
_STATUS = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})")
_CHARSET = re.compile(r"charset=\"?([\w.:-]+)", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\n]{0,200}\n")
_UNPACKED_AT_ONCE = 1 << 20
_Unpacked = tuple[bytes, bool]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer.

    Attributes:
        status: such as 200; 0 where the block is no answer of a server.
        headers: by names in small letters.
        body: offset at which the body begins.
    """

    status: int
    headers: dict[str, str] = field(repr=False)
    body: int

    @property
    def media_type(self) -> str:
        """Give the claimed type without its parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """Give the claimed character set."""
        found = re.search(
            r"charset=\"?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Body:
    """The body of an answer.

    Attributes:
        whole: false where it could not be unpacked to its end.
        coding: a packing that was not undone.
    """

    data: bytes = field(repr=False)
    whole: bool = True
    coding: str = ""


def head_of(block: BinaryIO) -> Head:
    """Read status and headers of an answer; a block that is none is all body."""
    first = block.read(_MOST_HEAD)
    status = _STATUS.match(first)
    if status is None:
        return Head(0, {}, 0)
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := first.find(mark)) >= 0]
    end = min(ends, default=len(first))
    headers: dict[str, str] = {}
    for line in clean(first[:end].decode("latin-1")).splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return Head(int(status[1]), headers, end)


def body_of(block: BinaryIO, head: Head, most: int = MOST_BYTES) -> Body:
    """Read the body without chunks and packing; at most 256 MB, or as much as is asked for."""
    block.seek(head.body)
    data = block.read(most)
    whole = not block.read(1)
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        data, complete = _without_chunks(data)
        whole = whole and complete
    for coding in reversed(head.headers.get("content-encoding", "").lower().split(",")):
        name = coding.strip()
        if name in {"", "identity"}:
            continue
        unpack = _UNPACKERS.get(name)
        if unpack is None:
            return Body(data, whole, name)
        unpacked = unpack(data, most)
        if unpacked is None:
            break
        data, complete = unpacked
        whole = whole and complete
    return Body(data, whole)


def _without_chunks(data: bytes) -> tuple[bytes, bool]:
    """Join chunks; what does not look like chunks stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(data, at)) is not None:
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces), True
        start = found.end()
        pieces.append(data[start : start + size])
        at = start + size
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"
    if not pieces:
        return data, True
    return b"".join((*pieces, data[at:])), False


def _gunzipped(data: bytes, most: int) -> _Unpacked | None:
    return _inflated(data, 31, most)


def _deflated(data: bytes, most: int) -> _Unpacked | None:
    """Unpack with zlib's head, as it should be, or without, as many servers send it."""
    return _inflated(data, 15, most) or _inflated(data, -15, most)


def _of_brotli(data: bytes, most: int) -> _Unpacked | None:
    unpacker = brotli.Decompressor()
    pieces: list[bytes] = []
    size, waiting = 0, data
    try:
        while not unpacker.is_finished() and size < most:
            piece = unpacker.process(waiting, output_buffer_limit=_UNPACKED_AT_ONCE)
            if not piece and not waiting:
                break
            waiting = b""
            pieces.append(piece)
            size += len(piece)
    except brotli.error:
        return (b"".join(pieces), False) if size else None
    return b"".join(pieces), unpacker.is_finished()


def _inflated(data: bytes, window: int, most: int) -> _Unpacked | None:
    unpacker = zlib.decompressobj(window)
    pieces: list[bytes] = []
    size, waiting = 0, data
    try:
        while not unpacker.eof and size < most:
            piece = unpacker.decompress(waiting, _UNPACKED_AT_ONCE)
            waiting = unpacker.unconsumed_tail
            if not piece and not waiting:
                break
            pieces.append(piece)
            size += len(piece)
    except zlib.error:
        return (b"".join(pieces), False) if pieces else None
    return b"".join(pieces), unpacker.eof


_UNPACKERS: dict[str, Callable[[bytes, int], _Unpacked | None]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _of_brotli,
}
"""Each gives what it unpacked and whether that is all; None where the data are not packed so."""
