"""Reads the tables of an SQLite file without the SQLite library; knows no table by name.

The file may be hostile, and what it holds may not lie in the clear beside the vault, so it is read
page by page where it lies, with the pages of a write-ahead log that were committed but not yet put
back. See https://www.sqlite.org/fileformat2.html. A damaged page costs the rows on it.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"SQLite format 3\0"
Value = int | float | str | bytes | None

_ENCODINGS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_INNER, _LEAF = 5, 13
_DEEPEST = 40
_MOST_PAYLOAD = 64 << 20
_MOST_HEADER = 9 * 32_768
_LOG_MAGICS = {0x377F0682: "<", 0x377F0683: ">"}
_WHOLE_SIZES = (0, 1, 2, 3, 4, 6, 8)
_CONSTRAINTS = frozenset({"primary", "unique", "check", "foreign", "constraint"})
_NAME = re.compile(r'\s*(?:"((?:[^"]|"")*)"|\[([^\]]*)\]|`([^`]*)`|([^\s(,"\[`]+))')


class NotSqlite(Exception):
    """The file is no SQLite database, or its first page is damaged."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        values: by column name; a column that the row lacks is None.
    """

    rowid: int
    values: Mapping[str, Value]

    def __repr__(self) -> str:
        return f"Row({self.rowid})"


@dataclass(frozen=True, slots=True)
class DamagedRows:
    """Rows that cannot be read: those of a page, or one of them."""

    page: int
    cell: int = -1


@dataclass(frozen=True, slots=True)
class _Table:
    root: int
    columns: tuple[str, ...]
    alias: str


class SqliteFile:
    """A database that lies in a file, with the log beside it.

    Args:
        file: open for reading, and able to seek; it stays the caller's.
        log: the ``-wal`` file where there is one.

    Raises:
        NotSqlite: when it is none, or its list of tables cannot be read.
    """

    def __init__(self, file: BinaryIO, log: BinaryIO | None = None) -> None:
        self._file = file
        self._log = log
        header = _read(file, 0, 100)
        if len(header) < 100 or not header.startswith(MAGIC):
            raise NotSqlite
        size = int.from_bytes(header[16:18], "big")
        self._size = 65_536 if size == 1 else size
        if self._size < 512 or self._size & (self._size - 1):
            raise NotSqlite
        self._usable = self._size - header[20]
        self._encoding = _ENCODINGS.get(int.from_bytes(header[56:60], "big"), "utf-8")
        self._newer, self._log_is_damaged = _committed(log, self._size) if log else ({}, False)
        self._tables = dict(self._schema())

    @property
    def tables(self) -> frozenset[str]:
        """Name the tables that can be read."""
        return frozenset(self._tables)

    @property
    def log_is_damaged(self) -> bool:
        """Say whether the log is damaged or cut, so that newer pages may be lost."""
        return self._log_is_damaged

    def columns(self, table: str) -> tuple[str, ...]:
        """Name a table's columns; none where there is no such table."""
        found = self._tables.get(table)
        return found.columns if found else ()

    def rows(self, table: str) -> Iterator[Row | DamagedRows]:
        """Give a table's rows in the order of their ids; none where there is no such table."""
        found = self._tables.get(table)
        if found is None:
            return
        for item in self._cells(found.root):
            if isinstance(item, DamagedRows):
                yield item
                continue
            rowid, values = item
            padded = [*values, *[None] * (len(found.columns) - len(values))]
            row = dict(zip(found.columns, padded, strict=False))
            if found.alias and row.get(found.alias) is None:
                row[found.alias] = rowid
            yield Row(rowid, row)

    def _schema(self) -> Iterator[tuple[str, _Table]]:
        seen = False
        for item in self._cells(1):
            if isinstance(item, DamagedRows):
                continue
            seen = True
            kind, name, _, root, sql = [*item[1], None, None, None, None, None][:5]
            if kind != "table" or not isinstance(name, str) or not isinstance(sql, str):
                continue
            if isinstance(root, int) and root > 1:
                columns, alias = _columns(sql)
                yield name, _Table(root, columns, alias)
        if not seen:
            raise NotSqlite

    def _page(self, number: int) -> bytes:
        if number in self._newer and self._log is not None:
            return _read(self._log, self._newer[number], self._size)
        return _read(self._file, (number - 1) * self._size, self._size)

    def _cells(self, root: int) -> Iterator[tuple[int, list[Value]] | DamagedRows]:
        """Walk a table's tree; a page that was met before is not read again."""
        waiting = [(root, 0)]
        met = set()
        while waiting:
            number, depth = waiting.pop()
            page = self._page(number) if number > 0 and depth <= _DEEPEST else b""
            start = 100 if number == 1 else 0
            if number in met or len(page) < self._size or page[start] not in {_INNER, _LEAF}:
                yield DamagedRows(number)
                continue
            met.add(number)
            if page[start] == _INNER:
                waiting += [(child, depth + 1) for child in reversed(_children(page, start))]
            else:
                yield from self._leaf(number, page, start, met)

    def _leaf(
        self, number: int, page: bytes, start: int, met: set[int]
    ) -> Iterator[tuple[int, list[Value]] | DamagedRows]:
        """Give the rows of a page; of rows that lie upon each other only the first ones."""
        room = self._size
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for cell in range(min(count, self._size // 4)):
            at = start + 8 + cell * 2
            offset = int.from_bytes(page[at : at + 2], "big")
            try:
                size, offset = _varint(page, offset)
                rowid, offset = _varint(page, offset)
                local = self._local(size)
                room -= local
                held = page[offset : offset + local + 4] if room >= 0 else b""
                payload = self._payload(held, size, local, met)
                values = _record(payload, self._encoding)
            except (IndexError, ValueError, struct.error):
                yield DamagedRows(number, cell)
                continue
            yield rowid - (1 << 64) if rowid >> 63 else rowid, values

    def _local(self, size: int) -> int:
        """Give how many bytes of a row lie on its page; the others lie on pages of their own."""
        most = self._usable - 35
        if size <= most:
            return size
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self._usable - 4)
        return least if local > most else local

    def _payload(self, held: bytes, size: int, local: int, met: set[int]) -> bytes:
        """Join the bytes of a row; a page further on that was met before is not read again."""
        if size > _MOST_PAYLOAD:
            raise ValueError(size)
        parts = [_exactly(held[:local], local)]
        further = int.from_bytes(held[local : local + 4], "big")
        missing = size - local
        while missing > 0:
            overflow = self._page(further) if further and further not in met else b""
            met.add(further)
            piece = overflow[4 : min(self._usable, 4 + missing)]
            if not piece:
                raise ValueError(further)
            parts.append(piece)
            missing -= len(piece)
            further = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)


def _read(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    found = file.read(size)
    while found and len(found) < size:
        piece = file.read(size - len(found))
        if not piece:
            break
        found += piece
    return found


def _children(page: bytes, start: int) -> list[int]:
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    found = []
    for cell in range(min(count, len(page) // 6)):
        at = start + 12 + cell * 2
        offset = int.from_bytes(page[at : at + 2], "big")
        found.append(int.from_bytes(page[offset : offset + 4], "big"))
    return [*found, int.from_bytes(page[start + 8 : start + 12], "big")]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _record(payload: bytes, encoding: str) -> list[Value]:
    end, at = _varint(payload, 0)
    if end > _MOST_HEADER:
        raise ValueError(end)
    body = end
    values: list[Value] = []
    while at < end:
        kind, at = _varint(payload, at)
        value, size = _value(payload, body, kind, encoding)
        values.append(value)
        body += size
    return values


def _value(payload: bytes, at: int, kind: int, encoding: str) -> tuple[Value, int]:
    if kind >= 12:
        size = (kind - 12) // 2
        data = _exactly(payload[at : at + size], size)
        return (data.decode(encoding, "replace") if kind % 2 else data), size
    if kind in {0, 8, 9}:
        return (None if kind == 0 else kind - 8), 0
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], 8
    if kind > 9:
        raise ValueError(kind)
    size = _WHOLE_SIZES[kind]
    return int.from_bytes(_exactly(payload[at : at + size], size), "big", signed=True), size


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise ValueError(size)
    return data


def _committed(log: BinaryIO, size: int) -> tuple[dict[int, int], bool]:
    """Find where the newest committed form of each page stands in a write-ahead log.

    Frames after the last commit, of an older log, or whose checksum is wrong do not count. It
    says too whether the log is damaged or cut.
    """
    header = _read(log, 0, 32)
    order = _LOG_MAGICS.get(int.from_bytes(header[:4], "big"))
    if len(header) < 32 or order is None or int.from_bytes(header[8:12], "big") != size:
        return {}, bool(header)
    salts = header[16:24]
    sums = _summed((0, 0), header[:24], order)
    if struct.pack(">II", *sums) != header[24:32]:
        return {}, True
    committed: dict[int, int] = {}
    open_ones: dict[int, int] = {}
    at = 32
    while (frame := _read(log, at, 24 + size))[8:16] == salts:
        if len(frame) < 24 + size:
            return committed, True
        sums = _summed(_summed(sums, frame[:8], order), frame[24:], order)
        if struct.pack(">II", *sums) != frame[16:24]:
            return committed, True
        open_ones[int.from_bytes(frame[:4], "big")] = at + 24
        if frame[4:8] != b"\0\0\0\0":
            committed.update(open_ones)
            open_ones.clear()
        at += 24 + size
    return committed, False


def _summed(sums: tuple[int, int], data: bytes, order: str) -> tuple[int, int]:
    first, second = sums
    words = array("I", data)
    if (order == "<") is (struct.pack("=I", 1) != struct.pack("<I", 1)):
        words.byteswap()
    for at in range(0, len(words), 2):
        first = first + words[at] + second & 0xFFFFFFFF
        second = second + words[at + 1] + first & 0xFFFFFFFF
    return first, second


def _columns(sql: str) -> tuple[tuple[str, ...], str]:
    """Read the names of columns, and the one that is the row's id, from ``CREATE TABLE``."""
    names = []
    alias = ""
    for part in _parts(sql[sql.find("(") + 1 :]):
        found = _NAME.match(part)
        if not found:
            continue
        name = next(group for group in found.groups() if group is not None)
        if found[4] and name.casefold() in _CONSTRAINTS:
            continue
        names.append(name)
        rest = " ".join(part[found.end() :].casefold().split())
        if rest.startswith("integer primary key"):
            alias = name
    return tuple(names), alias


def _parts(body: str) -> Iterator[str]:
    """Split at commas outside brackets and quotes, up to the closing bracket."""
    depth, start, quote = 0, 0, ""
    for at, letter in enumerate(body):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'`":
            quote = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        if depth < 0 or (letter == "," and not depth and not quote):
            yield body[start:at]
            start = at + 1
        if depth < 0:
            return
    yield body[start:]
