"""Rows of text files with columns, whatever stands between these; knows no headings' meaning."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.importers.base import Export, MemberUnreadable
from app.importers.text import clean, decode

BROKEN = "This row cannot be read."

_HEAD = 1 << 16
_LONGEST_LINE = 1 << 22
_LONGEST_ROW = 1 << 22
_MOST_LINES, _FEW_LINES = 5_000, 50
_SHORT_ROW = 1 << 16
_READ_AGAIN, _TIMES_AGAIN = 1 << 23, 20
_MOST_CELLS = 16_384
_FIELD_LIMIT = 1 << 24
_TRIED_ROWS = 200
_DELIMITERS = (",", ";", "\t", "|", "\x14", "\xb6")


@dataclass(frozen=True, slots=True)
class Line:
    """One row.

    Attributes:
        number: one-based; rows that are blank count.
        cells: texts by number of their column, from zero; empty cells are left out.
        width: how many cells there are, empty ones too.
        doubtful: a quotation mark is never closed, so the row may be cut, or hold others.
        links: targets of cells that are links, by number of their column.
    """

    number: int
    cells: dict[int, str] = field(repr=False)
    width: int
    doubtful: bool = False
    links: dict[int, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class LostLine:
    """A row that cannot be read; the last one where nothing behind it could."""

    number: int
    reason: str
    untrusted: bytes = field(default=b"", repr=False)
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file writes its rows.

    Attributes:
        quote: stands around a cell that holds a delimiter; empty where nothing does.
        line_break: stands within a cell for the end of a line.
    """

    encoding: str
    delimiter: str
    quote: str = '"'
    line_break: str = ""


def encoding_of(head: bytes) -> str:
    """Tell the character set of a text file by its first bytes."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head[:-4]
    found = decode(whole).charset
    return "utf-8-sig" if found in {"ascii", "utf-8"} else found


def dialect_of(export: Export, member: str, encoding: str = "", delimiter: str = "") -> Dialect:
    """Find how a file writes its rows; what is given is not looked for.

    The delimiter is the one that cuts most of the first 200 rows to one same width.
    """
    head = export.head(member, _HEAD)
    encoding = encoding or encoding_of(head)
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    if not delimiter and text[:4].casefold() == "sep=":
        delimiter = text[4:5]
    return Dialect(encoding, delimiter or _delimiter_of(text))


def lines_of(export: Export, member: str, dialect: Dialect) -> Iterator[Line | LostLine]:
    """Give the rows of a file; one whose quotation marks are broken costs no other row."""
    number = 0
    try:
        with export.open(member) as stream:
            text = io.TextIOWrapper(stream, dialect.encoding, "replace", "")
            rows = _Rows(_Source(text), dialect)
            for row in rows.all():
                number = row.number
                yield row
    except MemberUnreadable as fault:
        yield LostLine(number + 1, fault.reason, is_end=True)


class _Source:
    """Lines of a file, of which some can be put back.

    Where every line opens a quotation mark that none closes, each would be read again thousands
    of times; so a row may take fewer lines once much was put back.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.taken: list[str] = []
        self.is_over = False
        self._text = text
        self._back: list[str] = []
        self._size = self._passed = self._put_back = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._text.readline(_LONGEST_LINE)
        if not line:
            self.is_over = True
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        lines, size = self._most()
        if len(self.taken) > lines or (self._size > size and len(self.taken) > 1):
            raise csv.Error
        return line

    def _most(self) -> tuple[int, int]:
        """Give how many lines a row may take, and how long it may be."""
        if self._put_back > _READ_AGAIN + _TIMES_AGAIN * self._passed:
            return _FEW_LINES, _SHORT_ROW
        return _MOST_LINES, _LONGEST_ROW

    def begin(self) -> None:
        """Forget the lines of the row before."""
        self._passed += self._size
        self.taken, self._size = [], 0

    def put_back(self) -> str:
        """Give the first line of the row; the others will be read again."""
        first, *rest = self.taken
        self._back.extend(reversed(rest))
        if rest:
            self.is_over = False
        self._put_back += self._size - len(first)
        self._size = len(first)
        self.begin()
        return first


class _Rows:
    """The rows of a source of lines."""

    def __init__(self, source: _Source, dialect: Dialect) -> None:
        self._source = source
        self._dialect = dialect
        self._width = 0
        self._widths: Counter[int] = Counter()
        self._number = 0
        self._reader = self._new_reader()

    def all(self) -> Iterator[Line | LostLine]:
        """Give them."""
        while True:
            self._source.begin()
            try:
                cells = self._next()
            except StopIteration:
                return
            except csv.Error:
                yield self._literal()
                self._reader = self._new_reader()
                continue
            if self._number == 0 and len(cells) <= 2 and cells and _is_sep(cells, self._source):
                self._number += 1
                yield Line(1, {}, 0)
                continue
            if self._is_torn(cells):
                yield self._literal()
                self._reader = self._new_reader()
                continue
            yield self._line(cells, doubtful=self._is_open())

    def _next(self) -> list[str]:
        """Read one row; the limit of its cells is one for all of Python, so it is given back."""
        before = csv.field_size_limit(_FIELD_LIMIT)
        try:
            return next(self._reader)
        finally:
            csv.field_size_limit(before)

    def _new_reader(self) -> Iterator[list[str]]:
        if not self._dialect.quote:
            return csv.reader(
                self._source, delimiter=self._dialect.delimiter, quoting=csv.QUOTE_NONE
            )
        return csv.reader(
            self._source, delimiter=self._dialect.delimiter, quotechar=self._dialect.quote
        )

    def _is_open(self) -> bool:
        quote = self._dialect.quote
        if not quote or not self._source.is_over:
            return False
        return sum(line.count(quote) for line in self._source.taken) % 2 == 1

    def _is_torn(self, cells: list[str]) -> bool:
        """Say whether lines were joined by a quotation mark that only seems to open a cell.

        Delimiters that nobody types also tell of a single line that its marks are wrong.
        """
        taken = self._source.taken
        if len(taken) < 2 and self._dialect.quote in {"", '"'}:
            return False
        if len(taken) > 1 and self._is_open():
            return True
        if not self._width or len(cells) == self._width:
            return False
        return len(self._bare(taken[0])) == self._width

    def _literal(self) -> Line | LostLine:
        """Take the first line of a torn row by itself."""
        if not self._source.taken:
            self._number += 1
            return LostLine(self._number, BROKEN)
        first = self._source.put_back()
        if len(first) >= _LONGEST_LINE:
            self._number += 1
            return LostLine(self._number, BROKEN, first[:1_000_000].encode("utf-8", "replace"))
        return self._line(self._bare(first), doubtful=True)

    def _bare(self, line: str) -> list[str]:
        """Cut a line at its delimiters, whatever is quoted."""
        quote = self._dialect.quote
        cells = line.rstrip("\r\n").split(self._dialect.delimiter)
        return [cell.removeprefix(quote).removesuffix(quote) for cell in cells]

    def _line(self, cells: list[str], *, doubtful: bool) -> Line:
        self._number += 1
        if self._number <= _TRIED_ROWS and cells:
            self._widths[len(cells)] += 1
            self._width = self._widths.most_common(1)[0][0]
        found = {}
        for at, cell in enumerate(cells[:_MOST_CELLS]):
            if cell and not cell.isspace():
                found[at] = self._cell(cell)
        return Line(self._number, found, len(cells), doubtful)

    def _cell(self, cell: str) -> str:
        if self._dialect.line_break:
            cell = cell.replace(self._dialect.line_break, "\n")
        return clean(cell.replace("\ufeff", "") if "\ufeff" in cell else cell)


def _is_sep(cells: list[str], source: _Source) -> bool:
    """Say whether the first line only tells Excel the delimiter."""
    line = source.taken[0].strip().removeprefix("\ufeff").casefold() if source.taken else ""
    return len(cells) <= 2 and line.startswith("sep=") and len(line) <= 5


def _delimiter_of(text: str) -> str:
    """Give what cuts most of a text's first rows to one same width."""
    lines = text.splitlines(keepends=True)
    if len(text) >= _HEAD // 4 and len(lines) > 1:
        lines = lines[:-1]
    best, score = ",", 0.0
    for delimiter in _DELIMITERS:
        found = _evenness(lines, delimiter)
        if found > score:
            best, score = delimiter, found
    return best


def _evenness(lines: list[str], delimiter: str) -> float:
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), _TRIED_ROWS) if row]
    except csv.Error:
        return 0.0
    if not rows:
        return 0.0
    width, number = Counter(map(len, rows)).most_common(1)[0]
    return number / len(rows) * min(width - 1, 8) if width > 1 else 0.0
