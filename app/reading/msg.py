"""Outlook's files of one item each (.msg) taken apart, after [MS-OXMSG]; draws no conclusions."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from contextlib import closing

import olefile  # type: ignore[import-untyped]  # it ships no types

from app.reading.charsets import decode
from app.reading.mapi import (
    BINARY,
    MULTIPLE,
    TEXT_8,
    TEXT_16,
    MapiAttachment,
    MapiMessage,
    Properties,
    charset_of,
    fixed,
    names_of,
    value_in,
)

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTIES = "__properties_version1.0"
DEEPEST = 20
MOST_CHILDREN = 5_000

_NAMES = "__nameid_version1.0"
_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-([0-9A-F]{8}))?", re.IGNORECASE)
_TOP, _INSIDE, _CHILD = 32, 24, 8
_EMBEDDED, _OLE = 5, 6
_MESSAGE_PAGE, _NET_PAGE = 0x3FFD, 0x3FDE
_METHOD, _DATA = 0x3705, 0x3701
_BROKEN = (
    *(OSError, ValueError, IndexError, struct.error, TypeError, AttributeError, KeyError),
    *(OverflowError, RecursionError),
)

Path = tuple[str, ...]


class NotReadable(Exception):
    """A file is no Outlook item, or too damaged to be taken apart."""


def is_msg(untrusted: bytes) -> bool:
    """Say whether a file (or its beginning) is a compound file with an Outlook item's streams."""
    mark = "__properties_version1.0".encode("utf-16-le")
    return untrusted.startswith(MAGIC) and mark in untrusted


def read_msg(untrusted: bytes) -> MapiMessage:
    """Take a file apart.

    Raises:
        NotReadable: it is no such file, or its index is damaged.
    """
    try:
        with closing(olefile.OleFileIO(io.BytesIO(untrusted))) as opened:
            file = _File(opened)
            if (PROPERTIES,) not in file.streams:
                raise NotReadable
            return file.message((), _TOP, 0)
    except _BROKEN as error:
        raise NotReadable from error


class _File:
    def __init__(self, opened: olefile.OleFileIO) -> None:
        self._opened = opened
        self.streams: dict[Path, None] = {}
        self._children: dict[Path, dict[str, None]] = {}
        for entry in opened.listdir(streams=True, storages=True):
            path = tuple(entry)
            self._children.setdefault(path[:-1], {})[path[-1]] = None
            if opened.get_type(entry) == olefile.STGTY_STREAM:
                self.streams[path] = None
        self._names = self._named()
        self._charset = ""

    def message(self, at: Path, header: int, depth: int) -> MapiMessage:
        """Read the item in a storage, with those inside it."""
        outer = self._charset
        self._charset = self._charset_of(at, header) or outer
        found = MapiMessage(self._properties(at, header))
        found.properties.names = self._names
        for name in self._below(at, "__recip_version1.0_"):
            found.recipients.append(self._properties((*at, name), _CHILD))
        for name in self._below(at, "__attach_version1.0_"):
            found.attachments.append(self._attachment((*at, name), depth, found.notes))
        parts = (found.properties, *found.recipients)
        if any(part.doubtful for part in parts):
            found.notes.add("charset")
        self._charset = outer
        return found

    def _attachment(self, at: Path, depth: int, notes: set[str]) -> MapiAttachment:
        found = MapiAttachment(self._properties(at, _CHILD))
        found.data = found.properties.data(_DATA)
        inside = (*at, f"__substg1.0_{_DATA:04X}000D")
        method = found.properties.number(_METHOD) & 0xFFFF
        if inside in self.streams or inside[-1] not in self._children.get(at, {}):
            return found
        if method == _EMBEDDED or (*inside, PROPERTIES) in self.streams:
            if depth < DEEPEST:
                found.message = self.message(inside, _INSIDE, depth + 1)
            else:
                notes.add("deep")
        else:
            found.streams = {
                "/".join(path[len(inside) :]): self._read(path)
                for path in self.streams
                if path[: len(inside)] == inside
            }
        return found

    def _properties(self, at: Path, header: int) -> Properties:
        found = Properties()
        entries = self._read((*at, PROPERTIES))[header:]
        for start in range(0, len(entries) - 15, 16):
            kind, number, _, value = struct.unpack_from("<HHI8s", entries, start)
            found.values[number] = fixed(kind, value)
        lists: dict[int, list[str]] = {}
        for number, kind, place, path in self._values(at):
            value = value_in(kind & ~MULTIPLE, self._read(path), self._charset, found)
            if not kind & MULTIPLE:
                found.values[number] = value
            elif place and isinstance(value, str):
                lists.setdefault(number, []).append(value)
        return Properties({**found.values, **lists}, {}, found.doubtful)

    def _values(self, at: Path) -> Iterator[tuple[int, int, str, Path]]:
        for name in sorted(self._children.get(at, {})):
            found = _STREAM.fullmatch(name)
            if found and (*at, name) in self.streams:
                kind = int(found[2], 16)
                if kind & ~MULTIPLE in {TEXT_8, TEXT_16, BINARY}:
                    yield int(found[1], 16), kind, found[3] or "", (*at, name)

    def _charset_of(self, at: Path, header: int) -> str:
        """Find the code page of texts that are not in UTF-16: told, or guessed from all of them."""
        entries = self._read((*at, PROPERTIES))[header:]
        told: dict[int, int] = {}
        for start in range(0, len(entries) - 15, 16):
            _, number, _, value = struct.unpack_from("<HHI8s", entries, start)
            told[number] = int.from_bytes(value[:4], "little")
        for number in (_MESSAGE_PAGE, _NET_PAGE):
            if named := charset_of(told.get(number, 0)):
                return named
        narrow = [path for _, kind, _, path in self._values(at) if kind == TEXT_8]
        joined = b"\n".join(self._read(path).rstrip(b"\0") for path in narrow)
        return decode(joined).charset if joined and not joined.isascii() else ""

    def _below(self, at: Path, prefix: str) -> list[str]:
        found = [name for name in self._children.get(at, {}) if name.lower().startswith(prefix)]
        return sorted(found)[:MOST_CHILDREN]

    def _read(self, path: Path) -> bytes:
        if path not in self.streams:
            return b""
        with closing(self._opened.openstream(list(path))) as stream:
            return bytes(stream.read())

    def _named(self) -> dict[str | int, int]:
        entries = self._read((_NAMES, "__substg1.0_00030102"))
        return names_of(entries, self._read((_NAMES, "__substg1.0_00040102")))
