"""Reads comma-separated tables row by row, whatever their encoding; knows no platform."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
        unclosed: a quotation mark is never closed, so the row may be cut, or hold others.
    """

    number: int
    cells: dict[str, str]
    uneven: bool = False
    unclosed: bool = False


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


class _Lines:
    """The lines of a table, and whether a quotation mark in them is still open."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._marks = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._marks += line.count('"')
            yield line

    @property
    def unclosed(self) -> bool:
        """Say so when every line was read and the marks are odd in number."""
        return self._marks % 2 == 1


def read_table(export: Export, member: str) -> Iterator[Row | BrokenRow]:
    """Give the rows that hold anything; each is held back until the next shows it is whole."""
    number = 0
    held: Row | None = None
    fault: BrokenRow | None = None
    unclosed = False
    try:
        with export.open(member) as stream:
            text = io.TextIOWrapper(stream, _encoding(export, member), "replace", "")
            lines = _Lines(text)
            rows = csv.reader(lines)
            names = [_folded(cell) for cell in next(rows, [])]
            for number, cells in enumerate(rows, 1):
                if any(cell.strip() for cell in cells):
                    if held:
                        yield held
                    held = _row(number, names, cells)
            unclosed = lines.unclosed
    except MemberUnreadable as error:
        fault = BrokenRow(number + 1 if number else 0, error.reason)
    except csv.Error:
        fault = BrokenRow(number + 1, BROKEN_ROW)
    if held:
        yield replace(held, unclosed=unclosed)
    if fault:
        yield fault


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
    found = decode(_whole_characters(head)).charset
    return "utf-8-sig" if found in {"ascii", "utf-8"} else found


def _whole_characters(head: bytes) -> bytes:
    """Leave out a character of UTF-8 that the end of the head cuts."""
    if len(head) < _HEAD:
        return head
    return head[: head.rfind(b"\n") + 1] or head[:-4]


def _folded(heading: str) -> str:
    return " ".join(fold_for_matching(heading).split())
