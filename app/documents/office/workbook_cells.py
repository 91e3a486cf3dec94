"""The cells of one sheet of a workbook, read as a stream, as rows of pieces with their looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.documents.office import inventory
from app.documents.office.inventory import Inventory
from app.documents.office.markup import Element, child, name_of, stream, value_of
from app.documents.office.number_formats import (
    GENERAL,
    NumberFormat,
    built_in_format,
    number_format,
    plain_number,
)
from app.documents.office.outline import Piece
from app.documents.office.package import Package
from app.documents.office.refused import TOO_LARGE, Refused
from app.domain.redacted import Look

MOST_CELLS = 3_000_000
MOST_COLUMNS = 16_384

_LETTERS = re.compile(r"[A-Z]{1,3}")
_WORDS = re.compile(r'"[^"]*\w[^"]*"')
_AROUND = ("cols", "dataValidations", "hyperlinks", "headerFooter", "scenarios")
_ON = frozenset({"1", "true"})

Rich = tuple[Piece, ...]


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share.

    Attributes:
        cells: how many have been read.
    """

    package: Package
    found: Inventory
    strings: list[Rich] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)
    from_1904: bool = False
    cells: int = 0


@dataclass(slots=True)
class Sheet:
    """What a sheet says around its cells.

    Attributes:
        rest: the elements behind the cells, in order.
    """

    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rest: list[Element] = field(default_factory=list)
    hidden: bool = False


def rich_text(holder: Element) -> Rich:
    """Give a string of a workbook: plain, or runs with looks; readings aids are kept behind."""
    pieces: list[Piece] = []
    for one in holder:
        name = name_of(one)
        if name == "t":
            pieces.append((one.text or "", Look.PLAIN))
        elif name == "r":
            properties = child(one, "rPr")
            bold = child(properties, "b") is not None
            look = Look.BOLD if bold else Look.PLAIN
            look = Look.ITALIC if not bold and child(properties, "i") is not None else look
            words = child(one, "t")
            pieces.append(((words.text or "") if words is not None else "", look))
        elif name == "rPh":
            words = child(one, "t")
            pieces.append((f" ({words.text or ''})" if words is not None else "", Look.PLAIN))
    return tuple(pieces)


def read_strings(package: Package, name: str) -> list[Rich]:
    """Read the strings that the sheets share."""
    strings: list[Rich] = []
    with package.opened(name) as part:
        for one in stream(part, "si"):
            strings.append(rich_text(one))
            _forget(one)
    return strings


def read_formats(tree: Element | None) -> list[NumberFormat]:
    """Read the number format of each cell style."""
    if tree is None:
        return []
    own: dict[int, NumberFormat] = {}
    listed = child(tree, "numFmts")
    for one in listed if listed is not None else ():
        own[whole(value_of(one, "numFmtId"))] = number_format(value_of(one, "formatCode"))
    styles = child(tree, "cellXfs")
    numbers = [whole(value_of(one, "numFmtId")) for one in (styles if styles is not None else ())]
    return [own.get(number) or built_in_format(number) for number in numbers]


def rows_of(book: Book, name: str, sheet: Sheet) -> Iterator[tuple[int, list[Rich]]]:
    """Give the number of each row with its cells, up to the last that holds something."""
    number = 0
    with book.package.opened(name) as part:
        for one in stream(part, "row", *_AROUND):
            if name_of(one) == "row":
                number = whole(value_of(one, "r"), number + 1)
                yield number, _row(book, one, sheet)
                _forget(one)
            else:
                _around(book, sheet, one)


def whole(text: str, standard: int = 0) -> int:
    """Read a number of the format, or give the standard."""
    try:
        return int(text)
    except ValueError:
        return standard


def column_of(reference: str) -> int:
    """Give the one-based column of a cell such as ``C5``; 0 where it has none."""
    letters = _LETTERS.match(reference.upper())
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return min(number, MOST_COLUMNS)


def _around(book: Book, sheet: Sheet, one: Element) -> None:
    if name_of(one) == "cols":
        for column in one:
            if value_of(column, "hidden") in _ON:
                first, last = whole(value_of(column, "min")), whole(value_of(column, "max"))
                sheet.hidden_columns.append((first, last))
                book.found.add(inventory.HIDDEN_COLUMN, max(1, min(last, MOST_COLUMNS) - first + 1))
    else:
        sheet.rest.append(one)


def _row(book: Book, row: Element, sheet: Sheet) -> list[Rich]:
    hidden_row = value_of(row, "hidden") in _ON
    book.found.add(inventory.HIDDEN_ROW, hidden_row)
    cells: list[Rich] = []
    for one in row:
        if name_of(one) != "c":
            continue
        at = column_of(value_of(one, "r")) or len(cells) + 1
        pieces = _cell(book, one)
        if not pieces:
            continue
        concealed = sheet.hidden or hidden_row or _within(at, sheet.hidden_columns)
        while len(cells) < at:
            cells.append(())
        cells[at - 1] = tuple((text, Look.HIDDEN) for text, _ in pieces) if concealed else pieces
    book.cells += len(cells)
    if book.cells > MOST_CELLS:
        raise Refused(TOO_LARGE)
    return cells


def _within(column: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in ranges)


def _cell(book: Book, cell: Element) -> Rich:
    kind = cell.get("t", "n")
    value, formula = "", ""
    for one in cell:
        name = name_of(one)
        if name == "v":
            value = one.text or ""
        elif name == "f":
            formula = one.text or ""
        elif name == "is":
            return rich_text(one)
    book.found.add(inventory.FORMULA_WORDS, bool(_WORDS.search(formula)))
    if kind == "s":
        at = whole(value, -1)
        return book.strings[at] if 0 <= at < len(book.strings) else ()
    if not value and formula:
        return ((f"={formula}", Look.PLAIN),)
    return _valued(book, kind, value, cell)


def _valued(book: Book, kind: str, value: str, cell: Element) -> Rich:
    if kind == "n" and value:
        text, look = _shown(book, value, whole(value_of(cell, "s")))
        return ((text, look),)
    if kind == "b":
        return (("TRUE" if value == "1" else "FALSE", Look.PLAIN),)
    if kind == "d":
        value = value.replace("T", " ")
    return ((value, Look.PLAIN),) if value else ()


def _shown(book: Book, value: str, style: int) -> Piece:
    """Give a number as shown; one that its format hides is given plainly, as hidden."""
    try:
        number = float(value)
        form = book.formats[style] if 0 <= style < len(book.formats) else GENERAL
        text = form.shown(number, from_1904=book.from_1904)
    except (ValueError, OverflowError):
        return value, Look.PLAIN
    if text:
        return text, Look.PLAIN
    book.found.add(inventory.HIDDEN_BY_FORMAT)
    return plain_number(number), Look.HIDDEN


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
