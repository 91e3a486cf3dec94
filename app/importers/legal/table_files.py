"""The tables that lie in an export: text files with columns, and sheets of workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from app.importers.base import Export, MemberUnreadable, Unreadable
from app.importers.legal.delimited import Dialect, Line, LostLine, dialect_of, lines_of
from app.importers.portion import open_nested
from app.importers.workbook import BOOK, MOST_ROWS, Lost, Row, Sheet, Workbook

NO_TABLE = "It is no table: neither a text file with columns nor an Excel workbook (XLSX)."
OLD_BOOK = "It is an old or foreign workbook; save it as XLSX and import that."
ROW_LOST = "This row is damaged; reading went on with the next whole one."
SHEET_CUT = "The sheet ends in the middle; what came after its last whole row is lost."
SHEET_FULL = "The sheet is as long as Excel permits; the table was probably cut off there."

_TEXTS = (".csv", ".tsv", ".tab", ".psv")
_BOOKS = (".xlsx", ".xlsm")
_OLD_BOOK = b"\xd0\xcf\x11\xe0"
_LARGE = re.compile(r"-?\d(?:\.(\d+))?[eE]\+?(\d{1,2})")
_MOST_SHEETS = 200
_HEAD = 512


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        place: where it is, for people; locators of its rows begin with it.
        lost: parts of its workbook that could not be read; told of the first sheet.
        from_1904: numbers of days count from 1904, as old workbooks for the Macintosh do.
    """

    member: str
    place: str
    dialect: Dialect | None = None
    book: Workbook | None = field(default=None, repr=False)
    sheet: Sheet | None = None
    from_1904: bool = False
    lost: tuple[Unreadable, ...] = ()

    def lines(self, export: Export) -> Iterator[Line | LostLine]:
        """Give the rows in their order."""
        if self.book is not None and self.sheet is not None:
            return _sheet_lines(self.book, self.sheet)
        return lines_of(export, self.member, self.dialect or dialect_of(export, self.member))

    def first_lines(self, export: Export, most: int) -> list[Line]:
        """Give the first rows that can be read."""
        found = islice(self.lines(export), most)
        return [line for line in found if isinstance(line, Line) and line.cells]


def named_as_table(member: str) -> bool:
    """Say whether a name is that of a table."""
    return member.casefold().endswith((*_TEXTS, *_BOOKS))


def tables_of(export: Export, member: str, encoding: str = "", delimiter: str = "") -> list[Table]:
    """Give the tables of a member: one of a text file, one of each sheet of a workbook.

    Raises:
        MemberUnreadable: it is no table, or cannot be read.
    """
    head = export.head(member, _HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _sheets(export, member)
    if head.startswith(_OLD_BOOK):
        raise MemberUnreadable(OLD_BOOK)
    if not head.strip() or _is_binary(head):
        with export.open(member) as file:
            file.read(1)
        raise MemberUnreadable(NO_TABLE)
    return [Table(member, member, dialect_of(export, member, encoding, delimiter))]


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) // 4:
        return False
    return b"\0\0\0" in head or head.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8"))


def _sheets(export: Export, member: str) -> list[Table]:
    parts = open_nested(export, member)
    if BOOK not in parts.members():
        raise MemberUnreadable(NO_TABLE)
    book = Workbook(parts)
    sheets = book.sheets()[:_MOST_SHEETS]
    if not sheets:
        raise MemberUnreadable(NO_TABLE)
    from_1904 = b'date1904="1"' in parts.head(BOOK, 1 << 16)
    make = partial(Table, member, dialect=None, book=book, from_1904=from_1904)
    names = [sheet.name for sheet in sheets]
    lost = tuple(one for one in parts.rejected() if isinstance(one, Unreadable))
    return [
        make(
            lost=() if number > 1 else lost,
            place=_place(member, sheet.name, number, names),
            sheet=sheet,
        )
        for number, sheet in enumerate(sheets, 1)
    ]


def _place(member: str, name: str, number: int, names: list[str]) -> str:
    place = f"{member}!{name or number}"
    return f"{place} ({number})" if names.count(name) > 1 else place


def _sheet_lines(book: Workbook, sheet: Sheet) -> Iterator[Line | LostLine]:
    number = 0
    try:
        links = book.links(sheet)
        for row in book.rows(sheet):
            if isinstance(row, Lost):
                number += 1
                reason = SHEET_CUT if row.is_end else ROW_LOST
                yield LostLine(number, reason, row.untrusted, is_end=row.is_end)
                continue
            number = max(row.number, number + 1)
            yield _line(row, number, links)
    except MemberUnreadable as fault:
        yield LostLine(number + 1, fault.reason, is_end=True)
        return
    if number >= MOST_ROWS:
        yield LostLine(number + 1, SHEET_FULL, is_end=True)


def _line(row: Row, number: int, links: dict[tuple[int, int], str]) -> Line:
    cells = {at: _written_out(text) for at, text in row.cells.items() if text.strip()}
    found = dict(row.links)
    if links:
        found |= {at: links[row.number, at] for at in cells if (row.number, at) in links}
    return Line(number, cells, 0, links=found)


def _written_out(text: str) -> str:
    """Write a whole number such as 1.5551234567E10 with all its digits."""
    large = _LARGE.fullmatch(text)
    if large is None or int(large[2]) < len(large[1] or "") or int(large[2]) > 30:
        return text
    digits, _, _ = text.upper().partition("E")
    whole = digits.replace(".", "")
    return whole + "0" * (int(large[2]) - len(large[1] or ""))
