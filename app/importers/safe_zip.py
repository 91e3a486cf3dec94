"""ZIP files as sets of members that are read without trust; nothing is written to disk."""

from __future__ import annotations

import io
import stat
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.errors import ExportUnreadable
from app.importers.base import MemberUnreadable
from app.importers.folder import open_file
from app.importers.inflating import RAW, Stop, Stops
from app.importers.members import (
    BOMB,
    Gathering,
    Member,
    SeekableReading,
    unreadable_because,
)
from app.importers.zip_directory import (
    ENCRYPTED,
    END,
    LOCAL,
    LOCAL_HEADER,
    SPANNED,
    DirectoryDamaged,
    Entry,
    entries_of,
    in_pieces,
)
from app.importers.zip_salvage import salvaged

LINK = "It is only a link to another file, which was not followed."
LOCKED = "It is locked with a password; unpack the ZIP with its password and import the folder."
STRANGE = "It is packed in an uncommon way; unpack the ZIP with Windows and import the folder."
OVERLAPPING = "It shares its bytes with another file of the ZIP, as no honest archive does."
DAMAGED = "It is damaged inside the ZIP file."
LYING = "It unpacks to more than the ZIP file says, so it was not read further."
_CUT = "The ZIP file is cut off or damaged; files before the damage were read, later ones are lost."

_DOCUMENTS = frozenset({
    *(".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".xlsb", ".pptx", ".pptm", ".ppsx"),
    *(".odt", ".ott", ".ods", ".odp", ".odg", ".pages", ".numbers", ".key", ".xps", ".vsdx"),
    *(".epub", ".kmz", ".apk", ".jar"),
})  # fmt: skip
_STEP = 1 << 16
_APART = 4 << 20
_STORED, _DEFLATED = 0, 8


def is_zip(path: Path, head: bytes) -> bool:
    """Say whether a file is, or was meant to be, a ZIP that is opened.

    Many documents are ZIPs inside; their names say what they are.
    """
    ending = path.suffix.casefold()
    return ending == ".zip" or (looks_like_zip(head) and ending not in _DOCUMENTS)


def looks_like_zip(head: bytes) -> bool:
    """Say whether a file begins as a ZIP does."""
    return head.startswith((LOCAL, END, *SPANNED))


def gather_zip(path: Path, into: Gathering) -> None:
    """Add the members of a ZIP; of one that is cut off, what its front still holds."""
    gather_zip_in(partial(open_file, path), path.name, into)


def gather_zip_in(opened: Callable[[], BinaryIO], name: str, into: Gathering) -> None:
    """Add the members of a ZIP that lies anywhere, also in another archive."""
    with opened() as file:
        if file.read(4) in SPANNED:
            raise in_pieces()
        entries = _entries(name, file, into)
    overlapping = _overlapping(entries)
    for entry in entries:
        if not entry.is_folder:
            _gather(opened, entry, into, overlaps=entry.header in overlapping)


def open_entry(
    opened: Callable[[], BinaryIO], entry: Entry, stops: Stops | None = None
) -> BinaryIO:
    """Open one file of a ZIP for reading.

    Read from front to end it is checked for its size and checksum on the way.

    Args:
        opened: opens the ZIP.
        entry: the file in it.
        stops: remembers places of a long file, so that going to them costs little.
    """
    file = opened()
    try:
        _go_to_data(file, entry)
    except (OSError, MemberUnreadable) as cause:
        file.close()
        raise unreadable_because(cause) if isinstance(cause, OSError) else cause from None
    pieces = _Unpacking(file, entry, stops or Stops(RAW, _APART))
    reading = SeekableReading(pieces.give, file.close, pieces.go_to, entry.size)
    return io.BufferedReader(reading, _STEP)


class _Unpacking:
    """Unpacks one entry piece by piece and compares it with what the ZIP says of it."""

    def __init__(self, file: BinaryIO, entry: Entry, stops: Stops) -> None:
        self._file = file
        self._start = file.tell()
        self._stops = stops
        self._in_order = True
        self._entry = entry
        self._packed_left = entry.packed
        self._given = 0
        self._crc = 0
        self._waiting = b""
        self._unpacker = zlib.decompressobj(RAW) if entry.method == _DEFLATED else None

    def give(self, length: int) -> bytes:
        """Give the next bytes, at most ``length``; empty at the end."""
        try:
            piece = self._next(length)
        except zlib.error as cause:
            raise MemberUnreadable(DAMAGED) from cause
        except OSError as cause:
            raise unreadable_because(cause) from cause
        self._given += len(piece)
        self._crc = zlib.crc32(piece, self._crc)
        if self._given > self._entry.size:
            raise MemberUnreadable(LYING)
        if not piece and not self._ends_as_listed():
            raise MemberUnreadable(DAMAGED)
        return piece

    def go_to(self, offset: int) -> None:
        """Go on from an offset; what is read after a leap is not compared with the checksum."""
        stop = self._stops.before(offset)
        if self._unpacker is None:
            self._leap(offset, offset)
        elif offset < self._given or stop.plain > self._given:
            self._unpacker = stop.unpacker.copy()
            self._leap(stop.plain, stop.packed)
        while self._given < offset and self.give(min(_STEP, offset - self._given)):
            pass

    def _leap(self, plain: int, packed: int) -> None:
        self._in_order = False
        self._given = plain
        self._waiting = b""
        self._packed_left = max(self._entry.packed - packed, 0)
        self._file.seek(self._start + packed)

    def _ends_as_listed(self) -> bool:
        if not self._in_order:
            return self._given >= self._entry.size
        return (self._given, self._crc) == (self._entry.size, self._entry.crc)

    def _next(self, length: int) -> bytes:
        if self._unpacker is None:
            return self._packed(length)
        while not self._unpacker.eof:
            waiting = self._waiting or self._packed(_STEP)
            piece = self._unpacker.decompress(waiting, length)
            self._waiting = self._unpacker.unconsumed_tail
            if piece:
                self._remember(len(piece))
                return piece
            if not waiting:
                raise MemberUnreadable(DAMAGED)
        return b""

    def _remember(self, more: int) -> None:
        packed = self._entry.packed - self._packed_left - len(self._waiting)
        if self._unpacker is not None:
            self._stops.passed(Stop(self._given + more, packed, self._unpacker))

    def _packed(self, length: int) -> bytes:
        piece = self._file.read(min(length, self._packed_left))
        self._packed_left -= len(piece)
        return piece


def _go_to_data(file: BinaryIO, entry: Entry) -> None:
    """Stand at the first packed byte; the local header must be the one that was listed."""
    file.seek(entry.header)
    head = file.read(LOCAL_HEADER.size)
    if len(head) < LOCAL_HEADER.size or not head.startswith(LOCAL):
        raise MemberUnreadable(DAMAGED)
    *_, names, extras = LOCAL_HEADER.unpack(head)
    if file.read(names) != entry.name_bytes:
        raise MemberUnreadable(DAMAGED)
    file.seek(extras, io.SEEK_CUR)


def _entries(name: str, file: BinaryIO, into: Gathering) -> list[Entry]:
    entries: list[Entry] = []
    try:
        _extend(entries, entries_of(file, into.limits), into)
    except DirectoryDamaged:
        entries.clear()
        _extend(entries, salvaged(file, into.limits.total), into)
        if not entries:
            raise ExportUnreadable(
                "The file is named or begins like a ZIP but cannot be read as one.",
                "Download or copy it again; if it still fails, ask the sender for a new one.",
            ) from None
        into.fail(name, _CUT)
    return entries


def _extend(entries: list[Entry], found: Iterator[Entry], into: Gathering) -> None:
    for entry in found:
        entries.append(entry)
        into.at_most(len(entries))


def _overlapping(entries: list[Entry]) -> frozenset[int]:
    """Find the local headers that two entries claim or that lie inside another's data."""
    places = sorted((entry.header, entry.packed + len(entry.name_bytes)) for entry in entries)
    found: set[int] = set()
    reached, holder = 0, -1
    for header, length in places:
        if header < reached:
            found.update({header, holder})
        end = header + LOCAL_HEADER.size + length
        if end > reached:
            reached, holder = end, header
    return frozenset(found)


def _gather(
    opened: Callable[[], BinaryIO], entry: Entry, into: Gathering, *, overlaps: bool
) -> None:
    name = into.accepts(entry.name)
    if not name:
        return
    reason = OVERLAPPING if overlaps else _reason_against(entry, into)
    if reason == LINK:
        into.ignore(name, LINK)
    elif reason:
        into.fail(name, reason)
    else:
        into.unpacks_to(entry.size)
        stops = Stops(RAW, _APART) if entry.size > _APART else None
        opener = partial(open_entry, opened, entry, stops)
        into.take(Member(name, entry.name, entry.size, entry.crc, opener))


def _reason_against(entry: Entry, into: Gathering) -> str:
    if stat.S_ISLNK(entry.mode):
        return LINK
    if entry.flags & ENCRYPTED:
        return LOCKED
    if entry.method not in {_STORED, _DEFLATED}:
        return STRANGE
    limits = into.limits
    if entry.size > limits.ratio_from and entry.size > entry.packed * limits.ratio:
        return BOMB
    return DAMAGED if entry.method == _STORED and entry.size != entry.packed else ""
