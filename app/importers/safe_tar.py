"""TAR and TGZ files as sets of members, read without unpacking to disk or following links."""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.errors import ExportUnreadable
from app.importers.base import MemberUnreadable
from app.importers.folder import LINK, NO_FILE, open_file
from app.importers.inflating import Inflated, Stops
from app.importers.members import Gathering, Member, SeekableReading

DAMAGED = "It is damaged inside the archive."
SPARSE = "It is stored in a form with gaps that only some programs can unpack."
_CUT = "The archive is cut off or damaged; files before the damage were read, later ones are lost."
_BOMB = "The archive would unpack to far more than it can hold."

TAR_ENDINGS = (".tar", ".tgz", ".tar.gz")

_GZIP = b"\x1f\x8b\x08"
_MAGIC = slice(257, 262)
_BLOCK = 512
_LONGEST_HEADER = 16 << 20
_BUFFER = 1 << 16
_FAULTS = (tarfile.TarError, zlib.error, EOFError, ValueError, RecursionError, MemberUnreadable)


def is_tar(path: Path, head: bytes) -> bool:
    """Say whether a file is a TAR, plain or compressed as .tgz."""
    return looks_like_tar(path.name, head)


def looks_like_tar(name: str, head: bytes) -> bool:
    """Say whether a file begins as a TAR does, or is packed and named like one."""
    if head.startswith(_GZIP):
        return name.casefold().endswith((".tgz", ".tar.gz"))
    return head[_MAGIC] == b"ustar"


def gather_tar(path: Path, into: Gathering) -> None:
    """Add the plain files of a TAR; links, devices and names that lead out are listed.

    Raises:
        ExportUnreadable: when nothing of it can be read, or it unpacks to too much.
    """
    gather_tar_in(partial(open_file, path), path.name, into)


def gather_tar_in(opened: Callable[[], BinaryIO], name: str, into: Gathering) -> None:
    """Add the plain files of a TAR that lies anywhere, also in another archive."""
    with opened() as file:
        stops = Stops() if file.read(3) == _GZIP else None
        packed = file.seek(0, io.SEEK_END)
    with _unpacked(opened, stops) as stream:
        scan = _Scan(opened, packed, stops, into)
        whole = scan.gathers_all(stream)
    if not whole and not scan.found:
        raise ExportUnreadable(
            "The file is named like a TAR archive but cannot be read as one.",
            "Download or copy it again; if it still fails, ask the sender for a new one.",
        )
    if not whole:
        into.fail(name, _CUT)


class _Scan:
    """One pass over the headers of a TAR."""

    def __init__(
        self, opened: Callable[[], BinaryIO], packed: int, stops: Stops | None, into: Gathering
    ) -> None:
        self._opened = opened
        self._stops = stops
        self._into = into
        self._packed = packed
        self._plain = 0
        self.found = 0

    def gathers_all(self, stream: BinaryIO) -> bool:
        """Add every file; False where the archive breaks off."""
        try:
            with tarfile.open(fileobj=_Guarded(stream), mode="r:") as archive:
                while (info := archive.next()) is not None:
                    archive.members = []  # type: ignore[attr-defined]  # would grow for good
                    self._take(info)
                stream.seek(archive.offset)
                return stream.read(_BLOCK) == bytes(_BLOCK)
        except _FAULTS:
            return False

    def _take(self, info: tarfile.TarInfo) -> None:
        self.found += 1
        self._plain += info.size
        limits = self._into.limits
        if self._plain > limits.ratio_from and self._plain > self._packed * limits.ratio:
            raise ExportUnreadable(_BOMB, "Ask the sender whether the file is genuine.")
        if info.isdir():
            return
        name = self._into.accepts(info.name)
        if not name:
            return
        if info.issym() or info.islnk():
            self._into.ignore(name, LINK)
        elif info.issparse():
            self._into.fail(name, SPARSE)
        elif not info.isreg():
            self._into.ignore(name, NO_FILE)
        else:
            self._into.unpacks_to(info.size)
            opener = partial(_open_member, self._opened, self._stops, info.offset_data, info.size)
            self._into.take(Member(name, info.name, info.size, -1, opener))


class _Guarded(io.RawIOBase):
    """Refuses the reading of headers that claim to be longer than any honest one."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= _LONGEST_HEADER:
            raise EOFError("no honest header is that long")
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _unpacked(opened: Callable[[], BinaryIO], stops: Stops | None) -> BinaryIO:
    file = opened()
    return file if stops is None else io.BufferedReader(Inflated(file, stops), _BUFFER)


def _open_member(
    opened: Callable[[], BinaryIO], stops: Stops | None, start: int, size: int
) -> BinaryIO:
    stream = _unpacked(opened, stops)
    stream.seek(start)
    left = size

    def go_to(offset: int) -> None:
        nonlocal left
        left = max(size - offset, 0)
        stream.seek(start + offset)

    def pieces(length: int) -> bytes:
        nonlocal left
        try:
            piece = stream.read(min(length, left))
        except (zlib.error, EOFError) as cause:
            raise MemberUnreadable(DAMAGED) from cause
        left -= len(piece)
        if left and not piece:
            raise MemberUnreadable(DAMAGED)
        return piece

    return io.BufferedReader(SeekableReading(pieces, stream.close, go_to, size), _BUFFER)
