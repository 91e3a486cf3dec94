"""Reads binary Word documents: the words of all their parts, by the piece table; [MS-DOC].

Layout, styles and which words are struck or hidden are not read; the note says so.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from app.documents.office import inventory
from app.documents.office.compound import Compound
from app.documents.office.fields import told_of
from app.documents.office.outline import Outline, Piece
from app.documents.office.refused import DAMAGED, LOCKED, Refused
from app.domain.redacted import Look, Role

_WORD_97, _WORD_6 = 0xA5EC, 0xA5DC
_FIRST_OF_97 = 101
_LOCKED, _FIRST_TABLE = 0x0100, 0x0200
_CCP = 0x4C
_CLX = 0x01A2
_COMPRESSED = 1 << 30
_PARTS = (
    (0, ""), (1, "Footnotes"), (2, "Headers and footers"), (3, "Macros"), (4, "Comments"),
    (5, "Endnotes"), (6, "Text boxes"), (7, "Text boxes in headers"),
)  # fmt: skip
_ONLY_WORDS = (
    "Only its words are shown; headings, lists and pictures are not, and not which words were "
    "deleted, inserted or hidden."
)
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x14\x15]*))?\x15")
_SIGNS = {
    "\x0b": "\n", "\x0c": "\r", "\x0e": "\r", "\x1e": "-", "\x1f": "", "\x01": "", "\x02": "",
    "\x03": "", "\x04": "", "\x05": "", "\x08": "", "\xa0": " ",
}  # fmt: skip


def read_old_word(untrusted: bytes, outline: Outline) -> None:
    """Set the words of every part; raises Refused."""
    names = ("WordDocument", "0Table", "1Table")
    file = Compound(untrusted, *names)
    main = file.stream("WordDocument")
    if len(main) < 0x44:
        raise Refused(DAMAGED)
    magic, version = struct.unpack_from("<HH", main)
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if magic not in {_WORD_97, _WORD_6}:
        raise Refused(DAMAGED)
    if flags & _LOCKED:
        raise Refused(LOCKED)
    try:
        if version < _FIRST_OF_97:
            _old(main, outline)
        else:
            table = file.stream("1Table" if flags & _FIRST_TABLE else "0Table")
            _new(main, table, outline)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Refused(DAMAGED) from error
    file.take_the_rest(outline.inventory)
    outline.note(_ONLY_WORDS)


def _old(main: bytes, outline: Outline) -> None:
    """Read the one stretch of text of Word 6 and 95."""
    start, end = struct.unpack_from("<II", main, 0x18)
    _say(main[start:end].decode("cp1252", "replace"), "", outline)


def _new(main: bytes, table: bytes, outline: Outline) -> None:
    units = b"".join(_pieces(main, table))
    counts = struct.unpack_from("<8i", main, _CCP)
    at = 0
    for index, title in _PARTS:
        size = max(counts[index], 0)
        part = units[at : at + 2 * size].decode("utf-16-le", "replace")
        at += 2 * size
        _say(part, title, outline)
        if title == "Comments":
            found = part.count("\x05") or bool(part.strip("\r\x00"))
            outline.inventory.add(inventory.COMMENT, found)
    rest = units[at:].decode("utf-16-le", "replace").strip("\r\x00")
    _say(rest, "Other words", outline)


def _pieces(main: bytes, table: bytes) -> Iterator[bytes]:
    """Give the stretches of text as UTF-16, in whose units parts are counted; [MS-DOC] 2.4.1."""
    start, size = struct.unpack_from("<II", main, _CLX)
    clx = table[start : start + size]
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise Refused(DAMAGED)
    (size,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    used = 0
    for number, (first, last) in enumerate(pairwise(ends)):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        used += max(last - first, 0)
        if used > len(main):
            raise Refused(DAMAGED)
        yield _piece(main, place, last - first)


def _piece(main: bytes, place: int, characters: int) -> bytes:
    if characters <= 0:
        return b""
    if place & _COMPRESSED:
        start = (place & ~_COMPRESSED) // 2
        return main[start : start + characters].decode("cp1252", "replace").encode("utf-16-le")
    return main[place : place + characters * 2].ljust(characters * 2, b"\0")


def _say(text: str, title: str, outline: Outline) -> None:
    outline.part(title)
    for sign, shown in _SIGNS.items():
        text = text.replace(sign, shown)
    role = Role.NOTE if title in {"Footnotes", "Endnotes", "Comments"} else Role.PARAGRAPH
    row: list[list[Piece]] = []
    rows: list[list[list[Piece]]] = []
    for line in _with_fields(text, outline).split("\r"):
        *cells, rest = line.split("\x07")
        row.extend([(cell, Look.PLAIN)] for cell in cells[: len(cells)])
        if cells and not cells[-1] and len(row) > 1:
            rows.extend(_rows(row))
            row = []
        if not rest and cells:
            continue
        if row:
            row[-1].append((f"\n{rest}", Look.PLAIN)) if not cells else None
            if not cells:
                continue
        outline.table(rows)
        rows = []
        outline.say(rest, role)
    outline.table([*rows, *([row] if row else [])])
    outline.part("")


def _rows(cells: list[list[Piece]]) -> Iterator[list[list[Piece]]]:
    """Split cells into rows: an empty cell behind the last of a row ends it."""
    row: list[list[Piece]] = []
    for cell in cells:
        if cell[0][0] or not row:
            row.append(cell)
        else:
            yield row
            row = []
    if row:
        yield row


def _with_fields(text: str, outline: Outline) -> str:
    """Put the results of fields in their places, the innermost first."""

    def shown(found: re.Match[str]) -> str:
        result = found[2] or ""
        return result + told_of(found[1], result, outline.inventory)

    for _ in range(20):
        replaced = _FIELD.sub(shown, text)
        if replaced == text:
            break
        text = replaced
    return text
