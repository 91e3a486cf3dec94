"""The records of a WARC or ARC file one after another, also of damaged and packed ones.

WARC as in ISO 28500:2017 (1.0 and 1.1), ARC version 1 as the Internet Archive describes it.
"""

from __future__ import annotations

import io
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, BinaryIO

from app.importers.base import MemberUnreadable
from app.importers.inflating import Inflated, Stops
from app.importers.members import SeekableReading
from app.importers.text import clean

DAMAGED = "The capture file is damaged here; what could not be read is left out."
CUT_OFF = "The capture file is cut off here."

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP = b"\x1f\x8b\x08"
_START = b"WARC/"
_ARC = b"filedesc://"
_STEP = 1 << 16
_APART = 4 << 20
_MOST_HEADERS = 1 << 16
_MOST_LINE = 1 << 14
_LENGTH = re.compile(rb"[0-9]{1,15}")
_FAULTS = (zlib.error, EOFError)
_PADDING = b"\0\r\n\t "


@dataclass(frozen=True, slots=True)
class Found:
    """One record of a capture file.

    Attributes:
        number: one-based, in the order of the file.
        headers: by names in small letters.
        start: offset of its block in the unpacked file.
        length: bytes of its block.
    """

    number: int
    headers: dict[str, str] = field(repr=False)
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of the file that could not be read."""

    number: int
    reason: str


class Capture:
    """One capture file, which is opened as often as something of it is read."""

    def __init__(self, opened: Callable[[], BinaryIO]) -> None:
        self._opened = opened
        self._segments: list[tuple[int, int, Stops]] = []

    def records(self) -> Iterator[Found | Lost]:
        """Give the records; behind damage it goes on where the next one begins.

        Raises:
            MemberUnreadable: when the file itself cannot be read.
        """
        number = 0
        with self._plain() as stream:
            scan = _Scan(stream, self._segments)
            while True:
                number += 1
                found = scan.next(number)
                if found is None:
                    return
                yield found

    def block(self, found: Found) -> BinaryIO:
        """Open a record's block."""
        stream = self._plain()
        stream.seek(found.start)
        left = found.length

        def pieces(length: int) -> bytes:
            nonlocal left
            try:
                piece = stream.read(min(length, left))
            except _FAULTS as cause:
                raise MemberUnreadable(DAMAGED) from cause
            left -= len(piece)
            return piece

        def go_to(offset: int) -> None:
            nonlocal left
            left = max(found.length - offset, 0)
            stream.seek(found.start + offset)

        reading = SeekableReading(pieces, stream.close, go_to, found.length)
        return io.BufferedReader(reading, _STEP)

    def _plain(self) -> BinaryIO:
        """Open the file as if it were not packed."""
        file = self._opened()
        if not self._is_packed:
            return file
        return io.BufferedReader(Mended(file, self._segments), _STEP)

    @cached_property
    def _is_packed(self) -> bool:
        with self._opened() as file:
            return file.read(3) == _GZIP


class Mended(io.RawIOBase):
    """The unpacked bytes of many gzip streams in one file; damaged ones are left out.

    Attributes:
        segments: where each readable stretch begins, unpacked and packed, with places in it;
            shared by all readers of one file.
    """

    def __init__(self, file: BinaryIO, segments: list[tuple[int, int, Stops]]) -> None:
        super().__init__()
        self._file = file
        self._segments = segments
        if not segments:
            segments.append((0, 0, Stops(apart=_APART)))
        self._at = 0
        self._is_cut = False
        self._open(0)

    @property
    def is_cut(self) -> bool:
        """Say whether what follows the last readable stream cannot be read."""
        return self._is_cut

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place that was reached before."""
        return True

    def tell(self) -> int:
        """Give the offset at which reading goes on."""
        return self._segments[self._at][0] + self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset from the start or from here."""
        wanted = offset + (self.tell() if whence == io.SEEK_CUR else 0)
        nearest = _segment_at(self._segments, wanted)
        if nearest != self._at:
            self._open(nearest)
        self._stream.seek(wanted - self._segments[self._at][0])
        return wanted

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer; behind damage it goes on with the next stream of the file."""
        while True:
            try:
                size = self._stream.readinto(buffer) or 0
            except _FAULTS:
                size, is_whole = 0, False
            else:
                is_whole = not self._stream.rest.strip(_PADDING)
            if size or is_whole or not self._skip_damage():
                return size

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        super().close()

    def _skip_damage(self) -> bool:
        """Find the next gzip stream behind the place where unpacking failed."""
        plain, packed, _ = self._segments[self._at]
        wanted, here = self.tell(), plain + self._stream.reached
        at = packed + self._stream.begun + 1
        while (found := _next_magic(self._file, at)) >= 0:
            at = found + 1
            if _unpacks(self._file, found):
                self._segments[self._at + 1 :] = [(here, found, Stops(apart=_APART))]
                self._open(self._at + 1)
                self._stream.seek(max(0, wanted - here))
                return True
        self._is_cut = True
        return False

    def _open(self, at: int) -> None:
        self._at = at
        _, packed, stops = self._segments[at]
        self._stream = Inflated(io.BufferedReader(_Shifted(self._file, packed), _STEP), stops)


class _Shifted(io.RawIOBase):
    """A file whose offsets count from a place in it; it does not close the file."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        super().__init__()
        self._file = file
        self._start = start
        file.seek(start)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        piece = self._file.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset + self._start, whence) - self._start

    def tell(self) -> int:
        return self._file.tell() - self._start


class _Scan:
    """Walks over the heads of records in an unpacked stream.

    Args:
        stream: the file as if it were not packed.
        segments: its readable stretches, as far as they are known; damage lies between them.
    """

    def __init__(self, stream: BinaryIO, segments: list[tuple[int, int, Stops]]) -> None:
        self._stream = stream
        self._segments = segments
        self._segment = 0
        self._end = 0
        self._is_cut = False

    def next(self, number: int) -> Found | Lost | None:
        """Give the next record, or the damage that lies before or in it; None at the end."""
        if _segment_at(self._segments, self._end) > self._segment:
            return self._behind_damage(number)
        began = self._end
        found = self._record(number)
        last = max(began, self._stream.tell() - 1)
        if _segment_at(self._segments, last) > self._segment:
            return self._behind_damage(number)
        raw = getattr(self._stream, "raw", None)
        if found is None and not self._is_cut and isinstance(raw, Mended) and raw.is_cut:
            found = Lost(number, CUT_OFF)
        self._is_cut = self._is_cut or (isinstance(found, Lost) and found.reason == CUT_OFF)
        return found

    def _behind_damage(self, number: int) -> Lost:
        self._segment += 1
        self._end = self._segments[self._segment][0]
        return Lost(number, DAMAGED)

    def _record(self, number: int) -> Found | Lost | None:
        self._stream.seek(self._end)
        line = self._line()
        while line in {b"\r\n", b"\n", b"\r"}:
            line = self._line()
        if not line:
            return None
        headers = self._headers(line)
        if headers is None:
            return self._resync(number)
        length = _LENGTH.match(headers.get("content-length", "").encode())
        if length is None:
            return self._resync(number)
        start = self._stream.tell()
        self._end = start + int(length[0])
        if not self._reaches(start, int(length[0])):
            return Lost(number, CUT_OFF)
        return Found(number, headers, start, int(length[0]))

    def _line(self) -> bytes:
        return self._stream.readline(_MOST_LINE)

    def _headers(self, first: bytes) -> dict[str, str] | None:
        if not first.startswith(_START):
            return _of_arc(first)
        headers: dict[str, str] = {}
        read, name = 0, ""
        while (line := self._line()).strip() and read < _MOST_HEADERS:
            read += len(line)
            text = clean(line.decode("utf-8", "replace").rstrip("\r\n"))
            if text[:1] in {" ", "\t"} and name in headers:
                headers[name] += " " + text.strip()
                continue
            name, colon, value = text.partition(":")
            name = name.strip().lower()
            if colon:
                headers[name] = value.strip()
        return headers

    def _reaches(self, start: int, length: int) -> bool:
        """Say whether the block is there to its end; where it is not, go on behind its head."""
        if length == 0:
            return True
        self._stream.seek(start + length - 1)
        return len(self._stream.read(1)) == 1

    def _resync(self, number: int) -> Lost | None:
        """Go on at the next line that begins a record."""
        while line := self._line():
            if line.startswith(_START):
                self._end = self._stream.tell() - len(line)
                return Lost(number, DAMAGED)
        self._end = self._stream.tell()
        return Lost(number, DAMAGED)


def _segment_at(segments: list[tuple[int, int, Stops]], place: int) -> int:
    """Give the number of the stretch that holds a place of the unpacked file."""
    return bisect_right(segments, place, key=itemgetter(0)) - 1


def _of_arc(line: bytes) -> dict[str, str] | None:
    """Read the one line that heads a record of an ARC file: address, IP, date, type, length."""
    fields = clean(line.decode("utf-8", "replace")).split()
    if len(fields) < 5 or not fields[-1].isdigit():
        return None
    address = " ".join(fields[:-4])
    is_info = address.startswith(_ARC.decode())
    return {
        "warc-type": "warcinfo" if is_info else "response",
        "warc-target-uri": address,
        "warc-date": fields[-3],
        "content-length": fields[-1],
        "content-type": "application/http;msgtype=response",
    }


def _next_magic(file: BinaryIO, at: int) -> int:
    """Find where a gzip stream may begin; -1 where none does."""
    file.seek(at)
    before = b""
    while piece := file.read(_STEP):
        found = (before + piece).find(_GZIP)
        if found >= 0:
            return at + found - len(before)
        at += len(piece)
        before = (before + piece)[-2:]
    return -1


def _unpacks(file: BinaryIO, at: int) -> bool:
    """Say whether a gzip stream that begins here unpacks to the head of a record."""
    file.seek(at)
    try:
        head = zlib.decompressobj(31).decompress(file.read(_STEP), 5)
    except zlib.error:
        return False
    return head == _START
