"""Reads comma-separated tables row by row, whatever their encoding; knows no platform."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.importers.base import Export, MemberUnreadable
from app.importers.text import clean, decode, fold_for_matching

_HEAD = 1 << 16
BROKEN_ROW = "This row cannot be read, nor what follows it in the table."


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its headings, which are folded for matching.

    Attributes:
        number: one-based, without the headings.
        uneven: the row has more or fewer cells than there are headings.
    """

    number: int
    cells: dict[str, str]
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """Reading ended early at this row."""

    number: int
    reason: str


def headings(export: Export, member: str) -> tuple[str, ...]:
    """Give a table's headings, folded for matching."""
    text = decode(_whole_characters(export.head(member, _HEAD))).text
    try:
        first = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        return ()
    return tuple(_folded(cell) for cell in first)


def read_table(export: Export, member: str) -> Iterator[Row | BrokenRow]:
    """Give the rows that hold anything."""
    number = 0
    try:
        with export.open(member) as stream:
            rows = csv.reader(io.TextIOWrapper(stream, _encoding(export, member), "replace", ""))
            names = [_folded(cell) for cell in next(rows, [])]
            for number, cells in enumerate(rows, 1):
                if any(cell.strip() for cell in cells):
                    yield _row(number, names, cells)
    except MemberUnreadable as error:
        yield BrokenRow(number + 1 if number else 0, error.reason)
    except csv.Error:
        yield BrokenRow(number + 1, BROKEN_ROW)


def _row(number: int, names: list[str], cells: list[str]) -> Row:
    """Put cells under headings; what overflows belongs to the last one, whose commas it was."""
    uneven = len(cells) != len(names)
    if len(cells) > len(names) > 0:
        cells = [*cells[: len(names) - 1], ",".join(cells[len(names) - 1 :])]
    return Row(number, {n: clean(c) for n, c in zip(names, cells, strict=False)}, uneven)


def _encoding(export: Export, member: str) -> str:
    """Tell a table's encoding by its first 64 KB."""
    head = export.head(member, _HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    found = decode(_whole_characters(head)).encoding
    return "utf-8-sig" if found == "utf-8" else found


def _whole_characters(head: bytes) -> bytes:
    """Leave out a character of UTF-8 that the end of the head cuts."""
    if len(head) < _HEAD:
        return head
    return head[: head.rfind(b"\n") + 1] or head[:-4]


def _folded(heading: str) -> str:
    return " ".join(fold_for_matching(heading).split())
