"""A gzip file read as if unpacked, from any place, without unpacking it to disk."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP, RAW = 31, -15
_STEP = 1 << 16
_PIECE = 1 << 20
_APART = 32 << 20


@dataclass(frozen=True, slots=True)
class Stop:
    """A place from which unpacking can go on: offsets in both streams and zlib's state."""

    plain: int
    packed: int
    unpacker: zlib._Decompress


class Stops:
    """The places in one packed stream from which unpacking can start; 40 KB each.

    Args:
        window: zlib's number for the kind of stream.
        apart: unpacked bytes between two places.
    """

    def __init__(self, window: int = GZIP, apart: int = _APART) -> None:
        self._window = window
        self._apart = apart
        self._kept: list[Stop] = []
        self._last: Stop | None = None

    def before(self, plain: int) -> Stop:
        """Give the nearest place at or before an offset."""
        known = [stop for stop in (*self._kept, self._last) if stop and stop.plain <= plain]
        start = Stop(0, 0, zlib.decompressobj(self._window))
        return max(known, key=lambda stop: stop.plain, default=start)

    def passed(self, stop: Stop) -> None:
        """Remember a place if it lies far enough behind the last kept one."""
        if stop.plain >= (self._kept[-1].plain if self._kept else 0) + self._apart:
            self._kept.append(_copied(stop))

    def left_at(self, stop: Stop) -> None:
        """Remember where the last reader arrived or stopped, for one that goes on from there."""
        self._last = stop


class Inflated(io.RawIOBase):
    """The unpacked bytes of a gzip file.

    Reading raises :class:`zlib.error` or :class:`EOFError` where the file is damaged or cut.
    """

    def __init__(self, file: BinaryIO, stops: Stops) -> None:
        super().__init__()
        self._file = file
        self._stops = stops
        self._position = 0
        start = stops.before(0)
        self._unpacker = start.unpacker
        self._plain = 0
        self._piece = b""
        self._waiting = b""
        self._before_piece = start
        self._arrives = False
        self._begun = start.packed

    @property
    def begun(self) -> int:
        """Give the packed offset of the stream that is unpacked, or of a place in it."""
        return self._begun

    @property
    def reached(self) -> int:
        """Give how many bytes could be unpacked so far."""
        return self._plain

    @property
    def rest(self) -> bytes:
        """Give what follows the last stream and is none, as far as it was read."""
        return self._waiting if self._unpacker.eof else b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset from the start or from here."""
        self._position = offset + (self._position if whence == io.SEEK_CUR else 0)
        self._arrives = True
        return self._position

    def tell(self) -> int:
        """Give the offset at which reading goes on."""
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as the next piece goes."""
        self._approach()
        if self._arrives:
            self._stops.left_at(self._before_piece)
            self._arrives = False
        room = memoryview(buffer)
        start = self._position - self._piece_start
        part = self._piece[start : start + len(room)]
        room[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        """Let go of the file and keep the place for the next reader."""
        if not self.closed:
            self._stops.left_at(self._before_piece)
            self._file.close()
        super().close()

    @property
    def _piece_start(self) -> int:
        return self._plain - len(self._piece)

    def _approach(self) -> None:
        """Unpack until the piece in hand holds the position, or the end is reached."""
        is_behind = self._position < self._piece_start
        if is_behind or self._arrives:
            nearest = self._stops.before(self._position)
            if is_behind or nearest.plain > self._plain:
                self._begin(nearest)
        while self._position >= self._plain and self._next_piece():
            self._stops.passed(self._here())

    def _next_piece(self) -> bool:
        while True:
            if self._unpacker.eof and not self._begin_again():
                return False
            before = _copied(self._here())
            waiting = self._waiting or self._file.read(_STEP)
            piece = self._unpacker.decompress(waiting, _PIECE)
            self._waiting = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            if piece:
                self._piece = piece
                self._before_piece = before
                self._plain += len(piece)
                return True
            if not waiting:
                raise EOFError("cut off")

    def _begin_again(self) -> bool:
        """Take up the next of several gzip streams in one file, where there is one."""
        self._waiting = self._waiting or self._file.read(_STEP)
        if not self._waiting.startswith(b"\x1f\x8b"):
            return False
        self._begun = self._file.tell() - len(self._waiting)
        self._unpacker = zlib.decompressobj(GZIP)
        return True

    def _here(self) -> Stop:
        return Stop(self._plain, self._file.tell() - len(self._waiting), self._unpacker)

    def _begin(self, stop: Stop) -> None:
        """Go on unpacking from a remembered place."""
        self._file.seek(stop.packed)
        self._begun = stop.packed
        self._unpacker = stop.unpacker.copy()
        self._plain = stop.plain
        self._piece = b""
        self._waiting = b""
        self._before_piece = _copied(stop)


def _copied(stop: Stop) -> Stop:
    return Stop(stop.plain, stop.packed, stop.unpacker.copy())
